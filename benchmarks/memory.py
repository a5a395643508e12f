"""What a process holds in memory after 200 turns, with 100,000 sessions in its store and with 100.

Each process has only one thing to do (`serving`): open a store, take the turns, deliver what they owe, say how much
memory it had at most. The turns are by members of teams from all over the store, and by a newcomer who starts a
project: what they must read may not depend on how many others there are, and their first turn is timed to show it.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.crowd import make_crowd
from benchmarks.figures import Bound, Figure, Report
from benchmarks.ground import Ground
from benchmarks.serving import OTHERS, TEAMS, TURNS

GROWTH = Bound(most=5)
FEW, MANY = 100, 100_000
PAST = 5
"""Rows of inbox, journal and outbox for each team: the sessions are many here, not what lies behind them."""

ROUNDS = 3
HERE = Path(__file__).parent.parent


@dataclass(frozen=True)
class _Crowd:
    path: Path
    copies: int
    sessions: int


async def measure(ground: Ground) -> Report:
    """Peak memory of both, the processes taking turns."""
    crowds = [await _make_crowd(ground, sessions) for sessions in (FEW, MANY)]
    runs = [(crowd, await _serve(crowd, run)) for run in range(ROUNDS) for crowd in crowds]
    (few, many), (near, far) = (
        [median(each[what] for crowd, each in runs if crowd is one) for one in crowds] for what in ("peak", "newcomer")
    )
    return Report(
        title=f"Memory of a process that takes {TURNS} turns, with many sessions in its store and with few",
        figures=[
            Figure(f"{MANY:,} sessions beside {FEW}, peak memory more by", 100 * (many / few - 1), "%", GROWTH),
            Figure(f"{FEW} sessions, peak memory", few / 1024, "MiB"),
            Figure(f"{MANY:,} sessions, peak memory", many / 1024, "MiB"),
            Figure(f"{FEW} sessions, a newcomer's first turn", near * 1e3, "ms"),
            Figure(f"{MANY:,} sessions, a newcomer's first turn", far * 1e3, "ms"),
        ],
        notes=[f"{crowd.sessions:,} sessions of {crowd.copies:,} teams of three" for crowd in crowds]
        + [f"medians of {ROUNDS} processes each"],
    )


async def _make_crowd(ground: Ground, sessions: int) -> _Crowd:
    one = await make_crowd(ground, copies=1, others=OTHERS, past=PAST)
    copies = max(TEAMS, -(-sessions // _count(one)))
    path = await make_crowd(ground, copies=copies, others=OTHERS, past=PAST)
    return _Crowd(path, copies, _count(path))


def _count(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM session").fetchone()
    return int(count)


async def _serve(crowd: _Crowd, run: int) -> dict[str, float]:
    command = (sys.executable, "-m", "benchmarks.serving", str(crowd.path), str(crowd.copies), str(run))
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, cwd=HERE)
    printed, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"the process that serves ended with status {process.returncode}")
    read: dict[str, float] = json.loads(printed)
    return read
