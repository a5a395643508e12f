"""The commands in the README and in docs/ do what they say: each is run, in a home of its own.

A block under a line that ends with `/tmp/name`: is that file for the commands. Nothing is written to the real /tmp.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.loading import load_catalogue

TOP = Path(__file__).parent.parent.parent
PAGES = (TOP / "README.md", *sorted((TOP / "docs").rglob("*.md")))
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SAVED = re.compile(r"`/tmp/(\w+\.\w+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OURS, PYTHON = ".venv/bin/itfits", ".venv/bin/python"
_PROGRAMS = {OURS: f"{sys.executable} -m bot", PYTHON: sys.executable}
EVIDENCE = TOP / "docs" / "evidence.md"
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def commands() -> list[str]:
    """The lines of code blocks that call our program, in the order in which a reader meets them."""
    blocks = [found for page in PAGES for found in FENCED.findall(page.read_text(encoding="utf-8"))]
    lines = [line for language, block in blocks if not language for line in block.splitlines()]
    return [line for line in lines if OURS in line or PYTHON in line]


def save_files(folder: Path) -> None:
    """What the pages tell a reader to save."""
    for page in PAGES:
        for name, content in SAVED.findall(page.read_text(encoding="utf-8")):
            (folder / name).write_text(content, encoding="utf-8")


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """As a reader would, with `folder` for their home and for /tmp."""
    home = {k: v for k, v in os.environ.items() if not k.startswith("ITFITS_")} | {"HOME": str(folder)}
    home["XDG_DATA_HOME"] = str(folder)
    here = command.replace("/tmp/", f"{folder}/")
    here = re.sub(rf"(?<!\S)({re.escape(OURS)}|{re.escape(PYTHON)})(?!\S)", lambda found: _PROGRAMS[found[1]], here)
    return subprocess.run(here, shell=True, cwd=TOP, env=home, capture_output=True, text=True, check=False)


def test_the_commands_of_the_pages_run_one_after_the_other(tmp_path: Path) -> None:
    """What is shown of a project needs one: the demo's first answers come before."""
    save_files(tmp_path)
    begun = f"printf 'Ana: hello\\nOnline therapy in Leeds\\n' | {OURS} chat"
    for command in (begun, *commands()):
        ran = run(command, tmp_path)

        assert (ran.returncode, ran.stderr) == (0, ""), command


def test_there_are_commands_to_run() -> None:
    """A pattern that finds none would pass on nothing."""
    assert len(commands()) >= 3


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_what_calls_the_program_comes_after_what_makes_it(page: Path) -> None:
    """A fresh copy of the project has no .venv."""
    before, found, _ = page.read_text(encoding="utf-8").partition(OURS)

    assert not found or re.search(r"make (demo|run|-C \S+ \.venv/\.ready-to-run)", before)


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    """Pages and pictures move."""
    missing = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]

    assert missing == []


def test_the_pack_of_the_page_does_what_the_page_says(tmp_path: Path) -> None:
    save_files(tmp_path)
    match, strategies = (line for line in commands() if line.startswith("ITFITS_CATALOGUE=/tmp/ours.yaml"))

    assert json.loads(run(f"{match} --json", tmp_path).stdout)["suggestions"][0]["determinant"] == "handover"
    assert json.loads(run(f"{strategies} --json", tmp_path).stdout)["suggestions"][0]["strategy"].startswith(
        "Put a line"
    )


def test_a_wrong_pack_is_told_as_the_page_shows_it(tmp_path: Path) -> None:
    save_files(tmp_path)
    pack = tmp_path / "ours.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("theme: work_processes", "theme: work_proceses"), "utf-8")
    ran = run(f"ITFITS_CATALOGUE=/tmp/ours.yaml {OURS} catalogue show", tmp_path)

    assert ran.returncode == 2
    assert ran.stderr.replace(f"{tmp_path}/", "/tmp/") in EVIDENCE.read_text(encoding="utf-8")


def test_a_table_of_experts_becomes_a_pack_in_which_nothing_is_ours_and_theirs(tmp_path: Path) -> None:
    save_files(tmp_path)
    (tmp_path / "all.csv").write_text(
        "construct,strategy,percent\nSelf-efficacy,Conduct ongoing training,57\n", "utf-8"
    )
    run(f"{PYTHON} /tmp/matrix.py < /tmp/all.csv > /tmp/matrix.yaml", tmp_path)
    rows = load_catalogue(tmp_path / "matrix.yaml").crossings("skills_competences")

    assert [(row.basis, row.share) for row in rows if row.strategy == "conduct_ongoing_training"] == [("A", 57)]


def test_the_page_on_the_evidence_counts_what_there_is() -> None:
    page, catalogue = EVIDENCE.read_text(encoding="utf-8"), load_catalogue()
    told = dict(re.findall(r"^\| `(\w+)` \| (\d*) ?\|", page, re.MULTILINE))

    assert list(told) == list(Catalogue.model_fields)
    assert [s for s, number in told.items() if number and int(number) != len(getattr(catalogue, s))] == []
    assert [source.id for source in catalogue.sources if source.identifier not in page] == []


def test_the_page_shows_an_example_of_each_basis() -> None:
    shown = re.findall(r"^\| ([A-D]) \| .*\| `(\w+)`: `(\w+)`", EVIDENCE.read_text(encoding="utf-8"), re.MULTILINE)
    catalogue = load_catalogue()
    crossings = [row for link in catalogue.links for row in catalogue.crossings(link.determinant)]
    rows = {(row.determinant, row.strategy): row.basis for row in crossings}

    assert [basis for basis, *_ in shown] == ["A", "B", "C", "D"]
    assert [rows[determinant, strategy] for _, determinant, strategy in shown] == ["A", "B", "C", "D"]
