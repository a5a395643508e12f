"""Any text of any spans is seen as those characters on every channel, and drawn as its spans say. No sockets."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.console.render import render_message as render_lines
from adapters.console.render import visible_lines
from adapters.delivery import Delivery, Sent
from adapters.slack.render import render_message as render_blocks
from adapters.slack.render import render_settled as render_settled_blocks
from adapters.telegram.render import render_message as render_parts
from adapters.telegram.render import render_settled as render_settled_parts
from adapters.telegram.units import clean
from dialogs.prompt import Prompt
from dialogs.text import Span, Text
from tests.support.channels import slack, telegram
from tests.support.channels.ground import Mark, Seen
from tests.support.slack.blocks import block_faults
from tests.support.slack.places import Json
from tests.support.slack.reading import read_blocks
from tests.support.telegram.texts import count_units

BEN = {"p2": "7100000002"}
ADDRESS = "https://example.org/a?b=c"

kinds = st.sampled_from(["plain", "bold", "italic", "quote", "link"])
characters = st.text(max_size=60) | st.sampled_from(
    ["\n", " ", "<!here>", "</b>", "&lt;", "*so*", "👩‍👩‍👧‍👦", "א\u202eb", "x" * 1000]
)
drawn = st.builds(Span, text=characters, kind=kinds, to=st.sampled_from([None, ADDRESS, "p2", "p3", "javascript:x"]))
mentions = st.builds(Span, text=st.just("Ben"), kind=st.just("mention"), to=st.sampled_from(["p2", "p3"]))
texts = st.lists(drawn | mentions, max_size=9).map(lambda each: Text(spans=tuple(each)))
prompts = st.builds(Prompt, body=texts, where=st.sampled_from(["", "Identify, step 3 of 5"]))

Show = Callable[[Prompt], Seen]


def show_lines(prompt: Prompt) -> Seen:
    lines = render_lines(prompt, name="Ana")
    return Seen(text="\n".join(line.removeprefix("Ana < ") for line in lines))


def show_blocks(prompt: Prompt) -> Seen:
    delivery = Delivery(id="1", conversation="slack:T1:U1", person="p1", name="Ana", prompt=prompt, mentions=BEN)
    return _read_slack(render_blocks(delivery)["blocks"])


def show_settled_blocks(prompt: Prompt) -> Seen:
    return _read_slack(render_settled_blocks(Sent(receipt="D1:1", prompt=prompt, mentions=BEN), answer="")["blocks"])


def show_parts(prompt: Prompt) -> Seen:
    return _read_telegram(render_parts(prompt, mentions=BEN))


def show_settled_parts(prompt: Prompt) -> Seen:
    return _read_telegram(render_settled_parts(prompt, mentions=BEN, answer=""))


@pytest.mark.parametrize(
    ("show", "spell"),
    [
        (show_lines, visible_lines),
        (show_blocks, str),
        (show_settled_blocks, str),
        (show_parts, clean),
        (show_settled_parts, clean),
    ],
)
@given(prompt=prompts)
@settings(max_examples=60)
def test_any_text_is_seen_as_its_characters(show: Show, spell: Callable[[str], str], prompt: Prompt) -> None:
    seen = show(prompt)

    said = "".join(map(_named, prompt.body.spans))
    assert _bare(seen.text) in (_bare(spell(prompt.where + said)), _bare(prompt.where + "…"))


@pytest.mark.parametrize("show", [show_blocks, show_settled_blocks, show_parts, show_settled_parts])
@given(prompt=prompts)
@settings(max_examples=60)
def test_nothing_is_drawn_but_what_a_span_says(show: Show, prompt: Prompt) -> None:
    seen = show(prompt.but(where=""))

    for kind in ("bold", "italic", "quote"):
        assert _drawn(kind, seen.marks) == _drawn(kind, [(span.kind, span.text) for span in prompt.body.spans])
    assert {kind for kind, _ in seen.marks} <= {"bold", "italic", "quote", "link", "mention"}


def _read_slack(blocks: list[Json]) -> Seen:
    assert block_faults(blocks, surface="message") == []
    text = read_blocks(blocks, name_of={"7100000002": "Ben"}.__getitem__)
    return Seen(text=text, marks=tuple(slack.marks_of(blocks)))


def _read_telegram(parts: list[Json]) -> Seen:
    texts = [str(part["text"]) for part in parts]
    assert all(1 <= count_units(text) <= 4096 for text in texts)
    marks = [mark for part in parts for mark in telegram.marks_of(str(part["text"]), tuple(part.get("entities", ())))]
    return Seen(text="".join(texts), marks=tuple(marks))


def _named(span: Span) -> str:
    """A span as whoever reads it has it, but for blanks and signs before names."""
    is_followed = span.kind == "link" and span.to and span.to != span.text
    return f"{span.text} ({span.to})" if is_followed else span.text


def _bare(text: str) -> str:
    """Characters that draw something, in order; addresses may be seen or only be followed."""
    for address in (ADDRESS, "javascript:x", "p2", "p3"):
        text = text.replace(f"({address})", "")
    return "".join(character for character in text if not character.isspace()).replace("@", "")


def _drawn(kind: str, marks: Iterable[Mark]) -> str:
    return _bare("".join(clean(text) for each, text in marks if each == kind))
