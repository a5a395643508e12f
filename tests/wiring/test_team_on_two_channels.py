"""Three people on two channels take a project from its start to the end of the barriers, in every mode of both."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from storage import tables
from storage.memory import MemoryStore
from tests.support.service import BOTH_WAYS, MODES, House, Modes, open_house
from tests.support.talkers import Talker
from tests.wiring.playing import play, rows_at, shown_in
from tests.wiring.team import Team, at_a_terminal, begin, gather, look_together, set_goal

POSTS = ("I post here what the team", "the goal is decided", "has put together")


@pytest.mark.parametrize("modes", MODES, ids=str)
async def test_what_they_say_on_two_channels_is_the_project_that_a_terminal_makes(modes: Modes, tmp_path: Path) -> None:
    await check_story(f"sqlite:///{tmp_path}/store.db", modes)


async def test_it_is_the_same_project_on_postgresql(postgres_url: str) -> None:
    await check_story(postgres_url, BOTH_WAYS[1])


async def check_story(url: str, modes: Modes) -> None:
    """Let them tell it all, and look at what is kept, seen and called."""
    async with open_house(url, modes) as house:
        team = Team(house)
        await begin(team)
        await set_goal(team, at_once=modes in MODES[:2])
        await gather(team)
        await look_together(team)
        shown = await shown_in(house.store)
        terminal = MemoryStore()
        await play(terminal, at_a_terminal())
        metrics = await house.metrics()

        assert shown == await shown_in(terminal)
        posted = "\n".join(seen.text for seen in team.ana.person.sees(room=team.room))
        assert [posted.count(words) for words in POSTS] == [1] * len(POSTS)
        check_old_questions(team)
        check_calls(house)
        check_sends(house, rows_at(url, tables.outbox))
        assert '="again"' not in metrics


def check_old_questions(team: Team) -> None:
    """What was answered has no buttons any more; its answer stands under it."""
    people: tuple[Talker, ...] = (team.ana, team.ben, team.cara)
    left = [{message.labels for message in talker.sees() if message.labels} for talker in people]

    assert left == [{("Start another project",)}, {("Start another project",)}, set()]  # Telegram: only by a link
    answered = [line for message in team.ana.sees() for line in message.text.splitlines() if line.startswith("✓")]
    assert {"✓ Me for now", "✓ With names", "✓ Yes, close it"} <= set(answered)
    assert "✓ Change this" in [line for message in team.cara.sees() for line in message.text.splitlines()]


def check_calls(house: House) -> None:
    """Each callback was answered once, and Telegram never said no."""
    answers = house.telegram.find_calls("answerCallbackQuery")

    assert [call.status for call in answers] == [200] * len(house.telegram.ledger.callbacks)
    refused = {call.status for call in house.telegram.calls if call.method != "getUpdates"}
    assert refused == {200}


def check_sends(house: House, rows: list[dict[str, Any]]) -> None:
    """Each message that was owed went out once, and nothing is owed."""
    owed = Counter(row["channel"] for row in rows if row["kind"] == "message")
    posted = house.slack.calls.of("chat.postMessage")

    assert {"slack": len(posted), "telegram": len(house.telegram.find_calls("sendMessage"))} == owed
    ids = [params["metadata"]["event_payload"]["id"] for params in posted]
    assert len(set(ids)) == len(ids)
    assert all(row["sent"] for row in rows)
