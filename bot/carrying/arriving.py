"""A project that comes to a store: as a new one, with persons of its own. Nothing that was there is touched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.carrying.bundle import Bundle, BundleRefusedError, with_people, without_names
from bot.codes import digest_of, make_code
from bot.meeting import find_by_name, has_come, link_by_name
from bot.ports import UnitOfWork
from bot.routing import begun
from bot.tickets import INVITED_FOR
from dialogs.effects import Begin
from dialogs.gathering import newcomer_hears
from dialogs.phrases import LANGUAGES
from dialogs.process import current_step
from dialogs.setting import Setting
from knowledge.catalogue import Catalogue
from knowledge.ids import make_id
from knowledge.project import Member, Person, Project
from storage.rows import Ticket


class Arrived(NamedTuple):
    """What an operator hears: how the project is called here, who leads it, and the code with which they get in.

    No code where the lead has come already, as somebody at this terminal.
    """

    name: str
    lead: str
    code: str | None
    until: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a bundle that was checked is to go. `chance` makes ids and the code; `by_name` where names are persons.

    `name` is what it is called here, `lead` the member who leads it here; None leaves either as the file has it.
    """

    uow: UnitOfWork
    catalogue: Catalogue
    workspace: str
    at: datetime
    chance: str
    by_name: bool
    name: str | None = None
    lead: str | None = None

    def take(self, bundle: Bundle) -> Arrived:
        """Write it, in one transaction; BundleRefusedError, with nothing written, where it cannot stand here."""
        carried = self._led(bundle.project.but(name=self.name or bundle.project.name))
        self._check_name(carried.name)
        people = self._people(bundle)
        here = carried.but(id=make_id("carried", self.chance), workspace=self.workspace)
        project = with_people(without_names(here), {id_: person.id for id_, person in people.items()})
        self.uow.save_project(None, project)
        for member in project.present:
            self._begin(project, self.uow.get_person(member.person))
        code = None if has_come(self.uow, project.lead.person) else self._invite(project)
        return Arrived(name=project.name, lead=project.lead.name, code=code, until=self.at + INVITED_FOR)

    def _led(self, project: Project) -> Project:
        """With the lead that was asked for, else the file's own, who must be there."""
        lead = self._lead_of(project)
        if lead.left:
            raise BundleRefusedError(f"{lead.name} leads it and has left; name another member with --lead NAME")
        members = tuple(m.but(role="lead" if m.person == lead.person else "member") for m in project.members)
        return project.but(members=members)

    def _lead_of(self, project: Project) -> Member:
        if self.lead is None:
            return project.lead
        found = [m for m in project.present if m.name.casefold() == self.lead.casefold()]
        if len(found) != 1:
            names = ", ".join(m.name for m in project.present)
            raise BundleRefusedError(f'--lead: {len(found) or "nobody"} of the team is called "{self.lead}" ({names})')
        return found[0]

    def _check_name(self, name: str) -> None:
        """A project is shown by its name, so that two of one name hide each other."""
        there = (self.uow.find_project(each) for each in self.uow.projects())
        if any(each is not None and each.name.casefold() == name.casefold() for each in there):
            raise BundleRefusedError(f'a project called "{name}" is here already; give this one another with --as NAME')

    def _people(self, bundle: Bundle) -> dict[str, Person]:
        """Of each person of the file who they are here: where names are persons, whoever has that name."""
        people: dict[str, Person] = {}
        for each in bundle.people:
            known = find_by_name(self.uow, each.name, workspace=self.workspace) if self.by_name else None
            is_free = known is not None and known.id not in {person.id for person in people.values()}
            people[each.id] = known if known is not None and is_free else self._new(each.id, each.name, each.language)
        return people

    def _new(self, id_: str, name: str, language: str) -> Person:
        spoken = language if language in LANGUAGES else LANGUAGES[0]
        made = make_id("carried", self.chance, id_)
        person = Person(id=made, workspace=self.workspace, name=name, language=spoken)
        self.uow.save_person(person)
        if self.by_name:
            link_by_name(self.uow, person)
        return person

    def _begin(self, project: Project, person: Person) -> None:
        """The question that is open to somebody waits for them, as it did where they came from."""
        now = current_step(project)
        if person.id in now.answered and person.id != now.owner:
            return
        setting = Setting(at=self.at, person=person, catalogue=self.catalogue)
        for effect in newcomer_hears(project, person.id):
            if isinstance(effect, Begin):
                place = begun(
                    self.uow, effect.flow, setting, project=project.id, scope=project.id, number=effect.number
                )
                self.uow.save_session(place.session)

    def _invite(self, project: Project) -> str:
        lead = project.lead.person
        code = make_code(self.chance, lead)
        ticket = Ticket(
            digest=digest_of(code),
            kind="invite",
            workspace=self.workspace,
            project=project.id,
            person=lead,
            by=lead,
            made=self.at,
            expires=self.at + INVITED_FOR,
        )
        self.uow.add_ticket(ticket)
        return code
