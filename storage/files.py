"""Opening a SQLite file: what must be true of it before we use it. A file that we refuse stays as it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy.exc import DBAPIError

from storage.database import DatabaseStore
from storage.rows import StoreEmptyError, StoreOlderError, StoreUnusableError
from storage.schema import VERSION_TABLE, bring_up_to_date, look_at_schema
from storage.sqlite import SqliteDatabase, connect_to_look, describe, engine_on, is_marked_read_only

MAGIC = b"SQLite format 3\x00"
HEADER = 100
"""Bytes that every SQLite file begins with."""


def open_file(path: Path, *, writing: bool) -> DatabaseStore:
    """The store in a file; made when it is missing and `writing`."""
    with _explained(path):
        path = path.expanduser().resolve()
        _refuse_what_is_no_database(path)
        return _open_to_write(path) if writing else _open_to_read(path)


def _open_to_write(path: Path) -> DatabaseStore:
    _refuse_read_only(path)
    with _made_folders(path), _locked(path) as lock:
        if not path.exists():
            path.touch(mode=0o600)  # what people say to us is for nobody else who works on this machine
        database = SqliteDatabase(path, lock=lock)
        return DatabaseStore(database, writer=_prepare(database))


def _open_to_read(path: Path) -> DatabaseStore:
    if not path.exists() or not path.stat().st_size:
        raise _nothing_there(path)
    database = SqliteDatabase(path, lock=None)
    with closing(connect_to_look(path)) as driver, engine_on(driver, writing=False).begin() as connection:
        state = look_at_schema(connection, name=database.name)
    if state == "empty":
        raise _nothing_there(path)
    if state == "older":
        raise StoreOlderError(
            f"the store {path} was written by an older version of this program. "
            "Open it once for writing (a conversation does): that brings it up to date."
        )
    return DatabaseStore(database)


def _prepare(database: SqliteDatabase) -> sqlite3.Connection:
    """A connection to a store that is ours, current, and takes writes: one is tried, and changes nothing."""
    driver = database.connect(writing=True)
    engine = engine_on(driver, writing=True)
    try:
        with engine.begin() as connection:
            look_at_schema(connection, name=database.name)
        driver.execute("PRAGMA journal_mode = WAL")  # stands in the file; cannot be set inside a transaction
        with engine.begin() as connection:
            bring_up_to_date(connection, name=database.name)
            connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = version_num")
    except BaseException:
        driver.close()
        raise
    return driver


@contextmanager
def _locked(path: Path) -> Iterator[FileLock]:
    """The right to write, which the system takes back when the process ends, however it ends.

    Where the opening fails, what we made is taken away while the lock still keeps others out.
    """
    mark = path.with_name(f"{path.name}.lock")
    names = [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))]
    is_new = not mark.exists()
    lock = FileLock(mark, thread_local=False, fallback_to_soft=False)
    _acquire(lock, path)
    made = [each for each in names if not each.exists()] + [mark] * is_new
    try:
        yield lock
    except BaseException:
        for each in made:
            each.unlink(missing_ok=True)
        lock.release()
        raise


def _acquire(lock: FileLock, path: Path) -> None:
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise StoreUnusableError(
            f"the store {path} is in use: another process writes to it, and only one may. "
            "End that one, or name another store; PostgreSQL takes several."
        ) from error


def _refuse_what_is_no_database(path: Path) -> None:
    if path.is_dir():
        raise StoreUnusableError(f"the store {path} is a folder. Name a file, in it or elsewhere.")
    if not path.exists():
        return
    if not path.is_file():
        raise StoreUnusableError(f"the store {path} is not an ordinary file. Name another one.")
    with path.open("rb") as file:
        header = file.read(HEADER)
    if header and not header.startswith(MAGIC):
        raise StoreUnusableError(f"the store {path} is not a database. Name another file; this one was left as it is.")
    if header and _is_cut_off(path, header):
        raise StoreUnusableError(f"the store {path} is damaged: its end is missing. Put back a copy, or name another.")


def _is_cut_off(path: Path, header: bytes) -> bool:
    """Whether pages are missing that the header counts. With a journal beside it, the file may lag behind."""
    if len(header) < HEADER:
        return True
    journal = path.with_name(path.name + "-wal")
    if header[24:28] != header[92:96] or (journal.exists() and journal.stat().st_size):
        return False
    size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return path.stat().st_size < (65536 if size == 1 else size) * pages


def _refuse_read_only(path: Path) -> None:
    for each in (path, *path.parents):
        if each.exists():
            if is_marked_read_only(each):
                what = "is read-only" if each == path else f"lies in {each}, which is read-only"
                raise StoreUnusableError(f"the store {path} {what}. Make it writable, or name another store.")
            if each != path:
                return


def _nothing_there(path: Path) -> StoreEmptyError:
    return StoreEmptyError(f"the store {path} is empty: nothing is there yet. Start a conversation first.")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Errors of the driver and of the system as one sentence, and what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        what, advice = describe(error.orig if isinstance(error, DBAPIError) else error)
        raise StoreUnusableError(f"the store {path} {what}. {advice}") from error
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        reason = error.strerror if isinstance(error, OSError) else None
        raise StoreUnusableError(
            f"the store {path} cannot be opened: {reason or error}. Mend that, or name another store."
        ) from error


@contextmanager
def _made_folders(path: Path) -> Iterator[None]:
    """The folders above; those that were missing go again where the opening fails."""
    missing = [each for each in path.parents if not each.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for folder in missing:
            with suppress(OSError):  # somebody else has put something there
                folder.rmdir()
        raise
