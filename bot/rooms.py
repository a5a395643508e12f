"""Shared rooms: a team's own, where what it decides is posted, and groups in which we do not talk."""

from __future__ import annotations

from datetime import datetime

from bot.ports import UnitOfWork
from dialogs.inbound import Inbound, Room
from dialogs.phrases import say
from dialogs.prompt import GO_ON, Option, Prompt
from dialogs.text import Text
from knowledge.ids import make_id
from knowledge.project import Person
from storage.rows import Owed


def claim_room(uow: UnitOfWork, room: Room, person: Person) -> str | None:
    """The project whose room this is: as it was, or from now on where a lead mentions us in it. None: nobody's."""
    if here := uow.project_in_room(room):
        return here
    for project in reversed(uow.projects_of(person.id)):
        found = uow.find_project(project)
        if found is not None and found.lead.person == person.id and uow.room_of_project(project) is None:
            uow.attach_room(room, project=project)
            return project
    return None


def post(uow: UnitOfWork, body: Text, *, room: Room, at: datetime, key: str, language: str, can_go_on: bool) -> None:
    """Owe a shared room a message. `key` is its own: the same again is the same message."""
    label = say("room-open", language=language).plain
    button = (Option(key=GO_ON, label=label, token=GO_ON),) if can_go_on else ()
    uow.owe(
        Owed(
            id=make_id("post", key),
            channel=room.channel,
            conversation=room.conversation,
            person=None,
            prompt=Prompt(body=body, options=button),
            due=at,
        )
    )


def refuse_group(uow: UnitOfWork, inbound: Inbound, *, language: str) -> None:
    """Say once in a group that we talk to people one to one."""
    if uow.receive(f"group:{inbound.room.conversation}", at=inbound.at):
        body = say("groups", language=language)
        post(uow, body, room=inbound.room, at=inbound.at, key=inbound.key, language=language, can_go_on=False)
