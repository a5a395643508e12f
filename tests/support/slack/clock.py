"""Slack's clock, which a test can move. No waiting here."""

from __future__ import annotations

import time


class Clock:
    """Real time and what a test let pass beside it.

    `passed` counts only what a test let pass, in seconds: triggers age by it, so that a slow machine fails no test.
    """

    def __init__(self) -> None:
        self.passed = 0.0
        self._last = 0

    def passes(self, *, seconds: float) -> None:
        """Let time go by."""
        self.passed += seconds

    def now(self) -> float:
        """Seconds since 1970, as Slack's servers have them."""
        return time.time() + self.passed

    def stamp(self) -> str:
        """A message's `ts`: seconds and microseconds, never the same twice."""
        self._last = max(self._last + 1, int(self.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"
