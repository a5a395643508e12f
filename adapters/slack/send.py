"""Calls Slack: messages, edits, windows, home pages, names. One call each; what went wrong is a `DeliveryError`."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.delivery import (
    Delivery,
    DeliveryError,
    Home,
    Opening,
    RefusedError,
    RetryLaterError,
    Sent,
    Settlement,
    TooLateError,
    UnknownFateError,
)
from adapters.slack.faults import BROKEN, UNCHANGEABLE, fault_of
from adapters.slack.limits import (
    AGAIN_SECONDS,
    BROKEN_SECONDS,
    CALL_SECONDS,
    CHANNEL,
    CONNECT_SECONDS,
    DELIVERY_EVENT,
    LIMITS,
    LOOK_BACK_SECONDS,
)
from adapters.slack.looking import UNSURE, Looked, search
from adapters.slack.payload import text_at, value_at
from adapters.slack.persons import place_of
from adapters.slack.quiet import sdk_log
from adapters.slack.render import render_home, render_message, render_settled, render_view

log = logging.getLogger(__name__)

SLACK_URL = "https://slack.com/api/"


def make_client(token: str | None, *, api_url: str | None, session: aiohttp.ClientSession | None) -> AsyncWebClient:
    """A client that never repeats a call by itself: the SDK would, after a connection that was cut."""
    client = AsyncWebClient(
        token=token,
        base_url=api_url or SLACK_URL,
        timeout=int(CALL_SECONDS),
        session=session,
        logger=sdk_log,
        retry_handlers=[],
    )
    if api_url is not None:
        client.proxy = None  # an address of one's own is reached directly, whatever HTTP_PROXY says
    return client


@contextmanager
def translated(*, is_sending: bool = True) -> Iterator[None]:
    """Slack's and the network's errors as `DeliveryError`s, without a trace of what was sent.

    `is_sending` False: the call changes nothing, so its fate is never unknown.
    """
    try:
        yield
    except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError, AttributeError, UnicodeError) as error:
        # the last two are the SDK's, where an answer is plain text, or no text
        fault = _fault_behind(error)
    else:
        return
    if fault.unknown and not is_sending:
        fault = RetryLaterError(str(fault), after=fault.after)
    raise fault from None


def _fault_behind(error: Exception) -> DeliveryError:
    if isinstance(error, SlackApiError):
        answer = error.response
        status = int(getattr(answer, "status_code", 0) or getattr(answer, "status", 0))
        return fault_of(text_at(getattr(answer, "data", None), "error"), status=status, after=_after(answer))
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return RetryLaterError(type(error).__name__, after=AGAIN_SECONDS)  # it never left
    return UnknownFateError(type(error).__name__, after=AGAIN_SECONDS)


def _after(answer: object) -> str | None:
    headers = getattr(answer, "headers", None) or {}
    return next((str(value) for name, value in headers.items() if name.lower() == "retry-after"), None)


class SlackClients:
    """One client for each workspace, all over one pool of connections. `api_url` None: Slack itself."""

    def __init__(self, token_of: Callable[[str], Awaitable[str | None]], api_url: str | None = None) -> None:
        self._token_of = token_of
        self.api_url = api_url
        self._clients: dict[str, AsyncWebClient] = {}
        self._rooms: dict[tuple[str, str], str] = {}
        self._session: aiohttp.ClientSession | None = None

    async def of(self, workspace: str) -> AsyncWebClient:
        """The client of a workspace; RetryLaterError where it has no token (any more)."""
        if workspace not in self._clients:
            token = await self._token_of(workspace)
            if token is None:
                raise RetryLaterError("no token", after=BROKEN_SECONDS)
            self._clients[workspace] = make_client(token, api_url=self.api_url, session=self._pool())
        return self._clients[workspace]

    async def has(self, workspace: str) -> bool:
        """Whether there is a token."""
        return workspace in self._clients or await self._token_of(workspace) is not None

    def forget(self, workspace: str) -> None:
        """Its token changed or is gone: ask for it again the next time."""
        self._clients.pop(workspace, None)

    async def open_room(self, workspace: str, room: str) -> str:
        """Slack's id of a room; that of a person's direct messages is asked for once."""
        if not room.startswith(("U", "W")):
            return room
        if (workspace, room) not in self._rooms:
            client = await self.of(workspace)
            answer = await client.conversations_open(users=room)
            if not (opened := text_at(answer.data, "channel", "id")):
                raise RetryLaterError("unreadable", after=AGAIN_SECONDS)
            self._rooms[workspace, room] = opened
        return self._rooms[workspace, room]

    def is_own_room(self, workspace: str, *, user: str, room: str) -> bool:
        """Whether a room may be this person's direct messages with us, as far as is known."""
        return self._rooms.get((workspace, user), room) == room and room.startswith("D")

    async def find_user(self, workspace: str, user: str) -> object:
        """What `users.info` says, nothing of whom it does not know; None where it says nothing now."""
        try:
            with translated(is_sending=False):
                client = await self.of(workspace)
                answer = await client.users_info(user=user, include_locale=True)
        except DeliveryError as fault:
            log.warning("slack.name_failed workspace=%s user=%s reason=%s", workspace, user, fault)
            return None if fault.retryable else {}
        return value_at(answer.data, "user")

    async def close(self) -> None:
        """Close all connections."""
        self._clients.clear()
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _pool(self) -> aiohttp.ClientSession:
        if self._session is None:
            limits = aiohttp.ClientTimeout(total=CALL_SECONDS, sock_connect=CONNECT_SECONDS)
            self._session = aiohttp.ClientSession(timeout=limits)
        return self._session


class SlackChannel:
    """The way out to all workspaces."""

    name = CHANNEL
    limits = LIMITS

    def __init__(self, clients: SlackClients, clock: Callable[[], datetime]) -> None:
        self._clients = clients
        self._clock = clock

    async def deliver(self, delivery: Delivery) -> str:
        """Post it; the receipt is `room:ts`. What may be a repeat is looked for first, and labelled if in doubt."""
        workspace, room = place_of(delivery.conversation)
        with self._watched(workspace, is_sending=False):
            client = await self._clients.of(workspace)
            channel = await self._clients.open_room(workspace, room)
        if delivery.maybe_repeat:
            looked = await self._look_for(delivery, client=client, channel=channel)
            if looked.receipt is not None:
                return looked.receipt
            if delivery.must_look and not looked.is_sure:
                raise RefusedError("nobody can tell whether it arrived")
            delivery = delivery.but(maybe_repeat=not looked.is_sure)
        message = render_message(delivery)
        with self._watched(workspace):
            answer = await client.chat_postMessage(
                channel=channel,
                **message,
                metadata={"event_type": DELIVERY_EVENT, "event_payload": {"id": delivery.id}},
                unfurl_links=False,
                unfurl_media=False,
            )
        if not (ts := text_at(answer.data, "ts")):  # not Slack's answer; the message may have been passed on
            raise UnknownFateError("unreadable", after=AGAIN_SECONDS)
        return f"{text_at(answer.data, 'channel') or channel}:{ts}"

    def calls_for(self, task: Delivery | Settlement | Opening) -> int:
        """One each: what Slack allows is counted in a room, and changes are not."""
        return len(task.sent) if isinstance(task, Settlement) else 1

    async def settle(self, settlement: Settlement) -> None:
        """Put the answer in the place of the buttons. A message whose words are not kept was settled before."""
        workspace, _ = place_of(settlement.conversation)
        for sent in settlement.sent:
            if sent.prompt is not None:
                await self._settle(sent, workspace=workspace, answer=settlement.answer)

    async def show(self, opening: Opening) -> None:
        """Open the window; once, whatever comes: its trigger lives for three seconds and works once."""
        workspace, _ = place_of(opening.conversation)
        if not opening.trigger:
            raise TooLateError("no trigger")
        view = render_view(opening)
        try:
            with self._watched(workspace, is_sending=False):
                client = await self._clients.of(workspace)
                await client.views_open(trigger_id=opening.trigger, view=view)
        except DeliveryError as fault:
            raise TooLateError(str(fault)) from None

    async def publish_home(self, workspace: str, user: str, home: Home, *, seen: str = "") -> bool:
        """Show a person's page. False: the page of the hash `seen` is gone; look again and publish without it."""
        view = render_home(home)
        try:
            with self._watched(workspace, is_sending=False):
                client = await self._clients.of(workspace)
                await client.views_publish(user_id=user, view=view, hash=seen or None)
        except DeliveryError as fault:
            if seen and str(fault) == "hash_conflict":
                return False
            raise
        return True

    async def _settle(self, sent: Sent, *, workspace: str, answer: str) -> None:
        channel, _, ts = sent.receipt.partition(":")
        if not (channel and ts):  # it finds nothing
            return
        message = render_settled(sent, answer=answer)
        try:
            with self._watched(workspace):
                client = await self._clients.of(workspace)
                await client.chat_update(channel=channel, ts=ts, **message)
        except DeliveryError as fault:
            if str(fault) not in UNCHANGEABLE:
                raise

    async def _look_for(self, delivery: Delivery, *, client: AsyncWebClient, channel: str) -> Looked:
        """Whether a message with this delivery's id is in the room already."""
        if delivery.owed is None:
            return UNSURE

        async def ask(page: dict[str, Any]) -> object:
            return (await client.conversations_history(**page)).data

        since = delivery.owed - timedelta(seconds=LOOK_BACK_SECONDS)
        try:
            with translated(is_sending=False):
                return await search(ask, channel=channel, ident=delivery.id, since=since)
        except DeliveryError as fault:  # rate-limited, or not allowed for this app
            log.info("slack.look_failed owed=%s reason=%s", delivery.id, fault)
            if delivery.must_look and fault.retryable:
                raise
            return UNSURE

    @contextmanager
    def _watched(self, workspace: str, *, is_sending: bool = True) -> Iterator[None]:
        """Translated; a token that Slack refuses is asked for anew, and the operator reads of it."""
        try:
            with translated(is_sending=is_sending):
                yield
        except DeliveryError as fault:
            if str(fault) in BROKEN:
                self._clients.forget(workspace)
                log.error("slack.workspace_refuses workspace=%s reason=%s", workspace, fault)
            raise
