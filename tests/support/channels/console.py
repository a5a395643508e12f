"""Plain lines at a terminal, driven through a pipe, and read as what was printed."""

from __future__ import annotations

import asyncio
import io
import itertools
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.console.app import READY, Speaker, run_plain
from adapters.console.send import ConsoleChannel
from dialogs.inbound import Door, Inbound
from tests.support.channels.ground import NOON, Hearer, Name, Seen

BEFORE_LABEL = "  ["


class Screen(io.StringIO):
    """What was printed, in the pieces in which it came. Once it `breaks`, nobody reads on."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.breaks = False

    def write(self, text: str) -> int:
        """Keep a piece."""
        if self.breaks:
            raise BrokenPipeError
        self.pieces.append(text)
        return super().write(text)


class ConsoleGround:
    """Ana sits down at a terminal; Ben writes there too, with his name before it."""

    door: Door = "open"
    windows = ()
    is_printed = True
    has_lines = False

    def __init__(self) -> None:
        self.channel = ConsoleChannel()
        self.hearer = Hearer()
        self.screen = Screen()
        self.language = "en"
        self.reader, self._writer = os.pipe()
        self.failure: BaseException | None = None

    async def take(self, inbound: Inbound) -> None:
        """The desk's part: an act."""
        await self.hearer.take(inbound)

    async def people(self) -> tuple[Speaker, ...]:
        """The desk's part: who is known."""
        return tuple(Speaker(user=name.casefold(), name=name, role="member", language="en") for name in ("Ana", "Ben"))

    async def refresh(self) -> None:
        """The desk's part: nothing is due."""

    def conversation(self, name: Name) -> str:
        return f"console:local:{name.casefold()}"

    def sees(self, name: Name = "Ana") -> list[Seen]:
        pieces = (piece for piece in self.screen.pieces if piece != f"{READY}\n")
        return [_see(piece, name=name) for piece in pieces if piece.startswith(f"{name} < ")]

    async def says(self, text: str, *, by: Name = "Ana") -> None:
        await self.types(text if by == "Ana" else f"{by}: {text}")

    async def says_twice(self, text: str) -> None:
        await self.types(f"#twice {text}")
        await self.types(f"#twice {text}")

    async def commands(self, word: str) -> None:
        await self.types(f"/{word}")

    async def picks(self, label: str) -> None:
        await self.types(f"[{self.sees()[-1].labels.index(label) + 1}]")

    async def opens(self) -> str:
        return "any"

    async def types(self, line: str) -> None:
        """A line, and Enter."""
        os.write(self._writer, f"{line}\n".encode())

    async def sits(self) -> None:
        """Stay until the input ends. What comes out of it is kept in `failure`."""
        numbers = itertools.count(1)
        try:
            with os.fdopen(self.reader, encoding="utf-8") as lines:
                await run_plain(
                    self,
                    channel=self.channel,
                    speaker="Ana",
                    lines=lines,
                    out=self.screen,
                    clock=lambda: NOON,
                    fresh_key=lambda: f"console:fresh-{next(numbers)}",
                )
        except RuntimeError as error:
            self.failure = error

    def ends(self) -> None:
        """The input ends."""
        os.close(self._writer)


@asynccontextmanager
async def console_ground() -> AsyncIterator[ConsoleGround]:
    """The terminal, its first question asked."""
    ground = ConsoleGround()
    sitting = asyncio.create_task(ground.sits())
    await ground.hearer.hears(1)
    ground.hearer.taken.clear()
    ground.hearer.tried.clear()
    try:
        yield ground
    finally:
        ground.ends()
        await sitting


def _see(piece: str, *, name: str) -> Seen:
    lines = piece.removesuffix("\n").split("\n")
    before = f"{name} < "
    said = [line.removeprefix(before) for line in lines if line.startswith(before)]
    labels = [line.partition("] ")[2] for line in lines if line.startswith(BEFORE_LABEL)]
    return Seen(text="\n".join(said), labels=tuple(labels))
