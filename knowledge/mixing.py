"""Which of the strategies that fit are shown, and in which order.

By fit, but mixed. At every length of the list no category has more than half of it, rounded down but never less than
one: of three at most one, of four and five two, of six and seven three. Among the first three at least one changes
structure, resources or the work itself. A list that cannot be filled so stays shorter. Not here: fit, words.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from knowledge.fit import Fit

MOST_SHOWN = 7
FIRST_SHOWN = 3
# Beyond the first three, what hardly fits is left out.
_LEAST_FIT = 0.1


def choose(fits: Sequence[Fit]) -> list[Fit]:
    """What is shown of `fits`, which come best first."""
    chosen = _choose_first(fits)
    categories = Counter(fit.strategy.category for fit in chosen)
    rest = [fit for fit in fits if fit.score >= _LEAST_FIT and fit not in chosen]
    while len(chosen) < MOST_SHOWN:
        most = max(1, (len(chosen) + 1) // 2)
        found = next((fit for fit in rest if categories[fit.strategy.category] < most), None)
        if found is None:
            break
        chosen.append(found)
        rest.remove(found)
        categories[found.strategy.category] += 1
    return chosen


def by_score(fit: Fit) -> tuple[float, str]:
    """Best first, always in the same order."""
    return (-fit.score, fit.strategy.id)


def _choose_first(fits: Iterable[Fit]) -> list[Fit]:
    """The best three together, of three categories and one that changes the work among them, as far as there are such.

    Together, because a single best one may leave only a poor one to change the work.
    """
    best: dict[tuple[str, bool], Fit] = {}
    for fit in fits:
        best.setdefault((fit.strategy.category, fit.strategy.changes_work), fit)
    seats = min(FIRST_SHOWN, len({category for category, _ in best}))
    mixed = (
        each
        for each in combinations(sorted(best.values(), key=by_score), seats)
        if len({fit.strategy.category for fit in each}) == seats
    )
    return list(max(mixed, key=_worth))


def _worth(fits: Iterable[Fit]) -> tuple[bool, float]:
    fits = tuple(fits)
    return any(fit.strategy.changes_work for fit in fits), round(sum(fit.score for fit in fits), 6)
