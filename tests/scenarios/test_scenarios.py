"""Every `*.chat` file beside this one is a conversation as people see it: who says what, and what is answered.

    Ana: hello              somebody writes
    Ana taps Only me        somebody taps a button of the last question they read
    Ana taps old With names somebody taps a button that was shown earlier
    Ana opens               somebody comes back
    -- 90 days later        time passes
    @in de                  newcomers are spoken to in German
    @after 17               begin where the English script stands after so many lines, or the German one

What is answered stands below, as the terminal prints it. `--update-golden` writes it anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from adapters.console.render import render_message
from adapters.delivery import Delivery
from tests.support.scripts import ENGLISH, GERMAN
from tests.support.world import World

FILES = sorted(Path(__file__).parent.glob("*.chat"))
ANSWER = re.compile(r"\S.* < .*|\S+ < ?|  \[\d+\] .*")


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_scenario_reads_as_it_is_written(file: Path, *, is_updating_golden: bool) -> None:
    """Between every two turns sessions and projects go through JSON: the world sees to it."""
    written = file.read_text(encoding="utf-8")
    played = "\n".join(play(written)) + "\n"
    if is_updating_golden:
        file.write_text(played, encoding="utf-8")

    assert played == file.read_text(encoding="utf-8")


def test_there_are_scenarios() -> None:
    """A runner that finds no file would pass on nothing."""
    assert len(FILES) > 10


def play(written: str) -> Iterator[str]:
    """The acts of a scenario, each followed by what came of it."""
    world = World(language="de" if "\n@in de" in f"\n{written}" else "en")
    for line in written.splitlines():
        if ANSWER.fullmatch(line) or not line.strip():
            continue
        if line.startswith(("#", "@", "--")):
            _direct(world, line)
            yield from (line, "")
        else:
            yield line
            for delivery in _act(world, line):
                yield from render_message(delivery.prompt, name=delivery.name, maybe_repeat=delivery.maybe_repeat)
            yield ""


def _direct(world: World, line: str) -> None:
    if found := re.fullmatch(r"-- (\d+) (days|hours) later", line):
        world.later(**{found[2]: int(found[1])})
    elif found := re.fullmatch(r"@after (\d+)", line):
        script = GERMAN[1:] if world.language == "de" else ENGLISH  # nobody has to change the language
        for name, text in script[: int(found[1])]:
            world.says(name, text)
    elif not line.startswith(("#", "@in ")):
        raise ValueError(f"no direction reads {line!r}")


def _act(world: World, line: str) -> list[Delivery]:
    forms: tuple[tuple[str, Callable[[str, str], list[Delivery]]], ...] = (
        (r"(\w+) opens()", lambda name, _: world.opens(name)),
        (r"(\w+) taps old (.+)", lambda name, label: world.taps_token(name, _old(world, name, label))),
        (r"(\w+) taps (.+)", world.taps),
        (
            r"(\w+): ?(.*)",
            lambda name, text: world.says(name, text.replace("\\n", "\n")),
        ),
    )
    for form, act in forms:
        if found := re.fullmatch(form, line):
            return act(found[1], found[2])
    raise ValueError(f"nobody acts in {line!r}")


def _old(world: World, name: str, label: str) -> str:
    shown = [option.token for who, option in world.history if who == name and option.label == label]
    return shown[0]
