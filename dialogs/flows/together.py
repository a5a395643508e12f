"""Identify, barriers: all together. The owner sees every line by theme, merges, looks once more, closes. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dialogs.effects import Effect, Forget, Post, Say
from dialogs.flow import Flow, Question, Rejected, Reply, Scene, Setting, Step, Taken, Verdict, offers
from dialogs.flows.contributing import contribute, is_nothing, theme_names, themes_without
from dialogs.flows.grouped import everything, grouped_text, page_count, shown, theme_of
from dialogs.flows.looking import look_edges, look_on, look_steps
from dialogs.phrases import say
from dialogs.process import close_step, missing
from dialogs.reading import read_places
from dialogs.session import Slots
from dialogs.status import name_of
from dialogs.table import Edge
from dialogs.text import cut, joined
from knowledge.project import Barrier, Decision, Project

_QUOTED = 60


class At:
    """Where the conversation stands."""

    WAIT = "wait"
    LOOK = "look"
    MERGE = "merge"
    ONE = "one"
    NOBODY = "nobody"
    SPLIT = "split"
    SIDE = "side"
    MATCH = "match"
    CLOSE = "close"
    DONE = "done"


def _enter(project: Project) -> str:
    """A team of one has nobody to wait for; and nothing to look at, where nothing was written."""
    if not project.is_alone:
        return At.WAIT
    return At.LOOK if everything(project) else At.CLOSE


def _ask_wait(scene: Scene) -> Question:
    waiting = missing(scene.project, "barriers")
    team = len(scene.project.present)
    if not waiting:
        body = scene.say("together-wait-all", team=team)
        return Question(body=body, choices=offers(scene, At.WAIT, "look"))
    names = scene.listed([name_of(scene.project, person) for person in waiting])
    body = scene.say("together-wait-ask", count=team - len(waiting), team=team, names=names)
    return Question(body=body, choices=offers(scene, At.WAIT, "now"))


def _take_wait(scene: Scene, _: Reply) -> Verdict:
    if not everything(scene.project):
        return Rejected(scene.say("together-wait-empty"))
    return Taken(trigger="look")


def _ask_look(scene: Scene) -> Question:
    page = int(str(scene.session.slots.get("page", "1")))
    keys = ["merge", "different"]
    if page_count(scene.project, scene.setting) > 1:
        keys.append("page")
    if scene.session.slots.get("merges"):
        keys.append("apart")
    body = joined((grouped_text(scene.project, scene.setting, page=page), scene.say("together-look-ask")), by="\n\n")
    return Question(body=body, choices=offers(scene, At.LOOK, *keys))


def _take_look(scene: Scene, reply: Reply) -> Verdict:
    match reply.option:
        case "page":
            page = int(str(scene.session.slots.get("page", "1")))
            following = page % page_count(scene.project, scene.setting) + 1
            return Taken(trigger="page", slots={"page": str(following)}, changed=False)
        case "apart":
            return _apart(scene)
        case "merge":
            return Taken(trigger="merge", changed=False)
        case None:
            return _read_merge(scene, reply.words)
        case _:
            return look_on(scene, Taken(trigger="", changed=False), _after_look)


def _apart(scene: Scene) -> Taken:
    """The last merge undone; again, the one before it."""
    *earlier, last = tuple(scene.session.slots["merges"])
    gone = set(last.split())
    project = scene.project
    for barrier in scene.project.barriers:
        if barrier.id in gone:
            project = project.with_barrier(barrier.but(merged_into=None))
    return Taken(
        trigger="page", project=project, slots={"merges": tuple(earlier)}, ack=scene.say("together-look-apart-ack")
    )


def _after_look(scene: Scene) -> str:
    """Once, the themes that nobody touched."""
    asked = "nobody" in scene.session.slots
    return "close" if asked or not _nobodys(scene) else "nobody"


def _nobodys(scene: Scene) -> tuple[str, ...]:
    return themes_without(scene, list(scene.project.barriers))


def _take_merge(scene: Scene, reply: Reply) -> Verdict:
    if reply.option == "none":
        return Taken(trigger="no", changed=False)
    return _read_merge(scene, reply.words)


def _read_merge(scene: Scene, words: str) -> Verdict:
    """Numbers as people write them, read back before anything is merged."""
    lines = shown(scene.project, scene.setting)
    places = read_places(words, language=scene.setting.language)
    if len(places) < 2:
        return Rejected(scene.say("together-merge-two"))
    if max(places) > len(lines):
        return Rejected(scene.say("together-merge-range", count=len(lines)))
    chosen = [lines[place - 1][0] for place in places]
    if len({barrier.hinders for barrier in chosen}) > 1:
        return Rejected(scene.say("together-merge-mixed"))
    return Taken(trigger="given", slots={"merge": tuple(b.id for b in chosen)}, changed=False)


def _ask_one(scene: Scene) -> Question:
    words = [scene.line("quoted", words=cut(_words_of(scene.project, b), length=_QUOTED)) for b in _merging(scene)]
    body = scene.say("together-one-ask", words=scene.listed(words), first=words[0])
    return Question(body=body, choices=offers(scene, At.ONE, "yes", "no"))


def _merging(scene: Scene) -> list[Barrier]:
    by_id = {b.id: b for b in scene.project.barriers}
    return [by_id[each] for each in scene.session.slots.get("merge", ()) if each in by_id]


def _words_of(project: Project, barrier: Barrier) -> str:
    return project.get_contribution(barrier.contribution).words


def _take_one(scene: Scene, reply: Reply) -> Verdict:
    if reply.option is None:
        return _read_merge(scene, reply.words)
    if reply.option == "no":
        return Taken(trigger="done", changed=False)
    by_id, roots = {b.id: b for b in scene.project.barriers}, scene.project.roots
    into, *others = dict.fromkeys(roots[barrier.id] for barrier in _merging(scene))
    project = scene.project
    for other in others:
        project = project.with_barrier(by_id[other].but(merged_into=into))
    merge = " ".join(others)
    slots: Slots = {"merges": (*scene.session.slots.get("merges", ()), merge), "page": "1"}
    return Taken(trigger="done", project=project, slots=slots)


def _ask_nobody(scene: Scene) -> Question:
    names = theme_names(scene, _nobodys(scene))
    key = "together-nobody-ask-alone" if scene.project.is_alone else "together-nobody-ask"
    return Question(body=scene.say(key, themes=names), choices=offers(scene, At.NOBODY, "no"))


def _take_nobody(scene: Scene, reply: Reply) -> Verdict:
    asked: Slots = {"nobody": "asked"}
    if reply.option == "no" or is_nothing(scene, reply.words):
        return Taken(trigger="close", slots=asked, changed=False)
    taken = contribute(scene, reply.words, "barrier")
    if isinstance(taken, Rejected):
        return taken
    return look_on(scene, replace(taken, slots=taken.slots | asked), _after_looking)


def _after_looking(_: Scene) -> str:
    return "close"


def _ask_close(scene: Scene) -> Question:
    found = everything(scene.project)
    hinder = sum(group[0].hinders for group in found)
    key = "together-close-ask-alone" if scene.project.is_alone else "together-close-ask"
    body = scene.say(key, hinder=hinder, help=len(found) - hinder)
    return Question(body=body, choices=offers(scene, At.CLOSE, "yes", "look"))


def _take_close(scene: Scene, reply: Reply) -> Verdict:
    """With no line to look at, once more at what might play a part."""
    if reply.option == "yes":
        return Taken(trigger="close", changed=False)
    return Taken(trigger="look" if everything(scene.project) else "nobody", changed=False)


def _finish(scene: Scene) -> Taken:
    """The step is decided, everybody sees everything, and the next step waits."""
    decision = Decision(
        id=scene.new_id("decision"),
        step="barriers",
        visit=scene.session.number,
        what="closed",
        by=scene.person.id if scene.project.named else None,
        at=scene.at,
    )
    with_decision = scene.project.but(decisions=(*scene.project.decisions, decision))
    project = close_step(with_decision, "barriers", at=scene.at)
    return Taken(
        trigger="",
        project=project,
        ack=scene.say("together-closed"),
        effects=(*_forget(scene), *_room_hears(scene, project), *_team_hears(scene, project)),
    )


def _forget(scene: Scene) -> tuple[Effect, ...]:
    return () if scene.project.named else (Forget(flow="barriers", number=scene.session.number),)


def _room_hears(scene: Scene, project: Project) -> tuple[Effect, ...]:
    """Where there is a team: how much it is, and on what. No words and no names: not all in a room are on the team."""
    if project.is_alone:
        return ()
    found = shown(project, scene.setting)
    hinder = sum(group[0].hinders for group in found)
    themes = theme_names(scene, tuple(dict.fromkeys(theme_of(group, scene.setting) for group in found)))
    body = scene.say(
        "together-closed-room", project=project.name, hinder=hinder, help=len(found) - hinder, themes=themes
    )
    return (Post(body=body),)


def _team_hears(scene: Scene, project: Project) -> tuple[Effect, ...]:
    others = [m.person for m in project.present if m.person != scene.person.id]
    return tuple(said for person in others for said in _said_to(scene, project, person))


def _said_to(scene: Scene, project: Project, person: str) -> Iterator[Say]:
    """Every line, page by page, in the language of whoever reads it."""
    setting = Setting(
        at=scene.at,
        person=scene.setting.people.get(person, scene.person),
        catalogue=scene.setting.catalogue,
    )
    yield Say(to=person, body=say("together-closed-team", language=setting.language), asked=False)
    for page in range(1, page_count(project, setting) + 1):
        yield Say(to=person, body=grouped_text(project, setting, page=page), asked=False)


_ALL = frozenset({"barriers.all"})

TOGETHER = Flow(
    name="together",
    at="barriers",
    is_owners=True,
    loads=frozenset({"contributions", "barriers", "parking", "decisions"}),
    outside=frozenset({"own"}),
    enter=_enter,
    enters=(At.LOOK, At.CLOSE),
    finish=_finish,
    steps=(
        Step(
            key=At.WAIT,
            ask=_ask_wait,
            take=_take_wait,
            choices=("look", "now"),
            loops=True,
            passing=True,
            yes=("look", "now"),
        ),
        Step(
            key=At.LOOK,
            ask=_ask_look,
            take=_take_look,
            choices=("merge", "different", "page", "apart"),
            wants_words=True,
            wants_number=True,
            loops=True,
            yes=("merge",),
            no=("different",),
            reads=frozenset({"own"}),
        ),
        Step(
            key=At.MERGE,
            take=_take_merge,
            choices=("none",),
            wants_words=True,
            wants_number=True,
            loops=True,
            skips=("none",),
        ),
        Step(
            key=At.ONE,
            ask=_ask_one,
            take=_take_one,
            choices=("yes", "no"),
            wants_words=True,
            wants_number=True,
            loops=True,
            passing=True,
            writes=_ALL,
        ),
        Step(
            key=At.NOBODY,
            ask=_ask_nobody,
            take=_take_nobody,
            choices=("no",),
            wants_words=True,
            skips=("no",),
            unsure=True,
            writes=frozenset({"own"}),
        ),
        *look_steps(_after_looking, fits=_ALL),
        Step(
            key=At.CLOSE,
            ask=_ask_close,
            take=_take_close,
            choices=("yes", "look"),
            loops=True,
            no=("look",),
            reads=_ALL,
        ),
    ),
    edges=(
        Edge(At.WAIT, "look", At.LOOK),
        Edge(At.LOOK, "page", At.LOOK),
        Edge(At.LOOK, "merge", At.MERGE),
        Edge(At.LOOK, "given", At.ONE),
        Edge(At.LOOK, "nobody", At.NOBODY),
        Edge(At.LOOK, "close", At.CLOSE),
        Edge(At.MERGE, "given", At.ONE),
        Edge(At.MERGE, "no", At.LOOK),
        Edge(At.ONE, "done", At.LOOK),
        Edge(At.ONE, "given", At.ONE),
        *look_edges(At.LOOK, At.NOBODY, At.SPLIT, At.SIDE, At.MATCH),
        *(Edge(each, "close", At.CLOSE) for each in (At.NOBODY, At.SPLIT, At.SIDE, At.MATCH)),
        Edge(At.CLOSE, "close", At.DONE),
        Edge(At.CLOSE, "look", At.LOOK),
        Edge(At.CLOSE, "nobody", At.NOBODY),
    ),
    finals=(At.DONE,),
)
