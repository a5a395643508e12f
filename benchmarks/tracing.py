"""A SQLite store that notes every statement it sends, and the same statements sent by the driver alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from benchmarks.teams import Acts
from bot.turns import Turns
from dialogs.inbound import Inbound
from knowledge.catalogue import Catalogue
from storage.database import Connection, DatabaseStore
from storage.prepared import Cursor
from storage.sqlite import SqliteDatabase

COMMIT = "COMMIT"


@dataclass(frozen=True)
class Sent:
    """One statement with its values, on the connection that writes or on the one that reads."""

    writing: bool
    sql: str
    values: Sequence[object] = ()

    @property
    def is_read(self) -> bool:
        """Whether rows come back."""
        return self.sql.startswith("SELECT")


class TracedDatabase(SqliteDatabase):
    """SQLite, noting in `sent` what goes to it."""

    def __init__(self, path: Path) -> None:
        lock = FileLock(f"{path}.lock", thread_local=False)
        lock.acquire()
        super().__init__(path, lock=lock)
        self.sent: list[Sent] = []

    def connect(self, *, writing: bool) -> _TracedConnection:  # type: ignore[override]  # it does what the store needs
        """A connection that notes."""
        return _TracedConnection(super().connect(writing=writing), sent=self.sent, writing=writing)


@contextmanager
def replaying(path: Path) -> Iterator[Replay]:
    """The driver alone, on two connections as the store has them."""
    database = SqliteDatabase(path, lock=None)
    with closing(database.connect(writing=True)) as writer, closing(database.connect(writing=False)) as reader:
        yield Replay(writer, reader)


class Replay:
    """Sends what was noted, and does nothing else."""

    def __init__(self, writer: sqlite3.Connection, reader: sqlite3.Connection) -> None:
        self._cursors = {True: writer.cursor(), False: reader.cursor()}

    def send(self, statements: Sequence[Sent]) -> None:
        """Send all of a turn."""
        for each in statements:
            cursor = self._cursors[each.writing]
            cursor.execute(each.sql, each.values)
            if each.is_read:
                cursor.fetchall()


async def trace(path: Path, catalogue: Catalogue, acts: Acts) -> list[list[Sent]]:
    """What the store sends for each of these turns."""
    database = TracedDatabase(path)
    store = DatabaseStore(database)
    try:
        return [await _trace_turn(database, Turns(store, catalogue), act) for act in acts]
    finally:
        await store.close()


async def _trace_turn(database: TracedDatabase, turns: Turns, act: Inbound) -> list[Sent]:
    database.sent.clear()
    await turns.take(act)
    return list(database.sent)


class _TracedConnection:
    def __init__(self, connection: Connection, *, sent: list[Sent], writing: bool) -> None:
        self._connection = connection
        self._sent = sent
        self._writing = writing

    def cursor(self) -> Cursor:
        return _TracedCursor(self._connection.cursor(), sent=self._sent, writing=self._writing)

    def commit(self) -> None:
        self._sent.append(Sent(self._writing, COMMIT))
        self._connection.commit()

    def rollback(self) -> None:
        self._connection.rollback()

    def close(self) -> None:
        self._connection.close()


class _TracedCursor:
    def __init__(self, cursor: Cursor, *, sent: list[Sent], writing: bool) -> None:
        self._cursor = cursor
        self._sent = sent
        self._writing = writing

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    def execute(self, sql: str, values: Sequence[object] | dict[str, object], /) -> object:
        if isinstance(values, dict):
            raise TypeError(f"SQLite's statements take their values by place: {sql}")
        self._sent.append(Sent(self._writing, sql, tuple(values)))
        return self._cursor.execute(sql, values)

    def fetchall(self) -> Sequence[Sequence[object]]:
        return self._cursor.fetchall()
