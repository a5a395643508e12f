"""What becomes of messages that a platform does not take: later, on another way, once; and nobody else waits for it."""

from __future__ import annotations

import re

import pytest

from adapters.slack.words import say as say_on_slack
from adapters.telegram.words import say as say_on_telegram
from bot.intake import PAUSES
from dialogs import heard
from knowledge.catalogue import Catalogue
from knowledge.matching import Suggestion, suggest_determinants
from tests.support.service import BOTH_WAYS, House, Modes, open_house
from tests.support.talkers import OnSlack, OnTelegram, on_slack, on_telegram, text_of
from tests.wiring.playing import projects_in
from tests.wiring.team import Team, begin, set_goal

MEMORY = "memory:"
TRIES = len(PAUSES)
TYPED = re.compile(r"link [A-Z0-9]{4}-[A-Z0-9]{4}")


@pytest.fixture(params=BOTH_WAYS, ids=str)
def modes(request: pytest.FixtureRequest) -> Modes:
    """Each mode of each platform once."""
    found: Modes = request.param
    return found


async def at_barriers(house: House) -> Team:
    """The team where each writes what stands in the way."""
    team = Team(house)
    await begin(team)
    await set_goal(team, at_once=True)
    return team


async def wait_it_out(house: House) -> None:
    """Let as much time pass as every wait of ours takes, until everything is sent."""

    async def is_over() -> bool:
        house.time.passes(1)
        return await house.is_quiet()

    await house.waits_until(is_over)


# ------------------------------------------------------------------------------------------------------ gone, throttled


async def test_a_person_who_blocks_us_gets_nothing_more_and_the_lead_hears_of_it_once(modes: Modes) -> None:
    async with open_house(MEMORY, modes) as house:
        team = Team(house)
        await begin(team)
        await team.cara.acts(team.cara.person.blocks())
        sent = len(house.telegram.find_calls("sendMessage"))
        await set_goal_of_two(team)
        await wait_it_out(house)

        assert len(house.telegram.find_calls("sendMessage")) == sent
        assert sum("I cannot reach" in message.text for message in team.ana.sees()) == 1


async def set_goal_of_two(team: Team) -> None:
    """Ana and Ben go on without Cara."""
    for said in ("Internet therapy", "GPs mention it", "staff", "More referrals", "skip", "yes", "me", "no date"):
        await team.ana.says(said)
    await team.ben.taps("Yes")
    await team.ana.taps("Go on with this goal")


async def test_a_block_that_only_a_send_tells_of_comes_to_the_same(modes: Modes) -> None:
    async with open_house(MEMORY, modes) as house:
        team = Team(house)
        await begin(team)
        team.cara.person.chat.standing = "kicked"
        await set_goal_of_two(team)
        await wait_it_out(house)
        refused = [call for call in house.telegram.find_calls("sendMessage") if call.status == 403]

        assert len(refused) == 1
        assert sum("I cannot reach" in message.text for message in team.ana.sees()) == 1


async def test_what_slack_has_no_room_for_comes_later_in_order_and_once(modes: Modes) -> None:
    async with open_house(MEMORY, modes) as house:
        team = await at_barriers(house)
        before = len(team.ana.sees())
        house.slack.throttle(times=2, after=1)
        for words in ("no time", "no money", "no room"):
            house.time.passes(2)
            await team.ana.person.says(words)
        await wait_it_out(house)
        later = [message.text for message in team.ana.sees()[before:]]

        assert ["another one" in later[0], "makes 2" in later[1], "makes 3" in later[2], len(later)] == [True] * 3 + [3]


async def test_what_telegram_has_no_room_for_comes_later_in_order_and_once(modes: Modes) -> None:
    async with open_house(MEMORY, modes) as house:
        team = await at_barriers(house)
        before = len(team.cara.sees())
        house.telegram.throttle(2, after=1)
        for words in ("no time", "no money", "no room"):
            house.time.passes(2)
            await team.cara.person.says(words)
        await wait_it_out(house)
        later = [message.text for message in team.cara.sees()[before:]]

        assert ["another one" in later[0], "makes 2" in later[1], "makes 3" in later[2], len(later)] == [True] * 3 + [3]


async def test_a_room_that_must_wait_holds_up_nobody_else() -> None:
    async with open_house(MEMORY) as house:
        team = await at_barriers(house)
        before = len(team.ana.sees())
        house.time.passes(4)
        house.slack.throttle(times=1, after=600)
        await team.ana.person.says("no time")
        await house.waits_until(lambda: has_called(house, "chat.postMessage"))
        await team.ben.person.says("no money")
        await team.ben.person.reads("another one")
        await team.cara.person.says("no room")
        await team.cara.person.reads("another one")

        assert len(team.ana.sees()) == before


async def has_called(house: House, method: str) -> bool:
    """Whether all planned refusals of a method have happened."""
    return all(planned.times == 0 for planned in house.slack.weather.planned if planned.method == method)


# --------------------------------------------------------------------------------------------------------- unknown fate


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_post_of_unknown_fate_is_looked_up_in_slack_and_stands_there_once(when: str, modes: Modes) -> None:
    async with open_house(MEMORY, modes) as house:
        team = await at_barriers(house)
        before = len(team.ana.sees())
        house.slack.hang_up("chat.postMessage", when="before" if when == "before" else "after")
        house.time.passes(4)
        await team.ana.person.says("no time")
        await wait_it_out(house)
        (reply,) = team.ana.sees()[before:]

        assert "another one" in reply.text
        assert say_on_slack("repeat", language="en") not in reply.text
        assert house.slack.calls.of("conversations.history")


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_message_of_unknown_fate_comes_again_on_telegram_and_says_so(when: str, modes: Modes) -> None:
    async with open_house(MEMORY, modes) as house:
        team = await at_barriers(house)
        before = len(team.cara.sees())
        house.telegram.hang_up("sendMessage", when="before" if when == "before" else "after")
        house.time.passes(4)
        await team.cara.person.says("no time")
        await wait_it_out(house)
        replies = [message.text for message in team.cara.sees()[before:]]

        assert len(replies) == (1 if when == "before" else 2)
        assert say_on_telegram("repeat", language="en") in replies[-1]
        assert "another one" in replies[-1]


# ----------------------------------------------------------------------------------------------------------- who is who


async def test_a_code_makes_ana_one_person_on_both_and_it_goes_on_where_she_writes(modes: Modes) -> None:
    async with open_house(MEMORY, modes) as house:
        team = await at_barriers(house)
        await team.ana.says("no time")
        await team.ana.says("/link")
        code = TYPED.findall(str(team.ana.sees()))[-1]
        phone = on_telegram(house, "Ana's phone")
        await phone.says(code)
        asked = text_of(phone)
        await phone.taps("Yes, both are me")
        on_the_phone = text_of(phone)
        told = text_of(team.ana)
        seen = len(team.ana.sees())
        await phone.says("no money")
        (project,) = await projects_in(house.store)
        ana = project.lead.person

        assert "Are you Ana" in asked
        assert "I know you here too" in on_the_phone
        assert "I know you on Telegram too now" in told
        assert [c.words for c in project.contributions if c.author == ana] == ["no time", "no money"]
        assert "makes 2" in text_of(phone)
        assert len(team.ana.sees()) == seen


async def test_a_stranger_learns_what_this_is_and_a_group_that_we_talk_to_people(modes: Modes) -> None:
    async with open_house(MEMORY, modes) as house:
        team = await at_barriers(house)
        tom = on_telegram(house, "Tom")
        await tom.starts()
        await tom.says("what is going on here?")
        guest = on_slack(house, "Gil")
        guest.person.account.is_restricted = True
        await guest.says("hello")
        group = house.telegram.group("Ward 3")
        await team.cara.acts(team.cara.person.adds_bot_to(group))
        await team.cara.acts(team.cara.person.writes_in_group(group, "@itfits_test_bot hello"))

        assert "whose team invited them" in text_of(tom)
        assert "whose team invited them" in text_of(guest)
        assert "Leeds" not in str(tom.sees()) + str(guest.sees())
        assert ["one to one" in seen.text for seen in team.cara.person.sees(group)] == [True]


# --------------------------------------------------------------------------------------------------------------- poison


async def test_what_can_never_be_taken_is_put_aside_alone_and_everybody_else_goes_on(
    modes: Modes, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried: list[str] = []

    def suggest(text: str, *, language: str, catalogue: Catalogue) -> tuple[Suggestion, ...]:
        """The catalogue, with a hole in one place."""
        if text == "poison ivy":
            tried.append(text)
            raise LookupError(text)
        return suggest_determinants(text, language=language, catalogue=catalogue)

    monkeypatch.setattr(heard, "suggest_determinants", suggest)
    async with open_house(MEMORY, modes) as house:
        team = await at_barriers(house)
        poisoned: tuple[OnSlack | OnTelegram, ...] = (team.ana, team.cara)
        for talker in poisoned:
            before = len(talker.sees())
            await talker.says("poison ivy")
            sorry = [message.text for message in talker.sees()[before:]]
            await talker.repeats()
            await talker.says("no time")
            await team.ben.says("no money")

            assert ["Something went wrong on my side" in text for text in sorry] == [True]
            assert "another one" in text_of(talker)
        aside = await house.store.read(lambda uow: uow.all_aside())
        (project,) = await projects_in(house.store)

        assert len(tried) == 2 * TRIES
        assert [each.channel for each in aside] == ["slack", "telegram"]
        assert "poison" not in project.model_dump_json() + caplog.text + str(aside)
