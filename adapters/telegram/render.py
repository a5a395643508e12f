"""Prompts as Telegram's messages: text with entities, and an inline keyboard. Pure: payloads, no library's objects.

There is never a `parse_mode`: what a person wrote can then never become formatting or a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from adapters.telegram.limits import BUTTON_PADDING, BUTTONS, BUTTONS_A_ROW, ROW_WIDTH, TEXT_UNITS
from adapters.telegram.units import clean, count_fitting, count_units
from adapters.telegram.words import say
from dialogs.prompt import Option, Prompt
from dialogs.text import Span, cut

Payload = dict[str, Any]

NO_MENTIONS: Mapping[str, str] = {}

_SHOWN_KIND = {"bold": "bold", "italic": "italic", "quote": "blockquote"}
_ADDRESS = re.compile(r"(?:https?|tg)://\S+")
_NUMBER = re.compile(r"[0-9]{1,18}")
_NOTHING = "…"
"""Stands where there is nothing to show: Telegram refuses an empty text or label."""


def render_message(
    prompt: Prompt,
    *,
    mentions: Mapping[str, str] = NO_MENTIONS,
    language: str = "en",
    maybe_repeat: bool = False,
) -> list[Payload]:
    """The fields of one message, of several where the text is too long; the buttons are under the last."""
    repeat = [Span(text=f"{say('repeat', language=language)}\n")] if maybe_repeat else []
    parts = _render_parts([*repeat, *_spans_of(prompt)], mentions)
    if prompt.options:
        parts[-1]["reply_markup"] = {"inline_keyboard": render_keyboard(prompt.options)}
    return parts


def render_settled(prompt: Prompt, *, answer: str, mentions: Mapping[str, str] = NO_MENTIONS) -> list[Payload]:
    """The same parts without buttons, the answer under the last of them as far as there is room."""
    parts = _render_parts(_spans_of(prompt), mentions)
    room = TEXT_UNITS - count_units(parts[-1]["text"]) - len(_answer(""))
    line = " ".join(clean(answer).split())
    fitting = count_fitting(line, units=max(room, 0))
    if fitting:
        parts[-1]["text"] += _answer(cut(line, length=fitting))
    return parts


def render_keyboard(options: Sequence[Option]) -> list[list[Payload]]:
    """Rows of buttons in the order of the options: short ones side by side."""
    rows: list[list[Payload]] = []
    longest = 0
    for option in options[:BUTTONS]:
        button = {"text": " ".join(clean(option.label).split()) or _NOTHING, "callback_data": option.token}
        longest = max(longest, len(button["text"]))
        if not rows or not _fits(longest, among=len(rows[-1]) + 1):
            rows.append([])
            longest = len(button["text"])
        rows[-1].append(button)
    return rows


def _fits(longest: int, *, among: int) -> bool:
    return among <= BUTTONS_A_ROW and longest + BUTTON_PADDING <= ROW_WIDTH // among


def _answer(answer: str) -> str:
    return f"\n\n✓ {answer}"


def _spans_of(prompt: Prompt) -> list[Span]:
    where = [Span(text=prompt.where, kind="italic"), Span(text="\n")] if prompt.where.strip() else []
    return [*where, *prompt.body.spans]


def _render_parts(spans: Sequence[Span], mentions: Mapping[str, str]) -> list[Payload]:
    shown = [_shown(span, mentions) for span in spans]
    text = "".join(span.text for span in shown)
    ranges = [found for found in _split(text) if text[slice(*found)].strip()]
    return [_render_part(text, shown, *found, mentions) for found in ranges] or [_payload(_NOTHING, [])]


def _shown(span: Span, mentions: Mapping[str, str]) -> Span:
    """With the characters that will stand there; plain where Telegram has no way to draw it."""
    text = clean(span.text)
    if span.kind == "mention" and not _NUMBER.fullmatch(mentions.get(span.to or "", "")):
        return Span(text=text.removeprefix("@") or text)  # with an @ Telegram takes it for somebody's user name
    if span.kind == "link" and not _ADDRESS.fullmatch(clean(span.to or "")):
        to = clean(span.to or "").strip()
        return Span(text=f"{text} ({to})" if to and to != text else text)
    return span.but(text=text)


def _render_part(text: str, spans: Sequence[Span], start: int, stop: int, mentions: Mapping[str, str]) -> Payload:
    entities: list[Payload] = []
    ends = list(accumulate(len(span.text) for span in spans))
    for span, end in zip(spans, ends, strict=True):
        first, last = max(start, end - len(span.text)), min(stop, end)
        drawn = _drawn(span, mentions)
        if drawn and text[first:last].strip():
            place = {"offset": count_units(text[start:first]), "length": count_units(text[first:last])}
            entities.append({**drawn, **place})
    return _payload(text[start:stop], entities)


def _payload(text: str, entities: list[Payload]) -> Payload:
    payload: Payload = {"text": text, "link_preview_options": {"is_disabled": True}}  # nobody asked to see the page
    return {**payload, "entities": entities} if entities else payload


def _drawn(span: Span, mentions: Mapping[str, str]) -> Payload:
    """The entity without its place; empty for plain text."""
    if span.kind == "link":
        return {"type": "text_link", "url": clean(span.to or "")}
    if span.kind == "mention":
        user = {"id": int(mentions[span.to or ""]), "is_bot": False, "first_name": span.text.strip("@ ") or _NOTHING}
        return {"type": "text_mention", "user": user}
    return {"type": _SHOWN_KIND[span.kind]} if span.kind in _SHOWN_KIND else {}


def _split(text: str) -> Iterator[tuple[int, int]]:
    """From where to where each part goes, in characters: up to a line's end, or to a blank, or as far as it fits."""
    start = 0
    while start < len(text):
        fitting = count_fitting(text[start : start + TEXT_UNITS], units=TEXT_UNITS)
        stop = start + fitting
        if stop >= len(text):
            yield start, len(text)
            return
        stop = _find_end(text, start, stop)
        yield start, stop
        start = stop + (text[stop] in "\n ")


def _find_end(text: str, start: int, stop: int) -> int:
    for mark in ("\n", " "):
        found = text.rfind(mark, start + 1, stop + 1)
        if found > start:
            return found
    return stop
