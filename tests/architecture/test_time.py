"""Time, ids and chance come in as arguments: what the import contracts cannot see, found by reading the code.

Every check is also tried on code that breaks it, so that none can pass by looking at nothing.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

CLOCK = {
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
}
CHANCE = {"uuid.uuid1", "uuid.uuid4", "os.urandom", "random", "secrets"}
SQL_FUNCTION = {
    "sqlalchemy.func." + name
    for name in ("now", "current_timestamp", "current_date", "current_time", "localtimestamp", "localtime")
}
SQL_WORDS = re.compile(
    r"\b(now\s*\(\s*\)|current_(timestamp|date|time)\b|localtime(stamp)?\b|(clock|statement|transaction)_timestamp\b)"
    r"|'now'",
    re.IGNORECASE,
)


def find_clock_and_chance(tree: ast.Module) -> list[str]:
    """Name what reads a clock or throws dice, called or only handed on (`default_factory=uuid4`)."""
    return [
        f"line {line}: {name}"
        for line, name in _uses(tree)
        if name in CLOCK | CHANCE or _top(name) in CHANCE  # of random and secrets, everything
    ]


def find_dates_read_by_our_clock(tree: ast.Module) -> list[str]:
    """Name the calls of dateparser that are not told from when to count: "tomorrow" would be ours, not theirs."""
    names = _imported(tree)
    return [
        f"line {call.lineno}: {name}"
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        if (name := _dotted(call.func, names)) and _top(name) == "dateparser"
        if not any(word.arg == "settings" for word in call.keywords)
    ]


def find_wall_clock(tree: ast.Module) -> list[str]:
    """Name what reads the wall clock. Waiting by a monotonic one is no time in a row."""
    return [f"line {line}: {name}" for line, name in _uses(tree) if name in CLOCK]


def find_sql_time(tree: ast.Module) -> list[str]:
    """Name the SQL that asks the database for the time, as a function or in words."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    functions = [f"line {line}: {name}" for line, name in _uses(tree) if name.lower() in SQL_FUNCTION]
    words = [
        f"line {node.lineno}: {found.group()}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
        if (found := SQL_WORDS.search(node.value))
    ]
    return functions + words


Check = Callable[[ast.Module], list[str]]
CHECKS: tuple[tuple[Check, tuple[str, ...]], ...] = (
    (find_clock_and_chance, ("knowledge", "dialogs")),
    (find_dates_read_by_our_clock, ("knowledge", "dialogs")),
    (find_wall_clock, ("storage",)),
    (find_sql_time, ("storage",)),
)


@pytest.mark.parametrize(("check", "layers"), CHECKS)
def test_time_and_chance_come_in_as_arguments(check: Check, layers: tuple[str, ...]) -> None:
    faults = [f"{path}: {fault}" for path in _modules(layers) for fault in check(_read(path))]

    assert faults == []


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (find_clock_and_chance, "from datetime import datetime\ndatetime.now()"),
        (find_clock_and_chance, "from datetime import UTC, datetime\ndatetime.now(tz=UTC)"),
        (find_clock_and_chance, "import datetime as dt\ndt.datetime.utcnow()"),
        (find_clock_and_chance, "from datetime import date as day\nday.today()"),
        (find_clock_and_chance, "import datetime\ndatetime.datetime.today()"),
        (find_clock_and_chance, "def f():\n    import time\n    return time.time()"),
        (find_clock_and_chance, "from time import time_ns\ntime_ns()"),
        (find_clock_and_chance, "import uuid\nuuid.uuid4()"),
        (find_clock_and_chance, "from uuid import uuid4\nid: str = Field(default_factory=uuid4)"),
        (find_clock_and_chance, "from random import choice\nchoice([1, 2])"),
        (find_clock_and_chance, "import random\nrandom.Random(1)"),
        (find_clock_and_chance, "import secrets\nsecrets.token_hex()"),
        (find_dates_read_by_our_clock, "import dateparser\ndateparser.parse('tomorrow')"),
        (find_dates_read_by_our_clock, "from dateparser.search import search_dates\nsearch_dates('tomorrow')"),
        (find_dates_read_by_our_clock, "from dateparser.date import DateDataParser\nDateDataParser(languages=['en'])"),
        (find_wall_clock, "from datetime import UTC, datetime\ndatetime.now(UTC)"),
        (find_sql_time, "from sqlalchemy import func\nfunc.now()"),
        (find_sql_time, "import sqlalchemy as sa\nsa.Column('at', server_default=sa.func.CURRENT_TIMESTAMP())"),
        (find_sql_time, "sql = 'delete from outbox where due < now()'"),
        (find_sql_time, "sql = f'update {table} set at = Current_Timestamp'"),
        (find_sql_time, "sql = \"select datetime('now')\""),
    ],
)
def test_a_clock_or_dice_is_found(check: Check, code: str) -> None:
    assert check(ast.parse(code)) != []


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (find_clock_and_chance, "from datetime import datetime, timedelta\ndatetime.fromisoformat(x) + timedelta(1)"),
        (find_clock_and_chance, "from uuid import uuid5\nuuid5(SPACE, inbound.key)"),
        (find_clock_and_chance, "setting.now\nsession.today()\nrandom = 3\nrandom + 1"),
        (find_dates_read_by_our_clock, "import dateparser\ndateparser.parse(words, settings={'RELATIVE_BASE': at})"),
        (find_wall_clock, "import time\ntime.monotonic()"),
        (find_sql_time, '"No SQL now() here."\nfrom sqlalchemy import func\nfunc.count()'),
        (find_sql_time, "at: int\n'Never CURRENT_TIMESTAMP.'"),
        (find_sql_time, "words = 'Nothing now (or ever)'"),
    ],
)
def test_what_only_looks_like_a_clock_passes(check: Check, code: str) -> None:
    assert check(ast.parse(code)) == []


def _modules(layers: tuple[str, ...]) -> list[Path]:
    """List the modules of these layers, as paths from the top. A layer without any would pass unseen."""
    found = [path.relative_to(ROOT) for layer in layers for path in sorted((ROOT / layer).rglob("*.py"))]

    assert {path.parts[0] for path in found} == set(layers)
    return found


def _read(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def _top(name: str) -> str:
    return name.partition(".")[0]


def _imported(tree: ast.Module) -> dict[str, str]:
    """Give what each imported name stands for: `dt` -> `datetime`, `uuid4` -> `uuid.uuid4`."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=aliases):
                names |= {
                    alias.asname or _top(alias.name): alias.name if alias.asname else _top(alias.name)
                    for alias in aliases
                }
            case ast.ImportFrom(module=str(module), names=aliases, level=0):
                names |= {alias.asname or alias.name: f"{module}.{alias.name}" for alias in aliases}
    return names


def _dotted(node: ast.expr, names: dict[str, str]) -> str:
    """Write `dt.datetime.now` out as `datetime.datetime.now`; empty when it does not start at an import."""
    match node:
        case ast.Name(id=name):
            return names.get(name, "")
        case ast.Attribute(value=value, attr=attr) if start := _dotted(value, names):
            return f"{start}.{attr}"
    return ""


def _uses(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give every use of something imported, with its line."""
    names = _imported(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and (name := _dotted(node, names)):
            yield node.lineno, name
