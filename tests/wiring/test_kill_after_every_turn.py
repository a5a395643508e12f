"""The whole conversation, with the process killed by SIGKILL after every turn: the project is the undisturbed one."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dialogs.phrases import LANGUAGES, line
from tests.support.crashing import DoomedChat
from tests.support.processes import Chat, run_itfits
from tests.support.scripts import (
    ENGLISH,
    ENGLISH_BARRIERS,
    ENGLISH_DAY,
    GERMAN,
    GERMAN_BARRIERS,
    GERMAN_DAY,
    Line,
    changed,
)
from tests.support.world import MONDAY
from tests.wiring.playing import barriers_of, journal_of_lines_at, keyed, shown_at, unsent_at


def _show(url: str, *, home: Path) -> dict[str, Any]:
    done = run_itfits("project", "show", "--json", "--store", url, home=home)
    assert (done.returncode, done.stderr) == (0, "")
    shown: dict[str, Any] = json.loads(done.stdout)
    return shown


def test_a_killed_process_loses_nothing_and_does_nothing_twice(tmp_path: Path) -> None:
    """The program itself, and its own clock: hence a day that the calendar has for both runs."""
    day = (datetime.now(UTC) + timedelta(days=10)).date().isoformat()
    lines = keyed(changed(ENGLISH, ENGLISH_DAY, day))
    undisturbed, killed = (f"sqlite:///{tmp_path}/{name}.db" for name in ("undisturbed", "killed"))

    with Chat(undisturbed, home=tmp_path) as chat:
        for line in lines:
            chat.say(line)
        assert chat.end() == (0, "")
    again = []
    with Chat(killed, home=tmp_path) as chat:
        for line in lines:
            chat.say(line)
            chat.kill()
            chat.restart()
            again += chat.say(line)
        assert chat.end() == (0, "")

    assert again == []
    assert unsent_at(killed) == []
    assert journal_of_lines_at(killed) == journal_of_lines_at(undisturbed)
    assert _show(killed, home=tmp_path) == _show(undisturbed, home=tmp_path)
    assert barriers_of(_show(killed, home=tmp_path)) == list(ENGLISH_BARRIERS)
    assert _show(killed, home=tmp_path)["process"][2] | {"due": day} == _show(killed, home=tmp_path)["process"][2]


def _last_question(lines: list[str], *, name: str) -> list[str]:
    """The last words somebody read and the answers below them."""
    at = max(number for number, line in enumerate(lines) if line.startswith(f"{name} < "))
    ends = (number for number in range(at + 1, len(lines)) if not lines[number].startswith("  ["))
    return lines[at : next(ends, len(lines))]


SAME = {
    line(key, language=language, count=count): f"{language} {key.rpartition('-')[0]}"
    for language in LANGUAGES
    for key in ("barriers-more-ask", "barriers-more-again", "barriers-helps-more", "barriers-helps-again")
    for count in range(1, 9)
}
"""Questions that say what they are about where they come out of the blue, and are short right after an answer."""


def _whichever(lines: list[str]) -> list[str]:
    """The question, in whichever of its two forms."""
    head, _, words = lines[0].partition(" < ")
    return [f"{head} < {SAME.get(words, words)}", *lines[1:]]


@pytest.mark.parametrize(
    ("script", "barriers", "day"),
    [(ENGLISH, ENGLISH_BARRIERS, ENGLISH_DAY), (GERMAN, GERMAN_BARRIERS, GERMAN_DAY)],
    ids=["english", "german"],
)
def test_who_comes_back_after_a_kill_is_asked_what_comes_next(
    script: tuple[Line, ...], barriers: tuple[Line, ...], day: str, tmp_path: Path
) -> None:
    assert day in {text for _, text in script}
    chat = DoomedChat(f"sqlite:///{tmp_path}/killed.db", home=tmp_path)
    chat.start(at=MONDAY)
    asked, came_back = [], []

    for number, ((name, _), keyed_line) in enumerate(zip(script, keyed(script), strict=True), start=1):
        asked.append((number, _whichever(_last_question(chat.say(keyed_line), name=name))))
        chat.kill()
        opened = chat.start(at=MONDAY + timedelta(seconds=number), speaker=name)
        came_back.append((number, _whichever(_last_question(opened, name=name))))
    chat.kill()

    assert came_back == asked
    assert barriers_of(shown_at(chat.url)) == list(barriers)
    assert shown_at(chat.url)["process"][2]["due"] == "2026-11-27"
    assert unsent_at(chat.url) == []


def test_a_repeated_key_is_seen_whatever_is_written_behind_it(tmp_path: Path) -> None:
    with Chat(f"{tmp_path}/store.db", home=tmp_path) as chat:
        first = chat.say("#1 Ana: Online therapy")
        before = _show(chat.url, home=tmp_path)
        again = [chat.say(line) for line in ("#1 Ana: Online therapy", "#1 Ana: another name", "#1 Ben, Cara", "#1 ")]

        assert first != []
        assert again == [[], [], [], []]
        assert _show(chat.url, home=tmp_path) == before
        assert chat.say("#2 Ben, Cara") != []
