"""Identify, goal: a member's part. Is the goal right as it stands, or what should change? Pure."""

from __future__ import annotations

from dialogs.flow import Flow, Question, Reply, Scene, Step, Taken, Verdict, offers
from dialogs.flows.goal import goal_text
from dialogs.gathering import owner_hears
from dialogs.process import answered
from dialogs.status import name_of
from dialogs.table import Edge
from dialogs.text import cut, joined
from knowledge.project import Contribution, ContributionKind, Project


class At:
    """Where the conversation stands."""

    AGREE = "agree"
    CHANGE = "change"
    DONE = "done"


def _ask(scene: Scene) -> Question:
    owner = name_of(scene.project, scene.project.get_step("goal").owner or "")
    head = scene.say("agree-agree-ask", owner=owner, project=cut(scene.project.name, length=60))
    return Question(body=joined((head, goal_text(scene))), choices=offers(scene, At.AGREE, "yes", "change"))


def _take(scene: Scene, reply: Reply) -> Verdict:
    """Words of one's own are what should change."""
    if reply.option == "change":
        return Taken(trigger="change", changed=False)
    if reply.option == "yes":
        return Taken(trigger="yes", project=_with(scene, "agreement", ""))
    return Taken(trigger="said", project=_with(scene, "change", reply.words))


def _take_change(scene: Scene, reply: Reply) -> Verdict:
    return Taken(trigger="said", project=_with(scene, "change", reply.words))


def _with(scene: Scene, kind: ContributionKind, words: str) -> Project:
    named = scene.project.named
    contribution = Contribution(
        id=scene.new_contribution_id(),
        step="goal",
        visit=scene.session.number,
        kind=kind,
        words=words,
        author=scene.person.id if named else None,
        at=scene.at if named else None,
        replaces=_own(scene),
    )
    return scene.project.with_contribution(contribution)


def _own(scene: Scene) -> str | None:
    """What this person said before, where contributions carry names."""
    own = [c.id for c in scene.project.standing if c.step == "goal" and c.author == scene.person.id and c.author]
    return own[-1] if own else None


def _kept(scene: Scene) -> str:
    own = _own(scene)
    said = scene.project.get_contribution(own) if own else None
    if said is None:
        return scene.line("nothing-said")
    return scene.line("agree-agree-yes") if said.kind == "agreement" else said.words


def _finish(scene: Scene) -> Taken:
    project = answered(scene.project, "goal", person=scene.person.id)
    is_yes = scene.session.answers[At.AGREE].trigger == "yes"
    ack = scene.say("agree-thanks-yes" if is_yes else "agree-thanks")
    return Taken(trigger="", project=project, ack=ack, effects=owner_hears(project))


AGREE = Flow(
    name="agree",
    at="goal",
    loads=frozenset({"contributions"}),
    finish=_finish,
    steps=(
        Step(
            key=At.AGREE,
            ask=_ask,
            take=_take,
            choices=("yes", "change"),
            wants_words=True,
            no=("change",),
            writes=frozenset({"own"}),
            kept=_kept,
        ),
        Step(key=At.CHANGE, take=_take_change, wants_words=True, writes=frozenset({"own"})),
    ),
    edges=(
        Edge(At.AGREE, "yes", At.DONE),
        Edge(At.AGREE, "said", At.DONE),
        Edge(At.AGREE, "change", At.CHANGE),
        Edge(At.CHANGE, "said", At.DONE),
    ),
    finals=(At.DONE,),
)
