"""What the use cases need of the outside world, as Protocols. No code that runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from adapters.delivery import Delivery, Settlement
from dialogs.effects import Note
from dialogs.inbound import Identity, Room
from dialogs.session import DialogSession
from knowledge.project import Person, Project
from storage.rows import Owed, Part

T = TypeVar("T")


class UnitOfWork(Protocol):
    """All reads and writes of one transaction. Nothing here waits, and no time is the database's own."""

    def receive(self, key: str, *, at: datetime) -> bool:
        """Note that an inbound came. False: its key was seen before, and nothing else may happen."""

    def find_person(self, who: Identity) -> Person | None:
        """The person behind an identity."""

    def get_person(self, person: str) -> Person:
        """A person by id; KeyError where there is none."""

    def people(self, workspace: str) -> tuple[Person, ...]:
        """All persons of a workspace, in the order in which they came."""

    def save_person(self, person: Person) -> None:
        """Insert or update."""

    def link(self, who: Identity, *, person: str, room: Room) -> None:
        """This identity is that person, and is reached in that room. Again: the room is the newest one."""

    def rooms_of(self, person: str) -> tuple[Room, ...]:
        """Where a person can be reached, the newest link first."""

    def projects_of(self, person: str) -> tuple[str, ...]:
        """Ids of the projects in which the person is a member who has not left, oldest first."""

    def projects(self) -> tuple[str, ...]:
        """Ids of all projects of the store, oldest first."""

    def newest_project(self, workspace: str) -> str | None:
        """The id of the project begun last in a workspace."""

    def find_project(self, project: str, *, parts: frozenset[Part] = frozenset()) -> Project | None:
        """A project with its members and steps, and those of its larger collections that `parts` names."""

    def save_project(self, before: Project | None, after: Project) -> None:
        """Write what differs: new rows are inserted, changed ones updated, none deleted."""

    def find_session(self, session: str) -> DialogSession | None:
        """A session by id, finished or not."""

    def open_sessions(self, person: str) -> tuple[DialogSession, ...]:
        """A person's sessions that are not finished, oldest first."""

    def save_session(self, session: DialogSession) -> None:
        """Insert or update."""

    def note(self, note: Note) -> None:
        """Add a line to the journal."""

    def owe(self, owed: Owed) -> None:
        """Add a row to the outbox; its sequence within the conversation is given here."""

    def claim(self, channel: str, *, now: datetime, until: datetime, limit: int) -> tuple[Owed, ...]:
        """Take the head of each conversation that is due and not leased, and lease it.

        A head is the first unsent row with no earlier unsent row of its conversation that is due or has been tried.
        """

    def find_sent(self, *, session: str, visit: int) -> tuple[Owed, ...]:
        """The sent messages that asked this visit's question, oldest first (for their receipts)."""

    def mark_sent(self, owed: str, *, at: datetime, receipt: str | None) -> None:
        """It arrived: keep the receipt, empty the words."""

    def mark_tried(self, owed: str, *, due: datetime) -> None:
        """It did not arrive: due again then, and nothing of its conversation may overtake it."""


class Store(Protocol):
    """A place that keeps everything. `work` may run more than once and does nothing but through its unit of work."""

    async def run(self, work: Callable[[UnitOfWork], T], *, locks: frozenset[str] = frozenset()) -> T:
        """Run in one transaction, alone on these keys, committed (and durable) when this returns.

        Units that share a key run in the order in which they arrived. An exception of `work` rolls back and comes out.
        """

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run without locks; writes are refused."""

    async def close(self) -> None:
        """Let go of everything the store holds."""


class Channel(Protocol):
    """A way out. Both raise a `DeliveryError` where it did not work."""

    @property
    def name(self) -> str:
        """As it stands in the outbox."""

    async def deliver(self, delivery: Delivery) -> str:
        """Show a message; the receipt finds it again."""

    async def settle(self, settlement: Settlement) -> None:
        """Show that a question is answered."""
