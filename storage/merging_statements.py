"""The statements that make one person of two. Rare: they need no index of their own. No connection, no values."""

from __future__ import annotations

from sqlalchemy import Column, Update, bindparam, delete, func, select, update

from knowledge.project import Member
from storage import service_tables, tables
from storage.statements import pick

_REFERRING: tuple[Column[str], ...] = (
    tables.membership.c.person,
    tables.step_visit.c.owner,
    tables.contribution.c.author,
    tables.parking.c.author,
    tables.decision.c.by,
    tables.journal.c.person,
    tables.outbox.c.person,
    service_tables.ticket.c.person,
    service_tables.ticket.c.by,
    service_tables.put_aside.c.person,
)


def _rename(column: Column[str]) -> Update:
    return update(column.table).where(column == bindparam("gone")).values({column.name: bindparam("kept")})


RENAMES = tuple(map(_rename, _REFERRING))
"""Every column that names a person and nothing more is to be done about."""

_links = tables.identity.alias("links")
MOVE_IDENTITIES = (
    update(tables.identity)
    .where(tables.identity.c.person == bindparam("gone"))
    .values(
        person=bindparam("kept"),
        linked=tables.identity.c.linked
        + select(func.coalesce(func.max(_links.c.linked), 0))
        .where(_links.c.person == bindparam("kept"))
        .scalar_subquery(),
    )
)
"""What moves counts as newer than what was there, in its own order."""

MEMBERSHIPS = pick(tables.membership, ("project", *Member.model_fields), person="person")
DELETE_MEMBERSHIP = delete(tables.membership).where(
    tables.membership.c.project == bindparam("of_project"), tables.membership.c.person == bindparam("of_person")
)
ANSWERED = (
    select(tables.step_visit.c.position, tables.step_visit.c.answered)
    .join(tables.membership, tables.membership.c.project == tables.step_visit.c.project)
    .where(tables.membership.c.person == bindparam("person"))
)
ALL_SESSIONS = pick(tables.session, ("body",), person="person")
DELETE_PERSON = delete(tables.person).where(tables.person.c.id == bindparam("gone"))
