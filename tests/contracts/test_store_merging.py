"""One person who was known as two: what each had stays, and is one person's."""

from __future__ import annotations

import pytest

from bot.ports import Store, UnitOfWork
from dialogs.effects import Note
from dialogs.inbound import Room
from knowledge.project import Decision, Member, Parked, Person, Project, StepVisit
from storage.rows import EVERYTHING, RowRefusedError, SetAside, Ticket
from tests.support.stores import (
    BEN,
    MINUTE,
    NOW,
    OTHER_ROOM,
    PROJECT,
    ROOM,
    make_contribution,
    make_identity,
    make_owed,
    make_session,
)

PHONE = Room(channel="telegram", workspace="bot", room="7")

SHARED = Project(
    id="shared",
    workspace="clinic",
    name="Sleep",
    created=NOW,
    members=(
        Member(person="zoe", name="Zoe", role="lead"),
        Member(person="ben", name="B.", left=True),
        Member(person="ana", name="Ana", left=True),
    ),
    steps=(
        StepVisit(step="goal", owner="ben", answered=("zoe", "ben", "ana")),
        StepVisit(step="barriers", owner="zoe", answered=("ben", "zoe")),
    ),
    contributions=(make_contribution("c1", author="ben"), make_contribution("c2", author=None)),
    parking=(Parked(id="p1", step="goal", words="later", author="ben"),),
    decisions=(Decision(id="d1", step="goal", visit=1, what="go", by="ben", at=NOW),),
)
OWN = Project(id="own", workspace="clinic", name="Own", created=NOW, members=(Member(person="ben", name="B."),))


def keep_everything(uow: UnitOfWork) -> None:
    """Something of everything that can be somebody's."""
    uow.save_person(Person(id="zoe", workspace="clinic", name="Zoe"))
    uow.save_project(None, SHARED)
    uow.save_project(None, OWN)
    uow.save_session(make_session("s1", person="ben"))
    uow.save_session(make_session("s2"))
    uow.save_session(make_session("s3", person="ben").but(finished=True))
    uow.owe(make_owed("unsent").but(person="ben"))
    uow.owe(make_owed("sent", room=OTHER_ROOM).but(person="ben"))
    uow.mark_sent("sent", at=NOW, receipt="r")
    uow.add_ticket(Ticket(digest="t1", kind="link", workspace="clinic", person="ben", made=NOW, expires=NOW))
    uow.add_ticket(Ticket(digest="t2", kind="invite", workspace="clinic", by="ben", made=NOW, expires=NOW))
    uow.put_aside(SetAside(key="k", at=NOW, channel="slack", person="ben", fault="KeyError"))
    uow.note(Note(key="k", at=NOW, person="ben", project=None, session="s1", flow="x", step="y", visit=1))


@pytest.fixture
async def merged(store: Store) -> Store:
    """A store in which Ben turned out to be Ana."""
    await store.run(keep_everything)
    await store.run(lambda uow: uow.merge_persons(kept="ana", gone="ben"))
    return store


async def find(store: Store, project: str) -> Project:
    found = await store.read(lambda uow: uow.find_project(project, parts=EVERYTHING))
    assert found
    return found


async def test_the_one_is_there_no_more(merged: Store) -> None:
    with pytest.raises(KeyError):
        await merged.read(lambda uow: uow.get_person("ben"))

    assert [each.id for each in await merged.read(lambda uow: uow.people("clinic"))] == ["ana", "zoe"]


async def test_whoever_was_either_is_the_one_and_what_moved_counts_as_newer(store: Store) -> None:
    def link(uow: UnitOfWork) -> None:
        uow.link(make_identity("b1"), person="ben", room=PHONE)
        uow.link(make_identity("a1"), person="ana", room=ROOM)
        uow.link(make_identity("b2"), person="ben", room=OTHER_ROOM)
        uow.link(make_identity("a2"), person="ana", room=ROOM)
        uow.merge_persons(kept="ana", gone="ben")

    await store.run(link)

    assert await store.read(lambda uow: uow.rooms_of("ana")) == (OTHER_ROOM, PHONE, ROOM)
    assert [each.user for each in await store.read(lambda uow: uow.identities_of("ana"))] == ["b2", "b1", "a2", "a1"]
    found = await store.read(lambda uow: uow.find_person(make_identity("b1")))
    assert found
    assert found.id == "ana"


async def test_a_link_after_the_merging_is_the_newest(store: Store) -> None:
    def link(uow: UnitOfWork) -> None:
        uow.link(make_identity("b1"), person="ben", room=PHONE)
        uow.link(make_identity("a1"), person="ana", room=ROOM)
        uow.merge_persons(kept="ana", gone="ben")
        uow.link(make_identity("a1"), person="ana", room=OTHER_ROOM)

    await store.run(link)

    assert await store.read(lambda uow: uow.rooms_of("ana")) == (OTHER_ROOM, PHONE)


async def test_what_they_put_into_a_project_is_theirs_in_the_same_words(merged: Store) -> None:
    found = await find(merged, "shared")

    assert found.contributions == (make_contribution("c1", author="ana"), make_contribution("c2", author=None))
    assert found.parking == (Parked(id="p1", step="goal", words="later", author="ana"),)
    assert found.decisions == (SHARED.decisions[0].but(by="ana"),)


async def test_who_answered_as_two_has_answered_once(merged: Store) -> None:
    found = await find(merged, "shared")

    assert [(each.owner, each.answered) for each in found.steps] == [("ana", ("zoe", "ana")), ("zoe", ("ana", "zoe"))]


async def test_of_two_memberships_one_stays_that_leads_or_has_not_left(store: Store) -> None:
    members = {
        "both left": (("member", True), ("member", True)),
        "one left": (("member", True), ("member", False)),
        "the other leads": (("member", False), ("lead", False)),
        "the one leads": (("lead", False), ("member", True)),
    }

    def work(uow: UnitOfWork) -> None:
        for name, (ana, ben) in members.items():
            both = (
                Member.model_validate({"person": "ben", "name": "B.", "role": ben[0], "left": ben[1]}),
                Member.model_validate({"person": "ana", "name": "Ana", "role": ana[0], "left": ana[1]}),
            )
            uow.save_project(None, OWN.but(id=name, members=both))
        uow.merge_persons(kept="ana", gone="ben")

    await store.run(work)
    found = {name: (await find(store, name)).members for name in members}

    assert found == {
        "both left": (Member(person="ana", name="Ana", left=True),),
        "one left": (Member(person="ana", name="Ana"),),
        "the other leads": (Member(person="ana", name="Ana", role="lead"),),
        "the one leads": (Member(person="ana", name="Ana", role="lead"),),
    }


async def test_a_membership_of_one_alone_moves_as_it_is(merged: Store) -> None:
    assert (await find(merged, "own")).members == (Member(person="ana", name="B."),)
    assert await merged.read(lambda uow: uow.projects_of("ana")) == ("steps", "own")
    assert await merged.read(lambda uow: uow.projects_of("ben")) == ()


async def test_members_keep_their_order(merged: Store) -> None:
    assert [each.person for each in (await find(merged, "shared")).members] == ["zoe", "ana"]


async def test_sessions_are_theirs_inside_too_and_in_their_order(merged: Store) -> None:
    found = await merged.read(lambda uow: uow.open_sessions("ana"))
    finished = await merged.read(lambda uow: uow.find_session("s3"))

    assert found == (make_session("s1"), make_session("s2"))
    assert finished == make_session("s3").but(finished=True)
    assert await merged.read(lambda uow: uow.open_sessions("ben")) == ()


async def test_a_session_that_moved_goes_on(merged: Store) -> None:
    await merged.run(lambda uow: uow.save_session(make_session("s1").but(visit=2)))
    await merged.run(lambda uow: uow.save_session(make_session("s9")))

    assert [each.id for each in await merged.read(lambda uow: uow.open_sessions("ana"))] == ["s1", "s2", "s9"]


async def test_what_is_owed_to_them_and_their_tickets_are_theirs(merged: Store) -> None:
    claimed = await merged.run(lambda uow: uow.claim("console", now=NOW, until=NOW + MINUTE, limit=9))
    asked = await merged.read(lambda uow: uow.find_asked(session="s1", visit=1))
    tickets = [await merged.read(lambda uow, name=name: uow.find_ticket(name)) for name in ("t1", "t2")]  # type: ignore[misc]  # a default binds name

    assert [(each.id, each.person) for each in claimed] == [("unsent", "ana")]
    assert {each.id: each.person for each in asked} == {"unsent": "ana", "sent": "ana"}
    assert [(each.person, each.by) for each in tickets if each] == [("ana", None), (None, "ana")]
    assert [each.person for each in await merged.read(lambda uow: uow.all_aside())] == ["ana"]


async def test_what_they_wrote_cannot_be_changed_afterwards_either(merged: Store) -> None:
    found = await find(merged, "shared")
    changed = found.contributions[0].but(words="others")

    with pytest.raises(RowRefusedError):
        await merged.run(lambda uow: uow.save_project(found.but(contributions=()), found.but(contributions=(changed,))))


async def test_merging_with_nobody_or_with_oneself_changes_nothing(store: Store) -> None:
    for kept, gone in (("ana", "nobody"), ("nobody", "ana")):
        with pytest.raises(KeyError):
            await store.run(lambda uow, kept=kept, gone=gone: uow.merge_persons(kept=kept, gone=gone))  # type: ignore[misc]  # defaults bind them
    with pytest.raises(RowRefusedError):
        await store.run(lambda uow: uow.merge_persons(kept="ana", gone="ana"))

    assert await find(store, "steps") == PROJECT


async def test_a_merging_that_fails_leaves_two(store: Store) -> None:
    await store.run(keep_everything)

    def work(uow: UnitOfWork) -> None:
        uow.merge_persons(kept="ana", gone="ben")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.run(work)

    assert await find(store, "shared") == SHARED
    assert await store.read(lambda uow: uow.get_person("ben")) == BEN
    assert [each.id for each in await store.read(lambda uow: uow.people("clinic"))] == ["ana", "ben", "zoe"]
    assert await store.read(lambda uow: uow.open_sessions("ben")) == (make_session("s1", person="ben"),)
