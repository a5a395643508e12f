"""Somebody whom nobody has invited: what this is, and how one gets in. Nothing else is said, nothing kept. Pure."""

from __future__ import annotations

from dialogs.asking import LANGUAGE_PREFIX
from dialogs.flow import Flow, Offer, Question, Reply, Scene, Step, Taken, Verdict
from dialogs.phrases import LANGUAGES
from dialogs.table import Edge


class At:
    """Where the conversation stands."""

    DOOR = "door"
    IN = "in"


def _ask(scene: Scene) -> Question:
    others = [code for code in LANGUAGES if code != scene.setting.language]
    names = tuple(Offer(key=f"{LANGUAGE_PREFIX}{code}", label=scene.line(f"language-{code}")) for code in others)
    return Question(body=scene.say("stranger-door-ask"), choices=names)


def _take(_: Scene, __: Reply) -> Verdict:
    return Taken(trigger="in", changed=False)


STRANGER = Flow(
    name="stranger",
    closed=True,
    steps=(Step(key=At.DOOR, ask=_ask, take=_take),),
    edges=(Edge(At.DOOR, "in", At.IN),),
    finals=(At.IN,),
)
