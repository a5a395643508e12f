"""The whole service between a loopback Slack and a loopback Telegram: one process, real sockets, hurried time.

Put together as `itfits run` does it. Who talks to it is in `talkers`; what they say is for the tests.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from aiohttp import ClientError, ClientSession

from bot.bootstrap import now
from bot.platforms import make_service
from bot.ports import Store
from bot.service import Service
from bot.settings import Settings, read_settings
from knowledge.loading import load_catalogue
from storage.opening import open_store
from tests.support.slack.server import LoopbackSlack
from tests.support.telegram.limits import Clock
from tests.support.telegram.server import LoopbackTelegram

SECRET = "a-webhook-secret-of-ours"
GLANCE = 0.004  # seconds between two looks, of the clock that nobody moves
LOST = 15.0  # seconds after which waiting is given up: a net, nothing is measured by it


@dataclass(frozen=True)
class Modes:
    """How each platform reaches the service."""

    slack: Literal["socket", "http"] = "socket"
    telegram: Literal["polling", "webhook"] = "polling"

    def __str__(self) -> str:
        return f"{self.slack}-{self.telegram}"


MODES = (
    Modes("socket", "polling"),
    Modes("http", "webhook"),
    Modes("socket", "webhook"),
    Modes("http", "polling"),
)
BOTH_WAYS = MODES[:2]
"""Each mode of each platform once."""


class Time:
    """One time for the service and both platforms. A test lets it pass, and nobody waits for anybody's pace."""

    def __init__(self) -> None:
        self.ahead = 0.0
        self.slack: LoopbackSlack | None = None
        loop = asyncio.get_running_loop()
        self.seconds = loop.time
        loop.time = self.monotonic  # type: ignore[method-assign]  # timers of all libraries follow the test's time

    def monotonic(self) -> float:
        """Seconds, as timers count."""
        return self.seconds() + self.ahead

    def now(self) -> datetime:
        """What the clock on the wall says."""
        return now() + timedelta(seconds=self.ahead)

    def passes(self, seconds: float) -> None:
        """Let time go by for everybody."""
        self.ahead += seconds
        if self.slack is not None:
            self.slack.passes(seconds=seconds)


@dataclass
class House:
    """A service at work, the platforms around it, and the store under it."""

    url: str
    modes: Modes
    time: Time
    slack: LoopbackSlack
    telegram: LoopbackTelegram
    port: int
    more: Mapping[str, str] = field(default_factory=dict)
    _store: Store | None = None
    _service: Service | None = None
    _task: asyncio.Task[None] | None = None

    @property
    def address(self) -> str:
        """Where its HTTP server listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def store(self) -> Store:
        """Where everything is kept."""
        assert self._store is not None, "the service does not run"
        return self._store

    async def start(self) -> None:
        """Begin, and wait until all parts work."""
        self._store = open_store(self.url)
        self._service = make_service(self.settings, self._store, catalogue=load_catalogue(), clock=self.time.now)
        self._task = asyncio.create_task(self._service.run(host="127.0.0.1", port=self.port))
        await self.waits_until(self.is_well)
        if self.modes.slack == "http":
            await self.slack.point_at(self.address)
        else:
            await self.slack.connected()

    async def stop(self) -> None:
        """End as on SIGTERM. What a killed process leaves is for tests that start one."""
        if self._service is not None and self._task is not None:
            self._service.stop()
            await self._task
        if self._store is not None:
            await self._store.close()
        self._store = self._service = self._task = None

    async def is_well(self) -> bool:
        """Whether it says so itself."""
        assert self._task is not None
        assert not self._task.done(), "the service has ended"
        try:
            async with ClientSession() as client, client.get(f"{self.address}/healthz") as answer:
                return answer.status == 200
        except ClientError:
            return False

    async def metrics(self) -> str:
        """Its numbers, as Prometheus reads them."""
        async with ClientSession() as client, client.get(f"{self.address}/metrics") as answer:
            return await answer.text()

    async def quiet(self) -> None:
        """Wait until everything that was said is taken, and everything that is owed is sent."""
        await self.waits_until(self.is_quiet)

    async def is_quiet(self) -> bool:
        """Whether nothing is under way."""
        is_waiting = self.telegram.updates.pending or self.slack.post.tasks
        return not is_waiting and not await self.owed()

    async def owed(self) -> dict[str, int]:
        """How many messages wait, by channel."""
        return await self.store.read(lambda uow: uow.count_owed())

    async def waits_until(self, is_so: Callable[[], Awaitable[bool]]) -> None:
        """Wait for something that is asked anew each time."""
        end = self.time.seconds() + LOST
        while not await is_so():
            assert self.time.seconds() < end, f"waited in vain for {getattr(is_so, '__name__', is_so)}"
            await asyncio.sleep(GLANCE)

    @property
    def settings(self) -> Settings:
        """What its operator wrote."""
        own = {
            "ITFITS_SLACK_BOT_TOKEN": self.slack.home.bot_token,
            "ITFITS_SLACK_API_URL": self.slack.api_url,
            "ITFITS_TELEGRAM_BOT_TOKEN": self.telegram.token,
            "ITFITS_TELEGRAM_API_URL": self.telegram.url,
            "ITFITS_TELEGRAM_MODE": self.modes.telegram,
            "ITFITS_TELEGRAM_WEBHOOK_SECRET": SECRET,
            "ITFITS_PUBLIC_URL": self.address,
        }
        if self.modes.slack == "socket":
            return read_settings({**own, "ITFITS_SLACK_APP_TOKEN": self.slack.app_token, **self.more})
        return read_settings({**own, "ITFITS_SLACK_SIGNING_SECRET": self.slack.signing_secret, **self.more})


@asynccontextmanager
async def open_house(url: str, modes: Modes = BOTH_WAYS[0], **more: str) -> AsyncIterator[House]:
    """A service on the store at that address, begun and well. `more` are further settings."""
    time = Time()
    clock = Clock(seconds=time.monotonic, date=lambda: time.now().timestamp())
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(LoopbackSlack(ack_seconds=LOST))
        telegram = await stack.enter_async_context(LoopbackTelegram(clock=clock))
        time.slack = slack
        house = House(url, modes, time, slack, telegram, await find_port(), more)
        stack.push_async_callback(house.stop)
        await house.start()
        yield house


async def find_port() -> int:
    """A port that nobody listens at."""
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port
