"""How Slack brings acts to the app: first tries, repeats, holding back. Knows no transport and no payload."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from tests.support.slack.places import Json

Kind = Literal["events_api", "interactive", "slash_commands"]

REPEATED = "events_api"  # Slack repeats events only; whoever acted sees that an interaction failed


@dataclass(frozen=True)
class Act:
    """Something for the app to hear of."""

    kind: Kind
    payload: Json


@dataclass(frozen=True)
class Answer:
    """What the app made of one delivery. `fault`: why it does not count as acknowledged."""

    body: Json | None = None
    fault: str | None = None

    @property
    def is_good(self) -> bool:
        """Whether the app acknowledged."""
        return self.fault is None


@dataclass(frozen=True)
class Delivered:
    """One delivery and its answer, in the order of the answers."""

    act: Act
    attempt: int
    answer: Answer


WAITING = Answer(fault="waiting")  # not brought yet: held back, or nobody is connected


class Carrier(Protocol):
    """A way to the app."""

    def is_open(self) -> bool:
        """Whether a delivery may be tried now."""

    async def opened(self) -> None:
        """Wait until a delivery may be tried."""

    async def carry(self, act: Act, *, attempt: int, reason: str | None) -> Answer:
        """Deliver once. A fault is an answer, never raised."""


@dataclass
class Post:
    """Deliveries of one Slack. `retry_delays`: seconds before each repeat of an event (Slack: 0, 60, 300)."""

    carrier: Carrier
    retry_delays: Sequence[float] = (0.05, 0.2, 0.5)
    delivered: list[Delivered] = field(default_factory=list)
    lost: list[Act] = field(default_factory=list)
    held: list[Act] | None = None
    last: Act | None = None
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def send(self, act: Act) -> Answer:
        """Bring an act to the app and wait for its first answer. An event without a good one is repeated later."""
        self.last = act
        if self.held is not None:
            self.held.append(act)
            return WAITING
        if not self.carrier.is_open():
            return self._without_app(act)
        answer = await self._try(act, attempt=0, reason=None)
        if not answer.is_good and act.kind == REPEATED:
            self._start(self._repeat(act, reason=answer.fault))
        return answer

    def announce(self, act: Act) -> None:
        """Bring an event to the app, and do not wait."""
        self._start(self._send_quietly(act))

    async def repeat_last(self, *, attempt: int = 1) -> Answer:
        """Bring the last act once more, the same in all its ids, as when the first answer was lost."""
        if self.last is None:
            raise AssertionError("nothing was delivered yet")
        return await self._try(self.last, attempt=attempt, reason="timeout")

    def hold(self) -> None:
        """Keep what people do from now on, until `release`."""
        self.held = []

    async def release(self, order: Sequence[int] | None = None) -> list[Answer]:
        """Bring what was held, in the order of these places (default: as it came), one after the other."""
        held, self.held = self.held or [], None
        return [await self.send(held[place]) for place in (range(len(held)) if order is None else order)]

    async def settle(self) -> None:
        """Wait until nothing is on its way and no repeat is due."""
        while self.tasks:
            await asyncio.wait(self.tasks)

    async def close(self) -> None:
        """Give up what is on its way."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    def _without_app(self, act: Act) -> Answer:
        if act.kind != REPEATED:
            return Answer(fault="app_unreachable")
        self._start(self._repeat(act, reason=None))
        return WAITING

    async def _send_quietly(self, act: Act) -> None:
        answer = await self._try(act, attempt=0, reason=None) if self.carrier.is_open() else WAITING
        if not answer.is_good:
            await self._repeat(act, reason=answer.fault)

    async def _repeat(self, act: Act, *, reason: str | None) -> None:
        for attempt, delay in enumerate(self.retry_delays, 1):
            await asyncio.sleep(delay)
            await self.carrier.opened()
            answer = await self._try(act, attempt=attempt, reason=reason or "timeout")
            if answer.is_good:
                return
            reason = answer.fault
        self.lost.append(act)

    async def _try(self, act: Act, *, attempt: int, reason: str | None) -> Answer:
        answer = await self.carrier.carry(act, attempt=attempt, reason=reason)
        self.delivered.append(Delivered(act, attempt, answer))
        return answer

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
