"""Lengths as Telegram counts them: in UTF-16 units. Pure."""

from __future__ import annotations

import re
from itertools import accumulate, takewhile

_NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    """With U+FFFD for halves of characters and for NUL: neither a request nor a store takes them."""
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)


def count_units(text: str) -> int:
    """The length of a clean text, in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def count_fitting(text: str, *, units: int) -> int:
    """How many of its first characters fit into that many UTF-16 units."""
    lengths = accumulate(2 if character > "\uffff" else 1 for character in text)
    return sum(1 for _ in takewhile(lambda length: length <= units, lengths))
