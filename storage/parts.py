"""The parts that one process at a time may play, as locks that a PostgreSQL session holds. Waits for the server.

The server takes them back when the connection ends, however it ends: a kill -9 frees them at once.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

import psycopg

HAND_OVER = "3s"
"""How long to wait for a process that is just going away to leave its part."""

_FADING = ("SET tcp_keepalives_idle = 10", "SET tcp_keepalives_interval = 5", "SET tcp_keepalives_count = 3")
"""A machine that vanished says no goodbye: the server asks it now and then, and lets go after half a minute."""


class Parts:
    """What this process plays, on a connection of its own. Threads may meet here."""

    def __init__(self, connect: Callable[[], psycopg.Connection]) -> None:
        """`connect` makes a connection that commits by itself."""
        self._connect = connect
        self._connection: psycopg.Connection | None = None
        self._played: set[int] = set()
        self._alone = Lock()
        self._closed = False

    def wait_for(self, part: int) -> None:
        """Play it, waiting a little for the one who leaves; psycopg's LockNotAvailable where somebody stays."""
        with self._alone:
            connection = self._connected()
            connection.execute(f"SET lock_timeout = '{HAND_OVER}'")
            connection.execute("SELECT pg_advisory_lock(%s)", [part])
            self._played.add(part)

    def take(self, part: int) -> bool:
        """Whether it is played here, now or still. False as well where the server does not answer: nobody knows."""
        with self._alone:
            try:
                return not self._closed and (self._still_plays(part) or self._try(part))
            except psycopg.Error:
                self._let_go()
                return False

    def close(self) -> None:
        """Leave them all to others, for good."""
        with self._alone:
            self._closed = True
            self._let_go()

    def _still_plays(self, part: int) -> bool:
        if part not in self._played or self._connection is None:
            return False
        try:
            self._connection.execute("SELECT 1")
        except psycopg.Error:  # the connection has died, and every part with it
            self._let_go()
        return part in self._played

    def _try(self, part: int) -> bool:
        row = self._connected().execute("SELECT pg_try_advisory_lock(%s)", [part]).fetchone()
        is_ours = row is not None and bool(row[0])
        if is_ours:
            self._played.add(part)
        return is_ours

    def _connected(self) -> psycopg.Connection:
        if self._connection is None:
            self._connection = self._connect()
            for each in _FADING:
                self._connection.execute(each)
        return self._connection

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        self._played.clear()
        if connection is not None:
            connection.close()
