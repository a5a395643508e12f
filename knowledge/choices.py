"""What a team weighs and what it chose of it: points, priorities, strategies under consideration. Values; pure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from knowledge.frozen import Frozen

VoteQuestion = Literal["matters", "changeable", "fits"]
"""What is weighed: which barriers matter, which can be changed within six months (3, 2, 1 points), which strategies
could work here (1) or not (0)."""

MOST_PRIORITIES = 3
"""Barriers, and strategies, that a team takes on at the most: be focused."""


class Vote(Frozen):
    """What one member gave one barrier or proposal (`about`), as a number. `author` is None where no names are kept."""

    id: str
    step: str
    visit: int
    question: VoteQuestion
    about: str
    value: Annotated[int, Field(ge=0, le=3)]
    author: str | None = None


class Priority(Frozen):
    """A barrier that the team takes on; the one at place 1 is the lead barrier. `visit` is that of `priorities`."""

    visit: int
    barrier: str
    place: Annotated[int, Field(ge=1, le=MOST_PRIORITIES)]


class Proposal(Frozen):
    """An implementation strategy under consideration for a barrier; `visit` is that of `strategies`.

    `strategy` is an id of the catalogue, and None for one of the team's own, in its `words`. `kept` says whether it is
    on the short list from which the team chooses.
    """

    id: str
    visit: int
    barrier: str
    strategy: str | None = None
    words: str = ""
    kept: bool = True
