"""Every statement that a unit of work sends, built once for each database. No connection, no values.

What a statement looks for is bound by the column's name; beside columns that are set, by a name of its own
(`which`, `of`), since a column's name is taken there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Executable, Select, Table, Text, Update, bindparam, delete, func, select, union, update

from knowledge.project import Barrier, Contribution, Decision, Frozen, Member, Parked, StepVisit
from storage import service_tables, tables

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
    from sqlalchemy.dialects.sqlite import Insert as SqliteInsert

    MakeInsert = Callable[[Table], PostgresInsert] | Callable[[Table], SqliteInsert]


@dataclass(frozen=True)
class Collection:
    """One of a project's collections: its field, its rows, and what tells two rows of a project apart."""

    field: str
    table: Table
    shape: type[Frozen]
    key: tuple[str, ...] = ("id",)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names that a row and its value share."""
        return tuple(self.shape.model_fields)


ALWAYS = (
    Collection("members", tables.membership, Member, ("person",)),
    Collection("steps", tables.step_visit, StepVisit, ("step", "number")),
)
CONTRIBUTIONS = Collection("contributions", tables.contribution, Contribution)
COLLECTIONS = (
    *ALWAYS,
    CONTRIBUTIONS,
    Collection("barriers", tables.barrier, Barrier),
    Collection("parking", tables.parking, Parked),
    Collection("decisions", tables.decision, Decision),
)
GOAL = ("innovation", "goal", "target", "emphasis", "emphasis_words", "patient_view")
HEAD = ("id", "workspace", "name", "named", "created")
PERSON = ("id", "workspace", "name", "language", "active", "muted")


def pick(table: Table, names: Iterable[str], **by: str) -> Select[tuple[object, ...]]:
    """Some columns, by equality, in the order in which the rows came."""
    picked: Select[tuple[object, ...]] = select(*(table.c[name] for name in names))
    found = picked.where(*(table.c[column] == bindparam(name) for column, name in by.items()))
    return found.order_by(table.c.position) if "position" in table.c else found


@cache
def update_row(table: Table, key: tuple[str, ...], changed: tuple[str, ...]) -> Update:
    """Set some columns of one row; its key is bound as `of_<column>`."""
    return (
        update(table)
        .where(*(table.c[name] == bindparam(f"of_{name}") for name in key))
        .values({name: bindparam(name) for name in changed})
    )


# ---------------------------------------------------------------------------------------------- the same on both

_people = tables.person.c
_identities = tables.identity.c
_rooms = service_tables.team_room.c

FIND_PERSON = (
    select(*(_people[name] for name in PERSON))
    .join(tables.identity, _identities.person == _people.id)
    .where(*(_identities[name] == bindparam(name) for name in ("channel", "workspace", "user")))
)
GET_PERSON = pick(tables.person, PERSON, id="id")
PEOPLE = pick(tables.person, PERSON, workspace="workspace")
ROOMS = (
    select(_identities.room_channel, _identities.room_workspace, _identities.room)
    .where(_identities.person == bindparam("person"), _identities.closed.is_(None))
    .order_by(_identities.linked.desc())
)
UNLINK = delete(tables.identity).where(
    _identities.channel == bindparam("of_channel"),
    _identities.workspace == bindparam("of_workspace"),
    _identities.user == bindparam("of_user"),
)
IDENTITIES = pick(tables.identity, ("channel", "workspace", "user"), person="person").order_by(
    _identities.linked.desc()
)
ROOM_OF_PROJECT = (
    select(_rooms.channel, _rooms.workspace, _rooms.room)
    .where(_rooms.project == bindparam("project"), _rooms.closed.is_(None))
    .order_by(_rooms.attached.desc())
    .limit(1)
)
PROJECT_IN_ROOM = pick(service_tables.team_room, ("project",), conversation="conversation").where(
    _rooms.closed.is_(None)
)
CLOSE_IDENTITIES = (
    update(tables.identity)
    .where(
        _identities.room_channel + ":" + _identities.room_workspace + ":" + _identities.room == bindparam("which"),
        _identities.closed.is_(None),
    )
    .values(closed=bindparam("at"))
)
CLOSE_TEAM_ROOM = (
    update(service_tables.team_room)
    .where(_rooms.conversation == bindparam("which"), _rooms.closed.is_(None))
    .values(closed=bindparam("at"))
)
CONVERSATIONS = union(
    select(
        (_identities.room_channel + ":" + _identities.room_workspace + ":" + _identities.room).label("conversation")
    ).where(
        _identities.room_channel == bindparam("of_channel"),
        _identities.room_workspace == bindparam("of_workspace"),
        _identities.closed.is_(None),
    ),
    select(_rooms.conversation).where(
        _rooms.channel == bindparam("of_channel"),
        _rooms.workspace == bindparam("of_workspace"),
        _rooms.closed.is_(None),
    ),
    select(tables.outbox.c.conversation).where(
        tables.outbox.c.sent.is_(None),
        tables.outbox.c.channel == bindparam("of_channel"),
        func.substr(tables.outbox.c.conversation, 1, func.length(bindparam("start", type_=Text))) == bindparam("start"),
    ),
).order_by("conversation")
PROJECTS_OF = (
    select(tables.project.c.id)
    .join(tables.membership, tables.membership.c.project == tables.project.c.id)
    .where(tables.membership.c.person == bindparam("person"), tables.membership.c.left.is_(False))
    .order_by(tables.project.c.position)
)
PROJECTS = select(tables.project.c.id).order_by(tables.project.c.position)
NEWEST_PROJECT = (
    select(tables.project.c.id)
    .where(tables.project.c.workspace == bindparam("workspace"))
    .order_by(tables.project.c.position.desc())
    .limit(1)
)
FIND_PROJECT = pick(tables.project, (*HEAD, *GOAL), id="id")
ROWS_OF_PROJECT = {each.field: pick(each.table, each.columns, project="project") for each in COLLECTIONS}
FIND_CONTRIBUTION = pick(tables.contribution, CONTRIBUTIONS.columns, project="project", id="id")
FIND_SESSION = pick(tables.session, ("body",), id="id")
OPEN_SESSIONS = pick(tables.session, ("body",), person="person").where(tables.session.c.finished.is_(False))


# ----------------------------------------------------------------------------------- with ON CONFLICT, one set each


@dataclass(frozen=True)
class Statements:
    """The inserts of one database."""

    receive: Executable
    keep_workspace: Executable
    keep_team: Executable
    save_person: Executable
    link: Executable
    save_project: Executable
    save_session: Executable
    note: Executable
    owe: Executable
    attach_room: Executable
    add_ticket: Executable
    add_guess: Executable
    put_aside: Executable
    sight: Executable
    save_installation: Executable
    save_rows: dict[str, Executable]


def make_statements(insert: MakeInsert) -> Statements:
    """The inserts, made with a dialect's own `insert`."""
    return Statements(
        receive=_keep(insert, tables.inbox, "key"),
        keep_workspace=_keep(insert, tables.workspace, "id"),
        keep_team=_keep(insert, tables.team, "id"),
        save_person=_upsert(insert, tables.person, "id"),
        link=_link(insert),
        save_project=_upsert(insert, tables.project, "id"),
        save_session=_upsert(insert, tables.session, "id"),
        note=insert(tables.journal).values(_all_of(tables.journal)),
        owe=insert(tables.outbox).values(_all_of(tables.outbox) | {"sequence": _next_sequence()}),
        attach_room=_attach_room(insert),
        add_ticket=insert(service_tables.ticket).values(_all_of(service_tables.ticket)),
        add_guess=insert(service_tables.guess).values(_all_of(service_tables.guess)),
        put_aside=_keep(insert, service_tables.put_aside, "key"),
        sight=_sight(insert),
        save_installation=_upsert(insert, service_tables.installation, "channel", "workspace"),
        save_rows={each.field: _save_row(insert, each) for each in COLLECTIONS},
    )


def _all_of(table: Table) -> dict[str, object]:
    return {column.name: bindparam(column.name) for column in table.c if column.name != "position"}


def _keep(insert: MakeInsert, table: Table, *key: str) -> Executable:
    return insert(table).values(_all_of(table)).on_conflict_do_nothing(index_elements=list(key))


def _upsert(insert: MakeInsert, table: Table, *key: str) -> Executable:
    into = insert(table).values(_all_of(table))
    others = {c.name: into.excluded[c.name] for c in table.c if c.name not in {*key, "position"}}
    return into.on_conflict_do_update(index_elements=list(key), set_=others)


def _save_row(insert: MakeInsert, collection: Collection) -> Executable:
    how = _keep if collection is CONTRIBUTIONS else _upsert
    return how(insert, collection.table, "project", *collection.key)


def _link(insert: MakeInsert) -> Executable:
    links = tables.identity.alias("links")
    newest = select(func.coalesce(func.max(links.c.linked), 0) + 1).where(links.c.person == bindparam("of"))
    into = insert(tables.identity).values(_all_of(tables.identity) | {"linked": newest.scalar_subquery()})
    names = ("person", "room_channel", "room_workspace", "room", "linked", "closed")
    return into.on_conflict_do_update(
        index_elements=["channel", "workspace", "user"], set_={name: into.excluded[name] for name in names}
    )


def _attach_room(insert: MakeInsert) -> Executable:
    rooms = service_tables.team_room.alias("rooms")
    newest = select(func.coalesce(func.max(rooms.c.attached), 0) + 1).where(rooms.c.project == bindparam("of"))
    table = service_tables.team_room
    into = insert(table).values(_all_of(table) | {"attached": newest.scalar_subquery()})
    names = ("project", "attached", "closed")
    return into.on_conflict_do_update(
        index_elements=["conversation"], set_={name: into.excluded[name] for name in names}
    )


def _sight(insert: MakeInsert) -> Executable:
    table = service_tables.sighting
    into = insert(table).values(_all_of(table))
    return into.on_conflict_do_update(
        index_elements=["kind"], set_={"last": into.excluded.last, "count": table.c.count + 1}
    )


def _next_sequence() -> object:
    rows = tables.outbox.alias("rows_before")
    last = select(func.coalesce(func.max(rows.c.sequence), 0) + 1).where(rows.c.conversation == bindparam("of"))
    return last.scalar_subquery()
