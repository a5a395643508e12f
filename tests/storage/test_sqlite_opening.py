"""A file is opened when it is ours and sound; otherwise one sentence says what to mend, and it stays as it was."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.ports import Store
from storage.opening import open_store
from storage.rows import EVERYTHING, StoreFailedError, StoreUnusableError, WriteRefusedError
from storage.schema import REVISIONS
from tests.storage.running import run_working
from tests.support.stores import NOW, PROJECT, begin


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "itfits.db"


@pytest.fixture
def blank(path: Path) -> Path:
    """A file of no bytes."""
    path.parent.mkdir()
    path.touch()
    return path


@pytest.fixture
async def filled(path: Path) -> Path:
    """A store with a project in it, closed."""
    store = open_store(str(path))
    await store.run(begin)
    await store.close()
    return path


def state_of(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below a folder: its mode and content. SQLite's own index of its journal is no content."""
    files = (each for each in folder.rglob("*") if each.is_file() and not each.name.endswith("-shm"))
    return {str(each): (each.stat().st_mode, each.read_bytes()) for each in files}


def remove_all(folder: Path) -> None:
    for each in folder.iterdir():
        each.unlink()


def names_in(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def refuse(url: str, *, writing: bool = True) -> str:
    """What is said when it is not opened."""
    with pytest.raises(StoreUnusableError) as caught:
        open_store(url, writing=writing)
    said = str(caught.value)
    assert "Traceback" not in said
    assert "\n" not in said
    return said


async def read_project(store: Store) -> object:
    return await store.read(lambda uow: uow.find_project("steps", parts=EVERYTHING))


# ------------------------------------------------------------------------------------------------- what is opened


@pytest.mark.parametrize("url", ["{}", "sqlite:///{}"])
async def test_a_missing_file_is_made_with_its_folders(path: Path, url: str) -> None:
    store = open_store(url.format(path))
    await store.run(begin)
    await store.close()

    assert path.name in names_in(path.parent)


async def test_a_path_beside_us_needs_no_slash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for url in ("here.db", "sqlite:///there.db"):
        await open_store(url).close()

    assert names_in(tmp_path) == {"here.db", "here.db.lock", "there.db", "there.db.lock"}


async def test_a_name_with_signs_that_mean_something_in_urls_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "50% of #1? & é"
    store = open_store(str(path))
    await store.run(begin)

    assert await read_project(store) == PROJECT
    await store.close()
    assert path.name in names_in(tmp_path)


async def test_an_empty_file_becomes_a_store(blank: Path) -> None:
    store = open_store(str(blank))
    await store.run(begin)

    assert await read_project(store) == PROJECT
    await store.close()


def test_a_new_store_is_for_its_owner_alone(filled: Path) -> None:
    assert filled.stat().st_mode & 0o777 == 0o600


async def test_what_was_kept_is_there_again(filled: Path) -> None:
    store = open_store(str(filled))

    assert await read_project(store) == PROJECT
    await store.close()


async def test_a_closed_store_is_one_file_and_its_lock(filled: Path) -> None:
    assert names_in(filled.parent) == {"itfits.db", "itfits.db.lock"}


async def test_the_file_is_durable_and_readable_beside_us(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_an_up_to_date_store_opens_without_alembic(filled: Path) -> None:
    ended = run_working("open", str(filled))

    assert "alembic: False" in ended.stdout


async def test_memory_forgets_and_is_another_each_time() -> None:
    one, other = open_store("memory:"), open_store("memory:")
    await one.run(begin)

    assert await read_project(other) is None


# -------------------------------------------------------------------------------------------------- reading alone


async def test_reading_works_beside_a_writer_and_sees_what_it_kept(path: Path) -> None:
    writer = open_store(str(path))
    await writer.run(begin)
    reader = open_store(str(path), writing=False)
    first = await read_project(reader)
    await writer.run(lambda uow: uow.save_project(PROJECT, PROJECT.but(name="Renamed")))
    second = await read_project(reader)
    await reader.close()
    await writer.close()

    assert (first, second) == (PROJECT, PROJECT.but(name="Renamed"))


async def test_a_store_opened_for_reading_does_not_write(filled: Path) -> None:
    store = open_store(str(filled), writing=False)
    with pytest.raises(WriteRefusedError, match="reading only"):
        await store.run(begin)
    await store.close()


@pytest.mark.parametrize("mode", [0o644, 0o444], ids=["writable", "marked read-only"])
async def test_reading_leaves_nothing_behind(filled: Path, mode: int) -> None:
    os.chmod(filled, mode)  # noqa: PTH101  # pathlib is thought to block
    before = state_of(filled.parent)
    store = open_store(str(filled), writing=False)
    found = await read_project(store)
    await store.close()

    assert found == PROJECT
    assert state_of(filled.parent) == before
    assert names_in(filled.parent) == {"itfits.db", "itfits.db.lock"}


async def test_reading_in_a_folder_where_nobody_may_write_works(filled: Path) -> None:
    filled.parent.chmod(0o555)
    store = open_store(str(filled), writing=False)
    found = await read_project(store)
    await store.close()
    filled.parent.chmod(0o755)

    assert found == PROJECT
    assert names_in(filled.parent) == {"itfits.db", "itfits.db.lock"}


@pytest.mark.parametrize("there", [False, True], ids=["missing", "empty"])
def test_reading_where_nothing_is_yet_says_so_and_makes_nothing(path: Path, there: bool) -> None:
    path.parent.mkdir()
    if there:
        path.touch()
    before = state_of(path.parent)

    assert "nothing is there yet" in refuse(str(path), writing=False)
    assert state_of(path.parent) == before


def test_reading_in_a_missing_folder_makes_nothing(path: Path) -> None:
    assert "nothing is there yet" in refuse(str(path), writing=False)
    assert not path.parent.exists()


def test_reading_a_database_without_tables_says_that_nothing_is_there(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")

    assert "nothing is there yet" in refuse(str(path), writing=False)


def test_reading_what_an_older_version_wrote_says_how_to_bring_it_up_to_date(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.schema.REVISIONS", (*REVISIONS, "of tomorrow"))

    assert "older version" in refuse(str(filled), writing=False)


# --------------------------------------------------------------------------------------------------- what is not


def write_text(path: Path) -> None:
    path.write_text("Dear diary,\n" * 500)


def write_other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE tunes (name TEXT)")
        connection.commit()


def cut_in_the_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])


def cut_after_some_pages(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 4096 * 3])


def cut_in_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def scramble(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4096] = os.urandom(3996)
    path.write_bytes(content)


def make_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE itfits_schema SET version_num = '9999'")
        connection.commit()


def take_write_bits(path: Path) -> None:
    path.chmod(0o444)


SPOILT: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "a text": (write_text, "is not a database", "Name another"),
    "another program's": (write_other_program, "belongs to another program", "Name another"),
    "a piece of the header": (cut_in_the_header, "is damaged", "Put back a copy"),
    "a piece of the pages": (cut_after_some_pages, "is damaged", "Put back a copy"),
    "all but a byte": (cut_in_a_page, "is damaged", "Put back a copy"),
    "scrambled": (scramble, "is damaged", "Put back a copy"),
    "newer than the program": (make_newer, "newer version", "Install the newer version"),
}


@pytest.mark.parametrize("writing", [True, False], ids=["writing", "reading"])
@pytest.mark.parametrize(("spoil", "said", "advice"), SPOILT.values(), ids=SPOILT)
def test_a_file_that_is_not_a_sound_store_is_refused_and_left_as_it_is(
    filled: Path, spoil: Callable[[Path], None], said: str, advice: str, writing: bool
) -> None:
    if spoil in (write_text, write_other_program):
        filled.unlink()
        filled.with_name("itfits.db.lock").unlink()
    spoil(filled)
    before = state_of(filled.parent)
    text = refuse(str(filled), writing=writing)

    assert said in text
    assert advice in text
    assert str(filled) in text
    assert state_of(filled.parent) == before


def test_a_read_only_file_is_not_written_even_by_root(filled: Path) -> None:
    take_write_bits(filled)
    before = state_of(filled.parent)

    assert "is read-only" in refuse(str(filled))
    assert state_of(filled.parent) == before


@pytest.mark.parametrize("there", [False, True], ids=["no file yet", "a file"])
async def test_a_file_in_a_read_only_folder_is_not_written(path: Path, there: bool) -> None:
    path.parent.mkdir()
    if there:
        await open_store(str(path)).close()
    path.parent.chmod(0o555)
    before = state_of(path.parent)
    said = refuse(str(path))
    path.parent.chmod(0o755)

    assert "which is read-only" in said
    assert state_of(path.parent) == before


@pytest.mark.parametrize("writing", [True, False], ids=["writing", "reading"])
def test_a_folder_is_not_a_store(tmp_path: Path, writing: bool) -> None:
    assert "is a folder" in refuse(str(tmp_path), writing=writing)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("writing", [True, False], ids=["writing", "reading"])
def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path: Path, writing: bool) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert "not an ordinary file" in refuse(str(tmp_path / "pipe"), writing=writing)


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    assert "cannot be opened" in refuse(str(tmp_path / "file" / "itfits.db"))


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    assert "cannot be opened" in refuse(str(tmp_path / ("x" * 5000)))


def test_a_circle_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    assert "cannot be opened" in refuse(str(tmp_path / "a"))


@pytest.mark.parametrize("url", ["", "sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite://host/x", "a\0b"])
def test_a_url_without_a_file_is_refused(url: str) -> None:
    assert "names no file" in refuse(url)


@pytest.mark.parametrize("url", ["mysql://ana:geheim@host/db", "redis://:geheim@host", "https://ana:geheim@host/"])
def test_an_unknown_kind_is_refused_without_saying_the_password(url: str) -> None:
    said = refuse(url)

    assert url.partition(":")[0] in said
    assert "memory:" in said
    assert "geheim" not in said


@pytest.fixture
def locked(filled: Path) -> Iterator[Path]:
    """A store that another program has locked."""
    with closing(sqlite3.connect(filled, isolation_level=None)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        yield filled


@pytest.mark.parametrize("writing", [True, False], ids=["writing", "reading"])
def test_a_file_that_another_program_has_locked_is_refused(locked: Path, writing: bool) -> None:
    before = locked.read_bytes()
    said = refuse(str(locked), writing=writing)

    assert "locked by another program" in said
    assert "End that program" in said
    assert locked.read_bytes() == before


def test_a_disk_that_is_full_before_the_first_table_leaves_nothing(path: Path) -> None:
    ended = run_working("open-with-no-room", str(path), "20000")

    assert (ended.returncode, ended.stderr) == (2, "")
    assert "disk" in ended.stdout
    assert not path.parent.exists()


def test_a_disk_that_is_full_is_seen_at_opening_and_nothing_changes(filled: Path) -> None:
    before = state_of(filled.parent)
    ended = run_working("open-with-no-room", str(filled), "1000")

    assert (ended.returncode, ended.stderr) == (2, "")
    assert "disk" in ended.stdout
    assert state_of(filled.parent) == before


# ---------------------------------------------------------------------------------------------- failing later on


async def test_a_disk_that_fills_up_rolls_back_and_says_so(filled: Path) -> None:
    ended = run_working("write-with-no-room", str(filled))
    number, _, said = ended.stdout.partition("\n")[2].partition(" ")
    store = open_store(str(filled))
    kept = [not await store.run(lambda uow, i=i: uow.receive(f"k{i}" * 100, at=NOW)) for i in range(int(number) + 1)]  # type: ignore[misc]  # a default binds i
    await store.close()

    assert "nothing of this was kept" in said
    assert kept == [True] * int(number) + [False]


async def test_a_store_that_has_no_room_left_says_so_and_goes_on_when_it_has(path: Path) -> None:
    store = open_store(str(path))
    await store.run(begin)
    driver = store._writers._hands[0]._connection  # type: ignore[union-attr]  # the only way to a full page count
    driver.cursor().execute("PRAGMA max_page_count = 1", ())  # type: ignore[union-attr]  # as above

    def fill(uow: object) -> None:
        for number in range(2000):
            uow.receive(f"k{number}" * 10, at=NOW)  # type: ignore[attr-defined]  # a unit of work

    with pytest.raises(StoreFailedError, match="disk is full"):
        await store.run(fill)
    await store.run(fill)  # on a new connection, which knows no limit
    await store.close()


async def test_a_file_that_another_program_locks_meanwhile_is_told_and_tried_again(filled: Path) -> None:
    store = open_store(str(filled))
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreFailedError, match="locked by another program"):
            await store.run(lambda uow: uow.receive("k", at=NOW))
        other.execute("ROLLBACK")

    assert await store.run(lambda uow: uow.receive("k", at=NOW))
    await store.close()


async def test_a_file_that_vanished_does_not_become_an_empty_store(filled: Path) -> None:
    store = open_store(str(filled))
    await store.run(lambda uow: uow.receive("k", at=NOW))
    store._writers._hands[0].let_go()  # type: ignore[union-attr]  # as after any error of the disk
    remove_all(filled.parent)
    with pytest.raises(StoreFailedError, match="cannot be opened"):
        await store.run(lambda uow: uow.receive("l", at=NOW))
    await store.close()

    assert "itfits.db" not in names_in(filled.parent)
