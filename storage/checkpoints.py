"""Carries what SQLite's journal holds over into the file, in a thread of its own. Knows no table and no turn.

SQLite does it inside of every so many commits, and whoever waits for that commit waits for it too: 5.1 ms instead of
0.6, medians of 164. In a thread beside the writer the same transaction takes 2.0: the disk is shared all the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from threading import Condition, Thread

EVERY = 512
"""Transactions between two times. A turn touches about a dozen pages of 4 KiB: the journal keeps to about 25 MiB."""

PAGES = 10_000
"""Pages of the journal at which the writer does it after all: a net, should the thread not keep up."""


class Checkpoints:
    """One file's. The thread starts with the first time that there is something to do."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._changed = Condition()
        self._count = 0
        self._is_wanted = False
        self._is_closed = False
        self._thread: Thread | None = None

    def count(self) -> None:
        """One more transaction."""
        self._count += 1
        if self._count % EVERY == 0:
            self._want()

    def close(self) -> None:
        """Finish what was begun or is wanted, and let go of the file."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _want(self) -> None:
        with self._changed:
            self._is_wanted = True
            self._changed.notify()
            if self._thread is None and not self._is_closed:
                self._thread = Thread(target=self._serve, name="checkpoints", daemon=True)
                self._thread.start()

    def _serve(self) -> None:
        with suppress(sqlite3.Error), closing(self._connect()) as connection:  # the net is left, and says what is wrong
            while self._is_next():
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def _is_next(self) -> bool:
        with self._changed:
            while not (self._is_wanted or self._is_closed):
                self._changed.wait()
            is_wanted, self._is_wanted = self._is_wanted, False
            return is_wanted
