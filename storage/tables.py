"""The tables, for SQLite and PostgreSQL alike. Facts about rows only: no statement, no connection.

Those of the service around the conversations are in `service_tables`.

`position` is the order in which rows came. References are checked at the commit, so that a unit of work may write in
any order. What only records the past (a journal's session, an outbox row's question) refers by id alone.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from storage.columns import Strings, UtcDateTime, metadata, position, refer, refer_within

workspace = Table("workspace", metadata, Column("id", Text, primary_key=True))

team = Table(
    # The people who run one project; a second project of the same people will point at the same row.
    "team",
    metadata,
    Column("id", Text, primary_key=True),
    Column("workspace", Text, refer("workspace.id"), nullable=False),
    Index(None, "workspace"),
)

person = Table(
    "person",
    metadata,
    position(),
    Column("id", Text, nullable=False),
    Column("workspace", Text, refer("workspace.id"), nullable=False),
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
    Column("person", Text, refer("person.id"), nullable=False),
    Column("room_channel", Text, nullable=False),
    Column("room_workspace", Text, nullable=False),
    Column("room", Text, nullable=False),
    Column("linked", Integer, nullable=False),  # counts the person's links: the highest is the newest
    Column("closed", UtcDateTime),  # since when nobody is reached there any more
    PrimaryKeyConstraint("channel", "workspace", "user"),
    Index(None, "person"),
)

project = Table(
    "project",
    metadata,
    position(),
    Column("id", Text, nullable=False),
    Column("team", Text, refer("team.id"), nullable=False),
    Column("workspace", Text, refer("workspace.id"), nullable=False),
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
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("person", Text, refer("person.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("left", Boolean, nullable=False),
    UniqueConstraint("project", "person"),
    Index(None, "person"),
)

step_visit = Table(
    "step_visit",
    metadata,
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("step", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("owner", Text, refer("person.id")),
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
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("visit", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("author", Text, refer("person.id")),
    Column("at", UtcDateTime),
    Column("replaces", Text),
    UniqueConstraint("project", "id"),
    refer_within("contribution", "replaces"),
)

barrier = Table(
    "barrier",
    metadata,
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("contribution", Text, nullable=False),
    Column("hinders", Boolean, nullable=False),
    Column("determinant", Text),
    Column("custom", Boolean, nullable=False),
    Column("merged_into", Text),
    UniqueConstraint("project", "id"),
    refer_within("contribution", "contribution"),
    refer_within("barrier", "merged_into"),
)

parking = Table(
    "parking",
    metadata,
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("author", Text, refer("person.id")),
    UniqueConstraint("project", "id"),
)

decision = Table(
    "decision",
    metadata,
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("visit", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("by", Text, refer("person.id")),
    Column("reason", Text),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("project", "id"),
)

session = Table(
    "session",
    metadata,
    position(),
    Column("id", Text, nullable=False),
    Column("person", Text, refer("person.id"), nullable=False),
    Column("project", Text, refer("project.id")),
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
    position(),
    Column("key", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("person", Text, refer("person.id"), nullable=False),
    Column("project", Text, refer("project.id")),
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
    position(),
    Column("id", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("conversation", Text, nullable=False),
    Column("person", Text, refer("person.id")),
    Column("kind", Text, nullable=False),
    Column("prompt", Text),  # a Prompt as JSON, with its format in it; empty once it is sent, or settled
    Column("buttons", Boolean, nullable=False),  # the prompt stays until its question is settled
    Column("form", Text),  # a Form as JSON
    Column("trigger", Text),
    Column("answer", Text),
    Column("session", Text),
    Column("visit", Integer),
    Column("asked", Boolean, nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("owed", UtcDateTime, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("tried", Integer, nullable=False),
    Column("leased_until", UtcDateTime),
    Column("maybe_repeat", Boolean, nullable=False),  # a lease ran out: it may have been sent then
    Column("silent", Integer, nullable=False),  # tries that ended without an answer
    Column("sent", UtcDateTime),
    Column("receipt", Text),
    UniqueConstraint("id"),
    UniqueConstraint("conversation", "sequence"),
    Index(None, "person"),
    Index(None, "session", "visit"),
)
