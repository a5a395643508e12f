"""One empty store a test: in memory, in a file, on PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest

from bot.ports import Store
from storage.opening import open_store
from tests.support.stores import begin, fresh_database, make_tables, running_postgres

TEMPLATE = "itfits_template"
_numbers = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A server that holds one migrated database, to be copied."""
    with (
        running_postgres() as server,
        fresh_database(server, name=TEMPLATE) as template,
    ):
        asyncio.run(make_tables(template))
        yield server


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    """A database of the test's own."""
    with fresh_database(postgres, name=f"itfits_test_{next(_numbers)}", template=TEMPLATE) as url:
        yield url


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the store of this test is."""
    match request.param:
        case "memory":
            return "memory:"
        case "sqlite":
            return f"sqlite:///{tmp_path}/itfits.db"
        case _:
            found: str = request.getfixturevalue("postgres_url")
            return found


@pytest.fixture
async def empty(url: str) -> AsyncIterator[Store]:
    """A store with nothing in it."""
    store = open_store(url)
    yield store
    await store.close()


@pytest.fixture
async def store(empty: Store) -> Store:
    """A store with two people and their project."""
    await empty.run(begin)
    return empty
