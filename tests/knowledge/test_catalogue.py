"""What stands in the packaged catalogue."""

import csv
from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.catalogue import Catalogue, UnknownEntryError
from knowledge.entries import Determinant, Theme
from knowledge.loading import load_catalogue
from knowledge.texts import Localised

EVIDENCE = Path(__file__).resolve().parents[2] / ".." / "shared" / "evidence" / "vis2018.csv"
MOVED_TO_THE_SYSTEM = {"policy", "health_care_system_structures"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def printed() -> list[dict[str, str]]:
    if not EVIDENCE.exists():
        pytest.skip("the evidence files are not beside this checkout")
    with EVIDENCE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_themes_stand_in_the_order_people_see_them(catalogue: Catalogue) -> None:
    themes = [theme.id for theme in catalogue.themes]

    assert themes == [
        "acceptance",
        "appropriateness",
        "engagement",
        "resources",
        "work_processes",
        "leadership",
        "healthcare_system",
        "custom",
    ]


def test_each_theme_holds_as_many_determinants_as_on_the_platform(catalogue: Catalogue) -> None:
    counts = {theme.id: len(catalogue.of_theme(theme.id)) for theme in catalogue.themes}

    assert counts == {
        "acceptance": 12,
        "appropriateness": 7,
        "engagement": 6,
        "resources": 3,
        "work_processes": 2,
        "leadership": 5,
        "healthcare_system": 2,
        "custom": 0,
    }


def test_only_policy_and_system_structures_left_their_theme_of_the_review(catalogue: Catalogue) -> None:
    moved = {entry.id: entry.review_theme for entry in catalogue.determinants if entry.theme != entry.review_theme}

    assert moved == dict.fromkeys(MOVED_TO_THE_SYSTEM, "acceptance")


def test_every_determinant_of_the_review_is_there(catalogue: Catalogue, printed: list[dict[str, str]]) -> None:
    ours = {entry.id for entry in catalogue.determinants}

    assert ours == {row["determinant_id"] for row in printed}
    assert len(catalogue.determinants) == len(printed) == 37


def test_every_review_theme_is_that_of_the_review(catalogue: Catalogue, printed: list[dict[str, str]]) -> None:
    ours = {entry.id: entry.review_theme for entry in catalogue.determinants}

    assert ours == {row["determinant_id"]: row["theme_id"] for row in printed}


def test_every_theme_is_the_group_of_the_platform(catalogue: Catalogue, printed: list[dict[str, str]]) -> None:
    on_the_platform = {
        row["determinant_id"]: row["theme_id"]
        if row["itfits_barrier_group"] == row["theme"]
        else row["itfits_barrier_group"].partition(" (")[0].lower().replace("healthcare system", "healthcare_system")
        for row in printed
    }

    assert {entry.id: entry.theme for entry in catalogue.determinants} == on_the_platform


def test_every_english_name_is_as_printed(catalogue: Catalogue, printed: list[dict[str, str]]) -> None:
    ours = {entry.id: entry.name.to("en") for entry in catalogue.determinants}

    assert ours == {row["determinant_id"]: row["determinant_as_printed"] for row in printed}


def test_every_entry_rests_on_a_source_with_citation_and_licence(catalogue: Catalogue) -> None:
    sources = [catalogue.get_source(entry.source) for entry in _entries(catalogue)]

    assert all(source.citation and source.identifier and source.licence for source in sources)


def test_every_entry_is_written_in_english_and_german(catalogue: Catalogue) -> None:
    lacking = [
        entry.id
        for entry in _entries(catalogue)
        if entry.name.languages != {"en", "de"} or entry.definition.languages != {"en", "de"}
    ]

    assert lacking == []


def test_no_definition_is_a_sentence_of_the_evidence_file(catalogue: Catalogue, printed: list[dict[str, str]]) -> None:
    theirs = {row["working_description_ours"].rstrip(".").lower() for row in printed}
    ours = {entry.definition.to("en").rstrip(".").lower() for entry in catalogue.determinants}

    assert ours & theirs == set()


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_two_buttons_read_the_same(catalogue: Catalogue, language: str) -> None:
    for entries in (catalogue.themes, catalogue.determinants):
        names = [entry.name.to(language) for entry in entries]

        assert len(set(names)) == len(names)


def test_the_packaged_catalogue_is_read_once() -> None:
    assert load_catalogue() is load_catalogue()


def test_an_unknown_id_is_named_with_those_that_there_are(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownEntryError, match=r"no theme 'resource' .* acceptance, .*resources"):
        catalogue.get_theme("resource")
    with pytest.raises(KeyError, match="no determinant 'tme'"):
        catalogue.get_determinant("tme")
    with pytest.raises(UnknownEntryError, match="no theme 'time'"):
        catalogue.of_theme("time")


def test_a_text_falls_back_to_english() -> None:
    text = Localised.model_validate({"en": "Time", "de": "Zeit"})

    assert [text.to(language) for language in ("de", "de-AT", "DE_ch", "fr", "")] == [
        "Zeit",
        "Zeit",
        "Zeit",
        "Time",
        "Time",
    ]


def test_a_text_without_english_cannot_be_built() -> None:
    with pytest.raises(ValidationError, match="no English text"):
        Localised.model_validate({"de": "Zeit"})


def test_a_text_cannot_be_changed_afterwards() -> None:
    text = Localised.model_validate({"en": "Time"})

    with pytest.raises(TypeError):
        text.root["en"] = "Money"  # type: ignore[index]  # the point of the test


def test_equal_texts_are_one_in_a_set() -> None:
    one, other = ({"en": "Time", "de": "Zeit"}, {"de": "Zeit", "en": "Time"})

    assert len({Localised.model_validate(one), Localised.model_validate(other)}) == 1


def test_a_catalogue_survives_json(catalogue: Catalogue) -> None:
    assert Catalogue.model_validate_json(catalogue.model_dump_json()) == catalogue


def _entries(catalogue: Catalogue) -> list[Theme | Determinant]:
    return [*catalogue.themes, *catalogue.determinants]
