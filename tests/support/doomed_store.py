"""A store in whose transactions a process ends itself at a chosen point. Everything that it keeps is the real one's."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import datetime
from signal import SIGKILL
from typing import Literal, Protocol, TypeVar, cast, get_args

from bot.ports import Store, UnitOfWork
from dialogs.session import DialogSession
from storage.rows import Owed
from storage.unit import Unit

T = TypeVar("T")

StorePoint = Literal[
    "before receive",
    "after receive",
    "after save_session",
    "before commit",
    "after commit",
    "before the claim's commit",
    "after claim",
    "before mark_sent",
    "after mark_sent",
    "after the mark's commit",
]
"""Claims and marks are those of messages: where a question is settled first, its own are passed by."""

STORE_POINTS: tuple[StorePoint, ...] = get_args(StorePoint)


class Doom(Protocol):
    """Knows where this process ends."""

    def reach(self, point: StorePoint) -> None:
        """This point is reached: come back, or never."""


def die() -> None:
    """End this process at once, as `kill -9` does."""
    os.kill(os.getpid(), SIGKILL)


class DoomedStore:
    """A store with the points of a turn, of a claim and of a mark."""

    def __init__(self, store: Store, doom: Doom) -> None:
        self._store = store
        self._doom = doom
        self._messages: set[str] = set()

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    async def run(self, work: Callable[[UnitOfWork], T], *, locks: frozenset[str] = frozenset()) -> T:
        """Run it in the real store, with its points."""
        units: list[_DoomedUnit] = []

        def doomed(uow: UnitOfWork) -> T:
            units.append(_DoomedUnit(uow, self._doom, self._messages))
            result = work(cast("UnitOfWork", units[-1]))
            assert isinstance(uow, Unit)
            uow.flush()  # what the transaction ends with: all is written, nothing is kept
            self._reach(units[-1].did, {"received": "before commit", "claimed": "before the claim's commit"})
            return result

        result = await self._store.run(doomed, locks=locks)
        after: dict[str, StorePoint] = {
            "received": "after commit",
            "marked": "after the mark's commit",
            "claimed": "after claim",
        }
        self._reach(units[-1].did, after)
        return result

    def _reach(self, did: Iterable[str], points: dict[str, StorePoint]) -> None:
        for what, point in points.items():
            if what in did:
                self._doom.reach(point)


class _DoomedUnit:
    """A unit of work that dies at some of its calls; everything else is the unit's own."""

    def __init__(self, uow: UnitOfWork, doom: Doom, messages: set[str]) -> None:
        self._uow = uow
        self._doom = doom
        self._messages = messages
        self.did: set[str] = set()

    def __getattr__(self, name: str) -> object:
        return getattr(self._uow, name)

    def receive(self, key: str, *, at: datetime) -> bool:
        self._doom.reach("before receive")
        is_new = self._uow.receive(key, at=at)
        self._doom.reach("after receive")
        self.did.add("received")
        return is_new

    def save_session(self, session: DialogSession) -> None:
        self._uow.save_session(session)
        self._doom.reach("after save_session")

    def claim(self, channel: str, *, now: datetime, until: datetime, limit: int) -> tuple[Owed, ...]:
        claimed = self._uow.claim(channel, now=now, until=until, limit=limit)
        messages = {each.id for each in claimed if each.kind == "message"}
        self._messages |= messages
        if messages:
            self.did.add("claimed")
        return claimed

    def mark_sent(self, owed: str, *, at: datetime, receipt: str | None) -> None:
        if owed not in self._messages:
            self._uow.mark_sent(owed, at=at, receipt=receipt)
            return
        self._doom.reach("before mark_sent")
        self._uow.mark_sent(owed, at=at, receipt=receipt)
        self.did.add("marked")
        self._doom.reach("after mark_sent")
