"""What one unit of work may rely on: all or nothing, alone on its keys, in the order of arrival."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from random import Random

import pytest

from bot.ports import Store, UnitOfWork
from knowledge.project import Member, Project
from storage.opening import open_store
from storage.rows import (
    EVERYTHING,
    Installation,
    RowRefusedError,
    SetAside,
    StoreFailedError,
    Ticket,
    WriteRefusedError,
)
from tests.support.stores import (
    ANA,
    MINUTE,
    NOW,
    PROJECT,
    ROOM,
    begin,
    make_contribution,
    make_identity,
    make_owed,
    make_session,
)

SHARED = frozenset({"project:steps"})


def contribute(name: str, *, before: Project | None = None) -> Callable[[UnitOfWork], None]:
    """Work that adds what one member said, to the project as it stands or as it was loaded earlier."""

    def work(uow: UnitOfWork) -> None:
        loaded = before or uow.find_project("steps")
        assert loaded
        uow.save_project(loaded, loaded.with_contribution(make_contribution(name)))

    return work


async def names_in(store: Store) -> list[str]:
    project = await store.read(lambda uow: uow.find_project("steps", parts=EVERYTHING))
    assert project
    return [each.id for each in project.contributions]


def receive(key: str) -> Callable[[UnitOfWork], bool]:
    return lambda uow: uow.receive(key, at=NOW)


async def test_a_key_is_new_once_and_seen_ever_after(empty: Store) -> None:
    answers = [await empty.run(receive("update:7")) for _ in range(3)]

    assert answers == [True, False, False]


async def test_of_two_deliveries_at_once_only_one_is_new(empty: Store) -> None:
    answers = await asyncio.gather(*(empty.run(receive("update:7")) for _ in range(20)))

    assert sorted(answers) == [False] * 19 + [True]


async def test_a_unit_that_raises_leaves_nothing_and_its_error_comes_out(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        assert uow.receive("update:7", at=NOW)
        uow.save_person(ANA.but(name="Anna", muted=True))
        uow.link(make_identity("u1"), person="ana", room=ROOM)
        uow.save_session(make_session())
        contribute("lost")(uow)
        uow.owe(make_owed("o1"))
        raise ZeroDivisionError("on purpose")

    with pytest.raises(ZeroDivisionError, match="on purpose"):
        await store.run(work)

    assert await store.run(receive("update:7"))
    assert await store.read(lambda uow: uow.get_person("ana")) == ANA
    assert await store.read(lambda uow: uow.find_person(make_identity("u1"))) is None
    assert await store.read(lambda uow: uow.find_session("s1")) is None
    assert await names_in(store) == []
    assert await store.run(lambda uow: uow.claim("console", now=NOW, until=NOW + MINUTE, limit=9)) == ()


async def test_a_unit_reads_what_it_wrote(store: Store) -> None:
    def work(uow: UnitOfWork) -> tuple[object, ...]:
        uow.save_session(make_session())
        contribute("mine")(uow)
        uow.owe(make_owed("o1"))
        project = uow.find_project("steps", parts=EVERYTHING)
        claimed = uow.claim("console", now=NOW, until=NOW + MINUTE, limit=9)
        uow.mark_sent("o1", at=NOW, receipt="r1")
        sent = uow.find_asked(session="s1", visit=1)
        return uow.find_session("s1"), project and project.contributions, len(claimed), [each.receipt for each in sent]

    seen = await store.run(work)

    assert seen == (make_session(), (make_contribution("mine"),), 1, ["r1"])


async def test_a_unit_that_fails_takes_no_other_with_it(store: Store) -> None:
    def fail(uow: UnitOfWork) -> None:
        contribute("lost")(uow)
        raise ZeroDivisionError

    units = [store.run(fail if i % 5 == 0 else contribute(f"c{i}"), locks=SHARED) for i in range(40)]
    ends = await asyncio.gather(*units, return_exceptions=True)

    assert [isinstance(end, ZeroDivisionError) for end in ends] == [i % 5 == 0 for i in range(40)]
    assert await names_in(store) == [f"c{i}" for i in range(40) if i % 5]


async def test_a_unit_whose_caller_gave_up_before_its_turn_does_not_run(store: Store) -> None:
    units = [asyncio.ensure_future(store.run(contribute(f"c{i}"), locks=SHARED)) for i in range(10)]
    units[9].cancel()
    await asyncio.gather(*units, return_exceptions=True)

    assert await names_in(store) == [f"c{i}" for i in range(9)]


@pytest.mark.parametrize("locks", [frozenset(), SHARED], ids=["without the project's lock", "with it"])
async def test_members_answering_at_once_lose_no_contribution(store: Store, locks: frozenset[str]) -> None:
    names = {f"c{i}" for i in range(60)}
    await asyncio.gather(*(store.run(contribute(name), locks=locks | {name}) for name in names))

    assert set(await names_in(store)) == names


@pytest.mark.parametrize("locks", [frozenset(), SHARED], ids=["without the project's lock", "with it"])
async def test_members_who_all_saw_the_same_project_lose_no_contribution(store: Store, locks: frozenset[str]) -> None:
    names = {f"c{i}" for i in range(60)}
    units = (store.run(contribute(name, before=PROJECT), locks=locks | {name}) for name in names)
    await asyncio.gather(*units)

    assert set(await names_in(store)) == names


async def test_who_joins_while_others_join_is_not_lost(store: Store) -> None:
    def join(name: str) -> Callable[[UnitOfWork], None]:
        def work(uow: UnitOfWork) -> None:
            uow.save_person(ANA.but(id=name, name=name))
            joined = PROJECT.but(members=(*PROJECT.members, Member(person=name, name=name)))
            uow.save_project(PROJECT, joined)

        return work

    names = {f"m{i}" for i in range(20)}
    await asyncio.gather(*(store.run(join(name)) for name in names))

    found = await store.read(lambda uow: uow.find_project("steps"))
    assert found
    assert {member.person for member in found.members} == names | {"ana", "ben"}


async def test_units_that_share_a_key_run_one_after_the_other_as_they_came(store: Store) -> None:
    for_all = frozenset({"person:ana"})
    came: list[int] = []

    def note(number: int) -> Callable[[UnitOfWork], None]:
        def work(uow: UnitOfWork) -> None:
            contribute(f"c{number:02}")(uow)

        return work

    async def run(number: int) -> None:
        await store.run(note(number), locks=for_all if number % 2 else for_all | SHARED | {f"session:{number}"})
        came.append(number)

    await asyncio.gather(*(run(number) for number in range(50)))

    assert await names_in(store) == [f"c{number:02}" for number in range(50)]
    assert came == list(range(50))


async def test_a_unit_is_alone_on_its_keys(store: Store) -> None:
    await store.run(lambda uow: uow.save_session(make_session()))

    def answer(uow: UnitOfWork) -> None:
        found = uow.find_session("s1")
        assert found
        uow.people("clinic")  # takes a moment
        uow.save_session(found.but(visit=found.visit + 1))

    await asyncio.gather(*(store.run(answer, locks=frozenset({"session:s1"})) for _ in range(50)))

    found = await store.read(lambda uow: uow.find_session("s1"))
    assert found
    assert found.visit == 51


async def test_opposite_orders_never_wait_for_each_other(store: Store) -> None:
    chance = Random(7)
    keys = [f"key:{i}" for i in range(6)]

    def owe_two(number: int) -> Callable[[UnitOfWork], None]:
        def work(uow: UnitOfWork) -> None:
            for name in "ab" if number % 2 else "ba":
                uow.owe(make_owed(f"o{number}{name}", room=ROOM.but(room=name)))

        return work

    units = [store.run(owe_two(number), locks=frozenset(chance.sample(keys, 3))) for number in range(120)]
    await asyncio.wait_for(asyncio.gather(*units), timeout=60)

    claimed = await store.run(lambda uow: uow.claim("console", now=NOW, until=NOW + MINUTE, limit=9))
    assert sorted(each.sequence for each in claimed) == [1, 1]


WRITES: dict[str, Callable[[UnitOfWork], object]] = {
    "receive": receive("update:7"),
    "save_person": lambda uow: uow.save_person(ANA.but(name="Anna")),
    "link": lambda uow: uow.link(make_identity("u1"), person="ana", room=ROOM),
    "save_project": lambda uow: uow.save_project(PROJECT, PROJECT.but(name="Less")),
    "save_session": lambda uow: uow.save_session(make_session()),
    "owe": lambda uow: uow.owe(make_owed("o1")),
    "claim": lambda uow: uow.claim("console", now=NOW, until=NOW + MINUTE, limit=9),
    "mark_sent": lambda uow: uow.mark_sent("o1", at=NOW, receipt=None),
    "void_tickets": lambda uow: uow.void_tickets(kind="invite", person="ana", at=NOW),
    "unlink": lambda uow: uow.unlink(make_identity("ana")),
    "forget_prompts": lambda uow: uow.forget_prompts("s1"),
    "mark_settled": lambda uow: uow.mark_settled(conversation=ROOM.conversation, session="s1", visit=1),
    "mark_tried": lambda uow: uow.mark_tried("o1", due=NOW),
    "release": lambda uow: uow.release("console", now=NOW),
    "close_room": lambda uow: uow.close_room(ROOM.conversation, at=NOW),
    "attach_room": lambda uow: uow.attach_room(ROOM, project="steps"),
    "merge_persons": lambda uow: uow.merge_persons(kept="ana", gone="ben"),
    "add_ticket": lambda uow: uow.add_ticket(
        Ticket(digest="d", kind="start", workspace="clinic", made=NOW, expires=NOW)
    ),
    "use_ticket": lambda uow: uow.use_ticket("d", at=NOW),
    "count_guess": lambda uow: uow.count_guess(make_identity("u1"), at=NOW, since=NOW),
    "put_aside": lambda uow: uow.put_aside(SetAside(key="k", at=NOW, channel="slack", person=None, fault="f")),
    "sight": lambda uow: uow.sight("clock", at=NOW),
    "clear_sighting": lambda uow: uow.clear_sighting("clock"),
    "save_installation": lambda uow: uow.save_installation(
        Installation(channel="slack", workspace="T", name="n", bot="U", sealed="x", scopes="a", at=NOW)
    ),
    "delete_installation": lambda uow: uow.delete_installation("slack", "T"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
async def test_reading_refuses_every_write(store: Store, write: Callable[[UnitOfWork], object]) -> None:
    with pytest.raises(WriteRefusedError):
        await store.read(write)


async def test_reading_sees_what_was_just_kept(store: Store) -> None:
    for i in range(10):
        await store.run(contribute(f"c{i}"))

        assert len(await names_in(store)) == i + 1


async def test_an_error_while_reading_comes_out(store: Store) -> None:
    with pytest.raises(KeyError, match="nobody"):
        await store.read(lambda uow: uow.get_person("nobody"))


async def test_what_refers_to_nothing_is_refused_and_nothing_is_kept(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        uow.receive("update:7", at=NOW)
        uow.save_session(make_session(person="nobody"))

    with pytest.raises(RowRefusedError):
        await store.run(work)

    assert await store.run(receive("update:7"))


async def test_rows_may_be_written_before_what_they_refer_to(empty: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        uow.save_session(make_session(project="steps"))
        uow.owe(make_owed("o1"))
        uow.save_project(None, PROJECT)
        uow.save_person(ANA)
        uow.save_person(ANA.but(id="ben", name="Ben"))

    await empty.run(work)

    assert await empty.read(lambda uow: uow.find_project("steps")) == PROJECT


async def test_times_come_back_aware_and_the_same_from_any_zone(store: Store) -> None:
    here = datetime(2026, 7, 1, 23, 59, 59, 123456, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    before = PROJECT.get_step("goal")
    after = PROJECT.with_step(before.but(opened=here, closed=here.astimezone(UTC)))
    await store.run(lambda uow: uow.save_project(PROJECT, after))

    found = await store.read(lambda uow: uow.find_project("steps"))
    assert found
    assert (found.get_step("goal").opened, found.get_step("goal").closed) == (here, here)
    assert found.get_step("goal").opened.tzinfo is not None  # type: ignore[union-attr]  # the line above says so


async def test_closing_twice_is_fine_and_then_nothing_runs(store: Store) -> None:
    await store.close()
    await store.close()

    with pytest.raises(StoreFailedError, match="closed"):
        await store.run(contribute("late"))
    with pytest.raises(StoreFailedError, match="closed"):
        await names_in(store)


async def test_closing_waits_for_what_was_asked_before(url: str) -> None:
    store = open_store(url)
    units = [asyncio.ensure_future(store.run(receive(f"k{i}"))) for i in range(20)]
    await asyncio.sleep(0)
    await store.close()

    assert await asyncio.gather(*units) == [True] * 20


async def test_two_stores_on_one_database_lose_no_contribution(postgres_url: str) -> None:
    stores = [open_store(postgres_url), open_store(postgres_url)]
    await stores[0].run(begin)
    names = [f"c{i}" for i in range(80)]
    await asyncio.gather(
        *(stores[i % 2].run(contribute(name), locks=SHARED if i % 3 else frozenset()) for i, name in enumerate(names))
    )
    kept = await names_in(stores[0])
    for store in stores:
        await store.close()

    assert sorted(kept) == sorted(names)


async def test_opposite_orders_in_two_stores_never_wait_for_each_other(postgres_url: str) -> None:
    stores = [open_store(postgres_url), open_store(postgres_url)]
    await stores[0].run(begin)
    keys = ["person:ana", "session:s1", "project:steps", "a", "b"]

    def answer(number: int) -> Callable[[UnitOfWork], None]:
        def work(uow: UnitOfWork) -> None:
            for name in "ab" if number % 2 else "ba":
                uow.owe(make_owed(f"o{number}{name}", room=ROOM.but(room=name)))
            contribute(f"c{number}")(uow)

        return work

    chance = Random(11)
    units = (stores[i % 2].run(answer(i), locks=frozenset(chance.sample(keys, 3))) for i in range(120))
    await asyncio.wait_for(asyncio.gather(*units), timeout=60)
    kept = await names_in(stores[0])
    for store in stores:
        await store.close()

    assert len(kept) == 120


async def test_two_stores_on_one_database_are_alone_on_shared_keys(postgres_url: str) -> None:
    stores = [open_store(postgres_url), open_store(postgres_url)]
    await stores[0].run(begin)
    await stores[0].run(lambda uow: uow.save_session(make_session()))

    def answer(uow: UnitOfWork) -> None:
        found = uow.find_session("s1")
        assert found
        uow.owe(make_owed(f"o{found.visit}"))
        uow.save_session(found.but(visit=found.visit + 1))

    locks = [frozenset({"session:s1", "a"}), frozenset({"z", "session:s1"})]
    await asyncio.gather(*(stores[i % 2].run(answer, locks=locks[i % 2]) for i in range(80)))
    found = await stores[1].read(lambda uow: uow.find_session("s1"))
    for store in stores:
        await store.close()

    assert found
    assert found.visit == 81


async def test_several_processes_lose_no_contribution(postgres_url: str) -> None:
    store = open_store(postgres_url)
    await store.run(begin)
    members = [
        await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.contracts.answering", postgres_url, name)
        for name in ("ana", "ben", "eva")
    ]
    ends = [await member.wait() for member in members]
    kept = await names_in(store)
    await store.close()

    assert ends == [0, 0, 0]
    assert sorted(kept) == sorted(f"{name}-{i}" for name in ("ana", "ben", "eva") for i in range(30))
