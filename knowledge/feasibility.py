"""How feasible a strategy was rated beside others, from published ratings. Not here: how much that counts (`fit`)."""

from collections.abc import Mapping, Sequence
from statistics import fmean

from knowledge.entries import ImplementationStrategy

# Ratings of feasibility run from 1 to 5 and span about a point either way of their mean. Where only the zone was seen,
# it says high (I, II) or low (III, IV); where nothing was, the cluster stands in for it: its members are alike.
_ZONES: Mapping[str, float] = {"I": 0.4, "II": 0.4, "III": -0.4, "IV": -0.4}


class Feasibility:
    """The ratings of these strategies, beside each other."""

    def __init__(self, strategies: Sequence[ImplementationStrategy]) -> None:
        self._strategies = strategies
        rated = [rating for strategy in strategies for rating in _ratings_of(strategy)]
        self._usual = fmean(rated) if rated else 0.0

    def of(self, strategy: ImplementationStrategy) -> float:
        """-1 to 1: how much easier than most it was rated; 0 where nobody rated it, nor any like it."""
        zones = [_ZONES[rating.zone] for rating in strategy.ratings if rating.zone is not None]
        rated = _ratings_of(strategy) or (() if zones else self._rated_like(strategy))
        if rated:
            return max(-1.0, min(1.0, fmean(rated) - self._usual))
        return zones[0] if zones else 0.0

    def _rated_like(self, strategy: ImplementationStrategy) -> tuple[float, ...]:
        """The ratings of those in its cluster that ask for as much reach."""
        alike = (each for each in self._strategies if (each.cluster, each.reach) == (strategy.cluster, strategy.reach))
        return tuple(rating for each in alike for rating in _ratings_of(each))


def _ratings_of(strategy: ImplementationStrategy) -> tuple[float, ...]:
    return tuple(rating.feasibility for rating in strategy.ratings if rating.feasibility is not None)
