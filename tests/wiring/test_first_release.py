"""A store that the first release wrote, conversations in the middle: opened today, everybody goes on where they were.

`released/first.sql` is such a store as it was left by the terminal of that day: Ana has written two barriers, Ben has
been asked for his and has said nothing.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dialogs.flows import FLOWS
from tests.support.processes import run_itfits

FIRST = Path(__file__).parent / "released" / "first.sql"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The store as it was left."""
    file = tmp_path / "store.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executescript(FIRST.read_text(encoding="utf-8"))
    return file


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where a process finds what it calls its home."""
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def _sessions(store: Path) -> list[dict[str, object]]:
    with closing(sqlite3.connect(store)) as connection:
        return [json.loads(body) for (body,) in connection.execute("SELECT body FROM session ORDER BY position")]


def _dry(store: Path, home: Path) -> list[dict[str, object]]:
    run = run_itfits("flows", "migrate", "--dry-run", "--json", "--store", str(store), home=home)

    assert (run.returncode, run.stderr) == (0, "")
    found: list[dict[str, object]] = json.loads(run.stdout)
    return found


def test_a_dry_run_tells_what_becomes_of_everybody_and_changes_nothing(store: Path, home: Path) -> None:
    before = store.read_bytes()
    told = [(each["flow"], each["version"], each["becomes"], each["step"]) for each in _dry(store, home)]

    assert told == [
        ("agree", 1, "stays", "change"),
        ("barriers", 1, "stays", "helps"),
        ("barriers", 1, "stays", "describe"),
    ]
    assert store.read_bytes() == before


def test_everybody_goes_on_where_they_were(store: Path, home: Path) -> None:
    chat = ("chat", "--plain", "--store", str(store))
    ana = run_itfits(*chat, home=home, put="Ana: our manager is really keen on it\n")
    ben = run_itfits(*chat, home=home, put="Ben: too many patients\n")

    assert (ana.returncode, ana.stderr, ben.returncode, ben.stderr) == (0, "", 0, "")
    assert "Ana < Noted. Anything else that helps?" in ana.stdout
    assert "Ben < Noted. Is there another one? Just write it." in ben.stdout


def test_after_a_start_every_open_conversation_stands_in_todays_tables(store: Path, home: Path) -> None:
    run_itfits("chat", "--plain", "--store", str(store), home=home)
    open_ones = [each for each in _sessions(store) if not each["finished"]]

    assert {(each["flow"], each.get("version", 1)) for each in open_ones} == {
        (name, FLOWS[name].version) for name in ("agree", "barriers")
    }


def test_what_people_wrote_is_all_there_afterwards(store: Path, home: Path) -> None:
    moved = run_itfits("flows", "migrate", "--store", str(store), home=home)
    shown = json.loads(run_itfits("project", "show", "--json", "--store", str(store), home=home).stdout)

    assert moved.returncode == 0
    assert [each["words"] for each in shown["barriers"]] == ["nobody has time for it", "the log-in fails"]
