"""One project out of two: what stands there, and what a unit of work changed. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from knowledge.project import Frozen, Project
from storage.rows import RowRefusedError

R = TypeVar("R", bound=Frozen)

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


def merge(there: Project, *, before: Project | None, after: Project) -> Project:
    """`there` with what differs between `before` and `after`: new rows added, changed fields taken over."""
    head = {name: getattr(after, name) for name in HEAD if before is None or _differ(before, after, name)}
    goal = _patched(there.goal, before=before.goal, after=after.goal) if before else after.goal
    rows = {field: _merged(field, there=there, before=before, after=after) for field in KEYS}
    return there.but(**head, goal=goal, **rows)


def people_of(project: Project) -> set[str | None]:
    """Everybody to whom a project refers."""
    return {
        *(member.person for member in project.members),
        *(visit.owner for visit in project.steps),
        *(contribution.author for contribution in project.contributions),
        *(parked.author for parked in project.parking),
        *(decision.by for decision in project.decisions),
    }


def find_dangling(project: Project) -> Iterator[str]:
    """Ids to which rows of a project refer, and which it does not have."""
    contributions = {each.id for each in project.contributions}
    barriers = {each.id for each in project.barriers}
    yield from ({each.replaces for each in project.contributions if each.replaces} - contributions)
    yield from ({each.contribution for each in project.barriers} - contributions)
    yield from ({each.merged_into for each in project.barriers if each.merged_into} - barriers)


def _merged(field: str, *, there: Project, before: Project | None, after: Project) -> tuple[Frozen, ...]:
    kept: tuple[Frozen, ...] = getattr(there, field)
    old: tuple[Frozen, ...] = getattr(before, field, ())
    new: tuple[Frozen, ...] = getattr(after, field)
    if old is new or old == new:
        return kept
    known, rows = _by_key(field, old), _by_key(field, kept)
    for key, row in _by_key(field, new).items():
        if known.get(key) != row:
            rows[key] = _changed(field, rows.get(key), before=known.get(key), after=row)
    return tuple(rows.values())


def _by_key(field: str, rows: tuple[Frozen, ...]) -> dict[tuple[object, ...], Frozen]:
    return {tuple(getattr(row, name) for name in KEYS[field]): row for row in rows}


def _changed(field: str, there: Frozen | None, *, before: Frozen | None, after: Frozen) -> Frozen:
    if field == "contributions" and there is not None and there != after:
        raise RowRefusedError("a contribution stands already, with other content")
    return after if there is None or before is None else _patched(there, before=before, after=after)


def _patched(there: R, *, before: R, after: R) -> R:
    return there.but(**{name: getattr(after, name) for name in vars(after) if _differ(before, after, name)})


def _differ(before: Frozen, after: Frozen, name: str) -> bool:
    return bool(getattr(before, name) != getattr(after, name))
