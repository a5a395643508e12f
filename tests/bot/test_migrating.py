"""Conversations in older tables: what a start does to them, who is told, and what their next words mean."""

from __future__ import annotations

import pytest

from bot import migrating
from bot.migrating import fates_as_json, fates_as_lines, move_all, move_once, survey
from dialogs.flow import Flow
from dialogs.flows import FLOWS
from dialogs.recorded import Recorded, RecordedStep, find_recorded
from dialogs.session import DialogSession
from dialogs.table import Edge
from storage.rows import StoreUnusableError
from tests.support.world import World, done

OLDER = Recorded(
    flow="goal",
    version=0,
    at="goal",
    starts=("innovation",),
    finals=("done",),
    steps=(
        RecordedStep(key="innovation", writes=("goal.innovation",)),
        RecordedStep(key="mood"),
    ),
    edges=(Edge("innovation", "given", "mood"), Edge("mood", "given", "done")),
)
"""A table from before all that were released, with a question that nobody asks today."""


@pytest.fixture
def world() -> World:
    """Ana has started, and has said what it is about."""
    world = World()
    for said in ("Online therapy", "Ben", "Me for now", "With names", "Later", "online therapy at home"):
        world.says("Ana", said)
    assert world.step("Ana") == ("goal", "goal")
    return world


def put(world: World, **changes: object) -> DialogSession:
    """Ana's conversation as an older version left it."""
    session = world.session("Ana").but(**changes)
    done(world.store.run(lambda uow: uow.save_session(session)))
    return session


@pytest.fixture
def gone(world: World, monkeypatch: pytest.MonkeyPatch) -> DialogSession:
    """Ana stands at a question that is gone."""
    real = find_recorded
    monkeypatch.setattr(
        migrating, "find_recorded", lambda flow, version: OLDER if version == 0 else real(flow, version)
    )
    return put(world, version=0, step="mood")


def start(world: World) -> None:
    done(move_once(world.store, at=world.at))


def test_a_start_moves_everybody_and_the_next_start_finds_nothing_to_do(world: World, gone: DialogSession) -> None:
    start(world)
    moved = world.session("Ana")
    put(world, version=0, step="mood")
    start(world)

    assert (moved.step, moved.version, moved.visit) == ("goal", FLOWS["goal"].version, gone.visit + 1)
    assert world.session("Ana").version == 0


def test_moving_by_hand_looks_at_all_of_them_each_time(world: World, gone: DialogSession) -> None:
    start(world)
    put(world, version=0, step="mood")
    fates = done(move_all(world.store, at=world.at))

    assert [fate.move.what for fate in fates] == ["moves"]
    assert world.session("Ana").version == FLOWS["goal"].version


def test_a_dry_run_tells_by_ids_what_becomes_of_each_and_changes_nothing(world: World, gone: DialogSession) -> None:
    fates = done(world.store.read(survey))

    assert list(fates_as_lines(fates)) == [f"{gone.person}  goal 0  mood: moves to step goal"]
    assert fates_as_json(fates) == [
        {
            "person": gone.person,
            "session": gone.id,
            "flow": "goal",
            "version": 0,
            "becomes": "moves",
            "step": "goal",
        }
    ]
    assert world.session("Ana") == gone


def test_words_for_a_question_that_was_moved_away_are_no_answer_to_the_next(world: World, gone: DialogSession) -> None:
    start(world)
    world.says("Ana", "rather good, thank you all")

    assert world.step("Ana") == ("goal", "goal")
    assert world.project().goal.goal is None
    assert "Some questions have changed since you were here." in world.text("Ana")
    assert "I have not taken that as an answer yet." in world.text("Ana")


def test_once_the_question_was_asked_words_answer_it(world: World, gone: DialogSession) -> None:
    start(world)
    world.says("Ana", "rather good, thank you all")
    world.says("Ana", "offer it to every patient")

    assert world.project().goal.goal == "offer it to every patient"


def test_a_button_of_a_question_that_is_gone_says_what_has_moved_on(world: World, gone: DialogSession) -> None:
    start(world)
    world.taps_token("Ana", f"{gone.id}.mood.{gone.visit}.good")

    assert world.text("Ana").startswith("That question has moved on.")


def test_whoever_was_left_behind_by_a_start_is_moved_by_their_own_act(world: World, gone: DialogSession) -> None:
    """Another process may have written it after we began."""
    world.opens("Ana")

    assert world.step("Ana") == ("goal", "goal")
    assert world.session("Ana").version == FLOWS["goal"].version


def test_a_table_that_nobody_knows_begins_anew_and_its_person_is_told(world: World) -> None:
    before = put(world, version=-1, step="mood")
    start(world)
    world.later(minutes=1)
    world.opens("Ben")

    assert world.session("Ana").step == FLOWS["goal"].table.start
    assert world.session("Ana").slots == before.slots
    said = [each.prompt.body.plain for each in world.letterbox.delivered if each.name == "Ana"][-1]
    assert said.startswith("The questions you were in the middle of have changed, so they begin again.")
    assert world.project().goal.innovation == "online therapy at home"


def test_a_flow_that_is_gone_ends_and_its_person_goes_on_where_the_project_stands(world: World) -> None:
    before = put(world, flow="small_talk", step="mood")
    start(world)
    world.later(minutes=1)
    world.taps_token("Ana", f"{before.id}.mood.1.good")

    assert world.step("Ana") == ("home", "rest")
    said = [each.prompt.body.plain for each in world.letterbox.delivered if each.name == "Ana"]
    assert any(each.startswith("The questions you were in the middle of are not asked any more.") for each in said)


def test_who_has_gone_quiet_is_told_nothing(world: World) -> None:
    world.says("Ana", "pause")
    put(world, version=-1, step="mood")
    count = len(world.letterbox.delivered)
    start(world)
    world.later(minutes=1)
    world.opens("Ben")

    assert not [each for each in world.letterbox.delivered[count:] if each.name == "Ana"]


def test_a_store_of_a_newer_version_is_left_alone(world: World) -> None:
    newer = put(world, version=99)

    with pytest.raises(StoreUnusableError, match="newer version"):
        start(world)
    assert world.session("Ana") == newer


def test_whoever_stands_in_todays_tables_stays(world: World) -> None:
    fates = done(world.store.read(survey))

    assert {fate.move.what for fate in fates} == {"stays"}


def _one_more(flow: Flow) -> Flow:
    return Flow(name=flow.name, steps=flow.steps, edges=flow.edges, finals=flow.finals, version=flow.version + 1)


def test_tables_that_were_raised_are_looked_at_once_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    start(world)
    monkeypatch.setitem(FLOWS, "invite", _one_more(FLOWS["invite"]))
    put(world, version=1)
    start(world)

    assert world.session("Ana").version == FLOWS["goal"].version
