"""The thirteen steps, and what moves a project along them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dialogs.checker import table_faults
from dialogs.process import (
    PROCESS,
    STEPS,
    answered,
    close_step,
    current_step,
    go_round,
    is_open,
    is_over,
    missing,
    open_step,
    place_of,
    reopen_step,
    resting_on,
)
from knowledge.project import Member, Project, StepVisit
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


def _came_to(step: str) -> Project:
    """The project with every step before this one decided, and this one open."""
    project = open_step(TEAM, STEPS[0].key, owner="ana", at=MONDAY)
    for done, following in pairwise(each.key for each in STEPS):
        if done == step:
            break
        project = open_step(close_step(project, done, at=MONDAY), following, owner="ana", at=MONDAY)
    return project


def test_a_decided_step_is_opened_again_and_what_was_open_waits() -> None:
    """Afterwards the project goes on where it stood, with what was given there."""
    planning = answered(_came_to("plan"), "plan", person="ben")
    again = reopen_step(planning, "barriers", owner="ana", at=MONDAY)
    closed = close_step(again, "barriers", at=MONDAY)

    assert (current_step(again).step, current_step(again).number) == ("barriers", 2)
    assert resting_on(planning, "barriers") == ("hear_barriers", "priorities", "strategies", "choice")
    assert (current_step(closed).step, current_step(closed).number, current_step(closed).state) == (
        "plan",
        1,
        "waiting",
    )
    assert current_step(open_step(closed, "plan", owner="ana", at=MONDAY)).answered == ("ben",)


def test_of_what_rests_on_it_only_what_is_named_is_gone_through_again() -> None:
    """The others keep what was decided."""
    again = reopen_step(_came_to("plan"), "barriers", owner="ana", at=MONDAY, redo=("strategies",))
    closed = close_step(again, "barriers", at=MONDAY)
    redone = close_step(open_step(closed, "strategies", owner="ana", at=MONDAY), "strategies", at=MONDAY)

    assert (current_step(closed).step, current_step(closed).number) == ("strategies", 2)
    assert (current_step(redone).step, current_step(redone).number) == ("plan", 1)


def test_a_review_that_adapts_goes_round_from_there() -> None:
    """What runs beside goes on."""
    reviewing = _came_to("review").with_step(_came_to("act").get_step("act"))
    adapted = go_round(close_step(reviewing, "review", at=MONDAY, way="adapt_plan"), "plan")

    assert (current_step(adapted).step, current_step(adapted).number) == ("plan", 2)
    assert [(v.step, v.number) for v in adapted.steps if v.state == "waiting"] == [
        ("plan", 2),
        ("hear_plan", 2),
        ("commit", 2),
        ("hear_progress", 2),
        ("review", 2),
    ]
    assert adapted.get_step("act").state == "open"


def test_what_runs_beside_is_where_a_project_stands_until_something_else_opens() -> None:
    """Acting goes on while stakeholders are heard."""
    acting = _came_to("act").with_step(StepVisit(step="hear_progress"))
    hearing = open_step(acting, "hear_progress", owner="ana", at=MONDAY)

    assert [current_step(project).step for project in (acting, hearing)] == ["act", "hear_progress"]
    assert hearing.get_step("act").state == "open"


def test_a_project_that_was_handed_over_is_over() -> None:
    """Nothing waits any more."""
    over = close_step(_came_to("review"), "review", at=MONDAY, way="hand_over")

    assert is_over(over)
    assert not is_over(_came_to("review"))
    assert current_step(over).step == "review"
