"""What the tests of this folder play with: scripts as keyed lines, and what is left in a store afterwards."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import Table, create_engine, select

from bot.bootstrap import opened
from bot.dispatcher import Dispatcher
from bot.ports import Store, UnitOfWork
from bot.showing import project_as_json
from bot.turns import CONSOLE, Turns
from dialogs.inbound import Identity, Inbound, Opened, Room, Said
from knowledge.loading import load_catalogue
from knowledge.project import Project
from storage import tables
from storage.rows import EVERYTHING
from tests.support.scripts import Line
from tests.support.world import MONDAY, Letterbox

T = TypeVar("T")


def keyed(script: Sequence[Line]) -> list[str]:
    """The lines as another program types them, each with a key of its own."""
    return [f"#line{number} {name}: {text}" for number, (name, text) in enumerate(script)]


def key_of(line: str) -> str:
    """The key that a keyed line brings."""
    return line.split(" ", 1)[0].removeprefix("#")


def make_said(name: str, text: str, *, key: str) -> Inbound:
    """What somebody wrote, as the console would hand it over."""
    return make_act(name, Said(text=text), key=key)


def make_act(name: str, content: Said | Opened, *, key: str) -> Inbound:
    """What somebody did."""
    return Inbound(
        key=f"{CONSOLE}:#{key}",
        who=Identity(channel=CONSOLE, workspace="local", user=name.casefold(), name=name),
        room=Room(channel=CONSOLE, workspace="local", room=name.casefold()),
        at=MONDAY,
        content=content,
        door="open",
    )


async def play(store: Store, script: Sequence[Line]) -> Letterbox:
    """Take a script turn by turn on any store, whoever begins it having sat down first; what was delivered."""
    letterbox = Letterbox()
    turns, dispatcher = Turns(store, load_catalogue()), Dispatcher(store, {CONSOLE: letterbox})
    await turns.take(make_act(script[0][0], Opened(), key="opened"))
    for number, (name, text) in enumerate(script):
        await turns.take(make_said(name, text, key=f"line{number}"))
        await dispatcher.deliver_due(CONSOLE, clock=lambda: MONDAY)
    return letterbox


async def projects_in(store: Store) -> list[Project]:
    """All projects, whole."""

    def work(uow: UnitOfWork) -> list[Project | None]:
        return [uow.find_project(each, parts=EVERYTHING) for each in uow.projects()]

    return [project for project in await store.read(work) if project is not None]


async def shown_in(store: Store) -> dict[str, Any]:
    """The one project, as `project show --json` shows it."""
    (project,) = await projects_in(store)
    shown: dict[str, Any] = json.loads(json.dumps(project_as_json(project, load_catalogue())))
    return shown


def shown_at(url: str) -> dict[str, Any]:
    """The same, of a store that nobody has open."""

    async def work() -> dict[str, Any]:
        async with opened(url, writing=False) as store:
            return await shown_in(store)

    return asyncio.run(work())


def rows_at(url: str, table: Table) -> list[dict[str, Any]]:
    """Every row of one table, as it lies there."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    try:
        with engine.connect() as connection:
            order = [table.c.position] if "position" in table.c else []
            return [dict(row) for row in connection.execute(select(table).order_by(*order)).mappings()]
    finally:
        engine.dispose()


def unsent_at(url: str) -> list[dict[str, Any]]:
    """What is still owed to somebody."""
    return [row for row in rows_at(url, tables.outbox) if row["sent"] is None]


def journal_of_lines_at(url: str) -> list[str]:
    """The keys of the typed lines whose turns were taken, in that order."""
    return [row["key"].partition("#")[2] for row in rows_at(url, tables.journal) if "#" in row["key"]]


def barriers_of(shown: dict[str, Any]) -> list[tuple[str | None, str]]:
    """Who wrote what, as it is shown."""
    return [(each["by"], each["words"]) for each in shown["barriers"]]
