"""The team's time, the manager who agreed to it, and whom the change concerns outside the team: the stakeholder map."""

from __future__ import annotations

from dialogs.flow import Flow, Rejected, Reply, Scene, Step, Taken, Verdict
from dialogs.flows.start import LONGEST_PROJECT_NAME
from dialogs.reading import means, read_number
from dialogs.table import Edge

MOST_HOURS = 400  # a month, of the whole team: more is a slip of the finger


class At:
    """Where the conversation stands."""

    HOURS = "hours"
    SPONSOR = "sponsor"
    DONE = "done"


def _take_hours(scene: Scene, reply: Reply) -> Verdict:
    """A number, read back."""
    hours = {"two": 2, "four": 4, "eight": 8}.get(reply.option or "") or _hours(scene, reply.words)
    if hours is None or not 0 < hours <= MOST_HOURS:
        return Rejected(scene.say("concerned-hours-number"))
    ack = scene.say("concerned-hours-kept", count=hours)
    return Taken(trigger="given", project=scene.project.but(hours=hours), ack=ack)


def _hours(scene: Scene, words: str) -> int | None:
    number = read_number(words, language=scene.setting.language)
    return None if number is None else round(number)


def _take_sponsor(scene: Scene, reply: Reply) -> Verdict:
    """A name or a post. Nobody yet is an answer: then asking first is what helps."""
    if reply.option == "nobody" or means(reply.words, "read-enough", language=scene.setting.language):
        project = scene.project.but(sponsor=None)
        return Taken(trigger="given", project=project, ack=scene.say("concerned-sponsor-first"))
    if len(reply.words) > LONGEST_PROJECT_NAME:
        return Rejected(scene.say("start-name-long", most=LONGEST_PROJECT_NAME))
    return Taken(trigger="given", project=scene.project.but(sponsor=reply.words))


CONCERNED = Flow(
    name="concerned",
    steps=(
        Step(
            key=At.HOURS,
            take=_take_hours,
            choices=("two", "four", "eight"),
            wants_words=True,
            wants_number=True,
            skip="given",
            writes=frozenset({"team.hours"}),
            kept=lambda scene: str(scene.project.hours or ""),
        ),
        Step(
            key=At.SPONSOR,
            take=_take_sponsor,
            choices=("nobody",),
            wants_words=True,
            skip="given",
            writes=frozenset({"team.sponsor"}),
            kept=lambda scene: scene.project.sponsor or scene.line("concerned-sponsor-nobody"),
        ),
    ),
    edges=(Edge(At.HOURS, "given", At.SPONSOR), Edge(At.SPONSOR, "given", At.DONE)),
    finals=(At.DONE,),
)
