"""What every channel makes of what people do: who, where, which act, and the words as they were typed."""

from __future__ import annotations

from typing import Literal

import pytest

from dialogs.inbound import Ack, Filled, Said, Tapped
from tests.contracts.grounds import make_delivery, make_opening, make_option, make_prompt
from tests.support.channels.console import console_ground
from tests.support.channels.ground import NOON, Ground
from tests.support.channels.slack import slack_ground

WORDS = (
    "nobody has time",
    "*so* _it_ is <!channel> <b>&amp; &lt;</b> `code` [here](there)",
    "👩‍👩‍👧‍👦 😀 🇩🇪 é é",
    "שלום עולם, مرحبا",
    "see https://example.org/a_b?c=d&e=f, or ana@example.org",
    "1. first  second   third",
    "5" * 5000,
)
LINES = (
    "first\nsecond\n\nfourth",
    "they say\n    - no time\n      - really none\n  and so on",
    "> quoted\n* starred\n1. counted",
)


async def test_somebody_is_one_person_in_one_room_whatever_they_do(listening: Ground) -> None:
    await listening.channel.deliver(make_delivery(listening, make_prompt("Is it so?", "Yes")))
    await listening.says("first")
    await listening.picks("Yes")
    await listening.says("first")
    heard = await listening.hearer.hears(3)

    assert len({(inbound.who, inbound.room) for inbound in heard}) == 1
    assert len({inbound.key for inbound in heard}) == 3
    assert [type(inbound.content) for inbound in heard] == [Said, Tapped, Said]


async def test_two_people_are_two_in_two_rooms(listening: Ground) -> None:
    await listening.says("mine")
    await listening.hearer.hears(1)
    await listening.says("mine too", by="Ben")
    ana, ben = await listening.hearer.hears(2)

    assert ana.who.user != ben.who.user
    assert ana.room.conversation != ben.room.conversation
    assert (ana.who.channel, ana.who.workspace) == (ben.who.channel, ben.who.workspace)


async def test_an_act_says_who_and_when_and_on_which_channel(listening: Ground) -> None:
    await listening.says("hello")
    (inbound,) = await listening.hearer.hears(1)

    assert inbound.who.name == "Ana"
    assert inbound.who.language in ("", "en")
    assert {inbound.who.channel, inbound.room.channel} == {listening.channel.name}
    assert inbound.who.workspace == inbound.room.workspace
    assert inbound.key.startswith(f"{inbound.who.channel}:")
    assert inbound.at == NOON


async def test_what_is_sent_to_the_room_of_an_act_is_seen_by_whoever_acted(listening: Ground) -> None:
    await listening.says("hello", by="Ben")
    (inbound,) = await listening.hearer.hears(1)
    delivery = make_delivery(listening, make_prompt("Hello."), to="Ben")
    await listening.channel.deliver(delivery.but(conversation=inbound.room.conversation))

    assert [seen.text for seen in listening.sees("Ben")] == ["Hello."]
    assert listening.sees("Ana") == []


async def test_whoever_was_written_to_first_answers_from_the_same_room(listening: Ground) -> None:
    await listening.channel.deliver(make_delivery(listening, make_prompt("Hello.")))
    await listening.says("hello")
    (inbound,) = await listening.hearer.hears(1)

    assert inbound.room.conversation == listening.conversation("Ana")


async def test_what_is_told_twice_has_one_key(listening: Ground) -> None:
    await listening.says_twice("nobody has time")
    first, second = await listening.hearer.hears(2)

    assert (first.key, first.who, first.room, first.content) == (second.key, second.who, second.room, second.content)


@pytest.mark.parametrize("text", WORDS)
async def test_words_come_as_they_were_typed(listening: Ground, text: str) -> None:
    await listening.says(text)
    (inbound,) = await listening.hearer.hears(1)

    assert inbound.content == Said(text=text)


@pytest.mark.parametrize("text", LINES)
async def test_lines_come_as_they_were_typed_where_people_can_write_any(listening: Ground, text: str) -> None:
    lines = [text] if listening.has_lines else text.split("\n")
    for line in lines:
        await listening.says(line)
    heard = await listening.hearer.hears(len(lines))

    assert [inbound.content for inbound in heard] == [Said(text=line) for line in lines]


@pytest.mark.parametrize("text", ["  nobody has time", "nobody has time  "])
async def test_at_the_most_the_blanks_around_it_are_lost(listening: Ground, text: str) -> None:
    await listening.says(text)
    (inbound,) = await listening.hearer.hears(1)

    assert inbound.content in (Said(text=text), Said(text=text.strip()))


@pytest.mark.parametrize("word", ["help", "status"])
async def test_a_command_is_its_word_with_a_slash(listening: Ground, word: str) -> None:
    await listening.commands(word)
    (inbound,) = await listening.hearer.hears(1)

    assert inbound.content == Said(text=f"/{word}")


async def test_the_same_option_picked_twice_is_two_acts_of_one_token(listening: Ground) -> None:
    prompt = make_prompt("Is it so?", "Yes", "No")
    await listening.channel.deliver(make_delivery(listening, prompt))
    await listening.picks("No")
    await listening.picks("No")
    heard = await listening.hearer.hears(2)

    assert len({inbound.key for inbound in heard}) == 2
    assert {tapped.token for tapped in (inbound.content for inbound in heard) if isinstance(tapped, Tapped)} == {
        prompt.options[1].token
    }


async def test_the_door_is_as_far_open_as_the_channel_lets_it_be(listening: Ground) -> None:
    await listening.says("hello")
    (inbound,) = await listening.hearer.hears(1)

    assert inbound.door == listening.door


async def test_what_could_not_be_taken_is_brought_again_and_nothing_is_lost(bringing: Ground) -> None:
    bringing.hearer.fails = 1
    await bringing.says("nobody has time")
    first, again = await bringing.hearer.tries(2)
    await bringing.says("and no money")
    taken = await bringing.hearer.hears(2)

    assert first.key == again.key
    assert [inbound.content for inbound in taken] == [Said(text="nobody has time"), Said(text="and no money")]


async def test_what_could_not_be_taken_ends_the_terminal_with_its_fault() -> None:
    async with console_ground() as ground:
        ground.hearer.fails = 1
        await ground.says("nobody has time")
        await ground.hearer.tries(1)

    assert str(ground.failure) == "the store is full"


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_tap_that_could_not_be_taken_is_shown_as_failed_and_can_be_made_again(
    mode: Literal["socket", "http"],
) -> None:
    async with slack_ground(mode) as ground:
        ground.slack.requests.ack_seconds = ground.slack.sockets.ack_seconds = 0.2
        await ground.channel.deliver(make_delivery(ground, make_prompt("Is it so?", "Yes")))
        ground.hearer.fails = 1
        await ground.picks("Yes")
        troubles = list(ground.ana.troubles)
        await ground.picks("Yes")
        taken = await ground.hearer.hears(1)

    assert len(troubles) == 1
    assert isinstance(taken[0].content, Tapped)


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_what_opens_a_window_comes_back_with_a_trigger_that_does(mode: Literal["socket", "http"]) -> None:
    async with slack_ground(mode) as ground:
        prompt = make_prompt("What is in the way?", "Nothing").but(window=make_option(9, "Write more"))
        await ground.channel.deliver(make_delivery(ground, prompt))
        await ground.picks("Write more")
        (inbound,) = await ground.hearer.hears(1)
        assert isinstance(inbound.content, Tapped)
        await ground.channel.show(make_opening(ground, trigger=inbound.content.trigger or ""))

    assert inbound.content.token == make_option(9, "").token
    assert list(ground.windows) == ["What is in the way?"]


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_what_is_wrong_with_a_window_stands_at_its_fields_and_it_can_be_sent_again(
    mode: Literal["socket", "http"],
) -> None:
    async with slack_ground(mode) as ground:
        await ground.channel.show(make_opening(ground, trigger=await ground.opens()))
        ground.hearer.answer = Ack(errors={"what": "Please say it in a few more words."})
        errors = await ground.ana.submits({"what": "no"})
        is_open = bool(ground.windows)
        ground.hearer.answer = Ack()
        await ground.ana.submits({"what": "  nobody has\ntime <!here>"})
        first, second = await ground.hearer.hears(2)

    assert (errors, is_open, list(ground.windows)) == ({"what": "Please say it in a few more words."}, True, [])
    assert first.key != second.key
    assert second.content == Filled(token="a-window", fields={"what": "  nobody has\ntime <!here>", "why": ""})


async def test_a_guest_finds_the_door_closed() -> None:
    async with slack_ground() as ground:
        for guest in (
            ground.slack.person("Gil", is_guest=True),
            ground.slack.person("Gus", is_single_channel_guest=True),
        ):
            await guest.says("hello")
        heard = await ground.hearer.hears(2)

    assert [inbound.door for inbound in heard] == ["closed", "closed"]
