"""Which platforms a service has, put together from settings. With `bot/bootstrap.py` all that names concrete classes.

Apart from it because these libraries take a second to load, and a terminal needs none of them.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from time import monotonic

from aiohttp import web

from adapters.delivery import DeliveryError, Look, Sight, Take
from adapters.slack.app import Installed, SlackInstall, SlackListener
from adapters.slack.probe import probe
from adapters.slack.send import SlackChannel, SlackClients
from adapters.telegram.app import TelegramListener
from adapters.telegram.send import TelegramBot, TelegramChannel
from adapters.telegram.webhook import PATH
from bot.codes import Links
from bot.dispatcher import Dispatcher
from bot.faults import name_fault
from bot.intake import Intake
from bot.metrics import Metrics
from bot.ports import Channel, Store
from bot.sealing import Seal
from bot.sending import Clock
from bot.service import Platform, Service
from bot.settings import Settings
from bot.spelling import keys_of
from bot.tokens import Installations, Tokens
from bot.turns import Turns
from dialogs.everywhere import WORDS
from dialogs.phrases import LANGUAGES, say
from knowledge.loading import load_catalogue
from storage.rows import StoreFailedError

log = logging.getLogger(__name__)

SEEN_EVERY = 60.0
"""Seconds between two notes of the same sighting: whoever knocks without end must not fill our store."""

STAND_BY = 0.5
"""Seconds between two tries to become the one who polls."""


def make_service(settings: Settings, store: Store, *, clock: Clock) -> Service:
    """The service that these settings describe; they must have no conflict."""
    metrics = Metrics()
    turns = Turns(store, load_catalogue(), language=settings.language, links=Links(slack=settings.has_slack))
    channels: dict[str, Channel] = {}
    dispatcher = Dispatcher(store, channels, count=metrics.count_delivery)
    intake = Intake(store, turns.take, wake=dispatcher.wake, counts=metrics, language=settings.language)
    sight = Sightings(store, clock=clock).note

    def meet(username: str) -> None:
        turns.links = Links(telegram=username, slack=settings.has_slack)

    platforms: list[Platform] = []
    if settings.has_slack:
        platforms.append(make_slack(settings, store, take=intake.take, look=turns.look, sight=sight, clock=clock))
    if settings.has_telegram:
        platforms.append(make_telegram(settings, store, take=intake.take, sight=sight, clock=clock, meet=meet))
    channels.update({platform.channel.name: platform.channel for platform in platforms})
    return Service(store, platforms, dispatcher=dispatcher, metrics=metrics, clock=clock)


def make_slack(
    settings: Settings, store: Store, *, take: Take, look: Look, sight: Sight, clock: Clock
) -> SlackPlatform:
    """Slack, by one token or by those of the workspaces that install us."""

    async def team_of(token: str) -> tuple[str, str]:
        found = await probe(token, settings.slack_api_url)
        return found.team, found.error

    seal = Seal(keys_of(settings.secret_key)) if settings.has_oauth and settings.secret_key else None
    own = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else None
    clients = SlackClients(Tokens(store, own=own, seal=seal, team_of=team_of).of, settings.slack_api_url)
    signing = settings.slack_signing_secret
    listener = SlackListener(
        clients=clients,
        take=take,
        look=look,
        sight=sight,
        clock=clock,
        signing_secret=signing.get_secret_value() if signing and not settings.is_socket else None,
        install=_make_install(settings, Installations(store, seal, clock=clock)) if seal else None,
    )
    app = settings.slack_app_token
    app_token = app.get_secret_value() if app and settings.is_socket else None
    return SlackPlatform(listener, clients, SlackChannel(clients, clock), app_token=app_token)


def _make_install(settings: Settings, installations: Installations) -> SlackInstall:
    async def save(installed: Installed) -> None:
        await installations.save(
            workspace=installed.workspace,
            name=installed.name,
            bot=installed.bot,
            token=installed.token,
            scopes=installed.scopes,
        )

    return SlackInstall(
        client_id=settings.slack_client_id or "",
        client_secret=settings.slack_client_secret.get_secret_value() if settings.slack_client_secret else "",
        redirect_url=f"{(settings.public_url or '').rstrip('/')}/slack/oauth_redirect",
        issue=installations.issue,
        consume=installations.consume,
        save=save,
        delete=installations.delete,
    )


class SlackPlatform:
    """Slack, by Socket Mode where there is an app token, else by its requests."""

    def __init__(
        self, listener: SlackListener, clients: SlackClients, channel: SlackChannel, *, app_token: str | None
    ) -> None:
        self._listener = listener
        self._clients = clients
        self._app_token = app_token
        self._stopping = asyncio.Event()
        self.channel: Channel = channel
        self.is_open = False

    def add_routes(self, app: web.Application) -> None:
        """Its requests, and the pages for installing."""
        self._listener.add_routes(app)

    async def listen(self) -> None:
        """Listen until `stop`."""
        if self._app_token is not None:
            await self._listener.listen(self._app_token)
        log.info("channel.open channel=slack mode=%s", "socket" if self._app_token else "http")
        self.is_open = True
        await self._stopping.wait()

    async def stop(self) -> None:
        """Take nothing more."""
        self._stopping.set()
        await self._listener.stop()

    async def close(self) -> None:
        """Let go of connections."""
        await self._clients.close()


def make_telegram(
    settings: Settings, store: Store, *, take: Take, sight: Sight, clock: Clock, meet: Callable[[str], None]
) -> TelegramPlatform:
    """Telegram, by one bot. `meet` hears its name."""
    token, secret = settings.telegram_bot_token, settings.telegram_webhook_secret
    bot = TelegramBot(token.get_secret_value() if token else "", settings.telegram_api_url)
    listener = TelegramListener(
        bot=bot, take=take, sight=sight, clock=clock, secret=secret.get_secret_value() if secret else None
    )
    webhook = f"{(settings.public_url or '').rstrip('/')}{PATH}" if settings.is_webhook else None
    return TelegramPlatform(listener, bot, store, meet=meet, webhook=webhook)


class TelegramPlatform:
    """Telegram, by long polling, or by requests to the address `webhook`."""

    def __init__(
        self,
        listener: TelegramListener,
        bot: TelegramBot,
        store: Store,
        *,
        meet: Callable[[str], None],
        webhook: str | None,
    ) -> None:
        self._listener = listener
        self._bot = bot
        self._store = store
        self._meet = meet
        self._webhook = webhook
        self._part = f"polls:telegram:{bot.id}"
        self._stopping = asyncio.Event()
        self.channel: Channel = TelegramChannel(bot)
        self.is_open = False

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
            self._is_listening(mode="webhook")
            await self._stopping.wait()
        while not self._stopping.is_set():
            if await self._store.play(self._part):
                await self._poll()
            else:
                self.is_open = True  # by the process that has the part
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
        """Poll for as long as no other process does."""
        polling = asyncio.create_task(self._listener.poll())
        self._is_listening(mode="polling")
        try:
            while not polling.done():
                await asyncio.wait({polling}, timeout=STAND_BY)
                if self._stopping.is_set() or not await self._store.play(self._part):
                    await self._listener.stop()
            await polling
        finally:
            polling.cancel()

    def _is_listening(self, *, mode: str) -> None:
        self.is_open = True
        log.info("channel.open channel=telegram bot=%s mode=%s", self._bot.id, mode)

    async def _wait(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)


def menus() -> dict[str, tuple[tuple[str, str], ...]]:
    """The words that work everywhere as commands, which are English ones; what they do in each language."""
    words = (word for word in WORDS if word != "start")
    entries = [("start", "menu-open"), *((word, f"menu-{word}") for word in words)]
    return {
        language: tuple((command, say(key, language=language).plain) for command, key in entries)
        for language in LANGUAGES
    }


class Sightings:
    """Notes what an operator should hear of, each kind now and then."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._noted: dict[str, float] = {}

    async def note(self, kind: str) -> None:
        """It happened (once more)."""
        now = monotonic()
        if now - self._noted.get(kind, -SEEN_EVERY) < SEEN_EVERY:
            return
        self._noted[kind] = now
        log.warning("sighting kind=%s", kind)
        try:
            await self._store.run(lambda uow: uow.sight(kind, at=self._clock()))
        except StoreFailedError as error:  # whoever knocks is turned away all the same
            log.warning("sighting.lost kind=%s fault=%s", kind, name_fault(error))
