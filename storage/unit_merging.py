"""Making one person of two, on a database. It begins and commits nothing."""

from __future__ import annotations

from dialogs.session import DialogSession
from knowledge.project import Member
from storage import merging_statements as m
from storage import tables
from storage.merging import merge_members, rename_in
from storage.rows import RowRefusedError
from storage.statements import update_row
from storage.unit_people import UnitPeople


class UnitMerging(UnitPeople):
    """The part of a unit of work that merges persons."""

    def merge_persons(self, *, kept: str, gone: str) -> None:
        """Everything of `gone` is `kept`'s from here on, and `gone` is there no more."""
        self._refuse_unless_writing()
        if self.get_person(kept) == self.get_person(gone):
            raise RowRefusedError(f"person {kept!r} cannot be merged with themselves")
        self.flush()
        self.write(m.MOVE_IDENTITIES, {"kept": kept, "gone": gone})
        self._merge_answered(kept, gone)
        self._merge_memberships(kept, gone)
        self._merge_sessions(kept, gone)
        for rename in m.RENAMES:
            self.write(rename, {"kept": kept, "gone": gone})
        self.write(m.DELETE_PERSON, {"gone": gone})

    def _merge_answered(self, kept: str, gone: str) -> None:
        statement = update_row(tables.step_visit, ("position",), ("answered",))
        for row in self.rows(m.ANSWERED, {"person": gone}):
            answered = row["answered"]
            assert isinstance(answered, tuple)
            if gone in answered:
                renamed = rename_in(answered, kept=kept, gone=gone)
                self.write(statement, {"of_position": row["position"], "answered": renamed})

    def _merge_memberships(self, kept: str, gone: str) -> None:
        """Where both are on one team, one row stays; the others are renamed with everything else."""
        there, others = self._memberships(kept), self._memberships(gone)
        statement = update_row(tables.membership, ("project", "person"), ("role", "left"))
        for project in there.keys() & others.keys():
            merged = merge_members(there[project], gone=others[project])
            key = {"of_project": project, "of_person": kept}
            self.write(m.DELETE_MEMBERSHIP, {"of_project": project, "of_person": gone})
            self.write(statement, {**key, "role": merged.role, "left": merged.left})

    def _memberships(self, person: str) -> dict[str, Member]:
        rows = self.rows(m.MEMBERSHIPS, {"person": person})
        return {str(row.pop("project")): Member.model_validate(row) for row in rows}

    def _merge_sessions(self, kept: str, gone: str) -> None:
        statement = update_row(tables.session, ("id",), ("person", "body"))
        for row in self.rows(m.ALL_SESSIONS, {"person": gone}):
            session = DialogSession.model_validate_json(str(row["body"])).but(person=kept)
            self.write(statement, {"of_id": session.id, "person": kept, "body": session.model_dump_json()})
