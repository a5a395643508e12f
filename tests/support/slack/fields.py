"""Checks that blocks, elements and views share: fields, ids, text objects. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Set

from tests.support.slack.places import Json

LONGEST_ID = 255


def pointer(fault: str, at: str) -> str:
    """A fault in Slack's words and its place."""
    return f"[ERROR] {fault} [json-pointer:{at}]"


def field_faults(value: Json, known: Set[str], at: str) -> Iterator[str]:
    """Fields that Slack does not know."""
    for name in sorted(set(value) - known):
        yield pointer(f"invalid additional property: {name}", at)


def id_faults(value: Json, name: str, at: str) -> Iterator[str]:
    """An id that is too long, empty, or no string."""
    if name not in value:
        return
    found = value[name]
    if not isinstance(found, str) or not found:
        yield pointer("must be a string that is not empty", f"{at}/{name}")
    elif len(found) > LONGEST_ID:
        yield pointer(f"must be less than {LONGEST_ID + 1} characters", f"{at}/{name}")


def text_faults(value: object, at: str, *, most: int, plain: bool = False) -> Iterator[str]:
    """What is wrong with a text object. `plain`: mrkdwn is refused here."""
    if not isinstance(value, dict):
        yield pointer("must be a text object", at)
        return
    kinds = ("plain_text",) if plain else ("plain_text", "mrkdwn")
    if value.get("type") not in kinds:
        yield pointer(f"must be one of {kinds}", f"{at}/type")
    known = {"type", "text", "emoji"} if value.get("type") == "plain_text" else {"type", "text", "verbatim"}
    yield from field_faults(value, known, at)
    yield from string_faults(value.get("text"), f"{at}/text", most=most)


def string_faults(value: object, at: str, *, most: int) -> Iterator[str]:
    """A string that is empty, too long, or no string."""
    if not isinstance(value, str) or not value:
        yield pointer("must be more than 0 characters", at)
    elif len(value) > most:
        yield pointer(f"must be less than {most + 1} characters", at)
