"""Why a strategy is suggested, and how little that proves: one sentence each, in every language people are spoken to.

Here are only the words, with the value that fills each. Not here: what fits (`fit`), what is shown (`choosing`), the
phrases of the conversation around it (the dialogs have theirs).
"""

from collections.abc import Mapping
from typing import Literal

from knowledge.entries import ComB
from knowledge.texts import Localised

Link = Literal["ours", "same", "near", "wider", "touched", "neighbour", "kind"]
Caution = Literal["share", "few", "none", "endorsed", "named", "ours", "kind"]

_LINKS: Mapping[Link, Localised] = {
    "ours": Localised(
        {
            "en": "we think it goes straight at “{determinant}”",
            "de": "wir meinen, das setzt direkt bei „{determinant}“ an",
        }
    ),
    "same": Localised(
        {
            "en": "experts named it for just this, “{determinant}”",
            "de": "Fachleute nannten es genau dafür, für „{determinant}“",
        }
    ),
    "near": Localised(
        {
            "en": "experts named it for “{construct}”, which is close to “{determinant}”",
            "de": "Fachleute nannten es für „{construct}“, und das liegt nahe bei „{determinant}“",
        }
    ),
    "wider": Localised(
        {
            "en": "experts named it for “{construct}”, which takes in more than “{determinant}”",
            "de": "Fachleute nannten es für „{construct}“, und darin steckt mehr als „{determinant}“",
        }
    ),
    "touched": Localised(
        {
            "en": "experts named it for “{construct}”, which touches on “{determinant}”",
            "de": "Fachleute nannten es für „{construct}“, und das hat auch mit „{determinant}“ zu tun",
        }
    ),
    "neighbour": Localised(
        {
            "en": "we would do it for “{via}”, which has something in common with “{determinant}”",
            "de": "wir würden es bei „{via}“ tun, und das hat etwas mit „{determinant}“ gemeinsam",
        }
    ),
    "kind": Localised(
        {
            "en": "nobody we know of names it for “{determinant}”, but the kind of change fits",
            "de": "wir kennen niemanden, der es für „{determinant}“ nennt, aber die Art der Änderung passt",
        }
    ),
}

_GENERAL = Localised(
    {
        "en": "we could not tell what this is about, and this helps with many things that get in the way",
        "de": "worum es geht, konnten wir nicht erkennen, und das hier hilft bei vielem, was im Weg steht",
    }
)

_CHANGES = Localised({"en": "{reason}; it changes {what}", "de": "{reason}; es ändert, {what}"})
_WHAT: Mapping[ComB, Localised] = {
    "physical_capability": Localised(
        {"en": "what people are physically able to do", "de": "was Menschen körperlich können"}
    ),
    "psychological_capability": Localised(
        {"en": "what people know and are able to do", "de": "was die Beteiligten wissen und können"}
    ),
    "physical_opportunity": Localised(
        {
            "en": "what there is to work with, such as time, money and tools",
            "de": "womit gearbeitet wird, etwa Zeit, Geld und Technik",
        }
    ),
    "social_opportunity": Localised(
        {"en": "who backs it and how people work together", "de": "wer dahintersteht und wie man zusammenarbeitet"}
    ),
    "reflective_motivation": Localised(
        {"en": "how sure people are that they want it", "de": "wie überzeugt man davon ist"}
    ),
    "automatic_motivation": Localised({"en": "what people do out of habit", "de": "was man aus Gewohnheit tut"}),
}

_GUESSED = Localised(
    {
        "en": "{reason}; that this is what you mean is our guess",
        "de": "{reason}; dass es darum geht, vermuten wir nur",
    }
)
_TRIED = Localised(
    {
        "en": "{reason}; you seem to have tried it, so it stands further down",
        "de": "{reason}; ihr habt es wohl schon versucht, deshalb steht es weiter unten",
    }
)

_CAUTIONS: Mapping[Caution, Localised] = {
    "share": Localised(
        {
            "en": "{share} % of surveyed experts picked this for a similar problem; the link is ours."
            " Opinion, not proof.",
            "de": "{share} % der befragten Fachleute wählten das für ein ähnliches Problem; dass es zu eurem passt, ist"
            " unser Schluss. Meinung, kein Beweis.",
        }
    ),
    "few": Localised(
        {
            "en": "Only {share} % of surveyed experts picked this for a similar problem; suggesting it is our own"
            " judgement. Opinion, not proof.",
            "de": "Nur {share} % der befragten Fachleute wählten das für ein ähnliches Problem; dass wir es"
            " vorschlagen, ist unser eigenes Urteil. Meinung, kein Beweis.",
        }
    ),
    "none": Localised(
        {
            "en": "No surveyed expert picked this for a similar problem; suggesting it is our own judgement. Opinion,"
            " not proof.",
            "de": "Unter den befragten Fachleuten wählte das für ein ähnliches Problem niemand; dass wir es"
            " vorschlagen, ist unser eigenes Urteil. Meinung, kein Beweis.",
        }
    ),
    "endorsed": Localised(
        {
            "en": "At least a fifth of surveyed experts picked this for a similar problem, how many exactly we have not"
            " seen; the link is ours. Opinion, not proof.",
            "de": "Mindestens ein Fünftel der befragten Fachleute wählte das für ein ähnliches Problem, wie viele"
            " genau, haben wir nicht gesehen; dass es zu eurem passt, ist unser Schluss. Meinung, kein Beweis.",
        }
    ),
    "named": Localised(
        {
            "en": "Surveyed experts are reported to have picked this for a similar problem, how many we have not seen;"
            " the link is ours. Opinion, not proof.",
            "de": "Befragte Fachleute sollen das für ein ähnliches Problem gewählt haben, wie viele, haben wir nicht"
            " gesehen; dass es zu eurem passt, ist unser Schluss. Meinung, kein Beweis.",
        }
    ),
    "ours": Localised(
        {
            "en": "This is our own suggestion: we have seen no survey of experts about it. Judgement, not proof.",
            "de": "Das ist unser eigener Vorschlag: Eine Befragung von Fachleuten dazu kennen wir nicht. Ein Urteil,"
            " kein Beweis.",
        }
    ),
    "kind": Localised(
        {
            "en": "This is our own suggestion, made only because of what it changes. Judgement, not proof.",
            "de": "Das ist unser eigener Vorschlag, nur weil passt, was es ändert. Ein Urteil, kein Beweis.",
        }
    ),
}


def say_link(link: Link, *, language: str, determinant: str, construct: str = "", via: str = "") -> str:
    """How the strategy comes to the determinant; the others are names as people read them. No sentence yet."""
    return _LINKS[link].to(language).format(determinant=determinant, construct=construct, via=via)


def say_general(*, language: str) -> str:
    """Why it is suggested where nobody could tell what the barrier is about. No sentence yet."""
    return _GENERAL.to(language)


def say_change(reason: str, *, changes: ComB, language: str) -> str:
    """`reason`, and what the strategy changes."""
    return _CHANGES.to(language).format(reason=reason, what=_WHAT[changes].to(language))


def say_guessed(reason: str, *, language: str) -> str:
    """`reason`, and that we only guess what the barrier is about."""
    return _GUESSED.to(language).format(reason=reason)


def say_tried(reason: str, *, language: str) -> str:
    """`reason`, and that the team tried it."""
    return _TRIED.to(language).format(reason=reason)


def make_sentence(reason: str) -> str:
    """`reason` from its capital letter to its full stop."""
    return f"{reason[:1].upper()}{reason[1:]}."


def say_caution(caution: Caution, *, language: str, share: int | None = None) -> str:
    """How little it proves; `share` in percent, for those that speak of one."""
    return _CAUTIONS[caution].to(language).format(share=share)
