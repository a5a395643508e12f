"""Open conversations in today's tables: all at once before anything is taken, and in a turn whichever came later.

Where each goes is said in `dialogs/moving.py`; here it is kept, and its person told where it goes on nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import cast

from bot.ports import Store, UnitOfWork
from dialogs.flow import Flow
from dialogs.flows import FLOWS
from dialogs.moving import Move, NewerError, move
from dialogs.phrases import say
from dialogs.prompt import Prompt
from dialogs.recorded import find_recorded
from dialogs.session import DialogSession
from knowledge.ids import make_id
from knowledge.project import Project
from storage.rows import EVERYTHING, Owed, Part, StoreUnusableError

_NEWER = "The conversations in this store were begun by a newer version of the assistant. Install that one."

_ALONE = frozenset({"flows"})


@dataclass(frozen=True, slots=True)
class Fate:
    """What today's tables make of one open conversation."""

    before: DialogSession
    move: Move


def load(uow: UnitOfWork, flow: Flow, project: str | None) -> Project | None:
    """The project as far as the flow reads it."""
    if project is None:
        return None
    return uow.find_project(project, parts=cast("frozenset[Part]", flow.loads & EVERYTHING))


def as_today(uow: UnitOfWork, session: DialogSession) -> DialogSession:
    """The session in today's table; what was moved already, or was begun in it, as it is."""
    return session if session.version == FLOWS[session.flow].version else _move(uow, session).session


def is_unshown(uow: UnitOfWork, session: DialogSession) -> bool:
    """Whether a change of the tables put the person before a question that they have not been asked yet."""
    return session.unshown == session.visit and not uow.find_asked(session=session.id, visit=session.visit)


def survey(uow: UnitOfWork) -> tuple[Fate, ...]:
    """What today's tables make of all open conversations, oldest first. StoreUnusableError where one is newer."""
    try:
        return tuple(Fate(before=each, move=_move(uow, each)) for each in uow.all_open_sessions())
    except NewerError:
        raise StoreUnusableError(_NEWER) from None


async def move_all(store: Store, *, at: datetime) -> tuple[Fate, ...]:
    """Move every open conversation, in one transaction; what became of each."""
    return await store.run(lambda uow: _move_all(uow, at=at), locks=_ALONE)


async def move_once(store: Store, *, at: datetime) -> None:
    """The same before anything is taken: once for these tables, so that every other start costs one look."""
    await store.run(lambda uow: _move_once(uow, at=at), locks=_ALONE)


def _move_once(uow: UnitOfWork, *, at: datetime) -> None:
    tables = make_id("flows", *(f"{flow.name}={flow.version}" for flow in FLOWS.values()))
    if uow.receive(f"flows:{tables}", at=at):
        _move_all(uow, at=at)


def _move_all(uow: UnitOfWork, *, at: datetime) -> tuple[Fate, ...]:
    fates = survey(uow)
    for fate in fates:
        if fate.move.session != fate.before:
            uow.save_session(fate.move.session)
        if fate.move.needs_person:
            _tell(uow, fate, at=at)
    return fates


def _move(uow: UnitOfWork, session: DialogSession) -> Move:
    flow = FLOWS.get(session.flow)
    recorded = find_recorded(session.flow, session.version)
    return move(session, flow, recorded=recorded, start=partial(_start_of, uow, flow, session))


def _start_of(uow: UnitOfWork, flow: Flow | None, session: DialogSession) -> str:
    return flow.first_step(load(uow, flow, session.project)) if flow else ""


def _tell(uow: UnitOfWork, fate: Fate, *, at: datetime) -> None:
    """That it goes on nowhere: said to whoever is still there to hear it."""
    session, person = fate.before, uow.get_person(fate.before.person)
    project = uow.find_project(session.project) if session.project else None
    member = project.find_member(person.id) if project else None
    room = next(iter(uow.rooms_of(person.id)), None)
    if room is None or person.muted or (project and (member is None or member.left)):
        return
    uow.owe(
        Owed(
            id=make_id("moved", session.id, str(session.version)),
            channel=room.channel,
            conversation=room.conversation,
            person=person.id,
            prompt=Prompt(body=say(f"moved-{fate.move.what}", language=person.language)),
            asked=False,
            due=at,
        )
    )


def fates_as_json(fates: tuple[Fate, ...]) -> list[dict[str, str | int]]:
    """What became of each, by ids: no name, and nobody's words."""
    return [
        {
            "person": fate.before.person,
            "session": fate.before.id,
            "flow": fate.before.flow,
            "version": fate.before.version,
            "becomes": fate.move.what,
            "step": fate.move.session.step,
        }
        for fate in fates
    ]


def fates_as_lines(fates: tuple[Fate, ...]) -> Iterator[str]:
    """The same, a line each."""
    for fate in fates:
        session, step = fate.before, fate.move.session.step
        says = {
            "stays": "stays",
            "moves": f"moves to step {step}",
            "again": f"must answer {step} again",
            "begins": f"needs a person: nothing fits, begins anew at {step}",
            "ends": "needs a person: nothing asks this any more, ends",
        }
        yield f"{session.person}  {session.flow} {session.version}  {session.step}: {says[fate.move.what]}"
