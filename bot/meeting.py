"""Who acts, and how they are met: by their identity, by a mark in somebody's message, at a terminal by name."""

from __future__ import annotations

import re

from bot.ports import UnitOfWork
from bot.routing import Place
from dialogs.effects import Turn
from dialogs.inbound import Identity, Inbound, Room, Said
from dialogs.phrases import LANGUAGES
from dialogs.reading import is_name
from knowledge.ids import make_id
from knowledge.project import Person

CONSOLE = "console"
"""The one channel on which somebody is who they say they are: everybody there shares one terminal."""


def person_of(uow: UnitOfWork, known: Person | None, who: Identity, *, language: str) -> Person:
    """Who acts: new where nobody is, with the name just given where they had none. Whoever acts hears us again."""
    if known is None:
        return _new(who, language=_language_of(uow, who, default=language))
    return known.but(name=known.name or _name_of(who), muted=False)


def _new(who: Identity, *, language: str) -> Person:
    made = make_id("person", who.channel, who.workspace, who.user)
    return Person(id=made, workspace=who.workspace, name=_name_of(who), language=language)


def _language_of(uow: UnitOfWork, who: Identity, *, default: str) -> str:
    """What the platform says they speak; at a terminal, what whoever leads the newest project there does."""
    if who.language in LANGUAGES:
        return who.language
    newest = uow.newest_project(who.workspace) if who.channel == CONSOLE else None
    project = uow.find_project(newest) if newest else None
    return uow.get_person(project.lead.person).language if project else default


def mentioned(uow: UnitOfWork, inbound: Inbound, person: Person) -> dict[str, tuple[Person, ...]]:
    """The persons marked in what was written, by the name shown, which two may share; none of another workspace's."""
    found: dict[str, tuple[Person, ...]] = {}
    for who in _marks(inbound):
        marked = _marked(uow, who, by=person)
        if marked.workspace == person.workspace and marked.name:
            found[who.name] = (*found.get(who.name, ()), marked)
    return found


def _marks(inbound: Inbound) -> tuple[Identity, ...]:
    marks = inbound.content.mentions if isinstance(inbound.content, Said) else ()
    return tuple(who for who in marks if who.workspace == inbound.who.workspace)


def _marked(uow: UnitOfWork, who: Identity, *, by: Person) -> Person:
    language = who.language if who.language in LANGUAGES else by.language
    return uow.find_person(who) or _new(who, language=language).but(workspace=by.workspace)


def meet(uow: UnitOfWork, inbound: Inbound, known: Person | None, person: Person) -> None:
    """Keep who came, and where they can be reached."""
    uow.save_person(person)
    uow.link(inbound.who, person=person.id, room=inbound.room)
    if known is not None and known.name != person.name:
        show_name(uow, person)


def meet_mentioned(uow: UnitOfWork, inbound: Inbound, place: Place, turn: Turn) -> None:
    """Whoever was marked and is on the team now can be written to."""
    team = {member.person for member in turn.project.present} if turn.project else set()
    for who in _marks(inbound):
        person = _marked(uow, who, by=place.setting.person)
        if person.id in team and uow.find_person(who) is None:
            uow.link(who, person=person.id, room=Room(channel=who.channel, workspace=who.workspace, room=who.user))


def has_come(uow: UnitOfWork, person: str) -> bool:
    """Whether somebody has ever been somewhere as this person. At a terminal a name is there before anybody comes."""
    return any(who.channel != CONSOLE for who in uow.identities_of(person))


def link_by_name(uow: UnitOfWork, person: Person) -> None:
    """At a shared terminal a name leads to its person."""
    user = " ".join(person.name.split()).casefold()
    who = Identity(channel=CONSOLE, workspace=person.workspace, user=user, name=person.name)
    if user and uow.find_person(who) is None:
        uow.link(who, person=person.id, room=Room(channel=CONSOLE, workspace=person.workspace, room=user))


def show_name(uow: UnitOfWork, person: Person) -> None:
    """Somebody has this name now: their projects show it."""
    for each in uow.projects_of(person.id):
        before = uow.find_project(each)
        if before is None:
            continue
        members = tuple(m.but(name=person.name) if m.person == person.id else m for m in before.members)
        uow.save_project(before, before.but(members=members))
    if any(room.channel == CONSOLE for room in uow.rooms_of(person.id)):
        link_by_name(uow, person)


def _name_of(who: Identity) -> str:
    """The name that the platform shows, without titles after it and the like; nothing where that is no name."""
    shown = (who.name, re.split(r"[(,|/\[]", who.name)[0])
    return next((name for each in shown if is_name(name := " ".join(each.split()))), "")
