"""What Slack refuses in blocks: unknown kinds and fields, limits, ids used twice. Pure.

Faults are worded as Slack words them, each with a JSON pointer to the place. Kinds of blocks that are known here are
those of conversation; Slack's newer ones (tables, cards, plans, videos) are refused until somebody needs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from tests.support.slack.elements import element_faults, option_texts
from tests.support.slack.fields import field_faults, id_faults, pointer, text_faults
from tests.support.slack.places import Json
from tests.support.slack.rich_text import rich_text_faults

Surface = Literal["message", "modal", "home"]

MOST_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
ALL_TEXT = 13_000  # undocumented: a message near 13,200 characters over all its blocks is refused
MARKDOWN = 12_000

FIELDS: dict[str, frozenset[str]] = {
    "actions": frozenset({"elements"}),
    "context": frozenset({"elements"}),
    "divider": frozenset(),
    "header": frozenset({"text"}),
    "image": frozenset({"image_url", "slack_file", "alt_text", "title"}),
    "input": frozenset({"label", "element", "hint", "optional", "dispatch_action"}),
    "markdown": frozenset({"text"}),
    "rich_text": frozenset({"elements"}),
    "section": frozenset({"text", "fields", "accessory", "expand"}),
}
BELONGS: dict[Surface, frozenset[str]] = {
    "message": frozenset(FIELDS) - {"input"},
    "modal": frozenset(FIELDS) - {"markdown"},
    "home": frozenset(FIELDS) - {"markdown"},
}


def block_faults(blocks: object, *, surface: Surface) -> list[str]:
    """What is wrong with these blocks; empty when Slack would take them."""
    if not isinstance(blocks, list):
        return [pointer("must be an array", "/blocks")]
    faults = list(_together(blocks, surface=surface))
    for i, block in enumerate(blocks):
        faults += _block(block, f"/blocks/{i}", surface=surface)
    return faults


def length_of(blocks: Iterable[object]) -> int:
    """Characters over all blocks."""
    return sum(len(text) for block in blocks for text in option_texts(block))


def _together(blocks: list[Any], *, surface: Surface) -> Iterator[str]:
    if len(blocks) > MOST_BLOCKS[surface]:
        yield pointer(f"no more than {MOST_BLOCKS[surface]} items allowed", "/blocks")
    ids = [b.get("block_id") for b in blocks if isinstance(b, dict) and b.get("block_id")]
    for block_id in sorted({str(i) for i in ids if ids.count(i) > 1}):
        yield pointer(f"`block_id` {block_id!r} already exists for another block", "/blocks")


def _block(block: object, at: str, *, surface: Surface) -> Iterator[str]:
    if not isinstance(block, dict):
        yield pointer("must be an object", at)
        return
    kind = block.get("type")
    if not isinstance(kind, str) or kind not in BELONGS[surface]:
        yield pointer(f"unsupported type: {kind}", f"{at}/type")
        return
    yield from field_faults(block, FIELDS[kind] | {"type", "block_id"}, at)
    yield from id_faults(block, "block_id", at)
    yield from CHECKS[kind](block, at)


def _actions(block: Json, at: str) -> Iterator[str]:
    yield from _elements(block, at, most=25, where="actions")


def _context(block: Json, at: str) -> Iterator[str]:
    yield from _elements(block, at, most=10, where="context")


def _elements(block: Json, at: str, *, most: int, where: str) -> Iterator[str]:
    elements = block.get("elements")
    if not isinstance(elements, list) or not elements:
        yield pointer("missing required field: elements", at)
        return
    if len(elements) > most:
        yield pointer(f"no more than {most} items allowed", f"{at}/elements")
    ids = [e.get("action_id") for e in elements if isinstance(e, dict) and e.get("action_id")]
    if len(ids) != len(set(ids)):
        yield pointer("`action_id` already exists for another element of this block", f"{at}/elements")
    for i, element in enumerate(elements):
        yield from element_faults(element, f"{at}/elements/{i}", where=where)


def _divider(block: Json, at: str) -> Iterator[str]:
    yield from ()


def _header(block: Json, at: str) -> Iterator[str]:
    yield from text_faults(block.get("text"), f"{at}/text", most=150, plain=True)


def _image(block: Json, at: str) -> Iterator[str]:
    if not (block.get("image_url") or block.get("slack_file")):
        yield pointer("missing required field: image_url", at)
    if not block.get("alt_text"):
        yield pointer("missing required field: alt_text", at)
    if "title" in block:
        yield from text_faults(block["title"], f"{at}/title", most=2000, plain=True)


def _input(block: Json, at: str) -> Iterator[str]:
    yield from text_faults(block.get("label"), f"{at}/label", most=2000, plain=True)
    if "hint" in block:
        yield from text_faults(block["hint"], f"{at}/hint", most=2000, plain=True)
    yield from element_faults(block.get("element"), f"{at}/element", where="input")


def _markdown(block: Json, at: str) -> Iterator[str]:
    text = block.get("text")
    if not isinstance(text, str) or not text:
        yield pointer("missing required field: text", at)
    elif len(text) > MARKDOWN:
        yield pointer(f"must be less than {MARKDOWN + 1} characters", f"{at}/text")


def _rich_text(block: Json, at: str) -> Iterator[str]:
    yield from rich_text_faults(block, at)


def _section(block: Json, at: str) -> Iterator[str]:
    if "text" not in block and not block.get("fields"):
        yield pointer("missing required field: text or fields", at)
    if "text" in block:
        yield from text_faults(block["text"], f"{at}/text", most=3000)
    fields = block.get("fields") or []
    if len(fields) > 10:
        yield pointer("no more than 10 items allowed", f"{at}/fields")
    for i, field in enumerate(fields):
        yield from text_faults(field, f"{at}/fields/{i}", most=2000)
    if "accessory" in block:
        yield from element_faults(block["accessory"], f"{at}/accessory", where="section")


CHECKS = {
    "actions": _actions,
    "context": _context,
    "divider": _divider,
    "header": _header,
    "image": _image,
    "input": _input,
    "markdown": _markdown,
    "rich_text": _rich_text,
    "section": _section,
}
