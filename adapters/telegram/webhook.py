"""Telegram's requests to us: who may knock, and an answer only after the act was taken. What an act means is not here.

A text in parts comes as one request each: the first waits for the others, and all are answered after the one act.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from weakref import WeakValueDictionary

from aiohttp import web

from adapters.bodies import read_body
from adapters.delivery import Sight
from adapters.telegram.parse import Heard
from adapters.telegram.parts import Chain

log = logging.getLogger(__name__)

PATH = "/telegram/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class WebhookDoor:
    """Answers Telegram's requests. `hear` takes an act and raises where it is to be told again."""

    def __init__(
        self,
        *,
        secret: str,
        read: Callable[[object], Heard | None],
        hear: Callable[[Chain], Awaitable[None]],
        sight: Sight,
    ) -> None:
        self._secret = secret.encode()
        self._read = read
        self._sight = sight
        self._gathering = Gathering(hear)
        self._in_hand: set[asyncio.Task[None]] = set()
        self._is_stopping = False

    async def answer(self, request: web.Request) -> web.Response:
        """200 when the act was taken; 500 when Telegram has to bring it again."""
        if not self._knows(request):
            log.warning("telegram.secret")
            await self._sight("telegram.secret")
            return web.Response(status=401)
        if self._is_stopping:
            return web.Response(status=503)
        return await self._take(await read_body(request))

    async def stop(self) -> None:
        """Take no more; return when what is in hand is taken."""
        self._is_stopping = True
        self._gathering.hurry()
        await asyncio.gather(*self._in_hand, return_exceptions=True)

    def _knows(self, request: web.Request) -> bool:
        given = request.headers.get(SECRET_HEADER, "").encode(errors="surrogateescape")
        return hmac.compare_digest(given, self._secret)

    async def _take(self, body: bytes) -> web.Response:
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            log.warning("telegram.garbage bytes=%s", len(body))
            return web.Response(status=400)
        heard = self._read(update)
        if heard is None:
            return web.Response()
        return await self._hear(heard)

    async def _hear(self, heard: Heard) -> web.Response:
        task = asyncio.create_task(self._gathering.hear(heard))
        self._in_hand.add(task)
        task.add_done_callback(self._in_hand.discard)
        try:
            await asyncio.shield(task)  # whoever hangs up does not stop what was begun
        except Exception as error:
            log.warning("telegram.not_taken update=%s kind=%s", heard.update, type(error).__name__)
            return web.Response(status=500)
        return web.Response()


class Gathering:
    """Brings parts of one text together, and takes the acts of a chat one after the other."""

    def __init__(self, hear: Callable[[Chain], Awaitable[None]]) -> None:
        self._hear = hear
        self._growing: dict[str, _Growing] = {}
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def hear(self, heard: Heard) -> None:
        """Returns when the act that this belongs to was taken; raises what taking it raised."""
        chat = heard.inbound.room.conversation
        growing = self._growing.get(chat)
        if growing is not None and growing.add(heard):
            await asyncio.shield(growing.taken)
            return
        if growing is not None:
            growing.is_complete.set()
        await self._begin(heard, chat)

    def hurry(self) -> None:
        """Wait for no more parts."""
        for growing in self._growing.values():
            growing.is_complete.set()

    async def _begin(self, heard: Heard, chat: str) -> None:
        growing = _Growing(heard)
        if not growing.is_complete.is_set():
            self._growing[chat] = growing
        turn = self._turns.setdefault(chat, asyncio.Lock())
        async with turn:  # held while waiting: nothing of this chat overtakes a text that still grows
            await growing.wait()
            if self._growing.get(chat) is growing:
                del self._growing[chat]
            await growing.finish(self._hear)


class _Growing:
    """A chain whose parts come as requests of their own."""

    def __init__(self, first: Heard) -> None:
        loop = asyncio.get_running_loop()
        self._now = loop.time
        self.chain = Chain(first, now=loop.time())
        self.taken: asyncio.Future[None] = loop.create_future()
        self.is_complete = asyncio.Event()
        self._note()

    def add(self, heard: Heard) -> bool:
        """Whether it is a part of this, now or before."""
        is_part = self.chain.has(heard) or (not self.is_complete.is_set() and self.chain.add(heard, now=self._now()))
        self._note()
        return is_part

    async def wait(self) -> None:
        """Until it is complete, or nothing more came in time."""
        while not self.is_complete.is_set() and self._now() < self.chain.until:
            try:
                async with asyncio.timeout(self.chain.until - self._now()):
                    await self.is_complete.wait()
            except TimeoutError:
                continue
        self.is_complete.set()

    async def finish(self, hear: Callable[[Chain], Awaitable[None]]) -> None:
        """Take it, and tell those who brought the other parts what became of it."""
        try:
            await hear(self.chain)
            self.taken.set_result(None)
        except Exception as error:
            self.taken.set_exception(error)
            self.taken.exception()  # seen here: there may be nobody who waits for it
            raise
        finally:
            self.taken.cancel()  # nothing where it is known what became of it

    def _note(self) -> None:
        if self.chain.is_whole(now=self._now()):
            self.is_complete.set()
