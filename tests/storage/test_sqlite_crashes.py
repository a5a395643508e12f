"""Processes that are killed, and processes that meet: what was committed stays, what was not never was."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest

from storage.opening import open_store
from storage.rows import EVERYTHING, StoreUnusableError
from tests.storage.running import held_store, run_working
from tests.support.stores import MINUTE, NOW, PROJECT, begin, make_contribution, make_session

KILLED = -signal.SIGKILL


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "itfits.db"


async def test_a_second_writing_process_is_refused_at_once_and_told_the_way_out(path: Path) -> None:
    with held_store(str(path)):
        ended = run_working("open", str(path))

    assert ended.returncode == 2
    assert f"the store {path} is in use" in ended.stdout
    assert "End that one, or name another store" in ended.stdout


async def test_of_many_that_begin_a_store_at_once_one_gets_it_and_nobody_spoils_it(path: Path) -> None:
    ends = await asyncio.gather(*(asyncio.to_thread(run_working, "linger", str(path)) for _ in range(6)))
    store = open_store(str(path))
    found = await store.read(lambda uow: uow.find_project("steps"))
    await store.close()

    assert {each.returncode for each in ends} <= {0, 2}
    assert 0 in {each.returncode for each in ends}
    assert found == PROJECT


async def test_a_second_store_in_the_same_process_is_refused_too(path: Path) -> None:
    store = open_store(str(path))
    with pytest.raises(StoreUnusableError, match="in use"):
        open_store(str(path))
    await store.close()

    await open_store(str(path)).close()


async def test_a_link_to_a_store_is_the_same_store(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(path)
    with held_store(str(path)), pytest.raises(StoreUnusableError, match="in use"):
        open_store(str(link))


async def test_reading_is_let_in_beside_a_writing_process(path: Path) -> None:
    with held_store(str(path)):
        store = open_store(str(path), writing=False)
        found = await store.read(lambda uow: uow.find_project("steps"))
        await store.close()

    assert found == PROJECT


async def test_after_a_kill_the_next_writer_is_let_in_and_finds_what_was_kept(path: Path) -> None:
    with held_store(str(path)) as process:
        process.kill()
        process.wait()
        store = open_store(str(path))
        found = await store.read(lambda uow: uow.find_project("steps"))
        await store.close()

    assert found == PROJECT


async def test_after_a_kill_reading_finds_what_was_kept(path: Path) -> None:
    with held_store(str(path)) as process:
        process.kill()
        process.wait()
        store = open_store(str(path), writing=False)
        found = await store.read(lambda uow: uow.find_project("steps"))
        await store.close()

    assert found == PROJECT


async def test_a_kill_between_the_last_statement_and_the_commit_leaves_nothing(path: Path) -> None:
    ended = run_working("die-inside", str(path))
    store = open_store(str(path))
    seen = await store.run(lambda uow: not uow.receive("killed", at=NOW))
    project = await store.read(lambda uow: uow.find_project("steps", parts=EVERYTHING))
    session = await store.read(lambda uow: uow.find_session("s1"))
    claimed = await store.run(lambda uow: uow.claim("console", now=NOW, until=NOW + MINUTE, limit=9))
    await store.close()

    assert ended.returncode == KILLED
    assert (seen, project, session, claimed) == (False, PROJECT, None, ())


async def test_a_kill_right_after_the_commit_loses_nothing(path: Path) -> None:
    ended = run_working("die-after", str(path))
    store = open_store(str(path))
    seen = await store.run(lambda uow: not uow.receive("killed", at=NOW))
    project = await store.read(lambda uow: uow.find_project("steps", parts=EVERYTHING))
    session = await store.read(lambda uow: uow.find_session("s1"))
    claimed = await store.run(lambda uow: uow.claim("console", now=NOW, until=NOW + MINUTE, limit=9))
    await store.close()

    assert ended.returncode == KILLED
    assert seen
    assert project == PROJECT.with_contribution(make_contribution("killed"))
    assert session == make_session()
    assert [each.id for each in claimed] == ["killed"]


@pytest.mark.parametrize(
    ("what", "number"), [*(("die-opening", number) for number in [1, 3, 6, 12, 25, 35]), ("die-committing", 1)]
)
async def test_a_kill_in_the_middle_of_the_migration_leaves_the_old_state(path: Path, what: str, number: int) -> None:
    ended = run_working(what, str(path), str(number))
    with pytest.raises(StoreUnusableError, match="nothing is there yet"):
        open_store(str(path), writing=False)
    store = open_store(str(path))
    await store.run(begin)
    found = await store.read(lambda uow: uow.find_project("steps"))
    await store.close()

    assert ended.returncode == KILLED
    assert found == PROJECT
