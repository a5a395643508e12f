"""People's words find determinants, and no text does anything but be looked up."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from knowledge.catalogue import Catalogue
from knowledge.loading import load_catalogue
from knowledge.matching import Suggestion, suggest_determinants

DETERMINANTS = [entry.id for entry in load_catalogue().determinants]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("determinant", DETERMINANTS)
def test_a_determinants_own_name_finds_it(determinant: str, language: str) -> None:
    name = load_catalogue().get_determinant(determinant).name.to(language)

    assert determinant in _find(name, language=language)


@pytest.mark.parametrize("determinant", DETERMINANTS)
def test_an_english_name_finds_its_determinant_for_a_german_too(determinant: str) -> None:
    name = load_catalogue().get_determinant(determinant).name.to("en")

    assert determinant in _find(name, language="de")


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("no time for it", "en", "time"),
        ("NO TIME", "en", "time"),
        ("the login never works", "en", "access_reliability_ict"),
        ("it's too expensive", "en", "costs"),
        ("my boss does not care", "en", "leadership_support"),
        ("too much paperwork", "en", "facilitating_processes"),
        ("keine Zeit dafür", "de", "time"),
        ("Zeitmangel", "de", "time"),
        ("Datenschutzbedenken", "de", "privacy"),
        ("zu wenig Personal auf Station", "de", "personnel"),
        ("Aerzte", "de", "clinical_cultures"),
        ("Ärzte", "de-AT", "clinical_cultures"),
        ("ist zu umständlich", "de", "convenience"),
        ("zu viel paperwork", "de", "facilitating_processes"),
        ("no time", "fr", "time"),
    ],
)
def test_plain_words_find_what_they_mean(text: str, language: str, first: str) -> None:
    assert _find(text, language=language)[0] == first


@pytest.mark.parametrize(
    ("text", "language", "meant"),
    [
        ("not enough time", "en", {"time"}),
        ("we never have enough time", "en", {"time"}),
        ("too busy", "en", {"time"}),
        ("workload", "en", {"time"}),
        ("not enough staff", "en", {"personnel"}),
        ("too few nurses", "en", {"personnel"}),
        ("short staffed", "en", {"personnel"}),
        ("high turnover", "en", {"staffing_roles", "personnel"}),
        ("nobody feels responsible", "en", {"staffing_roles"}),
        ("not my job", "en", {"clinical_cultures", "staffing_roles"}),
        ("doctors not interested", "en", {"clinical_cultures", "expectations_preferences"}),
        ("patients not interested", "en", {"personal_need", "expectations_preferences", "patient_characteristics"}),
        ("too complicated", "en", {"technology", "convenience"}),
        ("too many clicks", "en", {"technology", "convenience"}),
        ("login problems", "en", {"access_reliability_ict"}),
        ("no wifi", "en", {"infrastructure", "access_reliability_ict"}),
        ("no tablets", "en", {"infrastructure"}),
        ("no room", "en", {"infrastructure", "privacy"}),
        ("no training", "en", {"education"}),
        ("nobody showed us", "en", {"education"}),
        ("too expensive", "en", {"costs"}),
        ("no budget", "en", {"funds"}),
        ("not reimbursed", "en", {"funds"}),
        ("no support from management", "en", {"leadership_support"}),
        ("boss does not care", "en", {"leadership_support"}),
        ("not a priority", "en", {"strategies_priorities"}),
        ("no plan", "en", {"management"}),
        ("bad communication", "en", {"communication"}),
        ("GPs don't refer", "en", {"primary_process", "collaboration"}),
        ("data protection", "en", {"privacy"}),
        ("old patients", "en", {"patient_characteristics"}),
        ("patients can't read", "en", {"skills_competences", "patient_characteristics"}),
        ("too much paperwork", "en", {"facilitating_processes"}),
        ("does not fit our workflow", "en", {"primary_process"}),
        ("no evidence", "en", {"evidence_base"}),
        ("does not work", "en", {"effectiveness", "technology", "access_reliability_ict"}),
        ("too risky", "en", {"safety"}),
        ("nobody knows about it", "en", {"awareness"}),
        ("long waiting lists", "en", {"access_to_treatment"}),
        ("the law", "en", {"policy"}),
        ("zu wenig Zeit", "de", {"time"}),
        ("keine Zeit", "de", {"time"}),
        ("zu wenig Personal", "de", {"personnel"}),
        ("Personalmangel", "de", {"personnel"}),
        ("zu kompliziert", "de", {"technology", "convenience"}),
        ("keine Schulung", "de", {"education"}),
        ("kein WLAN", "de", {"infrastructure", "access_reliability_ict"}),
        ("zu teuer", "de", {"costs"}),
        ("kein Geld", "de", {"funds"}),
        ("Datenschutz", "de", {"privacy"}),
        ("Chef steht nicht dahinter", "de", {"leadership_support"}),
        ("niemand zuständig", "de", {"staffing_roles"}),
        ("keiner kennt es", "de", {"awareness"}),
        ("zu viel Bürokratie", "de", {"facilitating_processes"}),
        ("ältere Patienten", "de", {"patient_characteristics"}),
        ("passt nicht in den Ablauf", "de", {"primary_process"}),
        ("Ärzte machen nicht mit", "de", {"clinical_cultures", "expectations_preferences", "collaboration"}),
        ("keine Rückmeldung", "de", {"communication", "collaboration"}),
        ("Gesetze", "de", {"policy"}),
        ("bringt nichts", "de", {"effectiveness"}),
    ],
)
def test_the_commonest_barriers_in_few_words_find_what_they_mean(text: str, language: str, meant: set[str]) -> None:
    assert meant & set(_find(text, language=language))


def test_the_reason_is_the_words_as_they_were_typed() -> None:
    suggestions = _suggest("The Doctors just FORGET it exists, forget it", language="en")

    assert (suggestions[0].determinant, suggestions[0].why) == ("awareness", "FORGET, exists")


def test_a_reason_stays_short() -> None:
    definition = load_catalogue().get_determinant("safety").definition.to("en")

    assert all(len(found.why.split(", ")) <= 5 for found in _suggest(definition, language="en"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("xyzzy frobnicates", "en"),
        ("everything is fine", "en"),
        ("idk", "en"),
        ("nothing", "en"),
        ("alles gut", "de"),
        ("weiß nicht", "de"),
    ],
)
def test_words_that_say_nothing_find_nothing(text: str, language: str) -> None:
    assert _find(text, language=language) == []


@pytest.mark.parametrize("language", ["en", "de", "fr", "", "'; DROP TABLE words_en; --"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        " \t\n",
        "\0",
        "\0" * 100_000,
        "😀👩‍⚕️🏥",
        "12 345 6/7",
        "x" * 100_000,
        '"',
        "***",
        "(((",
        "\ud800",
        "שלום עולם",
        "\u202e\u200b\u2066",
        "ﷺ" * 100_000,
        "a\u0301" * 50_000,
    ],
)
def test_a_hostile_text_finds_nothing_and_does_no_harm(text: str, language: str) -> None:
    assert _find(text, language=language) == []


@pytest.mark.parametrize(
    "text",
    [
        "NOT time",
        "' OR 'time'='1'; --",
        "time AND",
        "NEAR(time, 3)",
        "name: time",
        "-time",
        "^time*",
        "{name} : time",
        'time"',
        "ti\u200bme, time",
        "<b>time</b>",
        "\0time\0",
        "\ud800 time",
        "\u202etime",
    ],
)
def test_query_syntax_is_read_as_words(text: str) -> None:
    assert "time" in _find(text, language="en")


def test_of_a_very_long_text_the_beginning_is_read() -> None:
    assert _find("time " + "zzz " * 25_000, language="en") == _find("time " + "zzz " * 2_000, language="en")
    assert _find("zzz " * 25_000 + "time", language="en") == []


@given(text=st.text(max_size=300), language=st.sampled_from(["en", "de", "fr"]))
def test_any_text_gives_at_most_three_known_determinants_each_once(text: str, language: str) -> None:
    found = _find(text, language=language)

    assert len(found) <= 3
    assert len(set(found)) == len(found)
    assert set(found) <= set(DETERMINANTS)


@given(text=st.lists(st.sampled_from(["time", "staff", "NOT", "AND", "OR", "NEAR", *"*:^-+\"'(){}"])).map(" ".join))
def test_any_mix_of_words_and_operators_is_looked_up_twice_alike(text: str) -> None:
    assert _suggest(text, language="en") == _suggest(text, language="en")


def test_every_thread_finds_the_same() -> None:
    found: list[list[str]] = []
    text = "half the team left and the new ones were never shown how"
    threads = [threading.Thread(target=lambda: found.append(_find(text, language="en"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [_find(text, language="en")] * 8


def test_another_catalogue_is_looked_up_in_its_own_words() -> None:
    shorter = load_catalogue().model_copy(update={"determinants": load_catalogue().of_theme("resources")})

    assert [found.determinant for found in _suggest("rooms", language="en", catalogue=shorter)] == ["infrastructure"]
    assert _find("login", language="en")[0] == "access_reliability_ict"


def test_a_catalogue_without_determinants_suggests_nothing() -> None:
    empty = load_catalogue().model_copy(update={"determinants": ()})

    assert _suggest("time", language="de", catalogue=empty) == ()


def test_a_suggestion_cannot_be_changed() -> None:
    suggestion = Suggestion(determinant="time", score=1.0, why="time")

    with pytest.raises(ValidationError):
        suggestion.why = "money"  # type: ignore[misc]  # the point of the test


def _suggest(text: str, *, language: str, catalogue: Catalogue | None = None) -> tuple[Suggestion, ...]:
    return suggest_determinants(text, language=language, catalogue=catalogue or load_catalogue())


def _find(text: str, *, language: str) -> list[str]:
    return [suggestion.determinant for suggestion in _suggest(text, language=language)]
