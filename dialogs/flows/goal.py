"""Identify, goal: what is new, what people should do more often, for whom. The owner's part. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from dialogs import phrases
from dialogs.effects import Begin, Effect, Post, Say
from dialogs.flow import Flow, Offer, Question, Rejected, Reply, Scene, Step, Taken, Verdict, label_of, offers
from dialogs.flows.handing_on import (
    EDIT,
    ask_day,
    ask_owner,
    ask_team_again,
    ask_wait,
    ask_which,
    due_of,
    kept_due,
    take_day,
    take_due,
    take_wait,
    take_which,
)
from dialogs.flows.start import kept_owner, take_owner
from dialogs.process import close_step, open_step
from dialogs.reading import split_points
from dialogs.table import Edge
from dialogs.text import Text, cut, joined
from knowledge.ids import make_id
from knowledge.project import Decision, Parked, Project


class At:
    """Where the conversation stands."""

    INNOVATION = "innovation"
    GOAL = "goal"
    ONE = "one"
    TARGET = "target"
    EMPHASIS = "emphasis"
    OTHER = "other"
    PATIENT = "patient"
    CHECK = "check"
    OWNER = "owner"
    DUE = "due"
    WHICH = "which"
    DAY = "day"
    WAIT = "wait"
    DONE = "done"


Field = Literal["innovation", "goal", "emphasis_words", "patient_view"]


def _keeps(field: Field, trigger: str) -> Callable[[Scene, Reply], Verdict]:
    """Take words as they are into a field of the goal."""

    def take(scene: Scene, reply: Reply) -> Verdict:
        return Taken(trigger=trigger, project=scene.project.with_goal(**{field: reply.words}))

    return take


def _kept(field: Field) -> Callable[[Scene], str]:
    def kept(scene: Scene) -> str:
        return getattr(scene.project.goal, field) or scene.line("nothing-said")

    return kept


def _take_goal(scene: Scene, reply: Reply) -> Verdict:
    """Be focused: what reads like several goals is asked about, once for the same words."""
    project = scene.project.with_goal(goal=reply.words)
    several = len(split_points(reply.words, language=scene.setting.language)) > 1
    spoken = make_id("focused", reply.words)  # which words it was asked about, without keeping them
    if several and scene.session.slots.get("focused") != spoken:
        return Taken(trigger="several", project=project, slots={"focused": spoken})
    return Taken(trigger="given", project=project)


def _points(scene: Scene) -> dict[str, str]:
    """What reads like goals in the words kept, by the key of its option."""
    points = split_points(scene.project.goal.goal or "", language=scene.setting.language)
    return {make_id("point", point)[:20]: point for point in points}


def _ask_one(scene: Scene) -> Question:
    choices = [Offer(key=key, label=cut(point, length=70)) for key, point in _points(scene).items()]
    return Question(body=scene.say("goal-one-ask"), choices=(*choices, *offers(scene, At.ONE, "whole")))


def _take_one(scene: Scene, reply: Reply) -> Verdict:
    if reply.option is None:
        return Taken(trigger="given", project=scene.project.with_goal(goal=reply.words))
    if reply.option == "whole":
        return Taken(trigger="given", ack=scene.say("goal-one-whole-ack"), changed=False)
    points = _points(scene)
    if reply.option not in points:
        return Rejected(scene.say("bad-option"))
    author = scene.person.id if scene.project.named else None
    rest = tuple(
        Parked(id=scene.new_contribution_id("parked", key), step="goal", words=point, author=author)
        for key, point in points.items()
        if key != reply.option
    )
    project = scene.project.with_goal(goal=points[reply.option])
    kept = project.but(parking=(*project.parking, *rest))
    return Taken(trigger="given", project=kept, ack=scene.say("goal-one-parked", count=len(rest)))


def _take_target(scene: Scene, reply: Reply) -> Verdict:
    return Taken(trigger="given", project=scene.project.with_goal(target=reply.option))


def _take_emphasis(scene: Scene, reply: Reply) -> Verdict:
    """Other words than those offered are an emphasis of their own."""
    if reply.option is None:
        project = scene.project.with_goal(emphasis="other", emphasis_words=reply.words)
        return Taken(trigger="given", project=project)
    project = scene.project.with_goal(emphasis=reply.option, emphasis_words=None)
    return Taken(trigger="other" if reply.option == "other" else "given", project=project, undo=("other",))


def _kept_option(step: str, field: Literal["target", "emphasis"]) -> Callable[[Scene], str]:
    def kept(scene: Scene) -> str:
        value = getattr(scene.project.goal, field)
        return label_of(scene, step, value, flow="goal") if value else scene.line("nothing-said")

    return kept


def _target_words(scene: Scene) -> str:
    """Who; "both" says nothing where the others offered do not stand beside it."""
    is_both = scene.project.goal.target == "both"
    return scene.line("goal-text-both") if is_both else _kept_option(At.TARGET, "target")(scene)


def _emphasis_words(scene: Scene) -> str:
    goal = scene.project.goal
    return goal.emphasis_words or _kept_option(At.EMPHASIS, "emphasis")(scene)


def goal_text(scene: Scene) -> Text:
    """The whole goal, in a few lines."""
    goal = scene.project.goal
    lines = [
        scene.say("goal-text-innovation", words=goal.innovation or ""),
        scene.say("goal-text-goal", words=goal.goal or ""),
        scene.say("goal-text-target", words=_target_words(scene)),
        scene.say("goal-text-emphasis", words=_emphasis_words(scene)),
    ]
    if goal.patient_view:
        lines.append(scene.say("goal-text-patient", words=goal.patient_view))
    return joined(lines)


def _ask_check(scene: Scene) -> Question:
    body = joined((scene.say("goal-check-ask"), goal_text(scene)))
    return Question(body=body, choices=offers(scene, At.CHECK, "yes", EDIT))


def _take_check(scene: Scene, _: Reply) -> Verdict:
    """Right. Where the team has seen another wording, it is asked again."""
    if scene.project.is_alone:
        return Taken(trigger="alone")
    if scene.person.id in scene.project.get_step("goal").answered:
        return ask_team_again(scene)
    return Taken(trigger="team")


def _due_to_come(scene: Scene) -> date | None:
    """The day chosen, unless the owner waited until it was over."""
    due = due_of(scene)
    return due if due is not None and due > scene.setting.today else None


def _finish(scene: Scene) -> Taken:
    """The goal is decided, and barriers open for everybody, each alone."""
    owner = str(scene.session.slots.get("owner", scene.person.id))
    known = scene.project.find_member(owner)
    if known is None or known.left:
        owner = scene.person.id
    by = scene.person.id if scene.project.named else None
    decision = Decision(
        id=scene.new_id("decision"),
        step="goal",
        visit=scene.session.number,
        what=scene.project.goal.goal or "",
        by=by,
        at=scene.at,
    )
    decided = close_step(scene.project.but(decisions=(*scene.project.decisions, decision)), "goal", at=scene.at)
    project = open_step(decided, "barriers", owner=owner, due=_due_to_come(scene), at=scene.at)
    number = project.get_step("barriers").number
    post = Post(body=scene.say("goal-decided-room", project=project.name, words=project.goal.goal or ""))
    asks: tuple[Effect, ...] = tuple(Begin(to=m.person, flow="barriers", number=number) for m in project.present)
    ack = scene.say("goal-decided")
    if project.is_alone:
        return Taken(trigger="", project=project, effects=asks, ack=ack)
    return Taken(trigger="", project=project, effects=(post, *_others_hear(scene, project), *asks), ack=ack)


def _others_hear(scene: Scene, project: Project) -> tuple[Effect, ...]:
    """What was decided, to everybody who was asked, in one sentence and their language."""
    others = [m.person for m in project.present if m.person != scene.person.id]
    return tuple(Say(to=person, body=_decided(scene, project, person), asked=False) for person in others)


def _decided(scene: Scene, project: Project, person: str) -> Text:
    """What was decided, and by when what comes next is wanted."""
    language, words = _language_of(scene, person), project.goal.goal or ""
    due = project.get_step("barriers").due
    if due is None:
        return phrases.say("goal-decided-team", language=language, words=words)
    return phrases.say("goal-decided-team-due", language=language, words=words, due=due)


def _language_of(scene: Scene, person: str) -> str:
    known = scene.setting.people.get(person)
    return known.language if known else scene.setting.language


_GOAL = frozenset({"goal.goal"})

GOAL = Flow(
    name="goal",
    at="goal",
    is_owners=True,
    loads=frozenset({"contributions", "parking", "decisions"}),
    outside=frozenset({"team.members"}),
    finish=_finish,
    forms=((At.INNOVATION, At.GOAL, At.TARGET, At.EMPHASIS, At.PATIENT),),
    steps=(
        Step(
            key=At.INNOVATION,
            take=_keeps("innovation", "given"),
            wants_words=True,
            writes=frozenset({"goal.innovation"}),
            kept=_kept("innovation"),
        ),
        Step(key=At.GOAL, take=_take_goal, wants_words=True, writes=_GOAL, kept=_kept("goal")),
        Step(
            key=At.ONE,
            ask=_ask_one,
            take=_take_one,
            choices=("whole",),
            wants_words=True,
            passing=True,
            reads=_GOAL,
            writes=_GOAL,
        ),
        Step(
            key=At.TARGET,
            take=_take_target,
            choices=("staff", "patients", "both"),
            reads=_GOAL,
            writes=frozenset({"goal.target"}),
            kept=_kept_option(At.TARGET, "target"),
        ),
        Step(
            key=At.EMPHASIS,
            take=_take_emphasis,
            choices=("referrals", "therapies", "engagement", "awareness", "suitability", "other"),
            wants_words=True,
            reads=_GOAL,
            writes=frozenset({"goal.emphasis"}),
            kept=_emphasis_words,
        ),
        Step(
            key=At.OTHER,
            take=_keeps("emphasis_words", "given"),
            wants_words=True,
            passing=True,
            reads=_GOAL,
            writes=frozenset({"goal.emphasis"}),
        ),
        Step(
            key=At.PATIENT,
            take=_keeps("patient_view", "given"),
            wants_words=True,
            skip="given",
            reads=frozenset({"goal.innovation"}),
            writes=frozenset({"goal.patient_view"}),
            kept=_kept("patient_view"),
        ),
        Step(
            key=At.CHECK,
            ask=_ask_check,
            take=_take_check,
            choices=("yes", EDIT),
            no=(EDIT,),
            reads=frozenset({"goal.innovation", "goal.goal", "goal.target", "goal.emphasis", "goal.patient_view"}),
        ),
        Step(
            key=At.OWNER,
            ask=ask_owner,
            take=take_owner,
            reads=frozenset({"team.members"}),
            writes=frozenset({"barriers.owner"}),
            kept=kept_owner,
        ),
        Step(
            key=At.DUE,
            take=take_due,
            choices=("one_week", "two_weeks", "none"),
            wants_words=True,
            wants_number=True,
            writes=frozenset({"barriers.due"}),
            kept=kept_due,
        ),
        Step(
            key=At.WHICH,
            ask=ask_which,
            take=take_which,
            wants_words=True,
            wants_number=True,
            passing=True,
            reads=frozenset({"barriers.due"}),
        ),
        Step(
            key=At.DAY,
            ask=ask_day,
            take=take_day,
            choices=("yes", "no"),
            wants_words=True,
            wants_number=True,
            passing=True,
            reads=frozenset({"barriers.due"}),
        ),
        Step(key=At.WAIT, ask=ask_wait, take=take_wait, choices=("go", EDIT), loops=True, yes=("go",), no=(EDIT,)),
    ),
    edges=(
        Edge(At.INNOVATION, "given", At.GOAL),
        Edge(At.GOAL, "given", At.TARGET),
        Edge(At.GOAL, "several", At.ONE),
        Edge(At.ONE, "given", At.TARGET),
        Edge(At.TARGET, "given", At.EMPHASIS),
        Edge(At.EMPHASIS, "given", At.PATIENT),
        Edge(At.EMPHASIS, "other", At.OTHER),
        Edge(At.OTHER, "given", At.PATIENT),
        Edge(At.PATIENT, "given", At.CHECK),
        Edge(At.CHECK, "alone", At.DONE),
        Edge(At.CHECK, "team", At.OWNER),
        Edge(At.OWNER, "given", At.DUE),
        Edge(At.DUE, "clear", At.WAIT),
        Edge(At.DUE, "typed", At.DAY),
        Edge(At.DUE, "unclear", At.WHICH),
        Edge(At.WHICH, "given", At.WAIT),
        Edge(At.WHICH, "typed", At.DAY),
        Edge(At.WHICH, "unclear", At.WHICH),
        Edge(At.DAY, "yes", At.WAIT),
        Edge(At.DAY, "no", At.DUE),
        Edge(At.DAY, "typed", At.DAY),
        Edge(At.DAY, "unclear", At.WHICH),
        Edge(At.WAIT, "go", At.DONE),
    ),
    finals=(At.DONE,),
)
