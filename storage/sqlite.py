"""SQLite: one process writes, through one thread; others read beside it. Connections, and what their errors mean."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from filelock import BaseFileLock
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import StaticPool

from storage.checkpoints import PAGES, Checkpoints
from storage.prepared import Book, Cursor
from storage.rows import RowRefusedError, StoreFailedError
from storage.statements import make_statements
from storage.unit import Unit

BUSY = 0.5
"""Seconds to wait for another program that holds the file."""

_ERRORS = {
    sqlite3.SQLITE_FULL: ("does not fit: the disk is full", "Free some space and try again."),
    sqlite3.SQLITE_READONLY: ("is read-only", "Make it and its folder writable, or name another store."),
    sqlite3.SQLITE_BUSY: ("is locked by another program", "End that program and try again."),
    sqlite3.SQLITE_LOCKED: ("is locked by another program", "End that program and try again."),
    sqlite3.SQLITE_IOERR: ("could not be read or written: the disk gave an error", "Look at the disk, and try again."),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "Put back a copy, or name another store."),
    sqlite3.SQLITE_NOTADB: ("is not a database", "Name another store."),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "See that it and its folder are there and yours."),
    sqlite3.SQLITE_PERM: ("may not be opened", "See that it and its folder are yours."),
}
_OTHER = ("failed", "Look at the disk, and try again.")


class SqliteDatabase:
    """One file. `lock` is held for as long as this process writes; None opens it for reading only."""

    error = sqlite3.Error
    statements = make_statements(insert)
    book = Book(SQLiteDialect_pysqlite())

    def __init__(self, path: Path, *, lock: BaseFileLock | None) -> None:
        self.name = f"the store {path}"
        self.writers = 0 if lock is None else 1
        self._path = path
        self._lock = lock
        self._checkpoints = Checkpoints(lambda: _connect(path, "mode=rw"))

    def connect(self, *, writing: bool) -> sqlite3.Connection:
        """A new connection."""
        return _connect_to_write(self._path) if writing else _connect_to_read(self._path)

    def begin(self, cursor: Cursor, *, writing: bool) -> Unit:
        """Begin. A writer takes the file at once: one that began as a reader could be refused half-way."""
        cursor.execute("BEGIN IMMEDIATE" if writing else "BEGIN", ())
        if writing:
            self._checkpoints.count()
        return Unit(cursor, book=self.book, statements=self.statements, lock=self.lock, writing=writing)

    def lock(self, cursor: Cursor, keys: frozenset[str]) -> None:
        """The one writer is alone already."""

    def is_broken(self, connection: object) -> bool:  # noqa: ARG002  # as the protocol has it
        """There is no other side."""
        return False

    def may_repeat(self, error: Exception) -> bool:  # noqa: ARG002  # as the protocol has it
        """What a disk refuses, it refuses again."""
        return False

    def explain(self, error: Exception) -> Exception:
        """The error in our words."""
        if isinstance(error, sqlite3.IntegrityError):
            return RowRefusedError(f"{self.name} refused a row: {error}")
        what, advice = describe(error)
        return StoreFailedError(f"{self.name} {what}; nothing of this was kept. {advice}")

    def play(self, part: str) -> bool:  # noqa: ARG002  # as the protocol has it
        """A file has one writing process, and that plays every part."""
        return self._lock is not None and self._lock.is_locked

    def close(self) -> None:
        """Let the next process write."""
        self._checkpoints.close()
        if self._lock is not None:
            self._lock.release()


def engine_on(connection: sqlite3.Connection, *, writing: bool) -> Engine:
    """SQLAlchemy on a connection that stays open afterwards: for the schema, not for turns."""
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def connect_to_look(path: Path) -> sqlite3.Connection:
    """A connection that leaves no trace where nobody writes: whoever does has a journal there all the while."""
    return _connect_to_query(path, _how_to_read(path) if _has_journal(path) else "immutable=1")


def describe(error: BaseException | None) -> tuple[str, str]:
    """What an error of the driver says of the store, and what to do."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the higher bits tell apart what we need not
    return _ERRORS.get(code, _OTHER)


def is_marked_read_only(path: Path) -> bool:
    """Whether nobody may write here, root included: no write bit at all was meant."""
    return not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK)


def _connect_to_write(path: Path) -> sqlite3.Connection:
    connection = _connect(path, "mode=rw")  # not rwc: a file that vanished must not become an empty store
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {PAGES}")  # before that, `Checkpoints` does it
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # words that are emptied leave no trace in free pages
    return connection


def _connect_to_read(path: Path) -> sqlite3.Connection:
    return _connect_to_query(path, _how_to_read(path))


def _how_to_read(path: Path) -> str:
    """Even to read, SQLite writes an index beside the file; where it may not, it must be told that nobody writes.

    `mode=rw`, although nothing is written: only a connection that could write takes its journal away at the end.
    """
    if not (is_marked_read_only(path) or is_marked_read_only(path.parent)):
        return "mode=rw"
    return "mode=ro" if _has_journal(path) else "immutable=1"


def _has_journal(path: Path) -> bool:
    return any(path.with_name(path.name + end).exists() for end in ("-wal", "-journal"))


def _connect_to_query(path: Path, how: str) -> sqlite3.Connection:
    connection = _connect(path, how)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _connect(path: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"file:{quote(str(path))}?{how}",
        uri=True,
        timeout=BUSY,
        isolation_level=None,  # otherwise the driver begins transactions by itself, and DEFERRED ones
        check_same_thread=False,  # opened here, used by the writer's thread, never by two at once
    )
