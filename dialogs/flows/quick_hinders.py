"""The quick start: what makes it hard. In own words, a few lines at the most, two of them looked at. Pure.

Not here: where it stands in the conversation (`quick`), how a line is looked at (`looking`).
"""

from __future__ import annotations

from dataclasses import replace

from dialogs.flow import Offer, Question, Rejected, Reply, Scene, Taken, Verdict, offers
from dialogs.flows.contributing import (
    barrier_of,
    contribute,
    is_enough,
    is_fresh,
    is_nothing,
    note,
    own,
    own_of,
    suggested,
    unmatched,
)
from dialogs.flows.looking import look_on
from dialogs.reading import means
from dialogs.session import HELD_BACK, Slots
from dialogs.text import cut

MOST_LOOKED_AT = 2
MOST_ASKED_FOR = 3
"""Barriers after which nobody is asked for another one: ideas are what somebody came for."""

COMMON = ("time", "awareness", "access_reliability_ict")
"""Determinants that many teams meet, for somebody who can think of nothing."""

_HINDERS, _COMMON, _MORE = "hinders", "common", "more"


def ask_hinders(scene: Scene) -> Question:
    """The first time, one question; later, what was written, each line ready to be changed."""
    if written := own(scene):
        lines = tuple(Offer(key=c.id, label=scene.line("quoted", words=cut(c.words, length=66))) for c in written)
        return Question(body=scene.say("barriers-describe-change"), choices=lines)
    return Question(body=scene.say("quick-hinders-ask"), choices=offers(scene, _HINDERS, "none"))


def take_hinders(scene: Scene, reply: Reply) -> Verdict:
    """What was written before is there to be changed; where there is nothing, a few common ones help."""
    if reply.option == "none":
        return _nothing("")
    if reply.option is not None:
        return Taken(trigger="mend", slots={"mend": reply.option}, changed=False, stands_as="described")
    if not is_nothing(scene, reply.words):
        return _taken(scene, reply.words)
    if own(scene):
        return Taken(trigger="described", changed=False)
    return _nothing("" if is_enough(scene, reply.words) else reply.words)


def kept_hinders(scene: Scene) -> str:
    """What was written, in one line."""
    words = [cut(c.words, length=60) for c in own(scene)]
    return " / ".join(words) if words else scene.line("nothing-said")


def ask_common(scene: Scene) -> Question:
    """Ideas need one thing that hinders: common ones, what was written as it stands, or none after all."""
    known = [each for each in COMMON if scene.setting.catalogue.find_determinant(each)]
    keep = ["keep"] if scene.session.slots.get(HELD_BACK) else []
    return Question(body=scene.say("quick-common-ask"), choices=offers(scene, _COMMON, *known, *keep, "without"))


def take_common(scene: Scene, reply: Reply) -> Verdict:
    """A common one is known for what it is; own words are noted as any others."""
    held = str(scene.session.slots.get(HELD_BACK, ""))
    if held and (reply.option == "keep" or means(reply.words, "read-keep", language=scene.setting.language)):
        return replace(note(scene, (held,), "barrier"), trigger="described")
    if reply.option in COMMON:
        taken = note(scene, (reply.label,), "barrier")
        noted = scene.after(taken)
        known = barrier_of(noted, own(noted)[-1].id).but(determinant=reply.option, custom=False)
        return replace(taken, project=noted.project.with_barrier(known), trigger="described")
    if reply.option == "without" or is_nothing(scene, reply.words):
        return Taken(trigger="without", changed=False)
    return _taken(scene, reply.words)


def ask_more(scene: Scene) -> Question:
    """Whether there is another one."""
    key = "quick-more-ask" if is_fresh(scene) else "quick-more-again"
    return Question(body=scene.say(key), choices=offers(scene, _MORE, "enough"))


def take_more(scene: Scene, reply: Reply) -> Verdict:
    """One more, or on to what they are like. Words taken for "that's all" are read back."""
    if reply.option == "enough" or is_enough(scene, reply.words):
        return _look(scene, Taken(trigger="", changed=False))
    if is_nothing(scene, reply.words):
        understood = scene.say("barriers-enough-ack", words=cut(reply.words, length=66))
        return _look(scene, Taken(trigger="", changed=False, ack=understood))
    return _taken(scene, reply.words)


def after_looking(_: Scene) -> str:
    """What follows is what was tried."""
    return "tried"


def _taken(scene: Scene, words: str) -> Verdict:
    """Each line is one; after a few there is no asking for more."""
    taken = contribute(scene, words, "barrier")
    if isinstance(taken, Rejected):
        return taken
    enough = len(own_of(scene.after(taken), "barrier")) >= MOST_ASKED_FOR
    following = _look(scene, taken) if enough else replace(taken, trigger="described")
    return replace(following, stands_as="described")


def _nothing(held: str) -> Taken:
    """What was written is no answer yet; it stands where somebody says so."""
    return Taken(trigger="nothing", slots={HELD_BACK: held}, changed=False, stands_as="described")


def _look(scene: Scene, taken: Taken) -> Taken:
    """Only the first two are looked at, and only for what they are like; the others stay in people's own words."""
    after = scene.after(taken)
    project, ids = after.project, tuple(c.id for c in own(after))
    for place, waiting in enumerate(unmatched(after)):
        if place >= MOST_LOOKED_AT or not suggested(after, waiting):
            project = project.with_barrier(barrier_of(after, waiting.id).but(custom=True))
    asked: Slots = {"split": ids, "side": ids}
    return look_on(scene, replace(taken, project=project, slots=taken.slots | asked), after_looking)
