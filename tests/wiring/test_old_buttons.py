"""Buttons and messages that are not what they were: answered, another's, a former member's, edited, deleted."""

from __future__ import annotations

import pytest

from knowledge.project import Project
from tests.support.service import BOTH_WAYS, House, Modes, open_house
from tests.support.shown import calls_to_slack, calls_to_telegram, tokens_in
from tests.support.talkers import OnSlack, OnTelegram, text_of
from tests.wiring.playing import projects_in
from tests.wiring.team import Team, begin, finish, gather_ana, set_goal

MEMORY = "memory:"


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


async def project_in(house: House) -> Project:
    """The one project, whole."""
    (project,) = await projects_in(house.store)
    return project


async def test_every_button_that_was_ever_drawn_changes_nothing_for_anybody_else(modes: Modes) -> None:
    async with open_house(MEMORY, modes) as house:
        team = await at_barriers(house)
        await gather_ana(team)
        before = await project_in(house)
        (tokens, theirs) = tokens_of_slack_and_telegram(house)
        for token in tokens:
            await team.cara.taps_token(token)
        for token in (*tokens, *theirs):
            await team.eve.taps_token(token)
        for token in theirs:
            await team.ana.taps_token(token)

        assert await project_in(house) == before
        assert not team.cara.person.is_spinning
        assert not any("nobody has time" in message.text for message in team.cara.sees())


def tokens_of_slack_and_telegram(house: House) -> tuple[list[str], list[str]]:
    """All that were ever shown; the one in posts to rooms, which is for everybody, is left out."""
    return (
        [token for token in tokens_in(calls_to_slack(house)) if token != "open"],
        [token for token in tokens_in(calls_to_telegram(house)) if token != "open"],
    )


async def test_every_old_button_of_ones_own_leaves_what_the_others_said(modes: Modes) -> None:
    """An old one may open its answer again, which asks and decides nothing; it never ends in silence."""
    async with open_house(MEMORY, modes) as house:
        team = await at_barriers(house)
        await team.cara.says("patients do not want a computer")
        await finish(team.cara, helps="Nothing yet", kinds=1)
        before = await project_in(house)
        for token in tokens_in(calls_to_telegram(house)):
            seen = len(team.cara.sees())
            await team.cara.taps_token(token)

            assert len(team.cara.sees()) >= seen
        after = await project_in(house)
        cara = before.members[2].person

        assert [c for c in after.contributions if c.author != cara] == [
            c for c in before.contributions if c.author != cara
        ]
        assert after.goal == before.goal
        assert not team.cara.person.is_spinning


async def test_a_tap_on_the_same_answer_again_is_a_repeat(modes: Modes) -> None:
    async with open_house(MEMORY, modes) as house:
        team = Team(house)
        await begin(team)
        await team.ana.says("Internet therapy with a coach")
        await team.ana.says("GPs mention it to every patient")
        await team.ana.taps("The staff who deliver care")
        (staff,) = [token for token in tokens_in(calls_to_slack(house)) if token.endswith(".staff")]
        before, seen = await project_in(house), team.ana.sees()
        await team.ana.taps_token(staff)

        assert await project_in(house) == before
        assert team.ana.sees() == seen


async def test_a_tap_on_the_last_answer_of_a_flow_again_is_a_repeat_too(modes: Modes) -> None:
    """Impatient fingers: two taps are two acts of the platform, and the question is asked once."""
    async with open_house(MEMORY, modes) as house:
        team = Team(house)
        await begin(team)
        (named,) = [token for token in tokens_in(calls_to_slack(house)) if token.endswith(".named")]
        before, seen = await project_in(house), team.ana.sees()
        await team.ana.taps_token(named)

        assert await project_in(house) == before
        assert team.ana.sees() == seen


async def test_a_member_who_left_changes_nothing_and_learns_nothing(modes: Modes) -> None:
    async with open_house(MEMORY, modes) as house:
        team = await at_barriers(house)
        leaving: tuple[OnSlack | OnTelegram, ...] = (team.ben, team.cara)
        for talker in leaving:
            await talker.says("stop")
            await talker.taps("Leave the project")
        before = await project_in(house)
        await team.ana.says("nobody has time")
        with_ana = await project_in(house)
        in_slack, on_telegram = tokens_of_slack_and_telegram(house)
        for talker in leaving:
            for token in (*in_slack, *on_telegram):
                await talker.taps_token(token)

        assert [member.left for member in before.members] == [False, True, True]
        assert await project_in(house) == with_ana
        assert not any("nobody has time" in message.text for talker in leaving for message in talker.sees())


async def test_an_edited_and_a_deleted_message_change_no_answer(modes: Modes) -> None:
    async with open_house(MEMORY, modes) as house:
        team = await at_barriers(house)
        written = await team.ana.acts(team.ana.person.says("nobody has time"))
        sent = await team.cara.acts(team.cara.person.says("no money"))
        before = await project_in(house)
        await team.ana.acts(team.ana.person.edits(written, "all have time"))
        edited = text_of(team.ana)
        await team.ana.repeats()
        await team.ana.acts(team.ana.person.deletes(written))
        deleted = text_of(team.ana)
        await team.cara.acts(team.cara.person.edits(sent, "much money"))

        assert await project_in(house) == before
        assert ["you changed a message" in edited, "you deleted a message" in deleted] == [True, True]
        assert "you changed a message" in text_of(team.cara)
        assert sum("you changed a message" in message.text for message in team.ana.sees()) == 1
