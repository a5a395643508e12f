"""What is kept comes back the same: people, sessions, projects; whole, in part, and after any change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from bot.ports import Store, UnitOfWork
from dialogs.effects import Note
from dialogs.inbound import Room
from dialogs.session import Answer, Aside, DialogSession
from knowledge.project import Barrier, Contribution, Decision, Goal, Member, Parked, Person, Project, StepVisit
from storage.rows import EVERYTHING, RowRefusedError
from tests.support.stores import (
    ANA,
    BEN,
    NOW,
    OTHER_ROOM,
    PROJECT,
    ROOM,
    make_contribution,
    make_identity,
    make_session,
)

M = TypeVar("M", bound=BaseModel)
_numbers = count(1)

FULL = PROJECT.but(
    id="full",
    named=True,
    goal=Goal(
        innovation="steps for everyone",
        goal="half of them by June",
        target="both",
        emphasis="other",
        emphasis_words="staying power",
        patient_view="asked, and glad",
    ),
    members=(Member(person="ana", name="Ana", role="lead"), Member(person="ben", name="Benno", left=True)),
    steps=(
        StepVisit(
            step="goal",
            number=1,
            state="decided",
            owner="ana",
            due=date(2026, 3, 29),
            opened=NOW,
            closed=NOW + timedelta(microseconds=1),
            reason="all agreed",
            answered=("ana", "ben"),
        ),
        StepVisit(step="barriers", state="skipped"),
        StepVisit(step="goal", number=2, state="open"),
    ),
    contributions=(
        make_contribution("c1"),
        make_contribution("c2", author=None).but(at=None, kind="facilitator"),
        make_contribution("c3").but(replaces="c1", words='"; DROP TABLE project; --\n<b>🧠 عربى\u200b</b>'),
    ),
    barriers=(
        Barrier(id="b1", contribution="c2", hinders=False, merged_into="b2"),
        Barrier(id="b2", contribution="c3", hinders=True, determinant="cfir.time", custom=True),
    ),
    parking=(
        Parked(id="p1", step="goal", words="later", author="ben"),
        Parked(id="p2", step="x", words="", author=None),
    ),
    decisions=(
        Decision(id="d1", step="goal", visit=1, what="go", by="ana", reason="why not", at=NOW),
        Decision(id="d2", step="goal", visit=2, what="stop", by=None, at=NOW),
    ),
)


SESSION = DialogSession(
    id="s1",
    person="ana",
    workspace="clinic",
    project="steps",
    flow="barriers",
    number=2,
    step="describe",
    visit=7,
    answers={
        "describe": Answer(visit=3, option="yes", trigger="said", at=NOW),
        "more": Answer(visit=4, option=None, trigger="x", at=NOW),
    },
    behind=("a", "b"),
    redo=("c",),
    slots={"due": "2026-06-30", "ids": ("x", "y")},
    aside=Aside(kind="edit", about="goal"),
    finished=True,
    touched=NOW,
)


async def keep(store: Store, before: Project | None, after: Project) -> None:
    await store.run(lambda uow: uow.save_project(before, after))


def link(user: str, room: Room) -> Callable[[UnitOfWork], None]:
    return lambda uow: uow.link(make_identity(user), person="ana", room=room)


async def find(store: Store, project: str, *, everything: bool = True) -> Project | None:
    parts = EVERYTHING if everything else frozenset()
    return await store.read(lambda uow: uow.find_project(project, parts=parts))


# --------------------------------------------------------------------------------------------------------- people


async def test_a_person_comes_back_with_every_field(store: Store) -> None:
    eva = Person(id="eva", workspace="clinic", name="Éva 🌱", language="de", active="s1", muted=True)
    await store.run(lambda uow: uow.save_person(eva))

    assert await store.read(lambda uow: uow.get_person("eva")) == eva


async def test_a_person_saved_again_is_changed(store: Store) -> None:
    await store.run(lambda uow: uow.save_person(ANA.but(language="de", active="s9")))

    assert await store.read(lambda uow: uow.get_person("ana")) == ANA.but(language="de", active="s9")


async def test_people_of_a_workspace_come_in_the_order_in_which_they_came(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        uow.save_person(Person(id="stranger", workspace="elsewhere", name="Zoe"))
        uow.save_person(Person(id="aaron", workspace="clinic", name="Aaron"))
        uow.save_person(ANA)

    await store.run(work)

    assert [each.id for each in await store.read(lambda uow: uow.people("clinic"))] == ["ana", "ben", "aaron"]
    assert await store.read(lambda uow: uow.people("nowhere")) == ()


async def test_an_identity_leads_to_its_person(store: Store) -> None:
    await store.run(lambda uow: uow.link(make_identity("u1"), person="ana", room=ROOM))

    assert await store.read(lambda uow: uow.find_person(make_identity("u1"))) == ANA
    assert await store.read(lambda uow: uow.find_person(make_identity("u2"))) is None
    assert await store.read(lambda uow: uow.find_person(make_identity("u1", channel="slack"))) is None


async def test_an_identity_may_turn_out_to_be_somebody_else(store: Store) -> None:
    await store.run(lambda uow: uow.link(make_identity("u1"), person="ana", room=ROOM))
    await store.run(lambda uow: uow.link(make_identity("u1"), person="ben", room=ROOM))

    assert await store.read(lambda uow: uow.find_person(make_identity("u1"))) == BEN
    assert await store.read(lambda uow: uow.rooms_of("ana")) == ()


async def test_rooms_come_newest_link_first_each_once(store: Store) -> None:
    slack = Room(channel="slack", workspace="T1", room="D1")
    links = [("u1", ROOM), ("u2", OTHER_ROOM), ("u3", slack), ("u4", slack), ("u1", ROOM)]
    for user, room in links:
        await store.run(link(user, room))

    assert await store.read(lambda uow: uow.rooms_of("ana")) == (ROOM, slack, OTHER_ROOM)


async def test_a_room_that_changed_is_the_new_one_only(store: Store) -> None:
    for room in (ROOM, OTHER_ROOM):
        await store.run(link("u1", room))

    assert await store.read(lambda uow: uow.rooms_of("ana")) == (OTHER_ROOM,)


# ------------------------------------------------------------------------------------------------------- sessions


async def test_a_session_comes_back_with_every_field(store: Store) -> None:
    await store.run(lambda uow: uow.save_session(SESSION))

    assert await store.read(lambda uow: uow.find_session("s1")) == SESSION
    assert await store.read(lambda uow: uow.find_session("s2")) is None


async def test_open_sessions_come_oldest_first_and_finished_ones_not(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        for name in ("z", "m", "a"):
            uow.save_session(make_session(name))
        uow.save_session(make_session("other", person="ben"))
        uow.save_session(make_session("m").but(finished=True))
        uow.save_session(make_session("z").but(visit=9))

    await store.run(work)

    found = await store.read(lambda uow: uow.open_sessions("ana"))
    assert found == (make_session("z").but(visit=9), make_session("a"))


async def test_a_journal_line_is_taken(store: Store) -> None:
    note = Note(
        key="k", at=NOW, person="ana", project="steps", session="s1", flow="goal", step="x", visit=1, changed=("a",)
    )
    await store.run(lambda uow: uow.note(note))


# ------------------------------------------------------------------------------------------------------- projects


async def test_no_project_is_none(store: Store) -> None:
    assert await find(store, "nothing") is None


async def test_a_project_comes_back_with_every_collection_and_every_field(store: Store) -> None:
    await keep(store, None, FULL)

    assert await find(store, "full") == FULL


async def test_every_field_of_the_examples_differs_from_its_default() -> None:
    """So that no field can be forgotten between a table and its value."""
    values: list[BaseModel] = [FULL, FULL.goal, SESSION]
    for field in ("members", "steps", "contributions", "barriers", "parking", "decisions"):
        values.extend(getattr(FULL, field))
    for shape in {type(value) for value in values}:
        for name, field_info in shape.model_fields.items():
            seen = [getattr(value, name) for value in values if type(value) is shape]

            assert any(value != field_info.default for value in seen) or name == "named", (shape, name)


async def test_a_project_can_be_not_named(store: Store) -> None:
    await keep(store, None, FULL.but(named=False))
    found = await find(store, "full")

    assert found
    assert not found.named


@pytest.mark.parametrize("part", sorted(EVERYTHING))
async def test_what_is_not_asked_for_is_empty(store: Store, part: str) -> None:
    await keep(store, None, FULL)
    wanted = frozenset({part})
    found = await store.read(lambda uow: uow.find_project("full", parts=wanted))  # type: ignore[arg-type]  # one of EVERYTHING

    assert found == FULL.but(**dict.fromkeys(EVERYTHING - wanted, ()))


async def test_a_change_to_what_was_loaded_in_part_loses_nothing(store: Store) -> None:
    await keep(store, None, FULL)
    before = await find(store, "full", everything=False)
    assert before
    after = (
        before.with_contribution(make_contribution("c4"))
        .with_barrier(Barrier(id="b1", contribution="c2", hinders=False, determinant="found"))
        .with_barrier(Barrier(id="b3", contribution="c4", hinders=True))
        .with_goal(goal="all of them")
        .with_step(before.get_step("goal").but(state="decided", answered=("ben",)))
        .with_step(StepVisit(step="design"))
    )
    await keep(store, before, after)

    whole = await find(store, "full")
    assert whole
    assert whole.contributions == (*FULL.contributions, make_contribution("c4"))
    assert [each.determinant for each in whole.barriers] == ["found", "cfir.time", None]
    assert [each.merged_into for each in whole.barriers] == [None, None, None]
    assert whole.goal == FULL.goal.but(goal="all of them")
    assert [each.state for each in whole.steps] == ["decided", "skipped", "decided", "waiting"]
    assert (whole.parking, whole.decisions, whole.members) == (FULL.parking, FULL.decisions, FULL.members)


async def test_what_after_does_not_have_is_not_deleted(store: Store) -> None:
    await keep(store, None, FULL)
    await keep(store, FULL, FULL.but(contributions=(), barriers=(), steps=(), members=(), parking=(), decisions=()))

    assert await find(store, "full") == FULL


async def test_two_who_change_different_fields_both_have_their_way(store: Store) -> None:
    await keep(store, None, FULL)
    goal = FULL.get_step("goal")
    await keep(store, FULL, FULL.with_goal(goal="first").with_step(goal.but(owner="ben")))
    await keep(store, FULL, FULL.with_goal(innovation="second").with_step(goal.but(reason="second")).but(name="New"))

    found = await find(store, "full")
    assert found
    assert (found.goal.goal, found.goal.innovation, found.name) == ("first", "second", "New")
    assert (found.get_step("goal").owner, found.get_step("goal").reason) == ("ben", "second")


async def test_the_same_contribution_again_changes_nothing(store: Store) -> None:
    await keep(store, None, FULL)
    await keep(store, PROJECT.but(id="full"), PROJECT.but(id="full").with_contribution(make_contribution("c1")))

    assert await find(store, "full") == FULL


async def test_what_people_wrote_is_never_overwritten(store: Store) -> None:
    await keep(store, None, FULL)
    changed = make_contribution("c1").but(words="something else")
    known = FULL.but(contributions=(changed, *FULL.contributions[1:]))
    unknown = PROJECT.but(id="full")

    with pytest.raises(RowRefusedError):
        await keep(store, FULL, known)
    with pytest.raises(RowRefusedError):
        await keep(store, unknown, unknown.with_contribution(changed))
    assert await find(store, "full") == FULL


@pytest.mark.parametrize(
    "project",
    [
        PROJECT.but(id="new", members=(Member(person="nobody", name="N"),)),
        PROJECT.but(id="new", steps=(StepVisit(step="goal", owner="nobody"),)),
        PROJECT.but(id="new", contributions=(make_contribution("c1", author="nobody"),)),
        PROJECT.but(id="new", contributions=(make_contribution("c1").but(replaces="nothing"),)),
        PROJECT.but(id="new", barriers=(Barrier(id="b1", contribution="nothing", hinders=True),)),
        FULL.but(id="new", barriers=(Barrier(id="b1", contribution="c1", hinders=True, merged_into="nothing"),)),
        PROJECT.but(id="new", parking=(Parked(id="p1", step="goal", words="w", author="nobody"),)),
        PROJECT.but(id="new", decisions=(Decision(id="d1", step="goal", visit=1, what="go", by="nobody", at=NOW),)),
    ],
    ids=["member", "owner", "author", "replaced", "contribution", "merged", "parked", "decided"],
)
async def test_a_row_that_refers_to_nothing_is_refused(store: Store, project: Project) -> None:
    with pytest.raises(RowRefusedError):
        await keep(store, None, project)

    assert await find(store, "new") is None


async def test_two_projects_may_use_the_same_ids_within(store: Store) -> None:
    await keep(store, None, FULL)
    await keep(store, None, FULL.but(id="twin", name="Twin"))

    assert await find(store, "full") == FULL
    assert await find(store, "twin") == FULL.but(id="twin", name="Twin")


async def test_projects_come_oldest_first_and_only_those_of_members_who_stayed(store: Store) -> None:
    await keep(store, None, FULL)
    await keep(store, None, PROJECT.but(id="alone", members=(Member(person="ana", name="Ana", role="lead"),)))

    assert await store.read(lambda uow: uow.projects()) == ("steps", "full", "alone")
    assert await store.read(lambda uow: uow.projects_of("ana")) == ("steps", "full", "alone")
    assert await store.read(lambda uow: uow.projects_of("ben")) == ("steps",)
    assert await store.read(lambda uow: uow.projects_of("nobody")) == ()


# ---------------------------------------------------------------------------------------- any project, any change

text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
zones = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45)), timezone(-timedelta(hours=8))])
times = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=zones)  # noqa: DTZ001  # drawn with a zone
ids = st.sampled_from(["a", "b", "c", "d"])
small = st.integers(1, 9)
people = st.sampled_from([None, "ana", "ben"])


def rows(shape: type[M], *key: str, **fields: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[M, ...]]:
    """Any rows of a collection, no two with the same key."""
    one = st.builds(shape, **fields)
    return st.lists(one, max_size=4, unique_by=lambda row: tuple(getattr(row, name) for name in key)).map(tuple)


member = {"person": st.sampled_from(["ana", "ben"]), "name": text}
visit = {
    "step": ids,
    "number": st.integers(1, 3),
    "owner": people,
    "reason": st.none() | text,
    "opened": st.none() | times,
}
contribution = {
    "id": ids,
    "step": ids,
    "visit": small,
    "words": text,
    "author": people,
    "at": st.none() | times,
    "replaces": st.none(),
}
parked = {"id": ids, "step": ids, "words": text, "author": people}
decision = {"id": ids, "step": ids, "visit": small, "what": text, "by": people, "reason": st.none() | text, "at": times}


@st.composite
def projects(draw: st.DrawFn, *, written: tuple[Contribution, ...] | None = None) -> Project:
    """Any project; of another one's changes, what people wrote stays as `written`."""
    contributions = draw(rows(Contribution, "id", **contribution)) if written is None else written
    barriers: tuple[Barrier, ...] = ()
    if contributions:
        about = st.sampled_from([each.id for each in contributions])
        barriers = draw(
            rows(Barrier, "id", id=ids, contribution=about, determinant=st.none() | text, merged_into=st.none())
        )
    return Project(
        id="drawn",
        workspace=draw(st.sampled_from(["clinic", "ward"])),
        name=draw(text),
        named=draw(st.booleans()),
        created=draw(times),
        goal=draw(st.builds(Goal, innovation=st.none() | text, goal=st.none() | text, patient_view=st.none() | text)),
        members=draw(rows(Member, "person", **member)),
        steps=draw(rows(StepVisit, "step", "number", **visit)),
        contributions=contributions,
        barriers=barriers,
        parking=draw(rows(Parked, "id", **parked)),
        decisions=draw(rows(Decision, "id", **decision)),
    )


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_project_and_any_change_to_it_comes_back(store: Store, data: st.DataObject) -> None:
    name = f"drawn-{next(_numbers)}"
    before = data.draw(projects()).but(id=name)
    await keep(store, None, before)
    first = await find(store, name)
    after = data.draw(projects(written=before.contributions)).but(id=name)
    await keep(store, before, after)
    second = await find(store, name)

    assert first == before
    assert second == merged(before, after)


def merged(before: Project, after: Project) -> Project:
    """What should stand there: all of `after`, and the rows of `before` that it does not have, in their places."""

    def rows_of(field: str, *key: str) -> tuple[object, ...]:
        found = {}
        for row in (*getattr(before, field), *getattr(after, field)):
            found[tuple(getattr(row, name) for name in key)] = row
        return tuple(found.values())

    return after.but(
        members=rows_of("members", "person"),
        steps=rows_of("steps", "step", "number"),
        **{field: rows_of(field, "id") for field in ("contributions", "barriers", "parking", "decisions")},
    )
