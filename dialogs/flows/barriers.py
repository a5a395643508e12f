"""Identify, barriers: each member, alone and in their own words. What makes it hard, what already helps. Pure."""

from __future__ import annotations

from dataclasses import replace

from dialogs.effects import Begin, Effect
from dialogs.flow import Bring, Flow, Offer, Question, Rejected, Reply, Scene, Step, Taken, Verdict, offers
from dialogs.flows.contributing import (
    contribute,
    flip,
    is_enough,
    is_fresh,
    is_nothing,
    note,
    own,
    own_of,
    theme_names,
    themes_without,
    withdraw,
)
from dialogs.flows.looking import look_edges, look_on, look_steps
from dialogs.gathering import owner_hears
from dialogs.process import answered
from dialogs.reading import means
from dialogs.session import HELD_BACK, Slots
from dialogs.table import Edge
from dialogs.text import Text, cut, joined
from knowledge.project import Contribution, ContributionKind, Project


class At:
    """Where the conversation stands."""

    DESCRIBE = "describe"
    NOTHING = "nothing"
    MORE = "more"
    HELPS = "helps"
    REWORD = "reword"
    SPLIT = "split"
    SIDE = "side"
    MATCH = "match"
    UNTOUCHED = "untouched"
    DONE = "done"


def _ask_describe(scene: Scene) -> Question:
    """The first time, one question; later, what was written, each line ready to be changed."""
    if written := own(scene):
        choices = tuple(Offer(key=c.id, label=scene.line("quoted", words=cut(c.words, length=66))) for c in written)
        return Question(body=scene.say("barriers-describe-change"), choices=choices)
    key = "barriers-describe-ask-alone" if scene.project.is_alone else "barriers-describe-ask"
    return Question(body=scene.say(key), choices=())


def _take_describe(scene: Scene, reply: Reply) -> Verdict:
    if reply.option is not None:
        return Taken(trigger="mend", slots={"mend": reply.option}, changed=False, stands_as="described")
    if not is_nothing(scene, reply.words):
        return _taken(scene, reply, kind="barrier", trigger="described")
    if own(scene):
        return Taken(trigger="described", changed=False)
    return Taken(trigger="nothing", slots={HELD_BACK: reply.words}, changed=False, stands_as="none")


def _take_nothing(scene: Scene, reply: Reply) -> Verdict:
    """What slowed somebody down after all; else it is kept as it was written, where they want that."""
    if reply.option == "keep" or means(reply.words, "read-keep", language=scene.setting.language):
        kept = note(scene, (str(scene.session.slots[HELD_BACK]),), "barrier")
        return replace(kept, trigger="described", ack=scene.say("barriers-nothing-kept"))
    if is_nothing(scene, reply.words):
        return Taken(trigger="none", changed=False)
    return _taken(scene, reply, kind="barrier", trigger="described")


def _taken(scene: Scene, reply: Reply, *, kind: ContributionKind, trigger: str) -> Verdict:
    taken = contribute(scene, reply.words, kind)
    if isinstance(taken, Rejected):
        return taken
    return replace(taken, trigger=trigger)


def _take_brought(scene: Scene, words: str) -> Verdict:
    return _taken(scene, Reply(words=words), kind="barrier", trigger="described")


def _kept_own(scene: Scene) -> str:
    words = [cut(c.words, length=60) for c in own(scene)]
    return " / ".join(words) if words else scene.line("nothing-said")


def _ask_more(scene: Scene) -> Question:
    count = len(own_of(scene, "barrier"))
    key = "barriers-more-ask" if is_fresh(scene) else "barriers-more-again"
    return Question(body=scene.say(key, count=count), choices=offers(scene, At.MORE, "enough"))


def _take_more(scene: Scene, reply: Reply) -> Verdict:
    if reply.option == "enough" or is_nothing(scene, reply.words):
        return Taken(trigger="enough", changed=False, ack=_understood(scene, reply))
    return _taken(scene, reply, kind="barrier", trigger="another")


def _understood(scene: Scene, reply: Reply) -> Text | None:
    """Words that were taken for "that's all" are read back, so that they are not lost where they meant more."""
    if reply.option is not None or is_enough(scene, reply.words):
        return None
    return scene.say("barriers-enough-ack", words=cut(reply.words, length=66))


def _ask_helps(scene: Scene) -> Question:
    count = len(own_of(scene, "facilitator"))
    more = scene.say("barriers-helps-more" if is_fresh(scene) else "barriers-helps-again")
    body = more if count else scene.say("barriers-helps-ask")
    return Question(body=body, choices=offers(scene, At.HELPS, "enough" if count else "nothing"))


def _take_helps(scene: Scene, reply: Reply) -> Verdict:
    if reply.option is not None or is_nothing(scene, reply.words):
        return look_on(scene, Taken(trigger="", changed=False, ack=_understood(scene, reply)), _after_looking)
    return _taken(scene, reply, kind="facilitator", trigger="another")


def _ask_reword(scene: Scene) -> Question:
    """New words for it; or it is flipped, or goes."""
    old = _mending(scene)
    other = "helps" if old.kind == "barrier" else "hard"
    return Question(
        body=scene.say("barriers-reword-ask", words=old.words), choices=offers(scene, At.REWORD, other, "drop")
    )


def _mending(scene: Scene) -> Contribution:
    return scene.project.get_contribution(str(scene.session.slots["mend"]))


def _take_reword(scene: Scene, reply: Reply) -> Verdict:
    """The new words stand; the old ones stay in the project, replaced."""
    old = _mending(scene)
    if reply.option == "drop":
        return Taken(trigger="reworded", project=withdraw(scene, old), ack=scene.say("barriers-reword-dropped"))
    flipped = reply.option is not None
    taken = flip(scene, old) if flipped else contribute(scene, reply.words, old.kind, replaces=old.id)
    if isinstance(taken, Rejected):
        return taken
    acks = (scene.say("barriers-reword-ack"), *((taken.ack,) if taken.ack else ()))
    return replace(taken, trigger="reworded", ack=joined(acks, by=" "))


def _untouched(scene: Scene) -> tuple[str, ...]:
    """Ids of themes of which nothing of one's own speaks; none where one wrote nothing: that was an answer too."""
    mine = {c.id for c in own(scene)}
    return themes_without(scene, [b for b in scene.project.barriers if b.contribution in mine]) if mine else ()


def _after_looking(scene: Scene) -> str:
    """Once, the themes not touched; then the end."""
    been = "untouched" in scene.session.slots
    return "done" if been or scene.project.is_alone or not _untouched(scene) else "untouched"


def _ask_untouched(scene: Scene) -> Question:
    names = theme_names(scene, _untouched(scene))
    return Question(body=scene.say("barriers-untouched-ask", themes=names), choices=offers(scene, At.UNTOUCHED, "no"))


def _take_untouched(scene: Scene, reply: Reply) -> Verdict:
    asked: Slots = {"untouched": "asked"}
    if reply.option == "no" or is_nothing(scene, reply.words):
        return Taken(trigger="done", slots=asked, changed=False)
    taken = contribute(scene, reply.words, "barrier")
    if isinstance(taken, Rejected):
        return taken
    acks = (scene.say("barriers-untouched-ack"), *((taken.ack,) if taken.ack else ()))
    noted = replace(taken, slots=taken.slots | asked, ack=joined(acks, by=" "))
    return look_on(scene, noted, _after_looking)


def _finish(scene: Scene) -> Taken:
    project = answered(scene.project, "barriers", person=scene.person.id)
    visit = project.get_step("barriers")
    if visit.owner == scene.person.id:
        goes_on: tuple[Effect, ...] = (Begin(to=scene.person.id, flow="together", number=visit.number),)
        return Taken(trigger="", project=project, effects=goes_on, ack=_thanks(scene, project))
    return Taken(trigger="", project=project, ack=_thanks(scene, project), effects=owner_hears(project))


def _thanks(scene: Scene, project: Project) -> Text | None:
    if project.is_alone:
        return None
    kept = scene.say("barriers-thanks", count=len(own(scene)))
    return kept if project.named else joined((kept, scene.say("barriers-thanks-unnamed")), by=" ")


_OWN = frozenset({"own"})
_FIT = frozenset({"fit"})

BARRIERS = Flow(
    name="barriers",
    at="barriers",
    loads=frozenset({"contributions", "barriers", "parking"}),
    finish=_finish,
    bring=Bring(to=At.DESCRIBE, then=At.MORE, take=_take_brought),
    steps=(
        Step(
            key=At.DESCRIBE,
            ask=_ask_describe,
            take=_take_describe,
            wants_words=True,
            skip="none",
            unsure=True,
            writes=_OWN,
            kept=_kept_own,
        ),
        Step(
            key=At.NOTHING,
            take=_take_nothing,
            choices=("keep",),
            wants_words=True,
            loops=True,
            passing=True,
            skip="none",
            unsure=True,
            writes=_OWN,
        ),
        Step(
            key=At.MORE,
            ask=_ask_more,
            take=_take_more,
            choices=("enough",),
            wants_words=True,
            loops=True,
            skips=("enough",),
            unsure=True,
            writes=_OWN,
        ),
        Step(
            key=At.HELPS,
            ask=_ask_helps,
            take=_take_helps,
            choices=("nothing", "enough"),
            wants_words=True,
            loops=True,
            skips=("nothing", "enough"),
            unsure=True,
            writes=_OWN,
        ),
        Step(
            key=At.REWORD,
            ask=_ask_reword,
            take=_take_reword,
            choices=("helps", "hard", "drop"),
            wants_words=True,
            loops=True,
            passing=True,
            writes=_OWN,
        ),
        *look_steps(_after_looking, fits=_FIT),
        Step(
            key=At.UNTOUCHED,
            ask=_ask_untouched,
            take=_take_untouched,
            choices=("no",),
            wants_words=True,
            skips=("no",),
            unsure=True,
            reads=_FIT,
            writes=_OWN,
        ),
    ),
    edges=(
        Edge(At.DESCRIBE, "described", At.MORE),
        Edge(At.DESCRIBE, "mend", At.REWORD),
        Edge(At.DESCRIBE, "nothing", At.NOTHING),
        Edge(At.DESCRIBE, "none", At.HELPS),
        Edge(At.NOTHING, "described", At.MORE),
        Edge(At.NOTHING, "none", At.HELPS),
        Edge(At.REWORD, "reworded", At.MORE),
        Edge(At.MORE, "another", At.MORE),
        Edge(At.MORE, "enough", At.HELPS),
        Edge(At.HELPS, "another", At.HELPS),
        *look_edges(At.HELPS, At.SPLIT, At.SIDE, At.MATCH, At.UNTOUCHED),
        *(Edge(each, "untouched", At.UNTOUCHED) for each in (At.HELPS, At.SPLIT, At.SIDE, At.MATCH)),
        *(Edge(each, "done", At.DONE) for each in (At.HELPS, At.SPLIT, At.SIDE, At.MATCH, At.UNTOUCHED)),
    ),
    finals=(At.DONE,),
)
