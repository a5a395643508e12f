"""The only place that names concrete classes and puts them together."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import uuid4

from adapters.console.app import Desk, Speaker
from adapters.console.limits import NEWCOMER
from adapters.console.send import ConsoleChannel
from adapters.delivery import Delivery
from bot.dispatcher import Dispatcher
from bot.faults import name_fault
from bot.ports import Store, UnitOfWork
from bot.routing import find_waiting
from bot.turns import CONSOLE, Turns
from dialogs.flow import Setting
from dialogs.inbound import Inbound
from dialogs.phrases import say
from dialogs.prompt import Prompt
from knowledge.catalogue import Catalogue
from knowledge.project import Person
from storage.opening import open_store
from storage.rows import StoreFailedError, StoreUnusableError

log = logging.getLogger(__name__)

LOCAL = "local"


def now() -> datetime:
    """Our one clock, in the time zone of this machine: today is the day that people here call today."""
    return datetime.now(UTC).astimezone()


def fresh_key() -> str:
    """A key for an act whose channel gives none."""
    return f"{CONSOLE}:{uuid4().hex}"


class ConsoleDesk(Desk):
    """What the terminal needs of the house: takes acts, delivers what they brought about, knows who is here."""

    def __init__(
        self,
        store: Store,
        channel: ConsoleChannel,
        *,
        catalogue: Catalogue,
        language: str,
        asked: Callable[[], None] = lambda: None,
    ) -> None:
        """`asked` is called once, when the first question is on its way."""
        self._asked: Callable[[], None] | None = asked
        self._store = store
        self._channel = channel
        self._language = language
        self._catalogue = catalogue
        self._turns = Turns(store, catalogue, language=language)
        self._dispatcher = Dispatcher(store, {channel.name: channel})

    async def take(self, inbound: Inbound) -> None:
        """Take one turn to its end and hand its replies to the terminal. A fault of ours ends only the turn."""
        try:
            await self._turns.take(inbound)
        except (StoreUnusableError, StoreFailedError, OSError):
            raise
        except Exception as error:
            log.error("turn.failed key=%s fault=%s", inbound.key, name_fault(error))
            await self._apologise(inbound)
        await self.refresh()
        if self._asked is not None:
            asked, self._asked = self._asked, None
            asked()

    async def _apologise(self, inbound: Inbound) -> None:
        person = await self._store.read(lambda uow: uow.find_person(inbound.who))
        sorry = Prompt(body=say("sorry", language=person.language if person else self._language))
        await self._channel.deliver(
            Delivery(
                id=inbound.key,
                conversation=inbound.room.conversation,
                person=inbound.who.user,
                name=inbound.who.name,
                prompt=sorry,
            )
        )

    async def refresh(self) -> None:
        """Hand over what has become due."""
        await self._dispatcher.deliver_due(CONSOLE, clock=now)

    async def people(self) -> tuple[Speaker, ...]:
        """Everybody known at this terminal."""
        return await self._store.read(lambda uow: _speakers(uow, self._catalogue))


def _speakers(uow: UnitOfWork, catalogue: Catalogue) -> tuple[Speaker, ...]:
    return tuple(_speaker(uow, person, catalogue) for person in uow.people(LOCAL))


def _speaker(uow: UnitOfWork, person: Person, catalogue: Catalogue) -> Speaker:
    rooms = [room.room for room in uow.rooms_of(person.id) if room.channel == CONSOLE]
    projects = [uow.find_project(project) for project in uow.projects_of(person.id)[-1:]]
    member = next((p.find_member(person.id) for p in projects if p), None)
    return Speaker(
        user=_user(rooms) or person.name.casefold(),
        name=person.name,
        role=member.role if member else "",
        waiting=find_waiting(uow, Setting(at=now(), person=person, catalogue=catalogue)) is not None,
        language=person.language,
    )


def _user(rooms: list[str]) -> str:
    """One of the rooms, and always the same: a person under two ids would have two conversations, in no one order."""
    return NEWCOMER if NEWCOMER in rooms else min(rooms, default="")


@asynccontextmanager
async def opened(url: str, *, writing: bool = True, alone: str | None = None) -> AsyncIterator[Store]:
    """A store for as long as it is needed; `alone` is a part that one process at a time plays on it."""
    store = open_store(url, writing=writing, alone=alone)
    try:
        yield store
    finally:
        await store.close()
