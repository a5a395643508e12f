"""The tables of the program and those that the migrations make are the same ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, MetaData, create_engine, inspect, make_url
from sqlalchemy.pool import NullPool

from bot.ports import Store, UnitOfWork
from dialogs.prompt import Option, Prompt
from dialogs.text import words
from storage.opening import open_store
from storage.rows import StoreEmptyError, StoreOlderError
from storage.schema import MIGRATIONS, REVISIONS, VERSION_TABLE
from storage.service_tables import complete_metadata
from tests.support.stores import ANA, NOW, ROOM, make_owed


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


def find_differences(url: str) -> list[object]:
    """What stands in the database otherwise than the program has it."""
    options = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
    with connected(url) as connection:
        found: list[object] = compare_metadata(
            MigrationContext.configure(connection, opts=options), complete_metadata()
        )
    return found


def test_the_program_knows_every_revision_in_their_order() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))

    assert [each.revision for each in scripts.walk_revisions()][::-1] == list(REVISIONS)
    assert scripts.get_current_head() == REVISIONS[-1]


async def test_migrating_makes_the_tables_that_the_program_uses(url: str) -> None:
    await open_store(url).close()

    assert find_differences(url) == []


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


# --------------------------------------------------------------------------------------------- from the first tables

PROMPT = Prompt(body=words("Which?"), options=(Option(key="yes", label="Yes", token="t.yes"),))
TELLING = Prompt(body=words('"options":[{"key":"yes"}]'))
OLD_ROWS: dict[str, list[dict[str, object]]] = {
    "workspace": [{"id": "clinic"}],
    "person": [
        {"id": "ana", "workspace": "clinic", "name": "Ana", "language": "en", "active": None, "muted": False},
    ],
    "identity": [
        {
            **{"channel": "console", "workspace": "clinic", "user": "ana", "person": "ana", "linked": 1},
            **{"room_channel": "console", "room_workspace": "clinic", "room": "1"},
        }
    ],
    "outbox": [
        {"id": "sent", "prompt": None, "sequence": 1, "sent": NOW, "receipt": "r1"},
        {"id": "asks", "prompt": PROMPT.model_dump_json(exclude={"window"}), "sequence": 2, "tried": 1},
        {"id": "says", "prompt": TELLING.model_dump_json(exclude={"window"}), "sequence": 3},
    ],
}
OWED: dict[str, object] = {
    **{"channel": "console", "conversation": ROOM.conversation, "person": "ana", "kind": "message", "answer": None},
    **{"session": "s1", "visit": 1, "asked": True, "due": NOW, "tried": 0, "leased_until": None},
    **{"maybe_repeat": False, "sent": None, "receipt": None},
}


def make_first_tables(url: str) -> None:
    """A store as the first release left it, with something in it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with connected(url) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        there = MetaData()
        there.reflect(connection)
        for name, rows in OLD_ROWS.items():
            whole = OWED if name == "outbox" else {}
            connection.execute(there.tables[name].insert(), [{**whole, **row} for row in rows])


@pytest.fixture
def old_url(url: str) -> str:
    """A store as the first release left it."""
    make_first_tables(url)
    return url


async def test_a_store_of_the_first_release_becomes_the_same_as_a_new_one(old_url: str) -> None:
    await open_store(old_url).close()

    assert find_differences(old_url) == []


async def test_what_a_store_of_the_first_release_held_is_all_there(old_url: str) -> None:
    store: Store = open_store(old_url)
    person = await store.read(lambda uow: uow.get_person("ana"))
    rooms = await store.read(lambda uow: uow.rooms_of("ana"))
    owed = await store.read(lambda uow: uow.find_asked(session="s1", visit=1))
    await store.close()

    assert (person, rooms) == (ANA, (ROOM,))
    assert [(each.id, each.sequence, each.tried, each.owed, each.prompt) for each in owed] == [
        ("sent", 1, 0, NOW, None),
        ("asks", 2, 1, NOW, PROMPT),
        ("says", 3, 0, NOW, TELLING),
    ]


async def test_what_a_store_of_the_first_release_owed_is_sent_and_settled(old_url: str) -> None:
    def send(uow: UnitOfWork) -> None:
        for name in ("asks", "says"):
            uow.mark_sent(name, at=NOW, receipt=f"of {name}")
        uow.owe(make_owed("new").but(person=None))

    store: Store = open_store(old_url)
    await store.run(send)
    asked = await store.read(lambda uow: uow.find_asked(session="s1", visit=1))
    await store.close()

    assert [(each.id, each.sequence, each.prompt is not None) for each in asked] == [
        ("sent", 1, False),
        ("asks", 2, True),
        ("says", 3, False),
        ("new", 4, True),
    ]


async def test_who_only_reads_is_told_that_a_store_is_older(old_url: str) -> None:
    with pytest.raises(StoreOlderError, match="older version"):
        open_store(old_url, writing=False)


async def test_who_only_reads_is_told_that_nothing_is_there_yet(url: str) -> None:
    with pytest.raises(StoreEmptyError, match="nothing is there yet"):
        open_store(url, writing=False)
