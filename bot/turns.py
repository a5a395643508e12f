"""The use case that everything hangs on: one inbound, taken to its end in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from secrets import token_hex

from adapters.delivery import Home
from bot import gone, rooms
from bot.codes import Links
from bot.doing import Doing
from bot.entering import Entered, enter, keys_of_entering
from bot.home import home_of
from bot.meeting import CONSOLE, link_by_name, meet, meet_mentioned, mentioned, person_of
from bot.ports import Store, UnitOfWork
from bot.replies import Replies
from bot.routing import NO_PROJECT, Place, find_led, find_place, keys_of, likely_keys, status_place
from dialogs.effects import Note, Settle, Turn
from dialogs.engine import advance
from dialogs.flow import Setting
from dialogs.inbound import Ack, Blocked, Crowded, Inbound, Mentioned, Opened, Room, Said
from dialogs.people import read_invited
from dialogs.phrases import say
from dialogs.prompt import Prompt
from dialogs.status import where_we_are
from dialogs.text import Text
from knowledge.catalogue import Catalogue
from knowledge.project import Person

__all__ = ["CONSOLE", "Turns"]

log = logging.getLogger(__name__)


GUESSES = 1_000
"""People whose keys are remembered at the most."""


@dataclass(frozen=True, slots=True)
class _Moved:
    """What the act belongs to was another thing by the time the locks were held: these are the keys to hold."""

    locks: frozenset[str]


class _NotTakenError(Exception):
    """A window cannot be taken as it is: the transaction is rolled back, and the sentences go to its fields."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("a window was not taken")
        self.errors = errors


class Turns:
    """Takes inbounds. Everything is in the store; what is kept here are guesses. `links` says where codes are used."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        *,
        language: str = "en",
        chance: Callable[[], str] = token_hex,
        links: Links | None = None,
    ) -> None:
        self._store = store
        self._chance = chance
        self._catalogue = catalogue
        self._language = language
        self.links = links or Links()
        self._held: dict[tuple[str, str, str], frozenset[str]] = {}

    async def take(self, inbound: Inbound) -> Ack:
        """Take one inbound to its end; when this returns it is kept and its replies are owed."""
        inbound = inbound.but(chance=self._chance())
        locks = self._held.get(_user_of(inbound), frozenset())
        if not locks:
            locks = await self._store.read(lambda uow: self._locks(uow, inbound))
        while True:
            held = locks

            def work(uow: UnitOfWork, held: frozenset[str] = held) -> Note | Ack | _Moved:
                return self._work(uow, inbound, held)

            try:
                done = await self._store.run(work, locks=held)
            except _NotTakenError as refused:
                return Ack(errors=refused.errors)
            if isinstance(done, _Moved):
                locks = done.locks
                continue
            self._remember(inbound, held)
            if isinstance(done, Ack):
                return done
            log.info("turn.taken session=%s flow=%s step=%s", done.session, done.flow, done.step)
            return Ack()

    async def look(self, inbound: Inbound) -> Home:
        """What the person's own page shows now. Reads only."""
        return await self._store.read(lambda uow: self._look(uow, inbound))

    def _look(self, uow: UnitOfWork, inbound: Inbound) -> Home:
        person = person_of(uow, uow.find_person(inbound.who), inbound.who, language=self._language)
        return home_of(uow, inbound, self._setting(uow, inbound, person))

    def _remember(self, inbound: Inbound, held: frozenset[str]) -> None:
        """What somebody's last act had to hold: a good guess at what the next will, which saves a look before it."""
        self._held.pop(_user_of(inbound), None)
        self._held[_user_of(inbound)] = held
        if len(self._held) > GUESSES:
            self._held.pop(next(iter(self._held)))

    def _locks(self, uow: UnitOfWork, inbound: Inbound) -> frozenset[str]:
        """The keys of person, session and project, as they are now."""
        known = uow.find_person(inbound.who)
        person = person_of(uow, known, inbound.who, language=self._language)
        return likely_keys(uow, inbound, person, is_new=known is None) | _more_keys(uow, inbound, person)

    def _work(self, uow: UnitOfWork, inbound: Inbound, held: frozenset[str]) -> Note | Ack | _Moved:
        known = uow.find_person(inbound.who)
        person = person_of(uow, known, inbound.who, language=self._language)
        setting = self._setting(uow, inbound, person)
        place = find_place(uow, inbound, setting)
        needed = keys_of(inbound, person, place.session, is_new=known is None) | _more_keys(uow, inbound, person)
        if not needed <= held:
            return _Moved(needed)
        if not _receive(uow, inbound):
            return Ack(is_repeat=True)
        match inbound.content:
            case Mentioned(room=room):
                return self._mentioned(uow, inbound, setting, room=room)
            case Blocked():
                conversation = inbound.room.conversation
                gone.close_room(uow, conversation=conversation, at=inbound.at, key=inbound.key, person=person.id)
                return Ack()
            case Crowded():
                rooms.refuse_group(uow, inbound, language=person.language)
                return Ack()
        if entered := enter(uow, inbound, known=known, person=person, links=self.links):
            return self._entered(uow, entered)
        return self._turn(uow, inbound, place, known=known)

    def _entered(self, uow: UnitOfWork, entered: Entered) -> Note:
        """Somebody has come, as who they are now."""
        inbound, person = entered.inbound, entered.person
        place = find_place(uow, inbound, self._setting(uow, inbound, person))
        return self._turn(uow, inbound, place, known=person, first=entered.told, settled=entered.settled)

    def _setting(self, uow: UnitOfWork, inbound: Inbound, person: Person) -> Setting:
        return Setting(
            at=inbound.at,
            person=person,
            catalogue=self._catalogue,
            door=inbound.door,
            mentioned=mentioned(uow, inbound, person),
        )

    def _turn(
        self,
        uow: UnitOfWork,
        inbound: Inbound,
        place: Place,
        *,
        known: Person | None,
        first: Prompt | None = None,
        settled: Settle | None = None,
    ) -> Note:
        """One turn of a conversation; `first` is said before anything else."""
        person = place.setting.person
        heard = _heard(inbound, place, known)
        turn = advance(place.flow, place.session, place.project, heard, place.setting)
        if turn.errors:
            raise _NotTakenError(turn.errors)
        meet(uow, inbound, known, person)
        _save(uow, place, turn, inbound)
        meet_mentioned(uow, inbound, place, turn)
        replies = Replies(uow, inbound, place.setting)
        if settled is not None:
            replies.settle(settled)
        if first is not None and first.options:  # one question at a time: the other waits until this one is answered
            replies.tell(place.setting.person.id, first)
            replies.owe()
        else:
            self._reply(uow, place, turn, inbound, replies, first=first.body if first else None)
        return turn.note

    def _mentioned(self, uow: UnitOfWork, inbound: Inbound, setting: Setting, *, room: Room) -> Note | Ack:
        """In a shared room: where its team stands. A lead is asked alone whether it shall be their team's."""
        person = setting.person
        here = uow.project_in_room(room)
        if here is not None and here in uow.projects_of(person.id):
            place = status_place(uow, setting, project=here)
            body = where_we_are(place.flow, place.session, place.project, place.setting, names=False)
            self._post(uow, inbound, body, room=room, language=person.language, can_go_on=True)
            return Ack()
        led = find_led(uow, setting) if here is None else None
        if here is None and led is None:
            body = say("room-none", language=person.language)
            self._post(uow, inbound, body, room=room, language=person.language, can_go_on=False)
            return Ack()
        asked = rooms.ask_for_room(room, led, language=person.language) if led else None
        opened = inbound.but(content=Opened())
        place = find_place(uow, opened, setting)
        return self._turn(uow, opened, place, known=uow.find_person(inbound.who), first=asked)

    def _post(
        self, uow: UnitOfWork, inbound: Inbound, body: Text, *, room: Room, language: str, can_go_on: bool
    ) -> None:
        rooms.post(uow, body, room=room, at=inbound.at, key=inbound.key, language=language, can_go_on=can_go_on)

    def _reply(
        self, uow: UnitOfWork, place: Place, turn: Turn, inbound: Inbound, replies: Replies, *, first: Text | None
    ) -> None:
        """Owe everybody what the turn says to them, and leave the acting person with one open question."""
        person = next((p for p in turn.people if p.id == place.setting.person.id), place.setting.person)
        setting = replace(place.setting, person=person)
        if first is not None:
            replies.say(person.id, first, asked=True)
        doing = Doing(uow, inbound, turn, setting, replies, self.links)
        for effect in turn.effects:
            doing.do(effect)
        is_done = person.muted or _has_just_left(place, turn) or replies.has_question(person.id)
        is_repeat = not turn.effects and turn.session == place.session
        if turn.session.finished and not is_done and not is_repeat:
            doing.ask_what_is_open()
        active = replies.session_of(person.id) or turn.session.id
        uow.save_person(uow.get_person(person.id).but(active=active, muted=person.muted))
        replies.owe()


def _more_keys(uow: UnitOfWork, inbound: Inbound, person: Person) -> frozenset[str]:
    """What else is touched: who is mentioned, a room, whom a code stands for, with all that the acting person has."""
    found = mentioned(uow, inbound, person).values()
    marked = frozenset(f"person:{each.id}" for same in found for each in same)
    content, entering = inbound.content, keys_of_entering(uow, inbound, person)
    if not isinstance(content, Mentioned):
        return marked | entering
    own = frozenset(f"project:{project}" for project in uow.projects_of(person.id))
    return marked | own | {f"room:{content.room.conversation}"}


def _user_of(inbound: Inbound) -> tuple[str, str, str]:
    who = inbound.who
    return who.channel, who.workspace, who.user


def _receive(uow: UnitOfWork, inbound: Inbound) -> bool:
    """Whether the act, with all its parts, is new."""
    is_new = uow.receive(inbound.key, at=inbound.at)
    for part in inbound.parts if is_new else ():
        uow.receive(part, at=inbound.at)
    return is_new


def _has_just_left(place: Place, turn: Turn) -> bool:
    """Whether this turn took the person off the team: whoever says goodbye is not asked anything."""
    before, after = (
        project.find_member(turn.session.person) if project else None for project in (place.project, turn.project)
    )
    return bool(after and after.left and not (before and before.left))


def _heard(inbound: Inbound, place: Place, known: Person | None) -> Inbound:
    """Words answer a question: where none was asked yet, or after a pause, they only open the conversation.

    Names given with the command are the answer to the question that the command would have asked.
    """
    content, language = inbound.content, place.setting.language
    if (
        place.flow.name == "invite"
        and isinstance(content, Said)
        and (names := read_invited(content, language=language))
    ):
        return inbound.but(content=names)
    is_opening = place.is_new or (known is not None and known.muted)
    if not is_opening or not isinstance(inbound.content, Said):
        return inbound
    return inbound.but(content=Opened(said=inbound.content.text))


def _save(uow: UnitOfWork, place: Place, turn: Turn, inbound: Inbound) -> None:
    for person in turn.people:
        uow.save_person(person)
        if inbound.who.channel == CONSOLE:
            link_by_name(uow, person)
    if turn.project is not None:
        uow.save_project(place.project, turn.project)
    session = turn.session
    if turn.project is not None and session.project is None and place.flow.name in NO_PROJECT:
        session = session.but(project=turn.project.id)
    uow.save_session(session)
    uow.note(turn.note)
