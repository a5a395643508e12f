"""What stands in the catalogue, and that the loader lets nothing wrong into it."""

import csv
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from knowledge.catalogue import Catalogue, Determinant, Localised, Theme, UnknownEntryError
from knowledge.loading import CatalogueError, load_catalogue

EVIDENCE = Path(__file__).resolve().parents[2] / ".." / "shared" / "evidence" / "vis2018.csv"
MOVED_TO_THE_SYSTEM = {"policy", "health_care_system_structures"}

RIGHT = """\
sources:
  - {id: Vis2018_T3, citation: Vis 2018, identifier: 10.2196/mental.9769, licence: CC BY 4.0}
themes:
  - id: resources
    source: Vis2018_T3
    name: {en: Resources}
    definition: {en: What is there}
determinants:
  - id: time
    theme: resources
    source: Vis2018_T3
    name: {en: Time, de: Zeit}
    definition: {en: Enough of it}
  - id: funds
    theme: resources
    source: Vis2018_T3
    name: {en: Funds}
    definition: {en: Enough money}
"""


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


def test_a_right_file_is_loaded(tmp_path: Path) -> None:
    loaded = load_catalogue(_write(tmp_path, RIGHT))

    assert loaded.get_determinant("time").name.to("de") == "Zeit"
    assert loaded.get_determinant("time").review_theme == "resources"


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        pytest.param(
            "theme: resources", "theme: money", 10, "unknown theme 'money'; use one of: resources", id="theme"
        ),
        pytest.param(
            "theme: resources\n",
            "theme: resources\n    review_theme: money\n",
            11,
            "unknown review_theme 'money'; use one of: resources",
            id="review theme",
        ),
        pytest.param("id: funds", "id: time", 14, "'time' stands here a second time", id="duplicate id"),
        pytest.param("name: {en: Funds}", "name: {de: Geld}", 17, "no English text; add 'en'", id="no English"),
        pytest.param(
            "source: Vis2018_T3\n    name: {en: Time", "name: {en: Time", 9, "'source' is missing", id="source"
        ),
        pytest.param("source: Vis2018_T3", "source: Vis", 5, "unknown source 'Vis'", id="unknown source"),
        pytest.param("{en: Enough of it}", "{en: Enough}\n    hint: x", 14, "'hint' is no field here", id="field"),
        pytest.param("name: {en: Time, de: Zeit}", "name: Time", 12, "write {en: ..., de: ...}", id="bare text"),
        pytest.param("{en: Enough money}", "{en: no}", 18, "put it in quotes", id="YAML's no"),
        pytest.param("{en: Enough money}", "{en: ''}", 18, "is empty", id="empty"),
        pytest.param("{en: Funds}", '{en: "Fu\\nnds"}', 17, "not allowed here", id="two lines"),
        pytest.param("{en: Funds}", "{en: Funds, German: Geld}", 17, "language codes", id="language"),
        pytest.param("id: funds", "id: Funds!", 14, "not allowed here", id="id"),
        pytest.param("{en: Resources}", f"{{en: {'R' * 41}}}", 6, "shorten it to 40", id="theme's name"),
        pytest.param("{en: Funds}", f"{{en: Funds, de: {'F' * 61}}}", 17, "shorten it to 60", id="determinant's name"),
        pytest.param("name: {en: Funds}", "name: {en: Funds, en: Money}", 17, "'en' stands twice", id="key twice"),
        pytest.param("name: {en: Funds}", "name: {en: Funds", 18, "not valid YAML", id="bad YAML"),
        pytest.param("name: {en: Funds}", "name: !!python/name:os.system x", 17, "not valid YAML", id="a tag"),
        pytest.param("name: {en: Funds}", "name: {en: Fu\x07nds}", 17, "not valid YAML", id="control character"),
        pytest.param("name: {en: Funds}", "name: &a [*a]", 1, "nested without end", id="alias in itself"),
        pytest.param("    theme: resources\n", "", 9, "'theme' is missing", id="no theme"),
        pytest.param("  - id: funds", "  - funds\n  - id: funds", 14, "must be a list of fields", id="bare entry"),
        pytest.param("themes:", "themen:", 1, "'themes' is missing", id="section"),
        pytest.param(RIGHT, "", 1, "no catalogue", id="empty file"),
        pytest.param(RIGHT, "- time\n- funds\n", 1, "no catalogue", id="a list"),
    ],
)
def test_a_wrong_file_is_refused_with_line_and_repair(
    tmp_path: Path, right: str, wrong: str, line: int, words: str
) -> None:
    file = _write(tmp_path, RIGHT.replace(right, wrong, 1))

    with pytest.raises(CatalogueError) as refused:
        load_catalogue(file)

    assert (refused.value.file, refused.value.line) == (file, line)
    assert f"catalogue.yaml, line {line}: " in str(refused.value)
    assert words in str(refused.value)


def test_a_fault_names_the_entry_it_is_in(tmp_path: Path) -> None:
    file = _write(tmp_path, RIGHT.replace("definition: {en: Enough money}", "defnition: {en: Enough money}"))

    with pytest.raises(CatalogueError) as refused:
        load_catalogue(file)

    assert str(refused.value).splitlines() == [
        f"{file}, line 14: determinants 'funds': 'definition' is missing; add it",
        f"{file}, line 18: determinants 'funds': 'defnition' is no field here; correct its spelling or remove it",
    ]


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"missing\.yaml: cannot be read .* check the path") as refused:
        load_catalogue(tmp_path / "missing.yaml")

    assert refused.value.line is None


def test_a_file_in_another_encoding_is_refused_with_line(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.yaml"
    file.write_bytes(RIGHT.replace("Zeit", "Zähigkeit").encode("latin-1"))

    with pytest.raises(CatalogueError, match="line 12: not UTF-8; save the file as UTF-8"):
        load_catalogue(file)


def test_a_file_with_windows_line_ends_and_a_byte_order_mark_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.yaml"
    file.write_bytes(RIGHT.replace("\n", "\r\n").encode("utf-8-sig"))

    assert len(load_catalogue(file).determinants) == 2


def test_the_packaged_file_has_no_field_that_the_models_drop() -> None:
    file = Path(__file__).resolve().parents[2] / "knowledge" / "data" / "determinants.yaml"
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    kept = load_catalogue().model_dump()

    for section, entries in written.items():
        for entry, loaded in zip(entries, kept[section], strict=True):
            assert entry.items() <= loaded.items()


def _entries(catalogue: Catalogue) -> list[Theme | Determinant]:
    return [*catalogue.themes, *catalogue.determinants]


def _write(folder: Path, text: str) -> Path:
    file = folder / "catalogue.yaml"
    file.write_text(text, encoding="utf-8")
    return file
