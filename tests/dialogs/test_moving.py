"""A conversation that stands in an older table goes on in today's: where it stood, or at the nearest question."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dialogs import moving
from dialogs.flow import Flow, Reply, Scene, Step, Taken, Verdict
from dialogs.moving import NewerError, move
from dialogs.recorded import Recorded, RecordedStep, record_of
from dialogs.session import Answer, Aside, DialogSession
from dialogs.table import Edge

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

OLD = Recorded(
    flow="shop",
    version=1,
    at=None,
    starts=("what",),
    finals=("done",),
    steps=(
        RecordedStep(key="what", writes=("what",)),
        RecordedStep(key="colour", writes=("colour",)),
        RecordedStep(key="when"),
    ),
    edges=(Edge("what", "given", "colour"), Edge("colour", "given", "when"), Edge("when", "given", "done")),
)


def _take(_: Scene, __: Reply) -> Verdict:
    return Taken(trigger="given")


def step(key: str, *writes: str, reads: str = "") -> Step:
    return Step(key=key, take=_take, writes=frozenset(writes), reads=frozenset(reads.split()))


def shop(*steps: Step, version: int = 2, edges: tuple[Edge, ...] | None = None) -> Flow:
    """A flow of these steps, one after the other unless told."""
    keys = [each.key for each in steps]
    ways = tuple(Edge(a, "given", b) for a, b in zip(keys, [*keys[1:], "done"], strict=True))
    return Flow(name="shop", steps=steps, edges=edges or ways, finals=("done",), version=version)


def at(step: str, *answered: str, trigger: str = "given") -> DialogSession:
    """Somebody at a step, having answered these one after the other."""
    return DialogSession(
        id="s",
        person="ana",
        workspace="w",
        project="p",
        flow="shop",
        step=step,
        visit=len(answered) + 1,
        answers={
            key: Answer(visit=number, option=None, trigger=trigger, at=AT) for number, key in enumerate(answered, 1)
        },
        behind=answered,
        slots={"draft": "blue"},
        touched=AT,
    )


def moved(session: DialogSession, flow: Flow | None, *, start: str = "what") -> tuple[str, DialogSession]:
    found = move(session, flow, recorded=OLD, start=lambda: start)
    return found.what, found.session


def test_a_step_that_is_still_there_keeps_its_person_and_its_buttons() -> None:
    what, session = moved(
        at("when", "what", "colour"), shop(step("what", "what"), step("colour", "colour"), step("when"))
    )

    assert (what, session.step, session.visit, session.version) == ("stays", "when", 3, 2)


def test_whoever_stood_at_a_step_that_is_gone_goes_on_after_the_last_answer_that_stands() -> None:
    what, session = moved(at("colour", "what"), shop(step("what", "what"), step("size", "size"), step("when")))

    assert (what, session.step, session.visit, session.unshown) == ("moves", "size", 3, 3)


def test_an_answer_to_a_step_that_is_gone_is_dropped_and_no_draft_is() -> None:
    _, session = moved(at("when", "what", "colour"), shop(step("what", "what"), step("when")))

    assert set(session.answers) == {"what"}
    assert session.behind == ("what",)
    assert session.slots == {"draft": "blue"}


def test_with_no_answer_that_stands_one_stands_at_the_start() -> None:
    what, session = moved(at("colour", "what"), shop(step("who", "who"), step("when")), start="who")

    assert (what, session.step, session.answers) == ("moves", "who", {})


def test_what_asks_for_more_than_it_did_is_asked_again_and_what_follows_is_passed_by() -> None:
    flow = shop(step("what", "what", "how_many"), step("colour", "colour"), step("when"))
    what, session = moved(at("when", "what", "colour"), flow)

    assert (what, session.step, session.redo) == ("again", "what", ("what",))
    assert set(session.answers) == {"what", "colour"}


def test_what_asks_for_less_stands() -> None:
    what, session = moved(at("when", "what", "colour"), shop(step("what", "what"), step("colour"), step("when")))

    assert (what, session.step) == ("stays", "when")


def test_a_question_under_another_key_takes_its_person_and_its_answer_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(moving.MOVED, ("shop", 1, "colour"), "shade")
    flow = shop(step("what", "what"), step("shade", "colour"), step("when"))
    stood, answered = moved(at("colour", "what"), flow), moved(at("when", "what", "colour"), flow)

    assert (stood[0], stood[1].step, stood[1].unshown) == ("moves", "shade", 3)
    assert (answered[0], answered[1].behind) == ("stays", ("what", "shade"))
    assert set(answered[1].answers) == {"what", "shade"}


def test_a_question_that_moved_twice_is_followed_version_by_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(moving.MOVED, ("shop", 1, "colour"), "shade")
    monkeypatch.setitem(moving.MOVED, ("shop", 2, "shade"), "tint")
    flow = shop(step("what", "what"), step("tint", "colour"), step("when"), version=3)

    assert moved(at("colour", "what"), flow)[1].step == "tint"


def test_an_answer_that_leads_nowhere_any_more_is_asked_again() -> None:
    flow = shop(step("what", "what"), step("when"))
    what, session = moved(at("colour", "what", trigger="perhaps"), flow)

    assert (what, session.step, session.behind) == ("again", "what", ())


def test_an_answer_that_leads_the_same_way_under_another_name_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(moving.LED, ("shop", 1, "what", "perhaps"), "given")
    flow = shop(step("what", "what"), step("when"))
    what, session = moved(at("colour", "what", trigger="perhaps"), flow)

    assert (what, session.step, session.answers["what"].trigger) == ("moves", "when", "given")


def test_nobody_comes_to_an_end_without_an_answer() -> None:
    what, session = moved(at("when", "what", "colour"), shop(step("what", "what"), step("colour", "colour")))

    assert (what, session.step, session.visit) == ("again", "colour", 4)


def test_a_small_question_over_one_that_is_gone_goes_with_it() -> None:
    session = at("colour", "what").but(aside=Aside(kind="stop"))

    assert moved(session, shop(step("what", "what"), step("when")))[1].aside is None


def test_a_flow_that_is_asked_no_more_ends_and_needs_a_person() -> None:
    found = move(at("when"), None, recorded=OLD, start=str)

    assert (found.what, found.session.finished, found.needs_person) == ("ends", True, True)


def test_a_table_that_nobody_recorded_begins_anew_and_needs_a_person() -> None:
    found = move(at("colour", "what"), shop(step("what", "what")), recorded=None, start=lambda: "what")

    assert (found.what, found.session.step, found.session.answers) == ("begins", "what", {})
    assert found.needs_person


def test_a_finished_one_opens_nothing_but_forgets_what_is_asked_no_more() -> None:
    over = at("done", "what", "colour").but(finished=True)
    what, session = moved(over, shop(step("what", "what"), step("when")))

    assert (what, session.step, session.finished, set(session.answers)) == ("stays", "done", True, {"what"})


def test_a_newer_one_is_never_touched() -> None:
    flow = shop(step("what", "what"), version=1)

    with pytest.raises(NewerError):
        move(at("what").but(version=2), flow, recorded=OLD, start=lambda: "what")


def test_what_is_recorded_of_a_flow_is_all_that_a_conversation_depends_on() -> None:
    flow = shop(step("what", "what"), step("colour", "colour"), step("when"), version=1)

    assert record_of(flow) == OLD.but(edges=tuple(sorted(OLD.edges)))
