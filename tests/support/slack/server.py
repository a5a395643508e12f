"""A Slack on the loopback: strict, on real sockets, driven like people. It knows Slack and nothing of this project.

async with LoopbackSlack() as slack:
    ana = slack.person("Ana")
    ...                      # the app connects with slack.api_url, slack.app_token, slack.home.bot_token
    await slack.connected()  # Socket Mode; for HTTP: await slack.point_at("http://127.0.0.1:3000")
    await ana.says("hello")
    await ana.reads("welcome")
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from email.utils import formatdate
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.support.slack import browser, payloads, talking
from tests.support.slack.clock import Clock
from tests.support.slack.desk import Desk
from tests.support.slack.installing import make_code
from tests.support.slack.outgoing import Calls
from tests.support.slack.person import Person
from tests.support.slack.places import USUAL_SCOPES, Account, Json, Places, ResponseUrl, Room, Workspace
from tests.support.slack.post import Act, Answer, Post
from tests.support.slack.signed import Requests
from tests.support.slack.sockets import Sockets
from tests.support.slack.weather import Moment, Planned, Weather
from tests.support.slack.web_api import WebApi


class LoopbackSlack:
    """One Slack with one app in it.

    `ack_seconds`: how long the app may take to acknowledge. `retry_delays`: seconds before each repeat of an event.
    `burst`, `a_second`: messages to one room that pass at once, and a second after that. Other limits are Slack's.
    """

    def __init__(
        self,
        *,
        ack_seconds: float = 3.0,
        retry_delays: Sequence[float] = (0.05, 0.2, 0.5),
        burst: int = 4,
        a_second: float = 1.0,
        port: int = 0,
    ) -> None:
        self.app_id = "A0LOOPBACK"
        self.app_token = "xapp-1-A0LOOPBACK-1-loopback"
        self.signing_secret = "loopback-signing-secret"
        self.client_id, self.client_secret = "1.loopback", "loopback-client-secret"
        self.clock, self.places = Clock(), Places()
        self.clock_skew = 0.0
        self.weather = Weather(self.clock, burst=burst, a_second=a_second)
        self.sockets = Sockets(app_id=self.app_id, ack_seconds=ack_seconds)
        self.requests = Requests(signing_secret=self.signing_secret, ack_seconds=ack_seconds)
        self.post = Post(self.sockets, retry_delays=retry_delays)
        log = os.environ.get("OUTGOING_LOG")
        self.calls = Calls(Path(log) if log else None)
        self.desk = self._make_desk()
        self.home = self.workspace("Clinic")
        self._port = port

    async def __aenter__(self) -> Self:
        api = WebApi(self.desk, self.calls, self.sockets)
        app = web.Application(client_max_size=10_000_000)
        app.router.add_route("*", "/api/{method}", api.serve)
        app.router.add_post("/actions/{id}", api.serve_response_url)
        app.router.add_get("/link/", self.sockets.serve)
        app.on_response_prepare.append(self._date)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.desk.url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.post.close()
        await self.sockets.cut()
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        """The address of this Slack."""
        return self.desk.url

    @property
    def api_url(self) -> str:
        """The Web API, as SDKs take it."""
        return f"{self.url}/api/"

    # ------------------------------------------------------- what there is

    def workspace(self, name: str, *, is_installed: bool = True, scopes: Iterable[str] = USUAL_SCOPES) -> Workspace:
        """The workspace of that name; made on first use, with our app in it."""
        for found in self.places.workspaces.values():
            if found.name == name:
                return found
        ids = [self.places.make_id(letter) for letter in "TUB"]
        token = f"xoxb-{ids[0]}-loopback"
        made = Workspace(ids[0], name, self.app_id, ids[1], ids[2], token, set(scopes), is_installed)
        self.places.workspaces[made.id] = made
        bot = Account(made.bot_user_id, made.id, "ItFits", is_bot=True)
        self.places.accounts[bot.id] = bot
        return made

    def person(
        self,
        name: str,
        *,
        workspace: Workspace | None = None,
        is_guest: bool = False,
        is_single_channel_guest: bool = False,
        is_bot: bool = False,
        is_admin: bool = False,
        tz: str = "Europe/Berlin",
        tz_offset: int = 3600,
        locale: str = "en-GB",
    ) -> Person:
        """A person of a workspace: a full member unless told otherwise."""
        place = workspace or self.home
        account = Account(
            self.places.make_id("U"),
            place.id,
            name,
            tz=tz,
            tz_offset=tz_offset,
            locale=locale,
            is_restricted=is_guest,
            is_ultra_restricted=is_single_channel_guest,
            is_bot=is_bot,
            is_admin=is_admin,
        )
        self.places.accounts[account.id] = account
        return Person(self, place, account)

    def room(
        self,
        name: str,
        *,
        members: Iterable[Person] = (),
        with_bot: bool = True,
        is_private: bool = False,
        workspace: Workspace | None = None,
    ) -> Room:
        """A room, with these people and the bot in it."""
        place = workspace or self.home
        inside = {person.id for person in members} | ({place.bot_user_id} if with_bot else set())
        room_id = self.places.make_id("C")
        room = Room(room_id, place.id, name, "group" if is_private else "channel", inside)
        self.places.rooms[room_id] = room
        return room

    def name_of(self, user_id: str) -> str:
        """A person's name by their id."""
        return self.places.accounts[user_id].name

    def is_account(self, user_id: str) -> bool:
        """Whether there is such an account."""
        return user_id in self.places.accounts

    # ------------------------------------------------------- what goes wrong

    def refuse(self, method: str, error: str, *, times: int = 1) -> None:
        """Answer the next calls of a method ("*": of any) with an error."""
        self.weather.planned.append(Planned(method, times, error=error))

    def throttle(self, *, times: int = 1, after: int = 1, method: str = "chat.postMessage") -> None:
        """Answer the next calls with 429; `after` is in seconds."""
        self.weather.planned.append(Planned(method, times, retry_after=after))

    def hang_up(self, method: str, *, when: Moment, times: int = 1) -> None:
        """Cut the connection of the next calls, before or after they took effect."""
        self.weather.planned.append(Planned(method, times, cut=when))

    def delay(self, seconds: float) -> None:
        """Let each call take that long."""
        self.weather.round_trip = seconds

    def limit(self, method: str, *, a_minute: int) -> None:
        """Let a method be called so often a minute and workspace."""
        self.weather.a_minute[method] = a_minute

    def passes(self, *, seconds: float) -> None:
        """Let time go by for Slack: triggers grow old, rooms take messages again."""
        self.clock.passes(seconds=seconds)

    # ------------------------------------------------------- ways to the app

    async def connected(self, count: int = 1) -> None:
        """Wait until the app has so many connections in Socket Mode."""
        await self.sockets.connected(count)

    async def point_at(self, base: str, *, path: str = "/slack/events", verify: bool = True) -> None:
        """Use HTTP from now on: everything goes to this address, once it has said its challenge back."""
        self.requests.address = base.rstrip("/") + path
        if verify:
            await self.requests.verify()
        self.post.carrier = self.requests

    async def repeat_last(self, *, attempt: int = 1) -> Answer:
        """Deliver what came last once more, the same in all its ids."""
        return await self.post.repeat_last(attempt=attempt)

    def hold(self) -> None:
        """Keep what people do, until `release`."""
        self.post.hold()

    async def release(self, order: Sequence[int] | None = None) -> list[Answer]:
        """Deliver what was held, in the order of these places: `(1, 0)` brings the second first."""
        return await self.post.release(order)

    async def settle(self) -> None:
        """Wait until every echo and repeat is through."""
        await self.post.settle()

    async def event(self, event: Json, *, workspace: Workspace | None = None) -> Answer:
        """Deliver any event as it stands, in its wrapper."""
        return await self.post.send(Act("events_api", payloads.event_payload(workspace or self.home, event)))

    async def invites_bot(self, room: Room, *, by: Person) -> None:
        """Bring the bot into a room."""
        room.members.add(by.workspace.bot_user_id)
        event = {"type": "member_joined_channel", "user": by.workspace.bot_user_id, "channel": room.id}
        at = self.clock.stamp()
        kind = {"channel_type": "G" if room.kind == "group" else "C", "team": room.team_id, "inviter": by.id}
        await self.event({**event, **kind, "event_ts": at}, workspace=by.workspace)

    async def uninstalls(self, workspace: Workspace) -> None:
        """Take the app out of a workspace: its token is dead, and the app hears of it."""
        workspace.token_fault = "account_inactive"
        revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [workspace.bot_user_id]}}
        await self.event(revoked, workspace=workspace)
        await self.event({"type": "app_uninstalled"}, workspace=workspace)

    async def authorizes(
        self,
        install_url: str,
        *,
        by: Person,
        says_yes: bool = True,
        state: str | None = None,
        with_cookies: bool = True,
    ) -> tuple[int, str]:
        """Add the app to a person's workspace, from its install page on; the status and words of its last page.

        `state`: come back with this one instead of the app's own. `with_cookies`: whether the same browser comes back.
        """
        asked = await browser.ask_to_install(install_url)
        if asked.client_id != self.client_id:
            raise AssertionError("the install page names another app")
        given = {"state": asked.state if state is None else state}
        if says_yes:
            by.workspace.scopes = set(asked.scopes)
            given["code"] = make_code(self.desk, by.workspace, by=by.id)
        else:
            given["error"] = "access_denied"
        return await browser.go_back(install_url, asked, given, with_cookies=with_cookies)

    def answer_command(self, workspace: Workspace, room: Room, user_id: str, said: Json) -> None:
        """Show the answer that an acknowledgement of a command carried."""
        talking.respond(self.desk, ResponseUrl("", room, user_id, None), said)

    def _announce(self, workspace: Workspace, event: Json) -> None:
        self.post.announce(Act("events_api", payloads.event_payload(workspace, event)))

    def _make_desk(self) -> Desk:
        return Desk(
            places=self.places,
            clock=self.clock,
            weather=self.weather,
            announce=self._announce,
            app_id=self.app_id,
            client_id=self.client_id,
            client_secret=self.client_secret,
            app_token=self.app_token,
        )

    async def _date(self, request: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = formatdate(self.clock.now() + self.clock_skew, usegmt=True)
