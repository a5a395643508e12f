"""Which of the strategies that fit are shown, and in which order.

By fit, but mixed. No category has more than half of what is shown, rounded down but never less than one: of three at
most one, of four and five two, of six and seven three. Among the first three at least one changes structure, resources
or the work itself. What comes by a roundabout way stays out of the first four as far as there is anything else. Where
the third could only fill a seat, two are shown first. A list that cannot be filled so stays shorter. Not here: fit,
words.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from knowledge.fit import ROUNDABOUT, Fit

MOST_SHOWN = 7
FIRST_SHOWN = 3
# A third that is shown at once is worth reading; beyond the first, what hardly fits is left out.
_LEAST_FIRST, _LEAST_FIT = 0.2, 0.1
_STRAIGHT_TO = 4


class Mixed(NamedTuple):
    """What is shown `first`, together, and what `then`: the rest, together with the first."""

    first: tuple[Fit, ...]
    then: tuple[Fit, ...]


def choose(fits: Sequence[Fit]) -> Mixed:
    """What is shown of `fits`, which come best first."""
    first = _choose_first(fits)
    chosen = [*first]
    rest = [fit for fit in fits if fit.score >= _LEAST_FIT and fit not in chosen]
    while len(chosen) < MOST_SHOWN and (found := _find_next(chosen, rest)):
        chosen.append(found)
        rest.remove(found)
    while len(chosen) > len(first) and _most_of_one(chosen) > _allowed(len(chosen)):
        chosen.pop()
    return Mixed(first, tuple(chosen[len(first) :]))


def by_score(fit: Fit) -> tuple[float, str]:
    """Best first, always in the same order."""
    return (-fit.score, fit.strategy.id)


def _choose_first(fits: Iterable[Fit]) -> tuple[Fit, ...]:
    """The best three together, of three categories and one that changes the work among them, as far as there are such.

    Together, because a single best one may leave only a poor one to change the work.
    """
    best: dict[tuple[str, bool, bool], Fit] = {}
    for fit in fits:
        best.setdefault((fit.strategy.category, fit.strategy.changes_work, _is_straight(fit)), fit)
    seats = min(FIRST_SHOWN, len({category for category, _, _ in best}))
    mixed = (
        each
        for each in combinations(sorted(best.values(), key=by_score), seats)
        if len({fit.strategy.category for fit in each}) == seats
    )
    return _without_filler(max(mixed, key=_worth))


def _worth(fits: Sequence[Fit]) -> tuple[bool, int, float]:
    straight = sum(_is_straight(fit) and fit.score > 0 for fit in fits)
    return _changes_work(fits), straight, round(sum(fit.score for fit in fits), 6)


def _without_filler(first: tuple[Fit, ...]) -> tuple[Fit, ...]:
    """Without a third that hardly fits, unless it is the only one there to change the work."""
    if len(first) < FIRST_SHOWN:
        return first
    kept = [tuple(fit for fit in first if fit is not each) for each in first if each.score < _LEAST_FIRST]
    return next((two for two in kept if _changes_work(two) or not _changes_work(first)), first)


def _find_next(chosen: Sequence[Fit], rest: Sequence[Fit]) -> Fit | None:
    # After two that were shown by themselves, a third of their categories is shown with a fourth beside it.
    most = max(2, _allowed(len(chosen) + 1)) if len(chosen) == FIRST_SHOWN - 1 else _allowed(len(chosen) + 1)
    categories = Counter(fit.strategy.category for fit in chosen)
    free = [fit for fit in rest if categories[fit.strategy.category] < most]
    straight = (fit for fit in free if _is_straight(fit)) if len(chosen) < _STRAIGHT_TO else iter(free)
    return next(straight, None) or next(iter(free), None)


def _allowed(shown: int) -> int:
    return max(1, shown // 2)


def _most_of_one(fits: Sequence[Fit]) -> int:
    return max(Counter(fit.strategy.category for fit in fits).values())


def _is_straight(fit: Fit) -> bool:
    return fit.closeness not in ROUNDABOUT


def _changes_work(fits: Iterable[Fit]) -> bool:
    return any(fit.strategy.changes_work for fit in fits)
