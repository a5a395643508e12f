"""One process that serves: opens a store, takes its turns, delivers what they owe, says what it took. For `memory`.

`python -m benchmarks.serving STORE COPIES RUN` prints JSON: `peak` in KiB, `newcomer` and `others` in seconds a turn.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
from pathlib import Path
from statistics import median

from benchmarks.crowd import workspace
from benchmarks.teams import BEGINNING, BETWEEN, LEAD, Acts, Ears, record, said
from benchmarks.timing import Stopwatch
from bot.bootstrap import opened
from bot.dispatcher import Dispatcher
from bot.ports import Store
from bot.turns import CONSOLE, Turns
from knowledge.catalogue import Catalogue
from knowledge.loading import load_catalogue

TURNS = 200
OTHERS = ("Ben", "Cara")
TEAMS = 12


async def serve(path: Path, *, copies: int, run: int) -> dict[str, float]:
    """Take the turns of one run; every run has keys of its own."""
    catalogue = load_catalogue()
    newcomer = await record(catalogue, f"newcomer-{run}")
    async with opened(str(path)) as store:
        first = await _take(store, catalogue, newcomer[:1])
        await _take(store, catalogue, newcomer[1:])
        others = await _take(store, catalogue, _members(copies, run=run, count=TURNS - len(newcomer)))
    return {"peak": _peak(), "newcomer": median(first), "others": median(others)}


def _members(copies: int, *, run: int, count: int) -> Acts:
    """What members of teams from all over the store write, each in turn."""
    speakers = [(_team(number, copies), name) for name in (LEAD, *OTHERS) for number in range(TEAMS)]
    return tuple(
        said(*speakers[n % len(speakers)], f"And {n} more.", key=f"{run}:{n}", at=BEGINNING + BETWEEN * (TURNS + n))
        for n in range(count)
    )


def _team(number: int, copies: int) -> str:
    return workspace(1 + number * copies // TEAMS)


async def _take(store: Store, catalogue: Catalogue, acts: Acts) -> list[float]:
    turns, dispatcher = Turns(store, catalogue), Dispatcher(store, {CONSOLE: Ears()})
    seconds = []
    for act in acts:
        at = act.at
        with Stopwatch() as watch:
            await turns.take(act)
        await dispatcher.deliver_due(CONSOLE, clock=lambda at=at: at)  # type: ignore[misc]  # bound for this act
        seconds.append(watch.seconds)
    return seconds


def _peak() -> int:
    """KiB. Linux counts a process's own peak apart; `getrusage` would count the parent's, from before the start."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = (line.split() for line in status.read_text().splitlines())
        return next(int(words[1]) for words in lines if words[0] == "VmHWM:")
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used // 1024 if sys.platform == "darwin" else used


if __name__ == "__main__":
    store, copies, run = sys.argv[1:]
    print(json.dumps(asyncio.run(serve(Path(store), copies=int(copies), run=int(run)))))
