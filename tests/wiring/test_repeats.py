"""Platforms repeat and reorder. Whatever they do, each act leaves one answer and one reply."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from storage.memory import MemoryStore
from tests.support.service import BOTH_WAYS, MODES, House, Modes, open_house
from tests.support.talkers import THINKING, OnSlack, OnTelegram, Talker, Twice
from tests.wiring.playing import play, projects_in, shown_in
from tests.wiring.team import Team, at_a_terminal, begin, gather, look_together, set_goal

MEMORY = "memory:"


async def tell(house: House, *, twice: Twice) -> Team:
    """The whole story."""
    team = Team(house, twice=twice)
    await begin(team)
    await set_goal(team, at_once=True)
    await gather(team)
    await look_together(team)
    return team


CODE = re.compile(r"https://\S+|[A-Za-z0-9_-]{22}")


def seen_by(team: Team) -> list[list[str]]:
    """What each read, without codes."""
    people: tuple[Talker, ...] = (team.ana, team.ben, team.cara)
    own = [[CODE.sub("a code", message.text) for message in t.sees()] for t in people]
    return [*own, [seen.text for seen in team.ana.person.sees(room=team.room)]]


@pytest.mark.parametrize("modes", BOTH_WAYS, ids=str)
@pytest.mark.parametrize("twice", ["after", "at once"])
async def test_when_everything_comes_twice_it_is_the_same_project_and_the_same_messages(
    twice: Twice, modes: Modes, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_house(MEMORY, modes) as house:
        once = seen_by(await tell(house, twice="no"))
    async with open_house(MEMORY, modes) as house:
        team = await tell(house, twice=twice)
        terminal = MemoryStore()
        await play(terminal, at_a_terminal())

        assert await shown_in(house.store) == await shown_in(terminal)
        assert seen_by(team) == once
        callbacks = house.telegram.find_calls("answerCallbackQuery")
        assert len(callbacks) == len(house.telegram.ledger.callbacks)
        repeats = sum(delivered.attempt for delivered in house.slack.post.delivered)
        assert repeats > 30
        assert '="repeat"' in await house.metrics()
        assert "turn.failed" not in caplog.text


# --------------------------------------------------------------------------------------------------------- out of order


async def at_barriers(house: House) -> Team:
    """The team where each writes what stands in the way."""
    team = Team(house)
    await begin(team)
    await set_goal(team, at_once=True)
    return team


async def words_in(house: House) -> list[str]:
    """All that was written as a barrier, or to the parking list."""
    (project,) = await projects_in(house.store)
    given = [each.words for each in project.contributions if each.step == "barriers"]
    return sorted([*given, *(each.words for each in project.parking)])


@pytest.mark.parametrize("order", [(1, 0), (2, 1, 0), (1, 0, 1, 0), (0, 1, 0, 2, 1)], ids=str)
async def test_words_that_slack_brings_in_another_order_are_each_kept_and_answered_once(order: tuple[int, ...]) -> None:
    async with open_house(MEMORY) as house:
        team = await at_barriers(house)
        ana, words = team.ana, ["no time", "no money", "no room"][: len(set(order))]
        before = len(ana.sees())
        house.time.passes(THINKING)
        house.slack.hold()
        for each in words:
            await ana.person.says(each)
        answers = await house.slack.release(order)
        await house.quiet()

        assert all(answer.is_good for answer in answers)
        assert await words_in(house) == sorted(words)
        assert len(ana.sees()) == before + len(words)


@pytest.mark.parametrize("modes", BOTH_WAYS, ids=str)
async def test_words_that_telegram_brings_in_another_order_are_each_kept_and_answered_once(modes: Modes) -> None:
    async with open_house(MEMORY, modes) as house:
        team = await at_barriers(house)
        cara, words = team.cara, ["no time", "no money", "no room"]
        before = len(cara.sees())
        house.time.passes(THINKING)
        house.telegram.hold()
        for each in words:
            await cara.person.says(each)
        await house.telegram.release(lambda updates: [*reversed(updates), *updates])
        await house.quiet()

        assert await words_in(house) == sorted(words)
        assert len(cara.sees()) == before + len(words)


async def test_a_tap_that_overtakes_the_words_before_it_costs_no_words() -> None:
    async with open_house(MEMORY) as house:
        team = await at_barriers(house)
        await team.ana.says("no time")
        house.time.passes(THINKING)
        house.slack.hold()
        await team.ana.person.says("no money")
        await team.ana.person.taps("That's all")
        await house.slack.release((1, 0, 1, 0))
        await house.quiet()

        assert await words_in(house) == ["no money", "no time"]


# ------------------------------------------------------------------------------------------------- in the next process


@pytest.mark.parametrize("modes", BOTH_WAYS, ids=str)
async def test_what_comes_again_to_the_next_process_leaves_one_answer_and_one_reply(
    modes: Modes, tmp_path: Path
) -> None:
    async with open_house(f"sqlite:///{tmp_path}/store.db", modes) as house:
        team = await at_barriers(house)
        talkers: tuple[OnSlack | OnTelegram, ...] = (team.ana, team.cara)
        for talker in talkers:
            await talker.says(f"no time for {talker.person.id}")
            before = talker.sees()
            await house.stop()
            await house.start()
            await talker.repeats()

            assert talker.sees() == before
        assert len(await words_in(house)) == len(talkers)


@pytest.mark.parametrize("modes", MODES, ids=str)
async def test_what_was_written_while_it_was_away_is_answered_once_when_it_comes(modes: Modes, tmp_path: Path) -> None:
    async with open_house(f"sqlite:///{tmp_path}/store.db", modes) as house:
        team = await at_barriers(house)
        before = [len(talker.sees()) for talker in (team.ana, team.cara)]
        await house.stop()
        await team.ana.person.says("no money", wait=False)
        await team.cara.person.says("no time")
        await house.start()
        await house.quiet()

        assert await words_in(house) == ["no money", "no time"]
        assert [len(talker.sees()) for talker in (team.ana, team.cara)] == [count + 1 for count in before]
