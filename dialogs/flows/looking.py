"""Looking at each contribution with the person: is it one thing, does it help, what is it closest to. Pure.

The steps of every flow that gathers. Not here: what a contribution is (`contributing`), what follows when all are
looked at (the flow).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dialogs.everywhere import COMMAND_PREFIX
from dialogs.flow import Offer, Question, Rejected, Reply, Scene, Step, Taken, Verdict
from dialogs.flows.contributing import (
    LOOKS,
    barrier_of,
    flip,
    next_look,
    note,
    own,
    parts_of,
    settle,
    suggested,
    unmatched,
)
from dialogs.flows.offering import meant, name_of_kind, offered, why_these
from dialogs.reading import means
from dialogs.session import Slots
from dialogs.table import Edge
from dialogs.text import cut, joined
from dialogs.token import OPTION_LIMIT
from knowledge.project import Contribution

_QUOTED = 300
_LISTED = 66
_NEITHER = ("read-neither", "read-no", "read-unsure")

Onward = Callable[[Scene], str]
"""The trigger that fires when all are looked at."""


def look_steps(onward: Onward, *, fits: frozenset[str]) -> tuple[Step, ...]:
    """The three questions. Matching writes `fits`, and reads what is one's own."""
    own_ones = frozenset({"own"})
    return (
        Step(
            key="split",
            ask=_of_next(_ask_split),
            take=_then(onward, _take_split),
            loops=True,
            passing=True,
            skips=("no",),
            yes=("yes",),
            no=("no",),
            writes=own_ones,
            back=_back_to_list,
            noted_as="match",
        ),
        Step(
            key="side",
            ask=_of_next(_ask_side),
            take=_then(onward, _take_side),
            loops=True,
            passing=True,
            skips=("no",),
            yes=("yes",),
            no=("no",),
            writes=own_ones,
            back=_back_to_list,
            noted_as="match",
        ),
        Step(
            key="match",
            ask=_of_next(_ask_match),
            take=_then(onward, _take_match),
            loops=True,
            skips=("none",),
            reads=own_ones,
            writes=fits,
            kept=_kept_match,
            why=why_these,
            unsure=True,
            listens=True,
            back=_back_to_list,
            noted_as="match",
        ),
    )


def look_edges(*sources: str) -> tuple[Edge, ...]:
    """From each of these to any of the three questions."""
    return tuple(Edge(source, look, look) for source in sources for look in LOOKS)


def look_on(scene: Scene, taken: Taken, onward: Onward) -> Taken:
    """The answer, and after it the next question about one's own; kept later, none of them comes again."""
    after = scene.after(taken)
    end = onward(after)
    return replace(taken, trigger=next_look(after) or end, stands_as=end)


def _of_next(ask: Callable[[Scene, Contribution], Question]) -> Callable[[Scene], Question]:
    """The question about the first of one's own that waits; once all are done, which to look at again."""

    def asking(scene: Scene) -> Question:
        waiting = unmatched(scene)
        return ask(scene, waiting[0]) if waiting else _ask_again(scene)

    return asking


def _then(onward: Onward, take: Callable[[Scene, Contribution, Reply], Verdict]) -> Callable[[Scene, Reply], Verdict]:
    """Taking the answer to it, and on to the next."""

    def taking(scene: Scene, reply: Reply) -> Verdict:
        taken = _take(scene, reply, take)
        return taken if isinstance(taken, Rejected) else look_on(scene, taken, onward)

    return taking


def _take(scene: Scene, reply: Reply, take: Callable[[Scene, Contribution, Reply], Verdict]) -> Verdict:
    waiting = unmatched(scene)
    if reply.option == "rest":
        return _all_custom(scene)
    return take(scene, waiting[0], reply) if waiting else _look_again(scene, reply)


def _all_custom(scene: Scene) -> Taken:
    project = scene.project
    for contribution in unmatched(scene):
        project = project.with_barrier(barrier_of(scene, contribution.id).but(custom=True))
    return Taken(trigger="", project=project)


def _rest(scene: Scene) -> tuple[Offer, ...]:
    return (Offer(key="rest", label=scene.line("match-rest")),) if len(unmatched(scene)) > 1 else ()


def _ask_again(scene: Scene) -> Question:
    """Where an answer stands there is a way to keep it; where none does, one past all of them."""
    choices = [Offer(c.id, scene.line("quoted", words=cut(c.words, length=_LISTED))) for c in own(scene)]
    none = () if scene.session.step == "match" else (Offer("none", scene.line("match-again-no")),)
    return Question(scene.say("match-again-ask"), choices=(*choices, *none))


def _ask_split(scene: Scene, now: Contribution) -> Question:
    parts = [scene.say("split-part", words=cut(part, length=_QUOTED)) for part in parts_of(scene, now)]
    says = scene.say("split-reads", words=cut(now.words, length=_QUOTED), count=len(parts))
    choices = (Offer("yes", scene.line("split-yes")), Offer("no", scene.line("split-no")), *_rest(scene))
    return Question(body=joined((says, *parts, scene.say("split-ask", count=len(parts)))), choices=choices)


def _take_split(scene: Scene, now: Contribution, reply: Reply) -> Taken:
    """Each part on its own, the first in the place of the whole; or one thing, and never asked again."""
    parts = parts_of(scene, now)
    if reply.option == "yes" and parts:
        return note(scene, parts, now.kind, replaces=now.id, asked=("split",))
    return settle(scene, now, "split")


def _ask_side(scene: Scene, now: Contribution) -> Question:
    sounds = "hard" if now.kind == "facilitator" else "helps"
    choices = tuple(Offer(key, scene.line(f"side-{sounds}-{key}")) for key in ("yes", "no"))
    body = scene.say(f"side-{sounds}-ask", words=cut(now.words, length=_QUOTED))
    return Question(body=body, choices=(*choices, *_rest(scene)))


def _take_side(scene: Scene, now: Contribution, reply: Reply) -> Taken:
    return flip(scene, now) if reply.option == "yes" else settle(scene, now, "side")


def _ask_match(scene: Scene, now: Contribution) -> Question:
    key = "match-helps-ask" if now.kind == "facilitator" else "match-ask"
    body = scene.say(key, words=cut(now.words, length=_QUOTED), count=len(unmatched(scene)))
    kinds = tuple(Offer(key=each[:OPTION_LIMIT], label=name_of_kind(scene, each)) for each in offered(scene, now))
    why = (Offer(f"{COMMAND_PREFIX}why", scene.line("match-why")),) if kinds else ()
    return Question(body=body, choices=(*kinds, *why, Offer("none", scene.line("match-none")), *_rest(scene)))


def _kept_match(scene: Scene) -> str:
    """What each contribution was matched to, and how many are people's own; nothing while some still wait."""
    if unmatched(scene):
        return ""
    found = [scene.setting.catalogue.find_determinant(barrier_of(scene, c.id).determinant) for c in own(scene)]
    names = list(dict.fromkeys(each.name.to(scene.setting.language) for each in found if each))
    if not names:
        return scene.line("match-kept-none")
    custom = [scene.line("match-kept-own", count=found.count(None))] if None in found else []
    return scene.listed([*names, *custom])


def _take_match(scene: Scene, now: Contribution, reply: Reply) -> Verdict:
    """Matched, or kept as the person's own."""
    barrier, is_neither = barrier_of(scene, now.id), any(_means(scene, reply.words, key) for key in _NEITHER)
    if reply.option is None and not is_neither:
        return _hear_match(scene, now, reply.words)
    if reply.option == "none" or is_neither:
        return Taken(trigger="", project=scene.project.with_barrier(barrier.but(determinant=None, custom=True)))
    found = next((each for each in offered(scene, now) if each[:OPTION_LIMIT] == reply.option), None)
    if found is None:
        return Rejected(scene.say("bad-option"))
    return Taken(trigger="", project=scene.project.with_barrier(barrier.but(determinant=found)))


def _means(scene: Scene, said: str, key: str) -> bool:
    return means(said, key, language=scene.setting.language)


def _hear_match(scene: Scene, now: Contribution, said: str) -> Verdict:
    """Other words about it: where they name another determinant, that one is offered first."""
    named = meant(scene, now, said)
    if named is None or offered(scene, now)[:1] == (named,):
        return Rejected(scene.say("bad-option"))
    ack = scene.say("match-meant", name=name_of_kind(scene, named))
    return Taken(trigger="", slots={"meant": (now.id, named)}, changed=False, ack=ack)


def _look_again(scene: Scene, reply: Reply) -> Verdict:
    """Asked about once more; where nothing is like it, it stays as it is."""
    if reply.option is None:
        return Rejected(scene.say("bad-option"))
    if reply.option == "none":
        return Taken(trigger="", changed=False)
    barrier = barrier_of(scene, reply.option)
    again = scene.project.get_contribution(barrier.contribution)
    if not suggested(scene, again):
        return Taken(
            trigger="", changed=False, ack=scene.say("match-again-none", words=cut(again.words, length=_LISTED))
        )
    stood: Slots = {"again": (again.id, barrier.determinant or "")}
    project = scene.project.with_barrier(barrier.but(determinant=None, custom=False))
    return Taken(trigger="", project=project, slots=stood)


def _back_to_list(scene: Scene) -> Taken | None:
    """What is looked at again stands as it stood, and the list of which to look at comes again."""
    again = tuple(scene.session.slots.get("again", ()))
    if not again or again[:1] != tuple(c.id for c in unmatched(scene)):
        return None
    id_, stood = again
    barrier = barrier_of(scene, id_).but(determinant=stood or None, custom=not stood)
    return Taken(trigger="match", project=scene.project.with_barrier(barrier))
