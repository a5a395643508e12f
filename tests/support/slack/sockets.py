"""Socket Mode: connections of the app, envelopes out, acknowledgements in. Knows nothing of what is in a payload."""

from __future__ import annotations

import asyncio
import itertools
import json
import secrets
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import WSMsgType, web

from tests.support.slack.places import Json
from tests.support.slack.post import Act, Answer

MOST_CONNECTIONS = 10
Reason = Literal["refresh_requested", "warning", "link_disabled"]
CUT = Answer(fault="connection_closed")
LATE = Answer(fault="timeout")


@dataclass(eq=False)
class Connection:
    """One WebSocket of the app, and the envelopes it has not acknowledged."""

    socket: web.WebSocketResponse
    waiting: dict[str, asyncio.Future[Answer]] = field(default_factory=dict)
    is_leaving: bool = False


class Sockets:
    """Every connection of the app. `ack_seconds`: how long an envelope may stay without an answer."""

    def __init__(self, *, app_id: str, ack_seconds: float) -> None:
        self.app_id = app_id
        self.ack_seconds = ack_seconds
        self.connections: list[Connection] = []
        self.tickets: set[str] = set()
        self.stray: list[Json] = []
        self._turn = itertools.count()
        self._changed = asyncio.Condition()

    def make_ticket(self) -> str:
        """A ticket for one address of `apps.connections.open`."""
        ticket = secrets.token_hex(8)
        self.tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from hello to its end."""
        if request.query.get("ticket") not in self.tickets:
            raise web.HTTPForbidden
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if len(self.connections) >= MOST_CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets", "debug_info": {}})
            await socket.close()
            return socket
        connection = Connection(socket)
        await self._greet(connection)
        try:
            await self._listen(connection)
        finally:
            await self._part(connection)
        return socket

    def is_open(self) -> bool:
        """Whether a connection takes envelopes."""
        return bool(self._open())

    async def opened(self) -> None:
        """Wait for a connection that takes envelopes."""
        await self.connected(1)

    async def connected(self, count: int) -> None:
        """Wait for so many connections that take envelopes."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self._open()) >= count)

    async def left(self) -> None:
        """Wait until no connection is left."""
        async with self._changed:
            await self._changed.wait_for(lambda: not self.connections)

    async def carry(self, act: Act, *, attempt: int, reason: str | None) -> Answer:
        """Send an envelope over any connection, and wait for its acknowledgement."""
        if not self.is_open():
            return CUT
        connection = self._open()[next(self._turn) % len(self._open())]
        envelope_id = secrets.token_hex(16)
        answer = connection.waiting[envelope_id] = asyncio.get_running_loop().create_future()
        try:
            await connection.socket.send_json(_envelope(act, envelope_id, attempt=attempt, reason=reason))
            return await asyncio.wait_for(answer, self.ack_seconds)
        except TimeoutError:
            return LATE
        except ConnectionError:
            return CUT
        finally:
            connection.waiting.pop(envelope_id, None)

    async def disconnect(self, reason: Reason = "refresh_requested") -> None:
        """Tell every connection to go. After a warning they stay open for what they hold; otherwise they are closed."""
        for connection in list(self.connections):
            connection.is_leaving = True
            await connection.socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "here"}})
            if reason != "warning":
                await connection.socket.close()

    async def cut(self) -> None:
        """Close every connection without a word."""
        for connection in list(self.connections):
            await connection.socket.close()

    def _open(self) -> list[Connection]:
        return [c for c in self.connections if not c.is_leaving and not c.socket.closed]

    async def _greet(self, connection: Connection) -> None:
        hello = {"type": "hello", "num_connections": len(self.connections) + 1, "debug_info": {"host": "here"}}
        await connection.socket.send_json({**hello, "connection_info": {"app_id": self.app_id}})
        async with self._changed:
            self.connections.append(connection)
            self._changed.notify_all()

    async def _listen(self, connection: Connection) -> None:
        async for message in connection.socket:
            if message.type is WSMsgType.TEXT:
                self._acknowledge(connection, json.loads(message.data))

    def _acknowledge(self, connection: Connection, said: Json) -> None:
        waiting = connection.waiting.get(str(said.get("envelope_id")))
        if waiting is None or waiting.done():
            self.stray.append(said)
            return
        waiting.set_result(Answer(body=said.get("payload")))

    async def _part(self, connection: Connection) -> None:
        for waiting in connection.waiting.values():
            if not waiting.done():
                waiting.set_result(CUT)
        async with self._changed:
            self.connections.remove(connection)
            self._changed.notify_all()


def _envelope(act: Act, envelope_id: str, *, attempt: int, reason: str | None) -> Json:
    envelope = {"envelope_id": envelope_id, "type": act.kind, "payload": act.payload}
    if act.kind == "events_api":
        return {**envelope, "accepts_response_payload": False, "retry_attempt": attempt, "retry_reason": reason or ""}
    return {**envelope, "accepts_response_payload": True}
