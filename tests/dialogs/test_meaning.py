"""What people mean: commands after a slash, names after a command, first names, slips of a yes, names that are none."""

from __future__ import annotations

import pytest

from dialogs.reading import has_address, is_name, nearly_means, reads_as_invitation
from tests.support.scripts import ENGLISH
from tests.support.world import World


def after(lines: int) -> World:
    """The team of the English script, that many lines in."""
    world = World()
    for name, text in ENGLISH[:lines]:
        world.says(name, text)
    return world


GATHERING = 18  # lines of the script, up to where barriers are written
GOAL = 5  # up to what people should do more often


# ------------------------------------------------------------------------------------------------------------- commands


@pytest.mark.parametrize("words", ["/help me", "/statsu please", "/frobnicate the thing", "/", "/ two nurses"])
def test_what_begins_with_a_slash_is_never_an_answer(words: str) -> None:
    world = after(GATHERING)
    before = world.project()
    world.says("Ben", words)

    assert world.project() == before


def test_the_first_word_after_a_slash_is_the_command() -> None:
    world = after(GATHERING)
    world.says("Ben", "/help me")

    assert "These words work everywhere" in world.text("Ben")


def test_a_command_with_a_slip_names_the_one_that_was_meant() -> None:
    world = after(GATHERING)
    world.says("Ben", "/statsu now")

    assert "Did you mean “status”?" in world.text("Ben")


def test_names_after_an_invite_without_a_slash_are_asked_about_where_words_are_wanted() -> None:
    world = after(GATHERING)
    world.says("Ana", "invite Gus")

    assert world.labels("Ana") == ["The word", "The command"]

    world.taps("Ana", "The command")

    assert world.step("Ana") == ("invite", "whom")


def test_names_after_an_invite_are_the_command_where_nothing_is_asked() -> None:
    world = World()
    for text in ("Falls clinic", "Ben", "Ben", "with names"):
        world.says("Ana", text)
    world.says("Ana", "hello")
    assert world.step("Ana") == ("home", "rest")

    world.says("Ana", "invite Gus")

    assert world.step("Ana") == ("invite", "whom")


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("invite Gus", True),
        ("Invite Gus und Ben Okafor", True),
        ("einladen Lena", True),
        ("Invite letters get lost", False),
        ("invite", False),
        ("inviting Gus", False),
    ],
)
def test_an_invitation_is_told_from_a_sentence(words: str, is_one: bool) -> None:
    assert reads_as_invitation(words, language="de") is is_one


def test_a_sentence_that_begins_like_a_command_stays_an_answer() -> None:
    world = after(GATHERING)
    world.says("Ben", "Invite letters get lost")

    assert world.project().contributions[-1].words == "Invite letters get lost"


# --------------------------------------------------------------------------------------------------------- yes, and who


@pytest.mark.parametrize(
    ("words", "is_yes"),
    [
        ("yess", True),
        ("yep ok", True),
        ("jaa", True),
        ("Yes", True),
        ("no", False),
        ("nee", False),
        ("ok nein", False),
        ("yes but name the nurses", False),
        ("", False),
    ],
)
def test_a_yes_with_a_slip_is_a_yes(words: str, is_yes: bool) -> None:
    assert nearly_means(words, "read-yes", language="de") is is_yes


@pytest.mark.parametrize("words", ["yess", "yep ok"])
def test_a_goal_is_agreed_to_with_a_slip_of_the_finger(words: str) -> None:
    world = after(13)
    told = world.says("Ben", words)

    assert [c.kind for c in world.project().contributions] == ["agreement"]
    assert "Thank you." in [d.prompt.body.plain.split("\n")[0] for d in told if d.name == "Ben"]


def test_a_first_name_that_only_one_has_picks_them() -> None:
    world = World()
    for text in ("Falls clinic", "Ben Okafor, Kim Lee, Kim Short", "ben"):
        world.says("Ana", text)

    assert world.step("Ana") == ("start", "named")


def test_a_first_name_that_two_have_picks_nobody() -> None:
    world = World()
    for text in ("Falls clinic", "Ben Okafor, Kim Lee, Kim Short", "kim"):
        world.says("Ana", text)

    assert world.step("Ana") == ("start", "owner")


# ------------------------------------------------------------------------------------------ names that others will read


@pytest.mark.parametrize(
    "name",
    [
        "https://evil.example",
        "Win www.evil.example",
        "Log in at evil.com/now",
        "evil.com",
        "Ward\nlog in here",
        "t.me/x",
    ],
)
def test_a_projects_name_is_one_line_without_an_address(name: str) -> None:
    world = World()
    world.says("Ana", name)

    assert world.projects() == []
    assert "without an address" in world.text("Ana")


@pytest.mark.parametrize("name", ["evil.com", "www.evil", "Ben evil.com"])
def test_an_address_is_no_name_of_a_person(name: str) -> None:
    assert not is_name(name)


@pytest.mark.parametrize("name", ["Dr. Meier", "J.R. Ewing", "Zoë O’Neill", "Ward 3.2", "z.B. Pflege", "v2.0 of it"])
def test_a_full_stop_makes_no_address(name: str) -> None:
    assert not has_address(name)


# ------------------------------------------------------------------------------------------------------------- the goal


def test_another_sentence_with_two_goals_is_asked_about_again_and_the_same_is_not() -> None:
    world = after(GOAL)
    first, second = (
        "Nurses call each family, and doctors write the letters",
        "Nurses read it out, and doctors sign it soon",
    )
    world.says("Ana", first)
    assert world.step("Ana") == ("goal", "one")
    world.taps("Ana", "It is one goal")
    world.says("Ana", "back")
    world.says("Ana", second)

    assert world.step("Ana") == ("goal", "one")

    world.taps("Ana", "It is one goal")
    world.says("Ana", "back")
    world.says("Ana", second)

    assert world.step("Ana") == ("goal", "target")
