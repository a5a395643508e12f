"""A Telegram on loopback: the Bot API on a real socket, strict where the real one is strict, and its people."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from email.utils import formatdate
from inspect import isawaitable
from pathlib import Path
from typing import Self

from aiohttp import web

from tests.support.telegram.ledger import Chat, Kind, Ledger
from tests.support.telegram.limits import Clock, Limits, Rates
from tests.support.telegram.messaging import Messaging, Method
from tests.support.telegram.params import Call, Json, append_call, read_params
from tests.support.telegram.person import Person, make_people
from tests.support.telegram.profile import Profile
from tests.support.telegram.refusals import RefusedError, make_conflict
from tests.support.telegram.troubles import Trouble, Troubles, When
from tests.support.telegram.updates import Order, Updates
from tests.support.telegram.webhook import Webhook

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
OUTGOING_LOG = "OUTGOING_LOG"
LARGEST = 50 * 1024 * 1024  # bytes of one call
CUT_OFF = 499  # the status that a call is noted with whose connection was cut
HOOKED = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


class LoopbackTelegram:
    """One bot's Telegram. `async with` starts and ends it; `url` is its address, without /bot.

        async with LoopbackTelegram() as platform:
            ben = platform.person("Ben", language_code="en")
            await ben.starts("a-payload")
            question = await ben.reads("Which")
            await ben.taps("Yes")

    A bot reaches it by `telegram.Bot(it.token, base_url=it.base_url, base_file_url=it.base_file_url)`. `calls` is
    every call of the bot, in order of arrival.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        name: str = "ItFits",
        username: str = "itfits_test_bot",
        clock: Clock | None = None,
        limits: Limits | None = None,
        port: int = 0,
    ) -> None:
        self.token = token
        self.clock = clock or Clock()
        self.limits = limits or Limits()
        self.calls: list[Call] = []
        self.people: list[Person] = []
        bot = {"id": int(token.split(":")[0]), "is_bot": True, "first_name": name, "username": username}
        self.ledger = Ledger(bot, self.clock, self.limits)
        self.updates = Updates(self.ledger.bell)
        self.webhook = Webhook(self.ledger, self.updates)
        self.profile = Profile(bot)
        self.troubles = Troubles()
        self.app = web.Application(client_max_size=LARGEST)
        self.app.router.add_route("*", "/bot{token}/{method}", self._handle)
        self.app.router.add_get("/", self._open_front_door)
        self.app.on_response_prepare.append(self._date)
        self._methods = self._all_methods()
        self._runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=1.0)
        self._port = port
        log = os.environ.get(OUTGOING_LOG)
        self._log = Path(log) if log else None

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.webhook.start()
        return self

    async def __aexit__(self, *error: object) -> None:
        self.updates.end_poll("the platform goes down")
        await self.webhook.stop()
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def base_url(self) -> str:
        """What the library wants as base_url."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """What the library wants as base_file_url."""
        return f"{self.url}/file/bot"

    def person(
        self, name: str, *, language_code: str | None = None, username: str | None = None, has_started: bool = False
    ) -> Person:
        """Somebody new. `has_started` lets them have pressed start without an update."""
        names = {"first_name": name} | ({"username": username} if username else {})
        chat = self.ledger.open_private(names, standing="member" if has_started else "never")
        user = {"id": chat.id, "is_bot": False, **names} | ({"language_code": language_code} if language_code else {})
        self.people.append(Person(self.ledger, self.updates, user=user, chat=chat))
        return self.people[-1]

    def crowd(self, count: int) -> list[Person]:
        """That many people who have pressed start, without an update for each."""
        people = make_people((f"Person {n}" for n in range(count)), self.ledger, self.updates)
        self.people += people
        return people

    def group(self, title: str, *, kind: Kind = "supergroup") -> Chat:
        """A group, without the bot in it."""
        return self.ledger.open_group(title, kind=kind)

    def find_calls(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    async def waits_for_calls(self, method: str, count: int) -> list[Call]:
        """Wait until a method was called that often, answered or cut off."""

        def answered() -> list[Call]:
            return [call for call in self.find_calls(method) if call.status]

        patience = self.limits.client_patience
        if not await self.ledger.bell.wait_until(lambda: len(answered()) >= count, patience=patience):
            raise AssertionError(f"{method} was called {len(answered())} times, and {count} were waited for")
        return answered()

    async def waits_until_taken(self) -> None:
        """Wait until no update waits for the bot any more."""
        patience = self.limits.client_patience
        if not await self.ledger.bell.wait_until(lambda: not self.updates.pending, patience=patience):
            raise AssertionError(f"{len(self.updates.pending)} updates still wait for the bot")

    def refuse(self, method: str, status: int, description: str, *, times: int = 1) -> None:
        """Refuse the next calls of a method ("*": of any but getUpdates)."""
        self.troubles.refuse(method, status, description, times=times)

    def throttle(self, times: int = 1, *, after: int = 1, method: str = "sendMessage") -> None:
        """Answer the next calls with 429, and `after` whole seconds to wait."""
        self.troubles.throttle(times, after=after, method=method)

    def hang_up(self, method: str, times: int = 1, *, when: When = "after") -> None:
        """Cut off the next calls of a method, before or after they took effect."""
        self.troubles.hang_up(method, times, when=when)

    def delay(self, seconds: float) -> None:
        """Let every call take that long from its arrival to its answer."""
        self.troubles.round_trip = seconds

    def repeat_last(self) -> None:
        """Deliver the last update again, with the same number."""
        self.updates.repeat()

    def hold(self) -> None:
        """Keep back what people do from now on."""
        self.updates.hold()

    async def release(self, order: Order = list) -> None:
        """Deliver what was held: by webhook one after the other in this order, by polling in that of the numbers."""
        freed = self.updates.release(order)
        if self.webhook.hook is not None:
            return await self.webhook.deliver_in_order(freed)
        self.updates.pending += freed
        return self.ledger.bell.ring()

    def inject(self, content: Json) -> Json:
        """Let an update of any content wait for the bot, e.g. {"poll": {}}; the update with its number."""
        update = self.updates.make(content)
        self.updates.put_raw(update)
        return update

    async def knock(self, body: Json | bytes, *, secret: str | None = "right", url: str | None = None) -> int:
        """Post anything to the bot's webhook; the status. `secret` None sends no header, "right" the right one."""
        return await self.webhook.knock(body, secret=secret, url=url)

    def _all_methods(self) -> dict[str, Method]:
        messaging = Messaging(self.ledger, self.updates, Rates(self.limits))
        own: dict[str, Method] = {
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": lambda params: self._set_webhook({**params, "url": ""}),
            "getWebhookInfo": lambda params: self.webhook.info(),
        }
        return {name.casefold(): m for name, m in (own | messaging.methods() | self.profile.methods()).items()}

    def _get_updates(self, params: Json) -> object:
        if self.webhook.hook is not None:
            raise make_conflict(HOOKED)
        return self.updates.poll(params)

    def _set_webhook(self, params: Json) -> bool:
        self.webhook.set(params)
        if self.webhook.hook is not None:
            self.updates.end_poll("terminated by setWebhook request")
        return True

    async def _date(self, request: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = formatdate(self.clock.date() + self.clock.skew, usegmt=True)

    async def _open_front_door(self, request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": "https://core.telegram.org/bots"})

    async def _handle(self, request: web.Request) -> web.Response:
        call = Call(request.match_info["method"], await read_params(request), self.clock.seconds())
        self.calls.append(call)
        self.ledger.bell.ring()
        if self._log is not None:
            append_call(self._log, call)
        trouble = self.troubles.take(call.method)
        answer = await self._answer(request.match_info["token"], call, trouble)
        await asyncio.sleep(self.troubles.round_trip)
        self.ledger.bell.ring()
        if trouble is not None and trouble.cut and request.transport is not None:
            request.transport.abort()
        return answer

    async def _answer(self, token: str, call: Call, trouble: Trouble | None) -> web.Response:
        body: Json = {"ok": True}
        status = 200
        try:
            if not (trouble and trouble.cut == "before"):
                body["result"] = await self._run(token, call, trouble)
        except RefusedError as refused:
            body, status = _as_body(refused), refused.status
        call.status = CUT_OFF if trouble is not None and trouble.cut else status
        call.description = body.get("description", "")
        return web.json_response(body, status=status)

    async def _run(self, token: str, call: Call, trouble: Trouble | None) -> object:
        if token != self.token:
            raise RefusedError(401, "Unauthorized")
        if trouble is not None and trouble.refusal is not None:
            raise trouble.refusal
        method = self._methods.get(call.method.casefold())
        if method is None:
            raise RefusedError(404, "Not Found: method not found")
        found = method(call.params)
        return await found if isawaitable(found) else found


def count_refused(calls: Iterable[Call], *, status: int) -> int:
    """How many calls got this status."""
    return sum(call.status == status for call in calls)


def _as_body(refused: RefusedError) -> Json:
    body: Json = {"ok": False, "error_code": refused.status, "description": refused.description}
    return body | ({} if refused.retry_after is None else {"parameters": {"retry_after": refused.retry_after}})
