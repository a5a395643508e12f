"""What a unit of work changed in a project, row by row, and to what its rows refer. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from knowledge.project import Frozen, Member, Project
from storage.rows import RowRefusedError

R = TypeVar("R", bound=Frozen)

Key = tuple[object, ...]

HEAD = ("workspace", "name", "named", "created")
KEYS = {
    "members": ("person",),
    "steps": ("step", "number"),
    "contributions": ("id",),
    "barriers": ("id",),
    "parking": ("id",),
    "decisions": ("id",),
}
"""A project's collections, and what tells two rows of one apart."""

PEOPLE = {
    "members": "person",
    "steps": "owner",
    "contributions": "author",
    "parking": "author",
    "decisions": "by",
}
"""The field of a row that is a person's id."""

ROWS = {
    "contributions": (("replaces", "contributions"),),
    "barriers": (("contribution", "contributions"), ("merged_into", "barriers")),
}
"""The fields of a row that are ids of rows of the same project."""


def merge_head(there: Project, *, before: Project | None, after: Project) -> Project:
    """`there` with the fields and the goal that `after` changed; collections are none of its business."""
    if before is None:
        return there.but(goal=after.goal, **{name: getattr(after, name) for name in HEAD})
    changed = {name: getattr(after, name) for name in HEAD if getattr(before, name) != getattr(after, name)}
    return there.but(goal=_patched(there.goal, before=before.goal, after=after.goal), **changed)


def find_changes(field: str, *, before: Project | None, after: Project) -> Iterator[tuple[Key, Frozen | None, Frozen]]:
    """The rows of a collection that are new or changed: key, row before, row after."""
    old: tuple[Frozen, ...] = getattr(before, field, ())
    new: tuple[Frozen, ...] = getattr(after, field)
    if old is new:
        return
    known = {_key_of(field, row): row for row in old}
    for row in new:
        key = _key_of(field, row)
        if known.get(key) != row:
            yield key, known.get(key), row


def merge_row(field: str, there: Frozen | None, *, before: Frozen | None, after: Frozen) -> Frozen:
    """What stands there after the change; two units that change different fields of a row both have their way."""
    if field == "contributions" and there is not None and there != after:
        raise RowRefusedError("a contribution stands already, with other content")
    return after if there is None or before is None else _patched(there, before=before, after=after)


def merge_members(kept: Member, *, gone: Member) -> Member:
    """The one membership of somebody who was on a team as two: who leads, and who has not left, counts."""
    role = "lead" if "lead" in (kept.role, gone.role) else "member"
    return kept.but(role=role, left=kept.left and gone.left)


def rename_person(row: R, *fields: str, kept: str, gone: str) -> R:
    """The row with `kept` in those of its fields that named `gone`."""
    named = [name for name in fields if getattr(row, name) == gone]
    return row.but(**dict.fromkeys(named, kept)) if named else row


def rename_in(people: tuple[str, ...], *, kept: str, gone: str) -> tuple[str, ...]:
    """The people with `kept` in the place of `gone`, each once."""
    return tuple(dict.fromkeys(kept if each == gone else each for each in people))


def _key_of(field: str, row: Frozen) -> Key:
    return tuple(getattr(row, name) for name in KEYS[field])


def _patched(there: R, *, before: R, after: R) -> R:
    changed = {name: value for name, value in vars(after).items() if value != getattr(before, name)}
    return there.but(**changed) if changed else there
