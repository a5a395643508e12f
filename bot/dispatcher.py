"""From the outbox to the channels: once, for whoever waits for it, or for as long as a service runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from math import inf

from bot.delivering import Fate, deliver, mark
from bot.errands import Errand, claim
from bot.faults import name_fault
from bot.ports import Channel, Store, UnitOfWork
from bot.sending import Clock, Count, Sender, part_of

log = logging.getLogger(__name__)

AT_ONCE = 20

STAND_BY = 0.25
"""Seconds between two tries to become the one who sends."""

TROUBLED = 5.0
"""Seconds for which the store may fail before nobody sends, as far as an operator is concerned."""


def count_nothing(channel: str, fate: str) -> None:
    """Nobody looks at numbers here."""


class Dispatcher:
    """Delivers what is due. `lease` is how long a claimed row is nobody else's: none where one process serves alone."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        *,
        lease: timedelta = timedelta(),
        count: Count = count_nothing,
    ) -> None:
        self._store = store
        self._channels = channels
        self._lease = lease
        self._count = count
        self._senders: dict[str, Sender] = {}
        self._failing_since: dict[str, float] = {}
        self._stopping = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._running = 0

    # -------------------------------------------------------------------------------------------- once

    async def deliver_due(self, channel: str, *, clock: Clock) -> None:
        """Deliver all that a channel is owed by now. What fails stays owed, with the time of its next try."""
        errands = await self._store.run(lambda uow: self._claim(uow, channel, clock()))
        while errands:
            fates = [await deliver(self._channels[channel], errand, clock=clock) for errand in errands]
            errands = await self._store.run(partial(self._mark, channel=channel, fates=fates, now=clock()))

    def _claim(self, uow: UnitOfWork, channel: str, now: datetime) -> list[Errand]:
        return claim(uow, channel, now=now, lease=self._lease, limit=AT_ONCE)

    def _mark(self, uow: UnitOfWork, *, channel: str, fates: list[Fate], now: datetime) -> list[Errand]:
        """Note what became of each, and take what follows in the same transaction."""
        for fate in fates:
            mark(uow, fate, now=now)
        return self._claim(uow, channel, now)

    # -------------------------------------------------------------------------------------------- as a service

    async def run(self, channel: str, *, clock: Clock) -> None:
        """Deliver what a channel is owed until `stop`, whenever no other process does."""
        self._running += 1
        self._idle.clear()
        try:
            while not self._stopping.is_set():
                await self._serve_if_ours(channel, clock)
        finally:
            self._running -= 1
            if not self._running:
                self._idle.set()

    def is_sending(self, channel: str) -> bool:
        """Whether its outbox can be read and written, here or by whoever else sends. Trouble of a moment is none."""
        sender = self._senders.get(channel)
        since = self._failing_since.get(channel, inf) if sender is None else sender.failing_since
        return asyncio.get_running_loop().time() - since < TROUBLED

    def wake(self) -> None:
        """A commit may have left something to be sent."""
        for sender in self._senders.values():
            sender.wake()

    async def stop(self, *, within: float = 0.0) -> None:
        """Send what is due for at most so many seconds, then start nothing; what is under way is finished and noted."""
        self._stopping.set()
        for sender in self._senders.values():
            sender.stop(within=within)
        await self._idle.wait()

    async def _serve_if_ours(self, channel: str, clock: Clock) -> None:
        try:
            is_ours = await self._take_over(channel, now=clock())
        except Exception as error:  # the store is away, and comes back or not: what is owed stays owed
            log.error("sends.failed channel=%s fault=%s", channel, name_fault(error))
            self._failing_since.setdefault(channel, asyncio.get_running_loop().time())
            is_ours = False
        else:
            self._failing_since.pop(channel, None)
        if is_ours and not self._stopping.is_set():
            await self._serve(channel, clock)
        else:
            await self._stand_by()

    async def _take_over(self, channel: str, *, now: datetime) -> bool:
        """Whether we are the one who sends; what the one before had in hand is then free, and may be a repeat."""
        if not await self._store.play(part_of(channel)):
            return False
        await self._store.run(lambda uow: uow.release(channel, now=now))
        log.info("sends.ours channel=%s", channel)
        return True

    async def _serve(self, channel: str, clock: Clock) -> None:
        sender = Sender(self._store, self._channels[channel], clock=clock, count=self._count)
        self._senders[channel] = sender
        try:
            await sender.serve()
        finally:
            del self._senders[channel]

    async def _stand_by(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(STAND_BY):
                await self._stopping.wait()
