"""What is said of suggested strategies: why, how little that proves, and what goes for all of a list. Pure.

Which sentence holds is decided in `knowledge.reasons`; the sentences are in `words/`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dialogs.phrases import line, say
from dialogs.text import Text
from knowledge.catalogue import Catalogue
from knowledge.choosing import StrategySuggestion


def say_why(suggestion: StrategySuggestion, *, catalogue: Catalogue, language: str) -> Text:
    """Why it is suggested, in one sentence, with names as people read them."""
    names = dict(_names(suggestion, catalogue, language))
    # "beside": we would try it, though it changes nothing of what the determinant is about.
    why = "beside" if suggestion.why == "ours" and not suggestion.acts_on else suggestion.why
    return say(f"strategies-why-{why}", language=language, **names)


def say_caution(
    suggestion: StrategySuggestion, *, language: str, among: Collection[StrategySuggestion] = ()
) -> Text | None:
    """How little that proves; None where `say_together` has said it of all that it is shown `among`."""
    if _are_ours(among) and suggestion.caution in ("ours", "kind"):
        return None
    share = suggestion.endorsement.share if suggestion.endorsement else None
    return say(f"strategies-caution-{suggestion.caution}", language=language, share=0 if share is None else share)


def say_together(suggestions: Collection[StrategySuggestion], *, language: str) -> Iterator[Text]:
    """What goes for all that are shown, a sentence each, so that it need be said only once."""
    if any(each.guessed for each in suggestions):
        yield say("strategies-all-guessed", language=language)
    if _are_ours(suggestions):
        yield say("strategies-all-ours", language=language)


def _are_ours(suggestions: Collection[StrategySuggestion]) -> bool:
    return bool(suggestions) and all(each.basis == "D" for each in suggestions)


def _names(suggestion: StrategySuggestion, catalogue: Catalogue, language: str) -> Iterator[tuple[str, str]]:
    if suggestion.determinant is not None:
        yield "determinant", catalogue.get_determinant(suggestion.determinant).name.to(language)
    if suggestion.via is not None:
        yield "via", catalogue.get_determinant(suggestion.via).name.to(language)
    if suggestion.endorsement is not None:
        yield "construct", catalogue.get_construct(suggestion.endorsement.cfir).name.to(language)
    if suggestion.acts_on:
        changed = suggestion.acts_on[0].replace("_", "-")
        yield "what", line(f"strategies-changes-{changed}", language=language)
