"""Somebody cannot be reached any more where we talked: sending stops there, and what was owed finds another way."""

from __future__ import annotations

from datetime import datetime

from bot.ports import UnitOfWork
from dialogs.inbound import Room
from dialogs.phrases import say
from dialogs.prompt import Prompt
from dialogs.text import mention
from knowledge.ids import make_id
from knowledge.project import Project
from storage.rows import Owed


def close_room(uow: UnitOfWork, *, conversation: str, at: datetime, key: str, person: str | None = None) -> None:
    """Send nothing there any more, until the person writes from there again.

    What was owed goes to another room of theirs; where there is none, the lead of each team hears so, once.
    """
    was_open = person is not None and any(room.conversation == conversation for room in uow.rooms_of(person))
    dropped = uow.close_room(conversation, at=at)
    if not dropped and not was_open:
        return
    persons = {each.person for each in dropped} | {person}
    for gone in sorted(each for each in persons if each is not None):
        other = next(iter(uow.rooms_of(gone)), None)
        if other is None:
            _leads_hear(uow, gone, at=at, key=key)
        else:
            _move(uow, [each for each in dropped if each.person == gone], to=other, at=at)


def close_workspace(uow: UnitOfWork, *, channel: str, workspace: str, at: datetime) -> None:
    """Send nothing to a whole workspace any more, each room until somebody writes from there again. Nobody is told.

    What was owed goes to where its person is reached elsewhere.
    """
    closed = uow.conversations_of(channel, workspace)
    dropped = [each for conversation in closed for each in uow.close_room(conversation, at=at)]
    for person in sorted({each.person for each in dropped if each.person is not None}):
        other = next(iter(uow.rooms_of(person)), None)
        if other is not None:
            _move(uow, [each for each in dropped if each.person == person], to=other, at=at)


def _move(uow: UnitOfWork, dropped: list[Owed], *, to: Room, at: datetime) -> None:
    for each in dropped:
        if each.kind == "settle" or each.prompt is None:
            continue
        uow.owe(
            each.but(
                id=make_id("moved", each.id),
                channel=to.channel,
                conversation=to.conversation,
                kind="message",
                form=None,
                trigger=None,
                due=max(each.due, at),
                tried=0,
                leased_until=None,
                maybe_repeat=False,
                silent=0,
            )
        )


def _leads_hear(uow: UnitOfWork, person: str, *, at: datetime, key: str) -> None:
    for each in uow.projects_of(person):
        project = uow.find_project(each)
        if project is not None and project.lead.person != person:
            _lead_hears(uow, project, person, at=at, key=key)


def _lead_hears(uow: UnitOfWork, project: Project, person: str, *, at: datetime, key: str) -> None:
    lead = uow.get_person(project.lead.person)
    room = next(iter(uow.rooms_of(lead.id)), None)
    member = project.find_member(person)
    if room is None or member is None:
        return
    uow.owe(
        Owed(
            id=make_id("gone", key, project.id, person),
            channel=room.channel,
            conversation=room.conversation,
            person=lead.id,
            prompt=Prompt(body=say("gone-lead", language=lead.language, name=mention(person, name=member.name))),
            asked=False,
            due=at,
        )
    )
