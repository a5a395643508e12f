"""The project's own way through the thirteen steps: four modules, one open step at a time. A table, and what moves it.

Source of the modules and their order: ItFits-toolkit (Identify, Match, Design, Apply); the thirteen steps are ours.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from dialogs.machine import has_way, next_step
from dialogs.table import Edge, Table
from knowledge.project import Module, Project, StepState, StepVisit


class ProcessStep(NamedTuple):
    """One of the thirteen. `flow` is the owner's flow that opens it; None says "not yet"."""

    key: str
    module: Module
    flow: str | None = None


STEPS: tuple[ProcessStep, ...] = (
    ProcessStep("team", "identify", "start"),
    ProcessStep("goal", "identify", "goal"),
    ProcessStep("barriers", "identify", "barriers"),
    ProcessStep("hear_barriers", "identify"),
    ProcessStep("priorities", "identify"),
    ProcessStep("strategies", "match"),
    ProcessStep("choice", "match"),
    ProcessStep("plan", "design"),
    ProcessStep("hear_plan", "design"),
    ProcessStep("commit", "design"),
    ProcessStep("act", "apply"),
    ProcessStep("hear_progress", "apply"),
    ProcessStep("review", "apply"),
)

END = "end"

BESIDE = "act"
"""The one step that stays open beside what follows."""

PROCESS = Table(
    name="process",
    steps=(*(step.key for step in STEPS), END),
    edges=(
        *(Edge(a.key, "decided", b.key) for a, b in pairwise(STEPS)),
        Edge("hear_barriers", "skipped", "priorities"),
        Edge("hear_plan", "skipped", "commit"),
        Edge("hear_progress", "skipped", "review"),
        Edge("review", "keep", "act"),
        Edge("review", "adapt_barriers", "barriers"),
        Edge("review", "adapt_strategies", "strategies"),
        Edge("review", "adapt_plan", "plan"),
        Edge("review", "hand_over", END),
        Edge("review", "end", END),
    ),
    finals=(END,),
)

_BY_KEY = {step.key: step for step in STEPS}


def get_process_step(key: str) -> ProcessStep:
    """A step of the process by key; KeyError where there is none."""
    return _BY_KEY[key]


def place_of(key: str) -> tuple[int, int]:
    """(number of the step within its module, number of steps in that module), both from 1."""
    module = [step.key for step in STEPS if step.module == _BY_KEY[key].module]
    return module.index(key) + 1, len(module)


def current_step(project: Project) -> StepVisit:
    """The step at which the project stands: the open one, else the one it waits for.

    What runs beside counts only where nothing before it waits. Where nothing is open and nothing waits the project is
    over: then the newest visit of all.
    """
    opened = [visit for visit in project.steps if visit.state == "open"]
    beside = [visit for visit in opened if visit.step == BESIDE]
    if len(opened) > len(beside):
        return next(visit for visit in reversed(opened) if visit.step != BESIDE)
    newest = {visit.step: visit for visit in project.steps}
    for step in STEPS:
        if step.key == BESIDE and beside:
            return beside[-1]
        if step.key in newest and newest[step.key].state == "waiting":
            return newest[step.key]
    return project.steps[-1]


def is_over(project: Project) -> bool:
    """Whether the project has been handed over or ended."""
    return bool(project.steps) and all(visit.state not in ("open", "waiting") for visit in project.steps)


def is_open(project: Project, step: str, *, number: int) -> bool:
    """Whether this very visit of the step is open."""
    return any(v.step == step and v.number == number and v.state == "open" for v in project.steps)


def open_step(project: Project, step: str, *, owner: str, due: date | None = None, at: datetime) -> Project:
    """The project with this step open. Be organised: nothing opens without an owner."""
    if not owner:
        raise ValueError(f"step {step!r} needs an owner before it opens")
    before = project.find_step(step)
    if before is not None and before.state == "waiting":  # what was given before it was put back stands
        opened = before.opened or at
        return project.with_step(before.but(state="open", owner=owner, due=due or before.due, opened=opened))
    number = before.number + 1 if before else 1
    return project.with_step(StepVisit(step=step, number=number, state="open", owner=owner, due=due, opened=at))


def close_step(
    project: Project, step: str, *, at: datetime, state: StepState = "decided", way: str = "", reason: str | None = None
) -> Project:
    """The project with this step closed and the first one after it that is not decided waiting for its owner.

    `way` is the edge to go, where that is not the state's own (review: `keep`, `end`); `reason` is why it was skipped.
    """
    closed = project.with_step(project.get_step(step).but(state=state, closed=at, reason=reason))
    return _await(closed, next_step(PROCESS, step, way or state))


def _await(project: Project, step: str) -> Project:
    """A step that is decided stands, and is passed by."""
    known = project.find_step(step)
    if step == END or (known and known.state in ("waiting", "open")):
        return project
    if known is None:
        return project.with_step(StepVisit(step=step))
    return _await(project, next_step(PROCESS, step, known.state)) if has_way(PROCESS, step, known.state) else project


def go_round(project: Project, step: str) -> Project:
    """The project with this step and all that follow waiting to be gone through anew, once the review is closed.

    What runs beside goes on.
    """
    keys = [each.key for each in STEPS]
    for key in keys[keys.index(step) :]:
        project = _anew(project, key)
    return project


def _anew(project: Project, step: str) -> Project:
    known = project.find_step(step)
    if known is None or known.state in ("waiting", "open"):
        return project
    return project.with_step(StepVisit(step=step, number=known.number + 1))


def resting_on(project: Project, step: str) -> tuple[str, ...]:
    """The decided steps after this one, in their order: what was decided there may rest on it."""
    keys = [each.key for each in STEPS]
    later = (project.find_step(key) for key in keys[keys.index(step) + 1 :])
    return tuple(visit.step for visit in later if visit and visit.state in ("decided", "skipped"))


def reopen_step(
    project: Project, step: str, *, owner: str, at: datetime, redo: Collection[str] = (), due: date | None = None
) -> Project:
    """The project with a decided step open once more, and those of `redo` to be gone through after it.

    What was open waits as it stands, except the one beside; steps that are not named keep what was decided.
    """
    for visit in project.steps:
        if visit.state == "open" and visit.step != BESIDE:
            project = project.with_step(visit.but(state="waiting"))
    for key in redo:
        project = _anew(project, key)
    return open_step(project, step, owner=owner, due=due, at=at)


def answered(project: Project, step: str, *, person: str) -> Project:
    """The project with this person among those who have given their answers to the step."""
    visit = project.get_step(step)
    if person in visit.answered:
        return project
    return project.with_step(visit.but(answered=(*visit.answered, person)))


def missing(project: Project, step: str) -> tuple[str, ...]:
    """The persons of the team who have not answered the step yet."""
    done = project.get_step(step).answered
    return tuple(m.person for m in project.present if m.person not in done)
