"""Shared rooms: a team's own, where what it decides is posted, and groups in which we do not talk."""

from __future__ import annotations

from datetime import datetime

from bot.buttons import NotNow, TakeRoom, asked_under
from bot.ports import UnitOfWork
from dialogs.inbound import Inbound, Room
from dialogs.phrases import line, say
from dialogs.prompt import GO_ON, Option, Prompt
from dialogs.text import Text, cut
from knowledge.ids import make_id
from knowledge.project import Person, Project
from storage.rows import Owed


def ask_for_room(room: Room, project: Project, *, language: str) -> Prompt:
    """Whether what this team decides shall be posted there: its lead is asked alone, before anything is."""
    wanted = TakeRoom(room=room.room, project=project.id)
    asked = asked_under(wanted)
    yes = Option(key="yes", label=line("room-ask-yes", language=language), token=wanted.token)
    no = Option(key="no", label=line("room-ask-no", language=language), token=NotNow(asked=asked).token)
    body = say("room-ask", language=language, project=cut(project.name, length=60))
    return Prompt(body=body, options=(yes, no), session=asked, visit=1)


def take_room(uow: UnitOfWork, inbound: Inbound, wanted: TakeRoom, *, person: Person) -> Prompt:
    """The room is the team's from now on, where whoever says so leads it and no other team has it."""
    room = Room(channel=inbound.room.channel, workspace=inbound.room.workspace, room=wanted.room)
    project = uow.find_project(wanted.project)
    language = person.language
    if project is None or project.lead.person != person.id or project.id not in uow.projects_of(person.id):
        return Prompt(body=say("button-unknown", language=language))
    if uow.project_in_room(room) not in (None, project.id):
        return Prompt(body=say("room-taken", language=language))
    uow.attach_room(room, project=project.id)
    hello = say("room-hello", language=language, project=project.name)
    post(uow, hello, room=room, at=inbound.at, key=inbound.key, language=language, can_go_on=True)
    return Prompt(body=say("room-done", language=language))


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
