"""Whom the change concerns outside the team, and what was heard of them. Values; pure.

What was said is a contribution (`heard`) that points at its hearing. The anonymous kind is a consultation.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from knowledge.frozen import Frozen

Concern = Literal["gains", "loses", "decides", "unasked", "gone"]
"""How somebody outside the team is concerned: gains by it, loses by it, decides on it, is never asked.

Who is `gone` was taken off the map again."""

HearingKind = Literal["heard", "survey", "anonymous"]
Manner = Literal["in_person", "phone", "meeting", "writing", "other"]
Rating = Annotated[int, Field(ge=1, le=5)]


class Stakeholder(Frozen):
    """A person or group outside the team, in the team's words: who, how they are concerned, how to reach them."""

    id: str
    who: str
    concern: Concern
    reach: str | None = None


class Hearing(Frozen):
    """That stakeholders were listened to: which role, how many of them, how. Never who.

    `heard`: a member talked to people and noted it. `survey`: the team brought one that it had; `source` says which,
    `day` from when. `acceptable` and `doable` (1 to 5) are asked where a plan was shown. `by` is the member who noted
    it, None where no names are kept.
    """

    id: str
    step: str
    visit: int
    kind: HearingKind = "heard"
    role: str
    count: Annotated[int, Field(ge=1)]
    how: Manner | None = None
    source: str | None = None
    day: date | None = None
    acceptable: Rating | None = None
    doable: Rating | None = None
    by: str | None = None
