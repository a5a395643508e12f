"""A project leaves one store and comes to another, on each of them: whole, as a new one, and once."""

from __future__ import annotations

import pytest

from bot.bootstrap import LOCAL
from bot.carrying.arriving import Arrival, Arrived
from bot.carrying.bundle import Bundle, BundleRefusedError, make_bundle, read_bundle, write_bundle
from bot.carrying.checking import check_bundle
from bot.ports import Store, UnitOfWork
from bot.tickets import INVITED_FOR
from knowledge.loading import load_catalogue
from knowledge.project import Person, Project
from storage.memory import MemoryStore
from storage.rows import EVERYTHING
from tests.support.carried import CARRIED
from tests.support.stores import NOW, PEOPLE
from tests.support.world import done


def _exported() -> str:
    """What a store with the whole project writes."""
    return write_bundle(make_bundle(CARRIED, {person.id: person for person in PEOPLE}.__getitem__))


async def _import(
    store: Store,
    text: str,
    *,
    chance: str = "one",
    workspace: str = LOCAL,
    by_name: bool = True,
    name: str | None = None,
    lead: str | None = None,
) -> Arrived:
    bundle = read_bundle(text.encode())
    check_bundle(bundle)

    def work(uow: UnitOfWork) -> Arrived:
        return Arrival(
            uow,
            load_catalogue(),
            workspace=workspace,
            at=NOW,
            chance=chance,
            by_name=by_name,
            name=name,
            lead=lead,
        ).take(bundle)

    return await store.run(work)


async def _export(store: Store, *, number: int = -1) -> str:
    def work(uow: UnitOfWork) -> Bundle:
        project = uow.find_project(uow.projects()[number], parts=EVERYTHING)
        assert project is not None
        return make_bundle(project, uow.get_person)

    return write_bundle(await store.read(work))


async def _projects(store: Store) -> list[Project]:
    found = await store.read(lambda uow: [uow.find_project(each, parts=EVERYTHING) for each in uow.projects()])
    return [each for each in found if each is not None]


async def _people(store: Store) -> tuple[Person, ...]:
    return await store.read(lambda uow: uow.people(LOCAL))


async def test_what_leaves_again_is_the_same_file(empty: Store) -> None:
    text = _exported()

    await _import(empty, text)

    assert await _export(empty) == text


async def test_nothing_that_was_there_is_touched(store: Store) -> None:
    before = await _projects(store)

    await _import(store, _exported(), name="From elsewhere")

    assert (await _projects(store))[:-1] == before
    assert {person.id for person in await _people(store)}.isdisjoint({"ana", "ben"})


async def test_a_name_that_is_taken_is_refused_and_another_one_helps(empty: Store) -> None:
    await _import(empty, _exported())

    with pytest.raises(BundleRefusedError, match='"More steps" is here already; give this one another with --as NAME'):
        await _import(empty, _exported(), chance="two")
    with pytest.raises(BundleRefusedError, match="is here already"):
        await _import(empty, _exported(), chance="two", name="more STEPS")
    await _import(empty, _exported(), chance="two", name="More steps again")

    assert [project.name for project in await _projects(empty)] == ["More steps", "More steps again"]


async def test_at_a_terminal_names_are_who_they_are(empty: Store) -> None:
    first = await _import(empty, _exported())
    second = await _import(empty, _exported(), chance="two", name="Again")

    one, two = await _projects(empty)

    assert [person.name for person in await _people(empty)] == ["Ana", "Ben"]
    assert one.members == two.members
    assert (first.lead, second.lead) == ("Ana", "Ana")


async def test_elsewhere_people_come_by_invitation_and_the_lead_gets_one(empty: Store) -> None:
    arrived = await _import(empty, _exported(), workspace="T1", by_name=False)

    (project,) = await _projects(empty)
    rooms = await empty.read(lambda uow: uow.rooms_of(project.lead.person))

    assert (project.workspace, rooms) == ("T1", ())
    assert arrived.code is not None
    assert arrived.until == NOW + INVITED_FOR


async def test_another_member_may_lead(empty: Store) -> None:
    text = write_bundle(
        make_bundle(
            CARRIED.but(members=tuple(member.but(left=False) for member in CARRIED.members)),
            {person.id: person for person in PEOPLE}.__getitem__,
        )
    )

    arrived = await _import(empty, text, lead="benno")
    (project,) = await _projects(empty)

    assert (arrived.lead, project.lead.name) == ("Benno", "Benno")
    assert [member.role for member in project.members] == ["member", "lead"]


@pytest.mark.parametrize("lead", ["Benno", "Zoe"])
async def test_who_is_not_on_the_team_any_more_does_not_lead(lead: str, empty: Store) -> None:
    with pytest.raises(BundleRefusedError, match=f'--lead: nobody of the team is called "{lead}" \\(Ana\\)'):
        await _import(empty, _exported(), lead=lead)

    assert await _projects(empty) == []
    assert await _people(empty) == ()


async def test_a_lead_who_has_left_is_to_be_replaced(empty: Store) -> None:
    text = _exported().replace('"role": "lead",\n    "left": false', '"role": "lead",\n    "left": true')
    text = text.replace('"role": "member",\n    "left": true', '"role": "member",\n    "left": false')

    with pytest.raises(BundleRefusedError, match="Ana leads it and has left; name another member with --lead NAME"):
        await _import(empty, text)


async def test_the_open_question_waits_for_those_whom_it_concerns(empty: Store) -> None:
    await _import(empty, _exported())

    (project,) = await _projects(empty)
    sessions = await empty.read(lambda uow: uow.open_sessions(project.lead.person))

    assert [(session.flow, session.number, session.project) for session in sessions] == [("goal", 2, project.id)]


def test_a_file_of_a_team_without_names_brings_none_along() -> None:
    """Somebody may have written them into it."""
    text = _exported().replace('"named": true', '"named": false')
    store = MemoryStore()
    done(_import(store, text))

    (project,) = done(_projects(store))

    contributed = [each.author for each in project.contributions] + [each.author for each in project.votes]
    decided = [each.by for each in project.decisions] + [each.by for each in project.hearings]

    assert {*contributed, *decided, *(each.by for each in project.plans)} == {None}
    assert {each.at for each in project.contributions} == {None}
    assert project.plans[0].keeper == project.lead.person
    assert project.activities[0].owner is not None
