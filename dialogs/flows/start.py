"""The start: a project's name, who is on the team, who owns the first step, named or not. Furnishes the step `team`."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.asking import LANGUAGE_PREFIX
from dialogs.effects import Begin, Effect, Invite, Say
from dialogs.flow import Flow, Offer, Question, Rejected, Reply, Scene, Step, Taken, Verdict, offers
from dialogs.people import read_people, with_people
from dialogs.phrases import LANGUAGES
from dialogs.process import close_step, open_step
from dialogs.reading import UnreadableError, folded, has_address, is_name, means, read_own_name
from dialogs.table import Edge
from knowledge.ids import make_id
from knowledge.project import Member, Person, Project

LONGEST_PROJECT_NAME = 120
MOST_MEMBERS = 40


class At:
    """Where the conversation stands."""

    NAME = "name"
    YOU = "you"
    MEMBERS = "members"
    OWNER = "owner"
    NAMED = "named"
    DONE = "done"


def _ask_name(scene: Scene) -> Question:
    others = [code for code in LANGUAGES if code != scene.setting.language]
    names = tuple(Offer(key=f"{LANGUAGE_PREFIX}{code}", label=scene.line(f"language-{code}")) for code in others)
    return Question(body=scene.say("start-name-ask"), choices=names if scene.held is None else ())


def _take_name(scene: Scene, reply: Reply) -> Verdict:
    name = " ".join(reply.words.split())
    if "\n" in reply.words or name.startswith("/") or has_address(name):
        return Rejected(scene.say("start-name-plain"))
    if len(name) > LONGEST_PROJECT_NAME:
        return Rejected(scene.say("start-name-long", most=LONGEST_PROJECT_NAME))
    trigger = "known" if scene.person.name else "nameless"
    if scene.held is not None:
        return Taken(trigger=trigger, project=scene.project.but(name=name))
    return Taken(trigger=trigger, project=_new_project(scene, name))


def _new_project(scene: Scene, name: str) -> Project:
    lead = Member(person=scene.person.id, name=scene.person.name, role="lead")
    empty = Project(
        id=make_id("project", scene.session.id),
        workspace=scene.person.workspace,
        name=name,
        created=scene.at,
        members=(lead,),
    )
    return open_step(empty, "team", owner=lead.person, at=scene.at)


def _take_you(scene: Scene, reply: Reply) -> Verdict:
    name = read_own_name(reply.words, language=scene.setting.language)
    if not is_name(name):
        return Rejected(scene.say("bad-name"))
    if scene.setting.door == "open" and _is_taken(scene, name):
        return Rejected(scene.say("start-you-taken", name=name))
    members = tuple(m.but(name=name) if m.person == scene.person.id else m for m in scene.project.members)
    named = scene.person.but(name=name)
    return Taken(trigger="known", project=scene.project.but(members=members), people=(named,))


def _is_taken(scene: Scene, name: str) -> bool:
    """Whether somebody else is met by that name."""
    return any(folded(p.name) == folded(name) for p in scene.setting.people.values() if p.id != scene.person.id)


def _ask_members(scene: Scene) -> Question:
    """Where people have accounts that can be marked, that is said."""
    key = "start-members-ask-marks" if scene.setting.door == "start" else "start-members-ask"
    return Question(body=scene.say(key), choices=offers(scene, At.MEMBERS, "only_me"))


def _take_members(scene: Scene, reply: Reply) -> Verdict:
    if reply.option == "only_me" or means(reply.words, "read-only-me", language=scene.setting.language):
        return _with_team(scene, ())
    try:
        others = read_people(scene, reply)
    except UnreadableError as reason:
        return Rejected(scene.say(str(reason)))
    if len(others) >= MOST_MEMBERS:
        return Rejected(scene.say("start-members-many", most=MOST_MEMBERS))
    return _with_team(scene, others)


def _with_team(scene: Scene, others: Sequence[Person]) -> Taken:
    """The project with just these beside the lead. Somebody no longer named has left; nobody is removed."""
    ids = {person.id for person in others}
    stayed = tuple(m.but(left=m.role != "lead" and m.person not in ids) for m in scene.project.members)
    project = with_people(scene.project.but(members=stayed), others)
    new = tuple(p for p in others if p.id not in scene.setting.people)
    if not others:
        return Taken(trigger="alone", project=project, ack=scene.say("start-alone"))
    ack = scene.say("start-team", names=scene.listed([p.name for p in others]), count=len(others))
    return Taken(trigger="team", project=project, people=new, ack=ack)


def _kept_members(scene: Scene) -> str:
    names = [m.name for m in scene.project.present if m.person != scene.person.id]
    return scene.listed(names) if names else scene.line("start-members-only-me")


def _ask_owner(scene: Scene) -> Question:
    return Question(body=scene.say("start-owner-ask"), choices=owner_choices(scene))


def owner_choices(scene: Scene) -> tuple[Offer, ...]:
    """ "Me for now", and each of the others by name."""
    others = [m for m in scene.project.present if m.person != scene.person.id]
    me = Offer(key=scene.person.id, label=scene.line("owner-me"))
    return (me, *(Offer(key=m.person, label=m.name) for m in others))


def take_owner(scene: Scene, reply: Reply) -> Verdict:
    """A member, by their id."""
    return Taken(trigger="given", slots={"owner": reply.option or scene.person.id})


def kept_owner(scene: Scene) -> str:
    """The owner's name; nothing where they have left, or nobody was chosen."""
    owner = scene.project.find_member(str(scene.session.slots.get("owner", "")))
    return owner.name if owner and not owner.left else ""


def _ask_named(scene: Scene) -> Question:
    return Question(body=scene.say("start-named-ask"), choices=offers(scene, At.NAMED, "named", "unnamed"))


def _take_named(scene: Scene, reply: Reply) -> Verdict:
    return Taken(trigger="given", project=scene.project.but(named=reply.option == "named"))


def _kept_named(scene: Scene) -> str:
    return scene.line("start-named-named" if scene.project.named else "start-named-unnamed")


def _finish(scene: Scene) -> Taken:
    """The team stands; the goal opens with its owner."""
    owner = str(scene.session.slots.get("owner", scene.person.id))
    if not any(m.person == owner for m in scene.project.present):
        owner = scene.person.id
    closed = close_step(scene.project, "team", at=scene.at)
    project = open_step(closed, "goal", owner=owner, at=scene.at)
    begin = Begin(to=owner, flow="goal", number=project.get_step("goal").number)
    others = (m for m in project.present if m.person != scene.person.id)
    said: list[Effect] = [Invite(person=m.person, name=m.name) for m in others]
    if owner != scene.person.id:
        name = scene.project.find_member(owner)
        said.append(Say(to=scene.person.id, body=scene.say("start-handed", name=name.name if name else "")))
    return Taken(trigger="", project=project, effects=(*said, begin))


START = Flow(
    name="start",
    at="team",
    loads=frozenset({"people"}),
    finish=_finish,
    steps=(
        Step(
            key=At.NAME,
            ask=_ask_name,
            take=_take_name,
            wants_words=True,
            writes=frozenset({"project.name"}),
            kept=lambda scene: scene.project.name,
        ),
        Step(
            key=At.YOU,
            take=_take_you,
            wants_words=True,
            writes=frozenset({"person.name"}),
            kept=lambda scene: scene.person.name,
        ),
        Step(
            key=At.MEMBERS,
            ask=_ask_members,
            take=_take_members,
            choices=("only_me",),
            wants_words=True,
            writes=frozenset({"team.members"}),
            kept=_kept_members,
        ),
        Step(
            key=At.OWNER,
            ask=_ask_owner,
            take=take_owner,
            reads=frozenset({"team.members"}),
            writes=frozenset({"goal.owner"}),
            kept=kept_owner,
        ),
        Step(
            key=At.NAMED,
            ask=_ask_named,
            take=_take_named,
            choices=("named", "unnamed"),
            reads=frozenset({"team.members"}),
            writes=frozenset({"team.named"}),
            kept=_kept_named,
        ),
    ),
    edges=(
        Edge(At.NAME, "nameless", At.YOU),
        Edge(At.NAME, "known", At.MEMBERS),
        Edge(At.YOU, "known", At.MEMBERS),
        Edge(At.MEMBERS, "alone", At.DONE),
        Edge(At.MEMBERS, "team", At.OWNER),
        Edge(At.OWNER, "given", At.NAMED),
        Edge(At.NAMED, "given", At.DONE),
    ),
    finals=(At.DONE,),
)
