"""Which option somebody means: by its label, its number, a yes or no, "me". Pure; nothing is taken here."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.flow import Offer, Scene, Step
from dialogs.reading import folded, means, nearly_means, read_choice, read_ordinal


def exact_choice(scene: Scene, words: str, choices: Sequence[Offer]) -> Offer | None:
    """The option whose label or number was written; where labels hold numbers, only "[2]" is a number."""
    same = [choice for choice in choices if folded(choice.label) == folded(words)]
    if same and folded(words):
        return same[0]
    has_numbers = any(any(c.isdigit() for c in choice.label) for choice in choices)
    ordinal = read_ordinal(words, bare=not has_numbers)
    if ordinal is not None:
        return choices[ordinal - 1] if 1 <= ordinal <= len(choices) else None
    return _myself(scene, words, choices) or _by_first_name(scene, words, choices)


def _myself(scene: Scene, words: str, choices: Sequence[Offer]) -> Offer | None:
    """ "Me", among people."""
    mine = [choice for choice in choices if choice.key == scene.person.id]
    return mine[0] if mine and means(words, "read-me", language=scene.setting.language) else None


def _by_first_name(scene: Scene, words: str, choices: Sequence[Offer]) -> Offer | None:
    """ "Ben", among people of whom only one is called so."""
    people = {member.person for member in scene.held.members} if scene.held else set()
    called = [c for c in choices if c.key in people and folded(c.label).split()[:1] == [folded(words)]]
    return called[0] if len(called) == 1 else None


def loose_choice(
    scene: Scene, words: str, choices: Sequence[Offer], *, step: Step | None = None, strict: bool = False
) -> Offer | None:
    """The option meant with a slip of the finger, by a clear part of its label, or by a yes or no."""
    place = read_choice(words, [choice.label for choice in choices], strict=strict)
    return choices[place] if place is not None else _yes_or_no(scene, words, choices, step)


def _yes_or_no(scene: Scene, words: str, choices: Sequence[Offer], step: Step | None) -> Offer | None:
    """What the step says that yes or no stands for, else the one label that begins so, else the only option."""
    for key, given in (("read-yes", step and step.yes), ("read-no", step and step.no)):
        if not _says(scene, words, key):
            continue
        meant = [choice for choice in choices if choice.key in (given or ())]
        begun = [choice for choice in choices if _begins(scene, choice.label, key)]
        return next((found[0] for found in (meant, begun) if len(found) == 1), None)
    return None


def _says(scene: Scene, words: str, key: str) -> bool:
    """A yes with a slip of the finger is a yes; a no is not guessed."""
    language = scene.setting.language
    return means(words, key, language=language) or (key == "read-yes" and nearly_means(words, key, language=language))


def _begins(scene: Scene, label: str, key: str) -> bool:
    return means(label.split(",")[0], key, language=scene.setting.language)
