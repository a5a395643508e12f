"""A channel that is sent to for as long as a service runs: at its pace, in order, past what goes wrong. In no time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TypeVar

import pytest

from adapters.delivery import (
    Delivery,
    Limits,
    Opening,
    PersonGoneError,
    RefusedError,
    RetryLaterError,
    Settlement,
    TooLateError,
    UnknownFateError,
)
from bot.dispatcher import Dispatcher
from bot.ports import UnitOfWork
from dialogs.inbound import Room
from dialogs.prompt import Field, Form
from dialogs.text import Span, Text
from storage.memory import MemoryStore, MemoryUnit
from storage.rows import Owed, SetAside, StoreFailedError
from tests.support.stores import NOW, OTHER_ROOM, ROOM, begin, make_identity, make_owed
from tests.support.timeless import clock, play

T = TypeVar("T")
SECOND = timedelta(seconds=1)
FORM = Form(token="t", title="Goal", fields=(Field(key="what", label="What?"),), send="Send", close="Close")
ROUND_TRIP = 0.06
LIKE_TELEGRAM = Limits(sends=30, span=1.0, burst=3, seconds=1.0, shared=20, at_once=50)

Fault = Callable[[str], Exception | None]


class Platform:
    """Takes messages after half a round trip, and refuses what comes too fast, as the real ones do."""

    name = "console"

    def __init__(self, limits: Limits | None = None, *, fault: Fault = lambda name: None) -> None:
        self.limits = limits or Limits()
        self.fault = fault
        self.tried: list[tuple[float, str]] = []
        self.delivered: list[Delivery] = []
        self.settled: list[Settlement] = []
        self.shown: list[Opening] = []
        self.refused = 0

    async def deliver(self, delivery: Delivery) -> str:
        """Take it, or not."""
        await self._travel(delivery.id)
        self.delivered.append(delivery)
        return f"receipt of {delivery.id}"

    def calls_for(self, task: Delivery | Settlement | Opening) -> int:
        """One."""
        return 1

    async def settle(self, settlement: Settlement) -> None:
        """Take it, or not."""
        await self._travel("settlement")
        self.settled.append(settlement)

    async def show(self, opening: Opening) -> None:
        """Take it, or not."""
        await self._travel(opening.id)
        self.shown.append(opening)

    @property
    def seen(self) -> list[str]:
        """What people read, by id."""
        return [delivery.id for delivery in self.delivered]

    async def _travel(self, name: str) -> None:
        await asyncio.sleep(ROUND_TRIP / 2)
        self._count(name)
        await asyncio.sleep(ROUND_TRIP / 2)
        if error := self.fault(name):
            raise error

    def _count(self, name: str) -> None:
        now = asyncio.get_running_loop().time()
        self.tried.append((now, name))
        if self.limits.sends and sum(at > now - self.limits.span + 1e-9 for at, _ in self.tried) > self.limits.sends:
            self.refused += 1


class Service:
    """A dispatcher at work on a store in memory."""

    def __init__(self, platform: Platform, store: MemoryStore) -> None:
        self.platform = platform
        self.store = store
        self.counted: list[str] = []
        self.dispatcher = Dispatcher(store, {"console": platform}, count=lambda _, fate: self.counted.append(fate))

    async def owe(self, *owed: Owed) -> None:
        """Owe these, as a turn does."""

        def work(uow: UnitOfWork) -> None:
            for each in owed:
                uow.owe(each)

        await self.store.run(work)
        self.dispatcher.wake()

    async def aside(self) -> tuple[SetAside, ...]:
        """What was put aside."""
        return await self.store.read(lambda uow: uow.all_aside())


@asynccontextmanager
async def serving(platform: Platform, *, store: MemoryStore | None = None) -> AsyncIterator[Service]:
    """A service while it runs."""
    kept = store or MemoryStore()
    if store is None:
        await kept.run(begin)
    service = Service(platform, kept)
    running = asyncio.create_task(service.dispatcher.run("console", clock=clock))
    yield service
    await service.dispatcher.stop()
    await running


def served(platform: Platform, *owed: Owed, seconds: float = 10.0) -> Service:
    """A service that was owed these for so long."""

    async def work() -> Service:
        async with serving(platform) as service:
            await service.owe(*owed)
            await asyncio.sleep(seconds)
        return service

    return play(work())


def make_room(number: int) -> Room:
    """A conversation of its own."""
    return ROOM.but(room=f"r{number}")


def make_opening(name: str, *, age: timedelta = timedelta()) -> Owed:
    """A window that is owed."""
    return make_owed(name, due=NOW - age).but(kind="open", form=FORM, trigger="tr1")


def fails(name: str, *errors: Exception) -> Fault:
    """Fails with these, one after the other, and then no more."""
    left = list(errors)
    return lambda each: left.pop(0) if each == name and left else None


def test_a_thousand_messages_take_as_long_as_the_platform_asks_and_not_one_is_refused() -> None:
    platform = Platform(LIKE_TELEGRAM)
    served(platform, *(make_owed(f"m{n}", room=make_room(n)) for n in range(1000)), seconds=60.0)
    times = [at for at, _ in platform.tried]

    assert (len(set(platform.seen)), platform.refused) == (1000, 0)
    assert 1000 / (times[-1] - times[0]) >= 0.98 * 30 / (1 + ROUND_TRIP)


def test_a_conversation_keeps_its_order_while_others_overtake_it() -> None:
    platform = Platform(Limits(burst=1, seconds=1.0))
    served(platform, *(make_owed(f"a{n}") for n in range(5)), make_owed("b", room=OTHER_ROOM))

    assert [name for name in platform.seen if name != "b"] == ["a0", "a1", "a2", "a3", "a4"]
    assert platform.seen.index("b") < 2


def test_what_is_due_later_is_sent_then_without_a_word_from_anybody() -> None:
    platform = Platform()
    served(platform, make_owed("later", due=NOW + 4 * SECOND))

    assert [round(at) for at, _ in platform.tried] == [4]


def test_a_shared_room_that_has_had_its_minute_holds_up_nobody() -> None:
    platform = Platform(Limits(shared=2))
    team = [make_owed(f"t{n}").but(person=None) for n in range(4)]
    served(platform, *team, *(make_owed(f"m{n}", room=OTHER_ROOM) for n in range(3)), seconds=70.0)
    minutes = {name: at // 60 for at, name in platform.tried}

    assert minutes == {"t0": 0, "t1": 0, "m0": 0, "m1": 0, "m2": 0, "t2": 1, "t3": 1}
    assert not any(delivery.maybe_repeat for delivery in platform.delivered)


def test_a_window_is_shown_before_messages_that_wait() -> None:
    platform = Platform(Limits(sends=2, at_once=2))
    served(platform, *(make_owed(f"m{n}", room=make_room(n)) for n in range(9)), make_opening("w", age=SECOND))

    assert [opening.id for opening in platform.shown] == ["w"]
    assert [name for _, name in platform.tried].index("w") < 2


@pytest.mark.parametrize("error", [TooLateError("too late"), UnknownFateError("cut off", after=1.0)])
def test_a_window_that_cannot_be_shown_is_a_message_and_not_tried_again(error: Exception) -> None:
    platform = Platform(fault=fails("w", error))
    served(platform, make_opening("w"))

    assert (platform.shown, platform.seen) == ([], ["w"])


def test_a_window_whose_moment_has_passed_comes_as_a_message() -> None:
    platform = Platform()
    served(platform, make_opening("w", age=4 * SECOND))

    assert (platform.shown, platform.seen) == ([], ["w"])


def test_a_message_that_came_instead_of_a_window_is_settled_like_any_other() -> None:
    platform = Platform(fault=fails("w", TooLateError("too late")))
    settle = make_owed("s").but(kind="settle", prompt=None, answer="Yes")
    served(platform, make_opening("w"), settle)

    assert [sent.receipt for each in platform.settled for sent in each.sent] == ["receipt of w"]


def test_a_full_channel_is_left_alone_for_as_long_as_it_asks() -> None:
    """Its limit is one over all rooms, so the next message would meet it too."""
    platform = Platform(LIKE_TELEGRAM, fault=fails("m0", RetryLaterError("full", after=3.0)))

    async def work() -> None:
        async with serving(platform) as service:
            await service.owe(make_owed("m0"))
            await asyncio.sleep(1)
            await service.owe(make_owed("m1", room=OTHER_ROOM))
            await asyncio.sleep(5)

    play(work())

    assert [(round(at), name) for at, name in platform.tried[:1]] == [(0, "m0")]
    assert all(at >= 3.0 for at, _ in platform.tried[1:])
    assert sorted(platform.seen) == ["m0", "m1"]


def test_a_room_that_is_full_holds_up_no_other() -> None:
    platform = Platform(Limits(burst=3, seconds=1.0), fault=fails("m0", RetryLaterError("full", after=3.0)))
    served(platform, make_owed("m0"), make_owed("m1"), make_owed("other", room=OTHER_ROOM))

    assert platform.seen == ["other", "m0", "m1"]
    assert not any(delivery.maybe_repeat for delivery in platform.delivered)


def test_what_may_have_arrived_is_tried_ever_later_and_says_that_it_may_be_a_repeat() -> None:
    platform = Platform(fault=fails("m0", *(UnknownFateError("cut off", after=0.0) for _ in range(2))))
    served(platform, make_owed("m0"), seconds=200)

    assert [round(at) for at, _ in platform.tried] == [0, 3, 63]
    assert [delivery.maybe_repeat for delivery in platform.delivered] == [True]


def test_a_way_out_that_breaks_is_tried_again() -> None:
    platform = Platform(fault=fails("m0", BrokenPipeError()))
    served(platform, make_owed("m0"))

    assert [delivery.maybe_repeat for delivery in platform.delivered] == [True]


@pytest.mark.parametrize("error", [RefusedError("too long"), KeyError("a fault of ours")])
def test_what_is_refused_is_put_aside_by_its_id_and_the_rest_goes_on(error: Exception) -> None:
    platform = Platform(fault=fails("m0", error))

    async def work() -> tuple[SetAside, ...]:
        async with serving(platform) as service:
            await service.owe(make_owed("m0"), make_owed("m1"))
            await asyncio.sleep(5)
            return await service.aside()

    (aside,) = play(work())

    assert platform.seen == ["m1"]
    assert (aside.key, aside.channel, aside.person) == ("m0", "console", "ana")
    assert type(error).__name__ in aside.fault


def test_nothing_more_is_sent_to_somebody_who_left() -> None:
    platform = Platform(fault=fails("m0", PersonGoneError("blocked")))
    service = served(platform, make_owed("m0"), make_owed("m1"), make_owed("other", room=OTHER_ROOM))

    assert platform.seen == ["other"]
    assert sorted(service.counted) == ["gone", "sent"]


def test_mentions_are_the_platforms_own_ids_and_the_language_is_the_persons() -> None:
    platform = Platform()
    body = Text(spans=(Span(text="@Ben", kind="mention", to="ben"), Span(text="@Zoe", kind="mention", to="zoe")))
    owed = make_owed("m").but(person="ben")

    async def work() -> None:
        async with serving(platform) as service:
            link = lambda uow: uow.link(make_identity("U2"), person="ben", room=OTHER_ROOM)  # noqa: E731
            await service.store.run(link)
            await service.owe(owed.but(prompt=owed.prompt and owed.prompt.but(body=body)))
            await asyncio.sleep(1)

    play(work())
    (delivery,) = platform.delivered

    assert (delivery.mentions, delivery.language, delivery.name) == ({"ben": "U2"}, "de", "Ben")


def test_a_shared_room_is_written_to_in_the_language_of_whoever_leads() -> None:
    platform = Platform()

    async def work() -> None:
        async with serving(platform) as service:
            await service.store.run(lambda uow: uow.attach_room(OTHER_ROOM, project="steps"))
            await service.owe(make_owed("m", room=OTHER_ROOM).but(person=None))
            await asyncio.sleep(1)

    play(work())
    (delivery,) = platform.delivered

    assert (delivery.language, delivery.name, delivery.person) == ("en", "", None)


def test_stopping_finishes_what_is_under_way_and_frees_the_rest() -> None:
    platform = Platform(Limits(sends=2, at_once=2))
    store = MemoryStore()

    async def work() -> list[Owed]:
        await store.run(begin)
        async with serving(platform, store=store) as service:
            await service.owe(*(make_owed(f"m{n}", room=make_room(n)) for n in range(9)))
            await asyncio.sleep(ROUND_TRIP / 2)
        claim = lambda uow: uow.claim("console", now=clock(), until=clock() + SECOND, limit=9)  # noqa: E731
        return list(await store.run(claim))

    free = play(work())

    assert len(platform.seen) == 2
    assert sorted([*platform.seen, *(each.id for each in free)]) == [f"m{n}" for n in range(9)]
    assert not any(each.maybe_repeat for each in free)


def test_stopping_can_leave_time_for_what_has_just_become_due() -> None:
    platform = Platform(Limits(sends=2, at_once=2))

    async def work() -> float:
        async with serving(platform) as service:
            await service.owe(*(make_owed(f"m{n}", room=make_room(n)) for n in range(4)))
            await asyncio.sleep(ROUND_TRIP / 2)
            await service.dispatcher.stop(within=5.0)
        return asyncio.get_running_loop().time()

    took = play(work())

    assert len(platform.seen) == 4
    assert took < 2


class Contested(MemoryStore):
    """A store at which another process may be the one who sends; and which can fail."""

    def __init__(self) -> None:
        super().__init__()
        self.is_ours = False
        self.is_failing = False

    async def play(self, part: str) -> bool:
        """As a test has it."""
        return self.is_ours

    async def run(self, work: Callable[[MemoryUnit], T], *, locks: frozenset[str] = frozenset()) -> T:
        """The store's own, unless it fails."""
        if self.is_failing:
            raise StoreFailedError("it is gone")
        return await super().run(work, locks=locks)


def test_only_one_process_sends_and_the_next_one_takes_over_what_it_had_in_hand() -> None:
    """What was claimed by the one before may have been sent."""
    platform, store = Platform(), Contested()

    async def work() -> list[str]:
        await store.run(begin)
        async with serving(platform, store=store) as service:
            await service.owe(make_owed("m0"), make_owed("m1", room=OTHER_ROOM))
            await store.run(lambda uow: uow.claim("console", now=clock(), until=clock() + 30 * SECOND, limit=1))
            await asyncio.sleep(5)
            before = list(platform.seen)
            store.is_ours = True
            await asyncio.sleep(5)
        return before

    before = play(work())

    assert before == []
    assert {delivery.id: delivery.maybe_repeat for delivery in platform.delivered} == {"m0": True, "m1": False}


def test_a_process_that_is_no_longer_the_one_who_sends_sends_nothing() -> None:
    platform, store = Platform(), Contested()
    store.is_ours = True

    async def work() -> None:
        await store.run(begin)
        async with serving(platform, store=store) as service:
            await service.owe(make_owed("m0"))
            await asyncio.sleep(5)
            store.is_ours = False
            await asyncio.sleep(5)
            await service.owe(make_owed("m1"))
            await asyncio.sleep(5)

    play(work())

    assert platform.seen == ["m0"]


def test_a_store_that_fails_for_a_while_loses_no_receipt() -> None:
    """It is noted as soon as it can be, and not sent again."""
    platform, store = Platform(), Contested()
    store.is_ours = True

    async def work() -> None:
        await store.run(begin)
        async with serving(platform, store=store) as service:
            await service.owe(make_owed("m0"))
            await asyncio.sleep(ROUND_TRIP / 2)
            store.is_failing = True
            await asyncio.sleep(5)
            store.is_failing = False
            await service.owe(make_owed("m1"))
            await asyncio.sleep(60)

    play(work())

    assert platform.seen == ["m0", "m1"]
