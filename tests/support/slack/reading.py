"""What a person sees: messages and views as plain words and buttons. Changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.support.slack.desk import elements_of
from tests.support.slack.places import Json, Message, View
from tests.support.slack.rich_text import read_rich_text

NameOf = Callable[[str], str]


@dataclass(frozen=True)
class Seen:
    """A message as a person sees it. `notice` is the `text` beside the blocks: what a notification shows."""

    ts: str
    room_id: str
    text: str
    notice: str
    buttons: tuple[str, ...]
    updates: int
    is_ephemeral: bool
    message: Message


@dataclass(frozen=True)
class SeenView:
    """A modal or a home as a person sees it. `fields` are the labels of its inputs."""

    title: str
    text: str
    buttons: tuple[str, ...]
    fields: tuple[str, ...]
    errors: dict[str, str]
    view: View


def see_message(message: Message, *, name_of: NameOf) -> Seen:
    """A message, read."""
    return Seen(
        ts=message.ts,
        room_id=message.room_id,
        text=read_blocks(message.blocks, name_of=name_of) if message.blocks else message.text,
        notice=message.text,
        buttons=tuple(label for label, _, _, _ in choices(message.blocks)),
        updates=message.updates,
        is_ephemeral=message.only_for is not None,
        message=message,
    )


def see_view(view: View, *, errors: dict[str, str], name_of: NameOf) -> SeenView:
    """A view, read."""
    blocks = view.content["blocks"]
    return SeenView(
        title=(view.content.get("title") or {}).get("text", ""),
        text=read_blocks(blocks, name_of=name_of),
        buttons=tuple(label for label, _, _, _ in choices(blocks)),
        fields=tuple(block["label"]["text"] for block in blocks if block["type"] == "input"),
        errors=errors,
        view=view,
    )


def read_blocks(blocks: list[Json], *, name_of: NameOf) -> str:
    """The words of blocks, a line for each; buttons and inputs are not words."""
    return "\n".join(line for block in blocks for line in _lines(block, name_of) if line)


def choices(blocks: list[Json]) -> Iterator[tuple[str, Json, Json, Json]]:
    """Everything to tap: its label, its block, its element, and what the act carries beside it.

    Inputs of a form are filled in, not tapped.
    """
    for block in blocks:
        if block["type"] == "input":
            continue
        for element in elements_of(block):
            if element["type"] == "button":
                yield element["text"]["text"], block, element, {}
            for option in element.get("options") or []:
                many = element["type"] in ("checkboxes", "multi_static_select")
                chosen = {"selected_options": [option]} if many else {"selected_option": option}
                yield option["text"]["text"], block, element, chosen


def _lines(block: Json, name_of: NameOf) -> Iterator[str]:
    match block["type"]:
        case "rich_text":
            yield read_rich_text(block, name_of=name_of)
        case "header" | "section" | "context":
            texts = [block.get("text"), *(block.get("fields") or []), *(block.get("elements") or [])]
            yield from (str(t["text"]) for t in texts if t and "text" in t)
        case "markdown":
            yield block["text"]
        case "image":
            yield block["alt_text"]
        case _:
            return
