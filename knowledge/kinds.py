"""What kind of text somebody wrote: a barrier, something that helps, nothing to work with, or another language.

Here live `tell_kind` and `split_parts`. Not here: which determinant a text is about (`matching`).
"""

import re
from typing import Literal

Kind = Literal["barrier", "facilitator", "nothing", "foreign"]

_READ_CHARACTERS = 4_000
_NOTHING = frozenset(
    {"", "idk", "nothing", "none", "no", "test", "not sure", "no idea", "no barriers", "everything is fine", "pass"}
    | {"nix", "nichts", "nein", "keine", "weiss nicht", "weiß nicht", "keine ahnung", "passt alles", "alles gut"}
)
_BOUNDARY = re.compile(
    r"\s*;\s+|[.!]?\s*(?:\balso,|\bAlso,|\bon top of that,?|\baußerdem|\bausserdem)\s+", re.IGNORECASE
)


def tell_kind(text: str, *, language: str) -> Kind:
    """What kind of text this is; a barrier wherever in doubt. `language` is a hint, people mix English and German."""
    words = " ".join(re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text[:_READ_CHARACTERS].casefold()))
    return "nothing" if words in _NOTHING or not language else "barrier"


def split_parts(text: str, *, language: str) -> tuple[str, ...]:
    """() for one thing, else two to four exact pieces of `text` in order, each a barrier of its own."""
    pieces = [piece.strip(" ,.") for piece in _BOUNDARY.split(text[:_READ_CHARACTERS]) if piece.strip(" ,.")]
    return tuple(pieces) if 2 <= len(pieces) <= 4 and language else ()
