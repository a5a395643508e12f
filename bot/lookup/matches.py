"""What people's words may mean and what may help, as JSON for programs and as lines for people. Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.lookup.lines import wrapped
from dialogs.phrases import line
from dialogs.suggesting import say_caution, say_together, say_why
from knowledge.catalogue import Catalogue
from knowledge.choosing import StrategySuggestion, rank_strategies
from knowledge.kinds import split_parts, tell_kind
from knowledge.matching import Suggestion, suggest_determinants


def match_as_json(text: str, catalogue: Catalogue, *, language: str) -> dict[str, Any]:
    """`{"suggestions": [{"determinant", "theme", "score", "why"}, ...]}`: none to three, best first."""
    return {"suggestions": [_match(found, catalogue) for found in _find(text, catalogue, language=language)]}


def _match(found: Suggestion, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "determinant": found.determinant,
        "theme": catalogue.get_determinant(found.determinant).theme,
        "score": found.score,
        "why": found.why,
    }


def match_as_lines(text: str, catalogue: Catalogue, *, language: str) -> Iterator[str]:
    """The same for a person at a terminal, and what kind of text it is where that is not one thing in the way."""
    kind = tell_kind(text, language=language)
    if kind in ("nothing", "foreign"):
        yield line("lookup-foreign" if kind == "foreign" else "lookup-says-nothing", language=language)
        return
    found = _find(text, catalogue, language=language)
    if not found:
        yield line("lookup-near-nothing", language=language)
        return
    if parts := split_parts(text, language=language):
        yield from (line("lookup-several", language=language), "")
        for part in parts:
            yield from wrapped(part, label="-", width=2)
        yield from ("", line("lookup-as-one", language=language), "")
    elif kind == "facilitator":
        yield from (line("lookup-helps", language=language), "")
    for at, each in enumerate(found, start=1):
        determinant = catalogue.get_determinant(each.determinant)
        theme = catalogue.get_theme(determinant.theme).name.to(language)
        if at > 1:
            yield ""
        yield f"{at}  {determinant.name.to(language)} ({determinant.id})"
        yield from wrapped(theme, label=_beside("lookup-match-theme", language))
        yield from wrapped(determinant.definition.to(language), label=_beside("lookup-match-means", language))
        if each.why:
            yield from wrapped(each.why, label=_beside("lookup-match-words", language))


def _beside(key: str, language: str, **arguments: str) -> str:
    """A label under a number."""
    return f"   {line(key, language=language, **arguments)}"


def _find(text: str, catalogue: Catalogue, *, language: str) -> tuple[Suggestion, ...]:
    return suggest_determinants(text, language=language, catalogue=catalogue)


def strategies_as_json(determinant_id: str, catalogue: Catalogue, *, language: str) -> dict[str, Any]:
    """`{"suggestions": [{"strategy", "eric", "category", "share", "experts", "basis", "why"}, ...]}`, best first.

    `strategy` is the published English name, `category` an id; `share` (percent) and `experts` are null where the basis
    has none. `why` ends with how little it proves.
    """
    ranked = rank_strategies(determinant_id, catalogue=catalogue, language=language)
    return {"suggestions": [_suggested(each, catalogue, language=language) for each in ranked]}


def _suggested(suggestion: StrategySuggestion, catalogue: Catalogue, *, language: str) -> dict[str, Any]:
    strategy = catalogue.get_strategy(suggestion.strategy)
    endorsed = suggestion.endorsement if suggestion.basis != "D" else None
    return {
        "strategy": strategy.name.to("en"),
        "eric": strategy.eric,
        "category": strategy.category,
        "share": None if endorsed is None else endorsed.share,
        "experts": None if endorsed is None else endorsed.experts,
        "basis": suggestion.basis,
        "why": _reason(suggestion, catalogue, among=(), language=language),
    }


def strategies_as_lines(determinant_id: str, catalogue: Catalogue, *, language: str) -> Iterator[str]:
    """The same for a person at a terminal, each with a first step and what trials found."""
    ranked = rank_strategies(determinant_id, catalogue=catalogue, language=language)
    yield f"{catalogue.get_determinant(determinant_id).name.to(language)} ({determinant_id})"
    for said in say_together(ranked, language=language):
        yield from wrapped(said.plain)
    for at, each in enumerate(ranked, start=1):
        reason = _reason(each, catalogue, among=ranked, language=language)
        yield from ("", *_strategy_lines(at, each, catalogue, reason=reason, language=language))


def _reason(
    each: StrategySuggestion, catalogue: Catalogue, *, among: Sequence[StrategySuggestion], language: str
) -> str:
    """Why, and how little that proves unless it was said of all."""
    why = say_why(each, catalogue=catalogue, language=language)
    caution = say_caution(each, among=among, language=language)
    return why.plain if caution is None else f"{why.plain} {caution.plain}"


def _strategy_lines(
    at: int, each: StrategySuggestion, catalogue: Catalogue, *, reason: str, language: str
) -> Iterator[str]:
    strategy = catalogue.get_strategy(each.strategy)
    kind = catalogue.get_category(strategy.category).name.to(language)
    if each.rare:
        kind = line("lookup-idea-rare", language=language, kind=kind)
    yield f"{at}  {strategy.title.to(language)}"
    yield from wrapped(f"{strategy.name.to(language)} ({strategy.id})", label=_beside("lookup-idea-name", language))
    yield from wrapped(kind, label=_beside("lookup-idea-kind", language))
    yield from wrapped(reason, label=_beside("lookup-idea-why", language, basis=each.basis))
    if each.effect is not None:
        yield from wrapped(
            f"{each.effect.says.to(language)} {each.effect.caution.to(language)}",
            label=_beside("lookup-idea-effect", language),
        )
    yield from wrapped(strategy.first_step.to(language), label=_beside("lookup-idea-step", language))
