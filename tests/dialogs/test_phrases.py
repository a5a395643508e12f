"""Words by key: plural forms, spans, and people's words that stay as they are."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.phrases import LANGUAGES, PhraseError, line, say, say_date, say_list
from dialogs.text import Span


def test_a_count_chooses_the_form() -> None:
    """One, and more than one."""
    assert [line("grouped-head-unnamed", language="en", theme="Time", count=n) for n in (1, 2)] == [
        "Time (named once)",
        "Time (named 2 times)",
    ]


def test_stars_are_bold() -> None:
    """In a phrase, never in what a person wrote."""
    said = say("status-project", language="en", name="a *b* {c} \ue000")

    assert said.spans == (Span(text="a *b* {c} \ue000", kind="bold"),)


@given(st.text(min_size=1, max_size=50), st.sampled_from(LANGUAGES))
def test_what_a_person_wrote_stays_as_it_is(words: str, language: str) -> None:
    """Whatever it is made of."""
    assert words in [span.text for span in say("goal-text-goal", language=language, words=words).spans]


def test_a_date_is_written_out() -> None:
    """So that nobody can misread it."""
    assert say_date(date(2027, 6, 30), language="en") == "Wednesday, 30 June 2027"
    assert say_date(date(2027, 6, 30), language="de") == "Mittwoch, 30. Juni 2027"


def test_a_list_ends_as_the_language_ends_it() -> None:
    """Commas, and a word before the last."""
    assert say_list(["Ana", "Ben", "Cara"], language="en") == "Ana, Ben and Cara"
    assert say_list(["Ana", "Ben", "Cara"], language="de") == "Ana, Ben und Cara"


def test_a_missing_phrase_and_a_missing_argument_are_faults() -> None:
    """A key never shows up in a conversation."""
    with pytest.raises(PhraseError, match="no phrase 'nowhere'"):
        say("nowhere", language="de")
    with pytest.raises(PhraseError, match="goal-text-goal"):
        say("goal-text-goal", language="en")
