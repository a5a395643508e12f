"""What goes wrong on the way: refusals, throttling, cut connections, slow answers, too many messages. Decides only."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

from tests.support.slack.clock import Clock

Moment = Literal["before", "after"]


@dataclass
class Planned:
    """A fault that a test ordered for the next calls of a method ("*": any)."""

    method: str
    times: int
    error: str | None = None
    retry_after: int | None = None
    cut: Moment | None = None


@dataclass
class Bucket:
    """A bucket of tokens, refilled as time goes by."""

    tokens: float
    at: float


@dataclass
class Weather:
    """Planned faults, and the pace that Slack allows.

    `burst`: messages to one room that pass at once. `a_second`: how many a room takes a second after that.
    `round_trip`: seconds that each call takes. `a_minute`: calls of a method a minute and workspace.
    """

    clock: Clock
    burst: int = 4
    a_second: float = 1.0
    round_trip: float = 0.0
    a_minute: dict[str, int] = field(default_factory=dict)
    planned: list[Planned] = field(default_factory=list)
    buckets: dict[tuple[str, str], Bucket] = field(default_factory=dict)

    def next_fault(self, method: str) -> Planned | None:
        """The next fault for a call of that method, if a test ordered one; counts it."""
        found = next((p for p in self.planned if p.method in (method, "*") and p.times > 0), None)
        if found:
            found.times -= 1
        return found

    def wait_for_room(self, team_id: str, room_id: str) -> int:
        """Take one message's worth from a room; 0, or the seconds to wait when there is none."""
        return self._take((team_id, room_id), most=self.burst, a_second=self.a_second)

    def wait_for_method(self, team_id: str, method: str) -> int:
        """Take one call's worth from a method that a test limited; 0, or the seconds to wait."""
        most = self.a_minute.get(method)
        return self._take((team_id, method), most=most, a_second=most / 60) if most else 0

    def _take(self, key: tuple[str, str], *, most: int, a_second: float) -> int:
        now = self.clock.now()
        bucket = self.buckets.setdefault(key, Bucket(float(most), now))
        bucket.tokens = min(float(most), bucket.tokens + (now - bucket.at) * a_second)
        bucket.at = now
        if bucket.tokens < 1:
            return max(1, math.ceil((1 - bucket.tokens) / a_second))
        bucket.tokens -= 1
        return 0
