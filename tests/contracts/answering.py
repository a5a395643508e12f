"""A process of its own that answers thirty times at once: `python -m tests.contracts.answering URL NAME`."""

from __future__ import annotations

import asyncio
import sys

from bot.ports import Store, UnitOfWork
from storage.opening import open_store
from tests.support.stores import make_contribution


def answer(uow: UnitOfWork, name: str) -> None:
    """Add what somebody said to the project as it stands."""
    project = uow.find_project("steps")
    assert project
    uow.save_project(project, project.with_contribution(make_contribution(name)))


async def main(url: str, name: str) -> None:
    """Answer, and leave."""
    store: Store = open_store(url)
    names = [f"{name}-{i}" for i in range(30)]
    locks = [frozenset({"project:steps", f"person:{name}"}), frozenset[str]()]
    await asyncio.gather(
        *(store.run(lambda uow, each=each: answer(uow, each), locks=locks[i % 2]) for i, each in enumerate(names))  # type: ignore[misc]  # a default binds each
    )
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
