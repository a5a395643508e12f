"""What codes do: an invitation to a team, a start of one's own, one more channel of the same person.

Only digests are kept, and each code is good once. Whoever tries codes gets few tries an hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.codes import Links, digest_of, make_code, make_typed_code, read_start_code, show_typed
from bot.ports import UnitOfWork
from dialogs.inbound import Inbound
from dialogs.phrases import LANGUAGES, say
from dialogs.text import Span, Text, mention
from knowledge.ids import make_id
from knowledge.project import Person, Project
from storage.rows import Ticket

INVITED_FOR = timedelta(days=14)
LINK_FOR = timedelta(minutes=10)
TRIES = 5
TRIES_IN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Admission:
    """What a code came to: who acts from here on (None: whoever they were), what they hear, what they may do."""

    person: Person | None
    said: Text | None
    may_start: bool = False


def keys_of_ticket(uow: UnitOfWork, code: str) -> frozenset[str]:
    """The keys to hold while a code is used: itself, the person it stands for, and all that is theirs."""
    digest = digest_of(code)
    ticket = uow.find_ticket(digest)
    if ticket is None or ticket.person is None:
        return frozenset({f"ticket:{digest}"})
    projects = (f"project:{project}" for project in uow.projects_of(ticket.person))
    return frozenset({f"ticket:{digest}", f"person:{ticket.person}", *projects})


def use_code(
    uow: UnitOfWork, inbound: Inbound, code: str, *, known: Person | None, language: str, links: Links
) -> Admission:
    """Let somebody in, or say in one sentence why not."""
    tries = uow.count_guess(inbound.who, at=inbound.at, since=inbound.at - TRIES_IN)
    ticket = uow.find_ticket(digest_of(code)) or _operators(uow, code, at=inbound.at, links=links)
    if tries > TRIES:
        return _refused("ticket-guessed", language)
    if ticket is None or ticket.used is not None:
        return _refused("ticket-unknown", language)
    if ticket.expires <= inbound.at:
        return _refused("ticket-expired", language)
    match ticket.kind:
        case "start":
            uow.use_ticket(ticket.digest, at=inbound.at)
            return _begins(uow, inbound, ticket, known, language)
        case "invite":
            return _invited(uow, inbound, ticket, known, language)
        case "link":
            return _linked(uow, inbound, ticket, known, language)


def _operators(uow: UnitOfWork, code: str, *, at: datetime, links: Links) -> Ticket | None:
    """The code of an operator, who needs no store to make one: it is kept when it first comes, in its own workspace."""
    expires = read_start_code(links.start_key, code)
    if expires is None:
        return None
    workspace = make_id("workspace", digest_of(code))
    ticket = Ticket(digest=digest_of(code), kind="start", workspace=workspace, made=at, expires=expires)
    uow.add_ticket(ticket)
    return ticket


def _refused(key: str, language: str) -> Admission:
    return Admission(person=None, said=say(key, language=language))


def _begins(uow: UnitOfWork, inbound: Inbound, ticket: Ticket, known: Person | None, language: str) -> Admission:
    """A project of one's own, in the workspace of the link where the person is in none yet."""
    said = say("ticket-start", language=language)
    if known is None or not uow.projects_of(known.id):
        who = inbound.who
        made = known or Person(
            id=make_id("person", who.channel, who.workspace, who.user), workspace="", name="", language=language
        )
        return Admission(person=made.but(workspace=ticket.workspace), said=said, may_start=True)
    return Admission(person=known, said=said, may_start=True)


def _invited(uow: UnitOfWork, inbound: Inbound, ticket: Ticket, known: Person | None, language: str) -> Admission:
    """The person whom the lead named, here for the first time on this channel."""
    project = uow.find_project(ticket.project or "")
    invited = uow.get_person(ticket.person or "")
    if project is None or project.find_member(invited.id) is None:
        return _refused("ticket-unknown", language)
    member = known and project.find_member(known.id)
    if known is not None and (known.id == invited.id or (member and not member.left)):
        return _refused("ticket-there", language)
    if known is not None and uow.projects_of(known.id) and known.workspace != ticket.workspace:
        return _refused("ticket-elsewhere", language)
    uow.use_ticket(ticket.digest, at=inbound.at)
    person = _one(uow, invited, known) if known is not None else invited
    lead = mention(project.lead.person, name=project.lead.name)
    spoken = known.language if known else inbound.who.language or person.language
    spoken = spoken if spoken in LANGUAGES else language
    hello = say("invited-hello", language=spoken, name=person.name, lead=lead, project=project.name)
    return Admission(person=person.but(language=spoken), said=hello)


def _linked(uow: UnitOfWork, inbound: Inbound, ticket: Ticket, known: Person | None, language: str) -> Admission:
    """The same person on one more channel: what was known of each is one from here on."""
    first = uow.get_person(ticket.person or "")
    if known is not None and known.id == first.id:
        return _refused("ticket-linked-same", language)
    if known is not None and _are_apart(uow, first, known):
        return _refused("ticket-linked-two-teams", language)
    uow.use_ticket(ticket.digest, at=inbound.at)
    person = _one(uow, first, known) if known is not None else first
    return Admission(person=person, said=say("ticket-linked", language=person.language))


def _are_apart(uow: UnitOfWork, one: Person, other: Person) -> bool:
    """Whether both have teams, in two workspaces: no workspace ever sees another's people."""
    return one.workspace != other.workspace and all(uow.projects_of(each.id) for each in (one, other))


def _one(uow: UnitOfWork, first: Person, second: Person) -> Person:
    """Two persons made one. Whoever is on a team keeps their workspace; what each had stays."""
    has_teams = bool(uow.projects_of(first.id)) or not uow.projects_of(second.id)
    kept, gone = (first, second) if has_teams else (second, first)
    uow.merge_persons(kept=kept.id, gone=gone.id)
    return kept.but(name=kept.name or gone.name, active=kept.active or gone.active, muted=False)


def invitation(
    uow: UnitOfWork, *, person: str, name: str, project: Project, inbound: Inbound, links: Links, by: Person
) -> list[Text]:
    """A new code for somebody on the team, and the sentences with which the lead passes it on."""
    code = make_code(inbound.chance, person)
    uow.add_ticket(
        Ticket(
            digest=digest_of(code),
            kind="invite",
            workspace=project.workspace,
            project=project.id,
            person=person,
            by=by.id,
            made=inbound.at,
            expires=inbound.at + INVITED_FOR,
        )
    )
    said = []
    if address := links.address(code):
        url = Text(spans=(Span(text=address, kind="link", to=address),))
        said.append(say("invite-link", language=by.language, name=name, url=url, days=INVITED_FOR.days))
    if links.slack or not links.telegram:
        said.append(say("invite-code", language=by.language, name=name, code=code, days=INVITED_FOR.days))
    return said


def link_code(uow: UnitOfWork, *, person: Person, inbound: Inbound, links: Links) -> list[Text]:
    """A new code for one more channel, and how to use it."""
    code = make_typed_code(inbound.chance)
    uow.add_ticket(
        Ticket(
            digest=digest_of(code),
            kind="link",
            workspace=person.workspace,
            person=person.id,
            by=person.id,
            made=inbound.at,
            expires=inbound.at + LINK_FOR,
        )
    )
    said = [say("link-code", language=person.language, code=show_typed(code))]
    address = links.address(code) if inbound.who.channel != "telegram" else None
    if address:
        url = Text(spans=(Span(text=address, kind="link", to=address),))
        said.append(say("link-open", language=person.language, url=url))
    return said
