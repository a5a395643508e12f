"""Parts that one process at a time plays: taken, kept, passed on, and lost with the connection."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest

from bot.ports import Store
from storage.opening import open_store
from tests.storage.running import held_store
from tests.support.stores import NOW


@pytest.fixture
async def stores(postgres_url: str) -> AsyncIterator[list[Store]]:
    """Two stores on one database, as two processes have them."""
    both: list[Store] = [open_store(postgres_url), open_store(postgres_url)]
    yield both
    for store in both:
        await store.close()


def cut_players(url: str) -> None:
    """End the connections that hold a part in this database, from outside of it."""
    name, server = name_of(url), psycopg.conninfo.make_conninfo(url, dbname="postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database "
            "WHERE l.locktype = 'advisory' AND d.datname = %s",
            [name],
        )


def let_in(url: str, *, allowed: bool) -> None:
    """Whether new connections to this database are taken."""
    server = psycopg.conninfo.make_conninfo(url, dbname="postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name_of(url)}" ALLOW_CONNECTIONS {allowed}'.encode())


def name_of(url: str) -> str:
    return str(psycopg.conninfo.conninfo_to_dict(url)["dbname"])


async def until_played(store: Store, part: str) -> None:
    """Ask until it is ours: the server needs a moment to notice who is gone."""
    while not await store.play(part):  # noqa: ASYNC110  # only the server knows
        await asyncio.sleep(0.01)


async def test_a_part_is_played_by_one_store_and_it_is_told_so_again(stores: list[Store]) -> None:
    first, second = stores
    played = [await first.play("sends:slack"), await second.play("sends:slack"), await first.play("sends:slack")]

    assert played == [True, False, True]


async def test_different_parts_are_played_by_different_stores(stores: list[Store]) -> None:
    first, second = stores

    assert await first.play("sends:slack")
    assert await second.play("sends:telegram")
    assert not await first.play("sends:telegram")


async def test_asking_at_once_gives_a_part_to_one(stores: list[Store]) -> None:
    answers = await asyncio.gather(*(store.play("sends:slack") for store in stores * 10))

    assert answers in ([True, False] * 10, [False, True] * 10)


async def test_a_store_that_closes_leaves_its_parts(stores: list[Store]) -> None:
    first, second = stores
    assert await first.play("sends:slack")
    assert await first.play("sends:telegram")
    await first.close()

    await asyncio.wait_for(until_played(second, "sends:slack"), timeout=60)
    await asyncio.wait_for(until_played(second, "sends:telegram"), timeout=60)
    assert not await first.play("sends:slack")


async def test_a_player_that_was_killed_leaves_its_part_at_once(postgres_url: str) -> None:
    store: Store = open_store(postgres_url)
    with held_store(postgres_url, what="play") as process:
        while_it_lives = await store.play("sends:slack")
        process.kill()
        await asyncio.wait_for(until_played(store, "sends:slack"), timeout=60)
    await store.close()

    assert not while_it_lives


async def test_who_lost_the_connection_plays_again_if_nobody_else_does(stores: list[Store], postgres_url: str) -> None:
    first, second = stores
    assert await first.play("sends:slack")
    cut_players(postgres_url)

    await asyncio.wait_for(until_played(first, "sends:slack"), timeout=60)
    assert not await second.play("sends:slack")


async def test_who_lost_the_connection_to_another_is_told_so(stores: list[Store], postgres_url: str) -> None:
    first, second = stores
    assert await first.play("sends:slack")
    assert await first.play("sends:telegram")
    cut_players(postgres_url)
    await asyncio.wait_for(until_played(second, "sends:slack"), timeout=60)

    assert not await first.play("sends:slack")
    assert await first.play("sends:telegram")


async def test_nobody_plays_where_the_server_does_not_answer(postgres_url: str) -> None:
    store: Store = open_store(postgres_url)
    assert await store.play("sends:slack")
    let_in(postgres_url, allowed=False)
    cut_players(postgres_url)
    without = await store.play("sends:slack")
    let_in(postgres_url, allowed=True)
    again = await store.play("sends:slack")
    await store.close()

    assert (without, again) == (False, True)


async def test_who_was_opened_for_a_part_alone_plays_it(postgres_url: str) -> None:
    alone: Store = open_store(postgres_url, alone="terminal")
    other: Store = open_store(postgres_url)
    played = [await alone.play("terminal"), await other.play("terminal")]
    await alone.close()
    await other.close()

    assert played == [True, False]


async def test_playing_holds_up_no_work(stores: list[Store]) -> None:
    first, second = stores
    await first.play("sends:slack")
    units = (second.run(lambda uow, i=i: uow.receive(f"k{i}", at=NOW)) for i in range(20))  # type: ignore[misc]  # a default binds i
    *new, played = await asyncio.gather(*units, second.play("sends:slack"))

    assert (new, played) == ([True] * 20, False)


async def test_in_a_file_the_one_who_writes_plays_everything_and_who_reads_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "itfits.db")
    writer: Store = open_store(path)
    reader: Store = open_store(path, writing=False)
    played = [await writer.play("sends:slack"), await reader.play("sends:slack")]
    await reader.close()
    await writer.close()

    assert played == [True, False]
    assert not await writer.play("sends:slack")
