"""Listens to Slack, through Bolt: Socket Mode or signed requests. Slack hears 200 once an act is kept, never before.

Bolt matches and answers; what a payload means is for `parse`, and what an act comes to is for whoever takes it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime
from typing import TypeVar
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from adapters.bodies import read_body
from adapters.delivery import Look, Sight, Take
from adapters.slack.install import Installed, InstallPages, SlackInstall
from adapters.slack.limits import SIGNED_SECONDS
from adapters.slack.listening import Knows, Listening, Taken
from adapters.slack.parse import (
    Heard,
    HomeOpened,
    Uninstalled,
    name_payload,
    parse_action,
    parse_command,
    parse_event,
    parse_shortcut,
    parse_view,
)
from adapters.slack.quiet import sdk_log
from adapters.slack.send import SlackClients, make_client
from adapters.slack.words import say
from dialogs.inbound import Identity

__all__ = ["Installed", "SlackInstall", "SlackListener"]

log = logging.getLogger(__name__)

Payload = dict[str, object]
T = TypeVar("T")

_ANY = re.compile("")
_SECONDS = re.compile(r"\d{1,12}", re.ASCII)
_CARELESS = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What Bolt raises, before anything of ours runs, where a payload is not as it expects."""


class _NotTakenError(Exception):
    """Nothing is kept of this act."""


Leave = Callable[[str, int | None], Awaitable[None]]
"""Hears that a workspace threw us out: which, and when by Slack's clock. It may have installed us again since."""


async def _nobody(_: Identity) -> bool:
    return False


async def _no_leave(_: str, __: int | None) -> None:
    return None


class SlackListener:
    """All workspaces' acts. `take` keeps them; where it raises, Slack hears no 200 and delivers again."""

    def __init__(
        self,
        *,
        clients: SlackClients,
        take: Take,
        look: Look,
        sight: Sight,
        clock: Callable[[], datetime],
        signing_secret: str | None = None,
        install: SlackInstall | None = None,
        knows: Knows = _nobody,
        leave: Leave = _no_leave,
    ) -> None:
        self._clients = clients
        self._listening = Listening(clients=clients, take=take, look=look, knows=knows, clock=clock)
        self._leave = leave
        self._sight = sight
        self._verifier = SignatureVerifier(signing_secret) if signing_secret else None
        self._install = install
        self._bolt = self._make_bolt()
        self._in_hand: set[asyncio.Task[object]] = set()
        self._socket: SocketModeClient | None = None
        self._is_stopping = False

    @property
    def is_connected(self) -> bool:
        """Whether a connection by Socket Mode stands."""
        session = self._socket.current_session if self._socket is not None else None
        return session is not None and not session.closed

    async def listen(self, app_token: str) -> None:
        """Open a connection by Socket Mode; it stays, and comes back by itself, until `stop`."""
        client = make_client(None, api_url=self._clients.api_url, session=None)
        self._socket = SocketModeClient(app_token=app_token, logger=sdk_log, web_client=client)
        self._socket.proxy = client.proxy
        self._socket.socket_mode_request_listeners.append(self._hear_envelope)
        await self._socket.connect()  # type: ignore[no-untyped-call]  # the SDK has no types here

    def add_routes(self, app: web.Application) -> None:
        """Serve POST /slack/events, and the pages for installing where that is wanted."""
        if self._verifier is not None:
            app.router.add_post("/slack/events", self._hear_request)
        if self._install is not None:
            InstallPages(self._install, clients=self._clients).add_routes(app)

    async def stop(self) -> None:
        """Take nothing more, finish what is in hand, and close the connection: the rest comes again."""
        self._is_stopping = True
        while self._in_hand:
            await asyncio.wait(set(self._in_hand))
        if self._socket is not None:
            await self._socket.close()  # type: ignore[no-untyped-call]  # the same
            self._socket = None

    async def _hear_envelope(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        if not self._is_stopping:  # else it stays unacknowledged, and Slack gives it to the next who listens
            await self._finish(self._answer_envelope(client, request))

    async def _answer_envelope(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        answer = await self._dispatch(request.payload)
        await send_async_response(client, request, answer, 0.0)

    async def _hear_request(self, request: web.Request) -> web.Response:
        if not self._may_be_signed(request) or not self._is_signed(raw := await read_body(request), request):
            await self._sight("slack.signature")
            return web.Response(status=401)
        if self._is_stopping:
            return web.Response(status=503)
        return await self._finish(self._answer_request(raw))

    async def _answer_request(self, raw: bytes) -> web.Response:
        answer = await self._dispatch(_read_body(raw))
        kind = "application/json" if answer.body.startswith("{") else "text/plain"
        return web.Response(status=answer.status, text=answer.body, content_type=kind)

    async def _dispatch(self, payload: Payload) -> BoltResponse:
        """Through Bolt, as in Socket Mode in both cases: its own reading loses commands that say "payload"."""
        try:
            request = AsyncBoltRequest(mode="socket_mode", body=payload)
            return await self._bolt.async_dispatch(request)
        except _CARELESS:
            log.warning("slack.unreadable %s", name_payload(payload))
            return BoltResponse(status=200)

    def _may_be_signed(self, request: web.Request) -> bool:
        """Whether its head is one of Slack's, and new. If not, nothing of its body is read."""
        sent = request.headers.get("X-Slack-Request-Timestamp", "")
        if self._verifier is None or not _SECONDS.fullmatch(sent) or "X-Slack-Signature" not in request.headers:
            return False
        return abs(self._verifier.clock.now() - int(sent)) <= SIGNED_SECONDS

    def _is_signed(self, raw: bytes, request: web.Request) -> bool:
        """By Slack's own check of the raw body; it raises for what is no number, no UTF-8 or no ASCII."""
        try:
            return self._verifier is not None and self._verifier.is_valid_request(raw, dict(request.headers))
        except (TypeError, ValueError):
            return False

    async def _finish(self, doing: Coroutine[object, object, T]) -> T:
        """To its end, even if whoever asked has gone."""
        return await asyncio.shield(self._start(doing))

    def _start(self, doing: Coroutine[object, object, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(doing)
        self._in_hand.add(task)
        task.add_done_callback(self._in_hand.discard)
        return task

    def _make_bolt(self) -> AsyncApp:
        """One app for all workspaces. Our own look at signatures, tokens and echoes goes before Bolt's."""
        bolt = AsyncApp(
            name="itfits",
            logger=sdk_log,
            client=make_client(None, api_url=self._clients.api_url, session=None),
            process_before_response=True,  # else Bolt says 200 before anything is kept
            raise_error_for_unhandled_request=True,  # else Bolt logs the whole payload
            authorize=_authorize,
            request_verification_enabled=False,
            ssl_check_enabled=False,
            ignoring_self_events_enabled=False,
            attaching_function_token_enabled=False,
        )
        bolt.event(_ANY)(self._on_event)
        bolt.action(_ANY)(self._on_action)
        bolt.view_submission(_ANY)(self._on_view)
        bolt.command(_ANY)(self._on_command)
        bolt.shortcut(_ANY)(self._on_shortcut)
        bolt.error(self._on_error)
        return bolt

    async def _on_event(self, ack: AsyncAck, body: Payload) -> None:
        match parse_event(body):
            case HomeOpened() as opened:
                self._start(self._listening.show_home(opened))
            case Uninstalled() as left:
                await self._uninstall(left)
            case heard:
                await self._hear(heard, body)
        await ack()

    async def _on_action(self, ack: AsyncAck, body: Payload) -> None:
        heard = parse_action(body)
        await self._hear(heard, body)
        await ack()
        if heard is not None and heard.is_on_home:
            self._start(self._listening.show_home(HomeOpened(workspace=heard.workspace, user=heard.user)))

    async def _on_view(self, ack: AsyncAck, body: Payload) -> None:
        taken = await self._hear(parse_view(body), body)
        if taken is not None and taken.ack.errors:
            await ack(response_action="errors", errors=taken.ack.errors)
        else:
            await ack()

    async def _on_command(self, ack: AsyncAck, body: Payload) -> None:
        heard = parse_command(body)
        taken = await self._hear(heard, body)
        if heard is None or taken is None or self._is_at_home(heard):
            await ack()
        else:
            await ack(say("elsewhere", language=taken.language))

    async def _on_shortcut(self, ack: AsyncAck, body: Payload) -> None:
        await self._hear(parse_shortcut(body), body)
        await ack()

    async def _on_error(self, error: Exception, body: Payload) -> BoltResponse | None:
        """What nobody listens for is acknowledged: again it would be the same. Everything else comes again."""
        if isinstance(error, BoltUnhandledRequestError):
            log.debug("slack.unknown %s", name_payload(body))
            return BoltResponse(status=200)
        if isinstance(error, _CARELESS):
            log.warning("slack.unreadable %s", name_payload(body))
            return BoltResponse(status=200)
        log.error("slack.failed %s fault=%s", name_payload(body), type(error.__cause__ or error).__name__)
        return None

    async def _hear(self, heard: Heard | None, body: Payload) -> Taken | None:
        if heard is None:
            log.debug("slack.unknown %s", name_payload(body))
            return None
        try:
            return await self._listening.hear(heard)
        except _CARELESS as error:  # ours, not Bolt's: it has to come again
            raise _NotTakenError from error

    async def _uninstall(self, left: Uninstalled) -> None:
        self._clients.forget(left.workspace)
        await self._leave(left.workspace, left.at)

    def _is_at_home(self, heard: Heard) -> bool:
        return self._clients.is_own_room(heard.workspace, user=heard.user, room=heard.asked_in)


async def _authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    """Everybody: without a token an act is dropped by `_hear`, and nothing of ours calls Slack through Bolt."""
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)


def _read_body(raw: bytes) -> Payload:
    """An event is JSON; buttons and windows are JSON in a form's field; a command is a form. Anything else is empty."""
    text = raw.decode(errors="replace")
    try:
        if text.startswith("{"):
            found: object = json.loads(text)
        else:
            form = dict(parse_qsl(text, keep_blank_values=True))
            found = json.loads(form["payload"]) if "payload" in form else form
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
