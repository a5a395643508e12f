"""Which implementation strategies to suggest for a barrier, and what is said of each.

How a barrier is read, what the team tried, and the suggestion as a value are here. What fits is in `fit`, which of that
is shown in `mixing`, words are in `reasons`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.catalogue import Catalogue
from knowledge.entries import Basis, ComB, Confidence, Endorsement, Entry, KnownEffect
from knowledge.fit import Crosswalk, Fit
from knowledge.matching import recognise_strategies, suggest_determinants
from knowledge.mixing import by_score, choose
from knowledge.project import Barrier, Project
from knowledge.reasons import (
    Caution,
    Link,
    make_sentence,
    say_caution,
    say_change,
    say_general,
    say_guessed,
    say_link,
    say_tried,
)

# What the team tried goes down by about as much as lies between the first and the tenth, so that other ideas come first
# and a strategy that fits far better than all others can still be seen.
_TRIED = 0.3
# What comes this near to the best match for a team's words may just as well be meant.
_ABOUT_AS_NEAR = 0.75
# Words may mean one of several determinants. How much the first, second and third guess count.
_GUESSES = (3.0, 2.0, 1.0)
_LESS_SURE: dict[Confidence, Confidence] = {"high": "medium", "medium": "low", "low": "low"}


class StrategySuggestion(Entry):
    """An implementation strategy for a barrier.

    `determinant` is what the barrier was read as: `guessed` from people's words, or None where nobody could tell.
    `basis` A to C: experts endorsed it, D: our own suggestion; its `endorsement`, if any, is then one below a fifth.
    `acts_on` is what it changes of what the barrier is about. `score` is fit and compares within one list only. `why`
    and `caution` are for people to read, in their language; `effect` is what trials found, with a caution of its own.
    """

    strategy: str
    determinant: str | None
    guessed: bool
    endorsement: Endorsement | None
    basis: Basis
    confidence: Confidence
    effect: KnownEffect | None
    acts_on: tuple[ComB, ...]
    rare: bool
    changes_work: bool
    tried: bool
    score: float
    why: str
    caution: str


def suggest_strategies(
    barrier: Barrier, project: Project, *, catalogue: Catalogue, language: str
) -> tuple[StrategySuggestion, ...]:
    """Up to seven strategies for a barrier of this project, in the order in which to show them.

    A barrier without a determinant of the crosswalk is read from its contributions and those merged into it; where
    nothing can be made of them, a general set comes back that says so.
    """
    crosswalk = _crosswalk_of(catalogue)
    tried = find_tried(project, catalogue=catalogue, language=language)
    if barrier.determinant is not None and crosswalk.fits(barrier.determinant):
        return _suggest(crosswalk, _Reading(crosswalk.fits(barrier.determinant)), tried=tried, language=language)
    words = "\n".join((*_words_of(barrier, project), *_written_of(barrier.determinant, catalogue, language)))
    return _suggest(crosswalk, _read(words, crosswalk, language=language), tried=tried, language=language)


def rank_strategies(
    determinant_id: str, *, catalogue: Catalogue, language: str, tried: Collection[str] = ()
) -> tuple[StrategySuggestion, ...]:
    """Up to seven strategies for a determinant, as a team would see them. Raises UnknownEntryError.

    `tried` are ids of strategies. One that has no link is read from its own name and definition.
    """
    catalogue.get_determinant(determinant_id)
    crosswalk = _crosswalk_of(catalogue)
    reading = _Reading(crosswalk.fits(determinant_id))
    if not reading.fits:
        words = "\n".join(_written_of(determinant_id, catalogue, language))
        reading = _read(words, crosswalk, language=language)
    return _suggest(crosswalk, reading, tried=dict.fromkeys(tried, 1.0), language=language)


def find_tried(project: Project, *, catalogue: Catalogue, language: str) -> Mapping[str, float]:
    """The ids of the strategies that members seem to say the team tried, each with how sure that is, 0 to 1.

    Words that come about as near to several strategies count for all of these, in parts.
    """
    tried: dict[str, float] = {}
    for said in project.standing:
        if said.kind == "tried":
            found = recognise_strategies(said.words, language=language, catalogue=catalogue)
            likely = [each for each in found if each.score >= _ABOUT_AS_NEAR * found[0].score]
            whole = sum(each.score for each in likely)
            for each in likely:
                tried[each.strategy] = max(tried.get(each.strategy, 0.0), each.score / whole)
    return tried


@dataclass(frozen=True)
class _Reading:
    """What fits a barrier, as it was read: known, `guessed` from words, or `general` where nothing was understood."""

    fits: Sequence[Fit]
    guessed: bool = False
    general: bool = False


def _read(words: str, crosswalk: Crosswalk, *, language: str) -> _Reading:
    guesses = suggest_determinants(words, language=language, catalogue=crosswalk.catalogue)
    guessed = [fits for guess in guesses if (fits := crosswalk.fits(guess.determinant))]
    if guessed:
        return _Reading(_expect(guessed, _GUESSES), guessed=True)
    every = [fits for link in crosswalk.catalogue.links if (fits := crosswalk.fits(link.determinant))]
    return _Reading(_expect(every, [1.0] * len(every)), general=True)


def _expect(readings: Sequence[Sequence[Fit]], weights: Sequence[float]) -> list[Fit]:
    """Of each strategy the fit to expect when one of these readings is right, told by the one that gives it most."""
    whole = sum(weights[: len(readings)])
    parts: dict[str, list[tuple[float, Fit]]] = {}
    for fits, weight in zip(readings, weights, strict=False):
        for fit in fits:
            parts.setdefault(fit.strategy.id, []).append((fit.score * weight / whole, fit))
    expected = (
        max(found, key=lambda part: part[0])[1]._replace(score=round(sum(part for part, _ in found), 6))
        for found in parts.values()
    )
    return sorted(expected, key=by_score)


def _words_of(barrier: Barrier, project: Project) -> Iterator[str]:
    roots = project.roots
    told = {each.contribution for each in project.barriers if roots[each.id] == roots.get(barrier.id, barrier.id)}
    return (said.words for said in project.standing if said.id in {*told, barrier.contribution})


def _written_of(determinant: str | None, catalogue: Catalogue, language: str) -> Iterator[str]:
    for entry in catalogue.determinants:
        if entry.id == determinant:
            yield from (entry.name.to(language), entry.definition.to(language))


def _suggest(
    crosswalk: Crosswalk, reading: _Reading, *, tried: Mapping[str, float], language: str
) -> tuple[StrategySuggestion, ...]:
    lowered = (fit._replace(score=fit.score - _TRIED * tried.get(fit.strategy.id, 0.0)) for fit in reading.fits)
    chosen = choose(sorted(lowered, key=by_score) if tried else reading.fits)
    teller = _Teller(crosswalk, reading, language)
    return tuple(teller.tell(fit, tried=fit.strategy.id in tried) for fit in chosen)


@dataclass(frozen=True)
class _Teller:
    """Puts what fits into words, in one language."""

    crosswalk: Crosswalk
    reading: _Reading
    language: str

    def tell(self, fit: Fit, *, tried: bool) -> StrategySuggestion:
        sure = not (self.reading.guessed or self.reading.general)
        strategy, general = fit.strategy, self.reading.general
        return StrategySuggestion(
            strategy=strategy.id,
            determinant=None if general else fit.determinant,
            guessed=self.reading.guessed,
            endorsement=None if general else fit.endorsement,
            basis="D" if general else fit.basis,
            confidence=fit.confidence if sure else "low" if general else _LESS_SURE[fit.confidence],
            effect=next(iter(self.crosswalk.catalogue.effects_of(strategy.id)), None),
            acts_on=() if general else fit.acts_on,
            rare=strategy.rare,
            changes_work=strategy.changes_work,
            tried=tried,
            score=round(fit.score, 4),
            why=self._why(fit, tried=tried),
            caution=self._caution(fit),
        )

    def _why(self, fit: Fit, *, tried: bool) -> str:
        reason = say_general(language=self.language) if self.reading.general else self._fitting(fit)
        if tried:
            reason = say_tried(reason, language=self.language)
        return make_sentence(reason)

    def _fitting(self, fit: Fit) -> str:
        determinant = self._name(fit.determinant)
        construct = self.crosswalk.catalogue.get_construct(fit.endorsement.cfir).name if fit.endorsement else None
        reason = say_link(
            self._link(fit),
            language=self.language,
            determinant=determinant,
            construct=construct.to(self.language) if construct else "",
            via=self._name(fit.via) if fit.via else "",
        )
        if fit.acts_on:
            reason = say_change(reason, changes=fit.acts_on[0], language=self.language)
        if self.reading.guessed:
            reason = say_guessed(reason, language=self.language)
        return reason

    def _link(self, fit: Fit) -> Link:
        if fit.closeness == "secondary":
            return "touched"
        if fit.closeness != "primary" or fit.endorsement is None:
            return "ours" if fit.closeness == "primary" else fit.closeness
        construct = self.crosswalk.catalogue.get_construct(fit.endorsement.cfir)
        if construct.name.to(self.language).casefold() == self._name(fit.determinant).casefold():
            return "same"
        return "wider" if self.crosswalk.is_wide(construct.id) else "near"

    def _caution(self, fit: Fit) -> str:
        share = fit.endorsement.share if fit.endorsement and not self.reading.general else None
        return say_caution(self._kind_of_caution(fit, share), language=self.language, share=share)

    def _kind_of_caution(self, fit: Fit, share: int | None) -> Caution:
        if self.reading.general:
            return "ours"
        if share is not None and fit.endorsement is not None and fit.endorsement.basis is None:
            return "few" if share else "none"
        if share is not None:
            return "share"
        if fit.basis == "D":
            return "kind" if fit.closeness == "kind" else "ours"
        return "named" if fit.basis == "C" else "endorsed"

    def _name(self, determinant: str) -> str:
        return self.crosswalk.catalogue.get_determinant(determinant).name.to(self.language)


class _Kept:
    """The last catalogue's crosswalk, so that loading another leaves nothing behind."""

    crosswalk: Crosswalk | None = None


_kept = _Kept()


def _crosswalk_of(catalogue: Catalogue) -> Crosswalk:
    found = _kept.crosswalk
    if found is None or found.catalogue is not catalogue:
        found = _kept.crosswalk = Crosswalk(catalogue)
    return found
