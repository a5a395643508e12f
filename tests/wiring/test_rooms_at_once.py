"""Leads give us the same room at the same moment, heard by several processes: it is the room of one team."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from bot.bootstrap import opened
from bot.buttons import TakeRoom
from bot.turns import Turns
from dialogs.inbound import Content, Identity, Inbound, Opened, Room, Said, Tapped
from knowledge.loading import load_catalogue
from tests.support.world import MONDAY

ROOM = Room(channel="slack", workspace="T1", room="C1")


def make_act(user: str, content: Content, *, key: str) -> Inbound:
    """What a full member of the workspace does."""
    return Inbound(
        key=f"{user}:{key}",
        who=Identity(channel="slack", workspace="T1", user=user, name=user.title()),
        room=Room(channel="slack", workspace="T1", room=user),
        at=MONDAY,
        content=content,
        door="start",
    )


@pytest.mark.parametrize("attempt", range(5))
async def test_a_room_is_one_teams_however_many_leads_claim_it(postgres_url: str, attempt: int) -> None:
    leads = [f"lead{number}" for number in range(6)]
    async with AsyncExitStack() as stack:
        stores = [await stack.enter_async_context(opened(postgres_url)) for _ in leads]
        turns = [Turns(store, load_catalogue()) for store in stores]
        for lead, taking in zip(leads, turns, strict=True):
            await taking.take(make_act(lead, Opened(), key="1"))
            await taking.take(make_act(lead, Said(text=f"Project of {lead}"), key="2"))
        projects = await stores[0].read(lambda uow: [(uow.find_project(p), p) for p in uow.projects()])
        theirs = {found.name.removeprefix("Project of "): project for found, project in projects if found}
        given = {lead: Tapped(token=TakeRoom(room=ROOM.room, project=theirs[lead]).token) for lead in leads}
        taps = (make_act(lead, given[lead], key="3") for lead in leads)
        await asyncio.gather(*(taking.take(tap) for taking, tap in zip(turns, taps, strict=True)))
        rooms = await stores[0].read(lambda uow: [uow.room_of_project(project) for project in uow.projects()])
        told = await stores[0].run(lambda uow: uow.close_room(ROOM.conversation, at=MONDAY))

    assert [room for room in rooms if room is not None] == [ROOM]
    assert len(told) == 1  # whoever came first was told that it is theirs, and nobody else
