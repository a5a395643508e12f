"""What is said where a step was closed or a conversation has come to its end. What was written is kept. Pure."""

from __future__ import annotations

from datetime import timedelta

from dialogs import windows
from dialogs.answering import Again, note_of, open_for_editing
from dialogs.asking import is_final
from dialogs.effects import Say, Turn
from dialogs.everywhere import is_command, read_everywhere
from dialogs.flow import Scene
from dialogs.inbound import Content, Filled, Said, Tapped
from dialogs.reading import UnreadableError, means, read_prose, read_words, reads_as_invitation
from dialogs.session import HELD_BACK
from dialogs.status import step_name
from dialogs.text import Text
from dialogs.token import Token, decode_token
from knowledge.project import Parked

JUST_NOW = timedelta(minutes=10)
"""How long the last answer given again is taken for a repeat: later, somebody wants to know what became of it."""

_SMALL_TALK = ("read-greetings", "read-thanks", "read-dont-know")


def has_moved_on(scene: Scene) -> bool:
    """Whether the step was closed meanwhile, or is in somebody else's hands."""
    session = scene.session
    return scene.held is not None and not scene.flow.is_open(scene.held, number=session.number, person=session.person)


def close_late(scene: Scene, *, words: str | None = None) -> Turn:
    """The step was closed meanwhile: the session ends, what was written is kept for later, and the person hears so.

    `words` are those written before, which the act only speaks of.
    """
    ended = scene.but(session=scene.session.but(finished=True, aside=None, slots={}, touched=scene.at))
    words = words or _late_words(scene)
    if words is None:
        return _tell(ended, scene.say("late-closed", step=_own_step(scene)))
    author = scene.person.id if scene.project.named else None
    parked = Parked(id=scene.new_contribution_id("parked"), step=scene.flow.at or "", words=words, author=author)
    kept = ended.but(project=scene.project.but(parking=(*scene.project.parking, parked)))
    return _tell(kept, scene.say("late-kept", step=_own_step(scene)))


def _own_step(scene: Scene) -> str:
    return step_name(scene, scene.flow.at or "team")


def _late_words(scene: Scene) -> str | None:
    """What somebody wrote with this act; or what they wrote before and now say shall be kept."""
    content = scene.inbound.content if scene.inbound else None
    if isinstance(content, Tapped):
        token = decode_token(content.token)
        return str(scene.session.slots.get(HELD_BACK, "")) or None if token and token.option == "keep" else None
    return read_late(_text_of(content) if content else "", language=scene.setting.language)


def read_late(text: str, *, language: str) -> str | None:
    """What somebody wrote when it was not asked for; None where it is a command, small talk, or nothing to read."""
    if not text or read_everywhere(text, language=language) or reads_as_invitation(text, language=language):
        return None
    try:
        words = read_prose(read_words(text))
    except UnreadableError:
        return None
    small_talk = (means(words, key, language=language) for key in _SMALL_TALK)
    return None if any(small_talk) or is_command(words) else words


def _text_of(content: Content) -> str:
    """What somebody wrote, in a message or in a window."""
    if isinstance(content, Filled):
        return "\n".join(value for value in content.fields.values() if value.strip())
    return content.text if isinstance(content, Said) else ""


def answer_over(scene: Scene, *, again: Again) -> Turn:
    """An old button of a finished session: opens its answer while the step is open, else says what has moved on."""
    content = scene.inbound.content if scene.inbound else None
    if isinstance(content, Filled):
        return windows.refuse_all(scene, content, scene.line("window-late"))
    token = decode_token(content.token) if isinstance(content, Tapped) else None
    if token and _is_again(scene, token):
        return Turn(session=scene.session, project=scene.held, note=note_of(scene))
    if token and _can_reopen(scene, token):
        opened = scene.but(session=scene.session.but(finished=False))
        return open_for_editing(opened, token.step, again=again)
    return _tell(scene, _why_over(scene))


def _why_over(scene: Scene) -> Text:
    if scene.flow.at is None or scene.held is None:
        return scene.say("button-over")
    if has_moved_on(scene):
        return scene.say("late-closed", step=_own_step(scene))
    return scene.say("button-over" if scene.held.named else "button-unnamed")


def _is_again(scene: Scene, token: Token) -> bool:
    """Whether the very last answer was tapped once more, by somebody who did not see that it had arrived."""
    given = scene.session.answers.get(token.step)
    is_same = given is not None and (given.visit, given.option) == (token.visit, token.option)
    return is_same and given is not None and scene.at - given.at < JUST_NOW


def _can_reopen(scene: Scene, token: Token) -> bool:
    answered = scene.session.answers.get(token.step)
    if answered is None or scene.flow.at is None or has_moved_on(scene) or is_final(scene.flow, token.step):
        return False
    if scene.flow.get_step(token.step).passing:
        return False
    return (answered.visit, answered.option) != (token.visit, token.option) and _still_known(scene, token.step)


def _still_known(scene: Scene, step: str) -> bool:
    """Whether the answer can be found again: without names nothing leads from a person to their words once sent."""
    asked = scene.flow.get_step(step)
    return scene.held is not None and (scene.held.named or "own" not in asked.writes | asked.reads)


def _tell(scene: Scene, body: Text) -> Turn:
    said = Say(to=scene.person.id, body=body)
    return Turn(session=scene.session, project=scene.held, effects=(said,), note=note_of(scene))
