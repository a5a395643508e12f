"""The store on a database: threads with a connection each, one transaction at a time. Knows no dialect.

This is the only place that begins, commits and rolls back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Lock, Thread
from typing import Protocol, TypeVar

from storage.prepared import Cursor
from storage.rows import StoreFailedError, WriteRefusedError
from storage.unit import Unit
from storage.waiting import Job, Waiting

T = TypeVar("T")

TRIES = 3


class UnknownCommitError(StoreFailedError):
    """The connection broke during the commit. The same inbound again is safe: its key says whether it was kept."""


class Connection(Protocol):
    """What both drivers' connections can do."""

    def cursor(self) -> Cursor:
        """Something that sends statements."""

    def commit(self) -> None:
        """Keep it."""

    def rollback(self) -> None:
        """Drop it."""

    def close(self) -> None:
        """Let go."""


class Database(Protocol):
    """What differs between SQLite and PostgreSQL."""

    @property
    def name(self) -> str:
        """The store as people know it, without any password."""

    @property
    def writers(self) -> int:
        """Threads that write; 0 for a store opened for reading."""

    @property
    def error(self) -> type[Exception]:
        """What the driver raises."""

    def connect(self, *, writing: bool) -> Connection:
        """A new connection."""

    def begin(self, cursor: Cursor, *, writing: bool) -> Unit:
        """Begin a transaction."""

    def lock(self, cursor: Cursor, keys: frozenset[str]) -> None:
        """Hold these keys until the transaction ends; always in the same order."""

    def is_broken(self, connection: Connection) -> bool:
        """Whether the other side is gone: then nobody knows what became of a commit that was under way."""

    def may_repeat(self, error: Exception) -> bool:
        """Whether the transaction was only unlucky, and may go well a second time."""

    def explain(self, error: Exception) -> Exception:
        """The driver's error in our words."""

    def play(self, part: str) -> bool:
        """Try to be the only process that plays a part; may wait for the network."""

    def close(self) -> None:
        """Let go of what is held beside connections."""


class DatabaseStore:
    """A store whose units run in threads: `work` never waits for the network, and the network never for `work`."""

    def __init__(self, database: Database, *, writer: Connection | None = None) -> None:
        """`writer` is a connection that the opening made and does not need any more."""
        self._database = database
        self._writers = _Crew(database, writing=True, threads=database.writers, first=writer)
        self._readers = _Crew(database, writing=False, threads=1)

    async def run(self, work: Callable[[Unit], T], *, locks: frozenset[str] = frozenset()) -> T:
        """Run in one transaction, alone on these keys; committed and durable when this returns."""
        if not self._database.writers:
            raise WriteRefusedError(f"{self._database.name} was opened for reading only")
        return await self._writers.do(work, locks=locks)

    async def read(self, work: Callable[[Unit], T]) -> T:
        """Run without locks; writes are refused."""
        return await self._readers.do(work, locks=frozenset())

    async def play(self, part: str) -> bool:
        """Try to be the only process that plays a part. Again: whether it still is."""
        return await asyncio.to_thread(self._database.play, part)

    async def close(self) -> None:
        """Finish what waits, then let go. Closing again does nothing."""
        for crew in (self._readers, self._writers):
            await asyncio.to_thread(crew.finish)
        self._database.close()


class _Crew:
    """Some threads that take batches from one waiting room. They start with the first job."""

    def __init__(self, database: Database, *, writing: bool, threads: int, first: Connection | None = None) -> None:
        self._name = database.name
        self._waiting: Waiting[Unit] = Waiting()
        given = [first, *[None] * threads][:threads]
        self._hands = [_Hand(database, self._waiting, writing=writing, connection=each) for each in given]
        self._threads: list[Thread] = []
        self._starting = Lock()

    async def do(self, work: Callable[[Unit], T], *, locks: frozenset[str]) -> T:
        """Wait for a place, run, and give the result when it is committed."""
        results: list[T] = []

        def keep(unit: Unit) -> None:
            results[:] = [work(unit)]  # not append: a unit may run again

        job = Job(keep, locks)
        if not self._waiting.put(job):
            raise StoreFailedError(f"{self._name} is closed")
        self._start()
        await asyncio.wrap_future(job.done)
        return results[0]

    def finish(self) -> None:
        """Run what waits, end the threads, close their connections."""
        self._waiting.close()
        for thread in self._threads:
            thread.join()
        for hand in self._hands:
            hand.let_go()

    def _start(self) -> None:
        with self._starting:
            if not self._threads:
                self._threads = [Thread(target=hand.serve, name="store", daemon=True) for hand in self._hands]
                for thread in self._threads:
                    thread.start()


class _Hand:
    """What one thread does, with its own connection."""

    def __init__(
        self, database: Database, waiting: Waiting[Unit], *, writing: bool, connection: Connection | None
    ) -> None:
        self._database = database
        self._waiting = waiting
        self._writing = writing
        self._connection = connection
        self._committing = False

    def serve(self) -> None:
        """Take batches until the store closes."""
        while batch := self._waiting.take():
            try:
                self._settle(batch)
            finally:
                self._waiting.release(batch)

    def let_go(self) -> None:
        """Close the connection; the next transaction opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _settle(self, batch: list[Job[Unit]]) -> None:
        """One transaction for all; where that fails, one for each, so that each is told its own."""
        try:
            self._transact(batch)
        except UnknownCommitError as error:
            _fail(batch, error)
        except BaseException as error:  # whatever it is, it belongs to the one who waits
            if len(batch) > 1:
                for job in batch:
                    self._settle([job])
            else:
                _fail(batch, error)
        else:
            for job in batch:
                job.done.set_result(None)

    def _transact(self, jobs: list[Job[Unit]]) -> None:
        for tried in range(1, TRIES + 1):
            try:
                self._try(jobs)
            except self._database.error as error:
                broken = self._is_broken_off()
                if tried == TRIES or not (broken or self._database.may_repeat(error)):
                    raise self._database.explain(error) from error
            else:
                return

    def _is_broken_off(self) -> bool:
        broken = self._connection is not None and self._database.is_broken(self._connection)
        self.let_go()
        if broken and self._committing:
            raise UnknownCommitError(f"{self._database.name} broke off in the middle of a commit. Try the same again.")
        return broken

    def _try(self, jobs: list[Job[Unit]]) -> None:
        self._committing = False
        if self._connection is None:
            self._connection = self._database.connect(writing=self._writing)
        try:
            self._run(self._connection.cursor(), jobs)
            self._committing = True
            self._connection.commit()
        except BaseException:
            with suppress(self._database.error):  # gone already, with the connection or by the disk
                self._connection.rollback()
            raise

    def _run(self, cursor: Cursor, jobs: list[Job[Unit]]) -> None:
        unit = self._database.begin(cursor, writing=self._writing)
        self._database.lock(cursor, _union(job.locks for job in jobs))
        for job in jobs:
            job.work(unit)
        unit.flush()


def _fail(batch: list[Job[Unit]], error: BaseException) -> None:
    for job in batch:
        job.done.set_exception(error)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
