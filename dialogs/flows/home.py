"""Nothing is open for this person: where the project stands, and what can be done all the same. Pure."""

from __future__ import annotations

from dialogs.effects import Begin
from dialogs.flow import Flow, Offer, Question, Reply, Scene, Step, Taken, Verdict, offers
from dialogs.process import current_step, get_process_step
from dialogs.status import name_of, step_name
from dialogs.table import Edge
from dialogs.text import cut

MOST_SHOWN = 8


class At:
    """Where the conversation stands."""

    REST = "rest"
    DONE = "done"


def _ask(scene: Scene) -> Question:
    now = current_step(scene.project)
    step = step_name(scene, now.step)
    project = cut(scene.project.name, length=60)
    another = () if scene.setting.door == "closed" else offers(scene, At.REST, "another")
    choices = (*_others(scene), *another)
    if now.state == "open" and now.owner:
        owner = name_of(scene.project, now.owner)
        return Question(body=scene.say("home-rest-open", step=step, owner=owner, project=project), choices=choices)
    built = get_process_step(now.step).flow is not None
    key = "home-rest-ask" if built else "home-rest-not-yet"
    return Question(body=scene.say(key, step=step, project=project), choices=choices)


def _others(scene: Scene) -> tuple[Offer, ...]:
    """The person's other projects, the newest first."""
    others = [(key, name) for key, name in reversed(scene.setting.projects) if key != scene.project.id]
    return tuple(
        Offer(key=key, label=scene.line("home-rest-go", project=cut(name, length=50)))
        for key, name in others[:MOST_SHOWN]
    )


def _take(scene: Scene, reply: Reply) -> Verdict:
    if reply.option != "another":
        return Taken(trigger="another", effects=(Begin(to=scene.person.id, flow="home", project=reply.option),))
    return Taken(trigger="another", effects=(Begin(to=scene.person.id, flow="start"),))


HOME = Flow(
    name="home",
    loads=frozenset({"projects"}),
    steps=(Step(key=At.REST, ask=_ask, take=_take, choices=("another",), otherwise="home-rest-otherwise"),),
    edges=(Edge(At.REST, "another", At.DONE),),
    finals=(At.DONE,),
)
