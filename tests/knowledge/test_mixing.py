"""Whatever fits, and however well: what is shown is mixed."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from knowledge.fit import ROUNDABOUT, Closeness, Fit
from knowledge.loading import load_catalogue
from knowledge.mixing import by_score, choose

ONE = load_catalogue().strategies[0]
CLOSENESS: tuple[Closeness, ...] = ("ours", "primary", "secondary", "neighbour", "kind")


def make_fit(at: int, *, score: float, category: str, changes_work: bool, closeness: Closeness = "ours") -> Fit:
    strategy = ONE.model_copy(update={"id": f"s{at}", "category": category, "changes_work": changes_work})
    return Fit(strategy, "time", score, closeness, "D", "high", ())


@st.composite
def fits(draw: st.DrawFn) -> list[Fit]:
    """Any strategies, some of them moved down as those that a team tried are."""
    drawn = draw(
        st.lists(
            st.tuples(st.floats(-1, 1), st.sampled_from("abcdef"), st.booleans(), st.sampled_from(CLOSENESS)),
            max_size=30,
        )
    )
    found = [
        make_fit(at, score=score, category=category, changes_work=changes, closeness=closeness)
        for at, (score, category, changes, closeness) in enumerate(drawn)
    ]
    tried = draw(st.sets(st.integers(0, 29)))
    lowered = (fit._replace(score=fit.score - 0.3 * (at in tried)) for at, fit in enumerate(found))
    return sorted(lowered, key=by_score)


def most_of_one(shown: tuple[Fit, ...]) -> int:
    return max(Counter(fit.strategy.category for fit in shown).values(), default=0)


@given(fits())
def test_no_category_has_more_than_half_of_what_is_shown(found: list[Fit]) -> None:
    mixed = choose(found)
    shown = mixed.first + mixed.then

    assert most_of_one(mixed.first) <= 1
    assert most_of_one(shown) <= max(1, len(shown) // 2)
    assert len(mixed.first) <= 3
    assert len(shown) == len({fit.strategy.id for fit in shown}) <= 7


@given(fits())
def test_one_of_the_first_changes_the_work_where_any_does(found: list[Fit]) -> None:
    first = choose(found).first

    assert any(fit.strategy.changes_work for fit in first) == any(fit.strategy.changes_work for fit in found)


@given(fits())
def test_a_third_that_hardly_fits_is_there_only_to_change_the_work(found: list[Fit]) -> None:
    first = choose(found).first

    for fit in first if len(first) == 3 else ():
        others = [each for each in first if each is not fit]
        assert fit.score >= 0.2 or (fit.strategy.changes_work and not any(o.strategy.changes_work for o in others))


def test_where_the_third_would_only_fill_a_seat_two_are_first_and_the_list_goes_on() -> None:
    found = [make_fit(at, score=0.9 - at / 10, category="ab"[at % 2], changes_work=True) for at in range(6)]
    filler = make_fit(9, score=0.15, category="c", changes_work=True)
    mixed = choose([*found, filler])

    assert [fit.strategy.id for fit in mixed.first] == ["s0", "s1"]
    assert [fit.strategy.id for fit in mixed.then][:2] == ["s2", "s3"]


def test_what_comes_by_a_roundabout_way_waits_for_the_fifth_place() -> None:
    straight = [make_fit(at, score=0.3, category="abcd"[at], changes_work=True) for at in range(4)]
    around = [
        make_fit(at, score=0.6, category="efgh"[at - 4], changes_work=True, closeness="neighbour") for at in range(4, 8)
    ]
    mixed = choose([*around, *straight])

    assert [fit.closeness in ROUNDABOUT for fit in mixed.first + mixed.then] == [False] * 4 + [True] * 3


def test_nothing_that_fits_is_nothing_to_show() -> None:
    assert choose([]) == ((), ())
