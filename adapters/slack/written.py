"""What people wrote, out of Slack's rich text or its mrkdwn. Pure: nobody's name is known here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from adapters.slack.payload import list_at, text_at, value_at

DEPTH = 20
"""Lists within lists that are read; Slack's own clients make eight. Of what lies deeper the plain text is read."""

_MARK = re.compile(r"<([^<>\s][^<>\n]*)>")
_ESCAPED = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}


@dataclass(frozen=True)
class Named:
    """Somebody mentioned, by Slack's id. `label` is the name that Slack gave along, if any."""

    user: str
    label: str = ""


Piece = str | Named
Words = tuple[Piece, ...]
"""Text in order, cut where somebody is mentioned."""


def read_message(message: object) -> Words:
    """The words of a message: its rich text where a person's client sent some, else its mrkdwn."""
    rich = [block for block in list_at(message, "blocks") if text_at(block, "type") == "rich_text"]
    parts = [part for block in rich for part in list_at(block, "elements")]
    plain = text_at(message, "text")
    if any(_is_deeper(part, than=DEPTH) for part in parts):
        return read_mrkdwn(plain)
    return _tidied(_lines(_read_part(part) for part in parts)) or read_mrkdwn(plain)


def read_mrkdwn(text: str) -> Words:
    """Slack's escaped text as it was written: `&lt;` is a `<` again, an address is what people see of it."""
    pieces: list[Piece] = []
    end = 0
    for mark in _MARK.finditer(text):
        pieces += [_unescaped(text[end : mark.start()]), _read_mark(mark[1])]
        end = mark.end()
    return _tidied([*pieces, _unescaped(text[end:])])


def spell(words: Words, *, names: Mapping[str, str]) -> str:
    """The words with everybody's name, each with an @."""
    return "".join(each if isinstance(each, str) else f"@{_name(each, names)}" for each in words)


def mentioned_in(words: Words) -> tuple[str, ...]:
    """The ids of those mentioned, each once, in order."""
    return tuple(dict.fromkeys(each.user for each in words if isinstance(each, Named)))


def without(words: Words, *, user: str) -> Words:
    """The words, but for mentions of one user."""
    return _tidied(each for each in words if isinstance(each, str) or each.user != user)


def _name(named: Named, names: Mapping[str, str]) -> str:
    return names.get(named.user) or named.label or named.user


def _tidied(pieces: Iterable[Piece]) -> Words:
    """Neighbouring texts as one; no blanks around the whole."""
    joined: list[Piece] = []
    for each in pieces:
        if isinstance(each, str) and joined and isinstance(joined[-1], str):
            joined[-1] += each
        else:
            joined.append(each)
    if joined and isinstance(joined[0], str):
        joined[0] = joined[0].lstrip()
    if joined and isinstance(joined[-1], str):
        joined[-1] = joined[-1].rstrip()
    return tuple(each for each in joined if each != "")


def _lines(parts: Iterable[list[Piece]]) -> list[Piece]:
    """Parts below each other. A part may end its last line itself."""
    pieces: list[Piece] = []
    for part in parts:
        if pieces and not (isinstance(pieces[-1], str) and pieces[-1].endswith("\n")):
            pieces.append("\n")
        pieces += part
    return pieces


def _is_deeper(part: object, *, than: int) -> bool:
    """Whether lists lie in it deeper than that. No further down is looked."""
    if text_at(part, "type") != "rich_text_list":
        return False
    return than == 0 or any(_is_deeper(line, than=than - 1) for line in list_at(part, "elements"))


def _read_part(part: object) -> list[Piece]:
    """A section, quote or block of code; a list becomes lines."""
    if text_at(part, "type") == "rich_text_list":
        return _lines(_read_part(line) for line in list_at(part, "elements"))
    return [_read_element(element) for element in list_at(part, "elements")]


def _read_element(element: object) -> Piece:
    reader = _ELEMENTS.get(text_at(element, "type"))
    return reader(element) if reader else text_at(element, "text")


def _read_emoji(element: object) -> str:
    """The sign itself, or its name between colons."""
    points = text_at(element, "unicode").split("-")
    try:
        sign = "".join(chr(int(point, 16)) for point in points)
        sign.encode()
    except (ValueError, OverflowError):  # a workspace's own emoji; or something that is no character
        return f":{text_at(element, 'name')}:"
    return sign.replace("\x00", "")


_ELEMENTS: dict[str, Callable[[object], Piece]] = {
    "user": lambda element: Named(user=text_at(element, "user_id")),
    "link": lambda element: text_at(element, "text") or text_at(element, "url"),
    "emoji": _read_emoji,
    "broadcast": lambda element: f"<!{text_at(element, 'range')}>",
    "usergroup": lambda element: f"<!subteam^{text_at(element, 'usergroup_id')}>",
    "channel": lambda element: f"<#{text_at(element, 'channel_id')}>",
    "date": lambda element: text_at(element, "fallback") or str(value_at(element, "timestamp") or ""),
    "color": lambda element: text_at(element, "value"),
}


def _read_mark(mark: str) -> Piece:
    """What stands between `<` and `>`: `@U1`, `#C1|name`, `!channel`, `address|label`."""
    target, _, label = mark.partition("|")
    if target.startswith("@") and target[1:]:
        return Named(user=target[1:], label=_unescaped(label))
    if target.startswith("#") and label:
        return f"#{_unescaped(label)}"
    if target.startswith(("!date", "!subteam")) and label:
        return _unescaped(label)
    if target.startswith(("!", "#", "@")):
        return f"<{_unescaped(target)}>"
    return _unescaped(label or target)


def _unescaped(text: str) -> str:
    return re.sub("&(?:amp|lt|gt);", lambda found: _ESCAPED[found[0]], text)
