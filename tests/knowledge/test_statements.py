"""What matching is measured on, and that it is not what matching learned."""

from pathlib import Path

import pytest
import yaml

from benchmarks.match_report import find_by_matching, measure, read_statements
from knowledge.loading import load_catalogue
from knowledge.words import fold_words

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks" / "statements"
FILES = [file.stem for file in sorted(FOLDER.glob("*.yaml"))]
CATALOGUE = load_catalogue()
LEARNED = {
    " ".join(fold_words(line))
    for entry in CATALOGUE.sounds_like
    for language in entry.said
    for line in entry.lines(language)
}


@pytest.mark.parametrize("name", FILES)
def test_no_statement_is_quoted_in_what_is_learned(name: str) -> None:
    entries = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))

    assert [entry["words"] for entry in entries if " ".join(fold_words(entry["words"])) in LEARNED] == []


def test_there_are_statements_for_every_determinant() -> None:
    english = [*read_statements("en_interviews"), *read_statements("en_chat")]

    assert len(english) >= 300
    assert {each.determinant for each in english} == {entry.id for entry in CATALOGUE.determinants}
    assert {each.determinant for each in read_statements("de")} == {entry.id for entry in CATALOGUE.determinants}


@pytest.mark.parametrize(
    ("name", "language", "theme", "among_three", "first"),
    [
        ("en_interviews", "en", 0.93, 0.90, 0.73),
        ("en_chat", "en", 0.96, 0.93, 0.71),
        ("en_papers", "en", 0.83, 0.68, 0.45),
        ("en_unseen", "en", 0.98, 0.97, 0.88),
        ("de", "de", 0.94, 0.90, 0.64),
    ],
)
def test_words_are_matched_about_as_well_as_was_measured(
    name: str, language: str, theme: float, among_three: float, first: float
) -> None:
    hits = measure(read_statements(name), find_by_matching(CATALOGUE, language=language), catalogue=CATALOGUE)

    assert hits.theme >= theme
    assert hits.among_three >= among_three
    assert hits.first >= first
