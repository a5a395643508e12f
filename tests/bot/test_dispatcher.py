"""From the outbox to a channel, on the store in memory: in order, past what cannot be sent, with receipts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import pytest

from adapters.delivery import Delivery, PersonGoneError, RefusedError, RetryLaterError, Sent, Settlement
from bot.dispatcher import Dispatcher
from bot.ports import UnitOfWork
from storage.memory import MemoryStore
from storage.rows import Owed
from tests.support.stores import MINUTE, NOW, OTHER_ROOM, begin, make_owed
from tests.support.world import Letterbox

Fault = Callable[[Delivery], Exception | None]


def nothing(delivery: Delivery) -> None:
    """Everything is taken."""


class Moody(Letterbox):
    """A letterbox that does not take everything."""

    def __init__(self, fault: Fault = nothing) -> None:
        super().__init__()
        self.fault = fault
        self.tried: list[str] = []

    async def deliver(self, delivery: Delivery) -> str:
        """Take it, or not."""
        self.tried.append(delivery.id)
        if error := self.fault(delivery):
            raise error
        return await super().deliver(delivery)


class Ground:
    """A store with two people in it, a channel, and a clock to be moved."""

    def __init__(self, *, lease: timedelta = timedelta()) -> None:
        self.store = MemoryStore()
        self.channel = Moody()
        self.now = NOW
        self.lease = lease

    async def owe(self, *owed: Owed) -> None:
        def work(uow: UnitOfWork) -> None:
            for each in owed:
                uow.owe(each)

        await self.store.run(work)

    async def deliver(self) -> list[str]:
        """The ids of what was newly seen."""
        before = len(self.channel.delivered)
        dispatcher = Dispatcher(self.store, {"console": self.channel}, lease=self.lease)
        await dispatcher.deliver_due("console", clock=self.clock)
        return [each.id for each in self.channel.delivered[before:]]

    def clock(self) -> datetime:
        return self.now


@pytest.fixture
async def ground() -> Ground:
    made = Ground()
    await made.store.run(begin)
    return made


def fails(*ids: str, with_: Callable[[], Exception]) -> Fault:
    return lambda delivery: with_() if delivery.id in ids else None


def later(seconds: float) -> Callable[[], Exception]:
    return lambda: RetryLaterError("not now", after=seconds)


def _ids(prefix: str, numbers: Iterable[int]) -> list[str]:
    return [f"{prefix}{number}" for number in numbers]


async def test_a_conversation_is_delivered_in_the_order_in_which_it_was_owed(ground: Ground) -> None:
    ids = _ids("m", range(30))
    await ground.owe(*map(make_owed, ids))

    assert await ground.deliver() == ids
    assert await ground.deliver() == []


async def test_what_is_not_due_yet_waits_and_holds_up_nobody(ground: Ground) -> None:
    await ground.owe(make_owed("next week", due=NOW + 7 * 1440 * MINUTE), make_owed("now"))

    assert await ground.deliver() == ["now"]


async def test_a_message_that_waits_for_its_next_try_is_not_overtaken(ground: Ground) -> None:
    ground.channel.fault = fails("first", with_=later(60))
    await ground.owe(make_owed("first"), make_owed("second"), make_owed("elsewhere", room=OTHER_ROOM))

    assert await ground.deliver() == ["elsewhere"]
    ground.channel.fault = nothing
    ground.now += MINUTE / 2
    assert await ground.deliver() == []
    ground.now += MINUTE / 2
    assert await ground.deliver() == ["first", "second"]


async def test_a_try_that_failed_for_certain_is_no_repeat(ground: Ground) -> None:
    ground.channel.fault = fails("first", with_=later(60))
    await ground.owe(make_owed("first"))
    await ground.deliver()
    ground.channel.fault = nothing
    ground.now += MINUTE
    await ground.deliver()

    assert [each.maybe_repeat for each in ground.channel.delivered] == [False]


async def test_a_channel_that_says_at_once_is_not_asked_without_end(ground: Ground) -> None:
    ground.channel.fault = fails("first", with_=later(0))
    await ground.owe(make_owed("first"))

    assert await ground.deliver() == []
    assert ground.channel.tried == ["first"]


async def test_nothing_that_is_owed_to_somebody_who_left_is_tried(ground: Ground) -> None:
    ground.channel.fault = fails("first", with_=lambda: PersonGoneError("left"))
    await ground.owe(make_owed("first"), make_owed("second"), make_owed("elsewhere", room=OTHER_ROOM))

    assert await ground.deliver() == ["elsewhere"]
    assert "second" not in ground.channel.tried


@pytest.mark.parametrize("error", [lambda: RefusedError("too long"), lambda: KeyError("a fault of ours")])
async def test_a_message_that_can_never_be_sent_is_put_aside_and_the_rest_goes_on(
    ground: Ground, error: Callable[[], Exception]
) -> None:
    ground.channel.fault = fails("bad", with_=error)
    await ground.owe(make_owed("bad"), make_owed("next"), make_owed("elsewhere", room=OTHER_ROOM))

    assert sorted(await ground.deliver()) == ["elsewhere", "next"]
    assert await ground.deliver() == []
    assert ground.channel.tried.count("bad") == 1


async def test_when_the_way_out_breaks_nothing_is_taken_for_sent(ground: Ground) -> None:
    ground.channel.fault = fails("first", with_=BrokenPipeError)
    await ground.owe(make_owed("first"), make_owed("second"))

    with pytest.raises(BrokenPipeError):
        await ground.deliver()
    ground.channel.fault = nothing

    assert await ground.deliver() == ["first", "second"]
    assert [each.maybe_repeat for each in ground.channel.delivered] == [True, False]


async def test_a_leased_message_is_nobody_elses_until_the_lease_ends(ground: Ground) -> None:
    ground.lease = MINUTE
    ground.channel.fault = fails("first", with_=BrokenPipeError)
    await ground.owe(make_owed("first"))
    with pytest.raises(BrokenPipeError):
        await ground.deliver()
    ground.channel.fault = nothing

    assert await ground.deliver() == []
    ground.now += MINUTE
    assert await ground.deliver() == ["first"]
    assert [each.maybe_repeat for each in ground.channel.delivered] == [True]


def _asked(name: str) -> Sent:
    return Sent(receipt=name, prompt=make_owed(name).prompt)


def _settle(name: str, *, visit: int) -> Owed:
    return make_owed(name).but(kind="settle", prompt=None, answer="Yes", visit=visit)


async def test_settling_finds_the_receipts_of_the_question_it_answers(ground: Ground) -> None:
    await ground.owe(make_owed("asked", visit=4), make_owed("asked again", visit=4), make_owed("other", visit=5))
    await ground.deliver()
    await ground.owe(_settle("settled", visit=4))

    assert await ground.deliver() == []
    conversation = make_owed("asked").conversation
    assert ground.channel.settled == [
        Settlement(conversation=conversation, sent=(_asked("asked"), _asked("asked again")), answer="Yes")
    ]


async def test_settling_a_question_that_was_never_seen_is_done_at_once(ground: Ground) -> None:
    await ground.owe(_settle("settled", visit=9), make_owed("next"))

    assert await ground.deliver() == ["next"]
    assert ground.channel.settled == []


async def test_the_words_are_gone_once_the_question_is_settled(ground: Ground) -> None:
    """Until then they stay: to take its buttons away is to write it anew."""
    await ground.owe(make_owed("m", visit=4))
    await ground.deliver()
    (sent,) = await ground.store.read(lambda uow: uow.find_asked(session="s1", visit=4))
    await ground.owe(_settle("settled", visit=4))
    await ground.deliver()
    (settled,) = await ground.store.read(lambda uow: uow.find_asked(session="s1", visit=4))

    assert (sent.prompt, sent.receipt, sent.sent) == (make_owed("m").prompt, "m", NOW)
    assert (settled.prompt, settled.receipt) == (None, "m")


async def test_another_channels_messages_are_left_to_it(ground: Ground) -> None:
    other = OTHER_ROOM.but(channel="slack")
    await ground.owe(make_owed("theirs", room=other), make_owed("ours"))

    assert await ground.deliver() == ["ours"]
