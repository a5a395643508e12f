"""Making one person of two, in memory."""

from __future__ import annotations

from knowledge.project import Frozen, Member, StepVisit
from storage.memory_people import MemoryPeople
from storage.merging import PEOPLE, Key, merge_members, rename_in, rename_person
from storage.rows import RowRefusedError
from storage.shelves import K, R


class MemoryMerging(MemoryPeople):
    """The part of a unit of work that merges persons."""

    def merge_persons(self, *, kept: str, gone: str) -> None:
        """Everything of `gone` is `kept`'s from here on, and `gone` is there no more."""
        self._refuse_unless_writing()
        if self.get_person(kept) == self.get_person(gone):
            raise RowRefusedError(f"person {kept!r} cannot be merged with themselves")
        self._merge_links(kept, gone)
        self._merge_projects(kept, gone)
        self._merge_sessions(kept, gone)
        self._rename(self._all.journal, "person", kept=kept, gone=gone)
        self._rename(self._all.unsent, "person", kept=kept, gone=gone)
        self._rename(self._all.sent, "person", kept=kept, gone=gone)
        self._rename(self._all.aside, "person", kept=kept, gone=gone)
        self._rename(self._all.tickets, "person", "by", kept=kept, gone=gone)
        self._people.discard(gone)  # what this unit wrote for them names the other one now
        self._replace(self._all.people, {key: each for key, each in self._all.people.items() if key != gone})

    def _merge_links(self, kept: str, gone: str) -> None:
        """What moves counts as newer than what was there, in its own order."""
        for key, link in reversed(self._links_of(gone)):
            self._put(self._all.links, key, link._replace(person=kept, number=self._last_link() + 1))

    def _merge_projects(self, kept: str, gone: str) -> None:
        for (project, collection), rows in list(self._all.rows.items()):
            merged = _merge_members(rows, kept, gone) if collection == "members" else dict(rows)
            for key, row in merged.items():
                named = rename_person(row, PEOPLE[collection], kept=kept, gone=gone) if collection in PEOPLE else row
                if isinstance(named, StepVisit) and gone in named.answered:
                    named = named.but(answered=rename_in(named.answered, kept=kept, gone=gone))
                merged[key] = named
            if merged != rows:
                self._put(self._all.rows, (project, collection), merged)

    def _merge_sessions(self, kept: str, gone: str) -> None:
        for name in self._all.sessions_of.get(gone, ()):
            self._put(self._all.sessions, name, self._all.sessions[name].but(person=kept))
        own = tuple(name for name, session in self._all.sessions.items() if session.person == kept)
        self._put(self._all.sessions_of, kept, own)
        self._drop(self._all.sessions_of, gone)

    def _rename(self, shelf: dict[K, R], *fields: str, kept: str, gone: str) -> None:
        for key, row in list(shelf.items()):
            renamed = rename_person(row, *fields, kept=kept, gone=gone)
            if renamed is not row:
                self._put(shelf, key, renamed)


def _merge_members(rows: dict[Key, Frozen], kept: str, gone: str) -> dict[Key, Frozen]:
    """The members in their order. Where both are there, the place of `kept` stays."""
    there, other = rows.get((kept,)), rows.get((gone,))
    if not isinstance(other, Member):
        return dict(rows)
    if not isinstance(there, Member):
        return {(kept,) if key == (gone,) else key: row for key, row in rows.items()}
    merged = merge_members(there, gone=other)
    return {key: merged if key == (kept,) else row for key, row in rows.items() if key != (gone,)}
