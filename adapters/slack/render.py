"""Prompts as Slack's blocks. Pure. People's words are text elements, never markup: nothing in them is ever obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from adapters.delivery import Delivery, Home, Opening, Sent
from adapters.slack.limits import (
    ADDRESS_LENGTH,
    ANSWER_LENGTH,
    BODY_LENGTH,
    BUTTONS,
    CHOICES,
    CONTEXT_LENGTH,
    FALLBACK_LENGTH,
    HINT_LENGTH,
    LABEL_LENGTH,
    RADIOS,
    TITLE_LENGTH,
    VIEW_CALLBACK,
)
from adapters.slack.words import say
from dialogs.everywhere import WORDS
from dialogs.everywhere import spell as spell_everywhere
from dialogs.phrases import LANGUAGES
from dialogs.prompt import Field, Option, Prompt
from dialogs.text import Span, Text, cut

Block = dict[str, Any]

_STYLES: dict[str, Block] = {"bold": {"style": {"bold": True}}, "italic": {"style": {"italic": True}}}
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+")
_NOTHING = "…"


def render_message(delivery: Delivery) -> Block:
    """`text` and `blocks` of a message; it says so where it may be a repeat."""
    prompt = delivery.prompt
    repeat = [_context(say("repeat", language=delivery.language))] if delivery.maybe_repeat else []
    blocks = [*repeat, *_question(prompt, mentions=delivery.mentions), *_actions(_buttons(prompt))]
    return {"text": fallback(prompt.body), "blocks": blocks}


def render_settled(sent: Sent, *, answer: str) -> Block:
    """The same message with its answer instead of its buttons. `sent.prompt` must be there."""
    prompt = sent.prompt or Prompt(body=Text())
    line = [_rich([_section([_text(f"✓ {cut(answer, length=CONTEXT_LENGTH)}")])])] if answer.strip() else []
    return {"text": fallback(prompt.body), "blocks": [*_question(prompt, mentions=sent.mentions), *line]}


def render_view(opening: Opening) -> Block:
    """A window. `private_metadata` brings its token back."""
    form = opening.form
    return {
        "type": "modal",
        "callback_id": VIEW_CALLBACK,
        "private_metadata": form.token,
        "title": _plain(form.title, length=TITLE_LENGTH),
        "submit": _plain(form.send, length=TITLE_LENGTH),
        "close": _plain(form.close, length=TITLE_LENGTH),
        "notify_on_close": False,
        "blocks": [_input(field, language=opening.language) for field in form.fields],
    }


def render_home(home: Home) -> Block:
    """A person's own page: where things stand, the question that waits, the words that work everywhere."""
    blocks = [_rich(_body(home.status, mentions={}))]
    if home.question is not None:
        blocks += [{"type": "divider"}, *_question(home.question, mentions={}), *_actions(_buttons(home.question))]
    language = home.language if home.language in LANGUAGES else LANGUAGES[0]
    spelled = ", ".join(spell_everywhere(word, language=language) for word in WORDS)
    hint = _context(say("everywhere", language=language, words=spelled))
    return {"type": "home", "callback_id": VIEW_CALLBACK, "blocks": [*blocks, {"type": "divider"}, hint]}


def fallback(body: Text) -> str:
    """What notifications and screen readers get: the characters alone, with Slack's three escaped."""
    plain = body.plain.strip()
    if len(plain) > FALLBACK_LENGTH:
        plain = plain[: FALLBACK_LENGTH - 1] + _NOTHING
    return (plain or _NOTHING).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _question(prompt: Prompt, *, mentions: Mapping[str, str]) -> list[Block]:
    where = [_context(prompt.where)] if prompt.where.strip() else []
    return [*where, _rich(_body(prompt.body, mentions=mentions))]


def _rich(elements: list[Block]) -> Block:
    return {"type": "rich_text", "elements": elements}


def _section(elements: list[Block]) -> Block:
    return {"type": "rich_text_section", "elements": elements}


def _body(body: Text, *, mentions: Mapping[str, str]) -> list[Block]:
    """Sections and quotes in order. A quote stands on lines of its own, so a break beside it would be one too many."""
    groups = [(is_quote, list(spans)) for is_quote, spans in groupby(_shortened(body), key=lambda s: s.kind == "quote")]
    parts: list[Block] = []
    for index, (is_quote, spans) in enumerate(groups):
        if not is_quote:
            spans = _trimmed(spans, start=index > 0, end=index + 1 < len(groups))
        elements = [_element(span, mentions=mentions) for span in spans if span.text]
        if elements:
            parts.append({"type": "rich_text_quote" if is_quote else "rich_text_section", "elements": elements})
    return parts or [_section([_text(_NOTHING)])]


def _trimmed(spans: list[Span], *, start: bool, end: bool) -> list[Span]:
    if start:
        spans = [spans[0].but(text=spans[0].text.removeprefix("\n")), *spans[1:]]
    if end:
        spans = [*spans[:-1], spans[-1].but(text=spans[-1].text.removesuffix("\n"))]
    return spans


def _shortened(body: Text) -> Iterator[Span]:
    """The spans, up to what a message takes."""
    left = BODY_LENGTH
    for span in body.spans:
        if len(span.text) > left:
            yield span.but(text=span.text[: max(left - 1, 0)] + _NOTHING)
            return
        left -= len(span.text)
        yield span


def _element(span: Span, *, mentions: Mapping[str, str]) -> Block:
    if span.kind == "mention":
        user = mentions.get(span.to or "")
        if user:
            return {"type": "user", "user_id": user}
        return _text(span.text.removeprefix("@") or span.text)  # Slack does not know them: an @ would lead nowhere
    if span.kind == "link":
        return _link(span)
    return _text(span.text) | _STYLES.get(span.kind, {})


def _link(span: Span) -> Block:
    """A link; where the address is none that Slack opens, it stands behind the words to be read."""
    to = (span.to or "").strip()
    if _ADDRESS.fullmatch(to) and len(to) <= ADDRESS_LENGTH:
        return {"type": "link", "url": to, "text": span.text}
    return _text(f"{span.text} ({to})" if to and to != span.text else span.text)


def _text(text: str) -> Block:
    return {"type": "text", "text": text}


def _plain(text: str, *, length: int) -> Block:
    return {"type": "plain_text", "text": cut(text, length=length) or _NOTHING, "emoji": False}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [_plain(text, length=CONTEXT_LENGTH)]}


def _buttons(prompt: Prompt) -> Sequence[Option]:
    return (*prompt.options, prompt.window) if prompt.window else prompt.options


def _actions(options: Iterable[Option]) -> list[Block]:
    buttons = [
        {
            "type": "button",
            "text": _plain(option.label, length=LABEL_LENGTH),
            "value": option.token,
            "action_id": f"option:{index}:{option.key}"[:255],
        }
        for index, option in enumerate(options)
    ]
    rows = [buttons[start : start + BUTTONS] for start in range(0, len(buttons), BUTTONS)]
    return [{"type": "actions", "elements": row} for row in rows]


def _input(field: Field, *, language: str) -> Block:
    hint = {"hint": _plain(field.hint, length=HINT_LENGTH)} if field.hint.strip() else {}
    return {
        "type": "input",
        "block_id": field.key,
        "label": _plain(field.label, length=HINT_LENGTH),
        "element": _choice(field, language=language) if field.options else _entry(field),
        "optional": field.is_optional,
    } | hint


def _entry(field: Field) -> Block:
    value = {"initial_value": field.value[:ANSWER_LENGTH]} if field.value else {}
    return {
        "type": "plain_text_input",
        "action_id": "answer",
        "multiline": field.is_long,
        "max_length": ANSWER_LENGTH,
    } | value


def _choice(field: Field, *, language: str) -> Block:
    options = [
        {"text": _plain(option.label, length=LABEL_LENGTH), "value": option.key} for option in field.options[:CHOICES]
    ]
    first = [option for option in options if option["value"] == field.value]
    picked = {"initial_option": first[0]} if first else {}
    if len(options) <= RADIOS:
        return {"type": "radio_buttons", "action_id": "answer", "options": options} | picked
    placeholder = {"placeholder": _plain(say("choose", language=language), length=LABEL_LENGTH)}
    return {"type": "static_select", "action_id": "answer", "options": options} | placeholder | picked
