"""Telegram as one platform of a service: its library put together from settings."""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from aiohttp import web

from adapters.delivery import DeliveryError, Sight, Take
from adapters.telegram.app import TelegramListener
from adapters.telegram.send import TelegramBot, TelegramChannel
from adapters.telegram.webhook import PATH
from bot.codes import START_FOR, Links, make_start_code
from bot.faults import name_fault
from bot.ports import Channel, Store
from bot.sending import Clock
from bot.settings import Settings
from dialogs.everywhere import SLASH_ONLY, WORDS
from dialogs.phrases import LANGUAGES, say

log = logging.getLogger(__name__)

STAND_BY = 0.5
"""Seconds between two tries to become the one who polls."""


def make_telegram(
    settings: Settings, store: Store, *, take: Take, sight: Sight, clock: Clock, meet: Callable[[str], None]
) -> TelegramPlatform:
    """Telegram, by one bot. `meet` hears its name."""
    token, secret = settings.telegram_bot_token, settings.telegram_webhook_secret
    bot = TelegramBot(token.get_secret_value() if token else "", settings.telegram_api_url)

    def listener() -> TelegramListener:
        opened = secret.get_secret_value() if secret else None
        return TelegramListener(bot=bot, take=take, sight=sight, clock=clock, secret=opened)

    webhook = f"{(settings.public_url or '').rstrip('/')}{PATH}" if settings.is_webhook else None
    return TelegramPlatform(listener, bot, store, meet=meet, webhook=webhook)


def start_key(settings: Settings) -> bytes:
    """What seals an operator's links: made from the bot's token, which only operator and service have."""
    token = settings.telegram_bot_token
    return hmac.digest(token.get_secret_value().encode(), b"itfits start links", "sha256") if token else b""


async def start_link(settings: Settings, *, now: datetime, chance: bytes) -> str:
    """A link with which somebody begins a project on Telegram. Raises a `DeliveryError` where the bot cannot be met."""
    token = settings.telegram_bot_token
    bot = TelegramBot(token.get_secret_value() if token else "", settings.telegram_api_url)
    try:
        await bot.meet()
    finally:
        await bot.close()
    code = make_start_code(start_key(settings), expires=now + START_FOR, chance=chance)
    return Links(telegram=bot.username).address(code) or ""


class TelegramPlatform:
    """Telegram, by long polling, or by requests to the address `webhook`."""

    def __init__(
        self,
        make_listener: Callable[[], TelegramListener],
        bot: TelegramBot,
        store: Store,
        *,
        meet: Callable[[str], None],
        webhook: str | None,
    ) -> None:
        self._make_listener = make_listener
        self._listener = make_listener()
        self._bot = bot
        self._store = store
        self._meet = meet
        self._webhook = webhook
        self._part = f"polls:telegram:{bot.id}"
        self._stopping = asyncio.Event()
        self._is_heard_elsewhere = False
        self.channel: Channel = TelegramChannel(bot)

    @property
    def is_open(self) -> bool:
        """By requests: since Telegram knows where to; by polling: while it answers us, or another process polls."""
        return self._is_heard_elsewhere or self._listener.is_hearing

    def add_routes(self, app: web.Application) -> None:
        """Its requests, where it is to send some."""
        if self._webhook is not None:
            self._listener.add_routes(app)

    async def listen(self) -> None:
        """Say what we understand, then listen until `stop`."""
        await self._bot.meet()
        self._meet(self._bot.username)
        await self._introduce()
        if self._webhook is not None:
            await self._listener.set_webhook(self._webhook)
            self._begin(mode="webhook")
            await self._stopping.wait()
        while not self._stopping.is_set():
            if await self._store.play(self._part):
                await self._poll()
            else:
                self._is_heard_elsewhere = True
                await self._wait(STAND_BY)

    async def stop(self) -> None:
        """Take nothing more."""
        self._stopping.set()
        await self._listener.stop()

    async def close(self) -> None:
        """Let go of connections."""
        await self._bot.close()

    async def _introduce(self) -> None:
        try:
            await self._listener.introduce(menus())
        except DeliveryError as error:  # the words work without a menu
            log.warning("telegram.no_menu fault=%s", name_fault(error))

    async def _poll(self) -> None:
        """Poll for as long as no other process does; when the part comes back, another listener does."""
        polling = asyncio.create_task(self._listener.poll())
        self._begin(mode="polling")
        try:
            while not polling.done():
                await asyncio.wait({polling}, timeout=STAND_BY)
                if self._stopping.is_set() or not await self._store.play(self._part):
                    await self._listener.stop()
            await polling
        finally:
            polling.cancel()
            if not self._stopping.is_set():
                self._listener = self._make_listener()

    def _begin(self, *, mode: str) -> None:
        self._is_heard_elsewhere = mode == "webhook"
        log.info("channel.open channel=telegram bot=%s mode=%s", self._bot.id, mode)

    async def _wait(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)


def menus() -> dict[str, tuple[tuple[str, str], ...]]:
    """The words that work everywhere as commands, which are English ones; what they do in each language."""
    words = (word for word in WORDS if word not in SLASH_ONLY)  # on Telegram, /start is that which opens
    entries = [("start", "menu-open"), *((word, f"menu-{word}") for word in words)]
    return {
        language: tuple((command, say(key, language=language).plain) for command, key in entries)
        for language in LANGUAGES
    }
