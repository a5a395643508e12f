"""Words that say the same are found to, and the lists hold."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from knowledge import ideas as thesaurus
from knowledge.ideas import Ideas, load_ideas
from knowledge.words import fold

LISTS = sorted((Path(str(thesaurus.__file__)).parent / "speech" / "ideas").glob("*.yaml"))

MONEY = Ideas({"money": "budget, Geld, to pay, study", "forget": "vergessen, refuse"})


@pytest.mark.parametrize(
    ("words", "ideas"),
    [
        (["budget"], {"money"}),
        (["budgets"], {"money"}),
        (["budgeting"], {"money"}),
        (["refused"], {"forget"}),
        (["studies"], {"money"}),
        (["vergessene"], {"forget"}),
        (["to", "pay"], {"money"}),
        (["pay"], set()),
        (["bud"], set()),
        (["geldbeutelschneider"], set()),
        (["", "x"], set()),
        ([], set()),
        (["geld", "vergessen"], {"money", "forget"}),
    ],
)
def test_a_word_has_its_ideas_with_an_ending_too(words: list[str], ideas: set[str]) -> None:
    assert MONEY.find(words) == ideas


def test_a_language_without_a_list_has_no_ideas() -> None:
    assert load_ideas("fr").find(["argent"]) == frozenset()


@pytest.mark.parametrize("file", LISTS, ids=lambda file: str(file.stem))
def test_no_word_stands_for_many_ideas(file: Path) -> None:
    listed = yaml.safe_load(file.read_text(encoding="utf-8"))
    often = Counter(fold(word).strip() for line in listed.values() for word in line.split(","))

    assert {word: times for word, times in often.items() if times > 3 or not word} == {}
