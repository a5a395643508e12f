"""A typed line in our words. No desk and no terminal."""

from __future__ import annotations

import pytest

from adapters.console.parse import (
    Line,
    ListPeople,
    SpeakAs,
    parse_command,
    parse_content,
    parse_line,
    parse_prefix,
    read_name,
    user_of,
)
from dialogs.inbound import Said, Tapped
from tests.adapters.console.acting import make_option

OPTIONS = (make_option(1, "Time"), make_option(2, "Room"))


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("hello\n", Line(key=None, text="hello")),
        ("hello\r\n", Line(key=None, text="hello")),
        ("hello", Line(key=None, text="hello")),
        ("\n", Line(key=None, text="")),
        ("  two  \n", Line(key=None, text="  two  ")),
        ("a\rb\x0bc\x85d\u2028e\n", Line(key=None, text="a\rb\x0bc\x85d\u2028e")),
        ("half \udcff a character\n", Line(key=None, text="half � a character")),
        ("#k1 hello\n", Line(key="k1", text="hello")),
        ("#k1 \n", Line(key="k1", text="")),
        ("#k1 #k2 hello\n", Line(key="k1", text="#k2 hello")),
        ("#k1\n", Line(key=None, text="#k1")),
        ("# heading\n", Line(key=None, text="# heading")),
    ],
)
def test_a_line_is_its_text_with_its_own_key_where_it_brought_one(raw: str, line: Line) -> None:
    assert parse_line(raw) == line


def test_a_key_that_is_longer_than_any_key_is_text() -> None:
    text = f"#{'k' * 201} hello"

    assert parse_line(text) == Line(key=None, text=text)


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("Ana: hi", ("Ana", "hi")),
        ("Ana:hi", ("Ana", "hi")),
        ("Ana:", ("Ana", "")),
        ("Ana: Ben: hi", ("Ana", "Ben: hi")),
        ("Ana:  hi", ("Ana", " hi")),
        ("hi", None),
        (": hi", None),
        ("https://example.org", None),
        ("C:\\plans\\goal.txt", None),
        ("x" * 100_000, None),
        ("x" * 100_000 + ": hi", None),
    ],
)
def test_a_prefix_is_what_stands_before_the_first_colon(text: str, prefix: tuple[str, str] | None) -> None:
    assert parse_prefix(text) == prefix


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/as Ana", SpeakAs(name="Ana")),
        (" /AS  Ana Maria ", SpeakAs(name="Ana Maria")),
        ("/as", SpeakAs(name="")),
        ("/people", ListPeople()),
        ("/People ", ListPeople()),
        ("/people please", None),
        ("/help", None),
        ("/ask", None),
        ("/", None),
        ("as Ana", None),
        ("", None),
    ],
)
def test_only_two_commands_are_the_consoles_own(text: str, command: SpeakAs | ListPeople | None) -> None:
    assert parse_command(text) == command


def test_a_command_in_100_000_blanks_is_read_at_once() -> None:
    assert parse_command("/as" + " " * 100_000 + "Ana" + " " * 100_000) == SpeakAs(name="Ana")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("[2]", Tapped(token="token-2")),
        (" [1] ", Tapped(token="token-1")),
        ("[0]", Said(text="[0]")),
        ("[3]", Said(text="[3]")),
        ("[-1]", Said(text="[-1]")),
        ("[99999]", Said(text="[99999]")),
        ("[２]", Said(text="[２]")),
        ("[1] [2]", Said(text="[1] [2]")),
        ("2", Said(text="2")),
        ("Time", Said(text="Time")),
        ("", Said(text="")),
        ("\x00\x1b[2J", Said(text="\x00\x1b[2J")),
    ],
)
def test_a_number_in_brackets_picks_an_option_that_is_there(text: str, content: Said | Tapped) -> None:
    assert parse_content(text, options=OPTIONS) == content


def test_a_number_in_brackets_is_words_where_nothing_was_offered() -> None:
    assert parse_content("[1]", options=()) == Said(text="[1]")


@pytest.mark.parametrize(
    "name",
    ["Ana", "ana maria", "Dr. O'Neil-Smith", "Zoë", "Мария", "李小龙", "علی\u200cرضا", "प्रिया", "Anne Marie de Jong"],
)
def test_names_as_people_have_them_are_names(name: str) -> None:
    assert read_name(name) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "...",
        "Room 3",
        "a/b",
        "https://example.org",
        "one two three four five",
        "x" * 41,
        "x" * 100_000,
        "Ana\x1b[2J",
        "Ana\x00",
        "Ana\u202e",
        "<b>Ana</b>",
        "'; DROP TABLE people",
        "[bold]Ana",
        "🙂",
        "1",
    ],
)
def test_what_cannot_be_a_name_is_none(text: str) -> None:
    assert read_name(text) is None


def test_a_name_is_kept_as_typed_with_its_spaces_collapsed() -> None:
    assert read_name("  Ana   Maria ") == "Ana Maria"


def test_a_person_is_the_same_user_however_the_name_is_written() -> None:
    assert {user_of("José Díaz"), user_of(" JOSÉ  díaz "), user_of("Jose\u0301 Di\u0301az")} == {"josé díaz"}
