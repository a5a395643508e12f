"""Leaving a team: what one wrote stays, and what one looked after goes to somebody who is there. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dialogs.answering import note_of
from dialogs.effects import Begin, Effect, Say, Turn
from dialogs.flow import Scene
from dialogs.gathering import OWNERS_FLOW, hand_over, owner_hears
from dialogs.status import step_name
from knowledge.project import StepVisit


def leave_team(scene: Scene) -> Turn:
    """The person leaves the project; what they wrote stays, and their steps go to somebody who is there."""
    me = scene.person.id
    members = tuple(m.but(left=True) if m.person == me else m for m in scene.project.members)
    project, handed = hand_over(scene.project.but(members=members), leaver=me)
    said = Say(to=me, body=scene.say("left", project=project.name))
    effects = (said, *_heirs_hear(scene, handed), *owner_hears(project))
    session = scene.session.but(touched=scene.at)
    return Turn(session=session, project=project, effects=effects, note=note_of(scene, "team.members"))


def _heirs_hear(scene: Scene, handed: tuple[StepVisit, ...]) -> Iterator[Effect]:
    """Whoever looks after a step now hears so, and goes on where the one before stopped."""
    for visit in handed:
        to = visit.owner or ""
        heir = scene.setting.people.get(to, scene.person)
        spoken = replace(scene, setting=replace(scene.setting, person=heir))
        step = step_name(spoken, visit.step)
        yield Say(to=to, body=spoken.say("left-taken-over", name=scene.person.name, step=step), asked=False)
        flow = OWNERS_FLOW.get(visit.step)
        if flow and (visit.step == "goal" or to in visit.answered):
            yield Begin(to=to, flow=flow, number=visit.number, instead_of=scene.person.id)
