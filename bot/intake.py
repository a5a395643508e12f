"""The way in for every platform: takes an act to its end, and puts aside what can never be taken."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from time import perf_counter
from typing import Protocol

from adapters.delivery import Take
from bot.faults import name_fault
from bot.ports import Store, UnitOfWork
from dialogs.inbound import Ack, Blocked, Crowded, Inbound
from dialogs.phrases import LANGUAGES, say
from dialogs.prompt import Prompt
from knowledge.ids import make_id
from storage.rows import Owed, SetAside, StoreFailedError, StoreUnusableError

log = logging.getLogger(__name__)

PAUSES = (0.0, 0.1, 0.5)
"""Seconds before each of the tries that an act gets by itself; Slack waits three in all."""


PROBE = "intake.probe"
"""What is never sighted: taking it away writes nothing, and shows that the store is there."""


class Counts(Protocol):
    """Where numbers go."""

    def count_inbound(self, channel: str, fate: str) -> None:
        """One act came to this."""

    def time_turn(self, channel: str, *, seconds: float) -> None:
        """One turn took so long."""


class Intake:
    """Takes inbounds by `take`, and wakes whoever sends."""

    def __init__(
        self, store: Store, take: Take, *, wake: Callable[[], None], counts: Counts, language: str = LANGUAGES[0]
    ) -> None:
        self._store = store
        self._take = take
        self._wake = wake
        self._counts = counts
        self._language = language

    async def take(self, inbound: Inbound) -> Ack:
        """Take it to its end. Where it raises, the store is away: nothing is kept, and the platform brings it again."""
        begun = perf_counter()
        try:
            ack, fate = await self._try(inbound)
        except BaseException:
            self._counts.count_inbound(inbound.who.channel, "failed")
            raise
        self._counts.count_inbound(inbound.who.channel, fate)
        self._counts.time_turn(inbound.who.channel, seconds=perf_counter() - begun)
        self._wake()
        return ack

    async def _try(self, inbound: Inbound) -> tuple[Ack, str]:
        fault = ""
        for pause in PAUSES:
            await asyncio.sleep(pause)
            try:
                ack = await self._take(inbound)
            except StoreUnusableError:
                raise
            except (StoreFailedError, OSError) as error:
                if not await self._is_store_there():
                    raise
                fault = name_fault(error)  # it is there for others: this act fails in it, and may do so each time
                log.warning("turn.failed key=%s fault=%s", inbound.key, fault)
            except Exception as error:  # a fault of ours, which may be one of the moment
                fault = name_fault(error)
                log.warning("turn.failed key=%s fault=%s", inbound.key, fault)
            else:
                return ack, "repeat" if ack.is_repeat else "taken"
        return await self._put_aside(inbound, fault), "set_aside"

    async def _is_store_there(self) -> bool:
        """Whether it takes a transaction that anything but its absence lets pass."""
        try:
            await self._store.run(lambda uow: uow.clear_sighting(PROBE))
        except (StoreFailedError, StoreUnusableError, OSError):
            return False
        return True

    async def _put_aside(self, inbound: Inbound, fault: str) -> Ack:
        log.error("inbound.set_aside key=%s fault=%s", inbound.key, fault)
        is_new = await self._store.run(lambda uow: self._note(uow, inbound, fault))
        return Ack(is_repeat=not is_new)

    def _note(self, uow: UnitOfWork, inbound: Inbound, fault: str) -> bool:
        """Never again this one, and its person is asked to say it again; False where it has come to its end already."""
        at = inbound.at
        if not uow.receive(inbound.key, at=at):
            return False
        for part in inbound.parts:
            uow.receive(part, at=at)
        known = uow.find_person(inbound.who)
        person = known.id if known else None
        uow.put_aside(SetAside(key=inbound.key, at=at, channel=inbound.who.channel, person=person, fault=fault))
        if not isinstance(inbound.content, Blocked | Crowded):
            uow.owe(_sorry(inbound, person=person, language=known.language if known else self._spoken(inbound), at=at))
        return True

    def _spoken(self, inbound: Inbound) -> str:
        return inbound.who.language if inbound.who.language in LANGUAGES else self._language


def _sorry(inbound: Inbound, *, person: str | None, language: str, at: datetime) -> Owed:
    return Owed(
        id=make_id("sorry", inbound.key),
        channel=inbound.room.channel,
        conversation=inbound.room.conversation,
        person=person,
        prompt=Prompt(body=say("sorry", language=language)),
        due=at,
    )
