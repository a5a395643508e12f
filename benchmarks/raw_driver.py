"""Durable turns a second beside the raw sqlite3 driver, which sends the very same statements and does nothing else.

What the store sends is noted turn by turn; then store and driver take turns on copies of the same file, both with
BEGIN IMMEDIATE, COMMIT and synchronous=FULL. What is between them is the whole house: the engine, pydantic, the ids,
two hops between threads. Turns of different teams that arrive at once share a commit: that is measured beside it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from benchmarks.figures import Figure, Report
from benchmarks.ground import Ground
from benchmarks.teams import Acts, record_teams, take_all
from benchmarks.timing import Lanes, Stopwatch
from benchmarks.tracing import Sent, replaying, trace
from bot.bootstrap import opened
from bot.turns import Turns

TEAMS = 4
ROUNDS = 7
AT_ONCE = 24
ROUNDS_AT_ONCE = 3


async def measure(ground: Ground) -> Report:
    """Turns a second of the store and of the driver."""
    teams = await record_teams(ground.catalogue, AT_ONCE)
    acts = tuple(act for team in teams[:TEAMS] for act in team)
    sent = await trace(await ground.new_file(), ground.catalogue, acts)
    lanes = Lanes()
    for _ in range(ROUNDS):
        await _round(ground, acts, sent, lanes)
    for _ in range(ROUNDS_AT_ONCE):
        await _round_at_once(ground, teams, lanes)
    together = sum(map(len, teams)) / lanes.total("at once")
    return Report(
        title="Durable turns a second beside the raw sqlite3 driver",
        figures=[
            Figure("store.run, one at a time", lanes.rate("store"), "/s"),
            Figure("the driver, the same statements", lanes.rate("driver"), "/s"),
            Figure("store.run beside the driver", 100 * lanes.rate("store") / lanes.rate("driver"), "%"),
            Figure(f"store.run, {AT_ONCE} teams at once", together, "/s"),
            Figure(f"{AT_ONCE} teams at once beside one at a time", together / lanes.rate("store"), "x"),
        ],
        notes=[f"{len(acts)} turns in {ROUNDS} rounds; at once {sum(map(len, teams))} turns in {ROUNDS_AT_ONCE}"],
    )


async def _round(ground: Ground, acts: Acts, sent: Sequence[Sequence[Sent]], lanes: Lanes) -> None:
    file, copy = await ground.new_file(), await ground.new_file()
    with replaying(copy) as replay:
        async with opened(str(file)) as store:
            turns = Turns(store, ground.catalogue)
            for number, (act, statements) in enumerate(zip(acts, sent, strict=True)):
                with Stopwatch() as watch:
                    await turns.take(act)
                lanes.add("store", number, watch.seconds)
                with Stopwatch() as watch:
                    replay.send(statements)
                lanes.add("driver", number, watch.seconds)


async def _round_at_once(ground: Ground, teams: Sequence[Acts], lanes: Lanes) -> None:
    async with opened(str(await ground.new_file())) as store:
        turns = Turns(store, ground.catalogue)
        with Stopwatch() as watch:
            await asyncio.gather(*(take_all(turns, team) for team in teams))
        lanes.add("at once", 0, watch.seconds)
