"""What goes wrong while a channel is sent to: silence, slowness, a store that fails, a death. In no time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import pytest

from adapters.delivery import (
    Delivery,
    Limits,
    Opening,
    RefusedError,
    RetryLaterError,
    Settlement,
    TooLateError,
    UnknownFateError,
)
from bot.dispatcher import Dispatcher
from bot.errands import SILENCES
from bot.ports import UnitOfWork
from storage.memory import MemoryStore, MemoryUnit
from storage.rows import RowRefusedError, SetAside, StoreFailedError, StoreUnusableError
from tests.bot.test_sending import LIKE_TELEGRAM, Platform, fails, make_opening, make_room, served, serving
from tests.support.stores import OTHER_ROOM, begin, make_owed
from tests.support.timeless import clock, play

T = TypeVar("T")
LIKE_SLACK = Limits(burst=3, seconds=1.0, at_once=50)
HOUR = 3600.0


class Slow(Platform):
    """Takes so many seconds for everything."""

    def __init__(self, limits: Limits, *, seconds: float) -> None:
        super().__init__(limits)
        self.seconds = seconds

    async def _travel(self, name: str) -> None:
        self._count(name)
        await asyncio.sleep(self.seconds)


class Mute(Platform):
    """Shows everything, and never says so."""

    async def deliver(self, delivery: Delivery) -> str:
        """Take it in silence."""
        await super().deliver(delivery)
        raise UnknownFateError("no answer that could be read", after=1.0)


class Spoilt(MemoryStore):
    """A store in which one call of a unit of work goes wrong."""

    def __init__(self, name: str, error: Exception) -> None:
        super().__init__()
        self.name = name
        self.error = error
        self.failed = 0

    async def run(self, work: Callable[[MemoryUnit], T], *, locks: frozenset[str] = frozenset()) -> T:
        """The store's own, with that call."""

        def fail(*_: object, **__: object) -> None:
            self.failed += 1
            raise self.error

        def spoilt(uow: MemoryUnit) -> T:
            uow.__dict__[self.name] = fail
            try:
                return work(uow)
            finally:
                del uow.__dict__[self.name]

        return await super().run(spoilt, locks=locks)


async def _aside(store: MemoryStore) -> tuple[SetAside, ...]:
    return await store.read(lambda uow: uow.all_aside())


@pytest.mark.parametrize("limits", [LIKE_TELEGRAM, LIKE_SLACK])
@pytest.mark.parametrize("seconds", [9.0, 19.0])
def test_a_platform_that_is_slow_gets_nothing_twice(limits: Limits, seconds: float) -> None:
    platform = Slow(limits, seconds=seconds)
    served(platform, *(make_owed(f"m{n}", room=make_room(n)) for n in range(120)), seconds=400)

    assert sorted(platform.seen) == sorted(f"m{n}" for n in range(120))
    assert not any(delivery.maybe_repeat for delivery in platform.delivered)


def test_a_send_without_end_is_ended_and_holds_up_no_other_room() -> None:
    platform = Slow(Limits(at_once=1), seconds=HOUR)
    served(platform, make_owed("m0"), make_owed("m1", room=OTHER_ROOM), seconds=60)

    assert [(round(at), name) for at, name in platform.tried[:3]] == [(0, "m0"), (25, "m1"), (50, "m0")]


def test_a_row_whose_lease_runs_out_while_it_is_here_is_not_sent_again() -> None:
    platform, store = Slow(Limits(), seconds=20.0), MemoryStore()

    async def work() -> None:
        await store.run(begin)
        async with serving(platform, store=store) as service:
            await service.owe(make_owed("m0"))
            await asyncio.sleep(5)
            await store.run(lambda uow: uow.release("console", now=clock()))
            await asyncio.sleep(60)

    play(work())

    assert platform.seen == ["m0"]


def test_a_few_silences_are_enough_where_nobody_can_look() -> None:
    platform = Mute()

    async def work() -> tuple[SetAside, ...]:
        async with serving(platform) as service:
            await service.owe(make_owed("m0"), make_owed("m1"))
            await asyncio.sleep(HOUR)
            return await service.aside()

    aside = play(work())

    assert [(each.id, each.maybe_repeat) for each in platform.delivered] == [
        *(("m0", number > 0) for number in range(SILENCES)),
        *(("m1", number > 0) for number in range(SILENCES)),
    ]
    assert [(each.key, each.fault) for each in aside] == [("m0", "UnknownFate"), ("m1", "UnknownFate")]


def test_a_channel_that_can_look_is_told_that_it_must_after_a_few_silences() -> None:
    platform = Mute(Limits(looks_up=True))
    served(platform, make_owed("m0"), seconds=HOUR)

    assert [each.must_look for each in platform.delivered] == [False] * SILENCES + [True]


def test_other_troubles_do_not_count_as_silence() -> None:
    troubles = [RetryLaterError("full", after=1.0)] * 5 + [UnknownFateError("cut off", after=0.0)] * 2
    platform = Platform(fault=fails("m0", *troubles))
    served(platform, make_owed("m0"), seconds=200)

    assert platform.seen == ["m0"]


@pytest.mark.parametrize("error", [StoreFailedError("gone for a moment"), StoreUnusableError("closed")])
def test_a_store_that_fails_while_a_token_is_looked_up_costs_no_message(error: Exception) -> None:
    platform = Platform(fault=fails("m0", error))
    service = served(platform, make_owed("m0"))

    assert [(each.id, each.maybe_repeat) for each in platform.delivered] == [("m0", False)]
    assert service.counted == ["again", "sent"]


def test_a_wait_that_a_platform_asks_for_is_counted_from_its_answer() -> None:
    class Full(Slow):
        async def deliver(self, delivery: Delivery) -> str:
            await super().deliver(delivery)
            if len(self.tried) == 1:
                raise RetryLaterError("full", after=5.0)
            return "receipt"

    platform = Full(LIKE_SLACK, seconds=4.0)
    served(platform, make_owed("m0"), seconds=30)

    assert [round(at) for at, _ in platform.tried] == [0, 9]


def test_one_fate_that_cannot_be_noted_takes_nothing_from_the_others() -> None:
    store = Spoilt("put_aside", RowRefusedError("the person is there no more"))

    class Both(Platform):
        async def show(self, opening: Opening) -> None:
            await asyncio.sleep(0.06)
            raise TooLateError("late")

    platform = Both(fault=fails("bad", RefusedError("no")))

    async def work() -> dict[str, int]:
        await MemoryStore.run(store, begin)
        async with serving(platform, store=store) as service:
            await service.owe(make_owed("bad", room=OTHER_ROOM), make_opening("w"), make_owed("next", room=OTHER_ROOM))
            await asyncio.sleep(20)
            return await store.read(lambda uow: uow.count_owed())

    left = play(work())

    assert sorted(platform.seen) == ["next", "w"]
    assert left == {}


@pytest.mark.parametrize("error", [KeyError("a fault of ours"), StoreFailedError("it is gone")])
def test_a_store_that_gives_nothing_out_is_asked_ever_later(error: Exception) -> None:
    store = Spoilt("claim", error)

    async def work() -> None:
        await MemoryStore.run(store, begin)
        async with serving(Platform(), store=store) as service:
            await service.owe(make_owed("m0"))
            await asyncio.sleep(600)

    play(work())

    assert 60 <= store.failed <= 70


@pytest.mark.parametrize("limits", [LIKE_TELEGRAM, LIKE_SLACK])
@pytest.mark.parametrize("seconds", [0.01, 0.03, 0.5, 1.0, 1.05, 1.09, 1.5, 2.1, 2.15])
def test_after_a_death_only_what_was_under_way_says_that_it_may_be_a_repeat(limits: Limits, seconds: float) -> None:
    platform = Platform(limits)

    async def work() -> set[str]:
        store = MemoryStore()
        await store.run(begin)
        await store.run(_owe_all)
        await _die_after(store, platform, seconds)
        before = {name for _, name in platform.tried} | set(platform.seen)
        async with serving(platform, store=store):
            await asyncio.sleep(60)
        return before

    before = play(work())
    labelled = {each.id for each in platform.delivered if each.maybe_repeat}
    twice = [each for each in platform.delivered if platform.seen.count(each.id) > 1]

    assert set(platform.seen) == {f"m{n}" for n in range(200)}
    assert len(labelled - before) <= (30 if limits is LIKE_TELEGRAM else 50)
    assert len(labelled) <= 2 * 50
    assert {each.id for each in twice} <= labelled


def _owe_all(uow: UnitOfWork) -> None:
    for number in range(200):
        uow.owe(make_owed(f"m{number}", room=make_room(number % 100)))


async def _die_after(store: MemoryStore, platform: Platform, seconds: float) -> None:
    running = asyncio.create_task(Dispatcher(store, {"console": platform}).run("console", clock=clock))
    await asyncio.sleep(seconds)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await asyncio.sleep(0.1)


def test_a_text_of_several_parts_takes_as_many_places_as_it_has_parts() -> None:
    class Parted(Platform):
        def calls_for(self, task: Delivery | Settlement | Opening) -> int:
            return 7 if isinstance(task, Delivery) and task.id.startswith("long") else 1

        async def deliver(self, delivery: Delivery) -> str:
            for _ in range(self.calls_for(delivery)):
                await self._travel(delivery.id)
            self.delivered.append(delivery)
            return "receipt"

    def name(number: int) -> str:
        return f"long{number}" if number % 3 == 0 else f"short{number}"

    platform = Parted(LIKE_TELEGRAM)
    served(platform, *(make_owed(name(n), room=make_room(n)) for n in range(60)), seconds=60)

    assert platform.refused == 0
    assert sorted(platform.seen) == sorted(map(name, range(60)))
