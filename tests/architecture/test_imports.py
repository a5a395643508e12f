"""The contracts of .importlinter, each tried on imports that keep it and imports that break it; and module names."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
VAGUE = {"utils", "helpers", "common", "manager", "base"}  # names under which anything could live

HOUSE = (
    "bot",
    "adapters.delivery",
    "adapters.console.app",
    "adapters.slack.app",
    "adapters.slack.send",
    "adapters.slack.render",
    "adapters.telegram.app",
    "adapters.telegram.parse",
    "storage.tables",
    "dialogs.engine",
    "dialogs.machine",
    "dialogs.flows",
    "knowledge.loading",
    "knowledge.matching",
    "knowledge.yaml_files",
)
ALLOWED = (
    ("bot", "dialogs.engine"),
    ("bot", "storage.tables"),
    ("adapters.console.app", "adapters.delivery"),
    ("adapters.console.app", "textual.app"),
    ("adapters.slack.app", "slack_bolt.async_app"),
    ("adapters.slack.send", "slack_sdk"),
    ("adapters.telegram.app", "telegram.ext"),
    ("storage.tables", "sqlalchemy"),
    ("dialogs.engine", "dialogs.machine"),
    ("dialogs.machine", "transitions"),
    ("knowledge.loading", "knowledge.yaml_files"),
    ("knowledge.yaml_files", "yaml"),
)
BROKEN = (
    ("knowledge.matching", "dialogs.flows"),
    ("dialogs.flows", "storage.tables"),
    ("dialogs.flows", "adapters.delivery"),
    ("storage.tables", "bot"),
    ("storage.tables", "adapters.delivery"),
    ("adapters.delivery", "storage.tables"),
    ("adapters.console.app", "bot"),
    ("adapters.slack.render", "adapters.console.app"),
    ("adapters.delivery", "adapters.telegram.app"),
    ("adapters.console.app", "dialogs.engine"),
    ("storage.tables", "dialogs.engine"),
    ("dialogs.engine", "transitions"),
    ("bot", "transitions.extensions"),
    ("bot", "sqlalchemy"),
    ("adapters.console.app", "psycopg"),
    ("dialogs.flows", "sqlalchemy.dialects"),
    ("knowledge.matching", "alembic"),
    ("bot", "textual.app"),
    ("adapters.slack.app", "textual"),
    ("bot", "slack_sdk"),
    ("adapters.slack.render", "slack_sdk.models"),
    ("adapters.telegram.app", "slack_bolt"),
    ("adapters.telegram.parse", "telegram"),
    ("adapters.slack.send", "telegram"),
    ("dialogs.flows", "slack_sdk"),
    ("dialogs.engine", "asyncio"),
    ("knowledge.matching", "time"),
    ("dialogs.flows", "random"),
    ("knowledge.matching", "http.client"),
    ("dialogs.flows", "sqlite3"),
    ("knowledge.matching", "sqlite3"),
    ("knowledge.loading", "yaml"),
    ("bot", "yaml"),
)


def test_the_contracts_let_every_layer_use_what_is_its_own(tmp_path: Path) -> None:
    status, words = lint(tmp_path, ALLOWED)

    assert status == 0, words


def test_the_contracts_name_every_import_that_breaks_them(tmp_path: Path) -> None:
    status, words = lint(tmp_path, ALLOWED + BROKEN)
    named = set(re.findall(r"(\S+) -> (\S+) \(", words))
    unnamed = [(importer, used) for importer, used in BROKEN if not named & {(importer, used), (importer, top(used))}]

    assert status == 1
    assert " 0 kept, " in words
    assert unnamed == []


def test_no_module_has_a_name_under_which_anything_could_live() -> None:
    vague = [
        str(path.relative_to(ROOT))
        for folder in ("bot", "adapters", "storage", "dialogs", "knowledge", "tests", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
        if VAGUE & {path.stem, *path.relative_to(ROOT).parts}
    ]

    assert vague == []


def lint(folder: Path, imports: tuple[tuple[str, str], ...]) -> tuple[int, str]:
    """Build a house of these imports, hold it against our contracts; give the exit status and the report."""
    for name in HOUSE:
        path = folder.joinpath(*name.split("."))
        path.mkdir(parents=True, exist_ok=True)
        for parent in (path, *path.parents[: name.count(".")]):
            (parent / "__init__.py").touch()
    for importer, imported in imports:
        with folder.joinpath(*importer.split("."), "__init__.py").open("a") as module:
            module.write(f"import {imported}\n")
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    done = subprocess.run(
        [*command, "--config", str(ROOT / ".importlinter")],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "NO_COLOR": "1", "COLUMNS": "200"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def top(name: str) -> str:
    """Name the library, which is all the report says of what is not ours."""
    return name.partition(".")[0]
