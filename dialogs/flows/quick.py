"""The quick start: one person alone, ten minutes, from what is new to three first ideas; all of it is kept. Pure.

Not here: which ideas and how they read (`first_ideas`), what hinders (`quick_hinders`).
"""

from __future__ import annotations

from dataclasses import replace
from textwrap import shorten

from dialogs.effects import Begin, Effect
from dialogs.flow import Flow, Question, Reply, Scene, Step, Taken, Verdict, offers
from dialogs.flows import start
from dialogs.flows.barriers import BARRIERS
from dialogs.flows.contributing import is_nothing, own
from dialogs.flows.first_ideas import Page, idea_pages, page_text, with_proposals
from dialogs.flows.looking import look_edges, look_steps
from dialogs.flows.quick_hinders import (
    COMMON,
    after_looking,
    ask_common,
    ask_hinders,
    ask_more,
    kept_hinders,
    take_common,
    take_hinders,
    take_more,
)
from dialogs.process import answered, close_step, open_step
from dialogs.reading import has_address
from dialogs.session import Slots
from dialogs.table import Edge
from dialogs.text import cut, joined
from knowledge.project import Contribution, Decision, Project

LONGEST_NAME = 60


class At:
    """Where the conversation stands."""

    INNOVATION = "innovation"
    YOU = "you"
    GOAL = "goal"
    HINDERS = "hinders"
    COMMON = "common"
    MORE = "more"
    REWORD = "reword"
    SPLIT = "split"
    SIDE = "side"
    MATCH = "match"
    TRIED = "tried"
    IDEAS = "ideas"
    DONE = "done"


def _take_innovation(scene: Scene, reply: Reply) -> Verdict:
    """The project is made of it, and called after it."""
    name = _name_from(scene, reply.words)
    project = scene.held.but(name=name) if scene.held else start.new_project(scene, name)
    trigger = "known" if scene.person.name else "nameless"
    return Taken(trigger=trigger, project=project.with_goal(innovation=reply.words))


def _name_from(scene: Scene, innovation: str) -> str:
    """A few words of it, without an address; others read it too."""
    line = " ".join(word for word in innovation.splitlines()[0].split() if not has_address(word)).strip(" .,:!/")
    if not any(c.isalpha() for c in line) or has_address(line):
        return scene.line("quick-nameless")
    short = shorten(line, LONGEST_NAME, placeholder="…")
    return short if len(short) > 1 else cut(line, length=LONGEST_NAME)


def _take_goal(scene: Scene, reply: Reply) -> Verdict:
    return Taken(trigger="given", project=scene.project.with_goal(goal=reply.words))


def _take_tried(scene: Scene, reply: Reply) -> Verdict:
    """In their own words; said anew, the newer words stand."""
    if reply.option is not None or is_nothing(scene, reply.words):
        return Taken(trigger="given", changed=False)
    before, named = _tried(scene), scene.project.named
    said = Contribution(
        id=scene.new_contribution_id("tried"),
        step="strategies",
        visit=1,
        kind="tried",
        words=reply.words,
        author=scene.person.id if named else None,
        at=scene.at if named else None,
        replaces=before.id if before else None,
    )
    return Taken(trigger="given", project=scene.project.with_contribution(said))


def _tried(scene: Scene) -> Contribution | None:
    return next((c for c in reversed(scene.project.standing) if c.kind == "tried"), None)


def _kept_tried(scene: Scene) -> str:
    said = _tried(scene)
    return said.words if said else scene.line("nothing-said")


def _ask_ideas(scene: Scene) -> Question:
    """A page of ideas; without anything that hinders, an honest word that there are none."""
    pages = idea_pages(scene)
    if not pages:
        choices = offers(scene, At.IDEAS, "write", "invite", "alone")
        return Question(body=scene.say("quick-ideas-none"), choices=choices)
    at = _place(scene, pages)
    more = ("more",) if at + 1 < len(pages) else ()
    body = joined((page_text(scene, pages[at]), scene.say("quick-ideas-ask")), by="\n\n")
    return Question(body=body, choices=offers(scene, At.IDEAS, "invite", "alone", *more))


def _place(scene: Scene, pages: tuple[Page, ...]) -> int:
    """The page last shown, from 0: the first again, where the ideas are other ones since."""
    slots = scene.session.slots
    return int(str(slots.get("page", "0"))) if pages and slots.get("first") == _first(pages) else 0


def _first(pages: tuple[Page, ...]) -> tuple[str, ...]:
    return tuple(idea.strategy for idea in pages[0].ideas)


def _take_ideas(scene: Scene, reply: Reply) -> Verdict:
    """Whatever was shown goes on the short list."""
    if reply.option == "write":
        return Taken(trigger="write", changed=False)
    pages = idea_pages(scene)
    at = _place(scene, pages)
    project = with_proposals(scene, pages[: at + 1])
    if reply.option == "more":
        slots: Slots = {"page": str(at + 1), "first": _first(pages)}
        return Taken(trigger="more", project=project, slots=slots, changed=False)
    return Taken(trigger="done", project=project, changed=False)


def _finish(scene: Scene) -> Taken:
    """The team and the goal are decided, what hinders is open with this person's part in it."""
    project, number = _opened(scene)
    invites = scene.session.answers[At.IDEAS].option == "invite"
    goes_on = Begin(to=scene.person.id, flow="together" if own(scene) else "barriers", number=number)
    effects: list[Effect] = [] if invites and own(scene) else [goes_on]
    if invites:
        effects.append(Begin(to=scene.person.id, flow="invite"))
    ack = scene.say("quick-kept-invite" if invites else "quick-kept-alone", project=project.name)
    return Taken(trigger="", project=project, effects=tuple(effects), ack=ack)


def _opened(scene: Scene) -> tuple[Project, int]:
    """The project at what stands in the way, and which going through of it that is."""
    me, reason = scene.person.id, scene.line("quick-reason")
    decision = Decision(
        id=scene.new_id("decision"),
        step="goal",
        visit=1,
        what=scene.project.goal.goal or "",
        by=me if scene.project.named else None,
        reason=reason,
        at=scene.at,
    )
    project = close_step(scene.project, "team", at=scene.at, reason=reason)
    project = open_step(project, "goal", owner=me, at=scene.at)
    project = project.but(decisions=(*project.decisions, decision))
    project = close_step(project, "goal", at=scene.at, reason=reason)
    project = open_step(project, "barriers", owner=me, at=scene.at)
    if own(scene):
        project = answered(project, "barriers", person=me)
    return project, project.get_step("barriers").number


_OWN, _FIT, _TRIED = frozenset({"own"}), frozenset({"fit"}), frozenset({"tried"})

QUICK = Flow(
    name="quick",
    at="team",
    where="quick-where",
    loads=frozenset({"people", "contributions", "barriers", "decisions", "proposals"}),
    finish=_finish,
    steps=(
        Step(
            key=At.INNOVATION,
            stem="goal-innovation",
            take=_take_innovation,
            wants_words=True,
            writes=frozenset({"goal.innovation", "project.name"}),
            kept=lambda scene: scene.project.goal.innovation or "",
        ),
        replace(start.START.get_step(At.YOU), stem="start-you"),
        Step(
            key=At.GOAL,
            stem="goal-goal",
            take=_take_goal,
            wants_words=True,
            writes=frozenset({"goal.goal"}),
            kept=lambda scene: scene.project.goal.goal or "",
        ),
        Step(
            key=At.HINDERS,
            ask=ask_hinders,
            take=take_hinders,
            choices=("none",),
            wants_words=True,
            skips=("none",),
            unsure=True,
            writes=_OWN,
            kept=kept_hinders,
        ),
        Step(
            key=At.COMMON,
            ask=ask_common,
            take=take_common,
            choices=(*COMMON, "keep", "without"),
            wants_words=True,
            loops=True,
            passing=True,
            skips=("without",),
            unsure=True,
            writes=_OWN,
        ),
        Step(
            key=At.MORE,
            ask=ask_more,
            take=take_more,
            choices=("enough",),
            wants_words=True,
            loops=True,
            skips=("enough",),
            unsure=True,
            writes=_OWN,
        ),
        replace(BARRIERS.get_step(At.REWORD), stem="barriers-reword"),
        *(replace(look, stem=f"barriers-{look.key}") for look in look_steps(after_looking, fits=_FIT)),
        Step(
            key=At.TRIED,
            take=_take_tried,
            choices=("nothing",),
            wants_words=True,
            skips=("nothing",),
            unsure=True,
            no=("nothing",),
            writes=_TRIED,
            kept=_kept_tried,
        ),
        Step(
            key=At.IDEAS,
            ask=_ask_ideas,
            take=_take_ideas,
            choices=("invite", "alone", "more", "write"),
            loops=True,
            otherwise="quick-ideas-otherwise",
            yes=("invite",),
            reads=_OWN | _FIT | _TRIED,
        ),
    ),
    edges=(
        Edge(At.INNOVATION, "nameless", At.YOU),
        Edge(At.INNOVATION, "known", At.GOAL),
        Edge(At.YOU, "known", At.GOAL),
        Edge(At.GOAL, "given", At.HINDERS),
        Edge(At.HINDERS, "nothing", At.COMMON),
        Edge(At.HINDERS, "mend", At.REWORD),
        Edge(At.COMMON, "without", At.IDEAS),
        *(Edge(each, "described", At.MORE) for each in (At.HINDERS, At.COMMON, At.MORE)),
        Edge(At.REWORD, "reworded", At.MORE),
        *look_edges(At.HINDERS, At.COMMON, At.MORE, At.SPLIT, At.SIDE, At.MATCH),
        *(Edge(each, "tried", At.TRIED) for each in (At.HINDERS, At.COMMON, At.MORE, At.SPLIT, At.SIDE, At.MATCH)),
        Edge(At.TRIED, "given", At.IDEAS),
        Edge(At.IDEAS, "more", At.IDEAS),
        Edge(At.IDEAS, "write", At.COMMON),
        Edge(At.IDEAS, "done", At.DONE),
    ),
    finals=(At.DONE,),
)
