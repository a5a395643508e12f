"""People's words to what the catalogue knows: determinants, and strategies somebody speaks of.

Here lives what is learned from: names, definitions, examples and how people say it. Not here: how a text is compared
(`bayes`), what kind of text it is (`kinds`), which strategies suit a barrier (`choosing`), what the person decides
about a suggestion (the flow).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

from knowledge.bayes import Bayes
from knowledge.catalogue import Catalogue
from knowledge.entries import Entry
from knowledge.kinds import tell_kind
from knowledge.texts import FALLBACK_LANGUAGE, Localised, main_language

MOST_SUGGESTIONS = 3
# Of 749 statements that we measure with one came less near to something; words made up by chance do.
_NEAR_ENOUGH = 0.1
_STILL_NEAR = 0.045  # what comes less near beside something nearer was led there by chance


class Suggestion(Entry):
    """A determinant that a person's words may mean.

    `score` is above 0 and compares suggestions for one text only; it is no probability. `why` are those of the words
    that led there, as they were typed, with commas.
    """

    determinant: str
    score: float
    why: str


class Recognised(Entry):
    """A strategy that a person's words may mean; `score` and `why` as in `Suggestion`."""

    strategy: str
    score: float
    why: str


def suggest_determinants(text: str, *, language: str, catalogue: Catalogue) -> tuple[Suggestion, ...]:
    """The determinants nearest to `text`, best first: none to three, always the same for the same arguments.

    None where the text says nothing ("idk") or is in no language of ours. `language` is the person's code (`de`); the
    other languages of the catalogue are understood beside it. A text of any length and content is taken as words, never
    as a query; of a long one the first 4,000 characters are read.
    """
    if tell_kind(text, language=language) in ("nothing", "foreign"):
        return ()
    found = _learn(catalogue).determinants.rank(text, language=main_language(language), most=MOST_SUGGESTIONS)
    if not found or found[0].score < _NEAR_ENOUGH:
        return ()
    return tuple(
        Suggestion(determinant=each.label, score=round(each.score, 4), why=", ".join(each.words))
        for each in found
        if each.words and each.score >= _STILL_NEAR
    )


def recognise_strategies(text: str, *, language: str, catalogue: Catalogue) -> tuple[Recognised, ...]:
    """The strategies that `text` comes nearest to, best first: none to three. Arguments as `suggest_determinants`."""
    found = _learn(catalogue).strategies.rank(text, language=main_language(language), most=MOST_SUGGESTIONS)
    return tuple(
        Recognised(strategy=each.label, score=round(each.score, 4), why=", ".join(each.words))
        for each in found
        if each.words
    )


def learn(catalogue: Catalogue) -> None:
    """Get ready to match words, which takes a fraction of a second, before the first person has to wait for it."""
    _learn(catalogue)


@dataclass(frozen=True)
class _Learned:
    """What was learned from one catalogue."""

    catalogue: Catalogue
    determinants: Bayes
    strategies: Bayes


_lock = Lock()
_learned: _Learned | None = None


def _learn(catalogue: Catalogue) -> _Learned:
    """Once a process for each catalogue; the last one's only is kept, so that reloading leaves nothing behind."""
    global _learned  # shared by all threads of the store
    found = _learned
    if found is None or found.catalogue is not catalogue:
        with _lock:
            if _learned is None or _learned.catalogue is not catalogue:
                _learned = _Learned(
                    catalogue,
                    Bayes({language: _said_of_determinants(catalogue, language) for language in _languages(catalogue)}),
                    Bayes({language: _said_of_strategies(catalogue, language) for language in _languages(catalogue)}),
                )
            found = _learned
    return found


def _languages(catalogue: Catalogue) -> list[str]:
    """All that anything about a determinant or a strategy is written in."""
    of_determinants = (entry.name.languages for entry in catalogue.determinants)
    of_strategies = (entry.name.languages for entry in catalogue.strategies)
    said = (entry.said for entry in catalogue.sounds_like)
    return sorted({FALLBACK_LANGUAGE}.union(*of_determinants, *of_strategies, *said))


def _said_of_determinants(catalogue: Catalogue, language: str) -> Iterator[tuple[str, str]]:
    for entry in catalogue.determinants:
        yield from _written(entry.id, language, entry.name, entry.definition, entry.example)
        yield from ((entry.id, line) for line in catalogue.sounds(entry.id, language))


def _said_of_strategies(catalogue: Catalogue, language: str) -> Iterator[tuple[str, str]]:
    for entry in catalogue.strategies:
        yield from _written(entry.id, language, entry.name, entry.title, entry.definition, entry.first_step)
        yield from ((entry.id, line) for line in catalogue.sounds(entry.id, language))


def _written(label: str, language: str, *texts: Localised | None) -> Iterator[tuple[str, str]]:
    return ((label, text.to(language)) for text in texts if text is not None and language in text.languages)
