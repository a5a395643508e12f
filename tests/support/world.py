"""A whole conversation in memory, without a loop: people who say and tap, and what each of them last read."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from adapters.delivery import Delivery, Limits, Opening, Settlement, TooLateError
from bot.codes import Links
from bot.dispatcher import Dispatcher
from bot.ports import Store, UnitOfWork
from bot.turns import CONSOLE, Turns
from dialogs.inbound import Ack, Content, Door, Identity, Inbound, Opened, Room, Said, Tapped
from dialogs.prompt import Option, Prompt
from dialogs.session import DialogSession
from dialogs.token import decode_token
from knowledge.loading import load_catalogue
from knowledge.project import Project
from storage.memory import MemoryStore
from storage.rows import EVERYTHING, Owed

T = TypeVar("T")

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def done(work: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine that never waits, as those of the store in memory."""
    try:
        work.send(None)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]  # what the coroutine returns
    raise AssertionError("this store waits; give the world one that does not")


class Letterbox:
    """A channel that keeps what it was given, in the order in which it came."""

    name = CONSOLE
    limits = Limits()

    def __init__(self) -> None:
        self.delivered: list[Delivery] = []
        self.shown: list[Opening] = []
        self.is_late = False
        self.settled: list[Settlement] = []

    async def deliver(self, delivery: Delivery) -> str:
        """Keep it; the receipt is its id."""
        self.delivered.append(delivery)
        return delivery.id

    def calls_for(self, task: Delivery | Settlement | Opening) -> int:
        """One."""
        return 1

    async def settle(self, settlement: Settlement) -> None:
        """Keep it."""
        self.settled.append(settlement)

    async def show(self, opening: Opening) -> None:
        """Keep a window, unless it is too late for it."""
        if self.is_late:
            raise TooLateError("the trigger is dead")
        self.shown.append(opening)


class World:
    """One workspace at one terminal, unless a test goes to another channel. Time stands still; keys count.

    `channel`, `workspace` and `door` are those of whoever acts next.
    """

    def __init__(self, store: Store | None = None, *, language: str = "en", links: Links | None = None) -> None:
        self.store: Store = store or MemoryStore()
        self.channel, self.workspace = CONSOLE, "local"
        self.door: Door = "open"
        self.links = links
        self.letterbox = Letterbox()
        self.at = MONDAY
        self.language = language
        self.count = 0
        self.prompts: dict[str, Prompt] = {}
        self.history: list[tuple[str, Option]] = []
        self.acks: list[Ack] = []

    def says(self, name: str, text: str, *, key: str | None = None) -> list[Delivery]:
        """Somebody writes; what came of it, to whomever. Whoever sits down first is asked something first."""
        if not self.letterbox.delivered:
            self.opens(name)
        return self.takes(self.inbound(name, Said(text=text), key=key))

    def opens(self, name: str) -> list[Delivery]:
        """Somebody comes back."""
        return self.takes(self.inbound(name, Opened()))

    def taps(self, name: str, label: str) -> list[Delivery]:
        """Somebody taps a button of the last question they read, by its label."""
        options = self.prompts[name].options
        found = [option for option in options if option.label == label]
        assert found, f"{name} has no button {label!r}, but {[option.label for option in options]}"
        return self.taps_token(name, found[0].token)

    def taps_token(self, name: str, token: str, *, key: str | None = None) -> list[Delivery]:
        """Somebody taps any button at all."""
        return self.takes(self.inbound(name, Tapped(token=token), key=key))

    def inbound(self, name: str, content: Content, *, key: str | None = None) -> Inbound:
        """An act as the channel would hand it over."""
        self.count += 1
        user = name.casefold()
        return Inbound(
            key=key or f"{self.channel}:{self.count}",
            who=self.identity(name),
            room=Room(channel=self.channel, workspace=self.workspace, room=user),
            at=self.at,
            content=content,
            door=self.door,
        )

    def goes_to(self, channel: str, *, workspace: str, door: Door) -> None:
        """From here on people act there."""
        self.channel, self.workspace, self.door = channel, workspace, door

    def conversation(self, name: str) -> str:
        """Where somebody is spoken to on the channel of the moment."""
        return Room(channel=self.channel, workspace=self.workspace, room=name.casefold()).conversation

    def sent_rows(self) -> list[Owed]:
        """What the store keeps of all that was delivered."""
        assert isinstance(self.store, MemoryStore)
        return list(self.store.kept().sent.values())

    def identity(self, name: str) -> Identity:
        """Who somebody is on the channel of the moment."""
        return Identity(channel=self.channel, workspace=self.workspace, user=name.casefold(), name=name)

    def takes(self, inbound: Inbound) -> list[Delivery]:
        """Take one inbound to its end, through JSON, and read what was delivered."""
        turns = Turns(self.store, load_catalogue(), language=self.language, links=self.links)
        before = len(self.letterbox.delivered)
        self.acks.append(done(turns.take(inbound)))
        for channel in (CONSOLE, "slack", "telegram"):
            done(Dispatcher(self.store, {channel: self.letterbox}).deliver_due(channel, clock=lambda: self.at))
        new = self.letterbox.delivered[before:]
        for delivery in new:
            self._read(delivery)
        self._through_json()
        return new

    def later(self, **span: float) -> None:
        """Let time pass."""
        self.at += timedelta(**span)

    def text(self, name: str) -> str:
        """What somebody last read."""
        return self.prompts[name].body.plain

    def labels(self, name: str) -> list[str]:
        """The buttons under it."""
        return [option.label for option in self.prompts[name].options]

    def project(self) -> Project:
        """The newest project, whole."""
        return self.projects()[-1]

    def projects(self) -> list[Project]:
        """All projects, whole, oldest first."""
        found = done(self.store.read(lambda uow: [uow.find_project(p, parts=EVERYTHING) for p in uow.projects()]))
        return [project for project in found if project is not None]

    def session(self, name: str) -> DialogSession:
        """The conversation that hears somebody's words."""

        def work(uow: UnitOfWork) -> DialogSession:
            person = uow.find_person(self.inbound(name, Opened()).who)
            session = uow.find_session(person.active) if person and person.active else None
            assert session is not None, f"nobody has talked to {name}"
            return session

        return done(self.store.read(work))

    def finished(self, name: str) -> list[DialogSession]:
        """Somebody's conversations that have come to their end, as far as buttons were drawn for them."""
        tokens = (decode_token(option.token) for who, option in self.history if who == name)
        ids = dict.fromkeys(token.session for token in tokens if token)

        def work(uow: UnitOfWork) -> list[DialogSession]:
            return [found for each in ids if (found := uow.find_session(each)) and found.finished]

        return done(self.store.read(work))

    def step(self, name: str) -> tuple[str, str]:
        """Flow and step at which somebody stands."""
        session = self.session(name)
        return session.flow, session.step

    def _read(self, delivery: Delivery) -> None:
        self.prompts[delivery.name] = delivery.prompt
        self.history.extend((delivery.name, option) for option in delivery.prompt.options)

    def _through_json(self) -> None:
        for project in self.projects():
            assert Project.model_validate_json(project.model_dump_json()) == project
        for session in self._sessions():
            assert DialogSession.model_validate_json(session.model_dump_json()) == session

    def _sessions(self) -> list[DialogSession]:
        def work(uow: UnitOfWork) -> list[DialogSession]:
            return [session for person in uow.people("local") for session in uow.open_sessions(person.id)]

        return done(self.store.read(work))
