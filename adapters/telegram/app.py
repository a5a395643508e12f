"""Listens to Telegram, by long polling or by webhook: an act is confirmed, or answered with 200, after it was taken."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from aiohttp import web

from adapters.delivery import DeliveryError, Sight, Take
from adapters.telegram.limits import ANSWERED_KEPT, POLL_SECONDS, UPDATE_KINDS, WEBHOOK_CONNECTIONS
from adapters.telegram.parse import Heard, parse_update, read_number
from adapters.telegram.parts import Chain
from adapters.telegram.polling import Poller
from adapters.telegram.send import TelegramBot
from adapters.telegram.webhook import PATH, WebhookDoor

log = logging.getLogger(__name__)

Menu = Sequence[tuple[str, str]]
"""Commands in their order, without the slash, each with what it does."""

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}", re.ASCII)
_EVERY_LANGUAGE = "en"


class TelegramListener:
    """Hands every act to `take`. One of `poll` and `add_routes` is used, never both for one bot."""

    def __init__(
        self,
        *,
        bot: TelegramBot,
        take: Take,
        sight: Sight,
        clock: Callable[[], datetime],
        secret: str | None = None,
        poll_seconds: int = POLL_SECONDS,
    ) -> None:
        self._bot = bot
        self._take = take
        self._sight = sight
        self._clock = clock
        self._secret = secret
        self._poll_seconds = poll_seconds
        self._poller: Poller | None = None
        self._is_stopped = False
        self._polled = asyncio.Event()
        self._door: WebhookDoor | None = None
        self._answering: set[asyncio.Task[None]] = set()
        self._answered: dict[str, None] = {}

    @property
    def is_hearing(self) -> bool:
        """Whether polling gets answers."""
        return self._poller is not None and self._poller.is_hearing

    async def poll(self) -> None:
        """Ask for updates until `stop`, after which nothing is asked any more. Takes a webhook away first."""
        if self._is_stopped:
            return
        self._polled.clear()
        self._poller = Poller(
            bot=self._bot, read=self._read, hear=self._hear, sight=self._sight, seconds=self._poll_seconds
        )
        try:
            await self._poller.run()
        finally:
            self._polled.set()

    async def stop(self) -> None:
        """Finish what is in hand, confirm it, and return. A stopped listener stays stopped."""
        self._is_stopped = True
        if self._poller is not None:
            self._poller.stop()
            await self._polled.wait()
        if self._door is not None:
            await self._door.stop()
        await asyncio.gather(*self._answering)

    def add_routes(self, app: web.Application) -> None:
        """Let Telegram's requests in. ValueError without a secret: anybody could send us anything."""
        self._door = WebhookDoor(secret=self._get_secret(), read=self._read, hear=self._hear, sight=self._sight)
        app.router.add_post(PATH, self._door.answer)

    async def set_webhook(self, url: str) -> None:
        """Ask Telegram to send updates to this address. ValueError without a secret, else a `DeliveryError`."""
        params = {
            "url": url,
            "secret_token": self._get_secret(),
            "allowed_updates": list(UPDATE_KINDS),
            "max_connections": WEBHOOK_CONNECTIONS,
        }
        await self._bot.meet()
        await self._bot.call("setWebhook", params)

    async def introduce(self, menus: Mapping[str, Menu]) -> None:
        """Show these commands in private chats, by language; English ones to everybody else."""
        scope = {"type": "all_private_chats"}
        for language, menu in menus.items():
            commands = [{"command": command, "description": description} for command, description in menu]
            params = {"commands": commands, "scope": scope}
            await self._bot.call("setMyCommands", {**params, "language_code": language})
            if language == _EVERY_LANGUAGE:
                await self._bot.call("setMyCommands", params)

    def _get_secret(self) -> str:
        if self._secret is None or not _SECRET.fullmatch(self._secret):
            raise ValueError("A Telegram webhook needs a secret of 1 to 256 characters: letters, digits, _ and -.")
        return self._secret

    def _read(self, update: object) -> Heard | None:
        heard = parse_update(update, bot_id=self._bot.id, at=self._clock(), username=self._bot.username)
        if heard is None:
            log.info("telegram.unknown update=%s", read_number(update))
        return heard

    async def _hear(self, chain: Chain) -> None:
        for inbound in chain.make_inbounds():
            if not (await self._take(inbound)).is_repeat:
                break
        for query in (part.query for part in chain.parts if part.query):
            self._answer_soon(query)

    def _answer_soon(self, query: str) -> None:
        """After the commit, and without anybody waiting for it."""
        if query in self._answered:
            return
        self._answered[query] = None
        if len(self._answered) > ANSWERED_KEPT:
            del self._answered[next(iter(self._answered))]
        task = asyncio.create_task(self._answer(query))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _answer(self, query: str) -> None:
        try:
            await self._bot.call("answerCallbackQuery", {"callback_query_id": query})
        except DeliveryError as error:  # too old, mostly: the button stops turning by itself
            log.info("telegram.unanswered kind=%s", type(error).__name__)
