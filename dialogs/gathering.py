"""What happens between the members of a team on one step: who has answered, and when its owner can go on. Pure."""

from __future__ import annotations

from dialogs.effects import Begin, Effect
from dialogs.process import current_step, missing
from knowledge.project import Project, StepVisit

OWNERS_FLOW = {"goal": "goal", "barriers": "together"}
"""The flow in which the owner of a step goes on: at once, or where members have a part in it, once all have given it."""

MEMBERS_FLOW = {"goal": "agree", "barriers": "barriers"}
"""The flow in which a member gives their part to a step."""

OBJECTING_FLOW: dict[str, str] = {}
"""The flow in which a member says, alone, whether they object to what the owner has decided."""


def begun(project: Project, step: str) -> tuple[Effect, ...]:
    """What begins with a step that was just opened: everybody's part, else its owner's."""
    visit = project.get_step(step)
    flow = MEMBERS_FLOW.get(step)
    if flow and step != "goal":
        return tuple(Begin(to=m.person, flow=flow, number=visit.number) for m in project.present)
    return (Begin(to=visit.owner or project.lead.person, flow=OWNERS_FLOW[step], number=visit.number),)


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
    has_part = now.step in MEMBERS_FLOW and now.step != "goal"
    owns = now.owner == person and (not has_part or now.objecting or person in now.answered)
    flow = OWNERS_FLOW.get(now.step) if owns else _members_flow(now)
    return (Begin(to=person, flow=flow, number=now.number),) if flow else ()


def _members_flow(visit: StepVisit) -> str | None:
    """A goal is shown to the team only when its owner has put it into words."""
    if visit.objecting:
        return OBJECTING_FLOW.get(visit.step)
    return None if visit.step == "goal" and not visit.answered else MEMBERS_FLOW.get(visit.step)


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
