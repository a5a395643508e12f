"""Timing on a machine that others use too: the same turns again and again, side by side, and the middle of each."""

from __future__ import annotations

from collections import defaultdict
from statistics import median
from time import perf_counter


class Lanes:
    """Seconds by lane and turn. Every round measures the same turns, the lanes taking turns within a round.

    A lane's `total` sums, over its turns, the median over the rounds: what disturbs one turn of one round is not in it.
    """

    def __init__(self) -> None:
        self._seconds: defaultdict[str, defaultdict[int, list[float]]] = defaultdict(lambda: defaultdict(list))

    def add(self, lane: str, turn: int, seconds: float) -> None:
        """One measured value."""
        self._seconds[lane][turn].append(seconds)

    def total(self, lane: str) -> float:
        """Seconds for all turns of a round."""
        return sum(median(each) for each in self._seconds[lane].values())

    def mean(self, lane: str) -> float:
        """Seconds for one turn."""
        return self.total(lane) / len(self._seconds[lane])

    def rate(self, lane: str) -> float:
        """Turns a second."""
        return 1 / self.mean(lane)


class Stopwatch:
    """`with Stopwatch() as watch: ...`, then `watch.seconds`."""

    seconds = 0.0

    def __enter__(self) -> Stopwatch:
        self._begun = perf_counter()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = perf_counter() - self._begun
