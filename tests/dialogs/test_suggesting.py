"""What is said of suggested strategies: short, nothing promised, and once what goes for all."""

import pytest

from dialogs.suggesting import say_caution, say_together, say_why
from knowledge.choosing import StrategySuggestion, rank_strategies
from knowledge.loading import load_catalogue

CATALOGUE = load_catalogue()
LANGUAGES = ["en", "de"]
LONGEST = 175  # with two long names; most have far fewer

every_language = pytest.mark.parametrize("language", LANGUAGES)
every_determinant = pytest.mark.parametrize("determinant", [each.id for each in CATALOGUE.determinants])


def rank(determinant: str, *, tried: tuple[str, ...] = ()) -> tuple[StrategySuggestion, ...]:
    return rank_strategies(determinant, catalogue=CATALOGUE, language="en", tried=tried)


def why(suggestion: StrategySuggestion, language: str = "en") -> str:
    return say_why(suggestion, catalogue=CATALOGUE, language=language).plain


@every_determinant
@every_language
def test_each_says_why_and_how_little_that_proves_in_a_short_sentence(determinant: str, language: str) -> None:
    for suggestion in rank(determinant):
        said, caution = why(suggestion, language), say_caution(suggestion, language=language)

        assert caution is not None
        assert caution.plain.endswith({"en": "not proof.", "de": "kein Beweis."}[language])
        assert (said[0].isupper(), said[-1], said.count(". ")) == (True, ".", 0)
        assert len(said) <= LONGEST
        assert "{" not in said + caution.plain


def test_most_reasons_have_at_most_110_characters() -> None:
    said = [
        why(suggestion, language) for d in CATALOGUE.determinants for suggestion in rank(d.id) for language in LANGUAGES
    ]

    assert sum(len(each) <= 110 for each in said) >= 0.7 * len(said)


@every_language
def test_no_change_is_told_as_certain(language: str) -> None:
    told = " ".join(why(suggestion, language) for d in CATALOGUE.determinants for suggestion in rank(d.id))

    assert {"en": "it is meant to change", "de": "es soll ändern"}[language] in told.lower()
    assert {"en": "it changes", "de": "es ändert"}[language] not in told.lower()


def test_the_caution_gives_the_share_of_experts_and_says_that_the_link_is_ours() -> None:
    found = next(
        each
        for each in rank("professional_patient_interaction")
        if each.endorsement is not None and each.endorsement.share == 41
    )
    caution = say_caution(found, language="en")

    assert caution is not None
    assert caution.plain == (
        "41 % of surveyed experts picked this for a similar problem; the link is ours. Opinion, not proof."
    )


def test_where_all_are_our_own_it_is_said_once() -> None:
    ours = tuple(each for each in rank("time") if each.basis == "D")

    assert [each.plain.startswith("All of these are our own") for each in say_together(ours, language="en")] == [True]
    assert [say_caution(each, among=ours, language="en") for each in ours if each.caution != "few"] == [None] * len(
        ours
    )


def test_where_experts_named_one_each_has_its_own_caution() -> None:
    mixed = rank("infrastructure")

    assert [*say_together(mixed, language="en")] == []
    assert all(say_caution(each, among=mixed, language="en") for each in mixed)


def test_what_was_tried_says_why_it_stands_where_it_does() -> None:
    tried = [each for each in rank("time", tried=("revise_professional_roles",)) if each.tried]

    assert all(why(each) == "You seem to have tried it, so it stands further down." for each in tried)


def test_a_guess_is_told_once() -> None:
    guessed = tuple(each.model_copy(update={"guessed": True}) for each in rank("infrastructure"))

    assert [each.plain for each in say_together(guessed, language="en")] == ["What this is about is our guess."]


def test_what_nobody_could_read_says_so() -> None:
    general = rank("time")[0].model_copy(update={"why": "general", "determinant": None, "acts_on": (), "via": None})

    assert why(general).startswith("We could not tell what this is about")
