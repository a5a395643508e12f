"""Prompts as messages. The loopback's own strictness judges them; nothing is sent."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.telegram.render import NO_MENTIONS, Payload, render_keyboard, render_message, render_settled
from adapters.telegram.units import count_fitting, count_units
from dialogs.prompt import Option, Prompt
from dialogs.text import Span, SpanKind, Text, words
from tests.support.telegram.keyboards import read_markup
from tests.support.telegram.texts import read_text


def make_option(number: int, label: str) -> Option:
    return Option(key=f"option{number}", label=label, token=f"token-{number}")


def make_prompt(*spans: Span | str, labels: tuple[str, ...] = (), where: str = "") -> Prompt:
    body = Text(spans=tuple(Span(text=span) if isinstance(span, str) else span for span in spans))
    options = tuple(make_option(number, label) for number, label in enumerate(labels, start=1))
    return Prompt(body=body, options=options, where=where)


def render_one(
    prompt: Prompt,
    *,
    mentions: Mapping[str, str] = NO_MENTIONS,
    language: str = "en",
    maybe_repeat: bool = False,
) -> Payload:
    [payload] = render_message(prompt, mentions=mentions, language=language, maybe_repeat=maybe_repeat)
    return payload


def drawn(payload: Payload) -> list[tuple[str, str]]:
    units = payload["text"].encode("utf-16-le")
    return [
        (e["type"], units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le"))
        for e in payload.get("entities", [])
    ]


def test_spans_are_text_with_entities_counted_in_utf_16() -> None:
    payload = render_one(
        make_prompt("🙂 ", Span(text="Bold🙂", kind="bold"), " and ", Span(text="slow", kind="italic"), "\n",
                    Span(text="quoted", kind="quote"), where="Step 3 of 5"),
    )  # fmt: skip

    assert payload["text"] == "Step 3 of 5\n🙂 Bold🙂 and slow\nquoted"
    assert drawn(payload) == [
        ("italic", "Step 3 of 5"),
        ("bold", "Bold🙂"),
        ("italic", "slow"),
        ("blockquote", "quoted"),
    ]
    assert "parse_mode" not in payload


def test_a_link_leads_where_it_says_and_what_is_no_address_is_shown() -> None:
    payload = render_one(
        make_prompt(
            Span(text="here", kind="link", to="https://example.org/a"),
            " ",
            Span(text="there", kind="link", to="javascript:x"),
        )
    )

    assert payload["text"] == "here there (javascript:x)"
    assert payload["entities"] == [{"type": "text_link", "url": "https://example.org/a", "offset": 0, "length": 4}]


def test_a_person_is_mentioned_by_their_id_or_else_by_name() -> None:
    prompt = make_prompt(Span(text="@Ana", kind="mention", to="p1"), " ", Span(text="Ben", kind="mention", to="p2"))

    payload = render_one(prompt, mentions={"p1": "71", "p2": "U0SLACK"})

    user = {"id": 71, "is_bot": False, "first_name": "Ana"}
    assert payload["text"] == "@Ana Ben"
    assert payload["entities"] == [{"type": "text_mention", "user": user, "offset": 0, "length": 4}]


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (["Yes", "No"], [2]),
        (["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"], [8, 2]),
        (["Yes", "A long answer that needs a row of its own", "No", "Later"], [1, 1, 2]),
        (["x"] * 120, [8] * 12 + [4]),
    ],
)
def test_short_buttons_stand_side_by_side_in_their_order(labels: list[str], rows: list[int]) -> None:
    keyboard = render_keyboard([make_option(number, label) for number, label in enumerate(labels)])

    assert [len(row) for row in keyboard] == rows
    assert [button["callback_data"] for row in keyboard for button in row] == [f"token-{n}" for n in range(sum(rows))]


def test_a_window_is_nothing_here() -> None:
    prompt = make_prompt("Hi.").but(window=make_option(9, "Write more"))

    assert "reply_markup" not in render_one(prompt)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "This may be a repeat of the message before."),
        ("de", "Das ist vielleicht eine Wiederholung der Nachricht davor."),
        ("fi", "This may be a repeat of the message before."),
    ],
)
def test_what_may_be_a_repeat_says_so_first(language: str, line: str) -> None:
    assert render_one(make_prompt("Hi."), language=language, maybe_repeat=True)["text"] == f"{line}\nHi."


def test_a_long_text_is_split_at_line_ends_with_the_buttons_under_the_last() -> None:
    lines = "\n".join(f"{number} {'🙂' * 50}" for number in range(60))

    parts = render_message(make_prompt(Span(text=lines, kind="bold"), labels=("Yes",)))

    assert [count_units(part["text"]) <= 4096 for part in parts] == [True, True]
    assert "\n".join(part["text"] for part in parts) == lines
    assert [drawn(part) for part in parts] == [[("bold", part["text"])] for part in parts]
    assert ["reply_markup" in part for part in parts] == [False, True]


def test_a_text_without_any_blank_is_cut_between_characters() -> None:
    parts = render_message(make_prompt("🙂" * 5000))

    assert [count_units(part["text"]) for part in parts] == [4096, 4096, 1808]


def test_an_answered_question_keeps_its_words_and_shows_the_answer_without_buttons() -> None:
    prompt = make_prompt("How many?", labels=("One", "Two"), where="Step 1")

    [part] = render_settled(prompt, answer="Two\nof them")

    assert part["text"] == "Step 1\nHow many?\n\n✓ Two of them"
    assert drawn(part) == [("italic", "Step 1")]
    assert "reply_markup" not in part


def test_a_long_answer_is_cut_where_the_message_is_full() -> None:
    [part] = render_settled(make_prompt("x" * 4000), answer="🙂" * 500)
    [full] = render_settled(make_prompt("x" * 4096), answer="Two")

    assert count_units(part["text"]) <= 4096
    assert part["text"].endswith("🙂…")
    assert full["text"] == "x" * 4096


@given(text=st.text(), units=st.integers(0, 30))
def test_as_many_characters_fit_as_there_is_room_for(text: str, units: int) -> None:
    text = text.encode(errors="replace").decode()
    count = count_fitting(text, units=units)

    assert count_units(text) == len(text.encode("utf-16-le")) // 2
    assert count_units(text[:count]) <= units
    assert count == len(text) or count_units(text[: count + 1]) > units


KINDS: list[SpanKind] = ["plain", "bold", "italic", "quote", "link", "mention"]
TEXTS = st.text() | st.text(alphabet="a🙂 \n\ud800\x00", max_size=60).map(lambda text: text * 90)
SPANS = st.builds(
    Span,
    text=TEXTS.map(lambda text: text.encode(errors="replace").decode()),
    kind=st.sampled_from(KINDS),
    to=st.none() | st.sampled_from(["p1", "p2", "https://example.org", "nowhere"]),
)


@given(
    spans=st.lists(SPANS, max_size=5),
    labels=st.lists(st.text(max_size=75).map(lambda text: text.encode(errors="replace").decode()), max_size=110),
    where=st.sampled_from(["", " ", "Step 3 of 5"]),
)
def test_whatever_is_to_be_said_telegram_takes_it(spans: list[Span], labels: list[str], where: str) -> None:
    prompt = make_prompt(*spans, labels=tuple(labels), where=where)

    for payload in (
        *render_message(prompt, mentions={"p1": "71", "p2": "x"}, maybe_repeat=True),
        *render_settled(prompt, answer="yes 🙂"),
    ):
        read_text(payload)
        read_markup(payload.get("reply_markup"))


def test_words_of_people_are_never_formatting() -> None:
    payload = render_one(Prompt(body=words("<b>*_[x](y)_*</b> &amp; `code`")))

    assert payload["text"] == "<b>*_[x](y)_*</b> &amp; `code`"
    assert "entities" not in payload
