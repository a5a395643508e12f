"""Identify, goal: handing on. Who looks after the next step, by when, and how the team sees the goal. Pure."""

from __future__ import annotations

from dialogs import phrases
from dialogs.effects import Begin, Effect, Say
from dialogs.flow import Question, Reply, Scene, Taken, Verdict, offers
from dialogs.flows.dating import DayQuestion
from dialogs.flows.start import owner_choices
from dialogs.process import answered, missing
from dialogs.session import Slots
from dialogs.status import name_of
from dialogs.text import Text, joined
from knowledge.project import Contribution, Project

EDIT = "~edit"


def ask_owner(scene: Scene) -> Question:
    """Who looks after the next step."""
    return Question(body=scene.say("goal-owner-ask"), choices=owner_choices(scene))


def _with_team_asked(scene: Scene, trigger: str, slots: Slots) -> Taken:
    """The owner is through: everybody else is asked whether the goal is right."""
    project = answered(scene.project, "goal", person=scene.person.id)
    waiting = missing(project, "goal")
    asks: tuple[Effect, ...] = tuple(Begin(to=person, flow="agree", number=scene.session.number) for person in waiting)
    ack = scene.say("goal-asked", names=scene.listed([name_of(project, p) for p in waiting])) if waiting else None
    return Taken(trigger=trigger, project=project, slots=slots, effects=asks, ack=ack)


def ask_team_again(scene: Scene) -> Taken:
    """The goal reads otherwise now: what was said to the old wording is put aside, and everybody is asked anew."""
    number = scene.session.number
    visit = scene.project.get_step("goal")
    fresh = scene.project.with_step(visit.but(answered=()))
    for said in _replies(scene.project):
        gone = said.but(id=scene.new_contribution_id(said.id), kind="withdrawal", words="", replaces=said.id)
        fresh = fresh.with_contribution(gone)
    project = answered(fresh, "goal", person=scene.person.id)
    waiting = missing(project, "goal")
    asks = tuple(effect for person in waiting for effect in _asked_anew(scene, person, number=number))
    names = scene.listed([name_of(project, p) for p in waiting])
    return Taken(trigger="team", project=project, effects=asks, ack=scene.say("goal-asked-again", names=names))


def _asked_anew(scene: Scene, person: str, *, number: int) -> tuple[Effect, ...]:
    """They have seen it before, so they hear that it is not the same."""
    known = scene.setting.people.get(person, scene.person)
    body = phrases.say("agree-changed", language=known.language)
    return Say(to=person, body=body, asked=False), Begin(to=person, flow="agree", number=number)


def ask_wait(scene: Scene) -> Question:
    """How the team sees the goal so far."""
    waiting = missing(scene.project, "goal")
    lines = [_change_line(scene, c) for c in _replies(scene.project) if c.kind == "change"]
    if agreed := [c for c in _replies(scene.project) if c.kind == "agreement"]:
        lines.insert(0, _agreed_line(scene, agreed))
    if waiting:
        lines.append(scene.say("goal-wait-missing", names=scene.listed([name_of(scene.project, p) for p in waiting])))
    body = joined((*lines, scene.say("goal-wait-ask")))
    return Question(body=body, choices=offers(scene, "wait", "go", EDIT))


def _agreed_line(scene: Scene, agreed: list[Contribution]) -> Text:
    if not scene.project.named:
        return scene.say("goal-wait-agreed", count=len(agreed))
    names = [name_of(scene.project, c.author or "") for c in agreed]
    return scene.say("goal-wait-agreed-named", count=len(names), names=scene.listed(names))


def _replies(project: Project) -> tuple[Contribution, ...]:
    number = project.get_step("goal").number
    return tuple(c for c in project.standing if c.step == "goal" and c.visit == number)


def _change_line(scene: Scene, change: Contribution) -> Text:
    if change.author is None:
        return scene.say("goal-wait-change-unnamed", words=change.words)
    return scene.say("goal-wait-change", name=name_of(scene.project, change.author), words=change.words)


def take_wait(_: Scene, __: Reply) -> Verdict:
    """The owner goes on, whoever has answered."""
    return Taken(trigger="go")


DUE = DayQuestion(
    key="due",
    weeks={"one_week": 1, "two_weeks": 2},
    none="none",
    writes="barriers.due",
    chosen=_with_team_asked,
)
"""By when everybody should have written down what stands in the way."""
