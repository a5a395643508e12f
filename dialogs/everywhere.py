"""The words that work everywhere, as words, commands and buttons. They never lose the place."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

from rapidfuzz.fuzz import ratio

from dialogs.phrases import LANGUAGES, listed
from dialogs.reading import folded

Word = Literal[
    "help",
    "back",
    "skip",
    "edit",
    "status",
    "why",
    "pause",
    "language",
    "invite",
    "link",
    "privacy",
    "stop",
    "start",
    "open",
]
WORDS: tuple[Word, ...] = get_args(Word)

FIELD_TERMS: frozenset[Word] = frozenset({"privacy", "language", "status", "invite", "link"})
"""Words that somebody may also mean as an answer where words are wanted."""

SLASH_ONLY: frozenset[Word] = frozenset({"start", "open"})
"""Words that are commands only with a slash before them: too common to be taken for one otherwise."""

COMMAND_PREFIX = "~"
"""A button that stands for one of the words has this before the option's key."""

_NEAR = 70.0
LONGEST_WORD = 40
"""Characters from which on a message is no word of ours."""


@cache
def _by_spelling(language: str) -> dict[str, Word]:
    return {
        folded(spelling): word
        for code in (LANGUAGES[0], language)
        for word in WORDS
        for spelling in listed(f"word-{word}", language=code)
    }


def read_everywhere(words: str, *, language: str) -> Word | None:
    """The word, where the whole message is just that, in the person's language or English; after a slash, the first."""
    word = _by_spelling(language).get(folded(words)) if len(words) < LONGEST_WORD else None
    if is_command(words):
        return word or _by_spelling(language).get(folded(words.split()[0]))
    return None if word in SLASH_ONLY else word


def is_command(words: str) -> bool:
    """Whether this is meant as a command: a slash, a word, and whatever follows it. A file's path is none."""
    first = words.strip().partition(" ")[0]
    return first.startswith("/") and "/" not in first[1:] and "." not in first


def nearest(words: str, *, language: str) -> str | None:
    """The word that a mistyped command may have meant, as the person's language spells it."""
    said = folded(words.split()[0])
    best = max(WORDS, key=lambda word: ratio(said, folded(spell(word, language=language))))
    spelled = spell(best, language=language)
    return spelled if ratio(said, folded(spelled)) >= _NEAR else None


def spell(word: Word, *, language: str) -> str:
    """How the person's language writes it."""
    return listed(f"word-{word}", language=language)[0]
