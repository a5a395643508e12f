"""Who gets in, and how: strangers, invitations by mark and by link, starts by an operator's link."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.codes import make_start_code
from dialogs.inbound import Identity, Opened, Said
from tests.support.door import (
    KEY,
    LINKS,
    code_in,
    make_workspace,
    on_telegram,
    start,
    to_goal,
)
from tests.support.world import World


@pytest.fixture
def world() -> World:
    """A Slack workspace of full members."""
    return make_workspace()


@pytest.mark.parametrize("said", ["hello", "status", "help", "/start", "privacy", "What is this?", "stop", "🙂"])
def test_a_stranger_learns_what_this_is_and_nothing_else(world: World, said: str) -> None:
    start(world)
    on_telegram(world)

    world.says("Eve", said)
    world.says("Eve", said)

    assert world.step("Eve") == ("stranger", "door")
    told = [d.prompt.body.plain for d in world.letterbox.delivered if d.name == "Eve"]
    assert all("Ask whoever leads your project" in text for text in told)
    assert not any("Leeds" in text or "Ana" in text for text in told)


def test_a_stranger_can_be_spoken_to_in_another_language(world: World) -> None:
    on_telegram(world)
    world.opens("Eve")

    world.taps("Eve", "Deutsch")

    assert "dein Team" in world.text("Eve") or "ihr Team" in world.text("Eve")
    assert world.step("Eve") == ("stranger", "door")


def test_a_guest_of_a_workspace_cannot_start_a_project(world: World) -> None:
    world.goes_to("slack", workspace="T1", door="closed")

    world.says("Guest", "/start")

    assert world.step("Guest") == ("stranger", "door")


def test_a_full_member_is_not_offered_somebody_elses_project(world: World) -> None:
    start(world)

    world.opens("Dora")

    assert world.step("Dora") == ("start", "name")
    assert "Leeds" not in world.text("Dora")


def test_a_name_typed_leads_to_nobody_who_has_that_name_elsewhere(world: World) -> None:
    """Ben of another team is not on this one because somebody here is called Ben too."""
    world.opens("Ben")

    start(world, team="Ben")

    (member,) = [m for m in world.project().members if m.role == "member"]
    assert world.session("Ben").person != member.person


def test_somebody_marked_hears_of_it_at_once_and_once(world: World) -> None:
    start(world, team="@Ben", marked=("Ben",))
    told = world.text("Ben")
    to_goal(world)
    world.says("Ana", "me")
    world.says("Ana", "no date")

    assert "Ana put you on the team of “Online therapy in Leeds”" in told
    assert world.labels("Ben")
    assert sum("put you on the team" in d.prompt.body.plain for d in world.letterbox.delivered if d.name == "Ben") == 1


def test_a_mark_takes_any_name_that_the_platform_shows(world: World) -> None:
    start(world, team="@Dr. Ben (GP), MD and @Cara, and Dora", marked=("Dr. Ben (GP), MD", "Cara"))

    assert [m.name for m in world.project().members] == ["Ana", "Dr. Ben", "Cara", "Dora"]


def test_whoever_is_only_named_gets_in_by_a_link_that_the_lead_passes_on(world: World) -> None:
    start(world, team="Ben")
    code = code_in(world, "Ana")
    on_telegram(world)

    world.takes(world.inbound("Benjamin", Opened(ticket=code)))

    assert [m.name for m in world.project().members] == ["Ana", "Ben"]
    assert world.session("Benjamin").person == world.project().members[1].person
    assert "Hello Ben" in world.text("Ben")


def test_a_link_works_once(world: World) -> None:
    start(world, team="Ben")
    code = code_in(world, "Ana")
    on_telegram(world)
    world.takes(world.inbound("Ben", Opened(ticket=code)))

    world.takes(world.inbound("Eve", Opened(ticket=code)))

    assert world.step("Eve") == ("stranger", "door")
    assert "was used already" in world.text("Eve")


def test_a_link_is_over_after_two_weeks(world: World) -> None:
    start(world, team="Ben")
    code = code_in(world, "Ana")
    on_telegram(world)
    world.later(days=14)

    world.takes(world.inbound("Ben", Opened(ticket=code)))

    assert world.step("Ben") == ("stranger", "door")
    assert "too old" in world.text("Ben")


def test_a_team_of_the_terminal_gets_links_for_telegram() -> None:
    """There everybody is met by name, which lets nobody in anywhere else."""
    world = World(links=LINKS)
    start(world, team="Ben")
    to_goal(world)
    world.says("Ana", "/invite")
    world.taps("Ana", "New link for Ben")
    code = code_in(world, "Ana")
    on_telegram(world)

    world.takes(world.inbound("Benjamin", Opened(ticket=code)))

    assert world.session("Benjamin").person == world.project().members[1].person


@pytest.mark.parametrize("form", ["join {}", "/join {}", "{}", "https://t.me/itfits_bot?start={}", "JOIN {}"])
def test_a_code_can_be_written_in_many_ways(world: World, form: str) -> None:
    start(world, team="Ben")
    code = code_in(world, "Ana")
    world.goes_to("slack", workspace="T1", door="closed")

    world.says("Benny", form.format(code))

    assert world.session("Benny").person == world.project().members[1].person


def test_the_lead_invites_later_and_the_newcomer_is_asked_what_the_team_is_asked(world: World) -> None:
    start(world, team="only me")
    to_goal(world)

    world.says("Ana", "/invite")
    world.takes(world.inbound("Ana", Said(text="@Ben and Cara", mentions=(world.identity("Ben"),))))

    assert [m.name for m in world.project().members] == ["Ana", "Ben", "Cara"]
    assert "What makes it hard on a normal day?" in world.text("Ben")
    assert "Cara gets in by this link" in world.text("Ana") or code_in(world, "Ana")


@pytest.mark.parametrize("command", ["/invite @Ben, Cara", "invite @Ben and Cara"])
def test_names_given_with_the_command_are_invited_at_once(world: World, command: str) -> None:
    start(world, team="only me")
    to_goal(world)

    world.takes(world.inbound("Ana", Said(text=command, mentions=(world.identity("Ben"),))))
    world.taps("Ana", "That's all")

    assert [m.name for m in world.project().members] == ["Ana", "Ben", "Cara"]
    assert world.project().contributions == ()
    assert world.step("Ana") == ("barriers", "describe")


def test_a_barrier_that_begins_with_the_word_is_a_barrier(world: World) -> None:
    start(world, team="only me")
    to_goal(world)

    world.says("Ana", "Invite letters get lost")

    assert [c.words for c in world.project().contributions] == ["Invite letters get lost"]


def test_only_the_lead_invites(world: World) -> None:
    start(world, team="@Ben", marked=("Ben",))
    to_goal(world)
    world.says("Ana", "me")
    world.says("Ana", "no date")

    world.says("Ben", "/invite")

    assert "Ana leads this project" in world.text("Ben")


def test_somebody_of_another_workspace_cannot_be_marked_onto_a_team(world: World) -> None:
    world.opens("Ana")
    world.says("Ana", "Online therapy")
    other = Identity(channel="slack", workspace="T2", user="mallory", name="Mallory")

    world.takes(world.inbound("Ana", Said(text="@Mallory", mentions=(other,))))

    assert world.step("Ana") == ("start", "members")


def test_a_link_of_another_organisation_does_not_mix_two_teams(world: World) -> None:
    start(world, team="Ben")
    code = code_in(world, "Ana")
    world.goes_to("slack", workspace="T2", door="start")
    world.opens("Mona")
    world.says("Mona", "Another project")
    world.says("Mona", "only me")

    world.says("Mona", f"join {code}")

    assert "another organisation" in world.text("Mona")
    assert {p.name: len(p.members) for p in world.projects()} == {"Online therapy in Leeds": 2, "Another project": 1}


def test_on_telegram_a_project_is_started_by_an_operators_link_only(world: World) -> None:
    code = make_start_code(KEY, expires=world.at + timedelta(days=14), chance=b"1234")
    on_telegram(world)

    world.says("Tom", "/start")
    assert world.step("Tom") == ("stranger", "door")
    world.takes(world.inbound("Tom", Opened(ticket=code)))
    assert world.step("Tom") == ("start", "name")
    world.says("Tom", "Sleep course")

    assert world.project().workspace not in {"77", "T1", "local"}


@pytest.mark.parametrize("spoiled", ["key", "time", "used"])
def test_an_operators_link_that_is_forged_old_or_used_opens_nothing(world: World, spoiled: str) -> None:
    key = b"another key" if spoiled == "key" else KEY
    code = make_start_code(key, expires=world.at + timedelta(minutes=0 if spoiled == "time" else 1), chance=b"1234")
    on_telegram(world)
    if spoiled == "used":
        world.takes(world.inbound("Tom", Opened(ticket=code)))

    world.takes(world.inbound("Eve", Opened(ticket=code)))

    assert world.step("Eve") == ("stranger", "door")
    assert world.projects() == []
