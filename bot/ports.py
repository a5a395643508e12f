"""What the use cases need of the outside world, as Protocols. No code that runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from adapters.delivery import Delivery, Limits, Opening, Settlement
from dialogs.effects import Note
from dialogs.inbound import Identity, Room
from dialogs.session import DialogSession
from knowledge.project import Person, Project
from storage.rows import Installation, Owed, Part, SetAside, Sighting, Ticket, TicketKind

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

    def unlink(self, who: Identity) -> None:
        """This identity is nobody any more."""

    def rooms_of(self, person: str) -> tuple[Room, ...]:
        """Where a person can be reached, the newest link first; without rooms that were closed and not linked again."""

    def identities_of(self, person: str) -> tuple[Identity, ...]:
        """Who a person is on each channel, the newest link first. Names and languages are empty."""

    def close_room(self, conversation: str, *, at: datetime) -> tuple[Owed, ...]:
        """Nobody can be reached there any more; what was still owed there is owed no longer, and given back."""

    def conversations_of(self, channel: str, workspace: str) -> tuple[str, ...]:
        """Where in a workspace of a platform's somebody is reached, a team meets, or something is owed."""

    def merge_persons(self, *, kept: str, gone: str) -> None:
        """One person was known as two: everything of `gone` is `kept`'s from here on, and `gone` is there no more.

        Where both are on one team, the membership that still stands or leads counts.
        """

    def attach_room(self, room: Room, *, project: str) -> None:
        """This shared room is the team's. Again: the newest one is."""

    def room_of_project(self, project: str) -> Room | None:
        """The shared room of a project's team, unless it was closed."""

    def project_in_room(self, room: Room) -> str | None:
        """The project whose team meets in that room."""

    def add_ticket(self, ticket: Ticket) -> None:
        """Keep a code's digest."""

    def find_ticket(self, digest: str) -> Ticket | None:
        """A code by its digest, used or not."""

    def use_ticket(self, digest: str, *, at: datetime) -> None:
        """It cannot be used again."""

    def void_tickets(self, *, kind: TicketKind, person: str, at: datetime) -> None:
        """No unused code of this kind for that person can be used any more."""

    def count_guess(self, who: Identity, *, at: datetime, since: datetime) -> int:
        """Note that a code was tried; how many tries of this identity there were after `since`, this one counted."""

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
        """Take the head of each conversation that is due and not leased, and lease it; windows first, then by time.

        At most `limit`, but windows also where there is no place for anything else. A head is the first unsent row
        with no earlier unsent row of its conversation that is due or has been tried.
        """

    def find_asked(self, *, session: str, visit: int) -> tuple[Owed, ...]:
        """The messages (sent or not) and windows that asked this visit's question, oldest first."""

    def mark_sent(self, owed: str, *, at: datetime, receipt: str | None) -> None:
        """It arrived: keep the receipt, empty the words; those of a question with buttons stay until it is settled."""

    def mark_settled(self, *, conversation: str, session: str, visit: int) -> None:
        """The buttons of the question are gone there: empty the words of the messages that asked it."""

    def forget_prompts(self, session: str) -> None:
        """Empty the words of all messages of a session that were sent, settled or not."""

    def mark_tried(self, owed: str, *, due: datetime, unknown: bool = False) -> None:
        """It did not arrive, as far as is known: due again then, and nothing of its conversation may overtake it.

        `unknown`: it may have arrived, and one more try has ended in silence.
        """

    def release(self, channel: str, *, now: datetime) -> None:
        """Whoever sent there is gone: what they had claimed is free at once, and may be a repeat."""

    def next_due(self, channel: str) -> datetime | None:
        """When the next row of a channel is due, or the lease of one ends; None where it is owed nothing."""

    def count_owed(self) -> dict[str, int]:
        """Rows that wait, by channel."""

    def put_aside(self, aside: SetAside) -> None:
        """Keep that an inbound failed for good."""

    def all_aside(self) -> tuple[SetAside, ...]:
        """What was put aside, oldest first."""

    def sight(self, kind: str, *, at: datetime) -> None:
        """Something an operator should hear of happened (once more)."""

    def clear_sighting(self, kind: str) -> None:
        """It is over."""

    def sightings(self) -> tuple[Sighting, ...]:
        """All that is not over, oldest first."""

    def save_installation(self, installation: Installation) -> None:
        """Insert or update, by channel and workspace."""

    def find_installation(self, channel: str, workspace: str) -> Installation | None:
        """How a workspace is installed."""

    def delete_installation(self, channel: str, workspace: str) -> None:
        """It is installed no more."""

    def installations(self, channel: str) -> tuple[Installation, ...]:
        """All workspaces of a channel, oldest first."""


class Store(Protocol):
    """A place that keeps everything. `work` may run more than once and does nothing but through its unit of work."""

    async def run(self, work: Callable[[UnitOfWork], T], *, locks: frozenset[str] = frozenset()) -> T:
        """Run in one transaction, alone on these keys, committed (and durable) when this returns.

        Units that share a key run in the order in which they arrived. An exception of `work` rolls back and comes out.
        """

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run without locks; writes are refused."""

    async def play(self, part: str) -> bool:
        """Try to be the only process that plays a part (such as: sends for a bot). Again: whether it still is.

        True where nobody else can be at the store. A process that dies leaves its parts at once.
        """

    async def close(self) -> None:
        """Let go of everything the store holds, its parts too."""


class Channel(Protocol):
    """A way out. Both raise a `DeliveryError` where it did not work."""

    @property
    def name(self) -> str:
        """As it stands in the outbox."""

    async def deliver(self, delivery: Delivery) -> str:
        """Show a message; the receipt finds it again."""

    @property
    def limits(self) -> Limits:
        """How fast it takes messages."""

    def calls_for(self, task: Delivery | Settlement | Opening) -> int:
        """How many calls that is: each counts for the pace."""

    async def settle(self, settlement: Settlement) -> None:
        """Show that a question is answered. Messages that cannot be changed any more count as done."""

    async def show(self, opening: Opening) -> None:
        """Show a window; TooLateError where it cannot be shown (any more)."""
