"""The engine: one act of a person in, one Turn out. Pure: the same input gives the same Turn, however often."""

from __future__ import annotations

from dialogs import asides, windows
from dialogs.adding import add, is_adding
from dialogs.answering import answer, keep, note_of, repeat_or_edit
from dialogs.asking import KEEP, OPEN, WINDOW, current_question, prompt_of, question_of, window_steps
from dialogs.effects import Ask, Effect, Say, Turn
from dialogs.ended import answer_over, close_late, has_moved_on
from dialogs.everywhere import COMMAND_PREFIX, FIELD_TERMS, WORDS, Word, is_command, nearest, read_everywhere
from dialogs.flow import Flow, Offer, Question, Rejected, Reply, Scene, Setting
from dialogs.inbound import Brought, Content, Filled, Inbound, Medium, Mended, Opened, Said, Tapped, Wordless
from dialogs.prompt import Prompt
from dialogs.reading import (
    UnreadableError,
    folded,
    means,
    read_ordinal,
    read_prose,
    read_words,
    reads_as_invitation,
)
from dialogs.session import DialogSession, session_id
from dialogs.status import recap
from dialogs.text import Text, cut
from dialogs.token import Token, decode_token
from dialogs.understanding import exact_choice, loose_choice
from knowledge.project import Project

_RESTS = "home"
"""The flow in which nothing is asked."""


def advance(flow: Flow, session: DialogSession, project: Project | None, inbound: Inbound, setting: Setting) -> Turn:
    """Take one turn.

    The session and the project come back changed, or the same where the act was refused or only asked for words.
    Effects are in the order in which they are to be done; at most one of them asks the acting person a question, and
    none does where the flow has come to its end or a tap repeated the one before.
    """
    scene = Scene(flow=flow, session=session, setting=setting, inbound=inbound, held=project)
    if isinstance(inbound.content, Mended):
        return _turn(scene, Say(to=scene.person.id, body=scene.say(f"mended-{inbound.content.how}")))
    if flow.closed and not isinstance(inbound.content, Tapped):
        return again(scene)
    if session.finished and is_adding(scene):
        return _with_first(add(scene, again=again), scene, _beside(inbound.content))
    if session.finished and not _brings(scene, inbound.content):
        return answer_over(scene, again=again)
    if has_moved_on(scene):
        return close_late(scene)
    return _heard(scene, inbound.content)


def _brings(scene: Scene, content: Content) -> bool:
    """Whether somebody adds to what they have sent off: they may, until the step is closed."""
    return scene.flow.bring is not None and (
        isinstance(content, Brought) or (isinstance(content, Filled) and windows.is_brought(content))
    )


def _heard(scene: Scene, content: Content) -> Turn:
    match content:
        case Opened(said=said):
            return _opened(scene, said)
        case Tapped(token=text, trigger=trigger):
            return _tapped(scene, text, trigger=trigger)
        case Said(text=text, beside=beside):
            return _with_first(_said(scene, text), scene, beside)
        case Wordless(what=what):
            return _wordless(scene, what)
        case Filled():
            return _filled(scene, content)
        case Brought():
            return _brought(scene, content)
        case _:
            raise ValueError(f"{content.kind!r} belongs to no conversation")


def _wordless(scene: Scene, medium: Medium) -> Turn:
    """Said with the question, where there is one; where nothing is open that is all there is to say."""
    body = scene.say("only-text", what=scene.line(f"medium-{medium}"))
    return _turn(scene, Say(to=scene.person.id, body=body)) if scene.flow.name == _RESTS else again(scene, body)


def _beside(content: Content) -> Medium | None:
    return content.beside if isinstance(content, Said) else None


def _with_first(turn: Turn, scene: Scene, beside: Medium | None) -> Turn:
    """The turn, with what came beside the words spoken of first."""
    if beside is None:
        return turn
    said = Say(to=scene.person.id, body=scene.say("only-text-beside", what=scene.line(f"medium-{beside}")))
    return turn.but(effects=(said, *turn.effects))


def _filled(scene: Scene, filled: Filled) -> Turn:
    token = decode_token(filled.token)
    if token is None or token.session != scene.session.id:
        return windows.refuse_all(scene, filled, scene.line("window-late"))
    return windows.fill(scene, filled, token)


def _brought(scene: Scene, brought: Brought) -> Turn:
    if scene.flow.bring is None:
        return again(scene, scene.say("brought-closed"))
    late = scene.say("brought-late")
    if scene.session.finished:  # no question stands there: sent off, and the step is still open
        return windows.show_brought(scene, brought, prompt=Prompt(body=late))
    return windows.show_brought(scene, brought, prompt=prompt_of(scene, current_question(scene), before=(late,)))


def _opened(scene: Scene, said: str) -> Turn:
    """Somebody came (back). Words they came with are no answer yet: commands work, the rest is to be said again."""
    if read_everywhere(said, language=scene.setting.language):
        return _said(scene, said)
    is_small = not said.strip() or bool(_small_talk(scene, said))
    return again(scene, recap(scene), *(() if is_small else (scene.say("unheard"),)))


def begin(flow: Flow, *, setting: Setting, project: Project | None, scope: str, number: int = 1) -> DialogSession:
    """A new session at the start of a flow. `scope` is the project's id, or the key of what begins it without one."""
    return DialogSession(
        id=session_id(person=setting.person.id, scope=scope, flow=flow.name, number=number),
        person=setting.person.id,
        workspace=setting.person.workspace,
        project=project.id if project else None,
        flow=flow.name,
        number=number,
        step=flow.enter(project) if flow.enter and project else flow.table.start,
        touched=setting.at,
    )


def ask(
    flow: Flow, session: DialogSession, project: Project | None, setting: Setting, *, before: tuple[Text, ...] = ()
) -> Prompt:
    """The question at which a session stands, as its person may read it now."""
    scene = Scene(flow=flow, session=session, setting=setting, held=project)
    return prompt_of(scene, current_question(scene), before=before)


def is_offered(flow: Flow, session: DialogSession, project: Project | None, setting: Setting, *, words: str) -> bool:
    """Whether the words pick one of the options of the question at which a session stands."""
    scene = Scene(flow=flow, session=session, setting=setting, held=project)
    choices = question_of(scene).choices
    return bool(exact_choice(scene, words, choices) or loose_choice(scene, words, choices))


def knock(flow: Flow, session: DialogSession, project: Project | None, setting: Setting) -> Prompt:
    """For somebody who is busy elsewhere: that a question waits, and a button that goes there."""
    scene = Scene(flow=flow, session=session, setting=setting, held=project)
    body = scene.say("knock", project=cut(scene.project.name, length=60))
    asked = Question(body=body, choices=(Offer(key=OPEN, label=scene.line("knock-open")),))
    return prompt_of(scene, asked).but(window=None)


def again(scene: Scene, *before: Text) -> Turn:
    """Nothing changes: something is said, and the question comes again."""
    prompt = prompt_of(scene, current_question(scene), before=before)
    return _turn(scene, Ask(to=scene.person.id, prompt=prompt))


def _turn(scene: Scene, *effects: Effect) -> Turn:
    return Turn(session=scene.session, project=scene.held, effects=effects, note=note_of(scene))


def _tapped(scene: Scene, text: str, *, trigger: str | None) -> Turn:
    token = decode_token(text)
    if token is None or token.session != scene.session.id:
        return again(scene, scene.say("button-unknown"))
    if word := _command_of(token):
        return asides.everywhere(scene, word, again=again)
    if token.option.startswith(":"):
        return asides.pick(scene, token.option, again=again, take=_said_to_step)
    if (token.step, token.visit) != (scene.session.step, scene.session.visit):
        return repeat_or_edit(scene, token, again=again)
    if token.option == WINDOW:
        return _opens_window(scene, trigger)
    return _picked(scene.but(session=scene.session.but(aside=None)), token.option)


def _opens_window(scene: Scene, trigger: str | None) -> Turn:
    lifted = scene.but(session=scene.session.but(aside=None))
    if trigger is None or not window_steps(lifted):
        return again(lifted)
    return windows.open_window(lifted, trigger=trigger, prompt=prompt_of(lifted, current_question(lifted)))


def _command_of(token: Token) -> str | None:
    word = token.option.removeprefix(COMMAND_PREFIX)
    known = word in WORDS or word.startswith("lang-") or token.option == OPEN
    return word if known and token.option.startswith(COMMAND_PREFIX) else None


def _picked(scene: Scene, option: str) -> Turn:
    chosen = next((choice for choice in question_of(scene).choices if choice.key == option), None)
    return again(scene, scene.say("button-unknown")) if chosen is None else _choose(scene, chosen)


def _choose(scene: Scene, choice: Offer) -> Turn:
    command = choice.key.removeprefix(COMMAND_PREFIX)
    if choice.key == KEEP:
        return keep(scene)
    if command != choice.key:
        return asides.everywhere(scene, command, again=again)
    return answer(scene, Reply(option=choice.key, label=choice.label))


def _said(scene: Scene, text: str) -> Turn:
    try:
        words = read_words(text)
    except UnreadableError as reason:
        return again(scene, scene.say(str(reason)))
    word = read_everywhere(words, language=scene.setting.language) or _named(scene, words)
    if word is not None and not is_command(words) and _could_be_meant(scene, word, words):
        return asides.lay(scene, "word", about=word, said=words, again=again)
    if word is not None:
        return asides.everywhere(scene, word, again=again)
    if is_command(words):
        return again(scene, _unknown_command(scene, words))
    if scene.session.aside is not None:
        return _said_to_aside(scene, words)
    return _said_to_step(scene, words)


def _named(scene: Scene, words: str) -> Word | None:
    """ "invite Gus": the command, where only names follow, written as names are."""
    return "invite" if reads_as_invitation(words, language=scene.setting.language) else None


def _could_be_meant(scene: Scene, word: str, words: str) -> bool:
    """Whether a word of ours may be the person's answer: where words are wanted, or where an option reads the same."""
    step = scene.flow.get_step(scene.session.step)
    if word not in FIELD_TERMS or scene.session.aside is not None:
        return False
    is_label = any(folded(words) == folded(choice.label) for choice in question_of(scene).choices)
    return is_label or (step.wants_words and not step.wants_number)


def _unknown_command(scene: Scene, words: str) -> Text:
    near = nearest(words, language=scene.setting.language)
    return scene.say("command-near", near=near) if near else scene.say("command-unknown")


def _said_to_aside(scene: Scene, words: str) -> Turn:
    """Words that are no option of an aside close it and count; only leaving is asked about until it is clear."""
    choices = current_question(scene).choices
    chosen = exact_choice(scene, words, choices) or loose_choice(scene, words, choices)
    if chosen is not None:
        return asides.pick(scene, chosen.key, again=again, take=_said_to_step)
    if scene.session.aside is not None and scene.session.aside.kind == "stop":
        return again(scene, scene.say("bad-option"))
    return _said_to_step(scene.but(session=scene.session.but(aside=None)), words)


def _said_to_step(scene: Scene, words: str) -> Turn:
    step, choices = scene.flow.get_step(scene.session.step), question_of(scene).choices
    chosen = exact_choice(scene, words, choices)
    if chosen is None and not step.wants_number:
        chosen = loose_choice(scene, words, choices, step=step, strict=step.wants_words)
    if chosen is not None:
        return _choose(scene, chosen)
    if (said := _small_talk(scene, words)) and not (step.unsure and _is_unsure(scene, words)):
        return again(scene, *said)
    if not (step.wants_words or step.listens) or read_ordinal(words, bare=False) is not None:
        return again(scene, scene.say(step.otherwise))
    if step.wants_number and isinstance(step.take(scene, Reply(words=words)), Rejected):
        near = loose_choice(scene, words, choices, step=step)
        return _words(scene, words) if near is None else _choose(scene, near)
    return _words(scene, words)


def _is_unsure(scene: Scene, words: str) -> bool:
    return means(words, "read-unsure", language=scene.setting.language)


def _small_talk(scene: Scene, words: str) -> tuple[Text, ...]:
    """What to say to words that are no answer anywhere: a greeting, thanks, not knowing."""
    language = scene.setting.language
    if means(words, "read-greetings", language=language):
        hello = scene.say("greeting")
        greets = question_of(scene).body.plain.startswith(hello.plain.rstrip("."))
        return (Text() if greets else hello,)
    if means(words, "read-thanks", language=language):
        return (scene.say("welcome"),)
    if means(words, "read-dont-know", language=language):
        return (scene.say("dont-know"), scene.say(f"{scene.flow.name}-{scene.session.step}-help"))
    return ()


def _words(scene: Scene, words: str) -> Turn:
    step = scene.flow.get_step(scene.session.step)
    try:
        return answer(scene, Reply(words=words if step.wants_number else read_prose(words)))
    except UnreadableError as reason:
        return again(scene, scene.say(str(reason)))
