"""What codes do: an invitation to a team, a start of one's own, one more channel of the same person.

Only digests are kept, and each code is good once. Whoever tries codes gets few tries an hour. An invitation is for
somebody who has never come; one more channel is joined only by whoever says there that they are that person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.buttons import JoinAccounts
from bot.codes import Links, digest_of, make_code, make_typed_code, read_start_code, show_typed
from bot.meeting import has_come, show_name
from bot.ports import UnitOfWork
from dialogs.inbound import Inbound
from dialogs.phrases import LANGUAGES, line, say
from dialogs.prompt import GO_ON, Option, Prompt
from dialogs.text import Span, Text, joined, mention
from knowledge.ids import make_id
from knowledge.project import Person, Project
from storage.rows import Ticket, TicketKind

INVITED_FOR = timedelta(days=14)
LINK_FOR = timedelta(minutes=10)
TRIES = 6
TRIES_IN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Admission:
    """What a code came to: who acts from here on (None: whoever they were), and what they are told.

    `may_start`: a project of their own. `is_joined`: they are known on one more channel now, of which the others hear.
    """

    person: Person | None = None
    told: Prompt | None = None
    may_start: bool = False
    is_joined: bool = False


def keys_of_ticket(uow: UnitOfWork, code: str) -> frozenset[str]:
    """The keys to hold while a code is used: itself, the person it stands for, and all that is theirs."""
    digest = digest_of(code)
    ticket = uow.find_ticket(digest)
    if ticket is None or ticket.person is None:
        return frozenset({f"ticket:{digest}"})
    projects = (f"project:{project}" for project in uow.projects_of(ticket.person))
    return frozenset({f"ticket:{digest}", f"person:{ticket.person}", *projects})


@dataclass(frozen=True, slots=True)
class Door:
    """Where somebody stands with a code. `known` is who they are already, `is_sure` that they were asked."""

    uow: UnitOfWork
    inbound: Inbound
    known: Person | None
    language: str
    links: Links
    is_sure: bool = False

    def use(self, code: str) -> Admission:
        """Let somebody in, or say in one sentence why not."""
        at = self.inbound.at
        tries = self.uow.count_guess(self.inbound.who, at=at, since=at - TRIES_IN)
        ticket = self.uow.find_ticket(digest_of(code)) or self._operators(code)
        if tries > TRIES:
            return self._refuse("ticket-guessed")
        if ticket is None:
            return self._refuse("ticket-unknown")
        if ticket.used is not None:
            is_own = self.known is not None and ticket.person == self.known.id
            return self._refuse("ticket-there" if is_own and ticket.kind == "invite" else "ticket-unknown")
        if ticket.expires <= at:
            return self._refuse("ticket-expired")
        match ticket.kind:
            case "start":
                return self._begin(ticket)
            case "invite":
                return self._invited(ticket)
            case "link":
                return self._join(ticket, code)

    def _operators(self, code: str) -> Ticket | None:
        """The code of an operator, who needs no store to make one: kept when it first comes, in its own workspace."""
        expires = read_start_code(self.links.start_key, code)
        if expires is None:
            return None
        digest = digest_of(code)
        workspace = make_id("workspace", digest)
        ticket = Ticket(digest=digest, kind="start", workspace=workspace, made=self.inbound.at, expires=expires)
        self.uow.add_ticket(ticket)
        return ticket

    def _refuse(self, key: str) -> Admission:
        return Admission(told=Prompt(body=say(key, language=self.language)))

    def _begin(self, ticket: Ticket) -> Admission:
        """A project of one's own, in the workspace of the link where the person is in none yet."""
        self.uow.use_ticket(ticket.digest, at=self.inbound.at)
        told = Prompt(body=say("ticket-start", language=self.language))
        person, who = self.known, self.inbound.who
        if person is None:
            id_ = make_id("person", who.channel, who.workspace, who.user)
            person = Person(id=id_, workspace=ticket.workspace, name="", language=self.language)
        elif not self.uow.projects_of(person.id):
            person = person.but(workspace=ticket.workspace)
        return Admission(person=person, told=told, may_start=True)

    def _invited(self, ticket: Ticket) -> Admission:
        """The person whom the lead named, who comes for the first time: nobody becomes somebody who is here already."""
        project = self.uow.find_project(ticket.project or "")
        invited = self.uow.get_person(ticket.person or "")
        if project is None or project.find_member(invited.id) is None or has_come(self.uow, invited.id):
            return self._refuse("ticket-unknown")
        member = self.known and project.find_member(self.known.id)
        if member and not member.left:
            return self._refuse("ticket-there")
        if self.known and self.uow.projects_of(self.known.id) and self.known.workspace != ticket.workspace:
            return self._refuse("ticket-elsewhere")
        self.uow.void_tickets(kind="invite", person=invited.id, at=self.inbound.at)
        person = _one(self.uow, invited, self.known) if self.known else invited
        return self._welcome(person, project)

    def _welcome(self, person: Person, project: Project) -> Admission:
        spoken = self.known.language if self.known else self.inbound.who.language or person.language
        language = spoken if spoken in LANGUAGES else self.language
        lead = mention(project.lead.person, name=project.lead.name)
        hello = say("invited-hello", language=language, name=person.name, lead=lead, project=project.name)
        goal = project.goal.goal
        parts = (hello, say("invited-goal", language=language, words=goal)) if goal else (hello,)
        return Admission(person=person.but(language=language), told=Prompt(body=joined(parts)))

    def _join(self, ticket: Ticket, code: str) -> Admission:
        """The same person on one more channel, if they say so: what was known of each is one from here on."""
        first = self.uow.get_person(ticket.person or "")
        if refused := self._why_apart(first):
            return self._refuse(refused)
        if not self.is_sure:
            return Admission(told=self._ask_whether(first, code))
        self.uow.use_ticket(ticket.digest, at=self.inbound.at)
        person = _one(self.uow, first, self.known) if self.known else first
        told = Prompt(body=say("ticket-linked", language=person.language))
        return Admission(person=person, told=told, is_joined=True)

    def _why_apart(self, first: Person) -> str | None:
        """Why the two stay two: whoever has teams asks for the code there, and no workspace sees another's people."""
        known = self.known
        if known is None:
            return None
        if known.id == first.id:
            return "ticket-linked-same"
        has_teams = bool(self.uow.projects_of(known.id))
        if has_teams and not self.uow.projects_of(first.id):
            return "ticket-linked-from-here"
        return "ticket-linked-two-teams" if has_teams and known.workspace != first.workspace else None

    def _ask_whether(self, first: Person, code: str) -> Prompt:
        channels = dict.fromkeys(room.channel for room in self.uow.rooms_of(first.id))
        where = ", ".join(line(f"channel-{channel}", language=self.language) for channel in channels)
        name = first.name or line("somebody", language=self.language)
        yes = Option(
            key="yes", label=line("ticket-link-yes", language=self.language), token=JoinAccounts(code=code).token
        )
        no = Option(key="no", label=line("ticket-link-no", language=self.language), token=GO_ON)
        body = say("ticket-link-ask", language=self.language, name=name, channel=where)
        return Prompt(body=body, options=(yes, no))


def _one(uow: UnitOfWork, first: Person, second: Person) -> Person:
    """Two persons made one. Whoever is on a team keeps their workspace; what each had stays."""
    has_teams = bool(uow.projects_of(first.id)) or not uow.projects_of(second.id)
    kept, gone = (first, second) if has_teams else (second, first)
    uow.merge_persons(kept=kept.id, gone=gone.id)
    person = kept.but(name=kept.name or gone.name, active=kept.active or gone.active, muted=False)
    show_name(uow, person)
    return person


def invitation(
    uow: UnitOfWork, *, person: str, name: str, project: Project, inbound: Inbound, links: Links, by: Person
) -> list[Prompt]:
    """A new code for somebody who has never come, and how the lead passes it on. Earlier ones are good no more."""
    uow.void_tickets(kind="invite", person=person, at=inbound.at)
    code = make_code(inbound.chance, person)
    expires = inbound.at + INVITED_FOR
    _keep(uow, "invite", code, person=person, project=project.id, by=by, at=inbound.at, expires=expires)
    told = []
    if address := links.address(code):
        url = Text(spans=(Span(text=address, kind="link", to=address),))
        told.append(say("invite-link", language=by.language, name=name, url=url, days=INVITED_FOR.days))
    if links.slack or not links.telegram:
        told.append(say("invite-code", language=by.language, name=name, code=code, days=INVITED_FOR.days))
    return [Prompt(body=body) for body in told]


def link_code(uow: UnitOfWork, *, person: Person, inbound: Inbound, links: Links) -> list[Prompt]:
    """A new code for one more channel, and how to use it. An earlier one is good no more."""
    uow.void_tickets(kind="link", person=person.id, at=inbound.at)
    code = make_typed_code(inbound.chance)
    expires = inbound.at + LINK_FOR
    _keep(uow, "link", code, person=person.id, project=None, by=person, at=inbound.at, expires=expires)
    told = [say("link-code", language=person.language, code=show_typed(code))]
    address = links.address(code) if inbound.who.channel != "telegram" else None
    if address:
        url = Text(spans=(Span(text=address, kind="link", to=address),))
        told.append(say("link-open", language=person.language, url=url))
    return [Prompt(body=body) for body in told]


def _keep(
    uow: UnitOfWork,
    kind: TicketKind,
    code: str,
    *,
    person: str,
    project: str | None,
    by: Person,
    at: datetime,
    expires: datetime,
) -> None:
    uow.add_ticket(
        Ticket(
            digest=digest_of(code),
            kind=kind,
            workspace=by.workspace,
            project=project,
            person=person,
            by=by.id,
            made=at,
            expires=expires,
        )
    )
