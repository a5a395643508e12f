"""Codes and guesses, what was put aside or sighted, and workspaces that have installed the app."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.ports import Store, UnitOfWork
from storage.rows import Installation, RowRefusedError, SetAside, Sighting, Ticket
from tests.support.stores import MINUTE, NOW, WEEK, make_identity

INVITE = Ticket(
    digest="d1",
    kind="invite",
    workspace="clinic",
    project="steps",
    person="ben",
    by="ana",
    made=NOW,
    expires=NOW + WEEK,
)
START = Ticket(digest="d2", kind="start", workspace="a workspace to come", made=NOW, expires=NOW + WEEK)
INSTALLED = Installation(channel="slack", workspace="T1", name="Clinic", bot="U1", sealed="x", scopes="a,b", at=NOW)


async def add(store: Store, *tickets: Ticket) -> None:
    def work(uow: UnitOfWork) -> None:
        for each in tickets:
            uow.add_ticket(each)

    await store.run(work)


async def find(store: Store, digest: str) -> Ticket | None:
    return await store.read(lambda uow: uow.find_ticket(digest))


async def test_a_ticket_comes_back_with_every_field(store: Store) -> None:
    await add(store, INVITE, START)

    assert [await find(store, digest) for digest in ("d1", "d2", "d3")] == [INVITE, START, None]


async def test_a_used_ticket_is_found_and_says_when_it_was_used_first(store: Store) -> None:
    await add(store, INVITE, START)
    for at in (NOW + MINUTE, NOW + WEEK):
        await store.run(lambda uow, at=at: uow.use_ticket("d1", at=at))  # type: ignore[misc]  # a default binds at

    assert await find(store, "d1") == INVITE.but(used=NOW + MINUTE)
    assert await find(store, "d2") == START


async def test_using_a_ticket_that_nobody_made_does_nothing(store: Store) -> None:
    await store.run(lambda uow: uow.use_ticket("d1", at=NOW))

    assert await find(store, "d1") is None


async def test_the_same_ticket_twice_is_refused(store: Store) -> None:
    await add(store, START)

    with pytest.raises(RowRefusedError):
        await add(store, START)


@pytest.mark.parametrize("field", ["person", "by", "project"])
async def test_a_ticket_to_nobody_and_nothing_is_refused(store: Store, field: str) -> None:
    with pytest.raises(RowRefusedError):
        await add(store, INVITE.but(**{field: "nothing"}))


# -------------------------------------------------------------------------------------------------------- guesses


async def guess(store: Store, user: str, minute: int) -> int:
    at = NOW + minute * MINUTE
    return await store.run(lambda uow: uow.count_guess(make_identity(user), at=at, since=at - 10 * MINUTE))


async def test_guesses_are_counted_for_each_identity_with_this_one(store: Store) -> None:
    counts = [await guess(store, user, 0) for user in ("u1", "u1", "u2", "u1")]

    assert counts == [1, 2, 1, 3]


async def test_a_guess_is_forgotten_when_its_time_is_over(store: Store) -> None:
    counts = [await guess(store, "u1", minute) for minute in (0, 5, 9, 10, 40)]

    assert counts == [1, 2, 3, 3, 1]


async def test_a_stranger_on_another_channel_has_guesses_of_their_own(store: Store) -> None:
    await guess(store, "u1", 0)
    other = make_identity("u1", channel="telegram")

    assert await store.run(lambda uow: uow.count_guess(other, at=NOW, since=NOW - MINUTE)) == 1


# ------------------------------------------------------------------------------------------------ for an operator


async def test_what_was_put_aside_comes_oldest_first_and_each_once(store: Store) -> None:
    first = SetAside(key="k1", at=NOW + MINUTE, channel="slack", person="ana", fault="KeyError")
    second = SetAside(key="k0", at=NOW, channel="slack", person=None, fault="ValueError", kind="delivery")
    for each in (first, second, first.but(at=NOW + WEEK)):
        await store.run(lambda uow, aside=each: uow.put_aside(aside))  # type: ignore[misc]  # a default binds aside

    assert await store.read(lambda uow: uow.all_aside()) == (first, second)


async def test_what_was_seen_again_is_counted_since_the_first_time(store: Store) -> None:
    seen = [("slack.signature", 1), ("clock", 0), ("slack.signature", 2), ("slack.signature", 3)]
    for kind, minute in seen:
        await store.run(lambda uow, kind=kind, at=NOW + minute * MINUTE: uow.sight(kind, at=at))  # type: ignore[misc]  # defaults bind them

    assert await store.read(lambda uow: uow.sightings()) == (
        Sighting(kind="clock", first=NOW, last=NOW, count=1),
        Sighting(kind="slack.signature", first=NOW + MINUTE, last=NOW + 3 * MINUTE, count=3),
    )


async def test_what_is_over_is_seen_no_more_and_begins_anew(store: Store) -> None:
    await store.run(lambda uow: uow.sight("clock", at=NOW))
    await store.run(lambda uow: uow.clear_sighting("clock"))
    before = await store.read(lambda uow: uow.sightings())
    await store.run(lambda uow: uow.clear_sighting("clock"))
    await store.run(lambda uow: uow.sight("clock", at=NOW + WEEK))

    expected = Sighting(kind="clock", first=NOW + WEEK, last=NOW + WEEK, count=1)
    assert (before, await store.read(lambda uow: uow.sightings())) == ((), (expected,))


# -------------------------------------------------------------------------------------------------- installations


async def install(store: Store, *installations: Installation) -> None:
    def work(uow: UnitOfWork) -> None:
        for each in installations:
            uow.save_installation(each)

    await store.run(work)


async def test_workspaces_of_a_channel_come_oldest_first_and_each_once(store: Store) -> None:
    other, elsewhere = INSTALLED.but(workspace="T0"), INSTALLED.but(channel="other")
    again = INSTALLED.but(sealed="y", scopes="a,b,c", at=NOW + timedelta(days=1))
    await install(store, INSTALLED, other, elsewhere, again)

    assert await store.read(lambda uow: uow.installations("slack")) == (again, other)
    assert await store.read(lambda uow: uow.find_installation("slack", "T1")) == again
    assert await store.read(lambda uow: uow.find_installation("slack", "T9")) is None


async def test_what_was_uninstalled_is_gone_and_others_stay(store: Store) -> None:
    other = INSTALLED.but(workspace="T0")
    await install(store, INSTALLED, other)
    await store.run(lambda uow: uow.delete_installation("slack", "T1"))
    await store.run(lambda uow: uow.delete_installation("slack", "T1"))
    left = await store.read(lambda uow: uow.installations("slack"))
    await install(store, INSTALLED)

    assert (left, await store.read(lambda uow: uow.installations("slack"))) == ((other,), (other, INSTALLED))


# ----------------------------------------------------------------------------------------------------- not kept


async def test_a_unit_that_raises_leaves_nothing_of_all_this(store: Store) -> None:
    await install(store, INSTALLED, INSTALLED.but(workspace="T0"))
    await store.run(lambda uow: uow.sight("clock", at=NOW))

    def work(uow: UnitOfWork) -> None:
        uow.add_ticket(INVITE)
        uow.count_guess(make_identity("u1"), at=NOW, since=NOW - MINUTE)
        uow.put_aside(SetAside(key="k", at=NOW, channel="slack", person=None, fault="KeyError"))
        uow.sight("clock", at=NOW)
        uow.clear_sighting("clock")
        uow.delete_installation("slack", "T1")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.run(work)

    assert await find(store, "d1") is None
    assert await guess(store, "u1", 0) == 1
    assert await store.read(lambda uow: uow.all_aside()) == ()
    assert await store.read(lambda uow: uow.sightings()) == (Sighting(kind="clock", first=NOW, last=NOW, count=1),)
    assert [each.workspace for each in await store.read(lambda uow: uow.installations("slack"))] == ["T1", "T0"]


async def test_who_plays_a_part_is_told_so_again(store: Store) -> None:
    played = [await store.play("sends:slack"), await store.play("sends:telegram"), await store.play("sends:slack")]
    await store.close()

    assert (played, await store.play("sends:slack")) == ([True] * 3, False)


async def test_voided_codes_cannot_be_used_and_others_stay(store: Store) -> None:
    other_kind, other_person = INVITE.but(digest="d3", kind="link"), INVITE.but(digest="d4", person="ana")
    await add(store, INVITE, other_kind, other_person)

    await store.run(lambda uow: uow.void_tickets(kind="invite", person="ben", at=NOW))

    assert [await find(store, each) for each in ("d1", "d3", "d4")] == [INVITE.but(used=NOW), other_kind, other_person]
