"""A row that another version wrote in a shape that we do not know: it is put aside, and holds up nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from bot.dispatcher import Dispatcher
from bot.ports import Store, UnitOfWork
from storage.rows import Owed
from tests.support.stores import MINUTE, NOW, OTHER_ROOM, ROOM, make_owed
from tests.support.world import Letterbox

SPOILINGS = ['prompt = \'{"text": "as it was"}\'', "form = 'no form'", "kind = 'dance'", "prompt = 'no json'"]


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where rows can be spoilt: what lies in memory was checked when it was made."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/itfits.db"
    found: str = request.getfixturevalue("postgres_url")
    return found


def owing(*owed: Owed) -> Callable[[UnitOfWork], None]:
    def work(uow: UnitOfWork) -> None:
        for each in owed:
            uow.owe(each)

    return work


def spoil(url: str, change: str, *, name: str) -> None:
    """Write into the database, past us."""
    address = make_url(url)
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE outbox SET {change} WHERE id = '{name}'"))  # ours alone
    engine.dispose()


@pytest.mark.parametrize("change", SPOILINGS)
async def test_a_row_that_cannot_be_read_is_put_aside_and_the_rest_goes_on(store: Store, url: str, change: str) -> None:
    await store.run(owing(make_owed("old"), make_owed("next"), make_owed("elsewhere", room=OTHER_ROOM)))
    spoil(url, change, name="old")
    letterbox = Letterbox()
    await Dispatcher(store, {"console": letterbox}).deliver_due("console", clock=lambda: NOW)
    aside = await store.read(lambda uow: uow.all_aside())

    assert sorted(each.id for each in letterbox.delivered) == ["elsewhere", "next"]
    assert [(each.key, each.person) for each in aside] == [("old", "ana")]
    assert await store.read(lambda uow: uow.count_owed()) == {}


async def test_a_row_that_cannot_be_read_is_claimed_without_words(store: Store, url: str) -> None:
    await store.run(owing(make_owed("old")))
    spoil(url, SPOILINGS[0], name="old")
    (claimed,) = await store.run(lambda uow: uow.claim("console", now=NOW, until=NOW + MINUTE, limit=9))

    assert (claimed.id, claimed.conversation, claimed.sequence) == ("old", ROOM.conversation, 1)
    assert (claimed.is_readable, claimed.prompt) == (False, None)


async def test_a_room_with_such_a_row_can_still_be_closed(store: Store, url: str) -> None:
    await store.run(owing(make_owed("old"), make_owed("next")))
    spoil(url, SPOILINGS[0], name="old")
    dropped = await store.run(lambda uow: uow.close_room(ROOM.conversation, at=NOW))

    assert [(each.id, each.is_readable) for each in dropped] == [("old", False), ("next", True)]
