"""What stands in SQLite's journal comes into the file without a turn that waits for it."""

from __future__ import annotations

from pathlib import Path

from storage.checkpoints import EVERY
from storage.opening import open_store
from storage.sqlite import SqliteDatabase
from tests.support.stores import begin, make_owed


async def test_what_is_kept_comes_into_the_file_while_the_store_stays_open(tmp_path: Path) -> None:
    await open_store(str(tmp_path / "store.db")).close()
    database = SqliteDatabase(tmp_path / "store.db", lock=None)
    writer = database.connect(writing=True)
    unit = database.begin(writer.cursor(), writing=True)
    begin(unit)
    unit.owe(make_owed("Where-to"))
    unit.flush()
    writer.commit()
    before = (tmp_path / "store.db").read_bytes()
    for _ in range(EVERY):
        database.begin(writer.cursor(), writing=True)
        writer.rollback()
    database.close()
    after = (tmp_path / "store.db").read_bytes()
    writer.close()

    assert b"Where-to" not in before
    assert b"Where-to" in after


async def test_a_store_that_was_used_for_long_leaves_no_journal_behind(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store.db"))
    await store.run(begin)
    for number in range(2 * EVERY):
        await store.run(lambda uow, number=number: uow.owe(make_owed(f"o{number}")))  # type: ignore[misc]  # bound now
    await store.close()

    assert _names(tmp_path) == {"store.db", "store.db.lock"}


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
