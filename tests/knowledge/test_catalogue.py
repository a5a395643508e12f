"""What stands in the packaged catalogue."""

from collections import Counter

import pytest
from pydantic import ValidationError

from knowledge.catalogue import Catalogue, UnknownEntryError
from knowledge.entries import Link
from knowledge.loading import load_catalogue
from knowledge.texts import Localised

MOVED_TO_THE_SYSTEM = {"policy", "health_care_system_structures"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


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


def test_strategies_stand_in_six_categories_and_nine_clusters_of_the_size_they_say(catalogue: Catalogue) -> None:
    sizes = Counter(strategy.cluster for strategy in catalogue.strategies)

    assert len(catalogue.strategies) == 73
    assert {strategy.category for strategy in catalogue.strategies} == {each.id for each in catalogue.categories}
    assert len(catalogue.categories) == 6
    assert sizes == {cluster.id: cluster.size for cluster in catalogue.clusters}
    assert len(catalogue.clusters) == 9


def test_every_strategy_has_an_example_and_a_first_step_of_its_own(catalogue: Catalogue) -> None:
    steps = {strategy.first_step.to("en") for strategy in catalogue.strategies}
    examples = {strategy.example.to("en") for strategy in catalogue.strategies}

    assert len(steps) == len(examples) == len(catalogue.strategies)


def test_every_determinant_has_a_link_and_strategies(catalogue: Catalogue) -> None:
    assert {link.determinant for link in catalogue.links} == {entry.id for entry in catalogue.determinants}
    assert [entry.id for entry in catalogue.determinants if not catalogue.crossings(entry.id)] == []


def test_every_determinant_has_a_short_example_of_its_own(catalogue: Catalogue) -> None:
    examples = [entry.example for entry in catalogue.determinants if entry.example is not None]

    assert len(set(examples)) == len(catalogue.determinants)
    assert [text.to("en") for text in examples if text.languages != {"en", "de"}] == []
    assert [words for text in examples for words in text.root.values() if len(words) > 160] == []


def test_every_determinant_can_be_said_in_many_ways(catalogue: Catalogue) -> None:
    lacking = [
        (entry.id, language)
        for entry in catalogue.determinants
        for language in ("en", "de")
        if len(set(catalogue.sounds(entry.id, language))) < 25
    ]

    assert lacking == []


def test_the_pulse_asks_one_question_for_each_construct_of_npt(catalogue: Catalogue) -> None:
    assert [question.npt for question in catalogue.pulse] == [construct.id for construct in catalogue.npt_constructs]
    assert all("{innovation}" in words for question in catalogue.pulse for words in question.ask.root.values())


def test_every_entry_names_what_it_rests_on(catalogue: Catalogue) -> None:
    bare = [
        (section, entry)
        for section in Catalogue.model_fields
        if section != "sources"
        for entry in getattr(catalogue, section)
        if not (getattr(entry, "source", None) or getattr(entry, "sources", None))
    ]

    assert bare == []
    assert {link.source for link in catalogue.links} == {entry.source for entry in catalogue.sounds_like} == {"ours"}
    assert catalogue.get_source("ours").licence == "Apache-2.0"


def test_a_construct_that_is_primary_and_secondary_is_primary() -> None:
    link = Link(determinant="time", primary="a", secondary=("b", "a"), confidence="low", com_b=())

    assert link.roles == (("a", "primary"), ("b", "secondary"))
    assert Link(determinant="time", secondary=("b",), confidence="low", com_b=()).roles == (("b", "secondary"),)


def test_every_strategy_can_be_said_in_several_ways(catalogue: Catalogue) -> None:
    lacking = [
        (strategy.id, language)
        for strategy in catalogue.strategies
        for language in ("en", "de")
        if len(set(catalogue.sounds(strategy.id, language))) < 8
    ]

    assert lacking == []


def test_every_text_is_written_in_english_and_german(catalogue: Catalogue) -> None:
    lacking = [
        (entry, field)
        for section in Catalogue.model_fields
        for entry in getattr(catalogue, section)
        for field, value in entry
        if isinstance(value, Localised) and value.languages != {"en", "de"}
    ]

    assert lacking == []


def test_no_text_is_left_as_a_german_copy_of_the_english(catalogue: Catalogue) -> None:
    same = [
        value.to("en")
        for section in ("determinants", "strategies", "constructs", "effects", "plan_fields", "pulse")
        for entry in getattr(catalogue, section)
        for value in dict(entry).values()
        if isinstance(value, Localised) and value.to("en") == value.to("de") and " " in value.to("en")
    ]

    assert same == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_two_buttons_read_the_same(catalogue: Catalogue, language: str) -> None:
    buttons = (
        [entry.name.to(language) for entry in catalogue.themes],
        [entry.name.to(language) for entry in catalogue.determinants],
        [entry.name.to(language) for entry in catalogue.strategies],
        [entry.title.to(language) for entry in catalogue.strategies],
    )

    assert [label for labels in buttons for label, times in Counter(labels).items() if times > 1] == []


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
