"""What is said, and said once: greetings, pictures, recaps, what a goal and its day are called."""

from __future__ import annotations

from dialogs.inbound import Wordless
from tests.support.scripts import ENGLISH
from tests.support.world import World


def after(lines: int) -> World:
    """The team of the English script, that many lines in."""
    world = World()
    for name, text in ENGLISH[:lines]:
        world.says(name, text)
    return world


def test_hello_is_answered_once_where_the_question_says_it_too() -> None:
    world = World()
    world.says("Ana", "hello")

    assert world.text("Ana").count("Hello") == 1


def test_hello_is_answered_where_the_question_does_not_say_it() -> None:
    world = after(5)
    world.says("Ana", "hello")

    assert world.text("Ana").startswith("Hello.\n")


def test_with_nothing_open_a_picture_gets_one_sentence_and_no_question() -> None:
    world = after(14)
    (told,) = world.takes(world.inbound("Ben", Wordless(what="photo")))

    assert told.prompt.body.plain == "I can only read text, and I did not keep the picture. Could you say it in words?"
    assert told.prompt.options == ()


def test_that_nothing_is_open_is_said_once() -> None:
    world = after(14)
    world.says("Ben", "Not every day please")

    assert world.text("Ben").count("othing is open") == 1


def test_where_people_can_be_marked_that_is_said() -> None:
    world = World()
    world.goes_to("slack", workspace="T1", door="start")
    world.opens("Ana")
    world.says("Ana", "Falls clinic")

    assert "Mention them with @" in world.text("Ana")


def test_whoever_is_told_of_the_goal_is_told_by_when_and_how_long_it_takes() -> None:
    world = after(17)
    told = " ".join(d.prompt.body.plain for d in world.letterbox.delivered if d.name == "Ben")

    assert "until Friday, 27 November 2026. It takes about five minutes." in told


def test_both_are_named_where_the_goal_is_written_out() -> None:
    world = after(6)
    for text in ("both", "more referrals", "skip"):
        world.says("Ana", text)

    assert "Who: Staff and patients" in world.text("Ana")


def test_a_changed_goal_is_said_to_be_another() -> None:
    world = after(14)
    for text in ("change something", "goal", "Nurses mention it", "keep it as it is", "keep it as it is", "yes"):
        world.says("Ana", text)

    assert world.text("Ben").startswith("The goal reads differently since you saw it.")


def test_a_plain_yes_is_thanked_for_and_a_change_is_passed_on() -> None:
    world = after(16)
    told = {
        name: [d.prompt.body.plain for d in world.letterbox.delivered if d.name == name] for name in ("Ben", "Cara")
    }

    assert any(text.startswith("Thank you.\n") for text in told["Ben"])
    assert any(text.startswith("Thank you, I pass that on.") for text in told["Cara"])


def test_a_question_that_comes_unawares_says_what_it_is_about() -> None:
    world = after(19)
    assert world.text("Ana") == "Noted, that makes 2. Another one? Just write it."

    world.says("Ana", "status")
    if "The command" in world.labels("Ana"):
        world.taps("Ana", "The command")

    assert world.text("Ana").endswith("Is there another thing that makes it hard? Just write it.")


def test_a_long_answer_in_a_recap_is_quoted_and_ends_in_no_full_stop() -> None:
    world = after(5)
    world.says("Ana", "Nurses " + "and doctors " * 10 + "mention it")
    world.opens("Ana")

    assert "“Online therapy in Leeds” is where you left it." in world.text("Ana")
    assert "…." not in world.text("Ana")
