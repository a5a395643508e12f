"""What a suggestion costs beside a durable turn, and what getting ready for the first one does.

The texts are statements of the development set, put together and cut to 200 characters, so that no two are the same and
nothing is answered from memory. The turns are those of teams, one at a time, on SQLite with synchronous=FULL; both are
measured by turns in one run.
"""

from __future__ import annotations

import subprocess
import sys
from itertools import cycle, islice

from benchmarks.figures import Bound, Figure, Report
from benchmarks.ground import Ground
from benchmarks.match_report import read_statements
from benchmarks.teams import record_teams
from benchmarks.timing import Lanes, Stopwatch
from bot.bootstrap import opened
from bot.turns import Turns
from knowledge.choosing import rank_strategies
from knowledge.kinds import split_parts, tell_kind
from knowledge.matching import learn, suggest_determinants

SUGGESTION = Bound(most=1)
TEAMS, ROUNDS, STARTS = 4, 5, 7
CHARACTERS = 200

# Seconds to load and to learn, in a process that has done neither.
_READY = """
from time import perf_counter
begun = perf_counter()
from knowledge.loading import load_catalogue
from knowledge.matching import learn
imported = perf_counter()
catalogue = load_catalogue()
loaded = perf_counter()
learn(catalogue)
print(loaded - imported, perf_counter() - loaded)
"""


async def measure(ground: Ground) -> Report:
    """A suggestion beside a turn, and getting ready."""
    lanes = Lanes()
    learn(ground.catalogue)
    texts = _make_texts()
    await _round(ground, texts, Lanes())  # the first one compiles statements and phrases
    for _ in range(ROUNDS):
        await _round(ground, texts, lanes)
    load, learned = _get_ready()
    suggestion, turn = lanes.mean("suggestion"), lanes.mean("turn")
    return Report(
        title=f"suggestions for {CHARACTERS} characters beside an ungrouped durable turn (SQLite, synchronous=FULL)",
        figures=[
            Figure("three determinants for somebody's words, beside a turn", suggestion / turn, "x", SUGGESTION),
            Figure("three determinants for somebody's words", suggestion * 1e6, "us"),
            Figure("what kind of text it is, and its parts", lanes.mean("kind") * 1e6, "us"),
            Figure("strategies for a determinant", lanes.mean("strategies") * 1e6, "us"),
            Figure("a durable turn", turn * 1e6, "us"),
            Figure("loading the catalogue, once a process", load * 1e3, "ms"),
            Figure("learning from it, once a process, beside the first turns", learned * 1e3, "ms"),
        ],
        notes=[f"{len(texts)} texts, {ROUNDS} rounds; getting ready: the middle of {STARTS} processes"],
    )


def _make_texts() -> list[str]:
    said = [each.words for name in ("en_interviews", "en_chat") for each in read_statements(name)]
    return [f"{one} {other} {third}"[:CHARACTERS] for one, other, third in zip(said, said[1:], said[2:], strict=False)]


async def _round(ground: Ground, texts: list[str], lanes: Lanes) -> None:
    acts = [act for team in await record_teams(ground.catalogue, TEAMS) for act in team]
    determinants = [entry.id for entry in ground.catalogue.determinants]
    async with opened(str(await ground.new_file())) as store:
        turns = Turns(store, ground.catalogue)
        asked = zip(acts, islice(cycle(texts), len(acts)), cycle(determinants), strict=False)
        for number, (act, text, determinant) in enumerate(asked):
            with Stopwatch() as watch:
                await turns.take(act)
            lanes.add("turn", number, watch.seconds)
            _suggest(ground, lanes, number, text=text, determinant=determinant)


def _suggest(ground: Ground, lanes: Lanes, number: int, *, text: str, determinant: str) -> None:
    with Stopwatch() as watch:
        suggest_determinants(text, language="en", catalogue=ground.catalogue)
    lanes.add("suggestion", number, watch.seconds)
    with Stopwatch() as watch:
        tell_kind(text, language="en")
        split_parts(text, language="en")
    lanes.add("kind", number, watch.seconds)
    with Stopwatch() as watch:
        rank_strategies(determinant, catalogue=ground.catalogue, language="en")
    lanes.add("strategies", number, watch.seconds)


def _get_ready() -> tuple[float, float]:
    """Seconds for loading and for learning: the middle of several new processes."""
    printed = (
        subprocess.run((sys.executable, "-c", _READY), check=True, capture_output=True, text=True).stdout.split()
        for _ in range(STARTS)
    )
    pairs = [(float(load), float(learned)) for load, learned in printed]
    return sorted(load for load, _ in pairs)[STARTS // 2], sorted(learned for _, learned in pairs)[STARTS // 2]
