"""How a service keeps its parts at work, and what it says of them. In a loop in which nobody waits."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from bot.dispatcher import Dispatcher
from bot.metrics import Metrics
from bot.service import Service
from storage.memory import MemoryStore
from tests.bot.test_sending import Contested
from tests.bot.test_sending import Platform as Channel
from tests.support.stores import begin, make_owed
from tests.support.timeless import clock, play


class Moody:
    """A platform that listens for as long as a test has it, once for each number, and then fails."""

    def __init__(self, *seconds: float) -> None:
        self.channel = Channel()
        self.is_open = True
        self.seconds = list(seconds)
        self.begun: list[float] = []

    def add_routes(self, app: web.Application) -> None:
        """None."""

    async def listen(self) -> None:
        """Work, then fail."""
        self.begun.append(asyncio.get_running_loop().time())
        await asyncio.sleep(self.seconds.pop(0) if self.seconds else 10_000.0)
        raise ConnectionError

    async def stop(self) -> None:
        """Nothing is in hand."""

    async def close(self) -> None:
        """Nothing is held."""


def test_a_part_that_worked_again_is_tried_again_soon() -> None:
    platform = Moody(0.0, 0.0, 0.0, 600.0)

    async def meanwhile() -> None:
        store = MemoryStore()
        dispatcher = Dispatcher(store, {platform.channel.name: platform.channel})
        service = Service(store, [platform], dispatcher=dispatcher, metrics=Metrics(), clock=clock)
        running = asyncio.create_task(service.run(host="127.0.0.1", port=0))
        await asyncio.sleep(700.0)
        service.stop()
        await running

    play(meanwhile())
    pauses = [later - earlier for earlier, later in zip(platform.begun, platform.begun[1:], strict=False)]

    assert pauses == pytest.approx([1.0, 2.0, 4.0, 601.0])


def test_what_cannot_be_taken_from_the_store_is_sent_by_nobody_until_it_heals() -> None:
    store, channel = Contested(), Channel()
    store.is_ours = True
    said: list[bool] = []

    async def meanwhile() -> None:
        await store.run(begin)
        dispatcher = Dispatcher(store, {"console": channel})
        running = asyncio.create_task(dispatcher.run("console", clock=clock))
        await asyncio.sleep(1.0)
        await store.run(lambda uow: uow.owe(make_owed("m")))
        store.is_failing = True
        for seconds in (2.0, 10.0):
            await asyncio.sleep(seconds)
            said.append(dispatcher.is_sending("console"))
        store.is_failing = False
        await asyncio.sleep(20.0)
        said.append(dispatcher.is_sending("console"))
        await dispatcher.stop()
        await running

    play(meanwhile())

    assert said == [True, False, True]
    assert channel.seen == ["m"]


def test_a_store_that_is_away_from_the_beginning_is_said_too() -> None:
    store = Contested()
    store.is_ours = store.is_failing = True
    dispatcher = Dispatcher(store, {"console": Channel()})

    async def meanwhile() -> bool:
        running = asyncio.create_task(dispatcher.run("console", clock=clock))
        await asyncio.sleep(6.0)
        is_sending = dispatcher.is_sending("console")
        await dispatcher.stop()
        await running
        return is_sending

    assert not play(meanwhile())
