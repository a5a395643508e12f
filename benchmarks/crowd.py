"""Many people in mid-conversation, made at once: one real conversation, copied in the database by plain inserts.

The copies are rows like any others, in every table, under ids of their own; each copy is a workspace of its own.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import Table, Text

from benchmarks.ground import Ground
from benchmarks.teams import Acts, Ears, record
from bot.bootstrap import opened
from bot.dispatcher import Dispatcher
from bot.turns import CONSOLE, Turns
from storage.columns import Strings, metadata

MARK = "~~~~~~"
"""What a copy's number takes the place of: six characters that are in no id."""

WORKSPACE = f"crowd-{MARK}"
MIDDLE = frozenset({("barriers", "more")})
PAST = ("inbox", "journal", "outbox")

_ID = re.compile(r"[A-Za-z0-9_-]{22}")


def workspace(number: int) -> str:
    """The workspace of a copy; they count from 1."""
    return WORKSPACE.replace(MARK, f"{number:06}")


async def make_crowd(ground: Ground, *, copies: int, others: tuple[str, ...] = (), past: int | None = None) -> Path:
    """A store with copies of a team in the middle of its barriers. `past` rows of each log are copied, or all."""
    template = await _make_template(ground, others=others)
    path = await ground.new_file()
    with closing(sqlite3.connect(template)) as connection:
        _mark(connection)
        if past is not None:
            _forget(connection, past)
        connection.commit()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ATTACH ? AS template", (str(template),))
        for table in metadata.sorted_tables:
            connection.execute(_copy(table), {"mark": MARK, "copies": copies})
        connection.commit()
    return path


async def _make_template(ground: Ground, *, others: tuple[str, ...]) -> Path:
    acts: Acts = await record(ground.catalogue, WORKSPACE, others=others, stop=MIDDLE)
    path = await ground.new_file()
    async with opened(str(path)) as store:
        turns, dispatcher = Turns(store, ground.catalogue), Dispatcher(store, {CONSOLE: Ears()})
        for act in acts:
            at = act.at
            await turns.take(act)
            await dispatcher.deliver_due(CONSOLE, clock=lambda at=at: at)  # type: ignore[misc]  # bound for this act
    return path


def _texts(table: Table) -> list[str]:
    return [column.name for column in table.c if isinstance(column.type, (Text, Strings))]


def _mark(connection: sqlite3.Connection) -> None:
    """Give every id in every text the mark in front."""
    ids = {value for table in metadata.sorted_tables for value in _values(connection, table) if _ID.fullmatch(value)}
    for table in metadata.sorted_tables:
        for name in _texts(table):
            for each in ids:
                connection.execute(
                    f'UPDATE "{table.name}" SET "{name}" = replace("{name}", ?, ?)', (each, MARK + each[len(MARK) :])
                )


def _values(connection: sqlite3.Connection, table: Table) -> Iterator[str]:
    for name in _texts(table):
        yield from (value for (value,) in connection.execute(f'SELECT "{name}" FROM "{table.name}"') if value)


def _forget(connection: sqlite3.Connection, past: int) -> None:
    for name in PAST:
        newest = f'SELECT rowid FROM "{name}" ORDER BY rowid DESC LIMIT ?'
        connection.execute(f'DELETE FROM "{name}" WHERE rowid NOT IN ({newest})', (past,))


def _copy(table: Table) -> str:
    names = [column.name for column in table.c if column.name != "position"]
    texts = set(_texts(table))
    values = [f"replace(\"{name}\", :mark, printf('%06d', n))" if name in texts else f'"{name}"' for name in names]
    return (
        "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :copies) "
        f'INSERT INTO main."{table.name}" ({", ".join(f"{chr(34)}{name}{chr(34)}" for name in names)}) '
        f'SELECT {", ".join(values)} FROM numbers CROSS JOIN template."{table.name}"'
    )
