"""The commands in the README and in docs/ do what they say: each is run, in a home of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent.parent
PAGES = (TOP / "README.md", *sorted((TOP / "docs").rglob("*.md")))
FENCED = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
OURS = ".venv/bin/itfits"
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def commands() -> list[str]:
    """The lines of code blocks that call our program, in the order in which a reader meets them."""
    blocks = [block for page in PAGES for block in FENCED.findall(page.read_text(encoding="utf-8"))]
    return [line for block in blocks for line in block.splitlines() if OURS in line]


def test_the_commands_of_the_pages_run_one_after_the_other(tmp_path: Path) -> None:
    """What is shown of a project needs one: the demo's first answers come before."""
    home = {k: v for k, v in os.environ.items() if not k.startswith("ITFITS_")} | {"HOME": str(tmp_path)}
    home["XDG_DATA_HOME"] = str(tmp_path)
    begun = f"printf 'Ana: hello\\nOnline therapy in Leeds\\n' | {OURS} chat"
    for command in (begun, *commands()):
        here = command.replace(OURS, f"{sys.executable} -m bot").replace("/tmp/try.db", str(tmp_path / "try.db"))
        ran = subprocess.run(here, shell=True, cwd=TOP, env=home, capture_output=True, text=True, check=False)

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
