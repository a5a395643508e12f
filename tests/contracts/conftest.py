"""One empty store a test: in memory, in a file, on PostgreSQL. Or one channel, with people at its other end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.ports import Store
from storage.opening import open_store
from tests.contracts.grounds import BRINGING, GROUNDS, LISTENING, WIRES
from tests.support.channels.ground import Ground, Wire
from tests.support.stores import begin, postgres, postgres_url

__all__ = ["postgres", "postgres_url"]


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


@pytest.fixture(params=GROUNDS)
async def ground(request: pytest.FixtureRequest) -> AsyncIterator[Ground]:
    """Each channel."""
    async with GROUNDS[request.param]() as ground:
        yield ground


@pytest.fixture(params=WIRES)
async def wire(request: pytest.FixtureRequest) -> AsyncIterator[Wire]:
    """Each channel whose platform is elsewhere."""
    async with WIRES[request.param]() as wire:
        yield wire


@pytest.fixture(params=LISTENING)
async def listening(request: pytest.FixtureRequest) -> AsyncIterator[Ground]:
    """Each channel, in each of its ways to hear."""
    async with LISTENING[request.param]() as ground:
        yield ground


@pytest.fixture(params=BRINGING)
async def bringing(request: pytest.FixtureRequest) -> AsyncIterator[Ground]:
    """Each channel that brings an act again, in each of its ways to hear."""
    async with BRINGING[request.param]() as ground:
        yield ground
