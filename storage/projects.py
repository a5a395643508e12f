"""Loading and saving a project by rows: only what is asked for, only what differs. Sends statements, opens nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from sqlalchemy import Executable, Table

from knowledge.project import Contribution, Frozen, Project
from storage import statements as s
from storage import tables
from storage.prepared import Values
from storage.rows import Part, RowRefusedError
from storage.statements import Collection, Statements


class Sends(Protocol):
    """What this module needs of a unit of work."""

    statements: Statements

    def rows(self, statement: Executable, values: Values) -> Sequence[dict[str, object]]:
        """Read."""

    def write(self, statement: Executable, values: Values) -> int:
        """Write one row; how many it touched."""


def find_project(unit: Sends, project: str, *, parts: frozenset[Part]) -> Project | None:
    """The project with its members and steps, and the collections that `parts` names."""
    heads = unit.rows(s.FIND_PROJECT, {"id": project})
    if not heads:
        return None
    wanted = [each for each in s.COLLECTIONS if each in s.ALWAYS or each.field in parts]
    loaded = {each.field: unit.rows(s.ROWS_OF_PROJECT[each.field], {"project": project}) for each in wanted}
    head = heads[0]
    goal = {name: head[name] for name in s.GOAL}
    return Project.model_validate({**{name: head[name] for name in s.HEAD}, "goal": goal, **loaded})


def save_project(unit: Sends, before: Project | None, after: Project) -> None:
    """Insert what is new, update what is changed, by row and by column; delete nothing."""
    if before is None or before.workspace != after.workspace:
        unit.write(unit.statements.keep_workspace, {"id": after.workspace})
    if before is None:
        _insert_head(unit, after)
    else:
        _update_row(unit, tables.project, ("id",), old=_head(before), new=_head(after))
    for each in s.COLLECTIONS:
        _save_rows(unit, each, after.id, before=getattr(before, each.field, ()), after=getattr(after, each.field))


def _head(project: Project) -> dict[str, object]:
    return {**{name: getattr(project, name) for name in s.HEAD}, **vars(project.goal)}


def _insert_head(unit: Sends, project: Project) -> None:
    unit.write(unit.statements.keep_team, {"id": project.id, "workspace": project.workspace})
    unit.write(unit.statements.save_project, {**_head(project), "team": project.id})


def _save_rows(
    unit: Sends, collection: Collection, project: str, *, before: Sequence[Frozen], after: Sequence[Frozen]
) -> None:
    if before is after or before == after:
        return
    key = _key_of(collection)
    known = {key(row): row for row in before}
    new = [row for row in after if key(row) not in known]
    for row in after:
        old = known.get(key(row))
        if old is not None and old != row:
            _change(unit, collection, project, old=old, new=row)
    insert = _contribute if collection is s.CONTRIBUTIONS else _insert
    for row in new:
        insert(unit, collection, project, row)


def _key_of(collection: Collection) -> Callable[[Frozen], tuple[object, ...]]:
    return lambda row: tuple(getattr(row, name) for name in collection.key)


def _insert(unit: Sends, collection: Collection, project: str, row: Frozen) -> int:
    return unit.write(unit.statements.save_rows[collection.field], {**vars(row), "project": project})


def _contribute(unit: Sends, collection: Collection, project: str, row: Frozen) -> int:
    """Insert, or find exactly the same there: what people wrote is never overwritten."""
    if _insert(unit, collection, project, row):
        return 1
    (there,) = unit.rows(s.FIND_CONTRIBUTION, {"project": project, "id": vars(row)["id"]})
    if Contribution.model_validate(there) != row:
        raise _refuse_change(project, row)
    return 0


def _change(unit: Sends, collection: Collection, project: str, *, old: Frozen, new: Frozen) -> None:
    if collection is s.CONTRIBUTIONS:
        raise _refuse_change(project, new)
    names = ("project", *collection.key)
    _update_row(
        unit, collection.table, names, old={**vars(old), "project": project}, new={**vars(new), "project": project}
    )


def _update_row(
    unit: Sends, table: Table, key: tuple[str, ...], *, old: dict[str, object], new: dict[str, object]
) -> None:
    changed = {name: value for name, value in new.items() if value != old[name]}
    if changed:
        statement = s.update_row(table, key, tuple(changed))
        unit.write(statement, {**changed, **{f"of_{name}": new[name] for name in key}})


def _refuse_change(project: str, row: Frozen) -> RowRefusedError:
    contribution = vars(row)["id"]
    return RowRefusedError(f"contribution {contribution!r} of project {project!r} stands already, with other content")
