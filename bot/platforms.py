"""Which platforms a service has, put together from settings. With `bot/bootstrap.py` all that names concrete classes.

Apart from it because these libraries take a second to load, and a terminal needs none of them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from time import monotonic

from bot.codes import Links
from bot.dispatcher import Dispatcher
from bot.faults import name_fault
from bot.intake import Intake
from bot.metrics import Metrics
from bot.on_slack import make_slack
from bot.on_telegram import make_telegram, start_key
from bot.ports import Channel, Store
from bot.sending import Clock
from bot.service import Platform, Service
from bot.settings import Settings
from bot.turns import Turns
from knowledge.loading import load_catalogue
from storage.rows import StoreFailedError

log = logging.getLogger(__name__)

SEEN_EVERY = 60.0
"""Seconds between two notes of the same sighting: whoever knocks without end must not fill our store."""


def make_service(settings: Settings, store: Store, *, clock: Clock) -> Service:
    """The service that these settings describe; they must have no conflict."""
    metrics = Metrics()
    links = Links(slack=settings.has_slack, start_key=start_key(settings))
    turns = Turns(store, load_catalogue(), language=settings.language, links=links)
    channels: dict[str, Channel] = {}
    dispatcher = Dispatcher(store, channels, count=metrics.count_delivery)
    intake = Intake(store, turns.take, wake=dispatcher.wake, counts=metrics, language=settings.language)
    sight = Sightings(store, clock=clock).note

    def meet(username: str) -> None:
        turns.links = replace(links, telegram=username)

    platforms: list[Platform] = []
    if settings.has_slack:
        platforms.append(make_slack(settings, store, take=intake.take, look=turns.look, sight=sight, clock=clock))
    if settings.has_telegram:
        platforms.append(make_telegram(settings, store, take=intake.take, sight=sight, clock=clock, meet=meet))
    channels.update({platform.channel.name: platform.channel for platform in platforms})
    return Service(store, platforms, dispatcher=dispatcher, metrics=metrics, clock=clock)


class Sightings:
    """Notes what an operator should hear of, each kind now and then."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._noted: dict[str, float] = {}

    async def note(self, kind: str) -> None:
        """It happened (once more)."""
        now = monotonic()
        if now - self._noted.get(kind, -SEEN_EVERY) < SEEN_EVERY:
            return
        self._noted[kind] = now
        log.warning("sighting kind=%s", kind)
        try:
            await self._store.run(lambda uow: uow.sight(kind, at=self._clock()))
        except StoreFailedError as error:  # whoever knocks is turned away all the same
            log.warning("sighting.lost kind=%s fault=%s", kind, name_fault(error))
