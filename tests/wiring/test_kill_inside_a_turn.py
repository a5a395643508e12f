"""The process ends by SIGKILL inside turns: before, in and after each of their transactions, and while it prints.

After every death it is started again, the line comes once more under its key, as a platform would send it, and the
conversation goes on. Which point a turn dies at shifts by one from run to run: in six runs each turn meets six of the
twelve points, and each point each kind of step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from signal import SIGKILL
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from adapters.console.words import say
from tests.support.crashing import LIVES_ON, POINTS, UNDONE, DoomedChat, Fate, Point, Printed
from tests.support.processes import EndedError
from tests.support.scripts import ENGLISH, GERMAN, Line, changed
from tests.support.world import MONDAY
from tests.wiring.playing import journal_of_lines_at, key_of, keyed, shown_at, unsent_at

MINUTE = timedelta(minutes=1)
UNNAMED_GERMAN = changed(GERMAN, "Mit Namen", "Ohne Namen")


@dataclass(frozen=True)
class Undisturbed:
    """What a conversation comes to when nobody disturbs it. `printed` is in order, the opening question apart."""

    project: dict[str, Any]
    printed: tuple[Printed, ...]


@cache
def play_undisturbed(script: tuple[Line, ...]) -> Undisturbed:
    with TemporaryDirectory() as folder:
        chat = DoomedChat(f"sqlite:///{folder}/store.db", home=Path(folder))
        chat.start(at=MONDAY)
        for line in keyed(script):
            chat.say(line)
        chat.kill()
        return Undisturbed(project=shown_at(chat.url), printed=tuple(chat.printed()[1:]))


def fates(script: Sequence[Line], *, shift: int, every: int = 1) -> list[tuple[str, Point | None]]:
    """Each line with the point at which its turn ends. Seven has no factor in common with twelve."""
    points = [POINTS[(7 * number + shift) % len(POINTS)] for number in range(len(script))]
    ends = [None if (number + shift) % every else point for number, point in enumerate(points)]
    return list(zip(keyed(script), ends, strict=True))


def play_dying(chat: DoomedChat, fated: Sequence[tuple[str, Point | None]]) -> None:
    """Die in the turns that are to end early, come back, say the line again, and once more, go on."""
    to_come = (Fate(key_of(line), point) for line, point in fated if point)
    at = MONDAY
    chat.start(at=at, fate=next(to_come))
    for line, point in fated:
        if point is None:
            chat.say(line)
            continue
        with pytest.raises(EndedError):
            chat.say(line)
        assert (chat.kill(), chat.errors()) == (-SIGKILL, "")
        at += MINUTE
        chat.start(at=at, fate=next(to_come, LIVES_ON))
        said_again, and_again = chat.say(line), chat.say(line)
        assert (bool(said_again), and_again) == (point in UNDONE, []), f"{line}, killed {point}"
    chat.kill()


def assert_as_undisturbed(chat: DoomedChat, script: tuple[Line, ...]) -> None:
    undisturbed, printed = play_undisturbed(script), chat.printed()
    first = {each.id: each for each in reversed(printed)}
    owed = [each.id for each in undisturbed.printed]

    assert shown_at(chat.url) == undisturbed.project
    assert journal_of_lines_at(chat.url) == [key_of(line) for line in keyed(script)]
    assert [each for each in owed if each not in first] == [], "messages that nobody ever saw"
    assert unsent_at(chat.url) == []
    assert _by_name(printed, only=set(owed)) == _by_name(undisturbed.printed, only=set(owed))
    assert [each for each in _later(printed) if not each.maybe_repeat] == [], "repeats that do not say so"


def _by_name(printed: Sequence[Printed], *, only: set[str]) -> dict[str, list[str]]:
    """The messages of each person in the order in which they were first seen."""
    people: dict[str, dict[str, None]] = {}
    for each in printed:
        if each.id in only:
            people.setdefault(each.name, {})[each.id] = None
    return {name: list(ids) for name, ids in people.items()}


def _later(printed: Sequence[Printed]) -> Iterator[Printed]:
    """Every sight of a message but the first."""
    seen: Counter[str] = Counter()
    for each in printed:
        seen[each.id] += 1
        if seen[each.id] > 1:
            yield each


def test_the_runs_bring_every_point_to_every_kind_of_turn() -> None:
    """In all runs together: half of the points at each line, and each point at lines of all three people."""
    met = {fate for shift in range(6) for fate in fates(ENGLISH, shift=shift)}
    people = {(line.split(" ")[1], point) for line, point in met}

    assert len(met) == 6 * len(ENGLISH)
    assert people == {(name, point) for name in ("Ana:", "Ben:", "Cara:") for point in POINTS}


@pytest.mark.parametrize("shift", range(6))
def test_dying_inside_every_turn_ends_with_the_undisturbed_project(shift: int, tmp_path: Path) -> None:
    chat = DoomedChat(f"sqlite:///{tmp_path}/store.db", home=tmp_path)

    play_dying(chat, fates(ENGLISH, shift=shift))

    assert_as_undisturbed(chat, ENGLISH)


@pytest.mark.parametrize("shift", [0, 6])
def test_dying_inside_every_turn_does_no_harm_in_german_without_names(shift: int, tmp_path: Path) -> None:
    chat = DoomedChat(f"sqlite:///{tmp_path}/store.db", home=tmp_path)

    play_dying(chat, fates(UNNAMED_GERMAN, shift=shift))

    assert_as_undisturbed(chat, UNNAMED_GERMAN)


@pytest.mark.parametrize("shift", [0, 2])
def test_dying_inside_every_fourth_turn_does_no_harm_on_postgres(shift: int, tmp_path: Path, postgres_url: str) -> None:
    chat = DoomedChat(postgres_url, home=tmp_path)

    play_dying(chat, fates(ENGLISH, shift=shift, every=4))

    assert_as_undisturbed(chat, ENGLISH)


@pytest.mark.parametrize(
    ("point", "is_said"),
    [
        ("after commit", False),
        ("after claim", True),
        ("after the first message is printed", True),
        ("before mark_sent", True),
        ("after the mark's commit", False),
    ],
)
def test_what_may_be_a_repeat_says_so(point: Point, is_said: bool, tmp_path: Path) -> None:
    """The first name has nothing to settle: its question is the first thing the turn claims."""
    chat = DoomedChat(f"sqlite:///{tmp_path}/store.db", home=tmp_path)
    chat.start(at=MONDAY)
    chat.say("#1 Ana: Online therapy")
    chat.say("#2 Ana: Ben")
    chat.kill()
    chat.start(at=MONDAY + MINUTE, fate=Fate("3", point))
    with pytest.raises(EndedError):
        chat.say("#3 Ben: hello")
    chat.kill()

    opened = chat.start(at=MONDAY + 2 * MINUTE)
    chat.kill()

    assert (f"Ben < {say('repeat', language='en')}" in opened) == is_said
