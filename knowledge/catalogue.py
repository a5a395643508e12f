"""The catalogue: the field's closed lists together, and looking things up in them.

Not here: what one entry is (`entries`), what may be wrong between entries (`coherence`), files and YAML (`loading`),
matching people's words (`matching`), ranking strategies (`choosing`), anything that one project made (`project`).
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Protocol, Self, TypeVar

from pydantic import BaseModel, model_validator
from pydantic_core import PydanticCustomError

from knowledge.coherence import find_faults
from knowledge.entries import (
    Basis,
    Category,
    Cluster,
    Confidence,
    Construct,
    Determinant,
    Endorsement,
    Entry,
    ImplementationStrategy,
    KnownEffect,
    Link,
    NptComponent,
    NptConstruct,
    PlanField,
    PulseQuestion,
    Role,
    SoundsLike,
    Source,
    Theme,
)


class UnknownEntryError(KeyError):
    """Nothing in the catalogue has this id. Use one of `known`; an id kept in a store may need moving to a new one."""

    def __init__(self, *, kind: str, entry_id: str, known: tuple[str, ...]) -> None:
        super().__init__(entry_id)
        self.kind, self.entry_id, self.known = kind, entry_id, known

    def __str__(self) -> str:
        return f"no {self.kind} {self.entry_id!r} in the catalogue; there are: {', '.join(self.known)}"


class Crossing(Entry):
    """One row of the crosswalk: a strategy for a determinant, and what that rests on.

    `basis` A to C: experts endorsed it for the construct `cfir`, to which the determinant is linked as `role` with our
    `confidence`; D: our own judgement, without a construct. `share` is the percentage of experts, if it was seen.
    """

    determinant: str
    strategy: str
    basis: Basis
    confidence: Confidence
    cfir: str | None = None
    role: Role | None = None
    share: int | None = None
    level: str | None = None
    experts: int | None = None
    sources: tuple[str, ...] = ()


class Catalogue(BaseModel, frozen=True, extra="forbid"):
    """All entries, in the order people see them. One that points at nothing or stands twice cannot be built."""

    sources: tuple[Source, ...]
    themes: tuple[Theme, ...]
    determinants: tuple[Determinant, ...]
    sounds_like: tuple[SoundsLike, ...] = ()
    categories: tuple[Category, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    strategies: tuple[ImplementationStrategy, ...] = ()
    constructs: tuple[Construct, ...] = ()
    links: tuple[Link, ...] = ()
    endorsements: tuple[Endorsement, ...] = ()
    npt_constructs: tuple[NptConstruct, ...] = ()
    npt_components: tuple[NptComponent, ...] = ()
    pulse: tuple[PulseQuestion, ...] = ()
    plan_fields: tuple[PlanField, ...] = ()
    effects: tuple[KnownEffect, ...] = ()

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if faults := tuple(find_faults(self)):
            words = "; ".join(f"{'.'.join(map(str, fault.path))}: {fault.words}" for fault in faults)
            raise PydanticCustomError("incoherent", "{words}", {"words": words, "faults": faults})
        return self

    def get_source(self, source_id: str) -> Source:
        """The source with this id. Raises UnknownEntryError."""
        return _get(self._sources, source_id, kind="source")

    def get_theme(self, theme_id: str) -> Theme:
        """The theme with this id. Raises UnknownEntryError."""
        return _get(self._themes, theme_id, kind="theme")

    def get_determinant(self, determinant_id: str) -> Determinant:
        """The determinant with this id. Raises UnknownEntryError."""
        return _get(self._determinants, determinant_id, kind="determinant")

    def find_determinant(self, determinant_id: str | None) -> Determinant | None:
        """The same; None where there is none, as in a project that met one of an operator's pack that is gone."""
        return None if determinant_id is None else self._determinants.get(determinant_id)

    def get_category(self, category_id: str) -> Category:
        """The category of strategies with this id. Raises UnknownEntryError."""
        return _get(self._categories, category_id, kind="category")

    def get_strategy(self, strategy_id: str) -> ImplementationStrategy:
        """The implementation strategy with this id. Raises UnknownEntryError."""
        return _get(self._strategies, strategy_id, kind="strategy")

    def get_construct(self, construct_id: str) -> Construct:
        """The CFIR construct with this id. Raises UnknownEntryError."""
        return _get(self._constructs, construct_id, kind="construct")

    def of_theme(self, theme_id: str) -> tuple[Determinant, ...]:
        """The determinants that people find in this theme, in order; `custom` has none. Raises UnknownEntryError."""
        theme = self.get_theme(theme_id)
        return tuple(determinant for determinant in self.determinants if determinant.theme == theme.id)

    def find_link(self, determinant_id: str) -> Link | None:
        """How this determinant meets CFIR and COM-B; None where nobody has said."""
        return next((link for link in self.links if link.determinant == determinant_id), None)

    def sounds(self, about: str, language: str) -> tuple[str, ...]:
        """How people say it, in this language: the statements of all entries about this determinant or strategy."""
        return tuple(said for entry in self.sounds_like if entry.about == about for said in entry.lines(language))

    def effects_of(self, strategy_id: str) -> tuple[KnownEffect, ...]:
        """What trials found of this strategy, or of the kind of strategy that it is."""
        return tuple(effect for effect in self.effects if strategy_id in effect.strategies)

    def crossings(self, determinant_id: str) -> tuple[Crossing, ...]:
        """The rows of the crosswalk for this determinant: each strategy once, by the construct that comes first.

        Strategies that fewer than a fifth of the experts chose are left out.
        """
        link = self.find_link(determinant_id)
        if link is None:
            return ()
        rows: dict[str, Crossing] = {}
        for construct, role in link.roles:
            for endorsed in self._endorsed.get(construct, ()):
                if endorsed.basis is not None and endorsed.strategy not in rows:
                    rows[endorsed.strategy] = _cross(link, endorsed, basis=endorsed.basis, role=role)
        ours = (
            Crossing(determinant=determinant_id, strategy=s, basis="D", confidence=link.confidence) for s in link.adds
        )
        return (*rows.values(), *ours)

    @cached_property
    def _endorsed(self) -> Mapping[str, tuple[Endorsement, ...]]:
        constructs = {endorsed.cfir for endorsed in self.endorsements}
        return {c: tuple(e for e in self.endorsements if e.cfir == c) for c in constructs}

    @cached_property
    def _sources(self) -> Mapping[str, Source]:
        return _by_id(self.sources)

    @cached_property
    def _themes(self) -> Mapping[str, Theme]:
        return _by_id(self.themes)

    @cached_property
    def _determinants(self) -> Mapping[str, Determinant]:
        return _by_id(self.determinants)

    @cached_property
    def _categories(self) -> Mapping[str, Category]:
        return _by_id(self.categories)

    @cached_property
    def _strategies(self) -> Mapping[str, ImplementationStrategy]:
        return _by_id(self.strategies)

    @cached_property
    def _constructs(self) -> Mapping[str, Construct]:
        return _by_id(self.constructs)


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_E = TypeVar("_E", bound=_HasId)


def _by_id(entries: Iterable[_E]) -> Mapping[str, _E]:
    return {entry.id: entry for entry in entries}


def _get(entries: Mapping[str, _E], entry_id: str, *, kind: str) -> _E:
    try:
        return entries[entry_id]
    except KeyError:
        raise UnknownEntryError(kind=kind, entry_id=entry_id, known=tuple(entries)) from None


def _cross(link: Link, endorsed: Endorsement, *, basis: Basis, role: Role) -> Crossing:
    return Crossing(
        determinant=link.determinant,
        strategy=endorsed.strategy,
        basis=basis,
        confidence=link.confidence,
        cfir=endorsed.cfir,
        role=role,
        share=endorsed.share,
        level=endorsed.level,
        experts=endorsed.experts,
        sources=endorsed.sources,
    )
