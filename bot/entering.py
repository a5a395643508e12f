"""What comes before any conversation: codes, and buttons that belong to no question. In the turn's transaction."""

from __future__ import annotations

from dataclasses import dataclass

from bot import gone, rooms
from bot.buttons import Button, CutOff, JoinAccounts, NotNow, TakeRoom, asked_under, mark_of, read_button
from bot.codes import Links, code_of, digest_of
from bot.ports import UnitOfWork
from bot.tickets import Door, keys_of_ticket
from dialogs.effects import Settle
from dialogs.inbound import Identity, Inbound, Opened, Room
from dialogs.phrases import line, say
from dialogs.prompt import Option, Prompt
from knowledge.ids import make_id
from knowledge.project import Person
from storage.rows import Owed


@dataclass(frozen=True, slots=True)
class Entered:
    """The act as it goes on: somebody has come. `person` is who they are now, `told` what they hear first.

    `settled` is the question that the button answered.
    """

    inbound: Inbound
    person: Person
    told: Prompt | None = None
    settled: Settle | None = None


def keys_of_entering(uow: UnitOfWork, inbound: Inbound, person: Person) -> frozenset[str]:
    """What else is to be held: all that the acting person has, and whom or what the code or button stands for."""
    button = read_button(inbound.content)
    code = button.code if isinstance(button, JoinAccounts) else code_of(inbound)
    if code is None and button is None:
        return frozenset()
    own = frozenset(f"project:{project}" for project in uow.projects_of(person.id))
    if isinstance(button, TakeRoom):
        return own | {f"room:{_room_of(inbound, button).conversation}"}
    return own | keys_of_ticket(uow, code) if code else own


def enter(uow: UnitOfWork, inbound: Inbound, *, known: Person | None, person: Person, links: Links) -> Entered | None:
    """What a code or such a button brings about; None where the act is neither."""
    opened = inbound.but(content=Opened())
    match read_button(inbound.content):
        case JoinAccounts(code=agreed):
            return _with_code(uow, inbound, agreed, known=known, person=person, links=links, is_sure=True)
        case CutOff(mark=mark):
            return Entered(opened, person, _cut_off(uow, inbound, mark, person=person))
        case TakeRoom() as wanted:
            done = rooms.take_room(uow, inbound, wanted, person=person)
            return Entered(opened, person, done, _settle(wanted, "room-ask-yes", person))
        case NotNow() as no:
            return Entered(opened, person, settled=_settle(no, "room-ask-no", person))
    if (code := code_of(inbound)) is None:
        return None
    return _with_code(uow, inbound, code, known=known, person=person, links=links)


def _settle(button: Button, key: str, person: Person) -> Settle:
    return Settle(session=asked_under(button), visit=1, answer=line(key, language=person.language))


def _with_code(
    uow: UnitOfWork,
    inbound: Inbound,
    code: str,
    *,
    known: Person | None,
    person: Person,
    links: Links,
    is_sure: bool = False,
) -> Entered:
    """Somebody brings a code: who they are may change with it, and then it goes on as if they had just come."""
    door = Door(uow, inbound, known, person.language, links, is_sure)
    admitted = door.use(code)
    acting = admitted.person or person
    uow.save_person(acting)
    uow.link(inbound.who, person=acting.id, room=inbound.room)
    if admitted.is_joined:
        _others_hear(uow, inbound, acting, key=digest_of(code))
    may = "start" if admitted.may_start else inbound.door
    return Entered(inbound.but(content=Opened(), door=may), acting, admitted.told)


def _others_hear(uow: UnitOfWork, inbound: Inbound, person: Person, *, key: str) -> None:
    """Where else the person is reached they hear of the new channel, and can cut it off."""
    language = person.language
    here = line(f"channel-{inbound.who.channel}", language=language)
    cut = Option(key="cut", label=line("joined-cut", language=language), token=CutOff(mark=mark_of(inbound.who)).token)
    prompt = Prompt(body=say("joined-elsewhere", language=language, channel=here), options=(cut,))
    for room in uow.rooms_of(person.id):
        if room != inbound.room:
            uow.owe(
                Owed(
                    id=make_id("joined", key, room.conversation),
                    channel=room.channel,
                    conversation=room.conversation,
                    person=person.id,
                    prompt=prompt,
                    due=inbound.at,
                )
            )


def _cut_off(uow: UnitOfWork, inbound: Inbound, mark: str, *, person: Person) -> Prompt:
    """An identity that the person says is not theirs: what is owed there comes here, and it is nobody any more."""
    own = uow.identities_of(person.id)
    found = next((who for who in own if mark_of(who) == mark and not _is_same(who, inbound.who)), None)
    if found is None:
        return Prompt(body=say("button-unknown", language=person.language))
    there = Room(channel=found.channel, workspace=found.workspace, room=found.user).conversation
    gone.close_room(uow, conversation=there, at=inbound.at, key=inbound.key, person=person.id)
    uow.unlink(found)
    return Prompt(body=say("joined-cut-done", language=person.language))


def _is_same(one: Identity, other: Identity) -> bool:
    return (one.channel, one.workspace, one.user) == (other.channel, other.workspace, other.user)


def _room_of(inbound: Inbound, wanted: TakeRoom) -> Room:
    return Room(channel=inbound.room.channel, workspace=inbound.room.workspace, room=wanted.room)
