"""Prompts as lines. Nothing is written anywhere."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.console.people import Speaker
from adapters.console.render import render_message, render_people, render_rows, visible
from dialogs.prompt import Prompt
from dialogs.text import Span, Text, words
from tests.adapters.console.acting import make_option, make_prompt


def test_every_line_of_a_message_carries_the_name_and_its_options_follow() -> None:
    prompt = make_prompt("One thing.\n\nYour own words.", "No time", "Done", where="Identify, step 3 of 5")

    assert render_message(prompt, name="Ana") == [
        "Ana < Identify, step 3 of 5",
        "Ana < One thing.",
        "Ana < ",
        "Ana < Your own words.",
        "  [1] No time",
        "  [2] Done",
    ]


@pytest.mark.parametrize(("language", "line"), [("en", "You < Hi."), ("de", "Du < Hi."), ("fi", "You < Hi.")])
def test_somebody_without_a_name_is_you(language: str, line: str) -> None:
    assert render_message(make_prompt("Hi."), name="", language=language) == [line]


def test_a_message_that_may_have_come_before_says_so() -> None:
    lines = render_message(make_prompt("Hi."), name="Ana", maybe_repeat=True)

    assert lines == ["Ana < (You may have seen this already.)", "Ana < Hi."]


def test_spans_are_their_characters_and_a_link_shows_where_it_leads() -> None:
    spans = (
        Span(text="Bold", kind="bold"),
        Span(text=", <b>no</b> *markup*, "),
        Span(text="here", kind="link", to="https://example.org"),
        Span(text="."),
    )

    lines = render_message(Prompt(body=Text(spans=spans)), name="Ana")

    assert lines == ["Ana < Bold, <b>no</b> *markup*, here (https://example.org)."]


def test_a_label_is_one_line_whatever_is_in_it() -> None:
    assert render_message(make_prompt("Hi.", "one\ntwo\t\x1b[31mred"), name="Ana")[1] == "  [1] one two ␛[31mred"


def test_what_a_terminal_obeys_is_shown_instead() -> None:
    assert visible("\x1b[2J\x00\x07\x7f\x9b31m\r\u202e\u2066\u2028\ud800\ta") == "␛[2J␀␇␡�31m␍���� a"


def test_scripts_and_signs_that_are_only_read_stay_as_they_are() -> None:
    text = "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627 עברית 李 🙂 👩\u200d⚕️ é e\u0301"

    assert visible(text) == text


@given(body=st.text(), label=st.text(), name=st.text(), where=st.text())
def test_no_words_reach_the_terminal_as_a_command_or_as_a_line_of_their_own(
    body: str, label: str, name: str, where: str
) -> None:
    lines = render_message(make_prompt(body, label, where=where), name=name)

    assert all(line.splitlines() == [line] for line in lines)
    assert not [c for c in "".join(lines) if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]


@given(labels=st.lists(st.text(min_size=1, max_size=80), max_size=20))
def test_rows_hold_every_option_once_and_in_order(labels: list[str]) -> None:
    options = [make_option(number, label) for number, label in enumerate(labels, start=1)]

    rows = render_rows(options, width=60)

    assert [index for row in rows for index in row] == list(range(len(labels)))


def test_short_options_share_a_row_and_a_long_one_has_its_own() -> None:
    options = [make_option(number, label) for number, label in enumerate(["Yes", "No", "x" * 70, "Later"], start=1)]

    assert render_rows(options, width=60) == [[0, 1], [2], [3]]


def test_people_are_listed_with_their_role_and_what_waits() -> None:
    ana = Speaker(user="you", name="Ana", role="lead")
    ben = Speaker(user="ben", name="Ben", role="member", waiting=True)
    new = Speaker(user="eve", name="", role="")

    assert render_people((ana, ben, new), speaking=ana, language="en") == [
        "Who is here:",
        "Ana: lead, speaking now",
        "Ben: member, a question is waiting",
        "You: not on the team yet",
    ]


def test_a_role_that_the_console_does_not_know_stands_as_it_is() -> None:
    guest = Speaker(user="eve", name="Eve", role="sponsor")

    assert render_people((guest,), speaking=Speaker(user="you"), language="de") == ["Wer hier ist:", "Eve: sponsor"]


def test_where_nobody_is_known_the_list_says_so() -> None:
    assert render_people((), speaking=Speaker(user="you"), language="en") == ["Nobody has said a name yet."]


def test_words_of_a_prompt_are_never_filled_in() -> None:
    assert render_message(Prompt(body=words("{name} %s {0}")), name="{x}") == ["{x} < {name} %s {0}"]
