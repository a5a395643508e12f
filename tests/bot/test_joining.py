"""One person on two channels: by a code, after a question, undone where it was somebody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.codes import digest_of
from bot.tickets import TRIES
from dialogs.inbound import Identity, Opened, Said
from knowledge.project import Project
from tests.support.door import (
    code_in,
    has_been_told,
    joins,
    linking_code,
    make_workspace,
    on_telegram,
    start,
    to_goal,
)
from tests.support.world import World, done


@pytest.fixture
def world() -> World:
    """A Slack workspace of full members."""
    return make_workspace()


def test_one_person_goes_on_where_they_write(world: World) -> None:
    start(world, team="only me")
    code = linking_code(world, "Ana")
    on_telegram(world)

    joins(world, "Ana on the phone", code.lower())
    world.says("Ana on the phone", "Online therapy with a coach")

    assert world.project().goal.innovation == "Online therapy with a coach"
    assert world.letterbox.delivered[-1].conversation.startswith("telegram:")


def test_what_each_of_two_persons_had_stays_when_they_are_one(world: World) -> None:
    """Ben was named by Ana and wrote on Telegram by her link; in Slack he had a project of his own."""
    start(world, team="Ben")
    invited = code_in(world, "Ana")
    world.opens("Ben S")
    world.says("Ben S", "My own")
    world.says("Ben S", "only me")
    code = linking_code(world, "Ben S")
    on_telegram(world)
    world.takes(world.inbound("Ben", Opened(ticket=invited)))

    joins(world, "Ben", code)

    def teams(project: Project) -> list[str]:
        return [m.person for m in project.members if not m.left]

    leeds, own = world.projects()
    assert [m.name for m in (leeds.members[1], own.members[0])] == ["Ben S", "Ben S"]
    assert teams(own)[0] == teams(leeds)[1] == world.session("Ben").person
    assert len(done(world.store.read(lambda uow: uow.identities_of(teams(own)[0])))) == 2


def test_a_code_is_over_after_ten_minutes_and_after_one_use(world: World) -> None:
    start(world, team="only me")
    first = linking_code(world, "Ana")
    on_telegram(world)
    joins(world, "Phone", first)
    world.says("Other", f"link {first}")
    assert "was used already" in world.text("Other")

    world.goes_to("slack", workspace="T1", door="start")
    second = linking_code(world, "Ana")
    on_telegram(world)
    world.later(minutes=10)
    world.says("Other", f"link {second}")
    assert "too old" in world.text("Other")


def test_a_newer_code_ends_the_one_before(world: World) -> None:
    start(world, team="only me")
    first, _ = linking_code(world, "Ana"), linking_code(world, "Ana")
    on_telegram(world)

    world.says("Phone", f"link {first}")

    assert "was used already" in world.text("Phone")


def test_a_code_joins_nobody_who_did_not_say_that_both_are_them(world: World) -> None:
    start(world, team="only me")
    code = linking_code(world, "Ana")
    on_telegram(world)

    world.says("Phone", f"link {code}")
    world.says("Phone", "what is this")

    assert has_been_told(world, "Phone", "Are you Ana?")
    assert world.step("Phone") == ("stranger", "door")


def test_whoever_is_on_a_team_does_not_become_a_strangers_second_channel(world: World) -> None:
    """Mallory passes on a code of hers; Ben, who opens it, would hand her all that is his."""
    start(world, team="Ben")
    invited = code_in(world, "Ana")
    world.goes_to("slack", workspace="T9", door="start")
    world.opens("Mallory")
    code = linking_code(world, "Mallory")
    on_telegram(world)
    world.takes(world.inbound("Ben", Opened(ticket=invited)))

    world.takes(world.inbound("Ben", Opened(ticket=code.replace("-", ""))))

    assert has_been_told(world, "Ben", "You are on a team here already")
    assert len({world.session("Ben").person, done(world.store.read(lambda uow: uow.people("T9")))[0].id}) == 2


def test_the_other_channels_hear_of_a_new_one_and_can_cut_it_off(world: World) -> None:
    start(world, team="only me")
    code = linking_code(world, "Ana")
    on_telegram(world)
    joins(world, "Phone", code)
    world.goes_to("slack", workspace="T1", door="start")
    cut = next(o for d in world.letterbox.delivered for o in d.prompt.options if o.label == "That was not me")

    world.taps_token("Ana", cut.token)
    on_telegram(world)
    world.says("Phone", "status")

    assert has_been_told(world, "Phone", "It is one conversation now")
    assert world.step("Phone") == ("stranger", "door")
    assert "Leeds" not in world.text("Phone")


def test_nobody_becomes_somebody_who_has_come_already(world: World) -> None:
    """A lead marks a colleague and asks for a link in their name: it would let in whoever has it."""
    start(world, team="@Ben", marked=("Ben",))
    to_goal(world)
    world.says("Ana", "/invite")
    told = world.taps("Ana", "New link for Ben")

    assert "Ben has come already" in told[0].prompt.body.plain
    assert not any("start=" in d.prompt.body.plain for d in told)


def test_earlier_links_are_over_once_somebody_has_come_or_has_a_newer_one(world: World) -> None:
    start(world, team="Ben")
    first = code_in(world, "Ana")
    to_goal(world)
    world.says("Ana", "/invite")
    world.taps("Ana", "New link for Ben")
    second = code_in(world, "Ana")
    on_telegram(world)

    world.takes(world.inbound("Eve", Opened(ticket=first)))
    assert world.step("Eve") == ("stranger", "door")
    world.takes(world.inbound("Ben", Opened(ticket=second)))
    assert [m.name for m in world.project().members] == ["Ana", "Ben"]


def test_ones_own_link_opened_again_is_no_reproach(world: World) -> None:
    start(world, team="Ben")
    code = code_in(world, "Ana")
    on_telegram(world)
    world.takes(world.inbound("Ben", Opened(ticket=code)))

    world.takes(world.inbound("Ben", Opened(ticket=code)))

    assert "You are on that team already" in world.text("Ben")


def test_no_code_stays_in_the_store_once_it_was_told(world: World) -> None:
    start(world, team="Ben")
    codes = (code_in(world, "Ana"), linking_code(world, "Ana"))

    kept = [row.model_dump_json() for row in world.sent_rows()]

    assert len(kept) > 3
    assert [row for row in kept if any(code in row for code in codes)] == []


def test_two_people_who_share_a_name_are_two(world: World) -> None:
    world.opens("Ana")
    world.says("Ana", "Online therapy")
    twins = [Identity(channel="slack", workspace="T1", user=user, name="Maria Lopez") for user in ("u1", "u2")]

    world.takes(world.inbound("Ana", Said(text="@Maria Lopez, @Maria Lopez", mentions=tuple(twins))))

    assert [m.name for m in world.project().members] == ["Ana", "Maria Lopez", "Maria Lopez"]
    people = done(world.store.read(lambda uow: [uow.find_person(who) for who in twins]))
    assert len({person.id for person in people if person}) == 2


def test_guessing_is_limited_and_a_right_code_comes_too_late(world: World) -> None:
    start(world, team="only me")
    code = linking_code(world, "Ana")
    on_telegram(world)
    for number in range(TRIES):
        world.says("Eve", f"link ABCD-EFG{number + 2}")

    world.says("Eve", f"link {code}")
    assert "several codes" in world.text("Eve")
    joins(world, "Ana on the phone", code)
    assert world.step("Ana on the phone") == ("goal", "innovation")


@pytest.mark.parametrize("said", ["join ward rounds", "link both systems", "join", "link the lab and the ward"])
def test_an_answer_that_begins_like_a_code_is_an_answer(world: World, said: str) -> None:
    start(world, team="only me")

    world.says("Ana", said)

    assert world.project().goal.innovation == said or world.step("Ana") == ("goal", "innovation")
    assert not has_been_told(world, "Ana", "That code")


def test_two_people_of_two_organisations_stay_two(world: World) -> None:
    start(world, team="only me")
    code = linking_code(world, "Ana")
    world.goes_to("slack", workspace="T2", door="start")
    world.opens("Mona")
    world.says("Mona", "Another project")
    world.says("Mona", "only me")

    world.says("Mona", f"link {code}")

    assert has_been_told(world, "Mona", "two organisations")
    assert len({p.members[0].person for p in world.projects()}) == 2


def test_nothing_that_lets_somebody_in_can_be_read_from_the_store(world: World) -> None:
    start(world, team="Ben")
    code = code_in(world, "Ana")

    ticket = done(world.store.read(lambda uow: uow.find_ticket(digest_of(code))))

    assert ticket is not None
    assert code not in ticket.model_dump_json()
    assert ticket.expires - ticket.made == timedelta(days=14)
