"""What the console itself says, in every language."""

from __future__ import annotations

from string import Formatter

import pytest

from adapters.console.words import EVERYWHERE, WORDS, say
from dialogs.everywhere import read_everywhere


def fields(text: str) -> set[str | None]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_language_has_the_same_keys_with_the_same_fields(language: str) -> None:
    assert {key: fields(text) for key, text in WORDS[language].items()} == {
        key: fields(text) for key, text in WORDS["en"].items()
    }


def test_every_everywhere_word_has_a_label() -> None:
    assert {f"word.{word}" for word in EVERYWHERE} == {key for key in WORDS["en"] if key.startswith("word.")}


@pytest.mark.parametrize("language", sorted(WORDS))
def test_the_everywhere_words_fit_side_by_side_into_80_columns(language: str) -> None:
    assert sum(len(say(f"word.{word}", language=language)) + 1 for word in EVERYWHERE) <= 80


@pytest.mark.parametrize("language", sorted(WORDS))
def test_the_everywhere_words_are_written_as_the_assistant_reads_them(language: str) -> None:
    assert [read_everywhere(say(f"word.{word}", language=language), language=language) for word in EVERYWHERE] == list(
        EVERYWHERE
    )


def test_an_unknown_language_is_answered_in_english() -> None:
    assert say("you", language="fi") == "You"
