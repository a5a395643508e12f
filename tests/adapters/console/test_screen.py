"""The screen, driven by textual's pilot without a terminal. The desk is a fake; asserted is what is seen or sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from adapters.console.app import Speaker
from adapters.console.floor import Floor
from adapters.console.screen import ConsoleScreen, ScreenClosedError
from adapters.console.widgets import Aside, Asked, Choice, Own
from adapters.console.writing import Entry, Switch
from adapters.delivery import Sent, Settlement
from dialogs.inbound import Inbound
from dialogs.prompt import Prompt
from dialogs.text import Span, Text
from tests.adapters.console.acting import NOON, FakeDesk, known, make_keys, make_prompt

TEAM = {"you": Speaker(user="you", name="Ana", role="lead")} | known("Ben")


@asynccontextmanager
async def seen(
    desk: FakeDesk, *, speaker: str | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    floor = Floor(desk, channel=desk.channel, clock=lambda: NOON, fresh_key=make_keys())
    screen = ConsoleScreen(desk, channel=desk.channel, floor=floor, speaker=speaker)
    async with screen.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot


async def settled(pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.pause()


async def write(pilot: Pilot[None], text: str) -> None:
    pilot.app.query_one(Entry).insert(text)
    await pilot.press("enter")
    await settled(pilot)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def text_of(pilot: Pilot[None], selector: str | type[Static]) -> list[str]:
    return [str(found.render()) for found in pilot.app.query(selector)]


def bubbles(pilot: Pilot[None], kind: type[Asked] | type[Own]) -> list[str]:
    found = pilot.app.query(kind)
    return ["|".join(str(line.render()) for line in one.query(Static) if not isinstance(line, Choice)) for one in found]


def answering(prompt: Prompt) -> Callable[[Inbound], Prompt]:
    return lambda _: prompt


async def test_it_opens_with_the_question_where_we_are_who_speaks_and_a_line_to_write_on() -> None:
    async with seen(FakeDesk(known=dict(TEAM))) as pilot:
        assert bubbles(pilot, Asked) == ["What is in the way?"]
        assert text_of(pilot, Choice) == ["1 Time", "2 Room"]
        assert text_of(pilot, "#where") == ["Identify, step 3 of 5"]
        assert text_of(pilot, "#who") == ["Ana (lead)"]
        assert isinstance(pilot.app.focused, Entry)


async def test_what_is_written_is_one_turn_and_stands_on_the_right() -> None:
    desk = FakeDesk()

    async with seen(desk) as pilot:
        await press(pilot, *"no 2", "enter")

        assert desk.said == [("you", "(opened)"), ("you", "no 2")]
        assert bubbles(pilot, Own) == ["no 2"]
        assert bubbles(pilot, Asked)[-1] == "You said 4: no 2"
        assert pilot.app.query_one(Entry).text == ""
        assert pilot.app.query_one(".said").region.right > pilot.app.query(Asked).last().region.right


async def test_pasted_lines_stay_lines() -> None:
    desk = FakeDesk()

    async with seen(desk) as pilot:
        await write(pilot, "one\ntwo")

    assert desk.said[-1] == ("you", "one\ntwo")


async def test_in_the_screen_a_key_or_a_name_in_front_is_text() -> None:
    desk = FakeDesk(known=dict(TEAM))

    async with seen(desk) as pilot:
        await write(pilot, "#1 is time")
        await write(pilot, "Ben: hi")

    assert desk.said[1:] == [("you", "#1 is time"), ("you", "Ben: hi")]


@pytest.mark.parametrize(
    "keys", [("tab", "down", "enter"), ("tab", "2"), ("up", "enter"), ("alt+2",), ("[", "2", "]", "enter")]
)
async def test_an_option_is_picked_by_keys(keys: tuple[str, ...]) -> None:
    desk = FakeDesk()

    async with seen(desk) as pilot:
        for key in keys:
            await press(pilot, key)

        assert desk.said == [("you", "(opened)"), ("you", "[token-2]")]
        assert isinstance(pilot.app.focused, Entry)


async def test_an_option_is_picked_by_the_mouse() -> None:
    desk = FakeDesk()

    async with seen(desk) as pilot:
        await pilot.click(Choice)
        await settled(pilot)

        assert desk.said[-1] == ("you", "[token-1]")
        assert bubbles(pilot, Own) == ["Time"]


async def test_writing_that_begins_on_a_button_goes_on_in_the_line() -> None:
    desk = FakeDesk()

    async with seen(desk) as pilot:
        await press(pilot, "tab")
        await press(pilot, *"a 9")
        await press(pilot, "escape")

        assert pilot.app.query_one(Entry).text == "a 9"
        assert len(desk.taken) == 1


async def test_an_answered_question_becomes_quiet_its_answer_marked_and_its_buttons_still_count() -> None:
    desk = FakeDesk()

    async with seen(desk) as pilot:
        await press(pilot, "alt+2")
        await desk.channel.settle(
            Settlement(conversation="console:local:you", sent=(Sent(receipt="delivery-1"),), answer="Room")
        )
        await settled(pilot)
        assert text_of(pilot, Choice) == ["1 Time", "✓ Room"]
        assert [choice.classes for choice in pilot.app.query(Choice)] == [{"settled"}, {"settled", "chosen"}]

        await pilot.click(Choice)
        await settled(pilot)

        assert desk.said[-1] == ("you", "[token-1]")


async def test_a_newer_question_makes_the_older_one_quiet() -> None:
    async with seen(FakeDesk(reply=answering(make_prompt("Sure?", "Yes", "No")))) as pilot:
        await write(pilot, "hello")

        assert [choice.has_class("settled") for choice in pilot.app.query(Choice)] == [True, True, False, False]


async def test_everywhere_words_are_buttons_that_send_the_command() -> None:
    desk = FakeDesk(known={"ana": Speaker(user="ana", name="Ana", language="de")})

    async with seen(desk) as pilot:
        await pilot.click("#word-help")
        await settled(pilot)

        assert desk.said[-1] == ("ana", "/help")
        assert bubbles(pilot, Own) == ["hilfe"]


async def test_as_changes_who_speaks_and_says_so() -> None:
    desk = FakeDesk(known=dict(TEAM))

    async with seen(desk) as pilot:
        await write(pilot, "/as ben")

        assert desk.said == [("you", "(opened)"), ("ben", "(opened)")]
        assert text_of(pilot, "#who") == ["Ben (member)"]
        assert text_of(pilot, Aside) == ["Ben speaks"]


async def test_people_lists_without_a_turn() -> None:
    desk = FakeDesk(known=dict(TEAM))

    async with seen(desk) as pilot:
        await write(pilot, "/people")

        assert text_of(pilot, Aside) == ["Who is here:\nAna: lead, speaking now\nBen: member"]
        assert len(desk.taken) == 1


async def test_ctrl_p_asks_who_speaks_and_takes_somebody_known() -> None:
    desk = FakeDesk(known=dict(TEAM))

    async with seen(desk) as pilot:
        await press(pilot, "ctrl+p")
        assert isinstance(pilot.app.screen, Switch)
        assert pilot.app.screen.query_one(OptionList).option_count == 2

        await press(pilot, "down")
        await press(pilot, "enter")

        assert desk.said[-1] == ("ben", "(opened)")


async def test_ctrl_p_takes_somebody_new_or_nobody() -> None:
    desk = FakeDesk(known=dict(TEAM))

    async with seen(desk) as pilot:
        await press(pilot, "ctrl+p")
        await press(pilot, "escape")
        assert len(desk.taken) == 1

        await press(pilot, "ctrl+p")
        pilot.app.screen.query_one(Input).focus()
        await press(pilot, *"Eve", "enter")

        assert desk.said[-1] == ("eve", "(opened)")


async def test_a_message_for_somebody_else_says_for_whom_and_its_button_is_their_act() -> None:
    desk = FakeDesk(known=dict(TEAM))

    async with seen(desk) as pilot:
        await desk.send(make_prompt("Do you agree?", "Yes"), user="ben", ident="other")
        await settled(pilot)
        assert bubbles(pilot, Asked)[-1] == "to Ben|Do you agree?"

        await pilot.click(pilot.app.query(Choice).last())
        await settled(pilot)

        assert desk.said[-1] == ("ben", "[token-1]")
        assert bubbles(pilot, Own) == ["Ben|Yes"]
        assert text_of(pilot, "#who") == ["Ana (lead)"]


HOSTILE = [
    "[bold red]not red[/]",
    "[/]",
    "[@click=app.quit]x[/]",
    "\x1b[2J\x00\x9b1m",
    "\u202eabc",
    "x" * 100_000,
    "",
    "🙂 好 \u200b",
]


@pytest.mark.parametrize("text", HOSTILE)
async def test_words_are_shown_and_never_carried_out(text: str) -> None:
    prompt = make_prompt(Text(spans=(Span(text=text[:5000], kind="bold"),)), text[:75] or "-", where=text[:40])
    desk = FakeDesk(reply=answering(prompt), known={"ana": Speaker(user="ana", name=text[:40] or "Ana", role="lead")})

    async with seen(desk) as pilot:
        desk.reply = answering(make_prompt("Thanks."))
        await write(pilot, text)
        await write(pilot, "/people")
        await press(pilot, "ctrl+p")
        picture = pilot.app.export_screenshot(simplify=True)

    assert desk.said[-1][1] == text
    assert not {"\x1b", "\x00", "\x9b", "\u202e"} & set(picture)


async def test_long_labels_wrap_inside_80_columns() -> None:
    labels = ("Nobody has been given time for it on a normal day, not even half an hour", "Yes", "No")

    async with seen(FakeDesk(reply=answering(make_prompt("Which?", *labels)))) as pilot:
        boxes = [choice.region for choice in pilot.app.query(Choice)]

    assert [box.height for box in boxes] == [2, 1, 1]
    assert boxes[1].y == boxes[2].y
    assert max(box.right for box in boxes) <= 78


@pytest.mark.parametrize("size", [(20, 8), (40, 12), (200, 60)])
async def test_any_size_of_terminal_works(size: tuple[int, int]) -> None:
    desk = FakeDesk()

    async with seen(desk, size=size) as pilot:
        await write(pilot, "hello")

    assert desk.said[-1] == ("you", "hello")


async def test_old_messages_leave_the_screen_so_that_it_stays_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.console.screen.MESSAGES_KEPT", 4)

    async with seen(FakeDesk()) as pilot:
        for text in ("one", "two", "three"):
            await write(pilot, text)

        assert bubbles(pilot, Own) == ["two", "three"]


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
async def test_it_is_closed_by_a_key_and_what_comes_then_is_owed(key: str) -> None:
    desk = FakeDesk()

    async with seen(desk) as pilot:
        await pilot.press(key)

    with pytest.raises(ScreenClosedError):
        await desk.send(make_prompt("Hi."), user="you")


class StoreFailedError(Exception):
    """Stands for what storage raises."""


async def test_what_the_desk_raises_ends_the_screen_and_is_kept_for_the_caller() -> None:
    def fail(inbound: Inbound) -> Prompt:
        raise StoreFailedError

    async with seen(FakeDesk(reply=fail)) as pilot:
        failure = pilot.app.failure if isinstance(pilot.app, ConsoleScreen) else None

    assert isinstance(failure, StoreFailedError)
