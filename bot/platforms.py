"""Which platforms a service has, put together from settings. With `bot/bootstrap.py` all that names concrete classes.

Apart from it because these libraries take a second to load, and a terminal needs none of them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from time import monotonic

from adapters.delivery import Take
from bot.codes import Links
from bot.dispatcher import Dispatcher
from bot.faults import name_fault
from bot.intake import Intake
from bot.metrics import Metrics
from bot.on_slack import make_slack
from bot.on_telegram import make_telegram, start_key
from bot.ports import Channel, Store, UnitOfWork
from bot.sending import Clock
from bot.service import Platform, Service
from bot.settings import Settings
from bot.turns import Turns
from dialogs.inbound import Ack, Inbound
from knowledge.catalogue import Catalogue
from storage.rows import StoreFailedError

log = logging.getLogger(__name__)

SEEN_EVERY = 60.0
"""Seconds between two notes of the same sighting: whoever knocks without end must not fill our store."""


def make_service(settings: Settings, store: Store, *, catalogue: Catalogue, clock: Clock) -> Service:
    """The service that these settings describe; they must have no conflict."""
    metrics = Metrics()
    links = Links(slack=settings.has_slack, start_key=start_key(settings))
    turns = Turns(store, catalogue, language=settings.language, links=links)
    channels: dict[str, Channel] = {}
    dispatcher = Dispatcher(store, channels, count=metrics.count_delivery)
    intake = Intake(store, turns.take, wake=dispatcher.wake, counts=metrics, language=settings.language)
    sightings = Sightings(store, clock=clock)

    def taking(kind: str) -> Take:
        """Whoever is heard has shown that they are who they say: what was seen before of that kind is over."""

        async def take(inbound: Inbound) -> Ack:
            ack = await intake.take(inbound)
            await sightings.clear(kind)
            return ack

        return take

    def meet(username: str) -> None:
        turns.links = replace(links, telegram=username)

    platforms: list[Platform] = []
    if settings.has_slack:
        take = taking("slack.signature")
        slack = make_slack(settings, store, take=take, look=turns.look, sight=sightings.note, clock=clock)
        platforms.append(slack)
    if settings.has_telegram:
        take = taking("telegram.secret")
        telegram = make_telegram(settings, store, take=take, sight=sightings.note, clock=clock, meet=meet)
        platforms.append(telegram)
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
        await self._keep(kind, lambda uow: uow.sight(kind, at=self._clock()))

    async def clear(self, kind: str) -> None:
        """It is over, if it was noted here."""
        if self._noted.pop(kind, None) is not None:
            await self._keep(kind, lambda uow: uow.clear_sighting(kind))

    async def _keep(self, kind: str, work: Callable[[UnitOfWork], None]) -> None:
        try:
            await self._store.run(work)
        except StoreFailedError as error:  # whoever knocks is answered all the same
            log.warning("sighting.lost kind=%s fault=%s", kind, name_fault(error))
