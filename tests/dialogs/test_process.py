"""The thirteen steps, and what moves a project along them."""

from __future__ import annotations

import pytest

from dialogs.checker import table_faults
from dialogs.process import (
    PROCESS,
    STEPS,
    answered,
    close_step,
    current_step,
    is_open,
    missing,
    open_step,
    place_of,
)
from knowledge.project import Member, Project
from tests.support.world import MONDAY

TEAM = Project(
    id="p",
    workspace="local",
    name="Online therapy",
    created=MONDAY,
    members=(Member(person="ana", name="Ana", role="lead"), Member(person="ben", name="Ben")),
)


def test_there_are_thirteen_steps_in_four_modules() -> None:
    """Identify comes first, and Match before Design."""
    assert len(STEPS) == 13
    assert list(dict.fromkeys(step.module for step in STEPS)) == ["identify", "match", "design", "apply"]
    assert place_of("barriers") == (3, 5)


def test_the_process_has_no_fault_and_every_way_back() -> None:
    """From the review it goes round again, or ends."""
    back = {edge.to for edge in PROCESS.edges if edge.source == "review"}

    assert list(table_faults(PROCESS)) == []
    assert {"act", "barriers", "strategies", "plan", "end"} == back


def test_no_step_opens_without_an_owner() -> None:
    """Be organised."""
    with pytest.raises(ValueError, match="needs an owner"):
        open_step(TEAM, "goal", owner="", at=MONDAY)


def test_a_step_closes_and_the_next_one_waits() -> None:
    """One step is open at a time."""
    opened = open_step(TEAM, "goal", owner="ana", at=MONDAY)
    closed = close_step(opened, "goal", at=MONDAY)

    assert current_step(opened).step == "goal"
    assert (current_step(closed).step, current_step(closed).state) == ("barriers", "waiting")
    assert not is_open(closed, "goal", number=1)


def test_a_step_that_waits_opens_as_the_same_visit() -> None:
    """And as the next one where it was closed before."""
    waiting = close_step(open_step(TEAM, "goal", owner="ana", at=MONDAY), "goal", at=MONDAY)
    opened = open_step(waiting, "barriers", owner="ben", at=MONDAY)
    again = open_step(close_step(opened, "barriers", at=MONDAY), "barriers", owner="ben", at=MONDAY)

    assert (opened.get_step("barriers").number, again.get_step("barriers").number) == (1, 2)


def test_who_has_left_is_not_waited_for() -> None:
    """Only those who are there can be missing."""
    opened = open_step(TEAM, "barriers", owner="ana", at=MONDAY)
    one = answered(opened, "barriers", person="ana")
    left = one.but(members=(one.members[0], one.members[1].but(left=True)))

    assert (missing(opened, "barriers"), missing(one, "barriers"), missing(left, "barriers")) == (
        ("ana", "ben"),
        ("ben",),
        (),
    )
