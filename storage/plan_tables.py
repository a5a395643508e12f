"""The tables of what a team hears, weighs, plans and finds. Facts about rows only, as in `tables`.

A vote's `about` refers by id alone: it is a barrier or a proposal.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Float, Integer, Table, Text, UniqueConstraint

from storage.columns import UtcDateTime, metadata, position, refer, refer_within

heeding = Table(
    "heeding",
    metadata,
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("principle", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("visit", Integer, nullable=False),
    Column("way", Text, nullable=False),
    Column("reason", Text),
    UniqueConstraint("project", "id"),
)

stakeholder = Table(
    "stakeholder",
    metadata,
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("concern", Text, nullable=False),
    Column("reach", Text),
    UniqueConstraint("project", "id"),
)

hearing = Table(
    "hearing",
    metadata,
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("visit", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("count", Integer, nullable=False),
    Column("how", Text),
    Column("source", Text),
    Column("day", Date),
    Column("acceptable", Integer),
    Column("doable", Integer),
    Column("by", Text, refer("person.id")),
    UniqueConstraint("project", "id"),
)

vote = Table(
    "vote",
    metadata,
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("visit", Integer, nullable=False),
    Column("question", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("value", Integer, nullable=False),
    Column("author", Text, refer("person.id")),
    UniqueConstraint("project", "id"),
)

priority = Table(
    "priority",
    metadata,
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("visit", Integer, nullable=False),
    Column("barrier", Text, nullable=False),
    Column("place", Integer, nullable=False),
    UniqueConstraint("project", "visit", "barrier"),
    refer_within("barrier", "barrier"),
)

proposal = Table(
    "proposal",
    metadata,
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("visit", Integer, nullable=False),
    Column("barrier", Text, nullable=False),
    Column("strategy", Text),
    Column("words", Text, nullable=False),
    Column("kept", Boolean, nullable=False),
    UniqueConstraint("project", "id"),
    refer_within("barrier", "barrier"),
)

plan = Table(
    "plan",
    metadata,
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("measure", Text),
    Column("baseline", Float),
    Column("keeper", Text, refer("person.id")),
    Column("prediction", Float),
    Column("size", Text),
    Column("failure", Text),
    Column("review", Date),
    Column("committed", UtcDateTime),
    Column("by", Text, refer("person.id")),
    UniqueConstraint("project", "version"),
)

planned_strategy = Table(
    "planned_strategy",
    metadata,
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("strategy", Text),
    Column("words", Text, nullable=False),
    Column("barrier", Text, nullable=False),
    Column("mechanism", Text, nullable=False),
    Column("actor", Text),
    Column("action", Text),
    Column("target", Text),
    Column("temporality", Text),
    Column("dose", Text),
    Column("outcome", Text),
    Column("justification", Text),
    UniqueConstraint("project", "id"),
    refer_within("barrier", "barrier"),
)

activity = Table(
    "activity",
    metadata,
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("owner", Text, refer("person.id"), nullable=False),
    Column("due", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("closed", Date),
    UniqueConstraint("project", "id"),
)

measurement = Table(
    "measurement",
    metadata,
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("number", Float, nullable=False),
    Column("by", Text, refer("person.id")),
    UniqueConstraint("project", "id"),
)

event = Table(
    "event",
    metadata,
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("words", Text, nullable=False),
    Column("by", Text, refer("person.id")),
    UniqueConstraint("project", "id"),
)

review = Table(
    "review",
    metadata,
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("visit", Integer, nullable=False),
    Column("number", Float),
    Column("learned", Text),
    Column("outcome", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("keeper", Text),
    Column("holds", Text),
    Column("ends", Text),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("project", "id"),
)

later_check = Table(
    "later_check",
    metadata,
    position(),
    Column("project", Text, refer("project.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("due", Date, nullable=False),
    Column("done", Date),
    Column("words", Text),
    UniqueConstraint("project", "id"),
)
