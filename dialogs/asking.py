"""A question made ready for one person: words, options with their tokens, where we are. Pure."""

from __future__ import annotations

from functools import cache
from typing import assert_never

from dialogs.flow import Flow, Offer, Question, Scene, Step, offers
from dialogs.phrases import line
from dialogs.process import get_process_step, place_of
from dialogs.prompt import LABEL_LIMIT, TEXT_LIMIT, Option, Prompt
from dialogs.session import AsideKind
from dialogs.text import Span, Text, cut, joined
from dialogs.token import encode_token

KEEP = "~keep"
OPEN = "~open"
WINDOW = "~form"
KEPT_SHOWN = 300
LANGUAGE_PREFIX = "~lang-"
_CHOICE_LABEL = 60

LANGUAGE_NAMES = {"en": "English", "de": "Deutsch"}


def question_of(scene: Scene) -> Question:
    """What the current step asks; where it is answered already, with the answer as it stands and a way to keep it."""
    step = scene.flow.get_step(scene.session.step)
    asked = step.ask(scene) if step.ask else _plain_question(scene, step)
    before = _standing(scene, step)
    if before is None:
        return asked
    keep = Offer(key=KEEP, label=scene.line("edit-keep"))
    return Question(body=joined((before, asked.body)), choices=(*asked.choices, keep))


def _plain_question(scene: Scene, step: Step) -> Question:
    return Question(body=scene.say(f"{scene.flow.name}-{step.key}-ask"), choices=offers(scene, step.key, *step.choices))


def _standing(scene: Scene, step: Step) -> Text | None:
    """The earlier answer, and what else would be asked again: said before anything changes."""
    if step.key not in scene.session.answers or step.kept is None:
        return None
    answer = step.kept(scene)
    if not answer:
        return None
    kept = scene.say("edit-standing", answer=cut(answer, length=KEPT_SHOWN))
    known = set(scene.session.answers) - set(scene.session.redo) - {step.key}
    again = [
        title_of(scene, key)
        for key in scene.flow.depending(step.writes)
        if key in known and not scene.flow.get_step(key).passing
    ]
    if not again:
        return kept
    return joined((kept, scene.say("edit-consequence", count=len(again), steps=scene.listed(again))), by=" ")


def title_of(scene: Scene, step: str) -> str:
    """What a question is called in lists."""
    return scene.line(f"{scene.flow.name}-{step}-title")


def aside_question(scene: Scene, kind: AsideKind) -> Question:
    """The small question laid over the current one."""
    said = " / ".join(scene.session.aside.said.splitlines()) if scene.session.aside else ""
    body = scene.say(f"aside-{kind}-ask", word=cut(said, length=KEPT_SHOWN))
    return Question(body=body, choices=aside_choices(scene, kind))


def aside_choices(scene: Scene, kind: AsideKind) -> tuple[Offer, ...]:
    """Its options. Keys carry a prefix of their own, so that they never meet those of a step."""
    match kind:
        case "language":
            return tuple(Offer(key=f":{code}", label=name) for code, name in LANGUAGE_NAMES.items())
        case "edit":
            return tuple(_edit_choice(scene, scene.flow.get_step(key)) for key in editable(scene))
        case "stop":
            keys = ("stay", "pause", "home") if scene.flow.at == "team" else ("stay", "pause", "home", "leave")
            return tuple(Offer(key=f":{key}", label=scene.line(f"aside-stop-{key}")) for key in keys)
        case "add":
            return tuple(Offer(key=f":{key}", label=scene.line(f"aside-add-{key}")) for key in ("yes", "no"))
        case "word":
            return tuple(Offer(key=f":{key}", label=scene.line(f"aside-word-{key}")) for key in ("word", "command"))
        case _:
            assert_never(kind)


def editable(scene: Scene) -> tuple[str, ...]:
    """The answered questions of this session that can be opened again, in the flow's order."""
    answers = scene.session.answers
    others = (s for s in scene.flow.steps if s.key in answers and s.key != scene.session.step)
    return tuple(step.key for step in others if step.kept is not None and step.kept(scene))


def _edit_choice(scene: Scene, step: Step) -> Offer:
    kept = step.kept(scene) if step.kept else ""
    return Offer(key=f":{step.key}", label=cut(f"{title_of(scene, step.key)}: {kept}", length=_CHOICE_LABEL))


def current_question(scene: Scene) -> Question:
    """The question that stands now: an aside where there is one, else the step's."""
    aside = scene.session.aside
    return aside_question(scene, aside.kind) if aside else question_of(scene)


def prompt_of(scene: Scene, question: Question, *, before: tuple[Text, ...] = ()) -> Prompt:
    """The question with its tokens, within the narrowest channel's limits, after what is said first."""
    session = scene.session
    body = joined((*before, question.body))
    return Prompt(
        body=fitted(body),
        options=tuple(_option(session.id, session.step, session.visit, each) for each in question.choices),
        window=_window(scene),
        where=where_of(scene),
        session=session.id,
        visit=session.visit,
    )


def window_steps(scene: Scene) -> tuple[Step, ...]:
    """The questions that one window asks: those that the flow puts together, else the standing one for words."""
    flow, now = scene.flow, scene.flow.get_step(scene.session.step)
    group = next((group for group in flow.forms if group[0] == now.key), ())
    if group and not set(group) & set(scene.session.answers):
        return tuple(flow.get_step(key) for key in group)
    return (now,) if now.wants_words and not now.wants_number else ()


def _window(scene: Scene) -> Option | None:
    """The button that opens the standing question as a window; None where it is no question for words."""
    steps = window_steps(scene) if scene.session.aside is None else ()
    if not steps:
        return None
    label = scene.line("window-several" if len(steps) > 1 else "window-one")
    return _option(scene.session.id, scene.session.step, scene.session.visit, Offer(key=WINDOW, label=label))


def _option(session: str, step: str, visit: int, choice: Offer) -> Option:
    token = encode_token(session=session, step=step, visit=visit, option=choice.key)
    return Option(key=choice.key, label=cut(choice.label, length=LABEL_LIMIT), token=token)


def fitted(body: Text) -> Text:
    """The text, its longest runs shortened where it is over the limit of a message."""
    over = len(body.plain) - TEXT_LIMIT
    if over <= 0:
        return body
    longest = max(range(len(body.spans)), key=lambda place: len(body.spans[place].text))
    span = body.spans[longest]
    short = span.text[: max(0, len(span.text) - over - 1)] + "…"
    spans = (*body.spans[:longest], Span(text=short, kind=span.kind, to=span.to), *body.spans[longest + 1 :])
    return fitted(Text(spans=spans))


def where_of(scene: Scene) -> str:
    """ "Identify, step 3 of 5"."""
    step = scene.flow.at
    if step is None:
        return ""
    return _where(step, scene.setting.language)


@cache
def _where(step: str, language: str) -> str:
    number, count = place_of(step)
    module = line(f"module-{get_process_step(step).module}", language=language)
    return line("where", language=language, module=module, number=number, count=count)


def is_final(flow: Flow, step: str) -> bool:
    """Whether the flow ends there."""
    return step in flow.finals
