"""A project's data as values: who is on it, its process, its goal, what people contributed. Immutable and pure.

Nothing here knows how it is stored or asked for. A change makes a new `Project`; rows that are gone from a
collection do not exist: people's words are replaced or merged, never removed.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal, Self

from pydantic import AwareDatetime

from knowledge.choices import Priority, Proposal, Vote
from knowledge.frozen import Frozen
from knowledge.hearing import Hearing, Stakeholder
from knowledge.plan import Activity, Check, Event, ImplementationPlan, Measurement, PlannedStrategy, Review

Module = Literal["identify", "match", "design", "apply"]
StepState = Literal["waiting", "open", "decided", "skipped"]
Role = Literal["lead", "member"]
Target = Literal["staff", "patients", "both"]
Emphasis = Literal["referrals", "therapies", "engagement", "awareness", "suitability", "other"]
ContributionKind = Literal[
    "barrier",
    "facilitator",
    "tried",
    "agreement",
    "change",
    "heard",
    "doubt",
    "objection",
    "lesson",
    "withdrawal",
]
"""What somebody's words are: of the team's own, what was `heard` of stakeholders, why a strategy would not work here
(`doubt`), why a decision is wrong (`objection`), what was learned (`lesson`)."""

ParkedKind = Literal["parking", "management"]
Principle = Literal["pragmatic", "focused", "different", "open", "organised", "flexible"]


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
    """One going through of one of the thirteen steps. `number` counts from 1; `due` is a day in the team's calendar.

    Whoever `owner` is, their `deputy` may do the same. `answered` are those who have given what they were asked for:
    their part first, and, once the owner has decided (`objecting`), whether they object. `reason` is why it was skipped.
    """

    step: str
    number: int = 1
    state: StepState = "waiting"
    owner: str | None = None
    deputy: str | None = None
    due: date | None = None
    opened: AwareDatetime | None = None
    closed: AwareDatetime | None = None
    reason: str | None = None
    objecting: bool = False
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
    """What one member put into a step, in their words. Insert-only. `author` and `at` are None when not named.

    `about` is what it speaks of, where that is something of its own: a hearing, a proposal.
    """

    id: str
    step: str
    visit: int
    kind: ContributionKind
    words: str
    author: str | None
    at: AwareDatetime | None
    replaces: str | None = None
    about: str | None = None


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
    """Something kept for later: it comes back at review. Or what is out of the team's reach, for management to see."""

    id: str
    kind: ParkedKind = "parking"
    step: str
    words: str
    author: str | None


class Decision(Frozen):
    """What an owner decided at a step, with the reasons given. `by` is None when the team is not named.

    `present` is how many were there, where it was decided in a meeting.
    """

    id: str
    step: str
    visit: int
    what: str
    by: str | None
    reason: str | None = None
    present: int | None = None
    at: AwareDatetime


class Heeding(Frozen):
    """That one of the six rules spoke at a step, and what came of it: the way round that was taken, and the reason."""

    id: str
    principle: Principle
    step: str
    visit: int
    way: str
    reason: str | None = None


KEYS: dict[str, tuple[str, ...]] = {
    "members": ("person",),
    "steps": ("step", "number"),
    "contributions": ("id",),
    "barriers": ("id",),
    "parking": ("id",),
    "decisions": ("id",),
    "heedings": ("id",),
    "stakeholders": ("id",),
    "hearings": ("id",),
    "votes": ("id",),
    "priorities": ("visit", "barrier"),
    "proposals": ("id",),
    "plans": ("version",),
    "strategies": ("id",),
    "activities": ("id",),
    "measurements": ("id",),
    "events": ("id",),
    "reviews": ("id",),
    "checks": ("id",),
}
"""A project's collections, and what tells two rows of one apart."""

_FOUND = ("standing", "roots")


class Project(Frozen):
    """A team's whole project as far as a turn reads it; collections it does not read may be empty.

    `hours` are what the team has a month, `sponsor` the manager who agreed to them. What a project finds out about
    itself it keeps; a change makes a new project, which finds out anew.
    """

    id: str
    workspace: str
    name: str
    named: bool = True
    created: AwareDatetime
    hours: int | None = None
    sponsor: str | None = None
    goal: Goal = Goal()
    members: tuple[Member, ...] = ()
    steps: tuple[StepVisit, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    parking: tuple[Parked, ...] = ()
    decisions: tuple[Decision, ...] = ()
    heedings: tuple[Heeding, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    hearings: tuple[Hearing, ...] = ()
    votes: tuple[Vote, ...] = ()
    priorities: tuple[Priority, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    plans: tuple[ImplementationPlan, ...] = ()
    strategies: tuple[PlannedStrategy, ...] = ()
    activities: tuple[Activity, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    events: tuple[Event, ...] = ()
    reviews: tuple[Review, ...] = ()
    checks: tuple[Check, ...] = ()

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
    def concerned(self) -> tuple[Stakeholder, ...]:
        """Those on the stakeholder map; whoever was taken off it is not among them."""
        return tuple(s for s in self.stakeholders if s.concern != "gone")

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
        return self.with_row("steps", visit)

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
        return self.with_row("barriers", barrier)

    def with_row(self, field: str, row: Frozen) -> Project:
        """The project with this row of one of its `KEYS`, new or changed."""
        key, rows = KEYS[field], getattr(self, field)
        kept = [row if _is_same(each, row, key) else each for each in rows]
        return self.but(**{field: tuple(kept if any(each is row for each in kept) else (*rows, row))})


def _is_same(one: Frozen, other: Frozen, key: tuple[str, ...]) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in key)


def _root(barrier: str, merged: dict[str, str | None]) -> str:
    into = merged.get(barrier)
    return barrier if into is None else _root(into, merged)
