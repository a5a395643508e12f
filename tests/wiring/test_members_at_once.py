"""Members who answer at the same moment, through one process and through several: nothing of anybody is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from bot.bootstrap import opened
from bot.ports import Store
from bot.turns import Turns
from knowledge.loading import load_catalogue
from knowledge.project import Project
from tests.support.scripts import ENGLISH, Line
from tests.wiring.playing import make_said, play, projects_in

TEAM = ("Ana", "Ben", "Cara")
GOAL_STANDS = 17
"""Lines of the script after which everybody is asked for their barriers."""

TEXTS = tuple(f"reason number {number} of somebody" for number in range(6))


@pytest.fixture(params=[1, 2, 3], ids=["one process", "two processes", "three processes"])
async def stores(request: pytest.FixtureRequest, postgres_url: str) -> AsyncIterator[list[Store]]:
    """The same database, opened as often as there are processes; a team in it that is asked for its barriers."""
    async with AsyncExitStack() as stack:
        opened_ones = [await stack.enter_async_context(opened(postgres_url)) for _ in range(request.param)]
        await play(opened_ones[0], ENGLISH[:GOAL_STANDS])
        yield opened_ones


async def _project(stores: list[Store]) -> Project:
    (project,) = await projects_in(stores[0])
    return project


def _barriers(project: Project) -> list[Line]:
    names = {member.person: member.name for member in project.members}
    written = [each for each in project.contributions if each.step == "barriers"]
    return sorted((names[each.author or ""], each.words) for each in written)


async def test_texts_of_everybody_at_once_are_all_kept(stores: list[Store]) -> None:
    turns = [Turns(store, load_catalogue()) for store in stores]

    taken = await asyncio.gather(
        *(
            turns[(number + at) % len(turns)].take(make_said(name, f"{text} ({name})", key=f"{name}{number}"))
            for number, text in enumerate(TEXTS)
            for at, name in enumerate(TEAM)
        )
    )

    assert [ack.is_repeat for ack in taken] == [False] * len(TEXTS) * len(TEAM)
    assert _barriers(await _project(stores)) == sorted((name, f"{text} ({name})") for name in TEAM for text in TEXTS)


async def test_the_same_act_through_every_door_at_once_is_taken_once(stores: list[Store]) -> None:
    turns = [Turns(store, load_catalogue()) for store in stores]
    same = make_said("Ben", "nobody has time", key="same")

    taken = await asyncio.gather(*(turns[number % len(turns)].take(same) for number in range(6)))

    assert sorted(ack.is_repeat for ack in taken) == [False] + [True] * 5
    assert _barriers(await _project(stores)) == [("Ben", "nobody has time")]


async def test_members_who_finish_at_the_same_moment_have_all_answered(stores: list[Store]) -> None:
    """Each in their own order, the three beside one another: the last one hands on to the owner, whoever that is."""

    async def answer(at: int, name: str) -> None:
        turns = Turns(stores[at % len(stores)], load_catalogue())
        for number, text in enumerate((f"time, says {name}", "That's all", "Nothing yet", "[1]", "No", "No")):
            await turns.take(make_said(name, text, key=f"{name}{number}"))

    await asyncio.gather(*(answer(at, name) for at, name in enumerate(TEAM)))
    seen = await play(stores[0], (*ENGLISH[:GOAL_STANDS], ("Ana", "Look together")))

    project = await _project(stores)
    visit = project.find_step("barriers")
    assert visit is not None
    assert sorted(visit.answered) == sorted(member.person for member in project.members)
    assert _barriers(project) == [(name, f"time, says {name}") for name in TEAM]
    assert [name for name in TEAM if f"“time, says {name}”" in seen.delivered[-1].prompt.body.plain] == list(TEAM)
