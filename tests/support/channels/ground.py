"""A channel with Ana and Ben at its other end: what a test of every channel needs of each. Knows no channel."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, Protocol

from bot.ports import Channel
from dialogs.inbound import Ack, Door, Inbound

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
PATIENCE = 20.0  # seconds until a test that waits in vain fails; nothing is measured by it

Name = Literal["Ana", "Ben"]
Moment = Literal["before", "after"]

Mark = tuple[str, str]
"""Characters that are drawn as no plain text: the kind of their span, or the platform's name for it, and they."""


@dataclass(frozen=True)
class Seen:
    """A message as its reader sees it now. `text` has all words in order, `labels` all that can be picked."""

    text: str
    labels: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


class Hearer:
    """Takes acts. The next `fails` of them raise; all others come to `answer`. `tried` has those that failed too."""

    def __init__(self) -> None:
        self.tried: list[Inbound] = []
        self.taken: list[Inbound] = []
        self.fails = 0
        self.answer = Ack()
        self._changed = asyncio.Event()

    async def take(self, inbound: Inbound) -> Ack:
        """Take an act, or fail."""
        self.tried.append(inbound)
        self._changed.set()
        if self.fails:
            self.fails -= 1
            raise RuntimeError("the store is full")
        self.taken.append(inbound)
        return self.answer

    async def sight(self, kind: str) -> None:
        """Nothing that an operator hears of matters here."""

    async def hears(self, count: int) -> list[Inbound]:
        """Wait until so many acts were taken; all of them."""
        await self._wait(lambda: len(self.taken) >= count)
        return self.taken

    async def tries(self, count: int) -> list[Inbound]:
        """Wait until so many acts were tried; all of them."""
        await self._wait(lambda: len(self.tried) >= count)
        return self.tried

    async def _wait(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not is_so():
                self._changed.clear()
                await self._changed.wait()


class Ground(Protocol):
    """One channel, its platform, and the people there."""

    hearer: Hearer
    door: Door
    """What Ana may do, whom nobody knows."""
    is_printed: bool
    """What was shown stays as it is: lines of a terminal."""
    has_lines: bool
    """People can write several lines at once."""

    @property
    def channel(self) -> Channel:
        """The way out."""

    @property
    def windows(self) -> Collection[str]:
        """The titles of Ana's windows that are open."""

    def conversation(self, name: Name) -> str:
        """Somebody's own conversation, as our side knows it before they wrote."""

    def sees(self, name: Name = "Ana") -> list[Seen]:
        """What we sent to somebody, oldest first, as it looks now."""

    async def says(self, text: str, *, by: Name = "Ana") -> None:
        """Somebody writes."""

    async def says_twice(self, text: str) -> None:
        """Ana writes once, and the platform tells it twice."""

    async def commands(self, word: str) -> None:
        """Ana gives one of the words that count everywhere as a command."""

    async def picks(self, label: str) -> None:
        """Ana takes an option of the newest message that has it."""

    async def opens(self) -> str:
        """Ana presses what opens a window; its trigger."""


class Wire(Ground, Protocol):
    """A channel whose platform is elsewhere: things go wrong on the way."""

    def leaves(self) -> None:
        """Ana is gone."""

    def throttles(self, *, seconds: int) -> None:
        """The next message comes too fast."""

    def cuts(self, moment: Moment) -> None:
        """The connection of the next message is cut, before or after it took effect."""

    def loses_messages(self) -> None:
        """All that we sent to Ana is deleted there."""

    def keeps_pace(self) -> None:
        """Take messages as fast as the platform says, and no faster."""

    def channel_at(self, url: str) -> AbstractAsyncContextManager[Channel]:
        """The same channel, where another server answers."""
