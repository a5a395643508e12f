"""The tables, for SQLite and PostgreSQL alike. Facts about rows only: no statement, no connection.

`position` is the order in which rows came. References are checked at the commit, so that a unit of work may write in
any order. What only records the past (a journal's session, an outbox row's question) refers by id alone.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from storage.columns import Strings, UtcDateTime

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _position() -> Column[int]:
    return Column("position", BigInteger().with_variant(Integer(), "sqlite"), autoincrement=True, primary_key=True)


def _refer(target: str) -> ForeignKey:
    return ForeignKey(target, deferrable=True, initially="DEFERRED")


def _refer_within(table: str, column: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["project", column], [f"{table}.project", f"{table}.id"], deferrable=True, initially="DEFERRED"
    )


workspace = Table("workspace", metadata, Column("id", Text, primary_key=True))

team = Table(
    # The people who run one project; a second project of the same people will point at the same row.
    "team",
    metadata,
    Column("id", Text, primary_key=True),
    Column("workspace", Text, _refer("workspace.id"), nullable=False),
    Index(None, "workspace"),
)

person = Table(
    "person",
    metadata,
    _position(),
    Column("id", Text, nullable=False),
    Column("workspace", Text, _refer("workspace.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("active", Text),  # a session; no reference, as each of the two would need the other first
    Column("muted", Boolean, nullable=False),
    UniqueConstraint("id"),
    Index(None, "workspace"),
)

identity = Table(
    "identity",
    metadata,
    Column("channel", Text, nullable=False),
    Column("workspace", Text, nullable=False),  # the platform's own id, not our workspace
    Column("user", Text, nullable=False),
    Column("person", Text, _refer("person.id"), nullable=False),
    Column("room_channel", Text, nullable=False),
    Column("room_workspace", Text, nullable=False),
    Column("room", Text, nullable=False),
    Column("linked", Integer, nullable=False),  # counts the person's links: the highest is the newest
    PrimaryKeyConstraint("channel", "workspace", "user"),
    Index(None, "person"),
)

project = Table(
    "project",
    metadata,
    _position(),
    Column("id", Text, nullable=False),
    Column("team", Text, _refer("team.id"), nullable=False),
    Column("workspace", Text, _refer("workspace.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("innovation", Text),
    Column("goal", Text),
    Column("target", Text),
    Column("emphasis", Text),
    Column("emphasis_words", Text),
    Column("patient_view", Text),
    UniqueConstraint("id"),
    Index(None, "team"),
    Index(None, "workspace"),
)

membership = Table(
    "membership",
    metadata,
    _position(),
    Column("project", Text, _refer("project.id"), nullable=False),
    Column("person", Text, _refer("person.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("left", Boolean, nullable=False),
    UniqueConstraint("project", "person"),
    Index(None, "person"),
)

step_visit = Table(
    "step_visit",
    metadata,
    _position(),
    Column("project", Text, _refer("project.id"), nullable=False),
    Column("step", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("owner", Text, _refer("person.id")),
    Column("due", Date),
    Column("opened", UtcDateTime),
    Column("closed", UtcDateTime),
    Column("reason", Text),
    Column("answered", Strings, nullable=False),
    UniqueConstraint("project", "step", "number"),
)

contribution = Table(
    # Insert-only.
    "contribution",
    metadata,
    _position(),
    Column("project", Text, _refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("visit", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("author", Text, _refer("person.id")),
    Column("at", UtcDateTime),
    Column("replaces", Text),
    UniqueConstraint("project", "id"),
    _refer_within("contribution", "replaces"),
)

barrier = Table(
    "barrier",
    metadata,
    _position(),
    Column("project", Text, _refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("contribution", Text, nullable=False),
    Column("hinders", Boolean, nullable=False),
    Column("determinant", Text),
    Column("custom", Boolean, nullable=False),
    Column("merged_into", Text),
    UniqueConstraint("project", "id"),
    _refer_within("contribution", "contribution"),
    _refer_within("barrier", "merged_into"),
)

parking = Table(
    "parking",
    metadata,
    _position(),
    Column("project", Text, _refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("author", Text, _refer("person.id")),
    UniqueConstraint("project", "id"),
)

decision = Table(
    "decision",
    metadata,
    _position(),
    Column("project", Text, _refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("visit", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("by", Text, _refer("person.id")),
    Column("reason", Text),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("project", "id"),
)

session = Table(
    "session",
    metadata,
    _position(),
    Column("id", Text, nullable=False),
    Column("person", Text, _refer("person.id"), nullable=False),
    Column("project", Text, _refer("project.id")),
    Column("flow", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("finished", Boolean, nullable=False),
    Column("body", Text, nullable=False),  # the whole DialogSession as JSON
    UniqueConstraint("id"),
    Index(None, "person", "finished"),
    Index(None, "project"),
)

journal = Table(
    "journal",
    metadata,
    _position(),
    Column("key", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("person", Text, _refer("person.id"), nullable=False),
    Column("project", Text, _refer("project.id")),
    Column("session", Text, nullable=False),
    Column("flow", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("visit", Integer, nullable=False),
    Column("changed", Strings, nullable=False),
    Index(None, "person"),
    Index(None, "project"),
)

inbox = Table(
    # Key and time, never content.
    "inbox",
    metadata,
    Column("key", Text, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    _position(),
    Column("id", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("conversation", Text, nullable=False),
    Column("person", Text, _refer("person.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("prompt", Text),  # a Prompt as JSON, with its format in it; empty once it is sent
    Column("answer", Text),
    Column("session", Text),
    Column("visit", Integer),
    Column("asked", Boolean, nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("tried", Integer, nullable=False),
    Column("leased_until", UtcDateTime),
    Column("maybe_repeat", Boolean, nullable=False),  # a lease ran out: it may have been sent then
    Column("sent", UtcDateTime),
    Column("receipt", Text),
    UniqueConstraint("id"),
    UniqueConstraint("conversation", "sequence"),
    Index(None, "person"),
    Index(None, "session", "visit"),
)


@cache
def add_partial_indexes() -> None:
    """What migrations make and compare beside the above. Apart, as naming a dialect imports it, for 30 ms."""
    unsent = outbox.c.sent.is_(None)
    for name, columns in (
        ("ix_outbox_due_unsent", (outbox.c.channel, outbox.c.due)),
        ("ix_outbox_conversation_unsent", (outbox.c.conversation, outbox.c.sequence)),
    ):
        Index(name, *columns, sqlite_where=unsent, postgresql_where=unsent)
