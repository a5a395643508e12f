"""How well an implementation strategy fits a determinant: one number, made of parts that can be told apart.

Fit is our judgement, never an effect. Here are the weights with their reasons, and nothing about any one determinant
or strategy. Not here: which of the fitting ones are shown (`choosing`), words for people (`reasons`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from math import log, prod
from operator import itemgetter
from threading import Lock
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
from knowledge.feasibility import Feasibility

Closeness = Literal["ours", "primary", "secondary", "neighbour", "kind"]
ROUNDABOUT: frozenset[Closeness] = frozenset({"neighbour", "kind"})
"""Without a row of the determinant's own, nor a second look at it."""

# The weights. The link leads. What the strategy acts on comes next, and a close link does not make up for it: a method
# that works on memory or knowledge does not make time, whoever endorsed it. Opinion is that of some 26 people for each
# construct, and weighs less than both.
_LINK, _ACTS, _EXPERTS, _SPECIFIC, _FEASIBLE, _WITHIN_REACH = 0.35, 0.28, 0.15, 0.15, 0.10, 0.20

# How close a link is, 0 to 1. Our own judgement was made for this very determinant, so it is close in topic, but nobody
# tested it: it stands a little below a construct that means only this, and above one that means much else as well.
# What we named first came to mind first; each later one is a little less close.
_CLOSENESS: Mapping[Role, float] = {"primary": 1.0, "secondary": 0.6}
# One that changes nothing of what the determinant is about came to mind too, and should not lead.
_OURS, _OURS_LATER = 0.80, 0.03
_OURS_BESIDE = 0.5
# The second look had the first before it, so what we prefer most is as close as a construct of its own. It is to lead,
# so each later one is a good deal less close.
# What does not belong goes down by as much as lies between the first and the last that are shown.
_PREFERRED, _PREFERRED_LATER, _UNFIT = 1.0, 0.15, 0.4
# What we would do about another determinant that shares a construct and asks for the same kind of change. Below the
# least kinship the two have a word in common and little else. Only what mainly changes what this one is about is lent:
# a helper teaches first, and is no answer where money is short.
_NEIGHBOUR, _LEAST_KINSHIP = 0.6, 0.35
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


_lock = Lock()
_last: "Crosswalk | None" = None


def crosswalk_of(catalogue: Catalogue) -> "Crosswalk":
    """Made once for each catalogue; the last one's only is kept, so that reloading leaves nothing behind."""
    global _last  # shared by all threads of the store
    found = _last
    if found is None or found.catalogue is not catalogue:
        with _lock:
            if _last is None or _last.catalogue is not catalogue:
                _last = Crosswalk(catalogue)
            found = _last
    return found


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
        self._feasibility = Feasibility(catalogue.strategies)

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
            place = self._place(link, strategy)
            if place.closeness not in ROUNDABOUT or {*strategy.acts_on[:1]} & {*link.com_b}:
                yield self._fit(link, strategy, place)

    def _fit(self, link: Link, strategy: ImplementationStrategy, place: _Place) -> Fit:
        said = self._said.get(strategy.id, ())
        opinions = [(each, self._nearness(link, each.cfir)) for each in said if each.cfir in self._met(link)]
        closest = max(opinions, key=itemgetter(1), default=(None, 0.0))[0]
        parts = (
            (_LINK + _SPECIFIC * self._specificity[strategy.id]) * place.near,
            _ACTS * _acting(strategy, link) * _trust(place),
            _EXPERTS * sum(_opinion(each) * near for each, near in opinions),
            _FEASIBLE * self._feasibility.of(strategy),
            -_WITHIN_REACH * self._out_of_reach(strategy, link),
            -_UNFIT * (strategy.id in link.unfit),
        )
        return Fit(
            strategy=strategy,
            determinant=link.determinant,
            score=round(sum(parts), 6),
            closeness=place.closeness,
            basis=(place.endorsement and place.endorsement.basis) or "D",
            confidence=link.confidence if strategy.id in self._named[link.determinant] else "low",
            acts_on=_acts_on(strategy, link),
            endorsement=place.endorsement or closest,
            via=place.via,
        )

    def _place(self, link: Link, strategy: ImplementationStrategy) -> _Place:
        """The closest way from the determinant to the strategy: its own row of the crosswalk before a neighbour's."""
        own = [*self._of_experts(link, strategy.id)]
        if strategy.id in link.adds:
            near = _OURS if _acts_on(strategy, link) else _OURS_BESIDE
            own.append(_Place("ours", near - _OURS_LATER * link.adds.index(strategy.id)))
        place = max(own, key=lambda place: place.near, default=None)
        if strategy.id in link.prefers:
            near = _PREFERRED - _PREFERRED_LATER * link.prefers.index(strategy.id)
            place = place._replace(near=max(near, place.near)) if place else _Place("ours", near)
        return place or self._of_neighbours(link, strategy.id)

    def _of_experts(self, link: Link, strategy: str) -> Iterator[_Place]:
        """By its row of the crosswalk, the construct that comes first there, and as close as the closest of all."""
        said = {each.cfir: each for each in self._said.get(strategy, ()) if each.basis is not None}
        if met := [construct for construct in self._met(link) if construct in said]:
            near = max(self._nearness(link, construct) for construct in met)
            yield _Place(self._met(link)[met[0]], near, said[met[0]])

    def _of_neighbours(self, link: Link, strategy: str) -> _Place:
        """By way of those for which we named it: each brings it closer, and none as close as being named itself."""
        named = [other for other in self.catalogue.links if strategy in other.adds]
        kinships = {other.determinant: self._kinship(link, other) for other in named}
        kinships = {other: kinship for other, kinship in kinships.items() if kinship >= _LEAST_KINSHIP}
        if not kinships:
            return _Place("kind", 0.0)
        near = _NEIGHBOUR * (1 - prod(1 - kinship for kinship in kinships.values()))
        return _Place("neighbour", near, via=max(kinships, key=lambda other: kinships[other]))

    def _nearness(self, link: Link, construct: str) -> float:
        role = self._met(link)[construct]
        return _CLOSENESS[role] * _SURENESS[link.confidence] * self._narrowness[construct]

    def _kinship(self, link: Link, other: Link) -> float:
        """How much two determinants have in common, 0 to 1: what is primary for one of them, and kind of change."""
        mine, theirs = self._met(link), self._met(other)
        main = [c for c in mine if c in theirs and "primary" in (mine[c], theirs[c])]
        met = [_CLOSENESS[mine[c]] * _CLOSENESS[theirs[c]] * self._narrowness[c] for c in main]
        alike = len({*link.com_b} & {*other.com_b}) / max(1, len({*link.com_b} | {*other.com_b}))
        return max(met, default=0.0) * (1 + alike) / 2 * _SURENESS[link.confidence] * _SURENESS[other.confidence]

    def _out_of_reach(self, strategy: ImplementationStrategy, link: Link) -> float:
        outside = strategy.reach == "beyond" and self._outside.intersection(self._met(link))
        return _OUT_OF_REACH[strategy.reach] * (_OUTSIDE_MEETS if outside else 1.0)

    def _met(self, link: Link) -> Mapping[str, Role]:
        return self._constructs[link.determinant]

    @cached_property
    def _constructs(self) -> Mapping[str, Mapping[str, Role]]:
        """The constructs that each determinant meets; one that is both primary and secondary is primary."""
        return {link.determinant: dict(link.roles) for link in self.catalogue.links}

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
            for construct, role in self._met(link).items():
                breadth[construct] = breadth.get(construct, 0.0) + _CLOSENESS[role]
        return {construct: pow(max(1.0, wide), _BREADTH) for construct, wide in breadth.items()}

    @cached_property
    def _specificity(self) -> Mapping[str, float]:
        """How few determinants a strategy is named for, 0 to 1: one named for nearly all says little of one.

        By the logarithm, as words are weighed by how many texts have them: from one to six is as far as from six on.
        """
        named = Counter(strategy for strategies in self._named.values() for strategy in strategies)
        every = log(max(2, len(self._named)))
        return {each.id: 1 - log(max(1, named[each.id])) / every for each in self.catalogue.strategies}

    @cached_property
    def _named(self) -> Mapping[str, frozenset[str]]:
        """The strategies in the crosswalk's rows for each determinant."""
        rows = {link.determinant: self.catalogue.crossings(link.determinant) for link in self.catalogue.links}
        return {determinant: frozenset(row.strategy for row in crossings) for determinant, crossings in rows.items()}

    @cached_property
    def _outside(self) -> frozenset[str]:
        """The constructs of what is laid down outside: those that are primary for a determinant of that theme."""
        outside = {d.id for d in self.catalogue.determinants if d.theme == _OUTSIDE_THEME}
        return frozenset(link.primary for link in self.catalogue.links if link.primary and link.determinant in outside)


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


def _opinion(said: Endorsement) -> float:
    """-1 where nobody chose it, 0 at the fifth from which on it is endorsed, 1 at as many as ever agree on one."""
    share = _SHARE_OF[said.level] if said.share is None else said.share
    span = _ENDORSED_FROM if share < _ENDORSED_FROM else _FULLY_ENDORSED_FROM - _ENDORSED_FROM
    return min(1.0, (share - _ENDORSED_FROM) / span)
