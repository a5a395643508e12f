"""Rich text: what Slack refuses in it, what a person's words look like in it, and how it reads. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tests.support.slack.fields import field_faults, pointer, string_faults
from tests.support.slack.places import Json

CONTAINERS = {
    "rich_text_section": frozenset({"elements"}),
    "rich_text_list": frozenset({"elements", "style", "indent", "offset", "border"}),
    "rich_text_preformatted": frozenset({"elements", "border", "language"}),
    "rich_text_quote": frozenset({"elements", "border"}),
}
INLINE = {
    "text": "text",
    "user": "user_id",
    "link": "url",
    "emoji": "name",
    "channel": "channel_id",
    "broadcast": "range",
    "usergroup": "usergroup_id",
    "date": "timestamp",
    "color": "value",
}
BITS = re.compile(r"(<@[UW][A-Z0-9]+>|https?://[^\s<>|]+)")


def rich_text_faults(block: object, at: str) -> Iterator[str]:
    """What is wrong with a rich_text block."""
    if not isinstance(block, dict) or block.get("type") != "rich_text":
        yield pointer("must be a rich_text block", at)
        return
    elements = block.get("elements")
    if not isinstance(elements, list) or not elements:
        yield pointer("missing required field: elements", at)
        return
    for i, element in enumerate(elements):
        yield from _container(element, f"{at}/elements/{i}")


def typed(words: str, *, is_known: Callable[[str], bool]) -> tuple[str, list[Json]]:
    """What a person typed, as a message event carries it: `text` with its escapes, and the rich_text block.

    Only mentions of accounts that exist are mentions; whatever else looks like Slack's markup stays characters.
    """
    text, elements = "", list[Json]()
    for bit in (b for b in BITS.split(words) if b):
        if bit.startswith("<@") and is_known(bit[2:-1]):
            text += bit
            elements.append({"type": "user", "user_id": bit[2:-1]})
        elif bit.startswith("http"):
            text += f"<{_escaped(bit)}>"
            elements.append({"type": "link", "url": bit})
        else:
            text += _escaped(bit)
            elements.append({"type": "text", "text": bit})
    section = {"type": "rich_text_section", "elements": elements}
    return text, [{"type": "rich_text", "block_id": "typed", "elements": [section]}]


def read_rich_text(block: Json, *, name_of: Callable[[str], str]) -> str:
    """A rich_text block as a person reads it."""
    return "\n".join(_read(element, name_of) for element in block["elements"])


def _container(element: object, at: str) -> Iterator[str]:
    if not isinstance(element, dict) or element.get("type") not in CONTAINERS:
        yield pointer("unsupported type of rich text", at)
        return
    yield from field_faults(element, CONTAINERS[element["type"]] | {"type"}, at)
    if element["type"] == "rich_text_list" and element.get("style") not in ("bullet", "ordered"):
        yield pointer("must be bullet or ordered", f"{at}/style")
    for i, inner in enumerate(element.get("elements") or []):
        place = f"{at}/elements/{i}"
        yield from _container(inner, place) if element["type"] == "rich_text_list" else _inline(inner, place)


def _inline(element: object, at: str) -> Iterator[str]:
    if not isinstance(element, dict) or element.get("type") not in INLINE:
        yield pointer("unsupported type of rich text", at)
        return
    needed = INLINE[element["type"]]
    if needed == "timestamp":
        return
    yield from string_faults(element.get(needed), f"{at}/{needed}", most=13_000)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _read(element: Json, name_of: Callable[[str], str]) -> str:
    match element["type"]:
        case "rich_text_list":
            return "\n".join(f"• {_read(inner, name_of)}" for inner in element["elements"])
        case "user":
            return f"@{name_of(element['user_id'])}"
        case "link":
            return str(element.get("text") or element["url"])
        case "emoji":
            return f":{element['name']}:"
        case "broadcast":
            return f"@{element['range']}"
        case "text":
            return str(element["text"])
        case _:
            return "".join(_read(inner, name_of) for inner in element.get("elements", []))
