"""The plan of a team and what became of it: what is to be done by whom, the measure, its values, the reviews.

Values; pure. A plan has versions: a review that adapts makes the next one, and earlier ones stay.
Fields of a strategy: Proctor et al. 2013, Implement Sci 8:139. Prediction and findings: PDSA (IHI).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from knowledge.frozen import Frozen

ActivityState = Literal["open", "done", "dropped"]
ReviewOutcome = Literal["keep", "adapt_barriers", "adapt_strategies", "adapt_plan", "hand_over", "end"]
Number = Annotated[float, Field(allow_inf_nan=False)]

PROCTOR = ("actor", "action", "target", "temporality", "dose", "outcome", "justification")
"""The fields that say what a strategy is here, in the order in which they are asked."""


class PlannedStrategy(Frozen):
    """A strategy that the team chose for a barrier, and what it is here: the fields of Proctor 2013, in free words.

    `strategy` is an id of the catalogue; None for one of the team's own, in its `words`. `mechanism`: why it should act
    on that barrier.
    """

    id: str
    version: int
    strategy: str | None = None
    words: str = ""
    barrier: str
    mechanism: str = ""
    actor: str | None = None
    action: str | None = None
    target: str | None = None
    temporality: str | None = None
    dose: str | None = None
    outcome: str | None = None
    justification: str | None = None


class Activity(Frozen):
    """One thing that somebody does by some day. `closed` is the day on which it was done or dropped."""

    id: str
    version: int
    what: str
    owner: str
    due: date
    state: ActivityState = "open"
    closed: date | None = None


class ImplementationPlan(Frozen):
    """One version of the plan as a whole: the measure, what it is expected to become, when that is looked at.

    `baseline` and `prediction` are values of the measure, in its own unit; `keeper` is the member who brings the
    number. `size` is how many people or places begin with it, `failure` the answer to "it is then, and it failed: why?"
    `committed` is when the team's owner committed to it; None for a draft.
    """

    version: int
    measure: str | None = None
    baseline: Number | None = None
    keeper: str | None = None
    prediction: Number | None = None
    size: str | None = None
    failure: str | None = None
    review: date | None = None
    committed: AwareDatetime | None = None
    by: str | None = None


class Measurement(Frozen):
    """A value of the measure on a day, in the measure's unit."""

    id: str
    day: date
    number: Number
    by: str | None = None


class Event(Frozen):
    """Something that happened and may have moved the number: it stands on the run chart at its day."""

    id: str
    day: date
    words: str
    by: str | None = None


class Review(Frozen):
    """What a team made of its plan: the number it had come to, what it learned, how it goes on and why.

    `holds`, `ends` and `keeper` belong to handing over to routine: what keeps it going, which support ends, whose it
    is.
    """

    id: str
    version: int
    visit: int
    number: Number | None = None
    learned: str | None = None
    outcome: ReviewOutcome
    reason: str
    keeper: str | None = None
    holds: str | None = None
    ends: str | None = None
    at: AwareDatetime


class Check(Frozen):
    """A look, some months after handing over, at whether it still runs. `words` are what was found."""

    id: str
    due: date
    done: date | None = None
    words: str | None = None
