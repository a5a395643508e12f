"""A project's data as values: who is on it, its process, its goal, what people contributed. Immutable and pure.

Nothing here knows how it is stored or asked for. A change makes a new `Project`; rows that are gone from a
collection do not exist: people's words are replaced or merged, never removed.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict

Module = Literal["identify", "match", "design", "apply"]
StepState = Literal["waiting", "open", "decided", "skipped"]
Role = Literal["lead", "member"]
Target = Literal["staff", "patients", "both"]
Emphasis = Literal["referrals", "therapies", "engagement", "awareness", "suitability", "other"]
ContributionKind = Literal["barrier", "facilitator", "tried", "agreement", "change", "withdrawal"]


class Frozen(BaseModel):
    """A value that cannot be changed, nor built with a field nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def but(self, **changes: object) -> Self:
        """The same value with some fields changed."""
        return self.model_copy(update=changes)


class Person(Frozen):
    """Somebody we talk to. `language` is a code such as `en`; `active` is the session that hears their free text."""

    id: str
    workspace: str
    name: str
    language: str = "en"
    active: str | None = None
    muted: bool = False


class Member(Frozen):
    """A person's place in one project."""

    person: str
    name: str
    role: Role = "member"
    left: bool = False


class StepVisit(Frozen):
    """One going through of one of the thirteen steps. `number` counts from 1; `due` is a day in the team's calendar."""

    step: str
    number: int = 1
    state: StepState = "waiting"
    owner: str | None = None
    due: date | None = None
    opened: AwareDatetime | None = None
    closed: AwareDatetime | None = None
    reason: str | None = None
    answered: tuple[str, ...] = ()


class Goal(Frozen):
    """What should change here (Identify). Free words as typed; None where nobody has answered yet."""

    innovation: str | None = None
    goal: str | None = None
    target: Target | None = None
    emphasis: Emphasis | None = None
    emphasis_words: str | None = None
    patient_view: str | None = None


class Contribution(Frozen):
    """What one member put into a step, in their words. Insert-only. `author` and `at` are None when not named."""

    id: str
    step: str
    visit: int
    kind: ContributionKind
    words: str
    author: str | None
    at: AwareDatetime | None
    replaces: str | None = None


class Barrier(Frozen):
    """A barrier (or facilitator, `hinders=False`) as this team meets it: one contribution, or the root of several.

    `determinant` is an id of the catalogue; None with `custom=False` says that nobody has looked yet. A merged one
    points at its root by `merged_into`, and can be taken out again.
    """

    id: str
    contribution: str
    hinders: bool
    determinant: str | None = None
    custom: bool = False
    merged_into: str | None = None


class Parked(Frozen):
    """Something kept for later: it comes back at review."""

    id: str
    step: str
    words: str
    author: str | None


class Decision(Frozen):
    """What an owner decided at a step, with the reasons given. `by` is None when the team is not named."""

    id: str
    step: str
    visit: int
    what: str
    by: str | None
    reason: str | None = None
    at: AwareDatetime


_FOUND = ("standing", "roots")


class Project(Frozen):
    """A team's whole project as far as a turn reads it; collections it does not read may be empty.

    What it finds out about itself it keeps; a change makes a new project, which finds out anew.
    """

    id: str
    workspace: str
    name: str
    named: bool = True
    created: AwareDatetime
    goal: Goal = Goal()
    members: tuple[Member, ...] = ()
    steps: tuple[StepVisit, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    parking: tuple[Parked, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def but(self, **changes: object) -> Self:
        """The same project with some fields changed."""
        changed = super().but(**changes)
        for name in _FOUND:
            vars(changed).pop(name, None)
        return changed

    @property
    def present(self) -> tuple[Member, ...]:
        """The members who have not left, in the order in which they came."""
        return tuple(m for m in self.members if not m.left)

    @property
    def lead(self) -> Member:
        """The member who started the project or took it over."""
        return next(m for m in self.members if m.role == "lead")

    @property
    def is_alone(self) -> bool:
        """A team of one skips blind steps."""
        return len(self.present) == 1

    def find_member(self, person: str) -> Member | None:
        """The person's place in the team, also when they have left."""
        return next((m for m in self.members if m.person == person), None)

    def find_step(self, step: str) -> StepVisit | None:
        """The newest visit of a step."""
        return next((v for v in reversed(self.steps) if v.step == step), None)

    def get_step(self, step: str) -> StepVisit:
        """The newest visit of a step; KeyError with the step's name where there is none."""
        found = self.find_step(step)
        if found is None:
            raise KeyError(f"step {step!r} of project {self.id} has no visit")
        return found

    def get_contribution(self, contribution: str) -> Contribution:
        """A contribution by id; KeyError where it is not among those loaded."""
        for each in self.contributions:
            if each.id == contribution:
                return each
        raise KeyError(f"contribution {contribution!r} is not loaded in project {self.id}")

    @cached_property
    def standing(self) -> tuple[Contribution, ...]:
        """The contributions that no later one replaces or withdraws, in the order in which they came."""
        replaced = {c.replaces for c in self.contributions if c.replaces}
        return tuple(c for c in self.contributions if c.id not in replaced and c.kind != "withdrawal")

    @cached_property
    def roots(self) -> dict[str, str]:
        """Of each barrier, by id, the barrier under which it shows: itself, unless it was merged."""
        merged = {b.id: b.merged_into for b in self.barriers}
        return {b.id: _root(b.id, merged) for b in self.barriers}

    def with_step(self, visit: StepVisit) -> Project:
        """The project with this visit of a step, new or changed."""
        kept = tuple(v for v in self.steps if (v.step, v.number) != (visit.step, visit.number))
        if len(kept) == len(self.steps):
            return self.but(steps=(*self.steps, visit))
        same = (visit.step, visit.number)
        return self.but(steps=tuple(visit if (v.step, v.number) == same else v for v in self.steps))

    def with_goal(self, **fields: object) -> Project:
        """The project with some fields of its goal changed."""
        return self.but(goal=self.goal.but(**fields))

    def with_contribution(self, contribution: Contribution) -> Project:
        """The project with one more contribution; the same id again changes nothing."""
        if any(c.id == contribution.id for c in self.contributions):
            return self
        return self.but(contributions=(*self.contributions, contribution))

    def with_barrier(self, barrier: Barrier) -> Project:
        """The project with this barrier, new or changed."""
        if any(b.id == barrier.id for b in self.barriers):
            return self.but(barriers=tuple(barrier if b.id == barrier.id else b for b in self.barriers))
        return self.but(barriers=(*self.barriers, barrier))


def _root(barrier: str, merged: dict[str, str | None]) -> str:
    into = merged.get(barrier)
    return barrier if into is None else _root(into, merged)
