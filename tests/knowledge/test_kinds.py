"""Texts are told apart by kind, and several barriers in one text are parted."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.idioms import Idioms, Keyed
from knowledge.kinds import Kind, is_clearly_hindering, split_parts, tell_kind
from knowledge.loading import load_catalogue

STATEMENTS = Path(__file__).parents[2] / "benchmarks" / "statements"
LANGUAGES = st.sampled_from(["en", "de", "de-AT", "fr", ""])
SPOKEN_WORDS = """
    no time and nobody told us , . ; also the wifi is bad but good because 1. 2. - a) b) keine zeit und ausserdem fehlt
    personal first second on top of that / & + ? müde não temos it helps never too
"""
SPOKEN = st.lists(st.sampled_from([*SPOKEN_WORDS.split(), "\n"]), max_size=40).map(" ".join)


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("the nurses have no time for it", "en", "barrier"),
        ("zu wenig Personal", "de", "barrier"),
        ("not easy to use", "en", "barrier"),
        ("It never works well.", "en", "barrier"),
        ("Great training, but no time to use it", "en", "barrier"),
        ("Die App ist super, aber niemand kennt sie", "de", "barrier"),
        ("would be helpful if it worked", "en", "barrier"),
        ("is it easy?", "en", "barrier"),
        ("DSGVO", "de", "barrier"),
        ("Dr. Jovanović ist dagegen", "de", "barrier"),
        ("Telemonitorng Sensr Baterie", "en", "barrier"),
        ("no tiem for teh apointment", "en", "barrier"),
        ("das wlan is crap", "de", "barrier"),
        ("i hob ka zeit ned", "de", "barrier"),
        ("no idea what it is for", "en", "barrier"),
        ("dunno how", "en", "barrier"),
        ("Not sure who does it.", "en", "barrier"),
        ("I don't know the password", "en", "barrier"),
        ("nothing works", "en", "barrier"),
        ("nobody knows", "en", "barrier"),
        ("no help", "en", "barrier"),
        ("keine Ahnung, wozu das gut ist", "de", "barrier"),
        ("weiß nicht wie das geht", "de", "barrier"),
        ("kein Plan wer das macht", "de", "barrier"),
        ("keiner weiß es", "de", "barrier"),
        ("keine Hilfe", "de", "barrier"),
        ("patients are happy with face to face", "en", "barrier"),
        ("people are happy with what they have", "en", "barrier"),
        ("we always did fine without it", "en", "barrier"),
        ("the old system works well", "en", "barrier"),
        ("staff like paper", "en", "barrier"),
        ("everyone is used to the phone and satisfied", "en", "barrier"),
        ("die Leute sind mit dem zufrieden, was sie haben", "de", "barrier"),
        ("Papier ist einfacher", "de", "barrier"),
        ("Die Patienten sind es so gewohnt und zufrieden", "de", "barrier"),
        ("patients are very happy with the app", "en", "facilitator"),
        ("cheaper than the fares we used to pay", "en", "facilitator"),
        ("alle sind mit der Schulung zufrieden", "de", "facilitator"),
        ("Die Patienten sind sehr zufrieden damit", "de", "facilitator"),
        ("The trainers were wonderful.", "en", "facilitator"),
        ("never had any trouble with the login", "en", "facilitator"),
        ("It was hard at first, but now it works great", "en", "facilitator"),
        ("Unsere Chefin unterstützt uns sehr", "de", "facilitator"),
        ("Wir hatten noch nie Probleme", "de", "facilitator"),
        ("die technik läuft wie geschmiert", "de", "facilitator"),
        ("", "en", "nothing"),
        ("  \n", "en", "nothing"),
        ("???", "en", "nothing"),
        ("\N{SMILING FACE WITH OPEN MOUTH}", "en", "nothing"),
        ("dunno", "en", "nothing"),
        ("I don't see any problems", "en", "nothing"),
        ("Everything's great, thanks!", "en", "nothing"),
        ("hahaha", "en", "nothing"),
        ("qwertz", "de", "nothing"),
        ("ich weiß es nicht", "de", "nothing"),
        ("Alles bestens bei uns", "de", "nothing"),
        ("Bei uns gibt es keine Probleme", "de", "nothing"),
        ("no idea what to say", "en", "nothing"),
        ("idk what to put", "en", "nothing"),
        ("keine Ahnung, was ich schreiben soll", "de", "nothing"),
        ("no", "de", "nothing"),
        ("Il n'y a pas assez de personnel", "en", "foreign"),
        ("No tenemos dinero para esto", "de", "foreign"),
        ("У нас нет времени", "de", "foreign"),
        ("ليس لدينا وقت", "en", "foreign"),
        ("我们没有时间", "en", "foreign"),
        ("Nemamo dovoljno vremena za to", "de", "foreign"),
        ("c'est trop compliqué", "en", "foreign"),
        ("no tengo tiempo", "en", "foreign"),
        ("no funciona", "en", "foreign"),
        ("falta personal", "de", "foreign"),
        ("non ho tempo", "de", "foreign"),
        ("geen tijd", "de", "foreign"),
        ("troppo costoso", "en", "foreign"),
        ("brak czasu", "de", "foreign"),
        ("nie działa", "de", "foreign"),
        ("zaman yok", "de", "foreign"),
        ("internet kötü", "de", "foreign"),
        ("nema vremena", "de", "foreign"),
        ("muito caro", "en", "foreign"),
        ("no personal", "en", "barrier"),
        ("OP Team", "de", "barrier"),
        ("mi ned", "de", "barrier"),
        ("nie Personal", "de", "barrier"),
    ],
)
def test_a_text_has_a_kind(text: str, language: str, kind: Kind) -> None:
    assert tell_kind(text, language=language) == kind


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("nobody showed us; also, the login fails", "en", ("nobody showed us", "the login fails")),
        ("Nobody showed us. Also, the login fails.", "de", ("Nobody showed us", "the login fails")),
        ("das ist zu teuer, also die Lizenz ist es", "en", ()),
        ("no money, no staff", "en", ("no money", "no staff")),
        ("kein Geld, kein Personal", "de", ("kein Geld", "kein Personal")),
        ("1. no rooms 2. old computers", "en", ("no rooms", "old computers")),
        ("- zu teuer\n- keine Schulung", "de", ("zu teuer", "keine Schulung")),
        ("The wifi fails and nobody trained us.", "en", ("The wifi fails", "nobody trained us")),
        (
            "Das Netz bricht ständig ab. Außerdem weiß keiner, wer zuständig ist.",
            "de",
            ("Das Netz bricht ständig ab", "weiß keiner, wer zuständig ist"),
        ),
        (
            "no money, no staff, no wifi, no training, no plan",
            "en",
            ("no money", "no staff", "no wifi", "no training, no plan"),
        ),
        ("we have no money because the insurer stopped paying", "en", ()),
        ("doctors and nurses have no time", "en", ()),
        ("the wifi fails, so nobody logs in", "en", ()),
        ("The training was excellent. Also, the wifi is great.", "en", ()),
        ("Die Tablets, die Laptops und die Kameras fehlen", "de", ()),
        ("das ist also teuer, also die Lizenz", "de", ()),
        ("keine Zeit, kein Geld, keine Leute", "de", ("keine Zeit", "kein Geld", "keine Leute")),
        ("no time, no money, no staff", "en", ("no time", "no money", "no staff")),
        ("no time, no money, no people", "en", ("no time", "no money", "no people")),
        ("1. no time 2. no training 3. no tablets", "en", ("no time", "no training", "no tablets")),
        (
            "Wir haben kein WLAN und keiner zeigt uns wie es geht",
            "de",
            ("Wir haben kein WLAN", "keiner zeigt uns wie es geht"),
        ),
        ("Zum einen fehlt die Zeit, zum anderen die Räume", "de", ("fehlt die Zeit", "die Räume")),
        (
            "Nobody has time to explain it to patients, and the log-in fails half of the time",
            "en",
            ("Nobody has time to explain it to patients", "the log-in fails half of the time"),
        ),
        (
            "There is no time, there is no money and there is no staff.",
            "en",
            ("There is no time", "there is no money", "there is no staff"),
        ),
        ("patients refuse the link; nobody has the keys", "en", ("patients refuse the link", "nobody has the keys")),
        ("We are a pioneer by nature; the founder was a troublemaker", "en", ()),
        ("Our manager is keen but nobody has time", "en", ()),
        ("on the one hand it is great, on the other hand nobody has time", "en", ()),
        ("no time", "en", ()),
        ("", "en", ()),
    ],
)
def test_several_barriers_are_parted_and_one_is_not(text: str, language: str, parts: tuple[str, ...]) -> None:
    assert split_parts(text, language=language) == parts


@pytest.mark.parametrize(
    ("text", "language", "hinders"),
    [
        ("nobody has time for it", "en", True),
        ("The manager is nice, but there are too few nurses", "en", True),
        ("die Tablets sind kaputt", "de", True),
        ("keine Zeit", "de", True),
        ("half the team left in spring and the new ones were never shown how", "en", True),
        ("uns hat man das nie gezeigt", "de", True),
        ("never any problems with the login", "en", False),
        ("nobody complains", "en", False),
        ("our boss", "en", False),
        ("he would never have gone to town for it", "en", False),
        ("Wir hatten noch nie Probleme", "de", False),
        ("unsere Leitung", "de", False),
        ("no idea", "en", False),
    ],
)
def test_what_could_hardly_help_hinders_clearly(text: str, language: str, hinders: bool) -> None:
    assert is_clearly_hindering(text, language=language) is hinders


def test_nothing_that_helps_hinders_clearly() -> None:
    helping = [entry for entry in _read_kinds() if entry["kind"] == "facilitator"]

    assert [
        entry["words"] for entry in helping if is_clearly_hindering(str(entry["words"]), language=_language(entry))
    ] == []


@given(text=st.text(max_size=300) | SPOKEN, language=LANGUAGES)
def test_parts_are_pieces_of_the_text_in_order(text: str, language: str) -> None:
    parts = split_parts(text, language=language)

    place = 0
    for part in parts:
        place = text.index(part, place) + len(part)
    assert len(parts) in {0, 2, 3, 4}
    assert all(part.strip() for part in parts)


@given(text=st.text(max_size=300) | SPOKEN, language=LANGUAGES)
def test_any_text_has_one_kind_whoever_asks_again(text: str, language: str) -> None:
    kind = tell_kind(text, language=language)

    assert kind in {"barrier", "facilitator", "nothing", "foreign"}
    assert tell_kind(text, language=language) == kind


@pytest.mark.parametrize(
    "piece", ["no ", "not a single ", "1. ", "a" * 50, "- x\n", "also, ", "\N{COMBINING ACUTE ACCENT}", " ", "('"]
)
def test_a_long_text_is_told_and_parted_by_its_beginning(piece: str) -> None:
    start = (piece * 2_000)[:2_000]
    longer = start + "never"

    assert tell_kind(longer, language="en") == tell_kind(start, language="en")
    assert len(split_parts(longer, language="en")) == len(split_parts(start, language="en"))


def test_nothing_of_a_long_text_is_lost_when_it_parts() -> None:
    rest = "this is where it ends " * 200

    parts = split_parts(f"no money, no staff, {rest}and goodbye", language="en")

    assert parts[0] == "no money"
    assert parts[-1].endswith("and goodbye")


@pytest.mark.parametrize(
    "piece", [" and also we do it", " die und ist nicht ", "; no time", "1. x 2. y ", "- x\n", "a b "]
)
def test_a_long_text_is_looked_at_no_more_than_a_fairly_long_one(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks at a word in the lists are counted, as they are nearly all of what it costs."""
    looks, find_ends = Counter[str](), Idioms.find_ends

    def count(idioms: Idioms, words: Sequence[Keyed], start: int) -> dict[int, set[str]]:
        looks["all"] += 1
        return find_ends(idioms, words, start)

    monkeypatch.setattr(Idioms, "find_ends", count)
    for ask in (tell_kind, split_parts):
        looks.clear()
        ask((piece * 4_000)[:4_000], language="en")

        assert looks["all"] <= 8_000


def test_kinds_are_told_as_well_as_they_were() -> None:
    told = _count_kinds()

    assert {kind: told[kind, "barrier"] for kind in ("facilitator", "nothing", "foreign")} == dict.fromkeys(
        ("facilitator", "nothing", "foreign"), 0
    )
    assert told["facilitator", "facilitator"] >= 46  # of 60
    assert told["nothing", "nothing"] >= 48  # of 50
    assert told["foreign", "foreign"] >= 28  # of 30


def test_hardly_a_statement_is_taken_for_something_else() -> None:
    kinds = Counter(tell_kind(words, language=language) for words, language in _read_statements())

    assert kinds["nothing"] + kinds["foreign"] == 0
    assert kinds["facilitator"] <= 18  # about one in ten of the statements is something that helps


def test_what_the_catalogue_learned_from_is_in_a_language_of_ours() -> None:
    lines = [line for entry in load_catalogue().sounds_like for own in entry.said for line in entry.lines(own)]

    assert [line for line in lines if tell_kind(line, language="en") == "foreign"] == []


def test_several_barriers_are_parted_as_well_as_they_were() -> None:
    several = [entry for entry in _read_kinds() if entry["kind"] == "several"]
    exact = sum(list(_split(entry)) == entry["parts"] for entry in several)

    assert exact >= 36  # of 50


def test_hardly_one_barrier_is_parted() -> None:
    single = [entry for entry in _read_kinds() if entry["kind"] != "several"]
    statements = [words for words, language in _read_statements() if split_parts(words, language=language)]

    assert [entry["words"] for entry in single if _split(entry)] == []
    assert len(statements) <= 3  # of 518


def _count_kinds() -> Counter[tuple[str, str]]:
    """(told, meant) to how many."""
    meant = {"several": "barrier", "single": "barrier"}
    return Counter(
        (tell_kind(str(entry["words"]), language=_language(entry)), meant.get(str(entry["kind"]), str(entry["kind"])))
        for entry in _read_kinds()
    )


def _split(entry: dict[str, object]) -> tuple[str, ...]:
    return split_parts(str(entry["words"]), language=_language(entry))


def _language(entry: dict[str, object]) -> str:
    """Of the person, who may write another one than they read."""
    return "de" if entry["language"] == "de" else "en"


@cache
def _read_kinds() -> list[dict[str, object]]:
    entries: list[dict[str, object]] = yaml.safe_load((STATEMENTS / "kinds.yaml").read_text(encoding="utf-8"))
    return entries


@cache
def _read_statements() -> list[tuple[str, str]]:
    files = {"en_chat": "en", "en_interviews": "en", "de": "de"}
    return [
        (entry["words"], language)
        for file, language in files.items()
        for entry in yaml.safe_load((STATEMENTS / f"{file}.yaml").read_text(encoding="utf-8"))
    ]
