"""The words of a text as they are compared: found, and folded. For everything that reads people's words."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*")
"""A word, an apostrophe within it; numbers are words here."""

_PLAIN_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"} | dict.fromkeys("'’`´", ""))


def fold(text: str) -> str:
    """Small letters without accents and apostrophes; German ones as people write them without the keys: `ae`, `ss`."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(_PLAIN_LETTERS)
    if plain.isascii():
        return plain
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
