"""Leaving a team: what one wrote stays; what one led or looked after goes to somebody who is there. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dialogs.answering import note_of
from dialogs.effects import Begin, Effect, Say, Turn
from dialogs.flow import Scene
from dialogs.gathering import OWNERS_FLOW, hand_over, owner_hears
from dialogs.status import step_name
from dialogs.text import Text, joined
from knowledge.project import Project, Role, StepVisit


def leave_team(scene: Scene) -> Turn:
    """The person leaves the project; what they wrote stays, and their steps go to somebody who is there."""
    me = scene.person.id
    members = tuple(m.but(left=True) if m.person == me else m for m in scene.project.members)
    led = _with_lead(scene.project.but(members=members))
    project, handed = hand_over(led, leaver=me)
    said = Say(to=me, body=_goodbye(scene, project))
    effects = (said, *_lead_hears(scene, project, handed), *_heirs_go_on(scene, handed), *owner_hears(project))
    session = scene.session.but(touched=scene.at)
    return Turn(session=session, project=project, effects=effects, note=note_of(scene, "team.members"))


def _with_lead(project: Project) -> Project:
    """The project with a lead who is there: whoever takes over. With nobody there, the one before leads it still."""
    if not project.lead.left or not project.present:
        return project
    roles: dict[str, Role] = {project.lead.person: "member", project.present[0].person: "lead"}
    return project.but(members=tuple(m.but(role=roles.get(m.person, m.role)) for m in project.members))


def _goodbye(scene: Scene, project: Project) -> Text:
    """What one has left, and how one comes back: by writing, where the door is open; else somebody invites."""
    if scene.setting.door == "open":
        return scene.say("left", project=project.name)
    if not project.present:
        return scene.say("left-alone", project=project.name)
    return scene.say("left-invited", project=project.name, lead=project.lead.name)


def _lead_hears(scene: Scene, project: Project, handed: tuple[StepVisit, ...]) -> Iterator[Effect]:
    """The lead alone: who has left, that they lead now, which step is theirs; each only where it is so."""
    if not project.present:
        return
    spoken = _as(scene, project.lead.person)
    name, steps = scene.person.name, [step_name(spoken, visit.step) for visit in handed]
    if scene.project.lead.person != project.lead.person:
        said = spoken.say("left-lead-now", name=name, project=project.name)
        parts = (said, *(spoken.say("left-step-too", step=step) for step in steps))
    elif steps:
        parts = tuple(spoken.say("left-taken-over", name=name, step=step) for step in steps)
    else:
        parts = (spoken.say("left-lead-hears", name=name, project=project.name),)
    yield Say(to=project.lead.person, body=joined(parts, by=" "), asked=False)


def _as(scene: Scene, person: str) -> Scene:
    heard = scene.setting.people.get(person, scene.person)
    return replace(scene, setting=replace(scene.setting, person=heard))


def _heirs_go_on(scene: Scene, handed: tuple[StepVisit, ...]) -> Iterator[Effect]:
    """Whoever looks after a step now goes on where the one before stopped."""
    for visit in handed:
        to, flow = visit.owner or "", OWNERS_FLOW.get(visit.step)
        if flow and (visit.step == "goal" or to in visit.answered):
            yield Begin(to=to, flow=flow, number=visit.number, instead_of=scene.person.id)
