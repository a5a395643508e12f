"""The unit of work that both databases share: one transaction's reads and writes. It begins and commits nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Executable

from dialogs.effects import Note
from dialogs.session import DialogSession
from knowledge.project import Project
from storage import projects
from storage import statements as s
from storage.rows import Part
from storage.unit_merging import UnitMerging
from storage.unit_service import UnitService


class Unit(UnitMerging, UnitService):
    """All reads and writes of one transaction."""

    def receive(self, key: str, *, at: datetime) -> bool:
        """Note that an inbound came. False: its key was seen before."""
        return self.write(self.statements.receive, {"key": key, "at": at}) == 1

    def conversations_of(self, channel: str, workspace: str) -> tuple[str, ...]:
        """Where in a workspace of a platform's somebody is reached, a team meets, or something is owed."""
        self.flush()
        of = {"of_channel": channel, "of_workspace": workspace, "start": f"{channel}:{workspace}:"}
        return tuple(str(row["conversation"]) for row in self.rows(s.CONVERSATIONS, of))

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

    def _sessions(self, statement: Executable, by: Mapping[str, object]) -> tuple[DialogSession, ...]:
        return tuple(DialogSession.model_validate_json(str(row["body"])) for row in self.rows(statement, by))
