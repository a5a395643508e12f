"""Bringing ItFits into a workspace by OAuth: two pages for a browser. Knows no store: it is given what to do."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin

from aiohttp import web

from adapters.delivery import DeliveryError
from adapters.slack.limits import SCOPES
from adapters.slack.payload import text_at, value_at
from adapters.slack.send import SLACK_URL, SlackClients, make_client, translated
from adapters.slack.words import say

log = logging.getLogger(__name__)

_COOKIE = "itfits_slack_state"
_STATE_SECONDS = 600


@dataclass(frozen=True)
class Installed:
    """A workspace that has us now. `bot` is our user there."""

    workspace: str
    name: str
    bot: str
    token: str = field(repr=False)
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SlackInstall:
    """What installing needs. A state is good once, for the browser that got it; `consume` says whether it was good."""

    client_id: str
    client_secret: str = field(repr=False)
    redirect_url: str
    issue: Callable[[], Awaitable[str]]
    consume: Callable[[str], Awaitable[bool]]
    save: Callable[[Installed], Awaitable[None]]
    workspaces: frozenset[str] = frozenset()
    """Who may have us; every workspace where none is named."""


class InstallPages:
    """GET /slack/install sends a browser to Slack, GET /slack/oauth_redirect is where it comes back."""

    def __init__(self, install: SlackInstall, *, clients: SlackClients) -> None:
        self._install = install
        self._clients = clients

    def add_routes(self, app: web.Application) -> None:
        """Serve both."""
        app.router.add_get("/slack/install", self._begin)
        app.router.add_get("/slack/oauth_redirect", self._finish)

    async def _begin(self, _: web.Request) -> web.Response:
        state = await self._install.issue()
        query = {
            "client_id": self._install.client_id,
            "scope": ",".join(SCOPES),
            "redirect_uri": self._install.redirect_url,
            "state": state,
        }
        page = urljoin(self._clients.api_url or SLACK_URL, "../oauth/v2/authorize")
        answer = web.Response(status=302, headers={"Location": f"{page}?{urlencode(query)}"})
        answer.set_cookie(
            _COOKIE,
            state,
            max_age=_STATE_SECONDS,
            path="/slack",
            httponly=True,
            samesite="Lax",  # Slack sends the browser back by a link
            secure=self._install.redirect_url.startswith("https://"),
        )
        return answer

    async def _finish(self, request: web.Request) -> web.Response:
        language = request.headers.get("Accept-Language", "")[:2].lower()
        code, state = request.query.get("code", ""), request.query.get("state", "")
        if not code or not await self._is_good(state, cookie=request.cookies.get(_COOKIE, "")):
            return _page(say("install.stopped", language=language), status=400)
        try:
            answer = await self._trade(code)
        except DeliveryError as fault:
            log.warning("slack.install_failed reason=%s", fault)
            return _page(say("install.stopped", language=language), status=400)
        if value_at(answer, "is_enterprise_install") or not text_at(answer, "team", "id"):
            return _page(say("install.whole", language=language), status=400)
        installed = _installed(answer)
        if self._install.workspaces and installed.workspace not in self._install.workspaces:
            log.warning("slack.not_admitted workspace=%s", installed.workspace)
            return _page(say("install.refused", language=language), status=403)
        await self._install.save(installed)
        self._clients.forget(installed.workspace)
        log.info("slack.installed workspace=%s", installed.workspace)
        return _page(say("installed", language=language, name=installed.name))

    async def _is_good(self, state: str, *, cookie: str) -> bool:
        """A state from another browser would install us for somebody else."""
        is_own = hmac.compare_digest(state.encode(errors="replace"), cookie.encode(errors="replace"))
        return bool(state) and is_own and await self._install.consume(state)

    async def _trade(self, code: str) -> object:
        client = make_client(None, api_url=self._clients.api_url, session=None)
        given = {  # in the body: the SDK's own way of sending them is deprecated by aiohttp
            "client_id": self._install.client_id,
            "client_secret": self._install.client_secret,
            "code": code,
            "redirect_uri": self._install.redirect_url,
        }
        with translated(is_sending=False):
            answer = await client.api_call("oauth.v2.access", data=given)
        return answer.data


def _installed(answer: object) -> Installed:
    return Installed(
        workspace=text_at(answer, "team", "id"),
        name=text_at(answer, "team", "name"),
        bot=text_at(answer, "bot_user_id"),
        token=text_at(answer, "access_token"),
        scopes=tuple(scope for scope in text_at(answer, "scope").split(",") if scope),
    )


def _page(text: str, *, status: int = 200) -> web.Response:
    answer = web.Response(text=text, status=status)
    answer.del_cookie(_COOKIE, path="/slack")
    return answer
