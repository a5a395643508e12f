"""What all tables share: where they are gathered, their references, and types where a database's own lose something."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time. SQLite knows no zones: there it lies in UTC, of one width, so that text order is time order."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Ours to the driver's: UTC; a time without a zone is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value if value.tzinfo is UTC else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The driver's to ours: always UTC, always aware."""
        if value is None or value.tzinfo is UTC:
            return value
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Strings(TypeDecorator[tuple[str, ...]]):
    """A tuple of short strings (ids, steps) in one cell, as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Ours to the driver's."""
        return None if value is None else json.dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:  # noqa: ARG002
        """The driver's to ours."""
        return () if value == "[]" else tuple(json.loads(value or "null") or ())  # most are empty


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def position() -> Column[int]:
    """The order in which rows came."""
    return Column("position", BigInteger().with_variant(Integer(), "sqlite"), autoincrement=True, primary_key=True)


def refer(target: str) -> ForeignKey:
    """A reference that is checked at the commit, so that a unit of work may write in any order."""
    return ForeignKey(target, deferrable=True, initially="DEFERRED")


def refer_within(table: str, column: str) -> ForeignKeyConstraint:
    """A reference to a row of the same project."""
    return ForeignKeyConstraint(
        ["project", column], [f"{table}.project", f"{table}.id"], deferrable=True, initially="DEFERRED"
    )
