"""Which conversation an act belongs to. Reads the store, changes nothing but what it takes to begin one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from bot.ports import UnitOfWork
from dialogs.adding import is_one_more
from dialogs.engine import begin, is_offered
from dialogs.flow import Flow, Setting
from dialogs.flows import FLOWS, get_flow
from dialogs.inbound import Brought, Filled, Inbound, Said, Tapped
from dialogs.people import read_invited
from dialogs.process import current_step
from dialogs.session import DialogSession, session_id
from dialogs.token import decode_token
from knowledge.project import Person, Project
from storage.rows import EVERYTHING, Part

PEOPLE = "people"
PROJECTS = "projects"
NO_PROJECT = frozenset({"start", "stranger"})
"""Flows that begin without a project."""

RENEWED = frozenset({"home", "join", "agree", "invite"})
"""Flows that one person goes through again and again in the same project."""

RESTING = frozenset({"home", "stranger"})
"""Flows that listen only while nothing else is open."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a conversation stands: everything that a turn needs. New: nobody has been asked anything there yet."""

    flow: Flow
    session: DialogSession
    project: Project | None
    setting: Setting
    is_new: bool = False


def find_place(uow: UnitOfWork, inbound: Inbound, setting: Setting) -> Place:
    """A tap goes to the session it was drawn for, words to the active one.

    Where that was closed meanwhile: to what waits in the same project, else to the closed one, which keeps the words,
    else to whatever waits, else home. A resting place that is active hears its own answers only.
    """
    person = setting.person
    if isinstance(inbound.content, Brought) and (place := _bringing(uow, setting)):
        return place
    if _invites(inbound, setting) and (place := _inviting(uow, setting)):
        return place
    for session in _drawn_for(uow, inbound, person), _resting(uow, person):
        if session is None:
            continue
        place = place_of(uow, session, setting)
        if not _has_left(place) and (session.flow not in RESTING or _is_answer(place, inbound)):
            return place
    return _listening(uow, inbound, setting) or rest_place(uow, setting, scope=inbound.key)


def _bringing(uow: UnitOfWork, setting: Setting) -> Place | None:
    """Where somebody else's message can be added: a step that gathers such, of the project they are at, else any."""
    for flow, project, number in _gathering(uow, setting):
        return begun(uow, flow, setting, project=project, scope=project, number=number)
    return None


def _adding(uow: UnitOfWork, inbound: Inbound, setting: Setting) -> Place | None:
    """Where somebody has sent theirs off and the step is still open: what they write may be one more."""
    content = inbound.content
    if not isinstance(content, Said) or setting.person.muted:
        return None
    for flow, project, number in _gathering(uow, setting):
        known = uow.find_session(session_id(person=setting.person.id, scope=project, flow=flow, number=number))
        if known and known.finished and is_one_more(known, content.text, language=setting.language):
            return place_of(uow, known, setting)
    return None


def _gathering(uow: UnitOfWork, setting: Setting) -> Iterator[tuple[str, str, int]]:
    """Flow, project and number of the open steps that take words from outside their questions, the nearest first."""
    for project in _nearest_projects(uow, setting):
        for flow in (flow for flow in FLOWS.values() if flow.bring is not None):
            found = uow.find_project(project)
            visit = found.find_step(flow.at or "") if found else None
            if visit is not None and visit.state == "open":
                yield flow.name, project, visit.number


def _invites(inbound: Inbound, setting: Setting) -> bool:
    content = inbound.content
    return isinstance(content, Said) and read_invited(content, language=setting.language) is not None


def _inviting(uow: UnitOfWork, setting: Setting) -> Place | None:
    """Where a lead brings people onto a team: that of the conversation they are in, else of their newest project."""
    led = find_led(uow, setting)
    return begun(uow, "invite", setting, project=led.id, scope=led.id) if led else None


def find_led(uow: UnitOfWork, setting: Setting) -> Project | None:
    """The project with a team that the person leads: the one they are at, else their newest."""
    for project in _nearest_projects(uow, setting):
        found = uow.find_project(project)
        is_begun = found is not None and current_step(found).step != "team"
        if found is not None and is_begun and found.lead.person == setting.person.id:
            return found
    return None


def _nearest_projects(uow: UnitOfWork, setting: Setting) -> tuple[str, ...]:
    """The person's own, the one they are at first, then the newest."""
    own = uow.projects_of(setting.person.id)
    active = _active(uow, setting.person)
    at = active.project if active and active.project in own else None
    return tuple(dict.fromkeys((*((at,) if at else ()), *reversed(own))))


def _listening(uow: UnitOfWork, inbound: Inbound, setting: Setting) -> Place | None:
    """Where words go, as `find_place` says."""
    active = _active(uow, setting.person)
    if active is not None and active.flow not in RESTING:
        place = place_of(uow, active, setting)
        if is_living(place):
            return place
        if not _has_left(place):
            return find_waiting(uow, setting, project=active.project) or place
    return find_waiting(uow, setting) or _adding(uow, inbound, setting) or _unheard(uow, setting)


def _unheard(uow: UnitOfWork, setting: Setting) -> Place | None:
    """A conversation that was closed before its person said anything."""
    places = (place_of(uow, s, setting) for s in uow.open_sessions(setting.person.id) if s.flow not in RESTING)
    return next((place for place in places if not _has_left(place)), None)


def _active(uow: UnitOfWork, person: Person) -> DialogSession | None:
    active = uow.find_session(person.active) if person.active else None
    return None if active is None or active.finished else active


def _resting(uow: UnitOfWork, person: Person) -> DialogSession | None:
    active = _active(uow, person)
    return active if active is not None and active.flow in RESTING else None


def _is_answer(place: Place, inbound: Inbound) -> bool:
    """Whether somebody picks what the resting place offers: by a tap, or by what is written on it."""
    if isinstance(inbound.content, Tapped):
        return True
    said = inbound.content.text if isinstance(inbound.content, Said) else ""
    return is_offered(place.flow, place.session, place.project, place.setting, words=said)


def _drawn_for(uow: UnitOfWork, inbound: Inbound, person: Person) -> DialogSession | None:
    content = inbound.content
    token = decode_token(content.token) if isinstance(content, Tapped | Filled) else None
    session = uow.find_session(token.session) if token else None
    return session if session and session.person == person.id else None


def likely_keys(uow: UnitOfWork, inbound: Inbound, person: Person, *, is_new: bool) -> frozenset[str]:
    """The keys to hold, as far as a glance can tell; whoever holds them looks properly and asks for more if need be."""
    session = _drawn_for(uow, inbound, person) or _active(uow, person)
    return keys_of(inbound, person, session, is_new=is_new)


def keys_of(inbound: Inbound, person: Person, session: DialogSession | None, *, is_new: bool) -> frozenset[str]:
    """The keys of person, session and project; and of everybody's names, where somebody may be met by name."""
    keys = [f"person:{person.id}"]
    if session is not None:
        keys.append(f"session:{session.id}")
    if session is not None and session.project is not None:
        keys.append(f"project:{session.project}")
    meets = is_new or (session is not None and PEOPLE in get_flow(session.flow).loads)
    if meets and inbound.door == "open":
        keys.append(f"names:{person.workspace}")
    return frozenset(keys)


def find_all_waiting(uow: UnitOfWork, setting: Setting) -> Iterator[Place]:
    """The conversations that wait for this person, oldest first.

    Resting is not waiting, nor is a step that was closed.
    """
    sessions = (s for s in uow.open_sessions(setting.person.id) if s.flow not in RESTING)
    return filter(is_living, (place_of(uow, session, setting) for session in sessions))


def find_waiting(uow: UnitOfWork, setting: Setting, *, project: str | None = None) -> Place | None:
    """The oldest of them; where a project is named, in that one."""
    found = find_all_waiting(uow, setting)
    return next((place for place in found if project in (None, place.session.project)), None)


def is_living(place: Place) -> bool:
    """Whether its step is open to the person, who is on the team."""
    if place.project is None:
        return True
    session = place.session
    return not _has_left(place) and place.flow.is_open(place.project, number=session.number, person=session.person)


def _has_left(place: Place) -> bool:
    """Whether the person is not, or no longer, on the team whose conversation this is."""
    if place.project is None or place.flow.name == "join":
        return False
    member = place.project.find_member(place.session.person)
    return member is None or member.left


def rest_place(uow: UnitOfWork, setting: Setting, *, scope: str) -> Place:
    """Nothing is open: the newest own project, else what the door allows, which may be nothing."""
    person = setting.person
    if own := uow.projects_of(person.id):
        return begun(uow, "home", setting, project=own[-1], scope=own[-1])
    if setting.door == "closed":
        return begun(uow, "stranger", setting, project=None, scope=person.id)
    if setting.door == "open" and (newest := uow.newest_project(person.workspace)):
        return begun(uow, "join", setting, project=newest, scope=newest)
    return begun(uow, "start", setting, project=None, scope=scope)


def status_place(uow: UnitOfWork, setting: Setting, *, project: str) -> Place:
    """Where a project rests, to speak of it."""
    return begun(uow, "home", setting, project=project, scope=project)


def begun(
    uow: UnitOfWork,
    name: str,
    setting: Setting,
    *,
    project: str | None,
    scope: str,
    number: int = 1,
    instead_of: str | None = None,
) -> Place:
    """The one conversation of a person in this flow: found where they left it, begun anew where it rests."""
    flow = get_flow(name)
    loaded = load(uow, flow, project)
    known = uow.find_session(session_id(person=setting.person.id, scope=scope, flow=name, number=number))
    is_new = known is None
    if known is None:
        known = begin(flow, setting=setting, project=loaded, scope=scope, number=number)
        known = _taken_over(uow, known, scope=scope, of=instead_of) if instead_of else known
    elif known.finished and name in RENEWED:
        known = known.but(finished=False, step=flow.table.start, visit=known.visit + 1, answers={}, behind=())
    together = _with_people(uow, flow, loaded, setting)
    return Place(flow=flow, session=known, project=loaded, setting=together, is_new=is_new)


def _taken_over(uow: UnitOfWork, session: DialogSession, *, scope: str, of: str) -> DialogSession:
    """The new conversation, as far as the other person had come in theirs."""
    before = uow.find_session(session_id(person=of, scope=scope, flow=session.flow, number=session.number))
    if before is None or before.finished:
        return session
    kept = {field: getattr(before, field) for field in ("step", "visit", "answers", "behind", "redo", "slots")}
    return session.but(**kept)


def place_of(uow: UnitOfWork, session: DialogSession, setting: Setting) -> Place:
    """A session with all that its flow reads."""
    flow = get_flow(session.flow)
    project = load(uow, flow, session.project)
    return Place(flow=flow, session=session, project=project, setting=_with_people(uow, flow, project, setting))


def load(uow: UnitOfWork, flow: Flow, project: str | None) -> Project | None:
    """The project as far as the flow reads it."""
    if project is None:
        return None
    return uow.find_project(project, parts=cast("frozenset[Part]", flow.loads & EVERYTHING))


def _with_people(uow: UnitOfWork, flow: Flow, project: Project | None, setting: Setting) -> Setting:
    """Everybody here where the flow looks people up and people are met by name, else the team."""
    if PEOPLE in flow.loads and setting.door == "open":
        known = uow.people(setting.person.workspace)
    else:
        others = project.present if project else ()
        known = tuple(uow.get_person(m.person) for m in others if m.person != setting.person.id)
    people = {p.id: p for p in known} | {setting.person.id: setting.person}
    return replace(setting, people=people, projects=_projects_of(uow, flow, setting.person))


def _projects_of(uow: UnitOfWork, flow: Flow, person: Person) -> tuple[tuple[str, str], ...]:
    """Id and name of the person's projects, where the flow asks for them."""
    if PROJECTS not in flow.loads:
        return ()
    found = (uow.find_project(each) for each in uow.projects_of(person.id))
    return tuple((project.id, project.name) for project in found if project is not None)
