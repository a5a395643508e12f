"""How much of a durable turn is the engine, and what the rest of it is.

A turn is `Turns.take`, one at a time, on SQLite with synchronous=FULL. The engine is timed inside the same turns, where
its caches are as cold as they are in service; right afterwards the same turn is had once more, with warm ones. Looking
at people's words (what kind of text, which determinants) is measured apart: for the bound its answers are given from
what it answered before, in the turn as well, which makes the turn shorter and the bound harder.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from unittest.mock import patch

from benchmarks.figures import Bound, Figure, Report
from benchmarks.ground import Ground
from benchmarks.teams import Acts, record_teams
from benchmarks.timing import Lanes, Stopwatch
from benchmarks.tracing import COMMIT, Sent, trace
from bot import turns as use_cases
from bot.bootstrap import opened
from bot.turns import Turns
from dialogs import heard
from dialogs.effects import Turn
from dialogs.engine import advance
from dialogs.flow import Flow, Setting
from dialogs.inbound import Inbound
from dialogs.session import DialogSession
from knowledge.project import Project

ENGINE = Bound(most=15)
TEAMS = 4
ROUNDS = 7
COMMITS = 200


async def measure(ground: Ground) -> Report:
    """The share of the engine, and what a turn consists of."""
    acts = tuple(act for team in await record_teams(ground.catalogue, TEAMS) for act in team)
    with _answered_before():
        bare = await _measure(ground, acts)
    matching = await _measure(ground, acts)
    sent = await trace(await ground.new_file(), ground.catalogue, acts)
    return Report(
        title="advance() in a durable turn (SQLite, synchronous=FULL, one at a time)",
        figures=[*_shares(bare, matching), *_contents(sent, commit=_commit_alone(await ground.new_file()))],
        notes=[f"{len(acts)} turns of start, goal and barriers by {TEAMS} teams of three, {ROUNDS} rounds"],
    )


def _shares(bare: Lanes, matching: Lanes) -> list[Figure]:
    flows = [
        Figure(f"the same, turns of {flow}", _percent(bare, f"advance {flow}", f"turn {flow}"), "%")
        for flow in ("start", "goal", "barriers")
    ]
    return [
        Figure("advance() without matching, share of a turn", _percent(bare, "advance", "turn"), "%", ENGINE),
        *flows,
        Figure("advance() with matching, share of a turn", _percent(matching, "advance", "turn"), "%"),
        Figure("advance() without matching, the same again at once", _percent(bare, "again", "turn"), "%"),
        Figure("advance() without matching", bare.mean("advance") * 1e6, "us"),
        Figure("a durable turn without matching", bare.mean("turn") * 1e6, "us"),
    ]


def _percent(lanes: Lanes, part: str, whole: str) -> float:
    return 100 * lanes.total(part) / lanes.total(whole)


def _contents(sent: Sequence[Sequence[Sent]], *, commit: float) -> list[Figure]:
    reads = sum(each.is_read for turn in sent for each in turn)
    writes = sum(_is_write(each) for turn in sent for each in turn)
    durable = sum(each.writing and each.sql == COMMIT for turn in sent for each in turn)
    found = sum(each.is_read and not each.writing for turn in sent for each in turn)
    return [
        Figure("a turn reads, statements", reads / len(sent)),
        Figure("of these outside the transaction, to find the locks", found / len(sent)),
        Figure("a turn writes, statements", writes / len(sent)),
        Figure("a turn commits durably, times", durable / len(sent)),
        Figure("a durable commit of one row alone, by the driver", commit * 1e6, "us"),
    ]


def _is_write(sent: Sent) -> bool:
    return sent.sql.startswith(("INSERT", "UPDATE", "DELETE"))


def _commit_alone(path: Path) -> float:
    """Seconds."""
    lanes = Lanes()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        for number in range(COMMITS):
            with Stopwatch() as watch:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("INSERT INTO inbox VALUES (?, '')", (str(number),))
                connection.execute(COMMIT)
            lanes.add("commit", 0, watch.seconds)
    return lanes.mean("commit")


async def _measure(ground: Ground, acts: Acts) -> Lanes:
    lanes = Lanes()
    await _round(ground, acts, Lanes())  # the first one compiles statements and phrases
    for _ in range(ROUNDS):
        await _round(ground, acts, lanes)
    return lanes


async def _round(ground: Ground, acts: Acts, lanes: Lanes) -> None:
    async with opened(str(await ground.new_file())) as store:
        turns = Turns(store, ground.catalogue)
        with _watched() as engine:
            for number, act in enumerate(acts):
                with Stopwatch() as watch:
                    await turns.take(act)
                for lane, seconds in (("turn", watch.seconds), ("advance", engine.seconds)):
                    lanes.add(lane, number, seconds)
                    lanes.add(f"{lane} {engine.flow}", number, seconds)
                lanes.add("again", number, engine.repeat())


class _Engine:
    """The engine, timed. It is pure, so that the last turn can be had once more."""

    seconds = 0.0
    flow = ""

    def advance(
        self, flow: Flow, session: DialogSession, project: Project | None, inbound: Inbound, setting: Setting
    ) -> Turn:
        with Stopwatch() as watch:
            turn = advance(flow, session, project, inbound, setting)
        self.seconds, self.flow = watch.seconds, flow.name
        self._last = partial(advance, flow, session, project, inbound, setting)
        return turn

    def repeat(self) -> float:
        """Seconds for the same turn while the caches are warm."""
        with Stopwatch() as watch:
            self._last()
        return watch.seconds


@contextmanager
def _watched() -> Iterator[_Engine]:
    engine = _Engine()
    with patch.object(use_cases, "advance", engine.advance):
        yield engine


@contextmanager
def _answered_before() -> Iterator[None]:
    """Whatever looks at people's words answers at once what it was asked before."""
    with ExitStack() as patches:
        for name in ("suggest_determinants", "tell_kind", "split_parts"):
            patches.enter_context(patch.object(heard, name, _remembering(getattr(heard, name))))
        yield


def _remembering(answer: Callable[..., object]) -> Callable[..., object]:
    known: dict[tuple[str, str], object] = {}

    def remembered(words: str, *, language: str, **others: object) -> object:
        asked = (words, language)
        if asked not in known:
            known[asked] = answer(words, language=language, **others)
        return known[asked]

    return remembered
