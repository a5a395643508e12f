"""Which implementation strategies to suggest for a barrier.

How a barrier is read, what the team tried, and the suggestion as a value are here. What fits is in `fit`, which of that
is shown in `mixing`, why it is suggested in `reasons`; the words for that are the dialogs'.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.catalogue import Catalogue
from knowledge.entries import Basis, ComB, Confidence, Endorsement, Entry, KnownEffect
from knowledge.fit import Crosswalk, Fit, crosswalk_of
from knowledge.matching import recognise_strategies, suggest_determinants
from knowledge.mixing import by_score, choose
from knowledge.project import Barrier, Project
from knowledge.reasons import Caution, Why, tell_caution, tell_why

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
    `acts_on` is what it is meant to change of what the barrier is about. `score` is fit and compares within one list
    only. `why` and `caution` name the sentences to say, `via` the neighbour that one of them speaks of; `effect` is
    what trials found, with a caution of its own. Those that are `first`, two or three, are shown together before the
    others.
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
    first: bool
    score: float
    why: Why
    via: str | None
    caution: Caution


def suggest_strategies(
    barrier: Barrier, project: Project, *, catalogue: Catalogue, language: str
) -> tuple[StrategySuggestion, ...]:
    """Up to seven strategies for a barrier of this project, in the order in which to show them.

    A barrier without a determinant of the crosswalk is read from its contributions and those merged into it; where
    nothing can be made of them, a general set comes back that says so.
    """
    crosswalk = crosswalk_of(catalogue)
    tried = find_tried(project, catalogue=catalogue, language=language)
    if barrier.determinant is not None and crosswalk.fits(barrier.determinant):
        return _suggest(crosswalk, _Reading(crosswalk.fits(barrier.determinant)), tried=tried)
    words = "\n".join((*_words_of(barrier, project), *_written_of(barrier.determinant, catalogue, language)))
    return _suggest(crosswalk, _read(words, crosswalk, language=language), tried=tried)


def rank_strategies(
    determinant_id: str, *, catalogue: Catalogue, language: str, tried: Collection[str] = ()
) -> tuple[StrategySuggestion, ...]:
    """Up to seven strategies for a determinant, as a team would see them. Raises UnknownEntryError.

    `tried` are ids of strategies. One that has no link is read from its own name and definition, in `language`.
    """
    catalogue.get_determinant(determinant_id)
    crosswalk = crosswalk_of(catalogue)
    reading = _Reading(crosswalk.fits(determinant_id))
    if not reading.fits:
        words = "\n".join(_written_of(determinant_id, catalogue, language))
        reading = _read(words, crosswalk, language=language)
    return _suggest(crosswalk, reading, tried=dict.fromkeys(tried, 1.0))


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


def _suggest(crosswalk: Crosswalk, reading: _Reading, *, tried: Mapping[str, float]) -> tuple[StrategySuggestion, ...]:
    lowered = (fit._replace(score=fit.score - _TRIED * tried.get(fit.strategy.id, 0.0)) for fit in reading.fits)
    mixed = choose(sorted(lowered, key=by_score) if tried else reading.fits)
    shown = ((fit, fit in mixed.first) for fit in (*mixed.first, *mixed.then))
    return tuple(_tell(fit, crosswalk, reading, first=first, tried=fit.strategy.id in tried) for fit, first in shown)


def _tell(fit: Fit, crosswalk: Crosswalk, reading: _Reading, *, first: bool, tried: bool) -> StrategySuggestion:
    strategy = fit.strategy
    told = StrategySuggestion(
        strategy=strategy.id,
        determinant=fit.determinant,
        guessed=reading.guessed,
        endorsement=fit.endorsement,
        basis=fit.basis,
        confidence=_LESS_SURE[fit.confidence] if reading.guessed else fit.confidence,
        effect=next(iter(crosswalk.catalogue.effects_of(strategy.id)), None),
        acts_on=fit.acts_on,
        rare=strategy.rare,
        changes_work=strategy.changes_work,
        tried=tried,
        first=first,
        score=round(fit.score, 4),
        why="tried" if tried else tell_why(fit, crosswalk),
        via=fit.via,
        caution=tell_caution(fit),
    )
    return _generally(told) if reading.general else told


def _generally(told: StrategySuggestion) -> StrategySuggestion:
    """Without what would only hold if we knew what the barrier is about."""
    return StrategySuggestion.model_validate(
        {
            **dict(told),
            "determinant": None,
            "endorsement": None,
            "basis": "D",
            "confidence": "low",
            "acts_on": (),
            "why": "tried" if told.tried else "general",
            "via": None,
            "caution": "ours",
        }
    )
