"""Any project, and any change to it, comes back from the store as it was saved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import count
from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from bot.ports import Store
from knowledge.choices import Vote
from knowledge.frozen import Frozen
from knowledge.hearing import Hearing, Stakeholder
from knowledge.plan import Activity, Check, Event, ImplementationPlan, Measurement, Review
from knowledge.project import (
    KEYS,
    Barrier,
    Contribution,
    Decision,
    Goal,
    Heeding,
    Member,
    Parked,
    Project,
    StepVisit,
)
from storage.rows import EVERYTHING

M = TypeVar("M", bound=BaseModel)
_numbers = count(1)

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
    "deputy": people,
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
    "about": st.none() | ids,
}
days, ratings = st.none() | st.dates(), st.none() | st.integers(1, 5)
numbers = st.floats(allow_nan=False, allow_infinity=False)
REST: dict[str, tuple[type[Frozen], dict[str, st.SearchStrategy[object]]]] = {
    "parking": (Parked, {"id": ids, "step": ids, "words": text, "author": people}),
    "decisions": (
        Decision,
        {
            "id": ids,
            "step": ids,
            "visit": small,
            "what": text,
            "by": people,
            "reason": st.none() | text,
            "at": times,
        },
    ),
    "heedings": (Heeding, {"id": ids, "step": ids, "visit": small, "way": text, "reason": st.none() | text}),
    "stakeholders": (Stakeholder, {"id": ids, "who": text, "reach": st.none() | text}),
    "hearings": (
        Hearing,
        {
            "id": ids,
            "step": ids,
            "visit": small,
            "role": text,
            "count": small,
            "day": days,
            "doable": ratings,
            "by": people,
        },
    ),
    "votes": (
        Vote,
        {"id": ids, "step": ids, "visit": small, "about": ids, "value": st.integers(0, 3), "author": people},
    ),
    "plans": (
        ImplementationPlan,
        {
            "version": small,
            "measure": st.none() | text,
            "baseline": st.none() | numbers,
            "keeper": people,
            "review": days,
            "committed": st.none() | times,
            "by": people,
        },
    ),
    "activities": (
        Activity,
        {"id": ids, "version": small, "what": text, "owner": st.sampled_from(["ana", "ben"]), "due": st.dates()},
    ),
    "measurements": (Measurement, {"id": ids, "day": st.dates(), "number": numbers, "by": people}),
    "events": (Event, {"id": ids, "day": st.dates(), "words": text, "by": people}),
    "reviews": (
        Review,
        {"id": ids, "version": small, "visit": small, "number": st.none() | numbers, "reason": text, "at": times},
    ),
    "checks": (Check, {"id": ids, "due": st.dates(), "done": days, "words": st.none() | text}),
}
"""The collections whose rows refer to no other row."""


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
        hours=draw(st.none() | small),
        sponsor=draw(st.none() | text),
        goal=draw(st.builds(Goal, innovation=st.none() | text, goal=st.none() | text, patient_view=st.none() | text)),
        members=draw(rows(Member, "person", **member)),
        steps=draw(rows(StepVisit, "step", "number", **visit)),
        contributions=contributions,
        barriers=barriers,
    ).but(**{field: draw(rows(shape, *KEYS[field], **fields)) for field, (shape, fields) in REST.items()})


async def find(store: Store, project: str) -> Project | None:
    return await store.read(lambda uow: uow.find_project(project, parts=EVERYTHING))


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_project_and_any_change_to_it_comes_back(store: Store, data: st.DataObject) -> None:
    name = f"drawn-{next(_numbers)}"
    before = data.draw(projects()).but(id=name)
    await store.run(lambda uow: uow.save_project(None, before))
    first = await find(store, name)
    after = data.draw(projects(written=before.contributions)).but(id=name)
    await store.run(lambda uow: uow.save_project(before, after))
    second = await find(store, name)

    assert first == before
    assert second == merged(before, after)


def merged(before: Project, after: Project) -> Project:
    """What should stand there: all of `after`, and the rows of `before` that it does not have, in their places."""

    def rows_of(field: str) -> tuple[object, ...]:
        found = {}
        for row in (*getattr(before, field), *getattr(after, field)):
            found[tuple(getattr(row, name) for name in KEYS[field])] = row
        return tuple(found.values())

    return after.but(**{field: rows_of(field) for field in KEYS})
