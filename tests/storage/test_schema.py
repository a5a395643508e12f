"""The tables of the program and those that the migrations make are the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, create_engine, inspect, make_url
from sqlalchemy.pool import NullPool

from storage.opening import open_store
from storage.schema import MIGRATIONS, REVISIONS, VERSION_TABLE
from storage.service_tables import complete_metadata


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty place."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/itfits.db"
    found: str = request.getfixturevalue("empty_postgres_url")
    return found


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    where: URL = make_url(url)
    engine = create_engine(where, poolclass=NullPool)
    with closing(engine.connect()) as connection:
        yield connection


def test_the_program_knows_every_revision_in_their_order() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))

    assert [each.revision for each in scripts.walk_revisions()][::-1] == list(REVISIONS)
    assert scripts.get_current_head() == REVISIONS[-1]


async def test_migrating_makes_the_tables_that_the_program_uses(url: str) -> None:
    await open_store(url).close()
    with connected(url) as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), complete_metadata())

    assert differences == []


async def test_every_reference_waits_for_the_commit(url: str) -> None:
    await open_store(url).close()
    with connected(url) as connection:
        keys = [key for found in inspect(connection).get_multi_foreign_keys().values() for key in found]

    assert keys
    assert {str(key["options"].get("initially")).upper() for key in keys} == {"DEFERRED"}


async def test_opening_again_migrates_nothing(url: str) -> None:
    await open_store(url).close()
    with connected(url) as connection:
        before = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").all()
    await open_store(url).close()
    with connected(url) as connection:
        after = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").all()

    assert before == after == [(REVISIONS[-1],)]
