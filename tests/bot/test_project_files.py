"""`itfits project export` and `import`, as an operator uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.carrying.bundle import make_bundle, write_bundle
from tests.support.carried import CARRIED
from tests.support.processes import run_itfits
from tests.support.stores import PEOPLE


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder of its own for each test."""
    return tmp_path


@pytest.fixture
def file(home: Path) -> Path:
    """A project that somebody sent."""
    path = home / "steps.json"
    path.write_text(write_bundle(make_bundle(CARRIED, {p.id: p for p in PEOPLE}.__getitem__)), encoding="utf-8")
    return path


def test_a_project_goes_from_store_to_store(file: Path, home: Path) -> None:
    there = str(home / "there.db")

    written = home / "again.json"
    taken = run_itfits("project", "import", str(file), "--store", there, home=home)
    again = run_itfits("project", "export", "more STEPS", "--to", str(written), "--store", there, home=home)

    assert (taken.returncode, taken.stdout) == (0, "More steps\n")
    assert taken.stderr.startswith('Ana leads "More steps". Here: itfits chat --as "Ana". On Slack or Telegram Ana')
    assert (again.returncode, again.stdout, again.stderr) == (0, "", f'"More steps" is in {written}.\n')
    assert written.read_bytes() == file.read_bytes()
    assert oct(written.stat().st_mode & 0o777) == "0o600"


def test_who_was_asked_something_is_asked_it_here(file: Path, home: Path) -> None:
    there = str(home / "there.db")
    run_itfits("project", "import", str(file), "--store", there, home=home)

    done = run_itfits("chat", "--plain", "--as", "Ana", "--store", there, home=home, put="status\n")

    assert (done.returncode, done.stderr) == (0, "")
    assert "Identify, step 2 of 5" in done.stdout
    assert "More steps" in done.stdout


def test_the_same_file_twice_is_refused_unless_it_gets_another_name(file: Path, home: Path) -> None:
    there = str(home / "there.db")
    run_itfits("project", "import", str(file), "--store", there, home=home)

    twice = run_itfits("project", "import", str(file), "--store", there, home=home)
    named = run_itfits("project", "import", str(file), "--as", "Steps, later", "--store", there, home=home)
    listed = run_itfits("project", "list", "--json", "--store", there, home=home)

    assert (twice.returncode, twice.stdout) == (1, "")
    assert twice.stderr == (
        'itfits: a project called "More steps" is here already; give this one another with --as NAME\n'
    )
    assert (named.returncode, named.stdout) == (0, "Steps, later\n")
    assert json.loads(listed.stdout) == ["More steps", "Steps, later"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "this is no JSON: "),
        ('{"format": "itfits-project", "version": 9}', "version: 9 was written by a newer version"),
        (None, "{path} cannot be read (No such file or directory)"),
    ],
)
def test_a_file_that_is_none_is_refused_and_no_store_is_made(content: str | None, said: str, home: Path) -> None:
    if content is not None:
        (home / "steps.json").write_text(content, encoding="utf-8")
    before = sorted(home.iterdir())

    done = run_itfits("project", "import", str(home / "steps.json"), "--store", str(home / "none.db"), home=home)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(f"itfits: {said.format(path=home / 'steps.json') if content is None else said}")
    assert sorted(home.iterdir()) == before


def test_a_place_that_takes_no_file_is_named(file: Path, home: Path) -> None:
    there = str(home / "there.db")
    run_itfits("project", "import", str(file), "--store", there, home=home)

    done = run_itfits("project", "export", "--to", str(home / "nowhere" / "steps.json"), "--store", there, home=home)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"itfits: {home}/nowhere/steps.json cannot be written (No such file or directory)\n"
