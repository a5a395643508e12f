"""Conversations that stand in an older table of their flow: where each of them goes on in today's. Pure.

What is said about it is said when its person next acts; here is only where they stand then. Nothing that anybody wrote
is touched: it stands in the project, and drafts stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from dialogs.answering import walk, way_back
from dialogs.asking import is_final
from dialogs.flow import Flow
from dialogs.recorded import Recorded
from dialogs.session import Answer, DialogSession

MOVED: dict[tuple[str, int, str], str] = {}
"""(flow, version, step) of an older table to the step that asks the same in the next version, where the key is another.

Whoever stood there stands here, and what was answered there counts as answered here. What is not named here goes by
its key; a step that is gone leaves its person at the first one that has to be asked.
"""

LED: dict[tuple[str, int, str, str], str] = {
    ("goal", 1, "day", "yes"): "clear",
    ("goal", 1, "which", "given"): "clear",
}
"""(flow, version, step, trigger) to the trigger that leads the same way in the next version, where it is another.

An answer that leads nowhere any more is asked again where its person comes by.
"""

What = Literal["stays", "moves", "again", "begins", "ends"]
"""What becomes of a conversation. "again": a question it had answered. The last two need a person: they are told."""


class NewerError(Exception):
    """This conversation was begun by a newer version of the assistant. Install that one."""


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of a conversation, and how it stands then."""

    what: What
    session: DialogSession

    @property
    def needs_person(self) -> bool:
        """Whether what somebody was in the middle of goes on nowhere."""
        return self.what in ("begins", "ends")


def move(session: DialogSession, flow: Flow | None, *, recorded: Recorded | None, start: Callable[[], str]) -> Move:
    """The conversation in today's table; NewerError where it stands in a newer one.

    `flow` is None where it is asked no more, `recorded` the table in which the session stands; `start` gives the step
    at which this project would begin today. Again: nothing is left to move.
    """
    if flow is None:
        return Move("stays" if session.finished else "ends", session.but(finished=True, aside=None))
    if session.version == flow.version:
        return Move("stays", session)
    if session.version > flow.version:
        raise NewerError(f"session {session.id} stands in version {session.version} of {flow.name!r}")
    if recorded is None:
        return _begins(session, flow, start)
    known = _in_todays_words(session, flow, recorded)
    if session.finished:
        return Move("stays", known)
    return _standing(known, flow, start, stood=session.step)


def _begins(session: DialogSession, flow: Flow, start: Callable[[], str]) -> Move:
    """Nobody knows the table in which it stands."""
    fresh = session.but(version=flow.version, answers={}, behind=(), redo=())
    return Move("stays", fresh) if session.finished else Move("begins", _at(fresh, start()))


def _at(session: DialogSession, step: str) -> DialogSession:
    """The session at another question, which nobody has asked yet: buttons drawn for the one it left are old."""
    visit = session.visit + 1
    return session.but(step=step, visit=visit, unshown=visit, aside=None)


def _in_todays_words(session: DialogSession, flow: Flow, recorded: Recorded) -> DialogSession:
    """The session with today's keys, without answers that nothing asks for, and with what has to be asked again."""
    today = {step.key for step in flow.steps}
    names = {step.key: _today(flow, recorded, step.key) for step in recorded.steps}
    answers = _answers(session, flow, recorded, names)
    behind = tuple(dict.fromkeys(names[key] for key in session.behind if names.get(key) in today))
    redo = (names[key] for key in session.redo if names.get(key) in today)
    asked_more = (key for key in answers if _asks_more(flow, recorded, key, names))
    return session.but(
        version=flow.version,
        step=names.get(session.step, session.step),
        answers=answers,
        behind=behind,
        redo=tuple(dict.fromkeys((*redo, *asked_more))),
    )


def _answers(session: DialogSession, flow: Flow, recorded: Recorded, names: dict[str, str]) -> dict[str, Answer]:
    """What still leads somewhere, by today's keys; of two that are one today, the one that is called so already."""
    ways = {(edge.source, edge.trigger) for edge in flow.edges}
    found: dict[str, Answer] = {}
    for key in sorted(session.answers, key=lambda each: names.get(each) == each):
        given = session.answers[key]
        trigger = _trigger(flow, recorded, key, given.trigger)
        if (names.get(key), trigger) in ways:
            found[names[key]] = given.but(trigger=trigger)
    return found


def _trigger(flow: Flow, recorded: Recorded, step: str, trigger: str) -> str:
    """What leads the same way today, version by version."""
    for version in range(recorded.version, flow.version):
        trigger = LED.get((flow.name, version, step, trigger), trigger)
        step = MOVED.get((flow.name, version, step), step)
    return trigger


def _today(flow: Flow, recorded: Recorded, step: str) -> str:
    """What the step is called today, version by version."""
    for version in range(recorded.version, flow.version):
        step = MOVED.get((flow.name, version, step), step)
    return step


def _asks_more(flow: Flow, recorded: Recorded, key: str, names: dict[str, str]) -> bool:
    """Whether the answer gives less than the step writes today. What is asked each time comes anyway."""
    now = flow.get_step(key)
    before = {value for step in recorded.steps if names[step.key] == key for value in step.writes}
    return not (now.loops or now.passing) and not now.writes <= before


def _standing(session: DialogSession, flow: Flow, start: Callable[[], str], *, stood: str) -> Move:
    """Where it stands: at what has to be asked again, else where it stood, else at the first one to be asked."""
    again = [step.key for step in flow.steps if step.key in session.redo and step.key in session.behind]
    if again:
        return Move("again", _back_to(session, again[0]))
    if all(step.key != session.step for step in flow.steps):
        return _onward(session, flow, start)
    return Move("stays", session) if session.step == stood else Move("moves", _at(session, session.step))


def _back_to(session: DialogSession, step: str) -> DialogSession:
    return _at(session.but(behind=session.behind[: session.behind.index(step)]), step)


def _onward(session: DialogSession, flow: Flow, start: Callable[[], str]) -> Move:
    """From the answer given last along all that stand, to the first question that has to be asked."""
    if not session.behind:
        return Move("moves", _at(session, start()))
    last = session.behind[-1]
    if last not in session.answers:
        return Move("again", _back_to(session, last))
    passed, here = walk(flow, last, session.answers[last].trigger, session.answers, session.redo)
    if is_final(flow, here):  # who comes to an end does so by an answer
        return Move("again", _back_to(session, last))
    on = session.but(behind=way_back(session, passed))
    return Move("again" if here in session.answers else "moves", _at(on, here))
