"""Troubles on request: a call refused, throttled or cut off, in the order in which they were asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tests.support.telegram.refusals import RefusedError, make_too_many

When = Literal["before", "after"]
EVERY = "*"


@dataclass
class Trouble:
    """What happens to the next `times` calls of a method; "*" is every method but getUpdates."""

    method: str
    times: int
    refusal: RefusedError | None = None
    cut: When | None = None


@dataclass
class Troubles:
    """What was asked for and has not happened yet."""

    asked: list[Trouble] = field(default_factory=list)
    round_trip: float = 0.0

    def refuse(self, method: str, status: int, description: str, *, times: int = 1) -> None:
        """Answer with a refusal, and let nothing happen."""
        self.asked.append(Trouble(method, times, refusal=RefusedError(status, description)))

    def throttle(self, times: int, *, after: int, method: str = "sendMessage") -> None:
        """Answer 429, and let nothing happen. `after` is in whole seconds."""
        self.asked.append(Trouble(method, times, refusal=make_too_many(after)))

    def hang_up(self, method: str, times: int = 1, *, when: When = "after") -> None:
        """Cut the connection without an answer, before or after the call took effect."""
        self.asked.append(Trouble(method, times, cut=when))

    def take(self, method: str) -> Trouble | None:
        """The trouble that this call has, if any."""
        for trouble in self.asked:
            if trouble.method == method or (trouble.method == EVERY and method != "getUpdates"):
                trouble.times -= 1
                if trouble.times <= 0:
                    self.asked.remove(trouble)
                return trouble
        return None
