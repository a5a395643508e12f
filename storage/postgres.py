"""PostgreSQL: several processes write, each through a few threads. Connections, locks, and what errors mean."""

from __future__ import annotations

from contextlib import closing
from hashlib import blake2b

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, make_url
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import StaticPool

from storage.database import DatabaseStore
from storage.parts import Parts
from storage.prepared import Book, Cursor
from storage.rows import RowRefusedError, StoreEmptyError, StoreFailedError, StoreOlderError, StoreUnusableError
from storage.schema import bring_up_to_date, look_at_schema
from storage.statements import make_statements
from storage.unit import Unit

WRITERS = 4
"""Threads that write, each with a connection: more of them gained nothing on two cores."""

PATIENCE = 5
"""Seconds to wait for a server that does not answer."""

IDLE = "60s"
"""After this long without a word, the server lets go of a transaction whose process has vanished."""

_WATCHFUL = {
    "connect_timeout": str(PATIENCE),
    "tcp_user_timeout": str(2000 * PATIENCE),
    "keepalives_idle": str(PATIENCE),
    "keepalives_interval": "2",
    "keepalives_count": "3",
}
"""A connection gives up when the other side is silent. The system's own patience is minutes, or hours."""

_ENCODINGS = {"UTF8", "SQL_ASCII"}  # the second takes any bytes
_LOCK = "SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) AS key"

_UNREACHED = (
    # libpq gives no code for a failed connection, only words.
    ("password authentication failed", "refused the user or the password", "Mend them in the store's URL."),
    ("no password supplied", "wants a password", "Put one into the store's URL, or into PGPASSWORD."),
    ("does not exist", "has no such database or user", "Make it there, or mend the name in the store's URL."),
    ("no pg_hba.conf entry", "does not let this machine in", "Allow it in the server's pg_hba.conf."),
    ("too many clients", "has no free connection", "Raise its max_connections, or end other programs."),
    ("starting up", "is still starting", "Try again in a moment."),
)
_NOT_THERE = ("cannot be reached", "See that the server runs, and that host and port in the store's URL are right.")

_FAILED = {
    "53100": ("does not fit: the server's disk is full", "Free some space there and try again."),
    "53200": ("failed: the server is out of memory", "Try again."),
    "25006": ("is read-only", "Name the server that takes writes."),
    "42501": ("does not give this user the rights that it needs", "Grant them, or name another user."),
}
_GONE = ("08", "57P")
"""How codes begin that say the connection is over."""

_BROKEN = ("failed: the connection broke", "See that the server runs; the same may be tried again.")
_OTHER = ("failed", "Look at the server's log.")


class PostgresDatabase:
    """One database on a server."""

    error = psycopg.Error
    statements = make_statements(insert)
    book = Book(make_url("postgresql+psycopg://").get_dialect()())

    def __init__(self, url: URL, *, writing: bool) -> None:
        self.name = _name(url)
        self.writers = WRITERS if writing else 0
        self._options = url.get_dialect()().create_connect_args(url)[1]
        self._parts = Parts(self._connect_to_play)

    def connect(self, *, writing: bool) -> psycopg.Connection:
        """A new connection."""
        connection = psycopg.connect(**self._options)
        connection.execute("SET timezone = 'UTC'")
        connection.execute(f"SET idle_in_transaction_session_timeout = '{IDLE}'")
        connection.commit()
        if not writing:
            connection.read_only = True  # and no False: that would override a database that is read-only on purpose
        return connection

    def begin(self, cursor: Cursor, *, writing: bool) -> Unit:
        """The driver begins by itself with the first statement."""
        return Unit(cursor, book=self.book, statements=self.statements, lock=self.lock, writing=writing)

    def lock(self, cursor: Cursor, keys: frozenset[str]) -> None:
        """Hold these keys until the transaction ends. Sorted by number, so that two can never wait for each other."""
        if keys:
            cursor.execute(_LOCK, [sorted(map(_number, keys))])

    def is_broken(self, connection: object) -> bool:
        """Whether the server is gone."""
        return isinstance(connection, psycopg.Connection) and connection.closed

    def may_repeat(self, error: Exception) -> bool:
        """A race that was lost."""
        return isinstance(error, psycopg.errors.SerializationFailure | psycopg.errors.DeadlockDetected)

    def explain(self, error: Exception) -> Exception:
        """The error in our words. The server's own may quote rows, so only names come out."""
        if isinstance(error, psycopg.IntegrityError):
            return RowRefusedError(f"{self.name} refused a row: {error.diag.constraint_name or 'a rule of the tables'}")
        if isinstance(error, psycopg.DataError):
            return RowRefusedError(f"{self.name} refused a value: {type(error).__name__}")
        code = getattr(error, "sqlstate", None) or ""
        what, advice = _BROKEN if code.startswith(_GONE) or not code else _FAILED.get(code, _OTHER)
        return StoreFailedError(f"{self.name} {what}{f' (code {code})' if code else ''}. {advice}")

    def play(self, part: str) -> bool:
        """Try to be the only process that plays this part; again: whether it still is."""
        return self._parts.take(_number(f"part:{part}"))

    def play_alone(self, part: str) -> None:
        """Be the only process that plays this part, until the end; StoreUnusableError where another one does."""
        try:
            self._parts.wait_for(_number(f"part:{part}"))
        except psycopg.errors.LockNotAvailable:
            self.close()
            raise StoreUnusableError(
                f"Another {part} is open on {self.name}, and two would take each other's messages. "
                "Close it, or name another store."
            ) from None

    def close(self) -> None:
        """Leave its parts to somebody else."""
        self._parts.close()

    def _connect_to_play(self) -> psycopg.Connection:
        """A connection that gives up when the other side is silent: then somebody else may play already."""
        return psycopg.connect(**self._options, autocommit=True)


def open_postgres(url: str, *, writing: bool, alone: str | None = None) -> DatabaseStore:
    """The store in a database, brought up to date where `writing`; `alone` is a part that nobody else may play."""
    database = PostgresDatabase(_read_url(url), writing=writing)
    try:
        with closing(database.connect(writing=writing)) as driver, _engine_on(driver).connect() as connection:
            (_prepare if writing else _check)(connection, database)
        if alone is not None:
            database.play_alone(alone)
    except (psycopg.Error, DBAPIError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        what, advice = _say_unusable(cause)
        raise StoreUnusableError(f"{database.name} {what}. {advice}") from None  # the driver may quote the URL
    return DatabaseStore(database)


def _engine_on(driver: psycopg.Connection) -> Engine:
    return create_engine("postgresql+psycopg://", creator=lambda: driver, poolclass=StaticPool, hide_parameters=True)


def _prepare(connection: Connection, database: PostgresDatabase) -> None:
    _refuse_unfit_server(connection, database.name)
    with connection.begin():
        if look_at_schema(connection, name=database.name) != "current":
            connection.exec_driver_sql(_LOCK, ([_number("schema")],))  # another process may be at it
            bring_up_to_date(connection, name=database.name)


def _check(connection: Connection, database: PostgresDatabase) -> None:
    with connection.begin():
        state = look_at_schema(connection, name=database.name)
    if state == "empty":
        raise StoreEmptyError(f"{database.name} is empty: nothing is there yet. Start a conversation first.")
    if state == "older":
        raise StoreOlderError(
            f"{database.name} was written by an older version of this program. "
            "Open it once for writing (a conversation does): that brings it up to date."
        )


def _refuse_unfit_server(connection: Connection, name: str) -> None:
    with connection.begin():
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        read_only = connection.exec_driver_sql("SHOW transaction_read_only").scalar_one()
    if encoding not in _ENCODINGS:
        raise StoreUnusableError(
            f"{name} keeps text as {encoding}, which has no room for many scripts. Name a database in UTF8."
        )
    if read_only == "on":
        raise StoreUnusableError(f"{name} is read-only. Name the server that takes writes.")


def _read_url(text: str) -> URL:
    try:
        url = make_url(text.replace("postgres://", "postgresql://", 1) if text.startswith("postgres://") else text)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in {"postgresql", "postgresql+psycopg"}:
        raise StoreUnusableError(
            "The store's URL cannot be read. Write postgresql://user:password@host:port/database; "
            "characters such as @ and / in a password are written as %40 and %2F."
        )
    query = {**_WATCHFUL, "client_encoding": "utf8", **url.query}
    return url.set(drivername="postgresql+psycopg", query=query)


def _name(url: URL) -> str:
    place = url.host or url.query.get("host") or "this machine"
    return f"the store {url.database or url.username or ''} on {place}{f':{url.port}' if url.port else ''}"


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def _say_unusable(error: BaseException | None) -> tuple[str, str]:
    code = getattr(error, "sqlstate", None)
    if code in _FAILED:
        return _FAILED[code]
    words = str(error)
    return next(((what, advice) for sign, what, advice in _UNREACHED if sign in words), _NOT_THERE)
