"""What the everywhere words do, and the small questions some of them lay over the current one. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from dialogs.answering import Again, answer, leave, note_of, open_for_editing
from dialogs.asking import LANGUAGE_NAMES, aside_choices, editable, question_of
from dialogs.effects import Begin, Link, Say, Turn
from dialogs.flow import Reply, Scene
from dialogs.leaving import leave_team
from dialogs.session import Aside, AsideKind
from dialogs.status import status
from dialogs.text import Text
from knowledge.project import Person

TakeWords = Callable[[Scene, str], Turn]


def everywhere(scene: Scene, word: str, *, again: Again) -> Turn:
    """Do what the word says. The question comes again after all of them but those that move on."""
    if word.startswith("lang-"):
        return _speak(scene, word.removeprefix("lang-"), again=again)
    match word:
        case "open":
            return again(scene)
        case "help":
            return again(scene, *_about(scene, "help", before=(scene.say("help"),)))
        case "why":
            return again(scene, *_about(scene, "why"))
        case "status":
            return again(scene, status(scene))
        case "privacy":
            return again(scene, scene.say("privacy"))
        case "pause":
            return _pause(scene)
        case "edit":
            return _edit(scene, again=again)
        case "language":
            return lay(scene, "language", again=again)
        case "stop":
            return lay(scene, "stop", again=again)
        case "back":
            return _back(scene, again=again)
        case "skip":
            return _skip(scene, again=again)
        case "start":
            return _start(scene, again=again)
        case "invite":
            return _invite(scene, again=again)
        case "link":
            return again(scene).but(effects=(Link(), *again(scene).effects))
        case _:
            raise ValueError(f"no everywhere word {word!r}")


def _about(scene: Scene, what: str, *, before: tuple[Text, ...] = ()) -> tuple[Text, ...]:
    """What can be said about the step, or about the small question over it."""
    aside, step = scene.session.aside, scene.flow.get_step(scene.session.step)
    if aside:
        return (*before, scene.say(f"aside-{aside.kind}-why"))
    more = step.why(scene) if step.why and what == "why" else ()
    return (*before, scene.say(f"{scene.flow.name}-{step.key}-{what}"), *more)


def lay(scene: Scene, kind: AsideKind, *, about: str = "", said: str = "", again: Again) -> Turn:
    """Lay a small question over the current one, which waits."""
    return again(scene.but(session=scene.session.but(aside=Aside(kind=kind, about=about, said=said))))


def _lift(scene: Scene) -> Scene:
    return scene.but(session=scene.session.but(aside=None))


def _start(scene: Scene, *, again: Again) -> Turn:
    """A project of one's own, beside whatever else is open, where the channel lets people begin one."""
    if scene.flow.name == "start":
        return again(scene)
    if scene.setting.door == "closed":
        return again(scene, scene.say("start-closed"))
    return _begins(scene, Begin(to=scene.person.id, flow="start"))


def _invite(scene: Scene, *, again: Again) -> Turn:
    """Bring somebody in: the lead does."""
    if scene.held is None or scene.flow.at == "team":
        return again(scene, scene.say("invite-early"))
    if scene.project.lead.person != scene.person.id:
        return again(scene, scene.say("invite-lead", lead=scene.project.lead.name))
    return _begins(scene, Begin(to=scene.person.id, flow="invite"))


def _begins(scene: Scene, begin: Begin) -> Turn:
    """Something else comes first; the question that stands waits."""
    return Turn(session=_lift(scene).session, project=scene.held, effects=(begin,), note=note_of(scene))


def _speak(scene: Scene, language: str, *, again: Again) -> Turn:
    """Go on in another language."""
    if language not in LANGUAGE_NAMES:
        return again(_lift(scene), scene.say("button-unknown"))
    person = scene.person.but(language=language)
    spoken = _as(_lift(scene), person)
    turn = again(spoken, spoken.say("language-set"))
    return turn.but(people=(person,))


def _as(scene: Scene, person: Person) -> Scene:
    return replace(scene, setting=replace(scene.setting, person=person))


def _pause(scene: Scene) -> Turn:
    """Be quiet until the person writes; the question waits where it is."""
    person = scene.person.but(muted=True)
    said = Say(to=person.id, body=scene.say("paused"))
    return Turn(
        session=_lift(scene).session, project=scene.held, people=(person,), effects=(said,), note=note_of(scene)
    )


def _edit(scene: Scene, *, again: Again) -> Turn:
    if not editable(_lift(scene)):
        return again(_lift(scene), scene.say("edit-nothing"))
    return lay(scene, "edit", again=again)


def _back(scene: Scene, *, again: Again) -> Turn:
    """Out of an aside, else to the question before."""
    if scene.session.aside is not None:
        return again(_lift(scene))
    inner = scene.flow.get_step(scene.session.step).back
    if inner and (undone := inner(scene)):
        return open_for_editing(scene.after(undone), undone.trigger, again=again)
    before = [
        step for step in scene.session.behind if scene.flow.get_step(step).can_return and step != scene.session.step
    ]
    if not before:
        return again(scene, scene.say("back-nothing"))
    return open_for_editing(scene, before[-1], again=again)


def _skip(scene: Scene, *, again: Again) -> Turn:
    if scene.session.aside is not None:
        return again(_lift(scene))
    step = scene.flow.get_step(scene.session.step)
    skipped = [choice.key for choice in question_of(scene).choices if choice.key in step.skips]
    if skipped:
        return answer(scene, Reply(option=skipped[0], label=scene.line("word-skip-shown")))
    if step.skip is None:
        return again(scene, scene.say("skip-needed" if step.wants_words else "skip-needed-pick"))
    return leave(scene, step, step.skip)


def pick(scene: Scene, option: str, *, again: Again, take: TakeWords) -> Turn:
    """An option of an aside; one of an aside that is gone only brings the question again."""
    aside = scene.session.aside
    if aside is None or option not in {choice.key for choice in aside_choices(scene, aside.kind)}:
        return again(scene, scene.say("button-old"))
    key = option.removeprefix(":")
    match aside.kind:
        case "language":
            return _speak(scene, key, again=again)
        case "edit":
            return open_for_editing(_lift(scene), key, again=again)
        case "word":
            return (
                take(_lift(scene), aside.said) if key == "word" else everywhere(_lift(scene), aside.about, again=again)
            )
        case "stop":
            return _stop(_lift(scene), key, again=again)
        case "add":  # only after the end, where it is taken before this
            return again(_lift(scene))
        case _:
            assert_never(aside.kind)


def _stop(scene: Scene, key: str, *, again: Again) -> Turn:
    match key:
        case "pause":
            return _pause(scene)
        case "leave":
            return leave_team(scene)
        case "home":
            return _rest(scene)
        case _:
            return again(scene)


def _rest(scene: Scene) -> Turn:
    """Something else first: the question waits; a start that has nothing yet is given up."""
    if scene.held is None:
        gone = scene.session.but(finished=True, touched=scene.at)
        return Turn(session=gone, project=None, note=note_of(scene))
    home = Begin(to=scene.person.id, flow="home")
    return Turn(session=scene.session, project=scene.held, effects=(home,), note=note_of(scene))
