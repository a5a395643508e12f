"""One channel's sends, for as long as the process runs: at its pace, many at once, in order in each conversation.

Two things go on side by side. Sends start whenever the pace has a place for one. Meanwhile one transaction after the
other notes all that has become of sends since the one before, and takes the next rows, a few more than can start now:
so a place that becomes free is used at once, and nothing waits for the store.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from math import inf

from adapters.delivery import Delivery, Opening
from bot.delivering import Fate, Job, claim, deliver, mark, plain, retried
from bot.faults import name_fault
from bot.pace import Kind, Pace
from bot.ports import Channel, Store, UnitOfWork
from storage.rows import StoreFailedError, StoreUnusableError

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
Count = Callable[[str, str], None]
"""Counts what became of a send, by channel and outcome."""

LEASE = timedelta(seconds=30)
"""How long a claimed row is nobody else's: three times what the slowest send may take."""

LOOK_EVERY = 0.5
"""Seconds between two looks for what another process may have written."""

HOLD_EVERY = 1.0
"""Seconds between two looks at whether we are still the one who sends."""

TOO_LONG = 5.0
"""Seconds that a row may wait in our hands for its room; longer, and it goes back until then."""

BREATH = 0.02
"""Seconds between two looks at the least, where the one before found less than it could take."""

TROUBLE = 1.0
"""Seconds until the store is tried again after it failed."""


class Sender:
    """Sends for one channel until it is told to stop, or until another process has become the one who sends."""

    def __init__(self, store: Store, channel: Channel, *, clock: Clock, count: Count) -> None:
        limits = channel.limits
        self._store = store
        self._channel = channel
        self._clock = clock
        self._count = count
        self._pace = Pace(limits)
        self._ahead = 2 * min(limits.sends or limits.at_once, limits.at_once)
        self._changed = asyncio.Event()
        self._hand: list[Job] = []
        self._under_way: set[asyncio.Task[None]] = set()
        self._fates: list[Fate] = []
        self._books: asyncio.Task[None] | None = None
        self._look_at = -inf
        self._hold_at = -inf
        self._rest_until = -inf
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
        is_told = self._stops_at < inf and (self._is_late() or self._look_at > _now())
        return is_told or not self._is_ours

    def _is_late(self) -> bool:
        return _now() >= self._stops_at

    async def _pause(self) -> None:
        """Until something changes, or the next send or transaction may begin."""
        waits = [self._wait(job) for job in self._hand]
        late = self._stops_at if not self._is_late() else inf
        seconds = min([*waits, self._books_at() - _now(), late - _now()])
        with suppress(TimeoutError):
            async with asyncio.timeout(None if seconds == inf else max(0.0, seconds)):
                await self._changed.wait()

    # ------------------------------------------------------------------------------------------------ sends

    def _start(self) -> None:
        """Start all sends for which there is a place, windows first."""
        if self._is_late() or not self._is_ours:
            return self._let_go()
        hand, self._hand = sorted(self._hand, key=lambda job: kind_of(job) != "window"), []
        for job in hand:
            wait = self._wait(job)
            if wait == 0.0:
                self._launch(job)
            elif TOO_LONG < wait < inf:
                self._put_back(job, seconds=wait)
            else:
                self._hand.append(job)
        return None

    def _wait(self, job: Job) -> float:
        return self._pace.wait(job.owed.conversation, kind_of(job), now=_now())

    def _let_go(self) -> None:
        """What never left our hands is free again; where another process sends now, it has freed them already."""
        for job in self._hand if self._is_ours else ():
            self._put_back(job, seconds=0.0)
        self._hand = []

    def _put_back(self, job: Job, *, seconds: float) -> None:
        self._fates.append(Fate(job, "again", again=self._clock() + timedelta(seconds=seconds)))

    def _launch(self, job: Job) -> None:
        self._pace.start(job.owed.conversation, kind_of(job))
        task = asyncio.create_task(self._send(job))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        task.add_done_callback(lambda _: self._changed.set())

    async def _send(self, job: Job) -> None:
        try:
            fate = await deliver(self._channel, job, now=self._clock())
        except OSError as error:
            log.warning("delivery.broken owed=%s fault=%s", job.owed.id, name_fault(error))
            fate = retried(job, now=self._clock(), after=0.0, is_unknown=True)
        finally:
            self._pace.end(job.owed.conversation, kind_of(job), now=_now())
        self._count(self._channel.name, fate.outcome)
        self._fates.append(fate)
        if fate.outcome == "again" and not fate.is_unknown and self._channel.limits.sends is not None:
            self._pace.hold(until=_now() + fate.after)  # a limit over all rooms: the next send would meet it too

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
        look_at = self._look_at if self._places() and self._is_ours and not self._is_late() else inf
        return max(-inf if self._fates else min(look_at, self._hold_at), self._rest_until)

    def _places(self) -> int:
        """How many rows to take now: none until that is worth a transaction."""
        free = self._ahead - len(self._hand)
        return free if free >= self._ahead // 4 else 0

    def _books_are_kept(self, books: asyncio.Task[None]) -> None:
        self._books = None
        self._changed.set()
        if not books.cancelled() and (error := books.exception()):
            log.error("sends.failed channel=%s fault=%s", self._channel.name, name_fault(error))
            self._rest_until = _now() + TROUBLE
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
        places = self._places() if self._is_ours and not self._is_late() else 0
        now = self._clock()
        if places:
            self._look_at = inf
        if not fates and not (places and await self._is_due(now)):
            return
        try:
            jobs, due = await self._store.run(partial(self._work, fates=fates, places=places, now=now))
        except (StoreFailedError, StoreUnusableError, OSError):
            raise
        except Exception as error:  # one row's fault must not be everybody's, again and again
            log.error("sends.unmarked channel=%s fault=%s", self._channel.name, name_fault(error))
            jobs, due = await self._store.run(partial(self._work, fates=[plain(f) for f in fates], places=0, now=now))
        self._hand += jobs
        if places:
            self._look_again(due, now=now, is_more=len(jobs) == places)

    async def _is_due(self, now: datetime) -> bool:
        """A look that writes nothing: most find nothing."""
        due = await self._store.read(lambda uow: uow.next_due(self._channel.name))
        if due is not None and due <= now:
            return True
        self._look_again(due, now=now, is_more=False)
        return False

    def _work(
        self, uow: UnitOfWork, *, fates: list[Fate], places: int, now: datetime
    ) -> tuple[list[Job], datetime | None]:
        for fate in fates:
            mark(uow, fate, now=now)
        name = self._channel.name
        jobs = claim(uow, name, now=now, lease=LEASE, limit=places) if places else []
        return jobs, uow.next_due(name)

    def _look_again(self, due: datetime | None, *, now: datetime, is_more: bool) -> None:
        """When to look for rows again, unless somebody wakes us before."""
        seconds = LOOK_EVERY if due is None else min(LOOK_EVERY, (due - now).total_seconds())
        self._look_at = min(self._look_at, _now() + (0.0 if is_more else max(BREATH, seconds)))


def kind_of(job: Job) -> Kind:
    """How the pace counts it. A settling and a window keep no pace in their room, but count with the rest."""
    match job.task:
        case Opening():
            return "window"
        case Delivery(person=None):
            return "shared"
        case Delivery():
            return "message"
        case _:
            return "change"


def part_of(channel: str) -> str:
    """What only one process does at a time."""
    return f"sends:{channel}"


def _now() -> float:
    return asyncio.get_running_loop().time()
