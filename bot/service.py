"""A service from its start to its end: listens, sends, answers over HTTP, and stops without losing anything.

Names no platform: `bot/platforms.py` says which there are.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Protocol

from aiohttp import web

from bot.dispatcher import Dispatcher
from bot.faults import name_fault
from bot.http import make_app, serving
from bot.metrics import Metrics
from bot.ports import Channel, Store, UnitOfWork
from bot.sending import Clock

log = logging.getLogger(__name__)

GRACE = 3.0
"""Seconds, once told to stop, for sending what has just become due."""

PATIENCE = 10.0
"""Seconds, once told to stop, for what is in hand."""

QUICKEST = 1.0
"""Seconds until a part that failed is tried again."""

SLOWEST = 30.0
"""Seconds between two tries of a part that fails, at the most."""

MENDED = ("slack.signature", "telegram.secret", "telegram.conflict")
"""What an operator may have mended by starting anew."""


class Platform(Protocol):
    """One platform, both ways."""

    @property
    def channel(self) -> Channel:
        """The way out."""

    @property
    def is_open(self) -> bool:
        """Whether people's acts come in now, here or in another process that has the part."""

    def add_routes(self, app: web.Application) -> None:
        """What it wants to be called by."""

    async def listen(self) -> None:
        """Listen until `stop`. Raises where that is not to be had now; it is tried again."""

    async def stop(self) -> None:
        """Take nothing more, and finish what is in hand."""

    async def close(self) -> None:
        """Let go of connections, after everything is sent."""


class Service:
    """All platforms on one store."""

    def __init__(
        self, store: Store, platforms: Sequence[Platform], *, dispatcher: Dispatcher, metrics: Metrics, clock: Clock
    ) -> None:
        self._store = store
        self._platforms = platforms
        self._dispatcher = dispatcher
        self._metrics = metrics
        self._clock = clock
        self._stopping = asyncio.Event()
        self._working: dict[str, bool] = {}

    def stop(self) -> None:
        """Begin to end: `run` returns soon."""
        self._stopping.set()

    async def run(self, *, host: str, port: int) -> None:
        """Run until `stop`: then take nothing more, finish what is in hand, send what is due, and let go."""
        await self._store.run(_forget_sightings)
        app = make_app(health=self.health, metrics=self._page, routes=[p.add_routes for p in self._platforms])
        try:
            async with serving(app, host=host, port=port):
                await self._work()
        finally:
            for platform in self._platforms:
                await platform.close()
        log.info("service.stopped")

    async def health(self) -> Mapping[str, bool]:
        """What works, part by part."""
        await self._store.read(lambda uow: uow.next_due("health"))
        parts = {"store": True, **self._working}
        for platform in self._platforms:
            name = platform.channel.name
            parts[f"{name}.is_open"] = platform.is_open
            parts[f"{name}.sends"] = parts.get(f"{name}.sends", False) and self._dispatcher.is_sending(name)
        return parts

    async def _page(self) -> bytes:
        return await self._metrics.page(self._store)

    async def _work(self) -> None:
        loops = self._start()
        try:
            await self._stopping.wait()
            await self._end(loops)
        finally:
            for loop in loops:
                loop.cancel()
            await asyncio.gather(*loops, return_exceptions=True)

    def _start(self) -> list[asyncio.Task[None]]:
        loops: dict[str, Callable[[], Coroutine[None, None, None]]] = {}
        for platform in self._platforms:
            name = platform.channel.name
            log.info("channel.starting channel=%s", name)
            loops[f"{name}.hears"] = platform.listen
            loops[f"{name}.sends"] = partial(self._dispatcher.run, name, clock=self._clock)
        return [asyncio.create_task(self._keep(part, work)) for part, work in loops.items()]

    async def _keep(self, part: str, work: Callable[[], Coroutine[None, None, None]]) -> None:
        """Do it until we stop, again and ever later where it fails."""
        pause = QUICKEST
        while not self._stopping.is_set():
            self._working[part] = True
            begun = asyncio.get_running_loop().time()
            try:
                await work()
            except Exception as error:
                self._working[part] = False
                log.error("part.failed part=%s fault=%s", part, name_fault(error))
                if asyncio.get_running_loop().time() - begun > SLOWEST:
                    pause = QUICKEST  # it did work
                await self._wait(pause)
                pause = min(SLOWEST, pause * 2)

    async def _wait(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    async def _end(self, loops: Sequence[asyncio.Task[None]]) -> None:
        log.info("service.stopping")
        await self._within_patience(asyncio.gather(*(platform.stop() for platform in self._platforms)))
        await self._within_patience(self._dispatcher.stop(within=GRACE))
        await self._within_patience(asyncio.wait(loops))

    async def _within_patience(self, work: Awaitable[object]) -> None:
        try:
            await asyncio.wait_for(work, PATIENCE)
        except Exception as error:  # the rest must be ended all the same; what is left comes again
            log.error("service.unfinished fault=%s", name_fault(error))


def _forget_sightings(uow: UnitOfWork) -> None:
    for kind in MENDED:
        uow.clear_sighting(kind)


def _spare_the_collector() -> None:
    """What was loaded stays to the end: looking through all of it now and then would hold up a turn for long."""
    gc.collect()
    gc.freeze()


async def run_until_told(service: Service, *, host: str, port: int) -> None:
    """Run until SIGTERM or SIGINT; a second one ends it as it would any program."""
    _spare_the_collector()
    loop = asyncio.get_running_loop()

    def stop() -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
        service.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    try:
        await service.run(host=host, port=port)
    finally:
        stop()
