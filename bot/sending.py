"""One channel's sends, for as long as the process runs: at its pace, many at once, in order in each conversation.

Two things go on side by side. Sends start whenever the pace has a place for one. Meanwhile one transaction after the
other notes all that has become of sends since the one before, and takes the next rows: those that can start within
moments, so that a place that becomes free is used at once, and that after a crash hardly a row was taken but not sent.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from math import inf

from bot.delivering import STORE_AWAY, Fate, deliver, mark, plain, silenced
from bot.errands import Errand, claim, kind_of, priced
from bot.faults import name_fault
from bot.pace import Pace
from bot.patience import AHEAD, BREATH, HOLD_EVERY, LEASE, LONGEST, LOOK_EVERY, TROUBLES
from bot.ports import Channel, Store, UnitOfWork

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
Count = Callable[[str, str], None]
"""Counts what became of a send, by channel and fate."""


class Sender:
    """Sends for one channel until it is told to stop, or until another process has become the one who sends."""

    def __init__(self, store: Store, channel: Channel, *, clock: Clock, count: Count) -> None:
        self._store = store
        self._channel = channel
        self._clock = clock
        self._count = count
        self._pace = Pace(channel.limits)
        self._changed = asyncio.Event()
        self._hand: list[Errand] = []
        self._under_way: dict[asyncio.Task[None], str] = {}
        self._fates: list[Fate] = []
        self._books: asyncio.Task[None] | None = None
        self._look_at = -inf
        self._is_served = False
        self._hold_at = -inf
        self._rest_until = -inf
        self._troubles = 0
        self.failing_since = inf  # by the loop's clock: since when the store takes nothing
        self._stops_at = inf
        self._is_ours = True

    def wake(self) -> None:
        """Something may be owed now."""
        self._look_at = -inf
        self._changed.set()

    def stop(self, *, within: float) -> None:
        """Start nothing new after so many seconds, or as soon as nothing is due."""
        self._stops_at = min(self._stops_at, _now() + within)
        self.wake()

    async def serve(self) -> None:
        """Send. On return every send has ended and is noted, and what was only in our hands is free again."""
        try:
            while not self._is_over():
                self._changed.clear()
                self._start()
                self._keep_books()
                await self._pause()
        finally:
            for task in (*self._under_way, *([self._books] if self._books else [])):
                task.cancel()

    def _is_over(self) -> bool:
        if self._hand or self._under_way or self._books or self._fates:
            return False
        is_told = self._stops_at < inf and (self._is_late() or (self._is_served and self._look_at > _now()))
        return is_told or not self._is_ours

    def _is_late(self) -> bool:
        return _now() >= self._stops_at

    async def _pause(self) -> None:
        """Until something changes, or the next send or transaction may begin."""
        late = self._stops_at if not self._is_late() else inf
        seconds = min([*self._waits(), self._books_at() - _now(), late - _now()])
        with suppress(TimeoutError):
            async with asyncio.timeout(None if seconds == inf else max(0.0, seconds)):
                await self._changed.wait()

    # ------------------------------------------------------------------------------------------------ sends

    def _start(self) -> None:
        """Start all sends for which there is a place, windows first; a long text is not overtaken for ever."""
        if self._is_late() or not self._is_ours:
            return self._let_go()
        hand, self._hand = sorted(self._hand, key=lambda errand: kind_of(errand) != "window"), []
        is_full = False
        for errand in hand:
            if AHEAD < self._rest(errand) < inf:
                self._put_back(errand, seconds=self._rest(errand))
            elif is_full or self._wait(errand):
                is_full = is_full or self._is_full_for(errand)
                self._hand.append(errand)
            else:
                self._launch(errand)
        return None

    def _wait(self, errand: Errand) -> float:
        return self._pace.wait(errand.owed.conversation, kind_of(errand), errand.calls, now=_now())

    def _waits(self) -> Iterator[float]:
        """Of those in hand whose turn it is."""
        for errand in self._hand:
            yield self._wait(errand)
            if self._is_full_for(errand):
                return

    def _is_full_for(self, errand: Errand) -> bool:
        return self._pace.wait_any(kind_of(errand), errand.calls, now=_now()) > 0.0

    def _rest(self, errand: Errand) -> float:
        """Seconds for which it would be of no use to keep this in hand."""
        there = self._pace.wait_there(errand.owed.conversation, kind_of(errand), now=_now())
        return max(self._pace.held(now=_now()), there)

    def _let_go(self) -> None:
        """What never left our hands is free again; where another process sends now, it has freed them already."""
        for errand in self._hand if self._is_ours else ():
            self._put_back(errand, seconds=0.0)
        self._hand = []

    def _put_back(self, errand: Errand, *, seconds: float) -> None:
        self._fates.append(Fate(errand, "again", again=self._clock() + timedelta(seconds=seconds)))

    def _launch(self, errand: Errand) -> None:
        self._pace.start(errand.owed.conversation, kind_of(errand), errand.calls)
        task = asyncio.create_task(self._send(errand))
        self._under_way[task] = errand.owed.id
        task.add_done_callback(self._under_way.pop)
        task.add_done_callback(lambda _: self._changed.set())

    async def _send(self, errand: Errand) -> None:
        try:
            async with asyncio.timeout(LONGEST):
                fate = await deliver(self._channel, errand, clock=self._clock)
        except OSError as error:  # of which TimeoutError is one
            log.warning("delivery.broken owed=%s fault=%s", errand.owed.id, name_fault(error))
            fate = silenced(self._channel, errand, now=self._clock())
        finally:
            self._pace.end(errand.owed.conversation, kind_of(errand), errand.calls, now=_now())
        self._count(self._channel.name, fate.kind)
        self._fates.append(fate)
        if fate.kind == "again" and not fate.is_unknown:
            self._hold(errand, seconds=fate.after)

    def _hold(self, errand: Errand, *, seconds: float) -> None:
        """Where a limit is one over all rooms, the next send anywhere would meet it too."""
        is_for_all = self._channel.limits.sends is not None
        self._pace.hold(until=_now() + seconds, conversation=None if is_for_all else errand.owed.conversation)

    # ------------------------------------------------------------------------------------------------ books

    def _keep_books(self) -> None:
        """Begin the next transaction, where it is time."""
        if self._books_at() <= _now():
            self._books = asyncio.create_task(self._note_and_take())
            self._books.add_done_callback(self._books_are_kept)

    def _books_at(self) -> float:
        """When the next transaction may begin: at once where there is something to note."""
        if self._books is not None:
            return inf
        soonest = -inf if self._fates else min(self._take_at(), self._hold_at)
        return max(soonest, self._rest_until)

    def _take_at(self) -> float:
        """When rows are to be taken: not before one more than those in hand can start, or at least a window."""
        if not self._takes():
            return inf
        wait = self._pace.wait_any("window", 1 + self._calls_in_hand(), now=_now())
        return max(self._look_at, _now() + wait - AHEAD)

    def _takes(self) -> bool:
        return self._is_ours and not self._is_late()

    def _calls_in_hand(self) -> int:
        return sum(errand.calls for errand in self._hand)

    def _places(self) -> int:
        """How many rows to take now."""
        return max(0, self._pace.places(by=_now() + AHEAD) - self._calls_in_hand())

    def _books_are_kept(self, books: asyncio.Task[None]) -> None:
        self._books = None
        self._changed.set()
        if books.cancelled() or (error := books.exception()) is None:
            self._troubles = 0
            self.failing_since = inf
            return
        log.error("sends.failed channel=%s fault=%s", self._channel.name, name_fault(error))
        self._rest_until = _now() + TROUBLES[min(self._troubles, len(TROUBLES) - 1)]
        self._troubles += 1
        self.failing_since = min(self.failing_since, _now())
        self._look_at = -inf

    async def _note_and_take(self) -> None:
        """One transaction: what has become of sends, and the next rows."""
        if _now() >= self._hold_at:
            self._is_ours = await self._store.play(part_of(self._channel.name))
            self._hold_at = _now() + HOLD_EVERY
        fates, self._fates = self._fates, []
        try:
            await self._note(fates)
        except BaseException:
            self._fates = [*fates, *self._fates]
            raise

    async def _note(self, fates: list[Fate]) -> None:
        places = self._places() if self._takes() else None
        now = self._clock()
        if places is not None:
            self._look_at = inf
        if not fates and (places is None or not await self._is_due(now)):
            return
        try:
            taken, due = await self._store.run(partial(self._work, fates=fates, places=places, now=now))
        except (*STORE_AWAY, OSError):
            raise
        except Exception:  # one row's fault must not be everybody's, again and again
            await self._note_apart(fates, now=now)
            raise
        self._hand += (priced(errand, self._channel) for errand in self._unknown_to_us(taken))
        if places is not None:
            self._look_again(due, now=now, is_all=len(taken) < max(1, places))

    async def _note_apart(self, fates: list[Fate], *, now: datetime) -> None:
        """Each in a transaction of its own; what is noted is taken from the list. The faulty one is noted plainly."""
        while fates:
            try:
                await self._store.run(partial(mark, fate=fates[0], now=now))
            except (*STORE_AWAY, OSError):
                raise
            except Exception as error:  # whatever follows from it cannot be noted, but that it is over can
                owed = fates[0].errand.owed.id
                log.error("sends.unmarked channel=%s owed=%s fault=%s", self._channel.name, owed, name_fault(error))
                await self._store.run(partial(mark, fate=plain(fates[0]), now=now))
            del fates[0]

    async def _is_due(self, now: datetime) -> bool:
        """A look that writes nothing: most find nothing."""
        due = await self._store.read(lambda uow: uow.next_due(self._channel.name))
        if due is not None and due <= now:
            return True
        self._look_again(due, now=now, is_all=True)
        return False

    def _work(
        self, uow: UnitOfWork, *, fates: list[Fate], places: int | None, now: datetime
    ) -> tuple[list[Errand], datetime | None]:
        for fate in fates:
            mark(uow, fate, now=now)
        name = self._channel.name
        errands = claim(uow, name, now=now, lease=LEASE, limit=places) if places is not None else []
        return errands, uow.next_due(name)

    def _unknown_to_us(self, taken: list[Errand]) -> list[Errand]:
        """Without what is here already: its lease ran out, and has just been renewed."""
        known = {errand.owed.id for errand in (*self._hand, *(fate.errand for fate in self._fates))}
        known.update(self._under_way.values())
        return [errand for errand in taken if errand.owed.id not in known]

    def _look_again(self, due: datetime | None, *, now: datetime, is_all: bool) -> None:
        """When to look for rows again, unless somebody wakes us before."""
        self._is_served = due is None or due > now
        seconds = LOOK_EVERY if due is None else min(LOOK_EVERY, (due - now).total_seconds())
        if self._pace.hands() <= len(self._hand):
            seconds = LOOK_EVERY  # as soon as a send ends there is another look
        elif is_all:
            seconds = max(BREATH, seconds)
        self._look_at = min(self._look_at, _now() + seconds)


def part_of(channel: str) -> str:
    """What only one process does at a time."""
    return f"sends:{channel}"


def _now() -> float:
    return asyncio.get_running_loop().time()
