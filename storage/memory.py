"""The store in memory, with the promises of the others: for tests, and for trying things out. No SQL, no thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import TypeVar

from dialogs.effects import Note
from dialogs.session import DialogSession
from knowledge.project import Frozen, Member, Project
from storage.memory_merging import MemoryMerging
from storage.memory_service import MemoryService
from storage.merging import KEYS, PEOPLE, ROWS, find_changes, merge_head, merge_row
from storage.rows import EVERYTHING, Part, RowRefusedError, StoreFailedError
from storage.shelves import Shelves

T = TypeVar("T")


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

    async def play(self, part: str) -> bool:  # noqa: ARG002  # as the protocol has it
        """Nobody else can be at this store."""
        return not self._closed

    def kept(self) -> Shelves:
        """All that is there, to be looked at."""
        return self._shelves

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


class MemoryUnit(MemoryMerging, MemoryService):
    """All reads and writes of one transaction."""

    def __init__(self, shelves: Shelves, *, writing: bool) -> None:
        super().__init__(shelves, writing=writing)
        self._rows: set[tuple[tuple[str, str], str]] = set()

    def receive(self, key: str, *, at: datetime) -> bool:
        """Note that an inbound came. False: its key was seen before."""
        self._refuse_unless_writing()
        if key in self._all.inbox:
            return False
        self._put(self._all.inbox, key, at)
        return True

    def conversations_of(self, channel: str, workspace: str) -> tuple[str, ...]:
        """Where in a workspace of a platform's somebody is reached, a team meets, or something is owed."""
        linked = [link.room for link in self._all.links.values() if link.closed is None]
        teams = [each.room for each in self._all.team_rooms.values() if each.closed is None]
        rooms = [each for each in (*linked, *teams) if (each.channel, each.workspace) == (channel, workspace)]
        owed = {each.conversation for each in self._all.unsent.values()}
        start = f"{channel}:{workspace}:"
        return tuple(sorted({each.conversation for each in rooms} | {each for each in owed if each.startswith(start)}))

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

    def check_references(self) -> None:
        """Refuse what refers to nothing, as foreign keys do."""
        missing = [
            *(f"project {each!r}" for each in self._projects - {None} if each not in self._all.projects),
            *(f"person {each!r}" for each in self._people - {None} if each not in self._all.people),
            *(f"{each[1]} {key!r}" for each, key in self._rows if (key,) not in self._rows_of(*each)),
        ]
        if missing:
            raise RowRefusedError(f"a row refers to {missing[0]}, which is not there")

    def _refer(self, project: str, collection: str, row: Frozen) -> None:
        """Remember what must be there when the unit ends."""
        if collection in PEOPLE:
            self._people.add(getattr(row, PEOPLE[collection]))
        for name, other in ROWS.get(collection, ()):
            if key := getattr(row, name):
                self._rows.add(((project, other), key))
