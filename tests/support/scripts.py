"""Conversations of a lead and two members through start, goal and barriers, as (who, words)."""

from __future__ import annotations

from collections.abc import Sequence

Line = tuple[str, str]

ENGLISH: tuple[Line, ...] = (
    ("Ana", "Online therapy in Leeds"),
    ("Ana", "Ben, Cara"),
    ("Ana", "Me for now"),
    ("Ana", "With names"),
    ("Ana", "Internet therapy with a coach"),
    ("Ana", "GPs mention it to every patient with mild depression"),
    ("Ana", "The staff who deliver care"),
    ("Ana", "more referals"),
    ("Ana", "The GP shows me how to log in"),
    ("Ana", "Yes, that is it"),
    ("Ana", "Me for now"),
    ("Ana", "next friday"),
    ("Ana", "yes"),
    ("Ben", "yes"),
    ("Cara", "change this"),
    ("Cara", "say mild to moderate"),
    ("Ana", "Go on with this goal"),
    ("Ana", "nobody has time"),
    ("Ana", "the log-in fails half of the time"),
    ("Ana", "thats all"),
    ("Ana", "our manager likes it"),
    ("Ana", "That's all"),
    ("Ana", "[1]"),
    ("Ana", "None of these, keep my words"),
    ("Ana", "[1]"),
    ("Ana", "No"),
    ("Ben", "no time for it"),
    ("Ben", "GPs forget that it exists"),
    ("Ben", "That's all"),
    ("Ben", "Nothing yet"),
    ("Ben", "[1]"),
    ("Ben", "[1]"),
    ("Ben", "No"),
    ("Cara", "patients do not want a computer"),
    ("Cara", "That's all"),
    ("Cara", "Nothing yet"),
    ("Cara", "[1]"),
    ("Cara", "no"),
    ("Ana", "Look together"),
    ("Ana", "3 and 4"),
    ("Ana", "yes"),
    ("Ana", "All are different"),
    ("Ana", "nobody is paid for it"),
    ("Ana", "[1]"),
    ("Ana", "Yes, close it"),
)

ENGLISH_DAY = "next friday"
ENGLISH_BARRIERS: tuple[Line, ...] = (
    ("Ana", "nobody has time"),
    ("Ana", "the log-in fails half of the time"),
    ("Ana", "our manager likes it"),
    ("Ben", "no time for it"),
    ("Ben", "GPs forget that it exists"),
    ("Cara", "patients do not want a computer"),
    ("Ana", "nobody is paid for it"),
)
"""Who wrote what, in the order in which it came: the project says it word for word."""

GERMAN: tuple[Line, ...] = (
    ("Ana", "Deutsch"),
    ("Ana", "Online-Therapie in Münster"),
    ("Ana", "Ben und Cara"),
    ("Ana", "Vorerst ich"),
    ("Ana", "Mit Namen"),
    ("Ana", "Online-Therapie mit persönlicher Begleitung"),
    ("Ana", "Die Praxen erzählen allen mit einer leichten Depression davon"),
    ("Ana", "[1]"),
    ("Ana", "mehr Überweisungen"),
    ("Ana", "In der Praxis zeigt man mir, wie ich mich anmelde"),
    ("Ana", "Ja, so stimmt es"),
    ("Ana", "Vorerst ich"),
    ("Ana", "nächsten Freitag"),
    ("Ana", "ja"),
    ("Ben", "ja"),
    ("Cara", "Ich würde etwas ändern"),
    ("Cara", "leichten bis mittleren sagen"),
    ("Ana", "Mit diesem Ziel weiter"),
    ("Ana", "niemand hat Zeit"),
    ("Ana", "die Anmeldung klappt nur jedes zweite Mal"),
    ("Ana", "das wars"),
    ("Ana", "unsere Chefin findet es gut"),
    ("Ana", "Das ist alles"),
    ("Ana", "Zeit"),
    ("Ana", "Keins davon, meine Worte behalten"),
    ("Ana", "[1]"),
    ("Ana", "Nein"),
    ("Ben", "keine Zeit dafür"),
    ("Ben", "die Praxen vergessen, dass es das gibt"),
    ("Ben", "Das ist alles"),
    ("Ben", "Bisher nichts"),
    ("Ben", "[1]"),
    ("Ben", "[1]"),
    ("Ben", "nein"),
    ("Cara", "viele möchten nicht am Computer sitzen"),
    ("Cara", "Das ist alles"),
    ("Cara", "Bisher nichts"),
    ("Cara", "2"),
    ("Cara", "nö"),
    ("Ana", "Gemeinsam hinschauen"),
    ("Ana", "2 und 3"),
    ("Ana", "ja"),
    ("Ana", "Alle sind verschieden"),
    ("Ana", "niemand bekommt Geld dafür"),
    ("Ana", "[1]"),
    ("Ana", "Ja, abschließen"),
)
"""The same story; whoever begins it is spoken to in English until they say otherwise."""

GERMAN_DAY = "nächsten Freitag"
GERMAN_BARRIERS: tuple[Line, ...] = (
    ("Ana", "niemand hat Zeit"),
    ("Ana", "die Anmeldung klappt nur jedes zweite Mal"),
    ("Ana", "unsere Chefin findet es gut"),
    ("Ben", "keine Zeit dafür"),
    ("Ben", "die Praxen vergessen, dass es das gibt"),
    ("Cara", "viele möchten nicht am Computer sitzen"),
    ("Ana", "niemand bekommt Geld dafür"),
)


def changed(script: Sequence[Line], old: str, new: str) -> tuple[Line, ...]:
    """The script with one of its answers given otherwise."""
    assert old in {text for _, text in script}, f"nobody says {old!r} in this script"
    return tuple((name, new if text == old else text) for name, text in script)
