"""The tables of the service around the conversations. Facts about rows only, as in `tables`.

Where teams meet, who may come in, what an operator should hear of, who has installed the app.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text, UniqueConstraint

from storage.columns import UtcDateTime, metadata, position, refer
from storage.tables import outbox

team_room = Table(
    "team_room",
    metadata,
    Column("conversation", Text, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("workspace", Text, nullable=False),  # the platform's own id, not our workspace
    Column("room", Text, nullable=False),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("attached", Integer, nullable=False),  # counts the project's rooms: the highest is the newest
    Column("closed", UtcDateTime),
    Index(None, "project"),
)

ticket = Table(
    "ticket",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("workspace", Text, nullable=False),  # may be there before anybody is in it
    Column("project", Text, refer("project.id")),
    Column("person", Text, refer("person.id")),
    Column("by", Text, refer("person.id")),
    Column("made", UtcDateTime, nullable=False),
    Column("expires", UtcDateTime, nullable=False),
    Column("used", UtcDateTime),
)

guess = Table(
    "guess",
    metadata,
    position(),
    Column("channel", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "channel", "workspace", "user", "at"),
)

put_aside = Table(
    # Never the content.
    "put_aside",
    metadata,
    position(),
    Column("key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("channel", Text, nullable=False),
    Column("person", Text),
    Column("fault", Text, nullable=False),
    UniqueConstraint("key"),
)

sighting = Table(
    "sighting",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("first", UtcDateTime, nullable=False),
    Column("last", UtcDateTime, nullable=False),
    Column("count", Integer, nullable=False),
)

installation = Table(
    "installation",
    metadata,
    position(),
    Column("channel", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("bot", Text, nullable=False),
    Column("sealed", Text, nullable=False),  # a token, encrypted
    Column("scopes", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("channel", "workspace"),
)


@cache
def complete_metadata() -> MetaData:
    """All tables with all indexes, for migrations. Partial ones name a dialect, and that imports it, for 30 ms."""
    unsent = outbox.c.sent.is_(None)
    for name, columns in (
        ("ix_outbox_due_unsent", (outbox.c.channel, outbox.c.due)),
        ("ix_outbox_conversation_unsent", (outbox.c.conversation, outbox.c.sequence)),
    ):
        Index(name, *columns, sqlite_where=unsent, postgresql_where=unsent)
    return metadata
