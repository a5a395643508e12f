"""What a contribution is like, as it is offered: which determinants, which first, and why these. Pure.

Not here: how that is asked and taken (`looking`).
"""

from __future__ import annotations

from dialogs.flow import Scene
from dialogs.flows.contributing import suggested, unmatched
from dialogs.reading import folded
from dialogs.text import Text, cut, joined, words
from knowledge.idioms import load_words
from knowledge.matching import MOST_SUGGESTIONS
from knowledge.project import Contribution

# So that three of them fit a message together with the question, whatever an operator's catalogue says.
_DEFINITION, _EXAMPLE, _WORDS, _CITATION = 280, 180, 80, 140

_BLANK = words("")
_FUNCTION_WORDS = load_words("english") | load_words("german")


def offered(scene: Scene, now: Contribution) -> tuple[str, ...]:
    """The determinants to pick from, the one first that was meant."""
    given = tuple(scene.session.slots.get("meant", ()))
    first = given[1:] if given[:1] == (now.id,) else ()
    return tuple(dict.fromkeys((*first, *(each.determinant for each in suggested(scene, now)))))[:MOST_SUGGESTIONS]


def meant(scene: Scene, now: Contribution, said: str) -> str | None:
    """The determinant that these further words about it name, or lead to."""
    return _named(scene, said) or _nearer(scene, now, said)


def why_these(scene: Scene) -> tuple[Text, ...]:
    """Of each suggestion what it means, an example, which of the words led there; what of that is whose."""
    waiting = unmatched(scene)
    found = offered(scene, waiting[0]) if waiting else ()
    if not found:
        return ()
    led = {each.determinant: each.why for each in suggested(scene, waiting[0])}
    abouts = [_about(scene, each, led=led.get(each, "")) for each in found]
    sources = list(dict.fromkeys(_source(scene, each) for each in found))
    if len(sources) > 1:
        cited = [scene.say("match-why-kind", source=_source(scene, each)) for each in found]
        abouts = [joined(both, by=" ") for both in zip(abouts, cited, strict=True)]
        ends = scene.say("match-why-ours")
    else:
        ends = scene.say("match-why-source", source=sources[0])
    return (_BLANK, joined((*abouts, ends), by="\n\n"), _BLANK)


def name_of_kind(scene: Scene, determinant: str) -> str:
    """A determinant, as people read it."""
    return scene.setting.catalogue.get_determinant(determinant).name.to(scene.setting.language)


def _named(scene: Scene, said: str) -> str | None:
    """The determinant whose name is in these words; of several the longest name."""
    names = {f" {folded(name_of_kind(scene, d.id))} ": d.id for d in scene.setting.catalogue.determinants}
    found = [name for name in names if name in f" {folded(said)} "]
    return names[max(found, key=len)] if found else None


def _nearer(scene: Scene, now: Contribution, said: str) -> str | None:
    """The first determinant that these words, together with those they explain, lead to because of something new."""
    new = set(folded(said).split()) - set(folded(now.words).split()) - _FUNCTION_WORDS
    found = scene.setting.hear(f"{now.words}\n{said}").suggestions
    return next((each.determinant for each in found if new & set(folded(each.why).split())), None)


def _about(scene: Scene, determinant: str, *, led: str) -> Text:
    known, language = scene.setting.catalogue.get_determinant(determinant), scene.setting.language
    definition = cut(known.definition.to(language), length=_DEFINITION)
    example = cut(known.example.to(language), length=_EXAMPLE) if known.example else ""
    is_telling = not set(folded(led).split()) <= _FUNCTION_WORDS
    parts = (
        scene.say("match-why-means", name=known.name.to(language), definition=definition),
        *((scene.say("match-why-example", example=example),) if example else ()),
        *((scene.say("match-why-words", words=cut(led, length=_WORDS)),) if is_telling else ()),
    )
    return joined(parts, by=" ")


def _source(scene: Scene, determinant: str) -> str:
    catalogue = scene.setting.catalogue
    return cut(catalogue.get_source(catalogue.get_determinant(determinant).source).citation, length=_CITATION)
