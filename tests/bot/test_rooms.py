"""Rooms of teams, groups in which we do not talk, and people who cannot be reached any more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.delivery import Delivery
from bot.buttons import TakeRoom
from bot.ports import UnitOfWork
from dialogs.inbound import Blocked, Crowded, Mentioned, Opened, Room
from storage.rows import Owed
from tests.support.door import (
    code_in,
    joins,
    linking_code,
    make_workspace,
    on_telegram,
    owed_to,
    start,
    to_goal,
)
from tests.support.world import World, done


@pytest.fixture
def world() -> World:
    """A Slack workspace of full members."""
    return make_workspace()


ROOM = Room(channel="slack", workspace="T1", room="C1")


def mention(world: World, name: str, text: str = "status") -> list[Delivery]:
    """Somebody mentions the bot in a shared room."""
    return world.takes(world.inbound(name, Mentioned(room=ROOM, text=text)))


def attach(world: World, name: str) -> list[Delivery]:
    """A lead mentions us in the room, and says that the team's posts may go there."""
    asked = mention(world, name)
    yes = next(o for d in asked for o in d.prompt.options if o.label == "Yes, post there")
    return world.taps_token(name, yes.token)


def test_a_room_is_the_teams_once_its_lead_says_so_alone(world: World) -> None:
    start(world, team="@Ben", marked=("Ben",))

    asked = mention(world, "Ana")
    assert {d.conversation for d in asked} == {"slack:T1:ana"}
    hello = next(d for d in attach(world, "Ana") if d.conversation == ROOM.conversation)
    (again,) = mention(world, "Ben")

    assert "I post here what the team of “Online therapy in Leeds” decides" in hello.prompt.body.plain
    assert again.prompt.body.plain.startswith("Online therapy in Leeds")
    assert [option.token for option in again.prompt.options] == ["open"]


def test_what_a_team_decides_is_posted_in_its_room(world: World) -> None:
    start(world, team="@Ben", marked=("Ben",))
    attach(world, "Ana")
    to_goal(world)
    world.says("Ana", "me")
    world.says("Ana", "no date")
    world.says("Ben", "yes")
    world.says("Ana", "go on") if "goal" in world.step("Ana") else None

    assert [text for text in owed_to(world, ROOM.conversation) if "the goal is decided" in text]


def test_somebody_of_no_team_learns_nothing_in_a_teams_room(world: World) -> None:
    start(world)
    attach(world, "Ana")
    before = len(owed_to(world, ROOM.conversation))

    mention(world, "Eve")

    assert len(owed_to(world, ROOM.conversation)) == before
    assert "Leeds" not in world.text("Eve")


def test_a_room_is_not_taken_from_a_team_nor_for_somebody_elses(world: World) -> None:
    start(world)
    attach(world, "Ana")
    ana = world.project().id
    world.opens("Mallory")
    world.says("Mallory", "Decoy")
    world.says("Mallory", "only me")
    decoy = world.project().id

    world.taps_token("Mallory", TakeRoom(room="C1", project=decoy).token)
    world.taps_token("Mallory", TakeRoom(room="C2", project=ana).token)

    def rooms(uow: UnitOfWork) -> list[Room | None]:
        return [uow.room_of_project(project) for project in (ana, decoy)]

    assert done(world.store.read(rooms)) == [ROOM, None]


def test_a_group_is_refused_once(world: World) -> None:
    on_telegram(world)

    first = world.takes(world.inbound("A group", Crowded()))
    second = world.takes(world.inbound("A group", Crowded()))

    assert ["one to one" in d.prompt.body.plain for d in first] == [True]
    assert second == []


def test_the_lead_hears_once_that_somebody_cannot_be_reached(world: World) -> None:
    start(world, team="Ben")
    code = code_in(world, "Ana")
    on_telegram(world)
    world.takes(world.inbound("Ben", Opened(ticket=code)))

    first = world.takes(world.inbound("Ben", Blocked()))
    second = world.takes(world.inbound("Ben", Blocked()))

    assert [d.name for d in (*first, *second)] == ["Ana"]
    assert "I cannot reach Ben any more" in first[0].prompt.body.plain


def test_what_is_owed_to_somebody_who_blocked_one_channel_comes_on_the_other(world: World) -> None:
    start(world, team="only me")
    code = linking_code(world, "Ana")
    on_telegram(world)
    joins(world, "Phone", code)
    person = world.session("Phone").person
    owed = Owed(
        id="later",
        channel="telegram",
        conversation="telegram:77:phone",
        person=person,
        prompt=world.prompts["Ana"],
        due=world.at + timedelta(hours=1),
    )
    done(world.store.run(lambda uow: uow.owe(owed)))

    world.takes(world.inbound("Phone", Blocked()))
    world.later(hours=1)
    moved = world.takes(world.inbound("Nobody", Crowded()))

    assert [d.conversation for d in moved if d.person] == ["slack:T1:ana"]


def test_a_repeat_of_any_act_changes_nothing_and_owes_nothing(world: World) -> None:
    start(world, team="Ben")
    code = code_in(world, "Ana")
    on_telegram(world)
    inbound = world.inbound("Ben", Opened(ticket=code))
    world.takes(inbound)

    assert world.takes(inbound) == []
    assert world.acks[-1].is_repeat
