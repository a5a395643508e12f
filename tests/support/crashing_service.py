"""A service that ends itself by SIGKILL between two points of a turn. Every part of it is the real one.

Which point that is stands in a file, which is read at every point: so the test names it just before somebody acts.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any, Literal, TypeVar, cast

import adapters.slack.app
import adapters.slack.send
import adapters.telegram.app
import adapters.telegram.send
import bot.on_slack
import bot.on_telegram
import bot.platforms
from adapters.delivery import Delivery, DeliveryError, Limits, Opening, Settlement
from adapters.slack.send import SlackChannel
from adapters.telegram.send import TelegramChannel
from bot.bootstrap import opened
from bot.logs import set_up_logs
from bot.ports import Store
from bot.service import run_until_told
from bot.settings import read_settings
from knowledge.loading import load_catalogue
from tests.support.doomed_store import STORE_POINTS, DoomedStore, StorePoint, die

T = TypeVar("T")

Point = (
    StorePoint
    | Literal["received", "parsed", "acknowledged", "settled", "rendered", "taken", "heard", "opening", "opened"]
)
"""`acknowledged` is not met by itself: the claim waits there for whoever kills. `taken`: by the platform, unheard."""

_COMMITTED = STORE_POINTS.index("after commit") + 1
_CLAIMED = STORE_POINTS.index("after claim") + 1
POINTS: tuple[Point, ...] = (
    "received",
    "parsed",
    *STORE_POINTS[:_COMMITTED],
    "acknowledged",
    *STORE_POINTS[_COMMITTED:_CLAIMED],
    "rendered",
    "taken",
    "heard",
    *STORE_POINTS[_CLAIMED:],
)
"""In the order in which one inbound meets them. Beside them stand `settled`, where a question with buttons is answered,
and `opening` and `opened`, where a window is the reply."""

UNHURRIED = Limits(at_once=50)
"""The loopback platforms of these tests have no pace: a test of deaths need not wait for any."""


@dataclass(frozen=True)
class Start:
    """All that one process is told. `ahead` is by how much its clock is; `fate` is the file with the point."""

    settings: dict[str, str]
    url: str
    port: int
    ahead: timedelta
    fate: Path
    errors: Path


def live(told: Start) -> None:
    """The life of one process."""
    errors = os.open(told.errors, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(errors, 2)
    os.environ["SSL_CERT_DIR"] = str(told.fate.parent)  # loopback needs no authorities, and to read them takes long
    doom = _Doom(told.fate)
    _doom_seams(doom)
    asyncio.run(_serve(told, doom))


async def _serve(told: Start, doom: _Doom) -> None:
    """As `itfits run` does."""
    settings = read_settings(told.settings)
    set_up_logs(settings)
    async with opened(told.url) as store:
        doomed = cast("Store", DoomedStore(store, doom))
        service = bot.platforms.make_service(
            settings, doomed, catalogue=load_catalogue(), clock=lambda: datetime.now(UTC) + told.ahead
        )
        await run_until_told(service, host="127.0.0.1", port=told.port)


class _Doom:
    """Ends this process where the file says so."""

    def __init__(self, fate: Path) -> None:
        self._fate = fate

    def reach(self, point: Point) -> None:
        if self._fate.exists():
            self._meet(point)

    def _meet(self, point: Point) -> None:
        told = self._fate.read_text(encoding="utf-8")
        if told == point:
            die()
        if (told, point) == ("acknowledged", "before the claim's commit"):
            Event().wait()


def _doom_seams(doom: _Doom) -> None:
    """Put points into the adapters, from outside: this process does nothing else."""

    def parsing(parse: Callable[..., T]) -> Callable[..., T]:
        def doomed(*args: object, **kwargs: object) -> T:
            doom.reach("received")
            found = parse(*args, **kwargs)
            doom.reach("parsed")
            return found

        return doomed

    def rendering(render: Callable[..., T]) -> Callable[..., T]:
        def doomed(*args: object, **kwargs: object) -> T:
            rendered = render(*args, **kwargs)
            doom.reach("rendered")
            return rendered

        return doomed

    for name in ("parse_event", "parse_action", "parse_view", "parse_command", "parse_shortcut"):
        _replace(adapters.slack.app, name, parsing)
    _replace(adapters.telegram.app, "parse_update", parsing)
    _replace(adapters.slack.send, "render_message", rendering)
    _replace(adapters.telegram.send, "render_message", rendering)
    _replace(bot.on_slack, "SlackChannel", partial(_doomed_channel, doom=doom))
    _replace(bot.on_telegram, "TelegramChannel", partial(_doomed_channel, doom=doom))


def _replace(module: object, name: str, make: Callable[[Any], object]) -> None:
    setattr(module, name, make(getattr(module, name)))


def _doomed_channel(real: type[SlackChannel] | type[TelegramChannel], *, doom: _Doom) -> type:
    """The real channel with the points around its calls, in no hurry."""

    class Doomed(real):  # type: ignore[misc, valid-type]  # one of two classes, chosen by whoever calls
        limits = UNHURRIED

        async def deliver(self, delivery: Delivery) -> str:
            try:
                receipt: str = await super().deliver(delivery)
            except DeliveryError as error:
                if error.unknown:
                    doom.reach("taken")
                raise
            doom.reach("heard")
            return receipt

        async def settle(self, settlement: Settlement) -> None:
            await super().settle(settlement)
            doom.reach("settled")

        async def show(self, opening: Opening) -> None:
            doom.reach("opening")
            await super().show(opening)
            doom.reach("opened")

    return Doomed
