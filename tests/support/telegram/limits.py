"""How much Telegram takes, and how fast. All of it can be set; nothing here knows a method or a person."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.support.telegram.refusals import make_too_many

MINUTE = 60.0


@dataclass
class Clock:
    """Two clocks, as any machine has: `seconds` paces and ages, `date` dates. `skew` puts only the Date header off."""

    seconds: Callable[[], float] = time.monotonic
    date: Callable[[], float] = time.time
    skew: float = 0.0


@dataclass
class Limits:
    """The measures of a loopback Telegram. Times in seconds."""

    a_second: int = 30  # messages in any rolling second, over all chats
    a_second_in_a_chat: float = 1.0
    burst_in_a_chat: int = 3  # unpublished; short bursts do pass
    a_minute_in_a_group: int = 20
    callback_lives: float = 15.0
    webhook_backoff: float = 0.05  # the real one waits longer, and longer each time
    webhook_patience: float = 30.0
    client_patience: float = 20.0  # how long a person waits for something to be seen: a net, not a measure


@dataclass
class Rates:
    """Counts messages when they arrive. One that is refused is not counted."""

    limits: Limits
    _lately: deque[float] = field(default_factory=deque)
    _buckets: dict[int, tuple[float, float]] = field(default_factory=dict)  # chat to (left, when)
    _groups: dict[int, deque[float]] = field(default_factory=dict)

    def take(self, chat: int, *, is_group: bool, now: float) -> None:
        """Count one message, or raise RefusedError with the whole seconds to wait, at least 1."""
        group = self._groups.setdefault(chat, deque()) if is_group else deque()
        left = self._left(chat, now=now)
        wait = max(
            _until_free(self._lately, now=now, span=1.0, most=self.limits.a_second),
            _until_free(group, now=now, span=MINUTE, most=self.limits.a_minute_in_a_group),
            (1 - left) / self.limits.a_second_in_a_chat,
        )
        if wait > 0:
            raise make_too_many(max(1, math.ceil(wait)))
        self._lately.append(now)
        group.append(now)
        self._buckets[chat] = (left - 1, now)

    def _left(self, chat: int, *, now: float) -> float:
        burst = float(self.limits.burst_in_a_chat)
        left, when = self._buckets.get(chat, (burst, now))
        return min(burst, left + (now - when) * self.limits.a_second_in_a_chat)


def _until_free(times: deque[float], *, now: float, span: float, most: int) -> float:
    while times and times[0] <= now - span:
        times.popleft()
    return times[len(times) - most] + span - now if len(times) >= most else 0.0
