"""Bringing a database to the program's schema, or saying why not. Alembic is imported only when there is work to do."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from sqlalchemy import Column, Connection, MetaData, Table, Text, inspect, select

from storage.rows import StoreUnusableError

REVISIONS = ("0001", "0002")
"""All of `migrations/versions`, oldest first; a test compares."""

VERSION_TABLE = "itfits_schema"
"""Where the revision stands. A name of ours, so that it also says whose database this is."""

MIGRATIONS = Path(__file__).parent / "migrations"

State = Literal["current", "older", "empty"]

_version = Table(VERSION_TABLE, MetaData(), Column("version_num", Text))


def look_at_schema(connection: Connection, *, name: str) -> State:
    """How the tables stand; StoreUnusableError where they are somebody else's or a newer program's."""
    there = set(inspect(connection).get_table_names())
    if not there:
        return "empty"
    if VERSION_TABLE not in there:
        raise StoreUnusableError(
            f"{name} belongs to another program: it has tables, and none of them is ours. "
            "Name another store: an empty one, or one that does not exist yet."
        )
    found = connection.execute(select(_version.c.version_num)).scalar_one_or_none()
    if found not in REVISIONS:
        raise StoreUnusableError(
            f"{name} was written by a newer version of this program (schema {found}, known here: {REVISIONS[-1]}). "
            "Install the newer version, or name another store."
        )
    return "current" if found == REVISIONS[-1] else "older"


def bring_up_to_date(connection: Connection, *, name: str) -> None:
    """Run what is missing, inside the transaction that the connection has begun: all of it, or nothing."""
    if look_at_schema(connection, name=name) == "current":
        return
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
