"""What a typed line says, in our words. Pure: no terminal, no clock, nobody known but those given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from adapters.console.limits import KEY_LENGTH, NAME_LENGTH, NAME_WORDS
from dialogs.inbound import Said, Tapped
from dialogs.prompt import Option

_KEYED = re.compile(rf"#(\S{{1,{KEY_LENGTH}}}) (.*)", re.DOTALL)
_PREFIXED = re.compile(r"([^:]+):(?![/\\])[ ]?(.*)", re.DOTALL)  # not the start of an address or of a path
_PICK = re.compile(r"\s*\[([0-9]{1,4})\]\s*", re.ASCII)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_IN_NAMES = frozenset(" .'’-·\u200c\u200d")  # beside letters; the last two join letters in Persian and Indic names


@dataclass(frozen=True)
class Line:
    """One line without its end: its own key where it brought one, and the text."""

    key: str | None
    text: str


@dataclass(frozen=True)
class SpeakAs:
    """`/as`: somebody else speaks from here on. `name` is as typed and may be no name."""

    name: str


@dataclass(frozen=True)
class ListPeople:
    """`/people`: who is here."""


def parse_line(raw: str) -> Line:
    """A line as read. What could not be decoded stands as U+FFFD: no store or terminal takes half a character."""
    text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", raw.removesuffix("\n").removesuffix("\r"))
    keyed = _KEYED.fullmatch(text)
    return Line(key=keyed[1], text=keyed[2]) if keyed else Line(key=None, text=text)


def parse_prefix(text: str) -> tuple[str, str] | None:
    """`Name: text` in its two parts, or None. Whether that name is somebody is for the caller to know."""
    head = text[: 4 * NAME_LENGTH]  # a name is short: 100,000 characters without a colon are not looked through
    found = _PREFIXED.fullmatch(text) if ":" in head else None
    return (found[1], found[2]) if found else None


def parse_command(text: str) -> SpeakAs | ListPeople | None:
    """What the console does itself; every other command is the engine's."""
    match text.split(maxsplit=1):  # no regular expression: 100,000 blanks would take it minutes
        case [head, *rest] if head.casefold() == "/as":
            return SpeakAs(name="".join(rest).strip())
        case [head] if head.casefold() == "/people":
            return ListPeople()
    return None


def parse_content(text: str, *, options: Sequence[Option]) -> Said | Tapped:
    """`[2]` is the second of these options; where there is none it stays what was said, and the engine answers."""
    found = _PICK.fullmatch(text) if len(text) < KEY_LENGTH else None
    number = int(found[1]) if found else 0
    return Tapped(token=options[number - 1].token) if 1 <= number <= len(options) else Said(text=text)


def read_name(text: str) -> str | None:
    """A name as it is kept, or None where this cannot be one: digits, slashes and the like, or too long."""
    name = _spaced(text) if len(text) <= 4 * NAME_LENGTH else ""
    fits = 1 <= len(name) <= NAME_LENGTH and len(name.split(" ")) <= NAME_WORDS
    return name if fits and any(c.isalpha() for c in name) and all(map(_is_of_a_name, name)) else None


def user_of(name: str) -> str:
    """The console's user id for a name: the same however it was spaced, capitalised or composed."""
    return _spaced(name).casefold()


def _spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_of_a_name(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character).startswith("M") or character in _IN_NAMES
