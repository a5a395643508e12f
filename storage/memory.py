"""The store in memory, with the promises of the others: for tests, and for trying things out. No SQL, no thread.

Every value in it is immutable, so undoing is putting back what stood there before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from threading import Lock
from typing import TypeVar

from dialogs.effects import Note
from dialogs.inbound import Identity, Room
from dialogs.session import DialogSession
from knowledge.project import Frozen, Member, Person, Project
from storage.merging import KEYS, PEOPLE, ROWS, Key, find_changes, merge_head, merge_row
from storage.rows import EVERYTHING, Owed, Part, RowRefusedError, StoreFailedError, WriteRefusedError, leased

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")

Link = tuple[str, Room, int]
"""Person, room, and a count that grows with every link."""


@dataclass(frozen=True)
class Shelves:
    """All that is kept, each in the order in which it came."""

    inbox: dict[str, datetime] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    links: dict[tuple[str, str, str], Link] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)  # without its collections
    rows: dict[tuple[str, str], dict[Key, Frozen]] = field(default_factory=dict)  # by project and collection
    sessions: dict[str, DialogSession] = field(default_factory=dict)
    sessions_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    journal: dict[int, Note] = field(default_factory=dict)
    unsent: dict[str, Owed] = field(default_factory=dict)
    sent: dict[str, Owed] = field(default_factory=dict)
    asked: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)


class MemoryStore:
    """Keeps everything for as long as the process runs."""

    def __init__(self) -> None:
        self._shelves = Shelves()
        self._alone = Lock()
        self._closed = False

    async def run(self, work: Callable[[MemoryUnit], T], *, locks: frozenset[str] = frozenset()) -> T:  # noqa: ARG002
        """Run in one transaction. Each runs alone, in the order of arrival: the keys add nothing."""
        return self._transact(work, writing=True)

    async def read(self, work: Callable[[MemoryUnit], T]) -> T:
        """Run; writes are refused."""
        return self._transact(work, writing=False)

    async def close(self) -> None:
        """Take no more."""
        self._closed = True

    def _transact(self, work: Callable[[MemoryUnit], T], *, writing: bool) -> T:
        if self._closed:
            raise StoreFailedError("the store in memory is closed")
        with self._alone:
            unit = MemoryUnit(self._shelves, writing=writing)
            try:
                result = work(unit)
                unit.check_references()
            except BaseException:
                unit.undo()
                raise
            return result


class MemoryUnit:
    """All reads and writes of one transaction."""

    def __init__(self, shelves: Shelves, *, writing: bool) -> None:
        self._all = shelves
        self._writing = writing
        self._undo: list[Callable[[], object]] = []
        self._people: set[str | None] = set()
        self._projects: set[str | None] = set()
        self._rows: set[tuple[tuple[str, str], str]] = set()

    def receive(self, key: str, *, at: datetime) -> bool:
        """Note that an inbound came. False: its key was seen before."""
        self._refuse_unless_writing()
        if key in self._all.inbox:
            return False
        self._put(self._all.inbox, key, at)
        return True

    def find_person(self, who: Identity) -> Person | None:
        """The person behind an identity."""
        link = self._all.links.get(_key_of(who))
        return self._all.people.get(link[0]) if link else None

    def get_person(self, person: str) -> Person:
        """A person by id; KeyError where there is none."""
        if person not in self._all.people:
            raise KeyError(f"no person {person!r}")
        return self._all.people[person]

    def people(self, workspace: str) -> tuple[Person, ...]:
        """All persons of a workspace, in the order in which they came."""
        return tuple(each for each in self._all.people.values() if each.workspace == workspace)

    def save_person(self, person: Person) -> None:
        """Insert or update."""
        self._put(self._all.people, person.id, person)

    def link(self, who: Identity, *, person: str, room: Room) -> None:
        """This identity is that person, and is reached in that room."""
        newest = max((count for _, _, count in self._all.links.values()), default=0)
        self._put(self._all.links, _key_of(who), (person, room, newest + 1))
        self._people.add(person)

    def rooms_of(self, person: str) -> tuple[Room, ...]:
        """Where a person can be reached, the newest link first, each room once."""
        links = (link for link in self._all.links.values() if link[0] == person)
        newest_first = sorted(links, key=lambda link: -link[2])
        return tuple(dict.fromkeys(room for _, room, _ in newest_first))

    def projects_of(self, person: str) -> tuple[str, ...]:
        """Ids of the projects in which the person is a member who has not left, oldest first."""
        places = ((each, self._rows_of(each, "members").get((person,))) for each in self._all.projects)
        return tuple(project for project, member in places if isinstance(member, Member) and not member.left)

    def projects(self) -> tuple[str, ...]:
        """Ids of all projects, oldest first."""
        return tuple(self._all.projects)

    def newest_project(self, workspace: str) -> str | None:
        """The id of the project begun last in a workspace."""
        own = (id_ for id_, project in reversed(self._all.projects.items()) if project.workspace == workspace)
        return next(own, None)

    def find_project(self, project: str, *, parts: frozenset[Part] = frozenset()) -> Project | None:
        """A project with its members and steps, and those of its larger collections that `parts` names."""
        head = self._all.projects.get(project)
        wanted = (field for field in KEYS if field not in EVERYTHING - parts)
        return head and head.but(**{field: tuple(self._rows_of(project, field).values()) for field in wanted})

    def save_project(self, before: Project | None, after: Project) -> None:
        """Write what differs: new rows are inserted, changed ones updated, none deleted."""
        there = self._all.projects.get(after.id)
        if there is None and before is not None:
            raise RowRefusedError(f"there is no project {after.id!r} to be changed")
        start = there or Project(id=after.id, workspace=after.workspace, name=after.name, created=after.created)
        self._put(self._all.projects, after.id, merge_head(start, before=before, after=after))
        for collection in KEYS:
            rows = self._rows_of(after.id, collection)
            for key, old, new in find_changes(collection, before=before, after=after):
                self._put(rows, key, merge_row(collection, rows.get(key), before=old, after=new))
                self._refer(after.id, collection, new)

    def find_session(self, session: str) -> DialogSession | None:
        """A session by id, finished or not."""
        return self._all.sessions.get(session)

    def open_sessions(self, person: str) -> tuple[DialogSession, ...]:
        """A person's sessions that are not finished, oldest first."""
        sessions = (self._all.sessions[each] for each in self._all.sessions_of.get(person, ()))
        return tuple(each for each in sessions if not each.finished)

    def save_session(self, session: DialogSession) -> None:
        """Insert or update."""
        if session.id not in self._all.sessions:
            known = self._all.sessions_of.get(session.person, ())
            self._put(self._all.sessions_of, session.person, (*known, session.id))
        self._put(self._all.sessions, session.id, session)
        self._people.add(session.person)
        self._projects.add(session.project)

    def note(self, note: Note) -> None:
        """Add a line to the journal."""
        self._put(self._all.journal, len(self._all.journal), note)
        self._people.add(note.person)
        self._projects.add(note.project)

    def owe(self, owed: Owed) -> None:
        """Add a row to the outbox; its sequence within the conversation is given here."""
        if owed.id in self._all.unsent or owed.id in self._all.sent:
            raise RowRefusedError(f"the outbox has a row {owed.id!r} already")
        sequence = self._all.sequences.get(owed.conversation, 0) + 1
        self._put(self._all.sequences, owed.conversation, sequence)
        self._put(self._all.unsent, owed.id, owed.but(sequence=sequence))
        self._people.add(owed.person)

    def claim(self, channel: str, *, now: datetime, until: datetime, limit: int) -> tuple[Owed, ...]:
        """Take the head of each conversation that is due and not leased, and lease it."""
        self._refuse_unless_writing()
        free = [each for each in self._heads(now) if each.channel == channel and _is_free(each, now)]
        taken = [leased(each, until=until) for each in sorted(free, key=lambda each: each.due)[:limit]]
        for each in taken:
            self._put(self._all.unsent, each.id, each)
        return tuple(taken)

    def find_sent(self, *, session: str, visit: int) -> tuple[Owed, ...]:
        """The sent messages that asked this visit's question, oldest first."""
        return tuple(self._all.sent[each] for each in self._all.asked.get((session, visit), ()))

    def mark_sent(self, owed: str, *, at: datetime, receipt: str | None) -> None:
        """It arrived: keep the receipt, empty the words."""
        row = self._find_owed(owed)
        if row is None:
            return
        self._drop(self._all.unsent, owed)
        self._put(self._all.sent, owed, row.but(sent=at, receipt=receipt, prompt=None, answer=None, leased_until=None))
        if row.kind == "message" and row.session is not None and row.visit is not None and row.sent is None:
            question = (row.session, row.visit)
            self._put(self._all.asked, question, (*self._all.asked.get(question, ()), owed))

    def mark_tried(self, owed: str, *, due: datetime) -> None:
        """It did not arrive: due again then, and nothing of its conversation may overtake it."""
        row = self._find_owed(owed)
        if row is not None and row.sent is None:
            self._put(self._all.unsent, owed, row.but(due=due, tried=row.tried + 1, leased_until=None))

    def check_references(self) -> None:
        """Refuse what refers to nothing, as foreign keys do."""
        missing = [
            *(f"project {each!r}" for each in self._projects - {None} if each not in self._all.projects),
            *(f"person {each!r}" for each in self._people - {None} if each not in self._all.people),
            *(f"{each[1]} {key!r}" for each, key in self._rows if (key,) not in self._rows_of(*each)),
        ]
        if missing:
            raise RowRefusedError(f"a row refers to {missing[0]}, which is not there")

    def undo(self) -> None:
        """Put back everything as it stood when the unit began."""
        for step in reversed(self._undo):
            step()

    def _rows_of(self, project: str, collection: str) -> dict[Key, Frozen]:
        return self._all.rows.setdefault((project, collection), {})

    def _refer(self, project: str, collection: str, row: Frozen) -> None:
        """Remember what must be there when the unit ends."""
        if collection in PEOPLE:
            self._people.add(getattr(row, PEOPLE[collection]))
        for name, other in ROWS.get(collection, ()):
            if key := getattr(row, name):
                self._rows.add(((project, other), key))

    def _heads(self, now: datetime) -> Iterator[Owed]:
        """The first of each conversation that is due or has been tried; whatever comes later waits for it."""
        passed: set[str] = set()
        for each in sorted(self._all.unsent.values(), key=lambda each: each.sequence):
            if each.conversation not in passed and (each.due <= now or each.tried):
                passed.add(each.conversation)
                yield each

    def _find_owed(self, owed: str) -> Owed | None:
        self._refuse_unless_writing()
        return self._all.unsent.get(owed) or self._all.sent.get(owed)

    def _put(self, shelf: dict[K, V], key: K, value: V) -> None:
        self._refuse_unless_writing()
        if key in shelf:
            self._undo.append(partial(shelf.__setitem__, key, shelf[key]))
        else:
            self._undo.append(partial(shelf.__delitem__, key))
        shelf[key] = value

    def _drop(self, shelf: dict[K, V], key: K) -> None:
        if key in shelf:
            self._undo.append(partial(shelf.__setitem__, key, shelf.pop(key)))

    def _refuse_unless_writing(self) -> None:
        if not self._writing:
            raise WriteRefusedError("this unit of work may only read")


def _key_of(who: Identity) -> tuple[str, str, str]:
    return who.channel, who.workspace, who.user


def _is_free(owed: Owed, now: datetime) -> bool:
    return owed.due <= now and (owed.leased_until is None or owed.leased_until <= now)
