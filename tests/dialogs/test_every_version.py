"""Whoever stands anywhere in any released table is asked something today, can answer it, and loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count, islice

import pytest

from dialogs.asking import KEEP, is_final
from dialogs.engine import advance, ask, knock
from dialogs.everywhere import COMMAND_PREFIX
from dialogs.flow import Flow
from dialogs.flows import FLOWS
from dialogs.inbound import Identity, Inbound, Opened, Room, Said, Tapped
from dialogs.moving import LED, MOVED, move
from dialogs.prompt import Option
from dialogs.recorded import (
    VERSIONS,
    Recorded,
    all_recorded,
    as_text,
    find_recorded,
    record_of,
    unrecorded,
    version_faults,
)
from dialogs.session import Answer, DialogSession, Slots
from dialogs.setting import Setting
from dialogs.table import Edge
from knowledge.loading import load_catalogue
from knowledge.project import Barrier, Contribution, Goal, Member, Person, Project, StepVisit

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANA = Person(id="a" * 22, workspace="w", name="Ana")
BEN = Person(id="b" * 22, workspace="w", name="Ben")
SESSION = "s" * 22
MOST = 500
"""Ways through one table that are tried, the shortest first."""

DRAFTS: Slots = {
    "own": ("c1", "c2", "c3"),
    "mend": "c1",
    "merge": ("b1", "b2"),
    "merges": ("b2",),
    "days": ("2026-12-03", "2026-12-04"),
    "due": "2026-12-03",
    "owner": ANA.id,
    "held": "it goes well enough",
}
"""What the steps on the way leave behind, in all versions so far."""

RECORDED = tuple(each for each in all_recorded() if each.flow in FLOWS)
_names = [f"{each.flow}.{each.version}" for each in RECORDED]


def team_at(at: str | None) -> Project:
    """A team whose open step is that one."""
    words = ("nobody has time", "the log-in fails", "our manager is keen")
    steps = tuple(
        StepVisit(step=step, state="open" if step == at else "decided", owner=ANA.id)
        for step in ("team", "goal", "barriers")
    )
    return Project(
        id="p",
        workspace="w",
        name="Online therapy",
        created=AT,
        members=(Member(person=ANA.id, name="Ana", role="lead"), Member(person=BEN.id, name="Ben")),
        steps=steps,
        goal=Goal(innovation="online therapy", goal="offer it", target="both", emphasis="other", emphasis_words="x"),
        contributions=tuple(
            Contribution(id=f"c{n}", step="barriers", visit=1, kind="barrier", words=said, author=ANA.id, at=AT)
            for n, said in enumerate(words, 1)
        ),
        barriers=tuple(Barrier(id=f"b{n}", contribution=f"c{n}", hinders=True) for n in (1, 2, 3)),
    )


def ways(table: Recorded) -> Iterator[tuple[Edge, ...]]:
    """Every way through a table from where it may begin, none of which comes by a step twice."""
    ahead: list[tuple[str, tuple[Edge, ...]]] = [(start, ()) for start in table.starts]
    while ahead:
        here, way = ahead.pop(0)
        yield way if way else (Edge("", "", here),)
        been = {edge.source for edge in way} | {here}
        ahead += [(e.to, (*way, e)) for e in table.edges if e.source == here and e.to not in been | {*table.finals}]


def stood(table: Recorded, way: tuple[Edge, ...]) -> DialogSession:
    """Somebody who has come this way."""
    answered = [edge for edge in way if edge.source]
    return DialogSession(
        id=SESSION,
        person=ANA.id,
        workspace="w",
        project="p",
        flow=table.flow,
        version=table.version,
        step=way[-1].to,
        visit=len(answered) + 1,
        answers={
            edge.source: Answer(visit=visit, option=None, trigger=edge.trigger, at=AT)
            for visit, edge in enumerate(answered, 1)
        },
        behind=tuple(edge.source for edge in answered),
        slots=DRAFTS,
        touched=AT,
    )


def sessions(table: Recorded) -> Iterator[DialogSession]:
    return (stood(table, way) for way in islice(ways(table), MOST))


def today(session: DialogSession, project: Project) -> DialogSession:
    flow = FLOWS[session.flow]
    recorded = find_recorded(session.flow, session.version)
    return move(session, flow, recorded=recorded, start=lambda: flow.first_step(project)).session


_keys = count(1)


def take(
    flow: Flow, session: DialogSession, project: Project, content: Opened | Said | Tapped
) -> tuple[DialogSession, int]:
    """One act; the session after it, and how many effects it had."""
    inbound = Inbound(
        key=f"k{next(_keys)}",
        who=Identity(channel="console", workspace="w", user="ana", name="Ana"),
        room=Room(channel="console", workspace="w", room="ana"),
        at=AT,
        content=content,
    )
    turn = advance(flow, session, project, inbound, setting())
    return turn.session, len(turn.effects)


def setting() -> Setting:
    return Setting(at=AT, person=ANA, catalogue=load_catalogue(), people={ANA.id: ANA, BEN.id: BEN})


def an_answer(options: tuple[Option, ...]) -> Said | Tapped:
    """The first option that is an answer, else words."""
    answers = [option for option in options if not option.key.startswith(COMMAND_PREFIX)]
    return Tapped(token=answers[0].token) if answers else Said(text="nobody has time for it")


@pytest.mark.parametrize("table", RECORDED, ids=_names)
def test_wherever_somebody_stood_they_are_asked_something_and_can_answer(table: Recorded) -> None:
    flow, project = FLOWS[table.flow], team_at(table.at)
    for session in sessions(table):
        moved = today(session, project)
        prompt = ask(flow, moved, project, setting())
        after, effects = take(flow, moved, project, an_answer(prompt.options))

        assert prompt.body.plain
        assert effects, moved
        assert after.finished or is_final(flow, after.step) or ask(flow, after, project, setting()).body.plain


@pytest.mark.parametrize("table", RECORDED, ids=_names)
def test_wherever_somebody_stood_what_they_drafted_is_there_and_every_answer_leads_somewhere(table: Recorded) -> None:
    flow, project = FLOWS[table.flow], team_at(table.at)
    known = {(edge.source, edge.trigger) for edge in flow.edges}
    for session in sessions(table):
        moved = today(session, project)

        assert moved.slots == session.slots
        assert {(key, given.trigger) for key, given in moved.answers.items()} <= known
        assert {moved.step, *moved.behind, *moved.redo} <= {step.key for step in flow.steps}
        assert moved.version == flow.version


@pytest.mark.parametrize("table", RECORDED, ids=_names)
def test_moving_again_changes_nothing(table: Recorded) -> None:
    project = team_at(table.at)
    for session in sessions(table):
        once = today(session, project)

        assert today(once, project) == once


@pytest.mark.parametrize("table", RECORDED, ids=_names)
def test_every_button_that_was_drawn_there_still_does_something(table: Recorded) -> None:
    """It opens its answer, says what has moved on, or is the answer that it was."""
    flow, project = FLOWS[table.flow], team_at(table.at)
    for session in islice(sessions(table), 60):
        moved = today(session, project)
        drawn = [(given.visit, key) for key, given in session.answers.items()] + [(session.visit, session.step)]
        for visit, key in drawn:
            known = table.find_step(key)
            for choice in (*(known.choices if known else ()), "gone"):
                token = f"{SESSION}.{key}.{visit}.{choice}"

                assert take(flow, moved, project, Tapped(token=token))[1], (moved, token)


@pytest.mark.parametrize("table", RECORDED, ids=_names)
def test_every_answer_that_still_stands_can_be_opened_and_kept(table: Recorded) -> None:
    flow, project = FLOWS[table.flow], team_at(table.at)
    for session in islice(sessions(table), 60):
        moved = today(session, project)
        for key, given in moved.answers.items():
            opened, _ = take(flow, moved, project, Tapped(token=f"{SESSION}.{key}.{given.visit}.other"))
            keep = next((o for o in ask(flow, opened, project, setting()).options if o.key == KEEP), None)

            assert keep is None or take(flow, opened, project, Tapped(token=keep.token))[1], (moved, key)


def test_whoever_comes_back_is_welcomed_wherever_they_stood() -> None:
    for table in RECORDED:
        project = team_at(table.at)
        for session in islice(sessions(table), 60):
            moved = today(session, project)

            assert take(FLOWS[table.flow], moved, project, Opened())[1]
            assert knock(FLOWS[table.flow], moved, project, setting()).options


def test_the_first_tables_are_those_of_the_first_release() -> None:
    first = {each.flow for each in all_recorded() if each.version == 1}

    assert {"start", "join", "goal", "agree", "barriers", "together", "home"} <= first


def test_a_released_table_is_recorded_as_it_is() -> None:
    """Where this fails a table was changed: raise the version of its flow, and say in `moving` where people go."""
    assert list(version_faults(FLOWS.values())) == []


def test_what_is_recorded_reads_back_as_it_was_written() -> None:
    written = {f"{each.flow}.{each.version}.json": as_text(each) for each in all_recorded()}

    assert written == {file.name: file.read_text(encoding="utf-8") for file in VERSIONS.glob("*.json")}


def test_only_versions_that_are_not_recorded_yet_are_written() -> None:
    join = FLOWS["join"]
    raised = replace(join, version=join.version + 1)

    assert unrecorded([join]) == {}
    assert unrecorded([raised]) == {f"join.{raised.version}.json": as_text(record_of(raised))}


def test_a_table_that_is_another_than_recorded_is_told_with_what_to_do() -> None:
    join = FLOWS["join"]
    other = replace(join, edges=(*join.edges, Edge("join", "perhaps", "done")))

    assert list(version_faults([other])) == [
        "join: version 1 is recorded with another table; raise its version to 2",
    ]
    assert record_of(other) != record_of(join)


def test_what_is_said_of_an_older_table_is_true_of_it() -> None:
    """Keys that moved, and triggers that lead the same way, are of tables that were recorded."""
    said = [(flow, version, step) for flow, version, step in MOVED]
    led = {(flow, version, step, trigger) for flow, version, step, trigger in LED}
    steps = {(each.flow, each.version, step.key) for each in all_recorded() for step in each.steps}
    triggers = {(each.flow, each.version, edge.source, edge.trigger) for each in all_recorded() for edge in each.edges}

    assert set(said) <= steps
    assert led <= triggers
