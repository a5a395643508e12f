"""A loop in which nobody waits: as soon as all wait for a time, it is that time. For what stays in the process."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import datetime, timedelta
from selectors import DefaultSelector, SelectorKey
from typing import Any, TypeVar

from tests.support.stores import NOW

T = TypeVar("T")


class TimelessLoop(asyncio.SelectorEventLoop):
    """An event loop whose time goes on only when nothing else is to be done."""

    def __init__(self) -> None:
        self.now = 0.0
        super().__init__(_Selector(self))

    def time(self) -> float:
        """Seconds since it was made."""
        return self.now


class _Selector(DefaultSelector):
    def __init__(self, loop: TimelessLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        """What is ready; else it is later now."""
        assert timeout is not None, "everybody waits for something that never comes"
        ready = super().select(0)
        if not ready:
            self._loop.now += max(0.0, timeout)
        return ready


def play(work: Coroutine[Any, Any, T]) -> T:
    """Run it to its end, without waiting."""
    with asyncio.Runner(loop_factory=TimelessLoop) as runner:
        return runner.run(work)


def clock() -> datetime:
    """The time of such a loop, as a clock shows it."""
    return NOW + timedelta(seconds=asyncio.get_running_loop().time())
