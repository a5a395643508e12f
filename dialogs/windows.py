"""The same questions as windows, for channels that have them: several answers at once, or one with much room. Pure."""

from __future__ import annotations

from dataclasses import replace

from dialogs.answering import Answered, answer_all, note_of
from dialogs.asking import WINDOW, current_question, prompt_of, question_of, window_steps
from dialogs.effects import Ask, OpenForm, Turn
from dialogs.flow import Bring, Rejected, Reply, Scene, Step, Taken, label_of
from dialogs.inbound import Brought, Filled
from dialogs.prompt import TITLE_LIMIT, Field, Form, Option, Prompt
from dialogs.reading import UnreadableError, read_prose, read_words
from dialogs.session import Slots
from dialogs.text import Text, cut, joined
from dialogs.token import OPTION_LIMIT, Token, decode_token, encode_token

_PROJECT_SHOWN = 60

ADD = "~add"
BROUGHT = "words"
"""The field of the window in which somebody else's message is looked at before it is added."""


def form_of(scene: Scene) -> Form:
    """The standing question as a window, what is known already in it."""
    steps = window_steps(scene)
    title = scene.line("window-title" if len(steps) > 1 else "window-title-one")
    return _form(scene, title=title, option=WINDOW, fields=tuple(_field(scene, step) for step in steps))


def open_window(scene: Scene, *, trigger: str, prompt: Prompt) -> Turn:
    """Show the standing question as a window; nothing changes."""
    shown = OpenForm(to=scene.person.id, form=form_of(scene), prompt=prompt, trigger=trigger)
    return Turn(session=scene.session, project=scene.held, effects=(shown,), note=note_of(scene))


def show_brought(scene: Scene, brought: Brought, *, prompt: Prompt) -> Turn:
    """Somebody else's message in a window, to be looked at before it is added."""
    hint = scene.line("brought-hint", project=cut(scene.project.name, length=_PROJECT_SHOWN))
    field = Field(key=BROUGHT, label=scene.line("brought-label"), hint=hint, is_long=True)
    words = field.but(value=cut(brought.words, length=2000) if len(brought.words) > 2000 else brought.words)
    form = _form(scene, title=scene.line("brought-title"), option=_add_once(scene), fields=(words,))
    shown = OpenForm(to=scene.person.id, form=form, prompt=prompt, trigger=brought.trigger or "")
    return Turn(session=scene.session, project=scene.held, effects=(shown,), note=note_of(scene))


def is_brought(filled: Filled) -> bool:
    """Whether this is the window in which somebody else's message was looked at."""
    token = decode_token(filled.token)
    return token is not None and token.option.startswith(ADD)


def fill(scene: Scene, filled: Filled, token: Token) -> Turn:
    """Take a window that was sent off: all of it, or none and a sentence at each field that cannot be taken."""
    if token.option.startswith(ADD):
        return _add(scene, filled, token.option)
    if (token.step, token.visit) != (scene.session.step, scene.session.visit):
        return _fill_late(scene, filled, token)
    if not window_steps(scene):  # a token that no window of ours carries
        return refuse_all(scene, filled, scene.line("window-late"))
    taken: list[Answered] = []
    errors: dict[str, str] = {}
    at = scene
    for step in window_steps(scene):
        answered = _read(at, step, filled.fields.get(step.key, ""))
        if isinstance(answered, Rejected):
            errors[step.key] = answered.reason.plain
        else:
            taken.append(answered)
            at = at.after(answered.taken)
    return _refused(scene, errors) if errors else answer_all(scene, taken)


def add(scene: Scene, words: str, *, slots: Slots | None = None) -> Turn | Rejected:
    """Words from outside the questions become this person's; ValueError where the flow takes none. `slots` are kept."""
    bring = scene.flow.bring
    if bring is None:
        raise ValueError(f"{scene.flow.name!r} takes no words from outside its questions")
    verdict = bring.take(scene, words)
    if isinstance(verdict, Rejected):
        return verdict
    return _brought(scene, bring, replace(verdict, slots=verdict.slots | (slots or {})))


def refuse_all(scene: Scene, filled: Filled, reason: str) -> Turn:
    """Nothing can be taken: the window stays, with the words in it."""
    first = next(iter(filled.fields), BROUGHT)
    return _refused(scene, {first: reason})


def _form(scene: Scene, *, title: str, option: str, fields: tuple[Field, ...]) -> Form:
    return Form(
        token=_token(scene, option),
        title=cut(title, length=TITLE_LIMIT),
        fields=fields,
        send=scene.line("window-send"),
        close=scene.line("window-close"),
    )


def _token(scene: Scene, option: str) -> str:
    session = scene.session
    return encode_token(session=session.id, step=session.step, visit=session.visit, option=option)


def _field(scene: Scene, step: Step) -> Field:
    """Words where the step wants words; else its options, of which one is picked."""
    there = scene.but(session=scene.session.but(step=step.key))
    is_now = step.key == scene.session.step
    label = question_of(there).body.plain if is_now else scene.line(f"{scene.flow.name}-{step.key}-ask")
    is_one_of_several = len(window_steps(scene)) > 1 or not step.wants_words
    picks = tuple(_pick(scene, step, key) for key in step.choices) if is_one_of_several else ()
    only_picks = bool(picks) and step.wants_words  # elsewhere words would do too, which a list has no room for
    return Field(
        key=step.key,
        label=scene.line(f"{scene.flow.name}-{step.key}-window") if only_picks else label,
        hint=scene.line(f"{scene.flow.name}-{step.key}-{'window-hint' if only_picks else 'help'}"),
        options=picks,
        is_long=not picks,
        is_optional=step.skip is not None,
    )


def _pick(scene: Scene, step: Step, key: str) -> Option:
    return Option(key=key, label=label_of(scene, step.key, key), token=key)


def _read(scene: Scene, step: Step, value: str) -> Answered | Rejected:
    """One field as its step takes it."""
    at = scene.but(session=scene.session.but(step=step.key))
    if not value.strip() and step.skip is not None:
        return Answered(step=step, taken=Taken(trigger=step.skip, changed=False), option="~skip", shown="")
    reply = _reply(at, step, value)
    if isinstance(reply, Rejected):
        return reply
    verdict = step.take(at, reply)
    if isinstance(verdict, Rejected):
        return verdict
    return Answered(step=step, taken=verdict, option=reply.option, shown=reply.label or reply.words)


def _reply(scene: Scene, step: Step, value: str) -> Reply | Rejected:
    if value in step.choices:
        return Reply(option=value, label=label_of(scene, step.key, value))
    if not step.wants_words:
        return Rejected(scene.say("window-pick"))
    try:
        return Reply(words=read_prose(read_words(value)))
    except UnreadableError as reason:
        return Rejected(_unreadable(scene, reason))


def _unreadable(scene: Scene, reason: UnreadableError) -> Text:
    """What to do about it, at a field: nobody has sent a message."""
    return scene.say("window-empty" if str(reason) == "bad-empty" else str(reason))


def _fill_late(scene: Scene, filled: Filled, token: Token) -> Turn:
    """The question was answered meanwhile: by this very window, or in another way."""
    given = scene.session.answers.get(token.step)
    if given is not None and given.visit == token.visit and given.option in (None, "~skip"):
        return Turn(session=scene.session, project=scene.held, note=note_of(scene))
    return refuse_all(scene, filled, scene.line("window-late"))


def _add_once(scene: Scene) -> str:
    """Each window is one of its own: sent off twice, it adds once."""
    return f"{ADD}{scene.new_id('window')}"[:OPTION_LIMIT]


def _add(scene: Scene, filled: Filled, window: str) -> Turn:
    """Somebody else's message, looked at and sent off, becomes this person's barrier."""
    added: tuple[str, ...] = tuple(scene.session.slots.get("added", ()))
    if window in added:  # whoever sent it did not hear that it had arrived
        return Turn(session=scene.session, project=scene.held, note=note_of(scene))
    if scene.flow.bring is None:
        return refuse_all(scene, filled, scene.line("brought-closed"))
    try:
        words = read_prose(read_words(filled.fields.get(BROUGHT, "")))
    except UnreadableError as reason:
        return _refused(scene, {BROUGHT: _unreadable(scene, reason).plain})
    turn = add(scene, words, slots={"added": (*added, window)})
    return _refused(scene, {BROUGHT: turn.reason.plain}) if isinstance(turn, Rejected) else turn


def _brought(scene: Scene, bring: Bring, taken: Taken) -> Turn:
    """Where the first question stands, that is answered; after the end it goes on; elsewhere it stays where it is."""
    ack = joined((scene.say("brought-added"), *((taken.ack,) if taken.ack else ())), by=" ")
    if scene.session.step == bring.to and not scene.session.finished:
        step = scene.flow.get_step(bring.to)
        return answer_all(scene, [Answered(step=step, taken=replace(taken, ack=ack), option=None, shown="")])
    session = scene.session.but(slots=scene.session.slots | taken.slots, touched=scene.at)
    if session.finished:
        session = session.but(finished=False, step=bring.then, visit=session.visit + 1, aside=None)
    after = scene.but(session=session, project=taken.project)
    prompt = prompt_of(after, current_question(after), before=(ack,))
    ask = Ask(to=scene.person.id, prompt=prompt)
    return Turn(session=session, project=after.held, effects=(ask,), note=note_of(scene, "own"))


def _refused(scene: Scene, errors: dict[str, str]) -> Turn:
    return Turn(session=scene.session, project=scene.held, errors=errors, note=note_of(scene))
