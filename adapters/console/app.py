"""Listens to the terminal: plain lines, which other programs drive, or the screen. Plain lines load no textual.

Ctrl-C comes out of both as the cancellation it is; the command line turns it into status 130, without a word.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import threading
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import TextIO

from adapters.console.floor import Act, Floor
from adapters.console.limits import CHUNK
from adapters.console.parse import parse_line
from adapters.console.people import Desk, Speaker
from adapters.console.send import ConsoleChannel, PlainLines

__all__ = ["Desk", "Speaker", "run_plain", "run_screen"]

READY = ">"
"""Alone on a line: everything a line brought about has been printed."""


async def run_plain(
    desk: Desk,
    *,
    channel: ConsoleChannel,
    speaker: str | None,
    lines: TextIO,
    out: TextIO,
    clock: Callable[[], datetime],
    fresh_key: Callable[[], str],
    language: str = "en",
) -> None:
    """One line in is one turn, until the input ends or nobody reads on. Raises what the desk raises."""
    plain = PlainLines(out)
    channel.open(plain)
    floor = Floor(desk, channel=channel, clock=clock, fresh_key=fresh_key, language=language)
    try:
        await _converse(desk, floor, plain, speaker=speaker, lines=lines)
    except OSError:
        _let_go(out)
        if not isinstance(plain.failure, BrokenPipeError):
            raise
    finally:
        channel.close()


async def run_screen(
    desk: Desk,
    *,
    channel: ConsoleChannel,
    speaker: str | None,
    clock: Callable[[], datetime],
    fresh_key: Callable[[], str],
    language: str = "en",
) -> None:
    """The same conversation to look at, until it is closed. Raises what the desk raises, the terminal put back."""
    from adapters.console.screen import ConsoleScreen  # a quarter of a second that plain lines need not wait for

    floor = Floor(desk, channel=channel, clock=clock, fresh_key=fresh_key, language=language)
    screen = ConsoleScreen(desk, channel=channel, floor=floor, speaker=speaker)
    try:
        await screen.run_async()
    finally:
        channel.close()
    if screen.failure is not None:
        raise screen.failure


async def _converse(desk: Desk, floor: Floor, plain: PlainLines, *, speaker: str | None, lines: TextIO) -> None:
    await _do(desk, plain, await floor.begin(speaker))
    async for raw in _read(lines):
        line = parse_line(raw)
        by, text = await floor.address(line.text)
        await _do(desk, plain, await floor.understand(text, by=by, key=line.key))


async def _do(desk: Desk, plain: PlainLines, act: Act) -> None:
    plain.language = act.speaker.language
    if act.inbound is not None:
        await desk.take(act.inbound)
    if plain.failure is not None:  # the message is owed until the next time; here there is nobody to go on with
        raise plain.failure
    if act.reply:
        plain.say(list(act.reply), to=act.speaker.name)
    plain.write([READY])


async def _read(lines: TextIO) -> AsyncIterator[str]:
    """Lines as they come; whatever is not UTF-8 becomes U+FFFD. Only a line feed ends a line."""
    if isinstance(lines, io.TextIOWrapper):
        lines.reconfigure(errors="replace", newline="\n")
    try:
        descriptor = lines.fileno()
    except OSError:  # not a file: it has all its lines already
        while line := lines.readline():
            yield line
        return
    rest = b""
    while chunk := await _next_chunk(descriptor):
        *whole, rest = (rest + chunk).split(b"\n")
        for each in whole:
            yield each.decode(errors="replace")
    if rest:
        yield rest.decode(errors="replace")


async def _next_chunk(descriptor: int) -> bytes:
    # A thread that may be left waiting: asyncio's own threads would keep Ctrl-C waiting for another line, and a thread
    # inside sys.stdin's buffer would break the interpreter's shutdown.
    loop = asyncio.get_running_loop()
    coming: asyncio.Future[bytes] = loop.create_future()
    threading.Thread(target=_wait_for_chunk, args=(descriptor, loop, coming), daemon=True).start()
    return await coming


def _wait_for_chunk(descriptor: int, loop: asyncio.AbstractEventLoop, coming: asyncio.Future[bytes]) -> None:
    try:
        chunk = os.read(descriptor, CHUNK)
    except OSError:  # a terminal that was hung up
        chunk = b""
    with contextlib.suppress(RuntimeError):  # the loop is closed: the conversation ended while we waited
        loop.call_soon_threadsafe(_hand_over, coming, chunk)


def _hand_over(coming: asyncio.Future[bytes], chunk: bytes) -> None:
    if not coming.done():
        coming.set_result(chunk)


def _let_go(out: TextIO) -> None:
    """The reader left: what is still buffered goes nowhere, instead of failing once more at exit."""
    with contextlib.suppress(OSError, io.UnsupportedOperation):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, out.fileno())
        os.close(nowhere)
