"""What people wrote, out of rich text and mrkdwn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.payload import list_at
from adapters.slack.written import DEPTH, Named, mentioned_in, read_message, read_mrkdwn, spell, without
from tests.adapters.slack.playing import Json, rich


def text(value: str, **more: object) -> Json:
    return {"type": "text", "text": value, **more}


def section(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


@pytest.mark.parametrize(
    ("element", "read"),
    [
        (text("<!channel> *so* &amp;"), "<!channel> *so* &amp;"),
        (text("bold", style={"bold": True}), "bold"),
        ({"type": "link", "url": "https://a.b", "text": "there"}, "there"),
        ({"type": "link", "url": "https://a.b"}, "https://a.b"),
        ({"type": "emoji", "name": "thumbsup", "unicode": "1f44d-1f3fb"}, "👍🏻"),
        ({"type": "emoji", "name": "our_logo"}, ":our_logo:"),
        ({"type": "emoji", "name": "half", "unicode": "d83d"}, ":half:"),
        ({"type": "emoji", "name": "far", "unicode": "ffffffffff"}, ":far:"),
        ({"type": "broadcast", "range": "channel"}, "<!channel>"),
        ({"type": "date", "timestamp": 5, "fallback": "Monday"}, "Monday"),
        ({"type": "color", "value": "#fff"}, "#fff"),
        ({"type": "never_heard_of"}, ""),
    ],
)
def test_elements_are_their_characters(element: Json, read: str) -> None:
    assert spell(read_message({"blocks": rich(text("a "), element, text(" b"))}), names={}) == f"a {read} b"


def test_lists_quotes_and_sections_are_lines() -> None:
    listed = {"type": "rich_text_list", "style": "bullet", "elements": [section(text("one")), section(text("two"))]}
    quote = {"type": "rich_text_quote", "elements": [text("said")]}
    message = {"blocks": [{"type": "rich_text", "elements": [section(text("Both:\n")), listed, quote]}]}

    assert read_message(message) == ("Both:\none\ntwo\nsaid",)


def test_without_rich_text_the_text_counts() -> None:
    assert read_message({"text": "plain &amp; simple", "blocks": [{"type": "section"}]}) == ("plain & simple",)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("<https://a.b|there>", "there"),
        ("<https://a.b?x=1&amp;y=2>", "https://a.b?x=1&y=2"),
        ("<mailto:a@b.c|a@b.c>", "a@b.c"),
        ("<#C1|ward>", "#ward"),
        ("<#C1>", "<#C1>"),
        ("<!channel>", "<!channel>"),
        ("&lt;!channel&gt;", "<!channel>"),
        ("&amp;lt;", "&lt;"),
        ("<!date^1^{date}|Monday>", "Monday"),
        ("<!subteam^S1|@nurses>", "@nurses"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("<>", "<>"),
        ("", ""),
    ],
)
def test_mrkdwn_is_read_as_it_was_written(typed: str, read: str) -> None:
    assert spell(read_mrkdwn(typed), names={}) == read


def test_people_are_named_by_whoever_knows_them() -> None:
    read = read_mrkdwn("<@UBOT> ask <@U2|ben> and <@U3>, <@U2>")

    assert mentioned_in(read) == ("UBOT", "U2", "U3")
    assert without(read, user="UBOT") == ("ask ", Named("U2", "ben"), " and ", Named("U3"), ", ", Named("U2"))
    assert spell(without(read, user="UBOT"), names={"U2": "Ben"}) == "ask @Ben and @U3, @Ben"


@given(typed=st.text())
def test_escaped_text_comes_back_as_it_was(typed: str) -> None:
    escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert spell(read_mrkdwn(escaped), names={}) == typed.strip()


def nested(depth: int) -> Json:
    """A list in a list in a list..."""
    part = section(text("deep"))
    for _ in range(depth):
        part = {"type": "rich_text_list", "elements": [part]}
    return {"text": "plain", "blocks": [{"type": "rich_text", "elements": [part]}]}


@pytest.mark.parametrize(("depth", "read"), [(0, "deep"), (DEPTH, "deep"), (DEPTH + 1, "plain"), (5000, "plain")])
def test_of_lists_that_lie_too_deep_the_plain_text_is_read(depth: int, read: str) -> None:
    assert read_message(nested(depth)) == (read,)


@given(depth=st.integers(0, 2000), text=st.text(), inner=st.dictionaries(st.text(max_size=8), st.text()))
def test_however_deep_it_lies_nothing_is_raised(depth: int, text: str, inner: Json) -> None:
    message = nested(depth)
    message["text"] = text
    list_at(message, "blocks").append(inner)

    read_message(message)
