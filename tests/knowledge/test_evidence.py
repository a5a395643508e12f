"""What the packaged catalogue says of the field is what the evidence files say: nothing lacking, nothing more."""

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue, Crossing
from knowledge.entries import Rating
from knowledge.loading import load_catalogue

EVIDENCE = Path(__file__).resolve().parents[2] / ".." / "shared" / "evidence"
pytestmark = pytest.mark.skipif(not EVIDENCE.is_dir(), reason="the evidence files are not beside this checkout")

Rows = Sequence[Mapping[str, str]]

CATEGORIES = {
    "Plan": "plan",
    "Educate": "educate",
    "Finance": "finance",
    "Restructure": "restructure",
    "Quality management": "quality_management",
    "Attend to policy context": "policy_context",
}
# How the files name some sources in passing, and the entry that is meant.
SOURCES = {
    "PMC11446052_Tab4": "ISComms2024_PMC11446052_Tab4",
    "PMC11446052_Tab5": "ISComms2024_PMC11446052_Tab4",
    "Yakovchenko 2023 abstract": "Yakovchenko2023_T2",
    "Rogal 2017 abstract": "Rogal2017",
    "Finch 2024 abstract": "Finch2024_T2",
    "Lau 2015 BMJ Open 5:e009993 (abstract)": "Lau2015",
    "NPT components": "NPT_components",
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def test_every_determinant_has_the_id_name_and_theme_of_the_review(catalogue: Catalogue) -> None:
    ours = [(each.id, each.name.to("en"), each.review_theme) for each in catalogue.determinants]
    printed = _read("vis2018")

    assert sorted(ours) == sorted((r["determinant_id"], r["determinant_as_printed"], r["theme_id"]) for r in printed)
    assert len(ours) == 37


def test_every_determinant_is_shown_in_the_group_of_the_platform(catalogue: Catalogue) -> None:
    on_the_platform = {row["determinant_id"]: _group(row) for row in _read("vis2018")}

    assert {each.id: each.theme for each in catalogue.determinants} == on_the_platform


def test_no_definition_of_a_determinant_is_a_sentence_of_the_evidence_file(catalogue: Catalogue) -> None:
    theirs = {row["working_description_ours"].rstrip(".").lower() for row in _read("vis2018")}

    assert theirs.isdisjoint(each.definition.to("en").rstrip(".").lower() for each in catalogue.determinants)


def test_every_strategy_has_its_number_name_cluster_and_ratings(catalogue: Catalogue) -> None:
    numbers = {cluster.id: str(cluster.number) for cluster in catalogue.clusters}
    ours = {s.eric: (s.name.to("en"), numbers[s.cluster or ""], s.ratings) for s in catalogue.strategies}
    printed = {int(r["eric_no"]): (r["strategy"], r["cluster_no"], _ratings(r)) for r in _read("eric")}

    assert ours == printed
    assert len(catalogue.strategies) == 73


def test_every_strategy_has_the_beginning_of_its_published_name_as_id(catalogue: Catalogue) -> None:
    names = {strategy.id: strategy.name.to("en").lower().replace("'", "") for strategy in catalogue.strategies}

    assert [key for key, name in names.items() if not re.sub(r"[^a-z]+", "_", name).startswith(key)] == []


def test_every_strategy_is_in_the_category_of_the_crosswalk(catalogue: Catalogue) -> None:
    ours = {str(strategy.eric): strategy.category for strategy in catalogue.strategies}
    theirs = {row["eric_no"]: CATEGORIES[row["powell2012_group_ours"]] for row in _read("crosswalk")}

    assert {number: ours[number] for number in theirs} == theirs


def test_every_cluster_has_its_name_size_and_means(catalogue: Catalogue) -> None:
    ours = [(c.number, c.name.to("en"), c.size, c.importance, c.feasibility) for c in catalogue.clusters]

    assert ours == [
        (
            int(row["cluster_no"]),
            row["cluster"],
            int(row["n_strategies"]),
            _float(row["waltz2015_cluster_importance"]),
            _float(row["waltz2015_cluster_feasibility"]),
        )
        for row in _read("eric_clusters")
    ]


def test_every_construct_has_its_name_domain_counts_and_sources(catalogue: Catalogue) -> None:
    ours = [(c.id, c.name.to("en"), c.domain, c.level1, c.level2, c.reviews, c.name_2022) for c in catalogue.constructs]

    assert ours == [
        (
            row["construct_id"],
            row["construct"],
            row["domain"],
            _int(row["waltz2019_n_level1"]),
            _int(row["waltz2019_n_level2"]),
            _int(row["ross2016_n_review_citations"]),
            row["cfir2_2022_name_indicative"] or None,
        )
        for row in _read("cfir_constructs")
    ]


def test_a_construct_rests_on_the_review_of_ehealth_where_that_counted_it(catalogue: Catalogue) -> None:
    ours = {construct.id for construct in catalogue.constructs if "Ross2016_T2" in construct.sources}

    assert ours == {row["construct_id"] for row in _read("cfir_constructs") if "Ross2016_T2" in row["source_counts"]}


def test_every_endorsement_is_a_row_of_the_table(catalogue: Catalogue) -> None:
    numbers = {strategy.id: strategy.eric for strategy in catalogue.strategies}
    ours = [(e.cfir, numbers[e.strategy], e.share, e.level, e.experts, e.sources) for e in catalogue.endorsements]
    printed = [
        (
            row["construct_id"],
            int(row["eric_no"]),
            _int(row["percent"]),
            row["level"],
            _int(row["n_respondents"]),
            _sources(row["source"]),
        )
        for row in _read("cfir_eric")
    ]

    assert sorted(ours, key=str) == sorted(printed, key=str)
    assert (len(ours), sum(share is not None for _, _, share, *_ in ours)) == (212, 149)


def test_every_link_is_that_of_the_analyst(catalogue: Catalogue) -> None:
    ours = [(e.determinant, e.primary, e.secondary, e.confidence, e.com_b) for e in catalogue.links]

    assert sorted(ours, key=str) == sorted(
        (
            (
                row["determinant_id"],
                row["cfir_primary"] or None,
                tuple(filter(None, row["cfir_secondary"].split(";"))),
                row["confidence"],
                _com_b(row["com_b"]),
            )
            for row in _read("crosswalk_determinant_cfir")
        ),
        key=str,
    )


def test_the_crosswalk_is_the_published_one_row_for_row(catalogue: Catalogue) -> None:
    numbers = {strategy.id: str(strategy.eric) for strategy in catalogue.strategies}
    ours = [_row(c, number=numbers[c.strategy]) for d in catalogue.determinants for c in catalogue.crossings(d.id)]
    printed = [
        (
            row["determinant_id"],
            row["cfir_construct"],
            row["cfir_role"],
            row["eric_no"],
            row["basis"][0],
            row["percent"],
            row["level"],
            _sources(row["source"]),
            row["crosswalk_confidence"],
        )
        for row in _read("crosswalk")
    ]

    assert sorted(ours) == sorted(printed)
    assert len(ours) == 379


def test_every_component_of_npt_is_there(catalogue: Catalogue) -> None:
    names = {construct.id: construct.name.to("en") for construct in catalogue.npt_constructs}
    ours = [(names[component.npt], component.name.to("en")) for component in catalogue.npt_components]

    assert ours == [(row["npt_construct"], row["component"]) for row in _read("npt_components")]


def test_no_question_of_the_pulse_is_one_of_nomad(catalogue: Catalogue) -> None:
    theirs = {_letters(row["item_text"].replace("[intervention]", "")) for row in _read("npt")}

    assert theirs.isdisjoint(_letters(each.ask.to("en").replace("{innovation}", "")) for each in catalogue.pulse)


def test_every_field_of_a_plan_is_there(catalogue: Catalogue) -> None:
    ours = [(field.scheme, field.published) for field in catalogue.plan_fields]

    assert ours == [(row["scheme"], row["field"]) for row in _read("plan_fields")]


def test_every_known_effect_is_there_with_its_source(catalogue: Catalogue) -> None:
    ours = [(effect.published, effect.source) for effect in catalogue.effects]

    assert ours == [(row["strategy"], _source_of_effect(row)) for row in _read("effects")]


@pytest.mark.parametrize("language", ["en", "de"])
def test_an_effect_says_no_number_that_is_not_in_its_row(catalogue: Catalogue, language: str) -> None:
    printed = {row["strategy"]: _numbers(" ".join(row.values()), language="en") for row in _read("effects")}

    for effect in catalogue.effects:
        assert _numbers(effect.says.to(language), language=language) <= printed[effect.published], effect.id
        assert _numbers(effect.caution.to(language), language=language) == set(), effect.id


@pytest.mark.parametrize("language", ["en", "de"])
def test_an_effect_says_every_number_of_its_row(catalogue: Catalogue, language: str) -> None:
    for effect, row in zip(catalogue.effects, _read("effects"), strict=True):
        printed = _numbers(f"{row['evidence_base']} {row['effect']}", language="en")

        assert printed <= _numbers(effect.says.to(language), language=language), effect.id


def test_every_source_has_the_doi_of_the_list(catalogue: Catalogue) -> None:
    listed = {_source(row["key"]): row["identifier"] for row in _read("sources") if row["identifier"][:3] == "10."}
    ours = {source.id: source.identifier for source in catalogue.sources}

    assert {key: ours[key] for key in ours.keys() & listed.keys()} == {
        key: listed[key] for key in ours if key in listed
    }
    assert ours.keys() - listed.keys() == {
        "ours",
        "Powell2012",
        "IHI_PDSA",
        "Doran1981",
        "Grimshaw2012",
        "NPT_components",
    }


def _read(name: str) -> Rows:
    with (EVIDENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _group(row: Mapping[str, str]) -> str:
    """`healthcare_system` where the platform moved it, as the file says in brackets; the review's theme elsewhere."""
    if row["itfits_barrier_group"] == row["theme"]:
        return row["theme_id"]
    return row["itfits_barrier_group"].partition(" (")[0].lower().replace(" ", "_")


def _ratings(row: Mapping[str, str]) -> tuple[Rating, ...]:
    sources = [_source(key) for key in row["rating_sources"].split(";") if key]
    ratings = [
        Rating.model_validate(
            {
                "source": source,
                "importance": _float(row["dopp2020_importance" if "Dopp" in source else "waltz2015_importance"]),
                "feasibility": _float(row["dopp2020_feasibility" if "Dopp" in source else "waltz2015_feasibility"]),
                "zone": None if "Dopp" in source else row["waltz2015_gozone"] or None,
            }
        )
        for source in sources
    ]
    return tuple(ratings)


def _row(crossing: Crossing, *, number: str) -> tuple[str, str, str, str, str, str, str, tuple[str, ...], str]:
    return (
        crossing.determinant,
        crossing.cfir or "",
        crossing.role or "",
        number,
        crossing.basis,
        "" if crossing.share is None else str(crossing.share),
        crossing.level or "",
        crossing.sources,
        crossing.confidence,
    )


def _com_b(text: str) -> tuple[str, ...]:
    """The components of COM-B; a capability of no named kind is either kind."""
    if text == "Capability (patient)":
        return ("psychological_capability", "physical_capability")
    return tuple(part.partition(" (")[0].strip().lower().replace(" ", "_") for part in text.split(";"))


def _sources(text: str) -> tuple[str, ...]:
    return tuple(_source(key) for key in text.split(";") if key)


def _source(key: str) -> str:
    return SOURCES.get(key, key.replace("-", "_"))


def _source_of_effect(row: Mapping[str, str]) -> str:
    text = row["review"] if row["source"] == "as named" else row["source"]
    return "Grimshaw2012" if text.startswith("Grimshaw 2012") else _source(text.partition(";")[0])


def _numbers(text: str, *, language: str) -> set[float]:
    """The numbers in a text as it writes them: `11,000` and `4.3` in English, `11.000` and `4,3` in German."""
    plain = text.translate(str.maketrans(",.", ".,")) if language == "de" else text
    found = re.findall(r"(?<![\w.])-?\d+(?:,\d{3})*(?:\.\d+)?", plain)
    return {abs(float(number.replace(",", ""))) for number in found}


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _int(cell: str) -> int | None:
    return int(cell) if cell else None


def _float(cell: str) -> float | None:
    return float(cell) if cell else None
