"""Slack's Web API over HTTP: who calls, what they may, what a call costs, and what goes wrong on the way."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from tests.support.slack import installing, looking, opening, talking
from tests.support.slack.desk import Call, Desk, Refused, Throttled
from tests.support.slack.outgoing import Calls
from tests.support.slack.places import Json, Workspace
from tests.support.slack.sockets import Sockets
from tests.support.slack.weather import Planned

NESTED = ("blocks", "view", "metadata", "attachments")

METHODS: dict[str, Callable[[Desk, Call], Json]] = {
    "auth.revoke": installing.auth_revoke,
    "auth.test": looking.auth_test,
    "bots.info": looking.bots_info,
    "chat.delete": talking.delete,
    "chat.getPermalink": talking.get_permalink,
    "chat.postEphemeral": talking.post_ephemeral,
    "chat.postMessage": talking.post_message,
    "chat.update": talking.update,
    "conversations.history": looking.conversations_history,
    "conversations.info": looking.conversations_info,
    "conversations.members": looking.conversations_members,
    "conversations.open": looking.conversations_open,
    "team.info": looking.team_info,
    "users.info": looking.users_info,
    "views.open": opening.views_open,
    "views.publish": opening.views_publish,
    "views.push": opening.views_push,
    "views.update": opening.views_update,
}


@dataclass
class WebApi:
    """The HTTP side of one Slack."""

    desk: Desk
    calls: Calls
    sockets: Sockets

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One call of a method."""
        method = request.match_info["method"]
        params, is_read = await _read_params(request)
        workspace = self.desk.places.find_workspace(_token(request, params))
        self.calls.record(method, params, team_id=workspace.id if workspace else None, at=self.desk.clock.now())
        await asyncio.sleep(self.desk.weather.round_trip)
        fault = self.desk.weather.next_fault(method)
        if fault and fault.cut == "before":
            return _cut(request)
        answer = _refusal("invalid_json") if not is_read else self._answer(request, method, params, fault)
        if fault and fault.cut == "after":
            return _cut(request)
        if workspace:
            answer.headers["x-oauth-scopes"] = ",".join(sorted(workspace.scopes))
        return answer

    async def serve_response_url(self, request: web.Request) -> web.StreamResponse:
        """One use of a `response_url`. It needs no token, and is answered with ok."""
        params, _ = await _read_params(request)
        address = self.desk.places.response_urls.get(request.match_info["id"])
        team_id = address.room.team_id if address else None
        self.calls.record("response_url", params, team_id=team_id, at=self.desk.clock.now())
        if address is None:
            return web.Response(status=404, text="expired_url")
        try:
            return web.Response(text=talking.respond(self.desk, address, params))
        except Refused as refused:
            return web.Response(status=400, text=refused.error)

    def _answer(self, request: web.Request, method: str, params: Json, fault: Planned | None) -> web.Response:
        if fault and fault.retry_after is not None:
            return _too_many(fault.retry_after)
        try:
            if fault and fault.error:
                raise Refused(fault.error)
            return web.json_response({"ok": True, **self._take(request, method, params)})
        except Throttled as throttled:
            return _too_many(throttled.seconds)
        except Refused as refused:
            return _refusal(refused.error, **refused.more)

    def _take(self, request: web.Request, method: str, params: Json) -> Json:
        token = _token(request, params)
        if method == "oauth.v2.access":
            return installing.oauth_access(self.desk, params, _credentials(request, params))
        if method == "apps.connections.open":
            return self._open_connection(token)
        if method not in METHODS:
            raise Refused("unknown_method", req_method=method)
        call = Call(method, params, self._authorise(token))
        if seconds := self.desk.weather.wait_for_method(call.workspace.id, method):
            raise Throttled(seconds)
        return METHODS[method](self.desk, call)

    def _authorise(self, token: str) -> Workspace:
        """The workspace of a token that is good for methods of a bot."""
        if not token:
            raise Refused("not_authed")
        if token.startswith("xapp-"):
            raise Refused("not_allowed_token_type")
        workspace = self.desk.places.find_workspace(token)
        if workspace is None or not workspace.is_installed:
            raise Refused("invalid_auth")
        if workspace.token_fault:
            raise Refused(workspace.token_fault)
        return workspace

    def _open_connection(self, token: str) -> Json:
        """`apps.connections.open`: an address for one connection, for the app's own token only."""
        if not token:
            raise Refused("not_authed")
        if token.startswith("xoxb-"):
            raise Refused("not_allowed_token_type")
        if token != self.desk.app_token:
            raise Refused("invalid_auth")
        ticket = self.sockets.make_ticket()
        return {"url": f"{self.desk.url.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={self.desk.app_id}"}


async def _read_params(request: web.Request) -> tuple[Json, bool]:
    """Arguments from the address, a form or JSON, nested ones as JSON; and whether they could be read."""
    params: Json = dict(request.query)
    try:
        if request.content_type == "application/json":
            params |= await request.json()
        elif request.method == "POST":
            params |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
        nested = {name: json.loads(params[name]) for name in NESTED if isinstance(params.get(name), str)}
    except (ValueError, TypeError):
        return params, False
    return params | nested, True


def _token(request: web.Request, params: Json) -> str:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if kind == "Bearer" else str(params.get("token", ""))


def _credentials(request: web.Request, params: Json) -> tuple[str, str]:
    """The app's own id and secret, from the header or the form."""
    kind, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if kind != "Basic":
        return str(params.get("client_id", "")), str(params.get("client_secret", ""))
    client_id, _, client_secret = base64.b64decode(encoded).decode().partition(":")
    return client_id, client_secret


def _cut(request: web.Request) -> web.Response:
    """Close the connection under the caller: they cannot know whether the call took effect."""
    if request.transport:
        request.transport.abort()
    return web.Response()


def _refusal(error: str, **more: object) -> web.Response:
    return web.json_response({"ok": False, "error": error, **more})


def _too_many(seconds: int) -> web.Response:
    headers = {"Retry-After": str(seconds)}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
