"""What happens between the members of a team on one step: who has answered, and when its owner can go on. Pure."""

from __future__ import annotations

from dialogs.effects import Begin, Effect
from dialogs.process import current_step, missing
from knowledge.project import Project, StepVisit

OWNERS_FLOW = {"goal": "goal", "barriers": "together"}
"""The flow in which the owner of a step goes on once everybody has answered."""

MEMBERS_FLOW = {"goal": "agree", "barriers": "barriers"}
"""The flow in which a member gives their answer to a step."""


def owner_hears(project: Project) -> tuple[Effect, ...]:
    """The owner of the open step is asked to go on, where nobody's answer is missing any more."""
    for visit in project.steps:
        flow = OWNERS_FLOW.get(visit.step)
        if visit.state != "open" or visit.owner is None or flow is None:
            continue
        if visit.answered and not missing(project, visit.step):
            return (Begin(to=visit.owner, flow=flow, number=visit.number),)
    return ()


def newcomer_hears(project: Project, person: str) -> tuple[Effect, ...]:
    """What the team is being asked just now, for somebody who has come; a returning owner gets their step back."""
    now = current_step(project)
    if now.state != "open":
        return ()
    owns = now.owner == person and (now.step == "goal" or person in now.answered)
    flow = OWNERS_FLOW.get(now.step) if owns else _members_flow(now.step, is_gathering=bool(now.answered))
    return (Begin(to=person, flow=flow, number=now.number),) if flow else ()


def _members_flow(step: str, *, is_gathering: bool) -> str | None:
    """A goal is shown to the team only when its owner has put it into words."""
    return None if step == "goal" and not is_gathering else MEMBERS_FLOW.get(step)


def hand_over(project: Project, *, leaver: str) -> tuple[Project, tuple[StepVisit, ...]]:
    """The project with the leaver's open steps in other hands, the lead's first; and those steps."""
    heirs = sorted(project.present, key=lambda member: member.role != "lead")
    if not heirs:
        return project, ()
    owned = (v for v in project.steps if v.state == "open" and v.owner == leaver)
    handed = tuple(visit.but(owner=heirs[0].person) for visit in owned)
    for visit in handed:
        project = project.with_step(visit)
    return project, handed
