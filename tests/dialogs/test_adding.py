"""Words for which nothing is open, written by somebody who has sent theirs off: offered to be added, never lost."""

from __future__ import annotations

import pytest

from tests.support.scripts import ENGLISH
from tests.support.world import World

BEN_IS_THROUGH = 33  # lines of the English script


def sent_off() -> World:
    """Ben has sent his barriers off; the step is still open."""
    world = World()
    for name, text in ENGLISH[:BEN_IS_THROUGH]:
        world.says(name, text)
    return world


def unnamed() -> World:
    """Ben has sent his off, and no name stands with them."""
    world = World()
    for text in ("Pain group", "Ben", "me for now", "without names"):
        world.says("Ana", text)
    for text in ("Pain group online", "Nurses invite patients", "both", "1", "skip", "1", "1", "no date", "1"):
        world.says("Ana", text)
    for text in ("no time", "that's all", "nothing yet"):
        world.says("Ben", text)
    while world.step("Ben")[0] == "barriers":
        world.taps("Ben", world.labels("Ben")[-1])
    return world


def written(world: World) -> list[str]:
    """The words of all barriers."""
    return [c.words for c in world.project().standing if c.kind == "barrier"]


@pytest.mark.parametrize("world", [sent_off, unnamed], ids=["named", "unnamed"])
def test_one_more_is_offered_and_a_yes_adds_it(world: object) -> None:
    talk: World = world()  # type: ignore[operator]  # one of the two above
    talk.says("Ben", "Also the printer is broken")

    assert talk.text("Ben") == "Shall I add “Also the printer is broken” to your barriers?"
    assert talk.labels("Ben") == ["Yes, add it", "No"]
    assert "Also the printer is broken" not in written(talk)

    talk.taps("Ben", "Yes, add it")

    assert "Also the printer is broken" in written(talk)
    assert "Added to your barriers." in talk.text("Ben")
    assert talk.step("Ben") == ("barriers", "more")


def test_yes_and_no_can_be_written_too() -> None:
    world = sent_off()
    world.says("Ben", "The printer is broken")
    world.says("Ben", "yes please")

    assert "The printer is broken" in written(world)


def test_a_no_keeps_nothing_and_says_so() -> None:
    world = sent_off()
    world.says("Ben", "The printer is broken")
    told = world.says("Ben", "no")

    assert "All right, I did not keep it." in told[0].prompt.body.plain
    assert "The printer is broken" not in written(world)
    assert world.finished("Ben")[0].aside is None


def test_what_was_written_before_a_yes_is_added_with_it() -> None:
    world = sent_off()
    world.says("Ben", "The printer is broken")
    world.says("Ben", "And the phone rings all day")
    assert world.text("Ben").startswith("Shall I add “The printer is broken / And the phone rings all day” to")

    world.taps("Ben", "Yes, add it")

    assert {"The printer is broken", "And the phone rings all day"} <= set(written(world))


def test_the_same_yes_twice_adds_once() -> None:
    world = sent_off()
    world.says("Ben", "The printer is broken")
    token = world.prompts["Ben"].options[0].token
    world.taps_token("Ben", token)
    world.taps_token("Ben", token)

    assert written(world).count("The printer is broken") == 1


@pytest.mark.parametrize(
    "words", ["hello", "thank you", "status", "/help me", "who is on the team?", "yes", "invite Gus", "🙂"]
)
def test_what_is_no_barrier_is_not_offered(words: str) -> None:
    world = sent_off()
    world.says("Ben", words)

    assert "Shall I add" not in world.text("Ben")


def test_a_yes_after_the_closing_puts_the_words_on_the_parking_list() -> None:
    world = sent_off()
    world.says("Ben", "The printer is broken")
    yes = world.prompts["Ben"].options[0].token
    for text in ("Look now", "All are different", "no", "Yes, close it"):
        world.says("Ana", text)
    world.taps_token("Ben", yes)

    assert world.project().get_step("barriers").state == "decided"
    assert "The printer is broken" in [parked.words for parked in world.project().parking]


def test_without_names_the_words_are_forgotten_with_the_session() -> None:
    world = unnamed()
    world.says("Ben", "The printer is broken")
    for text in ("no time", "that's all", "nothing yet"):
        world.says("Ana", text)
    while world.step("Ana")[0] == "barriers":
        world.taps("Ana", world.labels("Ana")[-1])
    for text in ("look together", "all are different", "no", "yes, close it"):
        world.says("Ana", text)

    assert world.project().get_step("barriers").state == "decided"
    assert not any("printer" in session.model_dump_json() for session in world.finished("Ben"))
