"""The words of a text as they are compared: found, and folded. For everything that reads people's words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

READ_CHARACTERS = 4_000
"""Of a longer text the beginning is read, so that no text costs more than a few milliseconds."""
LONGEST_WORD = 50
"""Characters; what is longer was not typed as a word."""

_WORD = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*")
_PLAIN_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"} | dict.fromkeys("'’`´", ""))


@dataclass(frozen=True)
class Word:
    """A word as it was typed, as it is compared, and where in the text it begins and ends."""

    typed: str
    folded: str
    start: int
    end: int


def find_words(text: str) -> Iterator[Word]:
    """The words of the beginning of a text, in order, numbers among them; marks between them are not kept."""
    for found in _WORD.finditer(text[:READ_CHARACTERS]):
        yield Word(found[0], fold(found[0]), found.start(), found.end())


def fold(text: str) -> str:
    """Small letters without accents and apostrophes; German ones as people write them without the keys: `ae`, `ss`."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(_PLAIN_LETTERS)
    if plain.isascii():
        return plain
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))


def fold_words(text: str) -> list[str]:
    """The words of a text of ours as they are compared, whatever its length."""
    return _WORD.findall(fold(text))
