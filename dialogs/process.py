"""The project's own way through the thirteen steps: four modules, one open step at a time. A table, and what moves it.

Source of the modules and their order: ItFits-toolkit (Identify, Match, Design, Apply); the thirteen steps are ours.
"""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from dialogs.machine import next_step
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
        Edge("review", "stop", END),
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
    """The step at which the project stands: the open one, else the one it waits for."""
    return next((v for v in reversed(project.steps) if v.state == "open"), project.steps[-1])


def is_open(project: Project, step: str, *, number: int) -> bool:
    """Whether this very visit of the step is open."""
    return any(v.step == step and v.number == number and v.state == "open" for v in project.steps)


def open_step(project: Project, step: str, *, owner: str, due: date | None = None, at: datetime) -> Project:
    """The project with this step open. Be organised: nothing opens without an owner."""
    if not owner:
        raise ValueError(f"step {step!r} needs an owner before it opens")
    before = project.find_step(step)
    number = (before.number if before.state == "waiting" else before.number + 1) if before else 1
    return project.with_step(StepVisit(step=step, number=number, state="open", owner=owner, due=due, opened=at))


def close_step(project: Project, step: str, *, at: datetime, state: StepState = "decided") -> Project:
    """The project with this step closed and the next one waiting for its owner."""
    closed = project.with_step(project.get_step(step).but(state=state, closed=at))
    following = next_step(PROCESS, step, state)
    known = closed.find_step(following)
    number = known.number + 1 if known else 1
    return closed.with_step(StepVisit(step=following, number=number))


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
