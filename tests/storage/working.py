"""A process of its own that works with a store and may die at it: `python -m tests.storage.working WHAT URL [NUMBER]`.

It prints `ready` when others may look.
"""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import sys
import time

from sqlalchemy import Engine, event

from bot.ports import Store, UnitOfWork
from storage.opening import open_store
from storage.rows import StoreFailedError, StoreUnusableError
from tests.support.stores import NOW, begin, make_contribution, make_owed, make_session


def die() -> None:
    """As the machine would end us: no clean-up, no last words."""
    os.kill(os.getpid(), signal.SIGKILL)


def write_much(uow: UnitOfWork) -> None:
    """Everything that a turn writes."""
    uow.receive("killed", at=NOW)
    project = uow.find_project("steps")
    assert project
    uow.save_project(project, project.with_contribution(make_contribution("killed")))
    uow.save_session(make_session())
    uow.owe(make_owed("killed"))


async def hold(store: Store) -> None:
    """Keep the store open until we are killed."""
    await store.run(begin)
    print("ready", flush=True)
    await asyncio.sleep(600)


async def play(store: Store) -> None:
    """Play a part until we are killed."""
    if await store.play("sends:slack"):
        print("ready", flush=True)
    await asyncio.sleep(600)


async def linger(store: Store) -> None:
    """Make a project, and stay a while."""
    if await store.run(lambda uow: uow.receive("begun", at=NOW)):
        await store.run(begin)
    await asyncio.sleep(0.3)


async def die_inside(store: Store) -> None:
    """Die between the last statement and the commit."""
    await store.run(begin)

    def work(uow: UnitOfWork) -> None:
        write_much(uow)
        uow.claim("console", now=NOW, until=NOW, limit=1)  # sends what is owed
        die()

    await store.run(work)


async def die_after(store: Store) -> None:
    """Die as soon as the commit is said to be there."""
    await store.run(begin)
    await store.run(write_much)
    die()


async def write_with_no_room(store: Store) -> None:
    """Find the disk full in the middle; say what was said."""
    await store.run(begin)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    for number in range(10_000):
        try:
            await store.run(lambda uow, key=f"k{number}": uow.receive(key * 100, at=NOW))  # type: ignore[misc]  # a default binds key
        except StoreFailedError as error:
            print(f"{number} {error}")
            return


def die_at_statement(number: int) -> None:
    """Die before SQLAlchemy sends its so-manieth statement: the opening's are the only ones that it sends."""
    left = iter(range(number))

    @event.listens_for(Engine, "before_cursor_execute")
    def _count(*_: object) -> None:
        if next(left, None) is None:
            die()


def die_at_commit(number: int) -> None:
    """Die before the so-manieth commit of the opening, everything sent."""
    left = iter(range(number))

    @event.listens_for(Engine, "commit")
    def _count(*_: object) -> None:
        if next(left, None) is None:
            die()


WORKS = {
    "hold": hold,
    "play": play,
    "linger": linger,
    "die-inside": die_inside,
    "die-after": die_after,
    "write-with-no-room": write_with_no_room,
}


async def main(what: str, url: str, number: str = "0") -> None:
    """Do what the name says."""
    if what == "die-opening":
        die_at_statement(int(number))
    if what == "die-committing":
        die_at_commit(int(number))
    if what == "open-with-no-room":
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(number), int(number)))
    started = time.perf_counter()
    try:
        store: Store = open_store(url)
    except StoreUnusableError as error:
        print(error)
        sys.exit(2)
    print(f"opened after {time.perf_counter() - started:.3f} s, alembic: {'alembic' in sys.modules}")
    if what in WORKS:
        await WORKS[what](store)
    await store.close()


if __name__ == "__main__":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a full disk is an error, not an end
    asyncio.run(main(*sys.argv[1:]))
