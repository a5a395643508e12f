"""Somebody whom nobody put on the team: whether they join, or start something of their own. Pure."""

from __future__ import annotations

from dialogs.effects import Begin, Effect
from dialogs.flow import Flow, Question, Reply, Scene, Step, Taken, Verdict, offers
from dialogs.gathering import MEMBERS_FLOW, OWNERS_FLOW
from dialogs.process import current_step
from dialogs.table import Edge
from dialogs.text import cut
from knowledge.project import Member, Project


class At:
    """Where the conversation stands."""

    JOIN = "join"
    DONE = "done"


def _ask(scene: Scene) -> Question:
    been = scene.project.find_member(scene.person.id) is not None
    body = scene.say("join-back-ask" if been else "join-join-ask", project=cut(scene.project.name, length=60))
    return Question(body=body, choices=offers(scene, At.JOIN, "yes", "no"))


def _take(scene: Scene, reply: Reply) -> Verdict:
    if reply.option == "no":
        return Taken(trigger="no", effects=(Begin(to=scene.person.id, flow="start"),))
    project = _with_member(scene)
    return Taken(trigger="yes", project=project, effects=_asked(scene, project))


def _with_member(scene: Scene) -> Project:
    project = scene.project
    if project.find_member(scene.person.id) is None:
        new = Member(person=scene.person.id, name=scene.person.name)
        return project.but(members=(*project.members, new))
    back = tuple(m.but(left=False) if m.person == scene.person.id else m for m in project.members)
    return project.but(members=back)


def _asked(scene: Scene, project: Project) -> tuple[Effect, ...]:
    """What the team is being asked just now, if anything; a returning owner gets the step back that is theirs."""
    now = current_step(project)
    if now.state != "open":
        return ()
    owns = now.owner == scene.person.id and (now.step == "goal" or scene.person.id in now.answered)
    flow = OWNERS_FLOW.get(now.step) if owns else _members_flow(now.step, is_gathering=bool(now.answered))
    return (Begin(to=scene.person.id, flow=flow, number=now.number),) if flow else ()


def _members_flow(step: str, *, is_gathering: bool) -> str | None:
    """A goal is shown to the team only when its owner has put it into words."""
    return None if step == "goal" and not is_gathering else MEMBERS_FLOW.get(step)


JOIN = Flow(
    name="join",
    steps=(Step(key=At.JOIN, ask=_ask, take=_take, choices=("yes", "no"), writes=frozenset({"team.members"})),),
    edges=(Edge(At.JOIN, "yes", At.DONE), Edge(At.JOIN, "no", At.DONE)),
    finals=(At.DONE,),
)
