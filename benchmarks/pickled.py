"""Durable turns beside python-telegram-bot's ConversationHandler, kept by its PicklePersistence after every turn.

Each of the handler's turns (`telegram_handler`) is `Application.process_update` with a real update, then the saving.
Nothing is sent, as in ours: both end when the answer is kept and the next question stands. It is given every advantage:
it saves nothing but what the conversation needs, and beside its defaults, which write the file once for the words and
once for the state, it runs in a way that writes the file once a turn. The bound is against the faster of the two.

Neither calls fsync: what they save survives the end of the process, but not the end of the machine, nor a crash in the
middle of writing. A third way calls it, and so comes nearer to what a durable turn promises.
"""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

from benchmarks.crowd import MIDDLE, make_crowd
from benchmarks.figures import Bound, Figure, Report
from benchmarks.ground import Ground
from benchmarks.teams import Acts, record
from benchmarks.telegram_handler import WAYS, serving
from benchmarks.timing import Lanes, Stopwatch
from bot.bootstrap import opened
from bot.turns import Turns
from dialogs.inbound import Inbound

AHEAD = Bound(above=1)
MANY = 1_000
"""People in mid-conversation for whom the bound is set: a service has them by the hundred and more, a trial has ten."""

ROUNDS = {1: 15, 100: 3, MANY: 3}
"""By the number of people: one person alone has few turns."""

TALKING = 10
"""Of all these people, those who talk while we measure; the others are in the middle of their barriers, and wait."""


async def measure(ground: Ground) -> Report:
    """Ours beside each way of theirs, for one person, for a hundred, for a thousand."""
    lanes = {people: await _compare(ground, people) for people in ROUNDS}
    return Report(
        title="Durable turns beside ConversationHandler with PicklePersistence saved each turn",
        figures=[
            *(figure for people, each in lanes.items() for figure in _figures(people, each)),
            Figure("ours is ahead of the faster of theirs from about so many people on", _break_even(lanes)),
        ],
        notes=[
            "theirs rewrites the whole file each turn, without fsync: cheaper for a few, dearer with each one more",
            "ours appends to a journal and waits for the disk: the same for one person and for thousands",
            f"each round the conversations of up to {TALKING} people, the ways taking turns after every act",
        ],
    )


async def _compare(ground: Ground, people: int) -> Lanes:
    talking = [await record(ground.catalogue, f"clinic-{n}") for n in range(min(people, TALKING))]
    answers = len(await record(ground.catalogue, "waiting", stop=MIDDLE))
    lanes = Lanes()
    await _round(ground, people, talking, answers, Lanes())  # the first one compiles statements and phrases
    for _ in range(ROUNDS[people]):
        await _round(ground, people, talking, answers, lanes)
    return lanes


def _figures(people: int, lanes: Lanes) -> list[Figure]:
    among = f"{people:,} people" if people > 1 else "1 person"
    ahead = _fastest(lanes) / lanes.mean("ours")
    return [
        Figure(f"{among}: ours beside the faster of theirs", ahead, "x", AHEAD if people == MANY else None),
        Figure(f"{among}: ours beside theirs with fsync", lanes.mean("fsync") / lanes.mean("ours"), "x"),
        Figure(f"{among}: ours", lanes.rate("ours"), "/s"),
        *(Figure(f"{among}: theirs, {way.what}", lanes.rate(lane), "/s") for lane, way in WAYS.items()),
    ]


def _fastest(lanes: Lanes) -> float:
    """Seconds a turn of the faster of theirs."""
    return min(lanes.mean(lane) for lane, way in WAYS.items() if not way.fsync)


def _break_even(lanes: dict[int, Lanes]) -> float:
    """Where the lines through the two largest crowds meet; theirs grows with every person, ours hardly."""
    (near, at_near), (far, at_far) = sorted(lanes.items())[-2:]
    behind = at_near.mean("ours") - _fastest(at_near)
    ahead = _fastest(at_far) - at_far.mean("ours")
    return near + (far - near) * behind / (behind + ahead)


async def _round(ground: Ground, people: int, talking: list[Acts], answers: int, lanes: Lanes) -> None:
    async with AsyncExitStack() as stack:
        turns = Turns(await stack.enter_async_context(opened(str(await _make_store(ground, people)))), ground.catalogue)
        waiting = people - len(talking)
        handlers = {
            lane: await stack.enter_async_context(serving(ground.folder, way, waiting=waiting, answers=answers))
            for lane, way in WAYS.items()
        }
        for number, (person, act) in enumerate(_in_turn(talking)):
            with Stopwatch() as watch:
                await turns.take(act)
            lanes.add("ours", number, watch.seconds)
            for lane, handler in handlers.items():
                with Stopwatch() as watch:
                    await handler.take(person, act)
                lanes.add(lane, number, watch.seconds)


def _in_turn(talking: list[Acts]) -> list[tuple[int, Inbound]]:
    """The acts of all, everybody taking turns, with the number of the person."""
    return [(person, act) for acts in zip(*talking, strict=True) for person, act in enumerate(acts, start=1)]


async def _make_store(ground: Ground, people: int) -> Path:
    waiting = people - min(people, TALKING)
    return await make_crowd(ground, copies=waiting) if waiting else await ground.new_file()
