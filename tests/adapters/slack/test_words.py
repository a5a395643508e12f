"""The adapter's own words, the same in every language."""

from __future__ import annotations

import re

from adapters.slack.words import WORDS, say
from dialogs.phrases import LANGUAGES


def test_every_language_has_every_word_with_the_same_places_to_fill() -> None:
    places = {
        language: {key: sorted(re.findall(r"\{\w+\}", words)) for key, words in table.items()}
        for language, table in WORDS.items()
    }

    assert set(WORDS) == set(LANGUAGES)
    assert all(each == places["en"] for each in places.values())


def test_a_language_without_a_table_is_spoken_to_in_english() -> None:
    assert say("repeat", language="fi") == "This may be a repeat of the message before."
