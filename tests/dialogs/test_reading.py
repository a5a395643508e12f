"""What people write, read: options, numbers, dates, names, several things in one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.reading import (
    UnreadableError,
    is_name,
    read_choice,
    read_dates,
    read_names,
    read_number,
    read_ordinal,
    read_places,
    read_prose,
    read_words,
    split_lines,
    split_points,
)

MONDAY = date(2026, 11, 23)

LABELS = ("The staff who deliver care", "Patients and families", "Both", "None of these, keep my words")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Both", 2),
        ("BOTH", 2),
        ("both.", 2),
        ("bohth", 2),
        ("patients and familys", 1),
        ("pâtients and families", 1),
        ("staff", 0),
        ("none of these", 3),
        ("the", None),
        ("neither", None),
        ("bo", None),
        ("", None),
        ("🙂", None),
    ],
)
def test_words_that_match_an_option_count_as_that_option(words: str, place: int | None) -> None:
    """Case, accents, small typos, a clear part of the label."""
    assert read_choice(words, LABELS, strict=False) == place


def test_where_words_are_wanted_a_part_of_a_label_is_words() -> None:
    """ "staff" may be an answer of one's own."""
    assert read_choice("staff", LABELS, strict=True) is None
    assert read_choice("the staf who deliver care", LABELS, strict=True) == 0


def test_a_typo_between_two_labels_goes_to_the_nearer_one() -> None:
    """A slip that fits two labels equally well is nobody's."""
    assert read_choice("wiht names", ("With names", "Without names"), strict=False) == 0
    assert read_choice("page", ("pages", "paged"), strict=True) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("next friday", date(2026, 11, 27)),
        ("friday", date(2026, 11, 27)),
        ("by friday", date(2026, 11, 27)),
        ("tomorrow", date(2026, 11, 24)),
        ("in two weeks", date(2026, 12, 7)),
        ("30 June 2027", date(2027, 6, 30)),
        ("June 30", date(2027, 6, 30)),
        ("30.6.2027", date(2027, 6, 30)),
        ("2027-06-30", date(2027, 6, 30)),
        ("the 3rd of April", date(2027, 4, 3)),
        ("30/6", date(2027, 6, 30)),
    ],
)
def test_dates_are_read_as_people_write_them(words: str, day: date) -> None:
    """Without a year it is the next one to come."""
    assert read_dates(words, today=MONDAY, language="en") == (day,)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("nächsten Freitag", date(2026, 11, 27)),
        ("am Freitag", date(2026, 11, 27)),
        ("morgen", date(2026, 11, 24)),
        ("in zwei Wochen", date(2026, 12, 7)),
        ("bis zum 30. Juni 2027", date(2027, 6, 30)),
        ("am 3. April", date(2027, 4, 3)),
        ("3.4.", date(2027, 4, 3)),
        ("15.12.", date(2026, 12, 15)),
        ("am 1.12.", date(2026, 12, 1)),
        ("3/4", date(2027, 4, 3)),
    ],
)
def test_dates_are_read_in_german(words: str, day: date) -> None:
    """The day comes first there, always."""
    assert read_dates(words, today=MONDAY, language="de") == (day,)


def test_a_date_that_could_be_two_days_gives_both() -> None:
    """Some people write the day first, some the month."""
    assert read_dates("3/4", today=MONDAY, language="en") == (date(2027, 4, 3), date(2027, 3, 4))


@pytest.mark.parametrize("words", ["soon", "no time", "2", "17", "", "?", "x" * 5000, "when the nurses agree"])
def test_what_is_no_date_gives_none(words: str) -> None:
    """A bare number is a number."""
    assert read_dates(words, today=MONDAY, language="en") == ()


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("3", 3),
        ("ten", 10),
        ("about 40", 40),
        ("1,500", 1500),
        ("1.500", 1500),
        ("2.5", 2.5),
        ("2,5", 2.5),
        ("12 patients", 12),
        ("a dozen", 12),
        ("many", None),
        ("9" * 400, None),
        ("3 or 4", None),
        ("", None),
    ],
)
def test_numbers_are_read_as_people_write_them(words: str, number: float | None) -> None:
    """Three digits behind a separator are thousands."""
    assert read_number(words, language="en") == number


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("2 and 5", (2, 5)),
        ("2,5", (2, 5)),
        ("two and five", (2, 5)),
        ("5 2 5", (5, 2)),
        ("2-4", (2, 3, 4)),
        ("1-999999999", tuple(range(1, 52))),
        ("all", ()),
        ("0", ()),
    ],
)
def test_several_places_of_a_list_are_read(words: str, places: tuple[int, ...]) -> None:
    """Each once, in the order given; a range has an end."""
    assert read_places(words, language="en") == places


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Ben", ("Ben",)),
        ("Ben, Cara", ("Ben", "Cara")),
        ("Ben and Cara", ("Ben", "Cara")),
        ("Ben & Cara, Ben", ("Ben", "Cara")),
        ("José, Jose", ("José",)),
        ("Dr. O'Neill; Anne-Marie", ("Dr. O'Neill", "Anne-Marie")),
        ("Zoë\nЖанна", ("Zoë", "Жанна")),
        ("Andrea Sanders", ("Andrea Sanders",)),
        ("Ben2, Dr. Hans-Peter von der Au, Cara (IT)", ("Ben2", "Dr. Hans-Peter von der Au", "Cara (IT)")),
    ],
)
def test_names_are_read_from_a_list(words: str, names: tuple[str, ...]) -> None:
    """Each once, as typed."""
    assert read_names(words, language="en") == names


@pytest.mark.parametrize("words", ["", ",", "22", "ben@clinic.org", "<b>Ben</b>", "x" * 41, "a b c d e f"])
def test_what_is_no_name_is_refused(words: str) -> None:
    """Whoever reads it can say so."""
    assert not is_name(words)
    with pytest.raises(UnreadableError, match="bad-names"):
        read_names(words, language="en")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "bad-empty"),
        (" \n\t ", "bad-empty"),
        ("\u200b\u2060", "bad-empty"),
        ("x" * 100_000, "bad-long"),
        ("a\x00b", "bad-control"),
        ("\x1b[31mred", "bad-control"),
        ("\u202eturned around", "bad-control"),
        ("\ud800", "bad-control"),
    ],
)
def test_words_that_cannot_be_kept_are_refused_with_a_reason(text: str, reason: str) -> None:
    """The reason is the key of what the person reads."""
    with pytest.raises(UnreadableError, match=reason):
        read_words(text)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("🙂🙂", "bad-no-letters"),
        ("12345", "bad-no-letters"),
        ("/etc/passwd", "bad-path"),
        ("~/plan.docx", "bad-path"),
        ("C:\\Users\\ana\\plan.docx", "bad-path"),
        ("file:///tmp/x", "bad-path"),
    ],
)
def test_an_answer_in_words_needs_words(words: str, reason: str) -> None:
    """Signs alone, and paths of files, are not one."""
    with pytest.raises(UnreadableError, match=reason):
        read_prose(words)


@pytest.mark.parametrize(
    "words",
    [
        "No time",
        "Нет времени",
        "אין זמן",
        "時間がない",
        "'; DROP TABLE x;--",
        "<b>bold</b>",
        "GP/nurse hand-over",
        "🙂 ok",
    ],
)
def test_words_in_any_script_stay_as_they_are_typed(words: str) -> None:
    """Nothing is interpreted."""
    assert read_prose(read_words(f"  {words}\n")) == words


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("GPs mention it to every patient", 1),
        ("GPs mention it to every patient with mild or moderate depression and anxiety", 1),
        ("GPs refer more patients to it and nurses call them every week", 2),
        ("Refer more. Train the nurses.", 2),
        ("refer more; train nurses; hang up posters", 3),
        ("1. refer more 2. train nurses", 2),
        ("- refer more\n- train nurses", 2),
    ],
)
def test_several_goals_in_one_are_told_apart(words: str, points: int) -> None:
    """A word that joins counts only between clauses that could stand alone."""
    assert len(split_points(words, language="en")) == points


def test_each_line_is_one_text() -> None:
    """The signs of a list are no words."""
    assert split_lines("- no time\n\n 2. no money \n* 🙂\n") == ("no time", "no money")


@pytest.mark.parametrize("words", ["1. no time 2. no training 3. no tablets", "1) keine Zeit 2) kein Geld"])
def test_a_list_within_a_line_keeps_its_first_number(words: str) -> None:
    assert split_lines(words) == (words,)


def test_an_ordinal_is_bare_only_where_numbers_are_not_answers() -> None:
    """ "[2]" always is one."""
    assert [read_ordinal(w, bare=True) for w in ("2", "2.", "[2]", "2 3", "two")] == [2, 2, 2, None, None]
    assert [read_ordinal(w, bare=False) for w in ("2", "[2]")] == [None, 2]


@given(st.text(max_size=300))
def test_no_text_at_all_raises_anything_else(text: str) -> None:
    """Whatever comes, it is read or refused."""
    try:
        words = read_prose(read_words(text))
    except UnreadableError:
        return
    read_choice(words, LABELS, strict=False)
    read_dates(words, today=MONDAY, language="en")
    read_number(words, language="de")
    read_places(words, language="de")
    split_points(words, language="en")

    assert words == words.strip()
