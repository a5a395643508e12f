"""What three people do on two channels, act by act, and which of their acts a service dies in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import cycle, islice
from random import Random

from tests.support.clinic_people import Act
from tests.support.crashing_service import POINTS, Point

Fated = tuple[Act, tuple[Point, ...]]
"""An act, and the points at which a service dies in it, one after the other."""

BEGINNING: tuple[Act, ...] = (
    Act("Ana", "says", "hello"),
    Act("Ana", "says", "Online therapy in Leeds"),
    Act("Ana", "says", "@Ben, Cara"),
    Act("Ana", "taps", "Me for now"),
    Act("Ana", "taps", "With names"),
    Act("Cara", "comes"),
    Act("Ana", "says", "Internet therapy with a coach"),
    Act("Ana", "says", "GPs mention it to every patient with mild depression"),
    Act("Ana", "taps", "The staff who deliver care"),
    Act("Ana", "taps", "More referrals"),
    Act("Ana", "says", "The GP shows me how to log in"),
    Act("Ana", "taps", "Yes, that is it"),
    Act("Ana", "taps", "Me for now"),
    Act("Ana", "says", "next friday"),
    Act("Ana", "taps", "Yes"),
    Act("Ben", "taps", "Yes"),
    Act("Cara", "taps", "Change this"),
    Act("Cara", "says", "say mild to moderate"),
    Act("Ana", "taps", "Go on with this goal"),
)

BY_A_WINDOW: tuple[Act, ...] = (
    *BEGINNING[:6],
    Act("Ana", "taps", "Answer all at once"),
    Act(
        "Ana", "fills", "Internet therapy / GPs mention it / The staff who deliver care / More referrals / They log in"
    ),
)
"""The goal in one go."""

WHOLE: tuple[Act, ...] = (
    *BEGINNING,
    Act("Ana", "says", "nobody has time"),
    Act("Ana", "says", "the log-in fails half of the time"),
    Act("Ana", "taps", "That's all"),
    Act("Ana", "says", "our manager likes it"),
    Act("Ana", "taps", "That's all"),
    Act("Ana", "taps", "[1]"),
    Act("Ana", "taps", "None of these, keep my words"),
    Act("Ana", "taps", "[1]"),
    Act("Ana", "taps", "No"),
    Act("Ben", "says", "no time for it"),
    Act("Ben", "says", "GPs forget that it exists"),
    Act("Ben", "commands", "/itfits status"),
    Act("Ben", "taps", "That's all"),
    Act("Ben", "taps", "Nothing yet"),
    Act("Ben", "taps", "[1]"),
    Act("Ben", "taps", "[1]"),
    Act("Ben", "taps", "No"),
    Act("Cara", "says", "patients do not want a computer"),
    Act("Cara", "taps", "That's all"),
    Act("Cara", "taps", "Nothing yet"),
    Act("Cara", "taps", "[1]"),
    Act("Cara", "taps", "No"),
    Act("Ana", "commands", "/itfits open"),
    Act("Ana", "taps", "Look together"),
    Act("Ana", "says", "3 and 4"),
    Act("Ana", "taps", "Yes, one line"),
    Act("Ana", "taps", "All are different"),
    Act("Ana", "says", "nobody is paid for it"),
    Act("Ana", "taps", "[1]"),
    Act("Ana", "taps", "Yes, close it"),
)
"""From the start to the end of `barriers`."""

DYING: tuple[Point, ...] = (*POINTS, "settled")
"""In one act each. The last one needs a question with buttons before."""

DYING_BY_REQUESTS: tuple[Point, ...] = (
    *POINTS[: POINTS.index("acknowledged") + 1],
    "after claim",
    "heard",
    "after mark_sent",
)
"""Up to the acknowledgement requests are another way than sockets; sending is the same."""

DYING_IN_A_WINDOW: tuple[Point, ...] = tuple(point for point in POINTS if point != "after commit")
"""A window with somebody's words settles no question. The point that is left out has a test of its own."""

_MANY = len(DYING)

BARRIERS_OF_BEN: tuple[Act, ...] = (
    *(Act("Ben", "says", f"no time for it on day {number}") for number in range(_MANY)),
    *(
        Act("Ben", way, f"the log-in fails on day {n}")
        for n in range(len(DYING_IN_A_WINDOW))
        for way in ("brings", "fills")
    ),
    Act("Ben", "taps", "That's all"),
    Act("Ben", "taps", "Nothing yet"),
    *(Act("Ben", "taps", "[1]") for _ in range(_MANY)),
)
"""Enough messages, windows and taps on Slack for each of them to meet every point."""

BARRIERS_OF_CARA: tuple[Act, ...] = (
    *(Act("Cara", "says", f"no time for it in week {number}") for number in range(_MANY)),
    Act("Cara", "taps", "That's all"),
    Act("Cara", "taps", "Nothing yet"),
    *(Act("Cara", "taps", "[1]") for _ in range(_MANY)),
)
"""The same on Telegram, without windows."""

DYING_BESIDE: tuple[Point, ...] = tuple(point for point in POINTS if point != "acknowledged")
"""Points that a service comes to by itself: nobody outside knows which of two it is that sends."""


def barriers_beside(fated: Sequence[Point]) -> list[Fated]:
    """Ben and Cara write in turn, and a service dies in each of their acts."""
    who = cycle(("Ben", "Cara"))
    return [(Act(next(who), "says", f"no time for it, {point}"), (point,)) for point in fated]


def barriers_with_two_deaths() -> list[Fated]:
    """Ben and Cara write in turn. The second death is in sending, which every service comes to that follows a death."""
    first = [point for point in POINTS if point not in {"acknowledged", "after the mark's commit"}]
    second: tuple[Point, ...] = ("after claim", "heard", "after mark_sent")
    pairs = zip(first, cycle(second), cycle(("Ben", "Cara")))
    return [(Act(who, "says", f"no time for it, {one}"), (one, other)) for one, other, who in pairs]


def undying(acts: Sequence[Act]) -> list[Fated]:
    """Nobody dies."""
    return [(act, ()) for act in acts]


def dying_once_at_each_point(acts: Sequence[Act], points: Sequence[Point] = DYING) -> list[Fated]:
    """Messages, taps and windows each meet the points one after the other, as far as there are any."""
    in_a_window = [point for point in points if point in DYING_IN_A_WINDOW]
    to_come = {"says": iter(points), "taps": iter(points), "fills": iter(in_a_window)}
    return [(act, tuple(islice(to_come.get(act.way, iter(())), 1))) for act in acts]


def dying_at_random(acts: Sequence[Act], *, seed: int) -> list[Fated]:
    """Somewhere in every second act, more or less; which and where hangs on the seed."""
    chance = Random(seed)
    return [(act, tuple(chance.sample(_points_of(act), k=chance.randint(0, 1)))) for act in acts]


def _points_of(act: Act) -> Sequence[Point]:
    """Where it may die. A tap that was kept and not acknowledged is made again, and is then an act of its own."""
    return DYING_IN_A_WINDOW if act.way in {"taps", "commands"} else POINTS


def count_points(fated: Sequence[Fated]) -> Counter[tuple[str, Point]]:
    """How often each way of acting meets each point."""
    return Counter((act.way, point) for act, points in fated for point in points)
