"""Taking an answer: what it changes, what depends on it, and which question comes next. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dialogs.asking import is_final, prompt_of, question_of
from dialogs.effects import Ask, Effect, Note, Say, Settle, Turn
from dialogs.flow import Flow, Rejected, Reply, Scene, Step, Taken
from dialogs.machine import has_way, next_step
from dialogs.session import Answer, DialogSession, forgetful
from dialogs.text import Text, cut, joined
from dialogs.token import Token


@dataclass(frozen=True, slots=True)
class Answered:
    """A step with the answer it has taken: the option picked, where one was, and what is shown of it."""

    step: Step
    taken: Taken
    option: str | None
    shown: str


Again = Callable[..., Turn]
"""Asks the standing question again, after the texts given."""

_ANSWER_SHOWN = 200


def note_of(scene: Scene, *changed: str) -> Note:
    """The journal's line for this turn; where no names are kept, nothing in it tells what somebody's words are like."""
    session = scene.session
    step, values = session.step, frozenset(changed)
    same = next((each.noted_as for each in scene.flow.steps if each.key == step), "")
    if same and scene.held is not None and not scene.held.named:
        step, values = same, scene.flow.get_step(same).writes
    return Note(
        key=scene.inbound.key if scene.inbound else "",
        at=scene.at,
        person=scene.person.id,
        project=scene.held.id if scene.held else None,
        session=session.id,
        flow=session.flow,
        step=step,
        visit=session.visit,
        changed=tuple(sorted(values)),
    )


def answer(scene: Scene, reply: Reply) -> Turn:
    """Let the step take the reply, and go on to what follows."""
    step = scene.flow.get_step(scene.session.step)
    verdict = step.take(scene, reply)
    if isinstance(verdict, Rejected):
        return _refuse(scene, verdict.reason)
    return answer_all(
        scene, [Answered(step=step, taken=verdict, option=reply.option, shown=reply.label or reply.words)]
    )


def keep(scene: Scene) -> Turn:
    """The answer stays as it is."""
    step = scene.flow.get_step(scene.session.step)
    before = scene.session.answers[step.key]
    kept = Taken(trigger=before.trigger, changed=False)
    return answer_all(scene, [Answered(step=step, taken=kept, option=before.option, shown=scene.line("edit-keep"))])


def leave(scene: Scene, step: Step, trigger: str) -> Turn:
    """Go on without an answer."""
    left = Taken(trigger=trigger, changed=False)
    return answer_all(scene, [Answered(step=step, taken=left, option="~skip", shown=scene.line("word-skip-shown"))])


def _refuse(scene: Scene, reason: Text) -> Turn:
    prompt = prompt_of(scene, question_of(scene), before=(reason,))
    return Turn(
        session=scene.session,
        project=scene.held,
        effects=(Ask(to=scene.person.id, prompt=prompt),),
        note=note_of(scene),
    )


def answer_all(scene: Scene, answers: Sequence[Answered]) -> Turn:
    """Go on from the first of these answers, all of them standing. The last one's project has the others' in it."""
    session = scene.session
    for each in answers:
        session = _with_answer(scene.but(session=session), each, visit=scene.session.visit)
    first, taken = answers[0], _together(answers)
    passed, here = _walk(scene.flow, first.step.key, first.taken.trigger, session.answers, session.redo)
    after = scene.but(session=session.but(step=here, behind=_behind(session, passed)), project=taken.project)
    shown = cut(" / ".join(each.shown for each in answers if each.shown), length=_ANSWER_SHOWN)
    settled = Settle(session=session.id, visit=scene.session.visit, answer=shown)
    note = note_of(scene, *{value for each in answers if each.taken.changed for value in each.step.writes})
    turn = _arrive(after, taken, note)
    return turn.but(people=(*taken.people, *turn.people), effects=(settled, *turn.effects))


def _together(answers: Sequence[Answered]) -> Taken:
    """What several answers come to: the last one's, with what all of them bring about."""
    taken = [each.taken for each in answers]
    acks = [each.ack for each in taken if each.ack]
    return replace(
        taken[-1],
        project=next((each.project for each in reversed(taken) if each.project), None),
        people=tuple(person for each in taken for person in each.people),
        effects=tuple(effect for each in taken for effect in each.effects),
        ack=joined(acks, by=" ") if acks else None,
    )


def _with_answer(scene: Scene, answered: Answered, *, visit: int) -> DialogSession:
    """The session with this answer in it, still where it was; the visit of its question is over."""
    session, taken = scene.session, answered.taken
    given = Answer(visit=visit, option=answered.option, trigger=taken.stands_as or taken.trigger, at=scene.at)
    answers = {k: a for k, a in (session.answers | {answered.step.key: given}).items() if k not in taken.undo}
    redo = _redo(scene, answered.step, changed=taken.changed)
    slots = session.slots | taken.slots
    return session.but(visit=visit + 1, answers=answers, redo=redo, slots=slots, aside=None, touched=scene.at)


def _redo(scene: Scene, step: Step, *, changed: bool) -> tuple[str, ...]:
    """The answered steps that have to be asked again, because they read what this one or an earlier one changed."""
    reading = scene.flow.depending(step.writes) if changed and step.writes else ()
    new = (key for key in reading if key in scene.session.answers)
    return tuple(key for key in dict.fromkeys((*scene.session.redo, *new)) if key != step.key)


def _walk(
    flow: Flow, step: str, trigger: str, answers: dict[str, Answer], redo: tuple[str, ...]
) -> tuple[list[str], str]:
    """The steps passed by because their answers stand, and the first one that has to be asked."""
    standing = {key for key in answers if key not in redo}
    passed, here = [step], next_step(flow.table, step, trigger)
    while here in standing and here not in passed and not flow.get_step(here).loops:
        again = answers[here].trigger
        if not has_way(flow.table, here, again):
            break
        passed.append(here)
        here = next_step(flow.table, here, again)
    return passed, here


def _behind(session: DialogSession, passed: list[str]) -> tuple[str, ...]:
    """The way back: each step once, the latest place of it."""
    way = [*(step for step in session.behind if step not in passed), *passed]
    return tuple(way)


def _arrive(scene: Scene, taken: Taken, note: Note) -> Turn:
    """Ask what comes next, or come to the end of the flow."""
    said = (taken.ack,) if taken.ack else ()
    if is_final(scene.flow, scene.session.step):
        return _finish(scene, taken, note, said)
    prompt = prompt_of(scene, question_of(scene), before=said)
    effects = (*taken.effects, Ask(to=scene.person.id, prompt=prompt))
    return Turn(session=scene.session, project=scene.held, effects=effects, note=note)


def _finish(scene: Scene, taken: Taken, note: Note, said: tuple[Text, ...]) -> Turn:
    end = scene.flow.finish(scene) if scene.flow.finish else Taken(trigger="")
    is_named = scene.held is None or scene.held.named
    telling = {step.key for step in scene.flow.steps if step.noted_as}
    kept = set(scene.session.answers) - telling
    session = (scene.session if is_named else forgetful(scene.session, keeping=kept)).but(finished=True)
    words = (*said, *((end.ack,) if end.ack else ()))
    spoken: tuple[Effect, ...] = tuple(Say(to=scene.person.id, body=each) for each in words)
    return Turn(
        session=session,
        project=end.project or scene.held,
        people=end.people,
        effects=(*taken.effects, *spoken, *end.effects),
        note=note,
    )


def open_for_editing(scene: Scene, step: str, *, again: Again) -> Turn:
    """Ask an answered question again, its answer beside it. The question that stood is left; nothing else changes."""
    session = scene.session
    if step == session.step:
        return again(scene.but(session=session.but(aside=None)))
    behind = session.behind[: session.behind.index(step)] if step in session.behind else session.behind
    opened = session.but(step=step, visit=session.visit + 1, behind=behind, aside=None, touched=scene.at)
    return again(scene.but(session=opened))


def repeat_or_edit(scene: Scene, token: Token, *, again: Again) -> Turn:
    """An old button: the same twice changes nothing, another opens its answer, a lost one says what has moved on."""
    given = scene.session.answers.get(token.step)
    if given is not None and (given.visit, given.option) == (token.visit, token.option):
        return Turn(session=scene.session, project=scene.held, note=note_of(scene))
    known = token.step in {step.key for step in scene.flow.steps}
    if given is None or not known or scene.flow.get_step(token.step).kept is None:
        return again(scene, scene.say("button-old"))
    return open_for_editing(scene, token.step, again=again)
