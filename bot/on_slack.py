"""Slack as one platform of a service: its libraries put together from settings."""

from __future__ import annotations

import asyncio
import logging

from aiohttp import web

from adapters.delivery import Look, Sight, Take
from adapters.slack.app import Installed, SlackInstall, SlackListener
from adapters.slack.probe import probe
from adapters.slack.send import SlackChannel, SlackClients
from bot.farewell import Farewell
from bot.ports import Channel, Store
from bot.sealing import Seal
from bot.sending import Clock
from bot.settings import Settings
from bot.spelling import keys_of
from bot.tokens import Installations, Tokens
from dialogs.inbound import Identity

log = logging.getLogger(__name__)


def make_slack(
    settings: Settings, store: Store, *, take: Take, look: Look, sight: Sight, clock: Clock
) -> SlackPlatform:
    """Slack, by one token or by those of the workspaces that install us."""

    async def team_of(token: str) -> tuple[str, str]:
        found = await probe(token, settings.slack_api_url)
        return found.team, found.error

    async def knows(who: Identity) -> bool:
        return await store.read(lambda uow: uow.find_person(who)) is not None

    seal = Seal(keys_of(settings.secret_key)) if settings.has_oauth and settings.secret_key else None
    own = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else None
    clients = SlackClients(Tokens(store, own=own, seal=seal, team_of=team_of).of, settings.slack_api_url)
    farewell = Farewell(store, own=own, team_of=team_of, clock=clock)
    signing = settings.slack_signing_secret
    listener = SlackListener(
        clients=clients,
        take=take,
        look=look,
        sight=sight,
        clock=clock,
        signing_secret=signing.get_secret_value() if signing and not settings.is_socket else None,
        install=_make_install(settings, Installations(store, seal, clock=clock)) if seal else None,
        knows=knows,
        leave=farewell.hear,
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
        workspaces=settings.workspaces,
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
        self._is_begun = False
        self.channel: Channel = channel

    @property
    def is_open(self) -> bool:
        """By requests: since we listen; by Socket Mode: while the connection stands."""
        return self._is_begun and (self._app_token is None or self._listener.is_connected)

    def add_routes(self, app: web.Application) -> None:
        """Its requests, and the pages for installing."""
        self._listener.add_routes(app)

    async def listen(self) -> None:
        """Listen until `stop`."""
        if self._app_token is not None:
            await self._listener.listen(self._app_token)
        log.info("channel.open channel=slack mode=%s", "socket" if self._app_token else "http")
        self._is_begun = True
        await self._stopping.wait()

    async def stop(self) -> None:
        """Take nothing more."""
        self._stopping.set()
        await self._listener.stop()

    async def close(self) -> None:
        """Let go of connections."""
        await self._clients.close()
