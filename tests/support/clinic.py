"""People on two platforms, and one service after the other that answers them on one store.

Each act is played to its end, also where a service dies in it: the platforms bring again what they really bring again,
and people tap again where they saw that a tap went nowhere.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from signal import SIGKILL
from typing import Literal

from sqlalchemy import Engine, create_engine, func, select

from storage import tables
from tests.support.clinic_people import Act, Do, People, Shown
from tests.support.crashing_service import Point, Start
from tests.support.processes import PATIENCE, HangsError
from tests.support.service_process import Service
from tests.support.slack.server import LoopbackSlack
from tests.support.telegram.limits import Clock, Limits
from tests.support.telegram.server import LoopbackTelegram
from tests.support.world import MONDAY

SECRET = "a-secret-of-ours"
GLANCE = 0.01
"""Seconds between two looks at what rings no bell."""


@dataclass(frozen=True)
class Modes:
    """How the platforms bring acts: Slack by its socket or by requests, Telegram by polling or by requests."""

    slack: Literal["socket", "http"] = "socket"
    telegram: Literal["polling", "webhook"] = "polling"


@dataclass
class Clinic:
    """Everybody, and the services that are at work now. `ahead` is by how much all clocks are."""

    people: People
    home: Path
    url: str
    modes: Modes
    ahead: timedelta
    services: list[Service] = field(default_factory=list)
    _port: int = 0
    _engine: Engine | None = None

    @property
    def fate(self) -> Path:
        """The file with the point at which a service ends."""
        return self.home / "fate"

    # ------------------------------------------------------------------------------------------ services

    async def begin(self) -> None:
        """Start a service, and wait until Slack knows where it is."""
        self._port = await find_port()
        await self.begin_another()
        if self.modes.slack == "http":
            slack = self.people.slack
            slack.requests.address = f"http://127.0.0.1:{self._port}"
            await slack.requests.opened()
            await slack.point_at(f"http://127.0.0.1:{self._port}")

    async def begin_another(self) -> None:
        """Start one more, beside those that are at work."""
        told = Start(
            settings=self._settings(),
            url=self.url,
            port=await find_port() if self.services else self._port,
            ahead=self.ahead,
            fate=self.fate,
            errors=self.home / "errors",
        )
        self.services.append(Service(told))

    async def has_beside(self, count: int) -> None:
        """See that so many stand by, beside the one that works."""
        while len(self.services) < 1 + count:
            await self.begin_another()
        await self.are_connected()

    def end(self) -> None:
        """Kill all that are at work."""
        for service in self.services:
            service.kill()
        if self._engine is not None:
            self._engine.dispose()

    def errors(self) -> list[str]:
        """What services said went wrong, all of them."""
        lines = (self.home / "errors").read_text(encoding="utf-8").splitlines()
        return [line for line in lines if _is_error(line)]

    async def are_connected(self) -> None:
        """Wait until Slack reaches all of them, and none that is gone."""
        slack = self.people.slack
        if self.modes.slack == "http":
            await slack.requests.opened()
        else:
            await _until(lambda: len(slack.sockets.connections) == len(self.services))

    def _settings(self) -> dict[str, str]:
        slack, telegram, ours = self.people.slack, self.people.telegram, f"http://127.0.0.1:{self._port}"
        settings = {
            "ITFITS_SLACK_BOT_TOKEN": slack.home.bot_token,
            "ITFITS_SLACK_API_URL": slack.api_url,
            "ITFITS_TELEGRAM_BOT_TOKEN": telegram.token,
            "ITFITS_TELEGRAM_API_URL": telegram.url,
        }
        if self.modes.slack == "socket":
            settings["ITFITS_SLACK_APP_TOKEN"] = slack.app_token
        else:
            settings["ITFITS_SLACK_SIGNING_SECRET"] = slack.signing_secret
        if self.modes.telegram == "webhook":
            settings["ITFITS_TELEGRAM_MODE"] = "webhook"
            settings["ITFITS_TELEGRAM_WEBHOOK_SECRET"] = SECRET
            settings["ITFITS_PUBLIC_URL"] = ours
        return settings

    # ---------------------------------------------------------------------------------------------- acts

    async def plays(self, act: Act, *, dying: Sequence[Point] = ()) -> dict[str, list[Shown]]:
        """Let somebody act, and everything come of it; what each person was shown, in that order.

        `dying`: a service ends at that point, and the next one at the next. Another one goes on, or comes.
        """
        do = self.people.prepare(act)
        if dying:
            await self._die_in(do, dying)
        else:
            assert await do(), f"{act} went nowhere, and nobody had died"
        await _until(self._is_at_rest)
        return self.people.shown()

    async def _die_in(self, do: Do, points: Sequence[Point]) -> None:
        doing: asyncio.Task[bool] | None = None
        for point in points:
            self._arm(point)
            if not self.services:
                await self._replace()
            doing = doing or asyncio.create_task(do())
            await (self._kill_once_acknowledged(doing) if point == "acknowledged" else self._one_ends())
            self._disarm()
        if not self.services:
            await self._replace()
        is_through = doing is None or await doing
        await self.are_connected()
        while not is_through:
            is_through = await do()

    def _arm(self, point: Point) -> None:
        self.fate.write_text(point, encoding="utf-8")
        if point == "taken":
            self.people.slack.hang_up("chat.postMessage", when="after")
            self.people.telegram.hang_up("sendMessage", when="after")

    def _disarm(self) -> None:
        self.fate.unlink()
        self.people.slack.weather.planned.clear()
        self.people.telegram.troubles.asked.clear()

    async def _kill_once_acknowledged(self, doing: asyncio.Task[bool]) -> None:
        await doing
        await self.people.slack.settle()
        await self.people.telegram.waits_until_taken()
        assert self.services.pop().kill() == -SIGKILL

    async def _one_ends(self) -> None:
        """Wait until one of the services has ended itself."""
        ends = {asyncio.create_task(service.ends()): service for service in self.services}
        done, waiting = await asyncio.wait(ends, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        for each in waiting:
            each.cancel()
        if not done:
            raise HangsError("no service came to where it was to die")
        for each in done:
            self.services.remove(ends[each])
            assert each.result() == -SIGKILL

    async def _replace(self) -> None:
        """Start another one, once Slack has seen that the connection is gone: else a try goes to nobody."""
        if self.modes.slack == "socket":
            await _until(lambda: not self.people.slack.sockets.connections)
        await self.begin_another()

    def _is_at_rest(self) -> bool:
        """Whether everything is brought, taken and sent."""
        slack, telegram = self.people.slack, self.people.telegram
        return not slack.post.tasks and not telegram.updates.pending and not self._count_owed()

    def _count_owed(self) -> int:
        if self._engine is None:
            self._engine = create_engine(self.url.replace("postgresql://", "postgresql+psycopg://"))
        with self._engine.connect() as connection:
            return connection.execute(select(func.count()).where(tables.outbox.c.sent.is_(None))).scalar_one()


@asynccontextmanager
async def open_clinic(url: str, *, home: Path, modes: Modes) -> AsyncIterator[Clinic]:
    """Three people and a service that is at work on this store."""
    ahead = MONDAY - datetime.now(UTC)
    clock = Clock(date=lambda: time.time() + ahead.total_seconds())
    limits = Limits(a_second=10_000, a_second_in_a_chat=1000.0, burst_in_a_chat=1000)
    async with (
        LoopbackSlack(burst=10_000, a_second=1000.0) as slack,
        LoopbackTelegram(clock=clock, limits=limits) as telegram,
    ):
        slack.passes(seconds=ahead.total_seconds())
        clinic = Clinic(People(slack, telegram), home, url, modes, ahead)
        try:
            await clinic.begin()
            await clinic.are_connected()
            yield clinic
        finally:
            clinic.end()


async def find_port() -> int:
    """A port that nobody listens at."""
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port


async def _until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not is_so():  # noqa: ASYNC110  # what it looks at rings no bell
            await asyncio.sleep(GLANCE)


def _is_error(line: str) -> bool:
    try:
        found = json.loads(line)
    except ValueError:
        return True
    return bool(found.get("level") in {"error", "critical"})
