"""Plain conversations: lines in, lines out, with a desk that answers from a script."""

from __future__ import annotations

import asyncio
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.console.app import Speaker
from adapters.delivery import RetryLaterError
from dialogs.inbound import Inbound
from dialogs.prompt import Prompt
from tests.adapters.console.acting import NOON, FakeDesk, known, make_prompt, play, play_on

HELLO = [
    "You < Identify, step 3 of 5",
    "You < What is in the way?",
    "  [1] Time",
    "  [2] Room",
    ">",
]


def test_the_first_question_comes_before_any_line_and_the_end_of_input_ends_it() -> None:
    assert play() == HELLO


def test_one_line_in_is_one_turn() -> None:
    assert play("hello", "") == [*HELLO, "You < You said 5: hello", ">", "You < You said 0: ", ">"]


def test_the_last_line_needs_no_line_feed() -> None:
    desk, out = FakeDesk(), io.StringIO()

    asyncio.run(play_on(desk, io.StringIO("one\ntwo"), out))

    assert desk.said == [("you", "(opened)"), ("you", "one"), ("you", "two")]


def test_an_act_says_who_where_and_when() -> None:
    desk = FakeDesk()

    play("hello", desk=desk, speaker="Ana  Maria")

    last = desk.taken[-1]
    assert (last.who.channel, last.who.workspace, last.who.user, last.who.name) == (
        "console",
        "local",
        "ana maria",
        "Ana Maria",
    )
    assert (last.room.conversation, last.at, last.key) == ("console:local:ana maria", NOON, "fresh-2")


def test_a_number_picks_what_was_last_offered() -> None:
    desk = FakeDesk()

    play("[2]", "[1]", "[3]", desk=desk)

    assert desk.said[1:] == [("you", "[token-2]"), ("you", "[token-1]"), ("you", "[3]")]


def test_a_number_picks_what_was_offered_to_its_own_speaker() -> None:
    def offer(inbound: Inbound) -> Prompt:
        return make_prompt(f"For {inbound.who.name}", "Yes") if inbound.who.user == "ben" else make_prompt("Hello")

    desk = FakeDesk(reply=offer, known=known("Ana", "Ben"))

    play("Ben: hi", "[1]", "Ben: [1]", desk=desk)

    assert desk.said[1:] == [("ben", "hi"), ("ana", "[1]"), ("ben", "[token-1]")]


def test_a_key_is_the_lines_own_and_a_repeated_one_is_seen() -> None:
    desk = FakeDesk()

    printed = play("#k1 hello", "#k1 hello", "#k1 something else", desk=desk)

    assert [one.key for one in desk.taken] == ["fresh-1", "console:#k1"]
    assert printed[len(HELLO) :] == ["You < You said 5: hello", ">", ">", ">"]


def test_a_known_name_in_front_speaks_for_that_line() -> None:
    desk = FakeDesk(known=known("Ana", "Ben"))

    printed = play("one", "BEN: two", "#k Ben: three", "four", desk=desk)

    assert desk.said == [("ana", "(opened)"), ("ana", "one"), ("ben", "two"), ("ben", "three"), ("ana", "four")]
    assert "Ben < You said 3: two" in printed


def test_an_unknown_name_in_front_is_text() -> None:
    desk = FakeDesk(known=known("Ana"))

    play("one", "Problem: no time", "12:30 is lunch", "Ana", desk=desk)

    assert desk.said[2:] == [("ana", "Problem: no time"), ("ana", "12:30 is lunch"), ("ana", "Ana")]


def test_the_newcomer_says_who_they_are_on_the_first_line_and_stays_the_same_user() -> None:
    desk = FakeDesk()

    printed = play("Ana: hi", "more", "ana: and more", desk=desk)

    assert desk.said == [("you", "(opened)"), ("you", "hi"), ("you", "more"), ("you", "and more")]
    assert [one.who.name for one in desk.taken] == ["", "Ana", "Ana", "Ana"]
    assert printed[-2] == "Ana < You said 8: and more"


@pytest.mark.parametrize("line", ["3: hi", "https://example.org", "/etc: x", "a b c d e: hi", "C:\\plans", ": hi"])
def test_on_the_first_line_too_an_implausible_name_is_text(line: str) -> None:
    desk = FakeDesk()

    play(line, desk=desk)

    assert desk.said[-1] == ("you", line)


def test_on_the_first_line_a_new_name_beside_somebody_known_speaks_for_that_line() -> None:
    desk = FakeDesk(known=known("Ana"))

    play("Ben: hi", "hello", desk=desk)

    assert desk.said == [("ana", "(opened)"), ("ben", "hi"), ("ana", "hello")]


def test_as_switches_the_speaker_and_opens() -> None:
    desk = FakeDesk()

    printed = play("/as Ana", "hello", "/as  ben  K", "hi", desk=desk)

    assert desk.said[1:] == [("ana", "(opened)"), ("ana", "hello"), ("ben k", "(opened)"), ("ben k", "hi")]
    assert "ben K < You said 2: hi" in printed


def test_as_finds_the_newcomer_by_the_name_they_have_now() -> None:
    desk = FakeDesk(known={"you": Speaker(user="you", name="Ana")} | known("Ben"))

    play("/as Ben", "/as ANA", "hello", desk=desk)

    assert desk.said == [("you", "(opened)"), ("ben", "(opened)"), ("you", "(opened)"), ("you", "hello")]


@pytest.mark.parametrize("line", ["/as", "/as 42", "/as a/b", "/as " + "x" * 100_000, "/as one two three four five"])
def test_as_without_a_name_says_how_it_is_written(line: str) -> None:
    desk = FakeDesk()

    printed = play(line, desk=desk)

    assert printed[len(HELLO) :] == [
        "You < Write /as and a name of up to four words, for example: /as Ana",
        ">",
    ]
    assert desk.said == [("you", "(opened)")]


def test_people_lists_who_is_known_without_a_turn() -> None:
    desk = FakeDesk(known=known("Ana", "Ben"))

    printed = play("/people", desk=desk)

    assert printed[-4:] == ["Ana < Who is here:", "Ana < Ana: member, speaking now", "Ana < Ben: member", ">"]
    assert len(desk.taken) == 1


class Linked(FakeDesk):
    """Knows the newcomer by the user id of their name."""

    async def people(self) -> tuple[Speaker, ...]:
        return tuple(one.but(user="ana") if one.name == "Ana" else one for one in self.known.values())


def test_the_newcomer_is_the_same_person_under_the_user_id_of_their_name() -> None:
    desk = Linked()

    printed = play("Ana: hi", "/people", "hello", desk=desk)

    assert printed[-4:] == ["Ana < Ana: not on the team yet, speaking now", ">", "Ana < You said 5: hello", ">"]
    assert desk.said[-1] == ("you", "hello")


def test_other_commands_are_the_engines() -> None:
    desk = FakeDesk()

    play("/help", "/nonsense", "/", desk=desk)

    assert desk.said[1:] == [("you", "/help"), ("you", "/nonsense"), ("you", "/")]


def test_who_speaks_is_given_or_the_newcomer_or_whoever_came_first() -> None:
    newcomer = {"you": Speaker(user="you")}

    def first(people: dict[str, Speaker], speaker: str | None = None) -> str:
        desk = FakeDesk(known=people)
        play(desk=desk, speaker=speaker)
        return desk.taken[0].who.user

    assert first({}) == "you"
    assert first(known("Ana") | newcomer) == "you"
    assert first(known("Ana", "Ben")) == "ana"
    assert first(known("Ana"), "BEN") == "ben"


def test_the_console_speaks_the_speakers_language() -> None:
    desk = FakeDesk(known={"ana": Speaker(user="ana", name="Ana", role="lead", language="de")})

    assert play("/people", desk=desk)[-3:] == ["Ana < Wer hier ist:", "Ana < Ana: Leitung, spricht gerade", ">"]


HOSTILE = [
    "",
    "   ",
    "x" * 100_000,
    "\x00\x01\x1b[2J\x7f",
    "a\rb",
    "\u202eright to left\u202c \u200b",
    "🙂👩\u200d⚕️",
    "../../etc/passwd",
    "[99]",
    "'; DROP TABLE person; --",
    "<b>[bold red]*x*[/]</b> {0} %s",
    "Ты говоришь: 好",
    ":" * 1000,
]


def test_hostile_lines_reach_the_desk_unchanged_and_the_terminal_only_as_signs() -> None:
    desk = FakeDesk()

    printed = play(*HOSTILE, desk=desk)

    assert [text for _, text in desk.said[1:]] == HOSTILE
    assert printed.count(">") == 1 + len(HOSTILE)
    assert not {"\x1b", "\x00", "\r", "\u202e"} & set("".join(printed))


def test_bytes_that_are_no_text_become_replacement_characters(tmp_path: Path) -> None:
    desk = FakeDesk()
    (tmp_path / "lines").write_bytes(b"caf\xe9\xff\r\n\xc3\xa9\n")

    with (tmp_path / "lines").open(encoding="ascii") as lines:
        asyncio.run(play_on(desk, lines, io.StringIO()))

    assert desk.said[1:] == [("you", "caf��"), ("you", "é")]


async def test_a_line_is_answered_before_the_next_one_is_written() -> None:
    desk = FakeDesk()
    (typed, keyboard), (screen, shown) = os.pipe(), os.pipe()

    with os.fdopen(typed) as lines, os.fdopen(shown, "w", encoding="utf-8") as out, os.fdopen(screen) as seen:
        talk = asyncio.create_task(play_on(desk, lines, out))
        await asyncio.to_thread(_read_until_ready, seen)
        os.write(keyboard, b"hel")
        os.write(keyboard, b"lo\n")
        answer = await asyncio.to_thread(_read_until_ready, seen)
        os.close(keyboard)
        await talk

    assert answer == ["You < You said 5: hello"]


def _read_until_ready(seen: io.TextIOWrapper) -> list[str]:
    lines: list[str] = []
    while (line := seen.readline().rstrip("\n")) != ">":
        lines.append(line)
    return lines


def test_a_narrow_encoding_shows_question_marks() -> None:
    bytes_out = io.BytesIO()
    out = io.TextIOWrapper(bytes_out, encoding="ascii")

    asyncio.run(play_on(FakeDesk(), io.StringIO("好\n"), out))

    assert b"You < You said 1: ?\n>\n" in bytes_out.getvalue()


class Patient(FakeDesk):
    """Keeps what could not be delivered for the next time, as the real one does."""

    async def send(self, prompt: Prompt, *, user: str, ident: str = "") -> str:
        try:
            return await super().send(prompt, user=user, ident=ident)
        except OSError:
            return ""


@pytest.mark.parametrize("desk", [FakeDesk(), Patient()])
def test_a_closed_pipe_is_the_quiet_end_of_the_conversation(desk: FakeDesk) -> None:
    reader, writer = os.pipe()
    os.close(reader)

    with os.fdopen(writer, "w", encoding="utf-8") as out:
        asyncio.run(play_on(desk, io.StringIO("hello\n"), out))

    assert desk.said == [("you", "(opened)")]


def test_plain_lines_load_no_textual() -> None:
    code = "import sys, adapters.console.app; sys.exit('textual' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class StoreFailedError(Exception):
    """Stands for what storage raises."""


class Broken(FakeDesk):
    """A desk without a working store."""

    async def take(self, inbound: Inbound) -> None:
        raise StoreFailedError


def test_what_the_desk_raises_comes_out() -> None:
    with pytest.raises(StoreFailedError):
        play("hello", desk=Broken())


async def test_where_no_terminal_is_open_a_message_is_owed() -> None:
    with pytest.raises(RetryLaterError):
        await FakeDesk().send(make_prompt("Hi."), user="ana")


async def test_a_receipt_is_the_deliverys_own_id() -> None:
    desk = FakeDesk()
    desk.channel.open(_Nowhere())

    assert await desk.send(make_prompt("Hi."), user="ana", ident="row-7") == "row-7"


class _Nowhere:
    def show(self, delivery: object) -> None: ...

    def settle(self, settlement: object) -> None: ...
