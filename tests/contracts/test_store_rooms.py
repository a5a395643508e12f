"""Where people are reached and teams meet: linked, closed, linked again."""

from __future__ import annotations

import pytest

from bot.ports import Store, UnitOfWork
from dialogs.inbound import Identity, Room
from storage.rows import Owed, RowRefusedError
from tests.support.stores import (
    ANA,
    MINUTE,
    NOW,
    OTHER_ROOM,
    PROJECT,
    ROOM,
    WEEK,
    make_identity,
    make_owed,
)

TEAM = Room(channel="slack", workspace="T1", room="C1")
OTHER_TEAM = Room(channel="slack", workspace="T1", room="C2")


async def link(store: Store, user: str, *, room: Room, person: str = "ana") -> None:
    await store.run(lambda uow: uow.link(make_identity(user), person=person, room=room))


async def attach(store: Store, room: Room, *, project: str = "steps") -> None:
    await store.run(lambda uow: uow.attach_room(room, project=project))


async def close(store: Store, room: Room) -> tuple[Owed, ...]:
    return await store.run(lambda uow: uow.close_room(room.conversation, at=NOW))


async def rooms_of(store: Store, person: str = "ana") -> tuple[Room, ...]:
    return await store.read(lambda uow: uow.rooms_of(person))


async def room_of_project(store: Store) -> Room | None:
    return await store.read(lambda uow: uow.room_of_project("steps"))


async def project_in(store: Store, room: Room) -> str | None:
    return await store.read(lambda uow: uow.project_in_room(room))


async def test_identities_come_newest_link_first_without_names(store: Store) -> None:
    for user in ("u1", "u2", "u1"):
        await link(store, user, room=ROOM)
    await link(store, "u3", room=ROOM, person="ben")

    expected = tuple(Identity(channel="console", workspace="clinic", user=user) for user in ("u1", "u2"))
    assert await store.read(lambda uow: uow.identities_of("ana")) == expected
    assert await store.read(lambda uow: uow.identities_of("nobody")) == ()


async def test_nobody_is_reached_in_a_room_that_was_closed(store: Store) -> None:
    await link(store, "u1", room=ROOM)
    await link(store, "u2", room=OTHER_ROOM)
    await link(store, "u3", room=ROOM, person="ben")
    await close(store, ROOM)

    assert (await rooms_of(store), await rooms_of(store, "ben")) == ((OTHER_ROOM,), ())
    assert await store.read(lambda uow: uow.find_person(make_identity("u1"))) == ANA


async def test_an_identity_that_was_unlinked_is_nobody(store: Store) -> None:
    await link(store, "u1", room=ROOM)
    await link(store, "u2", room=OTHER_ROOM)

    await store.run(lambda uow: uow.unlink(make_identity("u1")))

    assert await store.read(lambda uow: uow.find_person(make_identity("u1"))) is None
    assert await rooms_of(store) == (OTHER_ROOM,)


async def test_who_links_again_is_reached_again(store: Store) -> None:
    await link(store, "u1", room=ROOM)
    await close(store, ROOM)
    await link(store, "u1", room=ROOM)

    assert await rooms_of(store) == (ROOM,)


async def test_closing_a_room_gives_back_what_was_still_owed_there_in_order(store: Store) -> None:
    def owe(uow: UnitOfWork) -> None:
        for each in (make_owed("sent"), make_owed("claimed"), make_owed("reminder", due=NOW + WEEK)):
            uow.owe(each)
        uow.owe(make_owed("elsewhere", room=OTHER_ROOM))

    await store.run(owe)
    await store.run(lambda uow: uow.mark_sent("sent", at=NOW, receipt="r"))
    await store.run(lambda uow: uow.claim("console", now=NOW, until=NOW + MINUTE, limit=1))
    gone = await close(store, ROOM)

    assert [(each.id, each.sequence, each.prompt is not None) for each in gone] == [
        ("claimed", 2, True),
        ("reminder", 3, True),
    ]
    left = await store.run(lambda uow: uow.claim("console", now=NOW + 2 * WEEK, until=NOW + 3 * WEEK, limit=9))
    assert [each.id for each in left] == ["elsewhere"]


async def conversations_of(store: Store, channel: str, workspace: str) -> tuple[str, ...]:
    return await store.read(lambda uow: uow.conversations_of(channel, workspace))


async def test_a_workspace_has_the_rooms_of_people_and_teams_and_those_to_which_something_is_owed(store: Store) -> None:
    similar = Room(channel="slack", workspace="T12", room="U1")
    for user, room in (("u1", TEAM), ("u2", similar), ("u3", ROOM), ("u4", OTHER_TEAM.but(room="U9"))):
        await link(store, user, room=room)
    await attach(store, OTHER_TEAM)
    owed = OTHER_TEAM.but(room="U8")
    for name, room in (("a", owed), ("b", owed), ("c", TEAM), ("d", similar)):
        await store.run(lambda uow, name=name, room=room: uow.owe(make_owed(name, room=room)))  # type: ignore[misc]  # a default binds them

    rooms = ("C1", "C2", "U8", "U9")
    assert await conversations_of(store, "slack", "T1") == tuple(f"slack:T1:{each}" for each in rooms)
    assert await conversations_of(store, "telegram", "T1") == ()


async def test_a_room_that_was_closed_is_none_of_its_workspaces(store: Store) -> None:
    await link(store, "u1", room=TEAM)
    await attach(store, OTHER_TEAM)
    await store.run(lambda uow: uow.owe(make_owed("a", room=TEAM)))
    for room in (TEAM, OTHER_TEAM):
        await close(store, room)

    assert await conversations_of(store, "slack", "T1") == ()


async def test_what_is_owed_in_the_unit_that_closes_the_room_is_dropped_too(store: Store) -> None:
    def work(uow: UnitOfWork) -> tuple[str, ...]:
        uow.owe(make_owed("a"))
        return tuple(each.id for each in uow.close_room(ROOM.conversation, at=NOW))

    assert await store.run(work) == ("a",)
    assert await store.read(lambda uow: uow.count_owed()) == {}


async def test_marking_what_was_dropped_changes_nothing(store: Store) -> None:
    await store.run(lambda uow: uow.owe(make_owed("a")))
    await close(store, ROOM)
    await store.run(lambda uow: uow.mark_sent("a", at=NOW, receipt="r"))
    await store.run(lambda uow: uow.mark_tried("a", due=NOW))

    assert await store.read(lambda uow: uow.find_asked(session="s1", visit=1)) == ()


async def test_what_is_owed_after_the_closing_goes_on_in_order(store: Store) -> None:
    for name in ("a", "b"):
        await store.run(lambda uow, name=name: uow.owe(make_owed(name)))  # type: ignore[misc]  # a default binds name
    await store.run(lambda uow: uow.mark_sent("a", at=NOW, receipt="r"))
    await close(store, ROOM)
    await store.run(lambda uow: uow.owe(make_owed("c")))

    claimed = await store.run(lambda uow: uow.claim("console", now=NOW, until=NOW + MINUTE, limit=9))
    assert [(each.id, each.sequence) for each in claimed] == [("c", 2)]


async def test_a_room_that_nobody_knows_can_be_closed(store: Store) -> None:
    assert await close(store, TEAM) == ()


async def test_a_closing_that_fails_closes_nothing(store: Store) -> None:
    await link(store, "u1", room=ROOM)
    await attach(store, ROOM)
    await store.run(lambda uow: uow.owe(make_owed("a")))

    def work(uow: UnitOfWork) -> None:
        uow.close_room(ROOM.conversation, at=NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.run(work)

    assert (await rooms_of(store), await room_of_project(store)) == ((ROOM,), ROOM)
    assert await store.read(lambda uow: uow.count_owed()) == {"console": 1}


# ---------------------------------------------------------------------------------------------------- rooms of teams


async def test_a_project_has_no_room_until_one_is_attached(store: Store) -> None:
    before = await room_of_project(store)
    await attach(store, TEAM)

    assert (before, await room_of_project(store)) == (None, TEAM)
    assert (await project_in(store, TEAM), await project_in(store, OTHER_TEAM)) == ("steps", None)


async def test_the_room_attached_last_is_the_teams(store: Store) -> None:
    rooms: list[Room | None] = []
    for room in (TEAM, OTHER_TEAM, TEAM):
        await attach(store, room)
        rooms.append(await room_of_project(store))

    assert rooms == [TEAM, OTHER_TEAM, TEAM]


async def test_a_room_goes_over_to_another_project(store: Store) -> None:
    await store.run(lambda uow: uow.save_project(None, PROJECT.but(id="sleep", members=(), steps=())))
    await attach(store, TEAM)
    await attach(store, TEAM, project="sleep")

    assert (await project_in(store, TEAM), await room_of_project(store)) == ("sleep", None)


async def test_a_team_whose_room_was_closed_meets_in_the_one_before_or_nowhere(store: Store) -> None:
    await attach(store, TEAM)
    await attach(store, OTHER_TEAM)
    await close(store, OTHER_TEAM)
    before = await room_of_project(store)
    await close(store, TEAM)

    assert (before, await room_of_project(store)) == (TEAM, None)
    assert await project_in(store, TEAM) is None


async def test_a_closed_room_that_is_attached_again_is_open(store: Store) -> None:
    await attach(store, TEAM)
    await close(store, TEAM)
    await attach(store, TEAM)

    assert (await room_of_project(store), await project_in(store, TEAM)) == (TEAM, "steps")


async def test_a_room_of_no_project_is_refused(store: Store) -> None:
    with pytest.raises(RowRefusedError):
        await attach(store, TEAM, project="nothing")


async def test_a_post_to_a_room_has_no_person(store: Store) -> None:
    post = make_owed("post", room=TEAM).but(person=None, session=None, visit=None)
    await store.run(lambda uow: uow.owe(post))

    (claimed,) = await store.run(lambda uow: uow.claim("slack", now=NOW, until=NOW + MINUTE, limit=9))
    assert claimed == post.but(sequence=1, owed=NOW, leased_until=NOW + MINUTE)
