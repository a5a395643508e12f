"""The team's time, the manager who agreed to it, and whom the change concerns outside the team: the stakeholder map.

One goes through it again and again: whoever comes back sees the map first. How what is written about people is read
lives in `dialogs/flows/mapped.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from dialogs.flow import Flow, Offer, Question, Rejected, Reply, Scene, Step, Taken, Verdict, offers
from dialogs.flows.mapped import (
    CONCERNS,
    LONGEST_WHO,
    lacks_patients,
    map_text,
    named_of,
    reached_text,
    read_hours,
    read_reaches,
    read_whom,
    shown_of,
    taken_off,
    unreached,
    with_reach,
    with_whom,
)
from dialogs.flows.start import LONGEST_PROJECT_NAME
from dialogs.reading import UnreadableError, means
from dialogs.table import Edge
from dialogs.text import cut, joined
from knowledge.hearing import Concern, Stakeholder
from knowledge.project import Project

MOST_HOURS = 400  # a month, of the whole team: more is a slip of the finger
_SHOWN = 300


class At:
    """Where the conversation stands."""

    HOURS = "hours"
    SPONSOR = "sponsor"
    REACH = "reach"
    CHECK = "check"
    WHICH = "which"
    PATIENTS = "patients"
    DONE = "done"


def _enter(project: Project) -> str:
    """Who comes back sees the map first."""
    has_any = project.hours is not None or project.sponsor or project.concerned
    return At.CHECK if has_any else At.HOURS


def _ask(scene: Scene, *, key: str, none: str, choices: tuple[str, ...] = ()) -> Question:
    """What stands there, and the question. To skip it keeps what stands."""
    body, stands = scene.say(f"concerned-{key}-ask"), _stands(scene, key)
    if not stands:
        return Question(body=body, choices=offers(scene, key, *choices, none))
    keep = Offer(key="keep", label=scene.line("edit-keep"))
    before = scene.say("edit-standing", answer=cut(stands, length=_SHOWN))
    return Question(body=joined((before, body)), choices=(keep, *offers(scene, key, *choices, none)))


def _stands(scene: Scene, key: str) -> str:
    """The answer as the project has it, whoever gave it."""
    if key == At.HOURS:
        return "" if scene.project.hours is None else str(scene.project.hours)
    if key == At.SPONSOR:
        return scene.project.sponsor or ""
    return reached_text(scene) if key == At.REACH else named_of(scene, key)


def _kept(key: str) -> Callable[[Scene], str]:
    """The same for lists; the question itself says what stands there."""
    return lambda scene: "" if scene.session.step == key else _stands(scene, key) or scene.line("nothing-said")


def _onward(scene: Scene, project: Project, *, key: str) -> str:
    """The trigger. Somebody who has seen the map comes back to it; new names are asked about first."""
    is_again = At.CHECK in scene.session.answers
    if key in CONCERNS and (is_again or key == CONCERNS[-1]) and unreached(project):
        return "reach"
    return "done" if is_again or key == CONCERNS[-1] else "given"


def _left(scene: Scene, *, key: str) -> Taken:
    return Taken(trigger=_onward(scene, scene.project, key=key), changed=False)


def _take_hours(scene: Scene, reply: Reply) -> Verdict:
    """A number, read back; hours a week are taken times four."""
    if reply.option in ("keep", "unknown"):
        return _left(scene, key=At.HOURS)
    hours = {"two": 2, "four": 4, "eight": 8}.get(reply.option or "")
    hours = read_hours(reply.words, language=scene.setting.language) if hours is None else hours
    if hours is None or not 0 <= hours <= MOST_HOURS:
        return Rejected(scene.say("concerned-hours-number"))
    project = scene.project.but(hours=hours)
    ack = scene.say("concerned-hours-kept", count=hours)
    return Taken(trigger=_onward(scene, project, key=At.HOURS), project=project, ack=ack)


def _take_sponsor(scene: Scene, reply: Reply) -> Verdict:
    """A name or a post. Nobody yet is an answer: then asking first is what helps."""
    if reply.option == "keep":
        return _left(scene, key=At.SPONSOR)
    onward = _onward(scene, scene.project, key=At.SPONSOR)
    if reply.option == "nobody" or _is_nobody(scene, reply.words):
        project = scene.project.but(sponsor=None)
        return Taken(trigger=onward, project=project, ack=scene.say("concerned-sponsor-first"))
    if len(reply.words) > LONGEST_PROJECT_NAME:
        return Rejected(scene.say("start-name-long", most=LONGEST_PROJECT_NAME))
    return Taken(trigger=onward, project=scene.project.but(sponsor=" ".join(reply.words.split())))


def _is_nobody(scene: Scene, words: str) -> bool:
    keys = ("concerned-nobody-words", "read-enough", "read-unsure")
    return any(means(words, key, language=scene.setting.language) for key in keys)


def _take_whom(scene: Scene, reply: Reply, *, concern: Concern) -> Verdict:
    """The names of this question, all of them: whoever is no longer named is off the map, and that is said."""
    if reply.option == "keep":
        return _left(scene, key=concern)
    is_nobody = reply.option == "nobody" or _is_nobody(scene, reply.words)
    try:
        names = () if is_nobody else read_whom(reply.words, language=scene.setting.language)
    except UnreadableError as reason:
        return Rejected(scene.say(str(reason), most=LONGEST_WHO))
    project = with_whom(scene, concern, names)
    gone = taken_off(scene.project, project)
    ack = scene.say("concerned-off", names=scene.listed(gone)) if gone else None
    return Taken(trigger=_onward(scene, project, key=concern), project=project, ack=ack)


def _ask_reach(scene: Scene) -> Question:
    """What stands there, whom nothing is known of, and the question."""
    stands, waiting = reached_text(scene), [shown_of(each) for each in unreached(scene.project)]
    lines = [scene.say("edit-standing", answer=cut(stands, length=_SHOWN))] if stands else []
    if waiting:
        lines.append(scene.say("concerned-reach-whom", names=scene.listed(waiting)))
    keep = Offer(key="keep", label=scene.line("edit-keep"))
    choices = (keep,) if stands else offers(scene, At.REACH, "unknown")
    return Question(body=joined((*lines, scene.say("concerned-reach-ask"))), choices=choices)


def _take_reach(scene: Scene, reply: Reply) -> Verdict:
    """How to reach them, for all in one message; a name that is not on the map is asked about."""
    if reply.option is not None:
        return Taken(trigger="given", changed=False)
    found, strangers = read_reaches(scene.project, reply.words, language=scene.setting.language)
    if not found:
        return Rejected(scene.say("concerned-reach-form"))
    project = with_reach(scene.project, found)
    if strangers:
        ack = scene.say("concerned-reach-stranger", names=scene.listed([cut(s, length=40) for s in strangers]))
        return Taken(trigger="more", project=project, ack=ack, stands_as="given")
    return Taken(trigger="given", project=project)


def _ask_check(scene: Scene) -> Question:
    body = joined((scene.say("concerned-check-head"), map_text(scene), scene.say("concerned-check-ask")))
    return Question(body=body, choices=offers(scene, At.CHECK, "yes", "change"))


def _take_check(scene: Scene, reply: Reply) -> Verdict:
    if reply.option == "change":
        return Taken(trigger="change", changed=False)
    asks = lacks_patients(scene) and not scene.session.slots.get("patients")  # once
    return Taken(trigger="patients" if asks else "yes", changed=False)


def _ask_which(scene: Scene) -> Question:
    """Every part of the map, by what it is called."""
    keys = (At.HOURS, At.SPONSOR, *CONCERNS, *((At.REACH,) if scene.project.concerned else ()))
    parts = (Offer(key=key, label=scene.line(f"concerned-{key}-title")) for key in keys)
    return Question(body=scene.say("concerned-which-ask"), choices=(*parts, *offers(scene, At.WHICH, "nothing")))


def _take_which(_: Scene, reply: Reply) -> Verdict:
    """That part is asked about anew."""
    key = reply.option or "nothing"
    return Taken(trigger=key, changed=False, undo=(key,))


def _take_patients(scene: Scene, reply: Reply) -> Verdict:
    """They are on it as who is never asked, with how they can be heard. No is an answer, and asked once."""
    if reply.option == "no":
        return Taken(trigger="given", slots={"patients": "asked"}, changed=False)
    row = Stakeholder(
        id=scene.new_id("stakeholder", "patients"),
        who=scene.line("concerned-patients-who"),
        concern="unasked",
        reach=_how(scene, reply),
    )
    project = scene.project.with_row("stakeholders", row)
    ack = scene.say("concerned-patients-on")
    return Taken(trigger="given", project=project, slots={"patients": "asked"}, ack=ack)


def _how(scene: Scene, reply: Reply) -> str | None:
    """How patients can be heard; a bare yes does not say."""
    if reply.option is None:
        return None if means(reply.words, "read-yes", language=scene.setting.language) else reply.words
    how = reply.option.replace("_", "-")
    return scene.line(f"concerned-patients-by-{how}")


def _finish(scene: Scene) -> Taken:
    return Taken(trigger="", ack=scene.say("concerned-kept"))


def _whom_step(concern: Concern) -> Step:
    return Step(
        key=concern,
        ask=partial(_ask, key=concern, none="nobody"),
        take=partial(_take_whom, concern=concern),
        choices=("nobody",),
        wants_words=True,
        unsure=True,
        skips=("keep", "nobody"),
        no=("nobody",),
        writes=frozenset({f"map.{concern}"}),
        kept=_kept(concern),
    )


CONCERNED = Flow(
    name="concerned",
    loads=frozenset({"stakeholders"}),
    enter=_enter,
    enters=(At.CHECK,),
    finish=_finish,
    steps=(
        Step(
            key=At.HOURS,
            ask=partial(_ask, key=At.HOURS, none="unknown", choices=("two", "four", "eight")),
            take=_take_hours,
            choices=("two", "four", "eight", "unknown"),
            wants_words=True,
            wants_number=True,
            skips=("keep", "unknown"),
            no=("unknown",),
            writes=frozenset({"team.hours"}),
            kept=_kept(At.HOURS),
        ),
        Step(
            key=At.SPONSOR,
            ask=partial(_ask, key=At.SPONSOR, none="nobody"),
            take=_take_sponsor,
            choices=("nobody",),
            wants_words=True,
            unsure=True,
            skips=("keep", "nobody"),
            no=("nobody",),
            writes=frozenset({"team.sponsor"}),
            kept=_kept(At.SPONSOR),
        ),
        *(_whom_step(concern) for concern in CONCERNS),
        Step(
            key=At.REACH,
            ask=_ask_reach,
            take=_take_reach,
            choices=("unknown",),
            wants_words=True,
            skips=("keep", "unknown"),
            no=("unknown",),
            reads=frozenset({f"map.{concern}" for concern in CONCERNS}),
            writes=frozenset({"map.reach"}),
            kept=_kept(At.REACH),
        ),
        Step(
            key=At.CHECK,
            ask=_ask_check,
            take=_take_check,
            choices=("yes", "change"),
            yes=("yes",),
            no=("change",),
            loops=True,
        ),
        Step(key=At.WHICH, ask=_ask_which, take=_take_which, choices=("nothing",), passing=True, loops=True),
        Step(
            key=At.PATIENTS,
            take=_take_patients,
            choices=("council", "in_person", "no"),
            wants_words=True,
            skips=("no",),
            no=("no",),
            passing=True,
            loops=True,
            writes=frozenset({"map.unasked"}),
        ),
    ),
    edges=(
        Edge(At.HOURS, "given", At.SPONSOR),
        Edge(At.HOURS, "done", At.CHECK),
        Edge(At.SPONSOR, "given", CONCERNS[0]),
        Edge(At.SPONSOR, "done", At.CHECK),
        *(Edge(one, "given", other) for one, other in pairwise(CONCERNS)),
        *(Edge(concern, "done", At.CHECK) for concern in CONCERNS),
        *(Edge(concern, "reach", At.REACH) for concern in CONCERNS),
        Edge(At.REACH, "given", At.CHECK),
        Edge(At.REACH, "more", At.REACH),
        Edge(At.CHECK, "yes", At.DONE),
        Edge(At.CHECK, "patients", At.PATIENTS),
        Edge(At.CHECK, "change", At.WHICH),
        *(Edge(At.WHICH, key, key) for key in (At.HOURS, At.SPONSOR, *CONCERNS, At.REACH)),
        Edge(At.WHICH, "nothing", At.CHECK),
        Edge(At.PATIENTS, "given", At.DONE),
    ),
    finals=(At.DONE,),
)
