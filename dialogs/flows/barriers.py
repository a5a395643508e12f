"""Identify, barriers: each member, alone and in their own words. What makes it hard, what already helps. Pure."""

from __future__ import annotations

from dialogs.effects import Begin, Effect
from dialogs.flow import Bring, Flow, Offer, Question, Rejected, Reply, Scene, Step, Taken, Verdict, offers
from dialogs.flows.contributing import (
    ask_match,
    contribute,
    is_fresh,
    kept_match,
    own,
    own_of,
    take_match,
    theme_names,
    themes_without,
    unmatched,
    withdraw,
)
from dialogs.gathering import owner_hears
from dialogs.process import answered
from dialogs.reading import means
from dialogs.table import Edge
from dialogs.text import Text, cut, joined
from knowledge.project import Contribution, ContributionKind, Project


class At:
    """Where the conversation stands."""

    DESCRIBE = "describe"
    MORE = "more"
    HELPS = "helps"
    REWORD = "reword"
    MATCH = "match"
    UNTOUCHED = "untouched"
    DONE = "done"


def _ask_describe(scene: Scene) -> Question:
    """The first time, one question; later, what was written, each line ready to be changed."""
    if At.DESCRIBE in scene.session.answers:
        choices = tuple(Offer(key=c.id, label=scene.line("quoted", words=cut(c.words, length=66))) for c in own(scene))
        return Question(body=scene.say("barriers-describe-change"), choices=choices)
    key = "barriers-describe-ask-alone" if scene.project.is_alone else "barriers-describe-ask"
    return Question(body=scene.say(key), choices=())


def _take_describe(scene: Scene, reply: Reply) -> Verdict:
    if reply.option is not None:
        return Taken(trigger="mend", slots={"mend": reply.option}, changed=False, stands_as="described")
    return _taken(scene, reply, kind="barrier", trigger="described")


def _taken(scene: Scene, reply: Reply, *, kind: ContributionKind, trigger: str) -> Verdict:
    taken = contribute(scene, reply.words, kind)
    if isinstance(taken, Rejected):
        return taken
    return Taken(trigger=trigger, project=taken.project, slots=taken.slots)


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
    if _is_enough(scene, reply):
        return Taken(trigger="enough", changed=False)
    return _taken(scene, reply, kind="barrier", trigger="another")


def _is_enough(scene: Scene, reply: Reply) -> bool:
    return reply.option == "enough" or means(reply.words, "read-enough", language=scene.setting.language)


def _ask_helps(scene: Scene) -> Question:
    count = len(own_of(scene, "facilitator"))
    more = scene.say("barriers-helps-more" if is_fresh(scene) else "barriers-helps-again")
    body = more if count else scene.say("barriers-helps-ask")
    return Question(body=body, choices=offers(scene, At.HELPS, "enough" if count else "nothing"))


def _take_helps(scene: Scene, reply: Reply) -> Verdict:
    if reply.option == "nothing" or _is_enough(scene, reply):
        return Taken(trigger=_next(scene), changed=False)
    return _taken(scene, reply, kind="facilitator", trigger="another")


def _ask_reword(scene: Scene) -> Question:
    body = scene.say("barriers-reword-ask", words=_mending(scene).words)
    return Question(body=body, choices=offers(scene, At.REWORD, "drop"))


def _mending(scene: Scene) -> Contribution:
    return scene.project.get_contribution(str(scene.session.slots["mend"]))


def _take_reword(scene: Scene, reply: Reply) -> Verdict:
    """The new words stand; the old ones stay in the project, replaced."""
    old = _mending(scene)
    if reply.option == "drop":
        return Taken(trigger="reworded", project=withdraw(scene, old), ack=scene.say("barriers-reword-dropped"))
    taken = contribute(scene, reply.words, old.kind, replaces=old.id)
    if isinstance(taken, Rejected):
        return taken
    return Taken(trigger="reworded", project=taken.project, slots=taken.slots, ack=scene.say("barriers-reword-ack"))


def _untouched(scene: Scene) -> tuple[str, ...]:
    """Ids of the themes of which nothing of one's own speaks."""
    mine = {c.id for c in own(scene)}
    return themes_without(scene, [b for b in scene.project.barriers if b.contribution in mine])


def _next(scene: Scene) -> str:
    """What comes after the words: looking at each, then once the themes not touched, then the end."""
    if unmatched(scene):
        return "match"
    been = "untouched" in scene.session.slots
    return "done" if been or scene.project.is_alone or not _untouched(scene) else "untouched"


def _take_match(scene: Scene, reply: Reply) -> Verdict:
    matched = take_match(scene, reply)
    if isinstance(matched, Rejected):
        return matched
    return Taken(trigger=_next(scene.but(project=matched)), project=matched)


def _ask_untouched(scene: Scene) -> Question:
    names = theme_names(scene, _untouched(scene))
    return Question(body=scene.say("barriers-untouched-ask", themes=names), choices=offers(scene, At.UNTOUCHED, "no"))


def _take_untouched(scene: Scene, reply: Reply) -> Verdict:
    asked: dict[str, str | tuple[str, ...]] = {"untouched": "asked"}
    if reply.option == "no" or _is_enough(scene, reply):
        return Taken(trigger="done", slots=asked, changed=False)
    taken = contribute(scene, reply.words, "barrier")
    if isinstance(taken, Rejected):
        return taken
    slots = taken.slots | asked
    after = scene.but(project=taken.project, session=scene.session.but(slots=scene.session.slots | slots))
    return Taken(trigger=_next(after), project=taken.project, slots=slots, ack=scene.say("barriers-untouched-ack"))


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
            writes=_OWN,
            kept=_kept_own,
        ),
        Step(
            key=At.MORE,
            ask=_ask_more,
            take=_take_more,
            choices=("enough",),
            wants_words=True,
            loops=True,
            skips=("enough",),
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
            writes=_OWN,
        ),
        Step(
            key=At.REWORD,
            ask=_ask_reword,
            take=_take_reword,
            choices=("drop",),
            wants_words=True,
            loops=True,
            passing=True,
            writes=_OWN,
        ),
        Step(
            key=At.MATCH,
            ask=ask_match,
            take=_take_match,
            loops=True,
            skips=("none",),
            reads=_OWN,
            writes=_FIT,
            kept=kept_match,
        ),
        Step(
            key=At.UNTOUCHED,
            ask=_ask_untouched,
            take=_take_untouched,
            choices=("no",),
            wants_words=True,
            skips=("no",),
            reads=_FIT,
            writes=_OWN,
        ),
    ),
    edges=(
        Edge(At.DESCRIBE, "described", At.MORE),
        Edge(At.DESCRIBE, "mend", At.REWORD),
        Edge(At.DESCRIBE, "none", At.HELPS),
        Edge(At.REWORD, "reworded", At.MORE),
        Edge(At.MORE, "another", At.MORE),
        Edge(At.MORE, "enough", At.HELPS),
        Edge(At.HELPS, "another", At.HELPS),
        Edge(At.HELPS, "match", At.MATCH),
        Edge(At.HELPS, "untouched", At.UNTOUCHED),
        Edge(At.HELPS, "done", At.DONE),
        Edge(At.MATCH, "match", At.MATCH),
        Edge(At.MATCH, "untouched", At.UNTOUCHED),
        Edge(At.MATCH, "done", At.DONE),
        Edge(At.UNTOUCHED, "match", At.MATCH),
        Edge(At.UNTOUCHED, "done", At.DONE),
    ),
    finals=(At.DONE,),
)
