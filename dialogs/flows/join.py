"""Somebody whom nobody put on the team: whether they join, or start something of their own. Pure."""

from __future__ import annotations

from dialogs.effects import Begin
from dialogs.flow import Flow, Question, Reply, Scene, Step, Taken, Verdict, offers
from dialogs.gathering import newcomer_hears
from dialogs.people import with_people
from dialogs.table import Edge
from dialogs.text import cut


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
    project = with_people(scene.project, (scene.person,))
    return Taken(trigger="yes", project=project, effects=newcomer_hears(project, scene.person.id))


JOIN = Flow(
    name="join",
    steps=(Step(key=At.JOIN, ask=_ask, take=_take, choices=("yes", "no"), writes=frozenset({"team.members"})),),
    edges=(Edge(At.JOIN, "yes", At.DONE), Edge(At.JOIN, "no", At.DONE)),
    finals=(At.DONE,),
)
