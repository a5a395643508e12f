"""What the store in memory keeps, and how a unit changes it so that it can be undone. Knows no rule of its own.

Every value in it is immutable, so undoing is putting back what stood there before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import NamedTuple, TypeVar

from dialogs.effects import Note
from dialogs.inbound import Room
from dialogs.session import DialogSession
from knowledge.project import Frozen, Person, Project
from storage.merging import Key
from storage.rows import Installation, Owed, SetAside, Sighting, Ticket, WriteRefusedError

K = TypeVar("K")
V = TypeVar("V")
R = TypeVar("R", bound=Frozen)

User = tuple[str, str, str]
"""Channel, the platform's workspace, the platform's user id."""


class Link(NamedTuple):
    """That an identity is a person, reached in a room. `number` grows with every link."""

    person: str
    room: Room
    number: int
    closed: datetime | None = None


class TeamRoom(NamedTuple):
    """A shared room of a project's team. `number` grows with every attaching."""

    room: Room
    project: str
    number: int
    closed: datetime | None = None


@dataclass(frozen=True)
class Shelves:
    """All that is kept, each in the order in which it came."""

    inbox: dict[str, datetime] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    links: dict[User, Link] = field(default_factory=dict)
    team_rooms: dict[str, TeamRoom] = field(default_factory=dict)  # by conversation
    projects: dict[str, Project] = field(default_factory=dict)  # without its collections
    rows: dict[tuple[str, str], dict[Key, Frozen]] = field(default_factory=dict)  # by project and collection
    sessions: dict[str, DialogSession] = field(default_factory=dict)
    sessions_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    journal: dict[int, Note] = field(default_factory=dict)
    unsent: dict[str, Owed] = field(default_factory=dict)
    sent: dict[str, Owed] = field(default_factory=dict)
    asked: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)
    tickets: dict[str, Ticket] = field(default_factory=dict)
    guesses: dict[User, tuple[datetime, ...]] = field(default_factory=dict)
    aside: dict[str, SetAside] = field(default_factory=dict)
    sightings: dict[str, Sighting] = field(default_factory=dict)
    installations: dict[tuple[str, str], Installation] = field(default_factory=dict)


class Undoable:
    """Changes to shelves, each of them remembered. The rows that must be there at the end are remembered too."""

    def __init__(self, shelves: Shelves, *, writing: bool) -> None:
        self._all = shelves
        self._writing = writing
        self._undo: list[Callable[[], object]] = []
        self._people: set[str | None] = set()
        self._projects: set[str | None] = set()

    def undo(self) -> None:
        """Put back everything as it stood when the unit began."""
        for step in reversed(self._undo):
            step()

    def _rows_of(self, project: str, collection: str) -> dict[Key, Frozen]:
        return self._all.rows.setdefault((project, collection), {})

    def _put(self, shelf: dict[K, V], key: K, value: V) -> None:
        self._refuse_unless_writing()
        if key in shelf:
            self._undo.append(partial(shelf.__setitem__, key, shelf[key]))
        else:
            self._undo.append(partial(shelf.__delitem__, key))
        shelf[key] = value

    def _drop(self, shelf: dict[K, V], key: K) -> None:
        """Take one away; undone, it comes last, so only where the order is told otherwise."""
        self._refuse_unless_writing()
        if key in shelf:
            self._undo.append(partial(shelf.__setitem__, key, shelf.pop(key)))

    def _replace(self, shelf: dict[K, V], rows: dict[K, V]) -> None:
        """Put other rows in place of all of them; undone, they are back in their order."""
        self._refuse_unless_writing()
        self._undo.append(partial(_refill, shelf, dict(shelf)))
        _refill(shelf, rows)

    def _refuse_unless_writing(self) -> None:
        if not self._writing:
            raise WriteRefusedError("this unit of work may only read")


def _refill(shelf: dict[K, V], rows: dict[K, V]) -> None:
    shelf.clear()
    shelf.update(rows)
