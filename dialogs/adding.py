"""One more, after somebody has sent theirs off: offered while the step is open, so that nothing gets lost. Pure."""

from __future__ import annotations

from dialogs import windows
from dialogs.answering import Again, note_of
from dialogs.effects import Say, Settle, Turn
from dialogs.ended import answer_over, close_late, has_moved_on, read_late
from dialogs.flow import Rejected, Scene
from dialogs.inbound import Said, Tapped
from dialogs.reading import means
from dialogs.session import Aside, DialogSession
from dialogs.token import decode_token

_NO_BARRIERS = ("read-yes", "read-no", "read-enough")


def is_one_more(session: DialogSession, words: str, *, language: str) -> bool:
    """Whether words for which nothing is open belong here: something to add, or a yes or no to having asked so."""
    if any(means(words, key, language=language) for key in _NO_BARRIERS):
        return _asked(session) is not None
    return not words.rstrip().endswith("?") and read_late(words, language=language) is not None


def is_adding(scene: Scene) -> bool:
    """Whether this act, after the end, is about something more to add."""
    content = scene.inbound.content if scene.inbound else None
    if scene.flow.bring is None:
        return False
    if isinstance(content, Tapped):
        return _picked(scene) is not None
    return isinstance(content, Said) and is_one_more(scene.session, content.text, language=scene.setting.language)


def add(scene: Scene, *, again: Again) -> Turn:
    """Ask whether it shall be added, or do what was said to that."""
    picked, asked = _picked(scene), _asked(scene.session)
    if has_moved_on(scene):
        return close_late(scene, words=asked.said) if asked and picked == "yes" else answer_over(scene, again=again)
    if asked and picked == "yes":
        return _added(scene, asked, again=again)
    if asked and picked == "no":
        return _dropped(scene)
    return _offered(scene, asked, again=again)


def _asked(session: DialogSession) -> Aside | None:
    return session.aside if session.aside and session.aside.kind == "add" else None


def _picked(scene: Scene) -> str | None:
    """ "yes" or "no", tapped or written."""
    content = scene.inbound.content if scene.inbound else None
    if _asked(scene.session) is None:
        return None
    if isinstance(content, Said):
        said = ("yes", "no")
        return next((key for key in said if means(content.text, f"read-{key}", language=scene.setting.language)), None)
    token = decode_token(content.token) if isinstance(content, Tapped) else None
    is_ours = token is not None and token.visit == scene.session.visit
    return {":yes": "yes", ":no": "no"}.get(token.option) if token and is_ours else None


def _offered(scene: Scene, asked: Aside | None, *, again: Again) -> Turn:
    """What came before and waits for a yes is kept beside it: each line is one."""
    content = scene.inbound.content if scene.inbound else None
    words = content.text.strip() if isinstance(content, Said) else ""
    said = "\n".join((asked.said, words)) if asked else words
    return again(scene.but(session=scene.session.but(aside=Aside(kind="add", said=said), touched=scene.at)))


def _added(scene: Scene, asked: Aside, *, again: Again) -> Turn:
    turn = windows.add(scene, asked.said)
    if isinstance(turn, Rejected):
        return again(scene, turn.reason)
    return turn.but(effects=(_settled(scene, "yes"), *turn.effects))


def _dropped(scene: Scene) -> Turn:
    session = scene.session.but(aside=None, visit=scene.session.visit + 1, touched=scene.at)
    said = Say(to=scene.person.id, body=scene.say("aside-add-dropped"))
    return Turn(session=session, project=scene.held, effects=(_settled(scene, "no"), said), note=note_of(scene))


def _settled(scene: Scene, key: str) -> Settle:
    return Settle(session=scene.session.id, visit=scene.session.visit, answer=scene.line(f"aside-add-{key}"))
