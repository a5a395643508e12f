"""The updates that wait for the bot: numbered, kept until confirmed, told again where they were not.

Long polling is here; pushing them to a webhook is `webhook`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tests.support.telegram.ledger import Bell
from tests.support.telegram.params import Json
from tests.support.telegram.refusals import RefusedError, make_conflict

FIRST = 870_000_001
MOST = 100
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"

Order = Callable[[list[Json]], Iterable[Json]]


@dataclass
class Updates:
    """What waits. `allowed` names the kinds that are kept, None for all."""

    bell: Bell
    pending: list[Json] = field(default_factory=list)
    held: list[Json] | None = None
    allowed: frozenset[str] | None = None
    last: Json | None = None
    _number: int = FIRST
    _again: list[Json] = field(default_factory=list)
    _poll: asyncio.Future[RefusedError] | None = None

    def put(self, kind: str, content: Json) -> None:
        """Add an update, unless its kind was not asked for."""
        if self.allowed is None or kind in self.allowed:
            self.put_raw({"update_id": self._number, kind: content})
        self._number += 1

    def put_raw(self, update: Json) -> None:
        """Add an update as it is, well formed or not."""
        self.last = update
        (self.pending if self.held is None else self.held).append(update)
        self.bell.ring()

    def make(self, content: Json) -> Json:
        """An update with the next number, which waits nowhere."""
        self._number += 1
        return {"update_id": self._number - 1, **content}

    def repeat(self) -> None:
        """Tell the last update once more, confirmed or not, with the same number."""
        if self.last is None:
            raise LookupError("there was no update yet")
        self._again.append(self.last)
        self.bell.ring()

    def take_repeats(self) -> list[Json]:
        """What is to be told again, once."""
        repeats, self._again = self._again, []
        return repeats

    def hold(self) -> None:
        """Keep back what comes from now on."""
        self.held = self.held or []

    def release(self, order: Order) -> list[Json]:
        """Let go of what was held, in an order; what that was."""
        freed, self.held = list(order(self.held or [])), None
        return freed

    def confirm(self, offset: int) -> None:
        """Forget everything before an offset. A negative one keeps that many from the end."""
        self.pending.sort(key=_number)
        self.pending = self.pending[offset:] if offset < 0 else [u for u in self.pending if _number(u) >= offset]

    def forget(self, update: Json) -> None:
        """Forget one update, which was taken."""
        self.pending = [other for other in self.pending if other is not update]

    def allow(self, kinds: object) -> None:
        """Keep only these kinds from now on. None changes nothing, an empty list means all."""
        if isinstance(kinds, list):
            self.allowed = frozenset(map(str, kinds)) or None

    async def poll(self, params: Json) -> list[Json]:
        """getUpdates: what waits, after `timeout` seconds at the latest. A newer poll ends this one with 409."""
        self.end_poll(OTHER_POLL)
        self.allow(params.get("allowed_updates"))
        if offset := int(params.get("offset", 0)):
            self.confirm(offset)
        self._poll = mine = asyncio.get_running_loop().create_future()
        await self.bell.wait_until(lambda: self._is_ready or mine.done(), patience=float(params.get("timeout", 0)))
        if mine.done():
            raise mine.result()
        self._poll = None
        return [*self.take_repeats(), *self._page(int(params.get("limit", MOST)))]

    def end_poll(self, why: str) -> None:
        """End the poll that waits, if one does."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(make_conflict(why))
            self.bell.ring()
        self._poll = None

    @property
    def _is_ready(self) -> bool:
        return bool(self.pending or self._again)

    def _page(self, limit: int) -> list[Json]:
        return sorted(self.pending, key=_number)[: min(max(limit, 1), MOST)]


def _number(update: Json) -> int:
    return int(update.get("update_id", 0))
