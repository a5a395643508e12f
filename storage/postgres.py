"""PostgreSQL: several processes write, each through a few threads. Connections, locks, and what errors mean."""

from __future__ import annotations

from hashlib import blake2b

from sqlalchemy import URL, BigInteger, Connection, bindparam, create_engine, event, func, make_url, select
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from storage.database import DatabaseStore
from storage.rows import RowRefusedError, StoreFailedError, StoreUnusableError
from storage.schema import bring_up_to_date, look_at_schema
from storage.statements import make_statements

WRITERS = 4
"""Threads that write, each with a connection: more of them gained nothing on two cores."""

PATIENCE = 5
"""Seconds to wait for a server that does not answer."""

IDLE = "60s"
"""After this long without a word, the server lets go of a transaction whose process has vanished."""

_ENCODINGS = {"UTF8", "SQL_ASCII"}  # the second takes any bytes
_OPENING_LOCK = "schema"
_LOCK = select(func.pg_advisory_xact_lock(func.unnest(bindparam("keys", type_=ARRAY(BigInteger)))))

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
    "42501": ("does not let this user write", "Grant the rights, or name another user."),
}
_BROKEN = ("failed: the connection broke", "See that the server runs; the same may be tried again.")
_OTHER = ("failed", "Look at the server's log.")


class PostgresDatabase:
    """One database on a server."""

    statements = make_statements(insert)

    def __init__(self, url: URL, *, writing: bool) -> None:
        self.name = _name(url)
        self.writers = WRITERS if writing else 0
        self._engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
        self._reading = self._engine.execution_options(postgresql_readonly=True)
        event.listen(self._engine, "connect", _set_up)

    def connect(self, *, writing: bool) -> Connection:
        """A new connection."""
        return (self._engine if writing else self._reading).connect()

    def lock(self, connection: Connection, keys: frozenset[str]) -> None:
        """Hold these keys until the transaction ends. Sorted by number, so that two can never wait for each other."""
        if keys:
            connection.execute(_LOCK, {"keys": sorted(map(_number, keys))})

    def may_repeat(self, error: DBAPIError, *, committing: bool) -> bool:
        """A lost race is undone for sure; after a broken connection only if it was not committing."""
        code = getattr(error.orig, "sqlstate", None)
        return code in {"40001", "40P01"} or (error.connection_invalidated and not committing)

    def explain(self, error: DBAPIError) -> Exception:
        """The error in our words. The server's own may quote rows, so only names come out."""
        code = getattr(error.orig, "sqlstate", None)
        if isinstance(error, IntegrityError):
            return RowRefusedError(f"{self.name} refused a row: {_constraint(error)}")
        if error.connection_invalidated or code is None:
            what, advice = _BROKEN
        else:
            what, advice = _FAILED.get(code, _OTHER)
        return StoreFailedError(f"{self.name} {what} (code {code}). {advice}")

    def close(self) -> None:
        """Nothing is held beside connections."""


def open_postgres(url: str, *, writing: bool) -> DatabaseStore:
    """The store in a database, brought up to date where `writing`."""
    database = PostgresDatabase(_read_url(url), writing=writing)
    try:
        with database.connect(writing=writing) as connection:
            (_prepare if writing else _check)(connection, database)
    except DBAPIError as error:
        what, advice = _say_unusable(error)
        raise StoreUnusableError(f"{database.name} {what}. {advice}") from None  # the driver's words may be long
    return DatabaseStore(database)


def _prepare(connection: Connection, database: PostgresDatabase) -> None:
    _refuse_unfit_server(connection, database.name)
    with connection.begin():
        if look_at_schema(connection, name=database.name) != "current":
            database.lock(connection, frozenset({_OPENING_LOCK}))  # another process may be at it
            bring_up_to_date(connection, name=database.name)


def _check(connection: Connection, database: PostgresDatabase) -> None:
    with connection.begin():
        state = look_at_schema(connection, name=database.name)
    if state == "empty":
        raise StoreUnusableError(f"{database.name} is empty: nothing is there yet. Start a conversation first.")
    if state == "older":
        raise StoreUnusableError(
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
    query = {"connect_timeout": str(PATIENCE), "client_encoding": "utf8", **url.query}
    return url.set(drivername="postgresql+psycopg", query=query)


def _name(url: URL) -> str:
    place = url.host or url.query.get("host") or "this machine"
    return f"the store {url.database or url.username or ''} on {place}{f':{url.port}' if url.port else ''}"


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def _set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("SET timezone = 'UTC'")
    cursor.execute(f"SET idle_in_transaction_session_timeout = '{IDLE}'")
    cursor.close()
    connection.commit()


def _constraint(error: IntegrityError) -> str:
    diagnosis = getattr(error.orig, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or "a rule of the tables"


def _say_unusable(error: DBAPIError) -> tuple[str, str]:
    code = getattr(error.orig, "sqlstate", None)
    if code in _FAILED:
        return _FAILED[code]
    words = str(error.orig)
    return next(((what, advice) for sign, what, advice in _UNREACHED if sign in words), _NOT_THERE)
