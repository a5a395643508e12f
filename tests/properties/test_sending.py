"""Whatever a platform does to our sends: each message arrives, in order in its conversation, and a repeat says so."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Literal, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.delivery import Delivery, Limits, Opening, RetryLaterError, Settlement, UnknownFateError
from bot.dispatcher import Dispatcher
from bot.ports import UnitOfWork
from dialogs.inbound import Room
from storage.memory import MemoryStore
from storage.rows import Owed
from tests.support.stores import ROOM, begin, make_owed
from tests.support.timeless import clock, play

Trouble = Literal["full", "lost before", "lost after", "broken", "slow", "hangs for 19 s", "hangs for 35 s"]
TROUBLES: st.SearchStrategy[Trouble] = st.sampled_from(get_args(Trouble))
SILENT = {"lost before", "lost after", "broken", "hangs for 35 s"}
"""After these nobody knows whether it arrived. Three of them, and a message is not sent again."""

SENDS = st.lists(st.tuples(st.integers(0, 3), st.floats(0, 5), st.lists(TROUBLES, max_size=3)), max_size=15)
PACES = st.builds(
    Limits,
    sends=st.none() | st.integers(1, 5),
    burst=st.integers(1, 3),
    seconds=st.floats(0, 2),
    at_once=st.integers(1, 5),
)


class Moody:
    """A platform with trouble for some messages; what people see, in the order in which they see it."""

    name = "console"

    def __init__(self, limits: Limits, troubles: dict[str, list[Trouble]]) -> None:
        self.limits = limits
        self.troubles = troubles
        self.seen: list[Delivery] = []

    async def deliver(self, delivery: Delivery) -> str:
        """Take it, or not, or take it and not say so."""
        await asyncio.sleep(0.05)
        left = self.troubles[delivery.id]
        trouble = left.pop(0) if left else None
        match trouble:
            case "full":
                raise RetryLaterError("full", after=1.5)
            case "lost before":
                raise UnknownFateError("cut off", after=0.0)
            case "broken":
                raise ConnectionResetError
            case "slow":
                await asyncio.sleep(1.0)
            case "hangs for 19 s":
                await asyncio.sleep(19.0)
            case "hangs for 35 s":
                await asyncio.sleep(35.0)
        self.seen.append(delivery)
        if trouble == "lost after":
            raise UnknownFateError("cut off", after=0.0)
        return delivery.id

    def calls_for(self, task: Delivery | Settlement | Opening) -> int:
        """One."""
        return 1

    async def settle(self, settlement: Settlement) -> None:
        """Nothing is settled here."""

    async def show(self, opening: Opening) -> None:
        """No window is shown here."""


async def _serve(platform: Moody, owed: list[tuple[float, Owed]], *, stops: int) -> dict[str, int]:
    """Send all, by a service that is stopped and begun again so often; what is then still owed."""
    store = MemoryStore()
    await store.run(begin)
    for _ in range(stops + 1):
        dispatcher = Dispatcher(store, {"console": platform})
        running = asyncio.create_task(dispatcher.run("console", clock=clock))
        for pause, each in owed:
            await asyncio.sleep(pause)
            await store.run(partial(_owe, owed=each))
            dispatcher.wake()
        owed = []
        await asyncio.sleep(2.0)
        await dispatcher.stop()
        await running
    last = Dispatcher(store, {"console": platform})
    running = asyncio.create_task(last.run("console", clock=clock))
    await asyncio.sleep(3000)
    await last.stop()
    await running
    return await store.read(lambda uow: uow.count_owed())


def _owe(uow: UnitOfWork, *, owed: Owed) -> None:
    uow.owe(owed)


def _room(number: int) -> Room:
    return ROOM.but(room=str(number))


@given(SENDS, PACES, st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_every_message_arrives_in_order_and_a_repeat_says_so(
    sends: list[tuple[int, float, list[Trouble]]], limits: Limits, stops: int
) -> None:
    platform = Moody(limits, {f"m{number}": list(troubles) for number, (_, _, troubles) in enumerate(sends)})
    owed = [(pause, make_owed(f"m{number}", room=_room(room))) for number, (room, pause, _) in enumerate(sends)]
    left = play(_serve(platform, owed, stops=stops))
    first_seen = list(dict.fromkeys(delivery.id for delivery in platform.seen))
    repeats = [each for number, each in enumerate(platform.seen) if each.id in {e.id for e in platform.seen[:number]}]

    assert left == {}
    given_up = {
        f"m{number}" for number, (_, _, troubles) in enumerate(sends) if set(troubles[2:]) and set(troubles) <= SILENT
    }
    assert sorted(set(first_seen) | given_up) == sorted(each.id for _, each in owed)
    for room in range(4):
        own = [each.id for _, each in owed if each.conversation == _room(room).conversation]
        assert [name for name in first_seen if name in own] == [name for name in own if name in first_seen]
    assert all(repeat.maybe_repeat for repeat in repeats)
    assert len(repeats) <= sum(troubles.count("lost after") for _, _, troubles in sends)
