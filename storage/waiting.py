"""The jobs that wait for a transaction, and which of them may go next. Threads meet here; no database is known here.

Jobs that share a key go in the order in which they came: a job waits while an earlier one with its key waits or runs.
Jobs that may go at the same time go together, as one batch, which becomes one transaction (group commit).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Condition
from typing import Generic, TypeVar

BATCH = 64
"""Jobs in one transaction: more of them would only make the first one wait."""

U = TypeVar("U")


@dataclass(frozen=True, eq=False)
class Job(Generic[U]):
    """Work to be done on a unit, alone on its keys. It keeps its own result; `done` says when it is committed."""

    work: Callable[[U], None]
    locks: frozenset[str]
    done: Future[None] = field(default_factory=Future)


class Waiting(Generic[U]):
    """Jobs in order of arrival, handed out in batches."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._jobs: deque[Job[U]] = deque()
        self._held: set[str] = set()
        self._closed = False

    def put(self, job: Job[U]) -> bool:
        """Wait at the end. False: closed, and the job will never run."""
        with self._changed:
            if self._closed:
                return False
            self._jobs.append(job)
            self._changed.notify()
            return True

    def take(self) -> list[Job[U]]:
        """The next batch, waiting until there is one; empty once closed and all done."""
        with self._changed:
            while True:
                batch = self._pick()
                if batch or (self._closed and not self._jobs):
                    return batch
                self._changed.wait()

    def release(self, batch: list[Job[U]]) -> None:
        """The batch is over: its keys are free."""
        with self._changed:
            self._held.difference_update(*(job.locks for job in batch))
            self._changed.notify_all()

    def close(self) -> None:
        """Take no more; what waits will still be handed out."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _pick(self) -> list[Job[U]]:
        batch: list[Job[U]] = []
        barred = set(self._held)
        passed: list[Job[U]] = []
        while self._jobs and len(batch) < BATCH:
            job = self._jobs.popleft()
            if not job.locks.isdisjoint(barred):
                barred |= job.locks
                passed.append(job)
            elif job.done.set_running_or_notify_cancel():
                batch.append(job)
        self._jobs.extendleft(reversed(passed))
        self._held.update(*(job.locks for job in batch))
        return batch
