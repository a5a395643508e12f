"""Text as Telegram takes it: its length, its entities, its HTML. Offsets and lengths are in UTF-16 units.

Markdown is not known here: a parse_mode other than HTML is refused.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import accumulate

from tests.support.telegram.params import Json
from tests.support.telegram.refusals import make_bad_request

LONGEST = 4096
ENTITY_TYPES = frozenset(
    re.findall(
        r"\w+",
        "mention hashtag cashtag bot_command url email phone_number bold italic underline strikethrough spoiler "
        "blockquote "
        "expandable_blockquote code pre text_link text_mention custom_emoji date_time",
    )
)
NEEDS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
TAGS = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("tg-spoiler",), "spoiler"),
    **{"code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link"},
}
FOUND = (
    ("bot_command", re.compile(r"(?<![\w/@])/[A-Za-z0-9_]{1,32}(?:@\w{3,32})?\b")),
    ("url", re.compile(r"\bhttps?://[^\s<>\"]+[^\s<>\".,;:!?)]")),
    ("email", re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")),
    ("mention", re.compile(r"(?<![\w.+-])@\w{3,32}\b")),
)


def count_units(text: str) -> int:
    """The length as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def split_text(text: str, *, most: int = LONGEST) -> list[str]:
    """Cut a text into the parts that a client would send, each as full as can be."""
    parts, part, length = [], "", 0
    for character in text:
        units = count_units(character)
        if length + units > most:
            parts.append(part)
            part, length = "", 0
        part, length = part + character, length + units
    return [*parts, part]


def read_text(params: Json) -> tuple[str, list[Json]]:
    """The text and entities of a call, trimmed as Telegram trims them. RefusedError where it would not take them."""
    text, entities = _parsed(params)
    text, entities = _trim(text, _check_entities(entities, text=text))
    if not text:
        raise make_bad_request("message text is empty")
    if count_units(text) > LONGEST:
        raise make_bad_request("message is too long")
    return text, sorted([*entities, *find_entities(text, beside=entities)], key=lambda e: (e["offset"], -e["length"]))


def find_entities(text: str, *, beside: list[Json]) -> list[Json]:
    """What Telegram makes clickable by itself, where nothing else is set."""
    taken = [e for e in beside if e["type"] in ("code", "pre", "text_link", "text_mention")]
    found: list[Json] = []
    for kind, pattern in FOUND:
        for match in pattern.finditer(text):
            entity = {"type": kind, "offset": count_units(text[: match.start()]), "length": count_units(match[0])}
            if not any(_overlap(entity, other) for other in (*taken, *found)):
                found.append(entity)
    return sorted(found, key=lambda e: int(e["offset"]))


def _parsed(params: Json) -> tuple[str, list[Json]]:
    text, mode, entities = params.get("text", ""), params.get("parse_mode", ""), params.get("entities", [])
    if not isinstance(text, str):
        raise make_bad_request("message text is empty")
    if mode:
        if str(mode).casefold() != "html":
            raise make_bad_request("unsupported parse_mode")
        return _read_html(text)
    if not isinstance(entities, list) or not all(isinstance(e, dict) for e in entities):
        raise make_bad_request("can't parse entities: expected an array of objects")
    return text, entities


def _check_entities(entities: list[Json], *, text: str) -> list[Json]:
    edges = {0, *accumulate(count_units(character) for character in text)}
    for entity in entities:
        _check_entity(entity, edges=edges)
    return entities


def _check_entity(entity: Json, *, edges: set[int]) -> None:
    kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
    if not isinstance(kind, str) or kind not in ENTITY_TYPES:
        raise make_bad_request(f'can\'t parse entities: unsupported type "{kind}"')
    if not isinstance(offset, int) or not isinstance(length, int) or offset < 0 or length < 1:
        raise make_bad_request(f"can't parse entities: incorrect offset {offset!r} or length {length!r}")
    if offset + length > max(edges):
        raise make_bad_request(f"can't parse entities: entity at UTF-16 offset {offset} ends after the end of the text")
    if not {offset, offset + length} <= edges:
        raise make_bad_request(f"can't parse entities: entity at UTF-16 offset {offset} cuts a UTF-16 symbol")
    if (needed := NEEDS.get(kind)) is not None and not entity.get(needed):
        raise make_bad_request(f"can't parse entities: {kind} without {needed}")


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    kept = text.strip()
    cut, end = count_units(text) - count_units(text.lstrip()), count_units(kept)
    moved = []
    for entity in entities:
        start = max(0, entity["offset"] - cut)
        stop = min(end, entity["offset"] - cut + entity["length"])
        if stop > start:
            moved.append({**entity, "offset": start, "length": stop - start})
    return kept, moved


def _overlap(one: Json, other: Json) -> bool:
    starts, ends = max(one["offset"], other["offset"]), min(_end(one), _end(other))
    return bool(starts < ends)


def _end(entity: Json) -> int:
    return int(entity["offset"] + entity["length"])


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.entities: list[Json] = []
        self._open: list[tuple[str, Json]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = "spoiler" if tag == "span" and dict(attrs).get("class") == "tg-spoiler" else TAGS.get(tag)
        if kind is None:
            raise make_bad_request(f'can\'t parse entities: Unsupported start tag "{tag}"')
        entity: Json = {"type": kind, "offset": count_units(self.text)}
        if kind == "text_link":
            entity["url"] = dict(attrs).get("href") or ""
        self._open.append((tag, entity))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            raise make_bad_request(f'can\'t parse entities: Unexpected end tag "{tag}"')
        entity = self._open.pop()[1]
        entity["length"] = count_units(self.text) - entity["offset"]
        if entity["length"]:
            self.entities.append(entity)

    def handle_data(self, data: str) -> None:
        self.text += data

    def finish(self) -> None:
        self.close()
        if self._open:
            raise make_bad_request(f"can't parse entities: Can't find end tag for \"{self._open[-1][0]}\"")


def _read_html(text: str) -> tuple[str, list[Json]]:
    parser = _Html()
    parser.feed(text)
    parser.finish()
    return parser.text, parser.entities
