"""The unit of work that both databases share: one transaction's reads and writes. It begins and commits nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Executable

from dialogs.effects import Note
from dialogs.inbound import Identity, Room
from dialogs.prompt import Prompt
from dialogs.session import DialogSession
from knowledge.project import Person, Project
from storage import projects
from storage import statements as s
from storage.prepared import Book, Cursor, Values
from storage.rows import Owed, Part, WriteRefusedError, leased
from storage.statements import Statements

Lock = Callable[[Cursor, frozenset[str]], None]


class Unit:
    """All reads and writes of one transaction.

    What is owed goes out in `flush`, at the end: the sequence within a conversation is given under its lock, and
    locks taken in the middle of the work could meet in opposite orders.
    """

    def __init__(self, cursor: Cursor, *, book: Book, statements: Statements, lock: Lock, writing: bool) -> None:
        self.statements = statements
        self._cursor = cursor
        self._book = book
        self._lock = lock
        self._writing = writing
        self._owed: list[Owed] = []

    def rows(self, statement: Executable, values: Values) -> list[dict[str, object]]:
        """Read rows as mappings."""
        return self._book.look_up(statement).rows(self._cursor, values)

    def write(self, statement: Executable, values: Values) -> int:
        """Write one row; how many it touched."""
        self._refuse_unless_writing()
        return self._book.look_up(statement).write(self._cursor, values)

    def flush(self) -> None:
        """Send what waits for the end of the transaction."""
        if not self._owed:
            return
        owed, self._owed = self._owed, []
        self._lock(self._cursor, frozenset(f"conversation:{each.conversation}" for each in owed))
        for each in owed:
            self.write(self.statements.owe, {**_owed_row(each), "of": each.conversation})

    def receive(self, key: str, *, at: datetime) -> bool:
        """Note that an inbound came. False: its key was seen before."""
        return self.write(self.statements.receive, {"key": key, "at": at}) == 1

    def find_person(self, who: Identity) -> Person | None:
        """The person behind an identity."""
        by = {"channel": who.channel, "workspace": who.workspace, "user": who.user}
        return next((Person.model_validate(row) for row in self.rows(s.FIND_PERSON, by)), None)

    def get_person(self, person: str) -> Person:
        """A person by id; KeyError where there is none."""
        for row in self.rows(s.GET_PERSON, {"id": person}):
            return Person.model_validate(row)
        raise KeyError(f"no person {person!r}")

    def people(self, workspace: str) -> tuple[Person, ...]:
        """All persons of a workspace, in the order in which they came."""
        return tuple(Person.model_validate(row) for row in self.rows(s.PEOPLE, {"workspace": workspace}))

    def save_person(self, person: Person) -> None:
        """Insert or update."""
        self.write(self.statements.keep_workspace, {"id": person.workspace})
        self.write(self.statements.save_person, vars(person))

    def link(self, who: Identity, *, person: str, room: Room) -> None:
        """This identity is that person, and is reached in that room."""
        values = {"channel": who.channel, "workspace": who.workspace, "user": who.user, "person": person, "of": person}
        place = {"room_channel": room.channel, "room_workspace": room.workspace, "room": room.room}
        self.write(self.statements.link, values | place)

    def rooms_of(self, person: str) -> tuple[Room, ...]:
        """Where a person can be reached, the newest link first, each room once."""
        rows = self.rows(s.ROOMS, {"person": person})
        made = (Room.model_validate(dict(zip(Room.model_fields, row.values(), strict=True))) for row in rows)
        return tuple(dict.fromkeys(made))

    def projects_of(self, person: str) -> tuple[str, ...]:
        """Ids of the projects in which the person is a member who has not left, oldest first."""
        return tuple(str(row["id"]) for row in self.rows(s.PROJECTS_OF, {"person": person}))

    def projects(self) -> tuple[str, ...]:
        """Ids of all projects, oldest first."""
        return tuple(str(row["id"]) for row in self.rows(s.PROJECTS, {}))

    def newest_project(self, workspace: str) -> str | None:
        """The id of the project begun last in a workspace."""
        return next((str(row["id"]) for row in self.rows(s.NEWEST_PROJECT, {"workspace": workspace})), None)

    def find_project(self, project: str, *, parts: frozenset[Part] = frozenset()) -> Project | None:
        """A project with its members and steps, and those of its larger collections that `parts` names."""
        return projects.find_project(self, project, parts=parts)

    def save_project(self, before: Project | None, after: Project) -> None:
        """Write what differs: new rows are inserted, changed ones updated, none deleted."""
        projects.save_project(self, before, after)

    def find_session(self, session: str) -> DialogSession | None:
        """A session by id, finished or not."""
        return next(iter(self._sessions(s.FIND_SESSION, {"id": session})), None)

    def open_sessions(self, person: str) -> tuple[DialogSession, ...]:
        """A person's sessions that are not finished, oldest first."""
        return self._sessions(s.OPEN_SESSIONS, {"person": person})

    def save_session(self, session: DialogSession) -> None:
        """Insert or update."""
        values = {name: getattr(session, name) for name in ("id", "person", "project", "flow", "number", "finished")}
        self.write(self.statements.save_session, {**values, "body": session.model_dump_json()})

    def note(self, note: Note) -> None:
        """Add a line to the journal."""
        self.write(self.statements.note, vars(note))

    def owe(self, owed: Owed) -> None:
        """Add a row to the outbox; its sequence within the conversation is given when the unit ends."""
        self._refuse_unless_writing()
        self._owed.append(owed)

    def claim(self, channel: str, *, now: datetime, until: datetime, limit: int) -> tuple[Owed, ...]:
        """Take the head of each conversation that is due and not leased, and lease it."""
        self._refuse_unless_writing()
        self.flush()
        taken = [_read_owed(row) for row in self.rows(s.CLAIM, {"channel": channel, "now": now, "limit": limit})]
        for each in taken:
            self.write(s.LEASE, {"which": each.id, "until": until})
        return tuple(leased(each, until=until) for each in taken)

    def find_sent(self, *, session: str, visit: int) -> tuple[Owed, ...]:
        """The sent messages that asked this visit's question, oldest first."""
        return tuple(_read_owed(row) for row in self.rows(s.FIND_SENT, {"session": session, "visit": visit}))

    def mark_sent(self, owed: str, *, at: datetime, receipt: str | None) -> None:
        """It arrived: keep the receipt, empty the words."""
        self.flush()
        self.write(s.MARK_SENT, {"which": owed, "at": at, "given": receipt})

    def mark_tried(self, owed: str, *, due: datetime) -> None:
        """It did not arrive: due again then."""
        self.flush()
        self.write(s.MARK_TRIED, {"which": owed, "again": due})

    def _sessions(self, statement: Executable, by: Mapping[str, object]) -> tuple[DialogSession, ...]:
        return tuple(DialogSession.model_validate_json(str(row["body"])) for row in self.rows(statement, by))

    def _refuse_unless_writing(self) -> None:
        if not self._writing:
            raise WriteRefusedError("this unit of work may only read")


def _owed_row(owed: Owed) -> dict[str, object]:
    return {**vars(owed), "prompt": owed.prompt and owed.prompt.model_dump_json()}


def _read_owed(row: Mapping[str, object]) -> Owed:
    prompt = row["prompt"]
    return Owed.model_validate({**row, "prompt": prompt and Prompt.model_validate_json(str(prompt))})
