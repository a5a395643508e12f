"""The lead brings people onto the team: by a mark where the channel has such, by name and a link elsewhere. Pure."""

from __future__ import annotations

from dialogs.effects import Effect, Invite
from dialogs.flow import Flow, Offer, Question, Rejected, Reply, Scene, Step, Taken, Verdict, offers
from dialogs.gathering import newcomer_hears
from dialogs.people import read_people, with_people
from dialogs.reading import UnreadableError, means
from dialogs.table import Edge
from knowledge.project import Person

MOST_MEMBERS = 40
MOST_SHOWN = 8


class At:
    """Where the conversation stands."""

    WHOM = "whom"
    DONE = "done"


def _ask(scene: Scene) -> Question:
    """Who is not on the team yet is named; who is, and has not come, gets a new link by their button."""
    again = tuple(
        Offer(key=m.person, label=scene.line("invite-whom-again", name=m.name))
        for m in scene.project.present
        if m.person != scene.person.id
    )
    return Question(body=scene.say("invite-whom-ask"), choices=(*again[:MOST_SHOWN], *offers(scene, At.WHOM, "enough")))


def _take(scene: Scene, reply: Reply) -> Verdict:
    if reply.option == "enough" or means(reply.words, "read-enough", language=scene.setting.language):
        return Taken(trigger="enough", changed=False)
    if reply.option is not None:
        member = scene.project.find_member(reply.option)
        name = member.name if member else ""
        return Taken(trigger="more", changed=False, effects=(Invite(person=reply.option, name=name, afresh=True),))
    try:
        people = read_people(scene, reply)
    except UnreadableError as reason:
        return Rejected(scene.say(str(reason)))
    if len(scene.project.present) + len(people) > MOST_MEMBERS:
        return Rejected(scene.say("start-members-many", most=MOST_MEMBERS))
    return _with(scene, people)


def _with(scene: Scene, people: tuple[Person, ...]) -> Verdict:
    """They are on the team, hear what it is being asked, or the lead hears how they get to us."""
    present = {m.person for m in scene.project.present}
    new = tuple(p for p in people if p.id not in present)
    if not new:
        return Rejected(scene.say("invite-known"))
    project = with_people(scene.project, new)
    effects: list[Effect] = []
    for person in new:
        effects += [Invite(person=person.id, name=person.name), *newcomer_hears(project, person.id)]
    unknown = tuple(p for p in new if p.id not in scene.setting.people)
    names = scene.listed([p.name for p in new])
    ack = scene.say("start-team", names=names, count=len(new))
    return Taken(trigger="more", project=project, people=unknown, effects=tuple(effects), ack=ack)


INVITE = Flow(
    name="invite",
    loads=frozenset({"people"}),
    steps=(
        Step(
            key=At.WHOM,
            ask=_ask,
            take=_take,
            choices=("enough",),
            wants_words=True,
            loops=True,
            skips=("enough",),
            no=("enough",),
            writes=frozenset({"team.members"}),
        ),
    ),
    edges=(Edge(At.WHOM, "more", At.WHOM), Edge(At.WHOM, "enough", At.DONE)),
    finals=(At.DONE,),
)
