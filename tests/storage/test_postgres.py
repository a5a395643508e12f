"""What only a real server does: it cannot be reached, refuses, breaks off, is somebody else's."""

from __future__ import annotations

import asyncio
import os
import signal
import traceback
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from bot.ports import UnitOfWork
from storage.opening import open_store
from storage.postgres import PostgresDatabase, _read_url
from storage.rows import EVERYTHING, RowRefusedError, StoreFailedError, StoreUnusableError
from tests.storage.running import run_working
from tests.support.stores import (
    MINUTE,
    NOW,
    PROJECT,
    Server,
    begin,
    fresh_database,
    make_contribution,
    make_name,
    make_session,
)


def refuse(url: str, *, writing: bool = True) -> str:
    """What is said when it is not opened; the password never is, not even to who prints the whole error."""
    with pytest.raises(StoreUnusableError) as caught:
        open_store(url, writing=writing)
    assert "geheim" not in "".join(traceback.format_exception(caught.value))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def order(url: str, *orders: str) -> list[tuple[object, ...]]:
    """Say something to the database directly."""
    with psycopg.connect(url, autocommit=True) as connection:
        for each in orders:
            cursor = connection.execute(each.encode())
        return cursor.fetchall() if cursor.description else []


def tables_in(url: str) -> int:
    return len(order(url, "SELECT 1 FROM pg_tables WHERE schemaname = 'public'"))


def with_user(url: str, user: str, password: str | None = None) -> str:
    return make_url(url)._replace(username=user, password=password).render_as_string(hide_password=False)


# -------------------------------------------------------------------------------------------------------- opening


async def test_an_empty_database_becomes_a_store_and_is_one_the_next_time(empty_postgres_url: str) -> None:
    store = open_store(empty_postgres_url)
    await store.run(begin)
    await store.close()
    again = open_store(empty_postgres_url.replace("postgresql://", "postgres://"))
    found = await again.read(lambda uow: uow.find_project("steps"))
    await again.close()

    assert found == PROJECT


async def test_two_processes_may_begin_at_the_same_time(empty_postgres_url: str) -> None:
    stores = await asyncio.gather(*(asyncio.to_thread(open_store, empty_postgres_url) for _ in range(4)))
    for store in stores:
        await store.close()

    assert tables_in(empty_postgres_url)


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    for url in ("postgresql://ana:geheim@127.0.0.1:9/db", f"postgresql://ana:geheim@/db?host={tmp_path}"):
        said = refuse(url)

        assert "cannot be reached" in said
        assert "See that the server runs" in said


def test_a_missing_database_is_told(postgres: Server) -> None:
    url = make_url(postgres.url).set(database="nowhere", password="geheim").render_as_string(hide_password=False)

    assert "has no such database or user" in refuse(url)


def test_a_missing_user_is_told(postgres_url: str) -> None:
    assert "has no such database or user" in refuse(with_user(postgres_url, "nobody", "geheim"))


@pytest.fixture
def strict_url(postgres_url: str) -> Iterator[str]:
    """A database whose user `stranger` must give the password `right-geheim`."""
    if "TEST_DATABASE_URL" in os.environ:
        pytest.skip("says who comes in with what, in a file of the server; that is done to our own server only")
    ((file,),) = order(postgres_url, "SHOW hba_file")
    rules = Path(str(file))
    before = rules.read_text()
    stranger = "CREATE ROLE stranger LOGIN PASSWORD 'right-geheim'"
    order(postgres_url, "DROP ROLE IF EXISTS stranger", stranger)
    rules.write_text("local all stranger scram-sha-256\n" + before)
    order(postgres_url, "SELECT pg_reload_conf()", "SELECT pg_sleep(0.1)")
    yield with_user(postgres_url, "stranger", "right-geheim")
    rules.write_text(before)
    order(postgres_url, "SELECT pg_reload_conf()", "DROP OWNED BY stranger", "DROP ROLE stranger")


def test_a_wrong_password_is_told_and_not_said(strict_url: str) -> None:
    assert "refused the user or the password" in refuse(with_user(strict_url, "stranger", "wrong-geheim"))


def test_a_missing_password_is_told(strict_url: str) -> None:
    assert "wants a password" in refuse(with_user(strict_url, "stranger"))


def test_a_user_without_rights_is_told(strict_url: str) -> None:
    assert "does not give this user the rights" in refuse(strict_url)


@pytest.mark.parametrize("url", ["postgresql://ana:geheim@host:port/db", "postgresql+asyncpg://ana:geheim@host/db"])
def test_a_url_that_cannot_be_read_is_told(url: str) -> None:
    assert "cannot be read" in refuse(url)


@pytest.mark.parametrize("url", ["postgresql://ana:geheim@127.0.0.1:9/db?sslmode=geheim&foo=bar"])
def test_an_option_that_nobody_knows_is_told(url: str) -> None:
    assert "cannot be reached" in refuse(url)


@pytest.mark.parametrize("writing", [True, False], ids=["writing", "reading"])
def test_another_programs_database_is_refused_and_left_as_it_is(empty_postgres_url: str, writing: bool) -> None:
    order(empty_postgres_url, "CREATE TABLE tunes (name text)")

    assert "belongs to another program" in refuse(empty_postgres_url, writing=writing)
    assert tables_in(empty_postgres_url) == 1


@pytest.mark.parametrize("writing", [True, False], ids=["writing", "reading"])
def test_a_store_newer_than_the_program_is_refused(postgres_url: str, writing: bool) -> None:
    order(postgres_url, "UPDATE itfits_schema SET version_num = '9999'")

    assert "Install the newer version" in refuse(postgres_url, writing=writing)


def test_reading_where_nothing_is_yet_says_so_and_makes_nothing(empty_postgres_url: str) -> None:
    assert "nothing is there yet" in refuse(empty_postgres_url, writing=False)
    assert tables_in(empty_postgres_url) == 0


def test_a_read_only_database_is_told(postgres_url: str) -> None:
    name = make_url(postgres_url).database
    order(postgres_url, f"ALTER DATABASE {name} SET default_transaction_read_only = on")

    assert "is read-only" in refuse(postgres_url)


def test_a_database_without_room_for_every_script_is_told(postgres: Server) -> None:
    name = make_name("latin")
    order(postgres.url, f"CREATE DATABASE {name} ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
    try:
        said = refuse(make_url(postgres.url).set(database=name).render_as_string(hide_password=False))
    finally:
        order(postgres.url, f"DROP DATABASE {name}")

    assert "LATIN1" in said


def test_the_servers_own_tables_in_another_schema_do_not_matter(empty_postgres_url: str) -> None:
    order(empty_postgres_url, "CREATE SCHEMA other", "CREATE TABLE other.tunes (name text)")
    ended = run_working("open", empty_postgres_url)

    assert ended.returncode == 0


# -------------------------------------------------------------------------------------------------------- crashes


@pytest.mark.parametrize(
    ("what", "number"), [*(("die-opening", number) for number in [5, 8, 20, 32]), ("die-committing", 1)]
)
async def test_a_kill_in_the_middle_of_the_migration_leaves_the_old_state(
    empty_postgres_url: str, what: str, number: int
) -> None:
    ended = run_working(what, empty_postgres_url, str(number))
    before = tables_in(empty_postgres_url)
    store = open_store(empty_postgres_url)
    await store.run(begin)
    await store.close()

    assert ended.returncode == -signal.SIGKILL
    assert before == 0


async def test_a_kill_between_the_last_statement_and_the_commit_leaves_nothing(postgres_url: str) -> None:
    ended = run_working("die-inside", postgres_url)
    store = open_store(postgres_url)
    seen = await store.run(lambda uow: not uow.receive("killed", at=NOW))
    project = await store.read(lambda uow: uow.find_project("steps", parts=EVERYTHING))
    claimed = await store.run(lambda uow: uow.claim("console", now=NOW, until=NOW + MINUTE, limit=9))
    await store.close()

    assert ended.returncode == -signal.SIGKILL
    assert (seen, project, claimed) == (False, PROJECT, ())


async def test_a_kill_right_after_the_commit_loses_nothing(postgres_url: str) -> None:
    run_working("die-after", postgres_url)
    store = open_store(postgres_url)
    seen = await store.run(lambda uow: not uow.receive("killed", at=NOW))
    project = await store.read(lambda uow: uow.find_project("steps", parts=EVERYTHING))
    await store.close()

    assert seen
    assert project == PROJECT.with_contribution(make_contribution("killed"))


# ---------------------------------------------------------------------------------------------- broken connections


def cut_all(url: str) -> None:
    """End every other connection to this database."""
    order(
        url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid()",
    )


async def test_a_connection_that_broke_while_idle_is_made_again(postgres_url: str) -> None:
    store = open_store(postgres_url)
    await asyncio.gather(*(store.run(lambda uow, i=i: uow.receive(f"a{i}", at=NOW)) for i in range(8)))  # type: ignore[misc]  # a default binds i
    await store.read(lambda uow: uow.projects())
    cut_all(postgres_url)
    new = await asyncio.gather(*(store.run(lambda uow, i=i: uow.receive(f"b{i}", at=NOW)) for i in range(8)))  # type: ignore[misc]  # a default binds i
    read = await store.read(lambda uow: uow.projects())
    await store.close()

    assert new == [True] * 8
    assert read == ()


async def test_a_connection_that_breaks_in_the_middle_is_made_again_and_the_work_done_once(postgres_url: str) -> None:
    store = open_store(postgres_url)
    await store.run(begin)
    tries: list[int] = []

    def work(uow: UnitOfWork) -> None:
        tries.append(1)
        assert uow.receive("k", at=NOW)
        if len(tries) == 1:
            cut_all(postgres_url)
        uow.save_session(make_session())

    await store.run(work)
    found = await store.read(lambda uow: uow.find_session("s1"))
    await store.close()

    assert (len(tries), found) == (2, make_session())


async def test_a_connection_that_keeps_breaking_is_told_and_nothing_kept(postgres_url: str) -> None:
    store = open_store(postgres_url)

    def work(uow: UnitOfWork) -> None:
        uow.receive("k", at=NOW)
        cut_all(postgres_url)
        uow.receive("l", at=NOW)

    with pytest.raises(StoreFailedError, match="connection broke"):
        await store.run(work)
    new = await store.run(lambda uow: uow.receive("k", at=NOW))
    await store.close()

    assert new


async def test_a_commit_of_unknown_fate_is_not_done_again(postgres_url: str) -> None:
    store = open_store(postgres_url)
    tries: list[int] = []

    def work(uow: UnitOfWork) -> None:
        tries.append(1)
        uow.receive("k", at=NOW)
        cut_all(postgres_url)  # the commit is the next thing that is sent

    with pytest.raises(StoreFailedError, match="middle of a commit"):
        await store.run(work)
    await store.close()

    assert len(tries) == 1


async def test_an_error_of_the_server_never_shows_words(postgres_url: str) -> None:
    store = open_store(postgres_url)
    await store.run(begin)
    with pytest.raises(RowRefusedError) as caught:
        await store.run(lambda uow: uow.save_person(uow.get_person("ana").but(name="secret words \0")))
    await store.close()

    assert "secret words" not in str(caught.value)


def test_a_database_of_ones_own_is_gone_afterwards(postgres: Server) -> None:
    with fresh_database(postgres.url, name=make_name("gone")) as url:
        name = make_url(url).database

    assert order(postgres.url, f"SELECT 1 FROM pg_database WHERE datname = '{name}'") == []


async def test_a_part_is_played_by_one_process_at_a_time_and_passed_on(postgres_url: str) -> None:
    """Other parts, and those that play none, come and go beside it."""
    first = open_store(postgres_url, alone="terminal")
    with pytest.raises(StoreUnusableError, match="Another terminal is open"):
        open_store(postgres_url, alone="terminal")
    await open_store(postgres_url).close()
    await open_store(postgres_url, alone="slack").close()
    await first.close()

    await open_store(postgres_url, alone="terminal").close()


def test_every_connection_gives_up_when_the_server_is_silent(postgres_url: str) -> None:
    with closing(PostgresDatabase(_read_url(postgres_url), writing=True).connect(writing=True)) as connection:
        told = connection.info.get_parameters()

    assert {name: told[name] for name in ("connect_timeout", "tcp_user_timeout", "keepalives_idle")} == {
        "connect_timeout": "5",
        "tcp_user_timeout": "10000",
        "keepalives_idle": "5",
    }
