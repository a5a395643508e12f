"""How well an implementation strategy fits a determinant: one number, made of parts that can be told apart.

Fit is our judgement, never an effect. Here are the weights with their reasons, and nothing about any one determinant
or strategy. Not here: which of the fitting ones are shown (`choosing`), words for people (`reasons`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from math import prod
from operator import itemgetter
from statistics import fmean
from typing import Literal, NamedTuple

from knowledge.catalogue import Catalogue
from knowledge.entries import (
    Basis,
    ComB,
    Confidence,
    Endorsement,
    ImplementationStrategy,
    Level,
    Link,
    Reach,
    Role,
)

Closeness = Literal["ours", "primary", "secondary", "neighbour", "kind"]

# The weights. The link leads. What the strategy acts on comes next, and a close link does not make up for it: a method
# that works on memory or knowledge does not make time, whoever endorsed it. Opinion is that of some 26 people for each
# construct, and weighs less than both.
_LINK, _ACTS, _EXPERTS, _SPECIFIC, _FEASIBLE, _WITHIN_REACH = 0.35, 0.28, 0.15, 0.15, 0.10, 0.20

# How close a link is, 0 to 1. Our own judgement was made for this very determinant, so it is close in topic, but nobody
# tested it: it stands a little below a construct that means only this, and above one that means much else as well.
# What we named first came to mind first; each later one is a little less close.
_CLOSENESS: Mapping[Role, float] = {"primary": 1.0, "secondary": 0.6}
_OURS, _OURS_LATER = 0.80, 0.03
# What we would do about another determinant that shares a construct and asks for the same kind of change.
_NEIGHBOUR = 0.6
# A construct that several determinants meet takes in more than each of them: with n of them it counts by n to this.
_BREADTH = -1 / 3
_WIDE = 0.7  # three determinants and more
# How sure the crosswalk is. It bears on what experts said of the construct, not on what we said of the determinant.
_SURENESS: Mapping[Confidence, float] = {"high": 1.0, "medium": 0.85, "low": 0.7}

# What a share of experts adds, -1 to 1. A fifth is where CFIR-ERIC begins to endorse: there it adds nothing, as where
# no share was seen. So nothing gains or loses much by which table happened to be open to us.
_ENDORSED_FROM, _FULLY_ENDORSED_FROM = 20, 70
_SHARE_OF: Mapping[Level, int] = {"1": 50, "2": 20, "1or2": 20, "unknown": 20, "<20": 10, "0": 0}

# Both lists of COM-B name the most important first: what a strategy changes, and what a determinant is about.
_BESIDES = 0.6
# Without any link the kind of change is all there is, and it is coarse: money and software are both opportunity.
_KIND_ONLY = 0.3

# Ratings of feasibility run from 1 to 5 and span about a point either way of their mean. Where only the zone was seen,
# it says high (I, II) or low (III, IV); where nothing was, the cluster stands in for it: its members are alike.
_ZONES: Mapping[str, float] = {"I": 0.4, "II": 0.4, "III": -0.4, "IV": -0.4}
# A team begins by itself at once, needs the word of its management, or can only call for it.
_OUT_OF_REACH: Mapping[Reach, float] = {"team": 0.0, "organisation": 0.25, "beyond": 1.0}
# A barrier that lies outside is not got at from inside: there, what is out of reach counts less against a strategy.
_OUTSIDE_THEME, _OUTSIDE_MEETS = "healthcare_system", 0.3


class Fit(NamedTuple):
    """How well `strategy` fits `determinant`, higher is better, and what that rests on.

    `endorsement` is that of the closest construct, also one below a fifth. `via` is the other determinant for which we
    named this strategy, where `closeness` is `neighbour`.
    """

    strategy: ImplementationStrategy
    determinant: str
    score: float
    closeness: Closeness
    basis: Basis
    confidence: Confidence
    acts_on: tuple[ComB, ...]
    endorsement: Endorsement | None = None
    via: str | None = None


class _Place(NamedTuple):
    """How a strategy comes to a determinant, and how close that is, 0 to 1."""

    closeness: Closeness
    near: float
    endorsement: Endorsement | None = None
    via: str | None = None


class Crosswalk:
    """One catalogue's links and endorsements, turned so that what fits is quick to find."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._fits: dict[str, tuple[Fit, ...]] = {}

    def fits(self, determinant: str) -> tuple[Fit, ...]:
        """The strategies that have something to do with this determinant, best first; none where it has no link."""
        if determinant not in self._fits:
            link = self.catalogue.find_link(determinant)
            found = () if link is None else tuple(self._find_fits(link))
            self._fits[determinant] = tuple(sorted(found, key=self._order))
        return self._fits[determinant]

    def is_wide(self, construct: str) -> bool:
        """Whether a construct takes in a good deal more than any one determinant that meets it."""
        return self._narrowness[construct] < _WIDE

    def _order(self, fit: Fit) -> tuple[float, float, str]:
        """Best first; of equals the one that is named for fewer determinants."""
        return (-fit.score, -self._specificity[fit.strategy.id], fit.strategy.id)

    def _find_fits(self, link: Link) -> Iterator[Fit]:
        for strategy in self.catalogue.strategies:
            place = self._place(link, strategy.id)
            if place.closeness != "kind" or _acts_on(strategy, link):
                yield self._fit(link, strategy, place)

    def _fit(self, link: Link, strategy: ImplementationStrategy, place: _Place) -> Fit:
        said = self._said.get(strategy.id, ())
        opinions = [(each, self._nearness(link, each.cfir)) for each in said if each.cfir in _constructs_of(link)]
        closest = max(opinions, key=itemgetter(1), default=(None, 0.0))[0]
        parts = (
            (_LINK + _SPECIFIC * self._specificity[strategy.id]) * place.near,
            _ACTS * _acting(strategy, link) * _trust(place),
            _EXPERTS * sum(_opinion(each) * near for each, near in opinions),
            _FEASIBLE * self._feasibility(strategy),
            -_WITHIN_REACH * self._out_of_reach(strategy, link),
        )
        return Fit(
            strategy=strategy,
            determinant=link.determinant,
            score=round(sum(parts), 6),
            closeness=place.closeness,
            basis=(place.endorsement and place.endorsement.basis) or "D",
            confidence="low" if place.closeness in ("neighbour", "kind") else link.confidence,
            acts_on=_acts_on(strategy, link),
            endorsement=place.endorsement or closest,
            via=place.via,
        )

    def _place(self, link: Link, strategy: str) -> _Place:
        """The closest way from the determinant to the strategy: its own row of the crosswalk before a neighbour's."""
        own = [*self._endorsed(link, strategy)]
        if strategy in link.adds:
            own.append(_Place("ours", _OURS - _OURS_LATER * link.adds.index(strategy)))
        return max(own, key=lambda place: place.near, default=None) or self._of_neighbours(link, strategy)

    def _endorsed(self, link: Link, strategy: str) -> Iterator[_Place]:
        for said in self._said.get(strategy, ()):
            role = _constructs_of(link).get(said.cfir)
            if role is not None and said.basis is not None:
                yield _Place(role, self._nearness(link, said.cfir), said)

    def _of_neighbours(self, link: Link, strategy: str) -> _Place:
        """By way of those for which we named it: each brings it closer, and none as close as being named itself."""
        named = [other for other in self.catalogue.links if strategy in other.adds]
        kinships = {other.determinant: kinship for other in named if (kinship := self._kinship(link, other))}
        if not kinships:
            return _Place("kind", 0.0)
        near = _NEIGHBOUR * (1 - prod(1 - kinship for kinship in kinships.values()))
        return _Place("neighbour", near, via=max(kinships, key=lambda other: kinships[other]))

    def _nearness(self, link: Link, construct: str) -> float:
        role = _constructs_of(link)[construct]
        return _CLOSENESS[role] * _SURENESS[link.confidence] * self._narrowness[construct]

    def _kinship(self, link: Link, other: Link) -> float:
        """How much two determinants have in common, 0 to 1: what is primary for one of them, and kind of change."""
        mine, theirs = _constructs_of(link), _constructs_of(other)
        main = [c for c in mine if c in theirs and "primary" in (mine[c], theirs[c])]
        met = [_CLOSENESS[mine[c]] * _CLOSENESS[theirs[c]] * self._narrowness[c] for c in main]
        alike = len({*link.com_b} & {*other.com_b}) / max(1, len({*link.com_b} | {*other.com_b}))
        return max(met, default=0.0) * (1 + alike) / 2 * _SURENESS[link.confidence] * _SURENESS[other.confidence]

    def _feasibility(self, strategy: ImplementationStrategy) -> float:
        """-1 to 1: how much easier than most it was rated; 0 where nobody rated it."""
        zones = [_ZONES[rating.zone] for rating in strategy.ratings if rating.zone is not None]
        rated = _ratings_of(strategy) or (() if zones else self._rated_like(strategy))
        if rated:
            return max(-1.0, min(1.0, fmean(rated) - self._usual_feasibility))
        return zones[0] if zones else 0.0

    def _rated_like(self, strategy: ImplementationStrategy) -> tuple[float, ...]:
        """The ratings of those in its cluster that ask for as much reach."""
        alike = (
            each
            for each in self.catalogue.strategies
            if (each.cluster, each.reach) == (strategy.cluster, strategy.reach)
        )
        return tuple(rating for each in alike for rating in _ratings_of(each))

    def _out_of_reach(self, strategy: ImplementationStrategy, link: Link) -> float:
        outside = strategy.reach == "beyond" and self._outside.intersection(_constructs_of(link))
        return _OUT_OF_REACH[strategy.reach] * (_OUTSIDE_MEETS if outside else 1.0)

    @cached_property
    def _said(self) -> Mapping[str, tuple[Endorsement, ...]]:
        said: dict[str, tuple[Endorsement, ...]] = {}
        for each in self.catalogue.endorsements:
            said[each.strategy] = (*said.get(each.strategy, ()), each)
        return said

    @cached_property
    def _narrowness(self) -> Mapping[str, float]:
        """1 for a construct that one determinant meets, less for more; one that it only touches counts for part."""
        breadth: dict[str, float] = {}
        for link in self.catalogue.links:
            for construct, role in _constructs_of(link).items():
                breadth[construct] = breadth.get(construct, 0.0) + _CLOSENESS[role]
        return {construct: pow(max(1.0, wide), _BREADTH) for construct, wide in breadth.items()}

    @cached_property
    def _specificity(self) -> Mapping[str, float]:
        """The share of determinants that a strategy is not named for: one named for nearly all says little of one."""
        rows = [self.catalogue.crossings(link.determinant) for link in self.catalogue.links]
        named = Counter(crossing.strategy for crossings in rows for crossing in crossings)
        return {strategy.id: 1 - named[strategy.id] / max(1, len(rows)) for strategy in self.catalogue.strategies}

    @cached_property
    def _usual_feasibility(self) -> float:
        rated = [each for strategy in self.catalogue.strategies for each in _ratings_of(strategy)]
        return fmean(rated) if rated else 0.0

    @cached_property
    def _outside(self) -> frozenset[str]:
        """The constructs of what is laid down outside: those that are primary for a determinant of that theme."""
        outside = {d.id for d in self.catalogue.determinants if d.theme == _OUTSIDE_THEME}
        return frozenset(link.primary for link in self.catalogue.links if link.primary and link.determinant in outside)


@cache
def _constructs_of(link: Link) -> Mapping[str, Role]:
    first: dict[str, Role] = {link.primary: "primary"} if link.primary else {}
    return {**dict.fromkeys(link.secondary, "secondary"), **first}


def _acts_on(strategy: ImplementationStrategy, link: Link) -> tuple[ComB, ...]:
    return tuple(part for part in strategy.acts_on if part in link.com_b)


def _acting(strategy: ImplementationStrategy, link: Link) -> float:
    """How much of what the determinant is about the strategy changes, 0 to 1."""
    weights = (_place_of(part, strategy.acts_on) * _place_of(part, link.com_b) for part in _acts_on(strategy, link))
    return max(weights, default=0.0)


def _trust(place: _Place) -> float:
    """How much the kind of change may count, 0 to 1: more than a little only as far as there is a link."""
    if place.closeness in _CLOSENESS or place.closeness == "ours":
        return 1.0
    return _KIND_ONLY + (1 - _KIND_ONLY) * place.near / _NEIGHBOUR


def _place_of(part: ComB, parts: tuple[ComB, ...]) -> float:
    return 1.0 if parts[0] == part else _BESIDES


def _ratings_of(strategy: ImplementationStrategy) -> tuple[float, ...]:
    return tuple(rating.feasibility for rating in strategy.ratings if rating.feasibility is not None)


def _opinion(said: Endorsement) -> float:
    """-1 where nobody chose it, 0 at the fifth from which on it is endorsed, 1 at as many as ever agree on one."""
    share = _SHARE_OF[said.level] if said.share is None else said.share
    span = _ENDORSED_FROM if share < _ENDORSED_FROM else _FULLY_ENDORSED_FROM - _ENDORSED_FROM
    return min(1.0, (share - _ENDORSED_FROM) / span)
