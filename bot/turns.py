"""The use case that everything hangs on: one inbound, taken to its end in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from secrets import token_hex

from bot.ports import Store, UnitOfWork
from bot.replies import Replies
from bot.routing import Place, begun, find_all_waiting, find_place, find_waiting, keys_of, likely_keys, rest_place
from dialogs.effects import Ask, Begin, Effect, Forget, Note, Say, Settle, Turn
from dialogs.engine import advance, ask, knock
from dialogs.flow import Setting
from dialogs.inbound import Identity, Inbound, Opened, Room, Said
from dialogs.reading import is_name
from dialogs.session import forgetful, session_id
from knowledge.catalogue import Catalogue
from knowledge.ids import make_id
from knowledge.project import Person

log = logging.getLogger(__name__)

CONSOLE = "console"
"""The one channel on which somebody is who they say they are: everybody there shares one terminal."""

NO_PROJECT = frozenset({"start"})


@dataclass(frozen=True, slots=True)
class _Moved:
    """What the act belongs to was another thing by the time the locks were held: these are the keys to hold."""

    locks: frozenset[str]


class Turns:
    """Takes inbounds. Owns no state: everything is in the store."""

    def __init__(
        self, store: Store, catalogue: Catalogue, *, language: str = "en", chance: Callable[[], str] = token_hex
    ) -> None:
        self._store = store
        self._chance = chance
        self._catalogue = catalogue
        self._language = language

    async def take(self, inbound: Inbound) -> bool:
        """Take one inbound to its end; when this returns it is kept and its replies are owed. False: seen before."""
        inbound = inbound.but(chance=self._chance())
        locks = await self._store.read(lambda uow: self._locks(uow, inbound))
        while True:
            held = locks

            def work(uow: UnitOfWork, held: frozenset[str] = held) -> Note | _Moved | None:
                return self._work(uow, inbound, held)

            done = await self._store.run(work, locks=held)
            if isinstance(done, _Moved):
                locks = done.locks
                continue
            if done is not None:
                log.info("turn.taken session=%s flow=%s step=%s", done.session, done.flow, done.step)
            return done is not None

    def _locks(self, uow: UnitOfWork, inbound: Inbound) -> frozenset[str]:
        """The keys of person, session and project, as they are now."""
        known = uow.find_person(inbound.who)
        return likely_keys(uow, inbound, self._person(uow, known, inbound.who), is_new=known is None)

    def _work(self, uow: UnitOfWork, inbound: Inbound, held: frozenset[str]) -> Note | _Moved | None:
        known = uow.find_person(inbound.who)
        person = self._person(uow, known, inbound.who)
        place = find_place(uow, inbound, person, self._catalogue)
        needed = keys_of(person, place.session, is_new=known is None)
        if not needed <= held:
            return _Moved(needed)
        if not uow.receive(inbound.key, at=inbound.at):
            return None
        _meet(uow, inbound, known, person)
        heard = _heard(inbound, place, known)
        turn = advance(place.flow, place.session, place.project, heard, place.setting)
        _save(uow, place, turn, inbound)
        self._reply(uow, place, turn, inbound)
        return turn.note

    def _person(self, uow: UnitOfWork, known: Person | None, who: Identity) -> Person:
        """Who acts: new where nobody is, with the name just given where they had none. Whoever acts hears us again."""
        if known is None:
            made = make_id("person", who.channel, who.workspace, who.user)
            language = _spoken_in(uow, who.workspace) or self._language
            return Person(id=made, workspace=who.workspace, name=_name_of(who), language=language)
        return known.but(name=known.name or _name_of(who), muted=False)

    def _reply(self, uow: UnitOfWork, place: Place, turn: Turn, inbound: Inbound) -> None:
        """Owe everybody what the turn says to them, and leave the acting person with one open question."""
        person = next((p for p in turn.people if p.id == place.setting.person.id), place.setting.person)
        setting = replace(place.setting, person=person)
        replies = Replies(uow, inbound, setting)
        for effect in turn.effects:
            self._do(uow, effect, turn, replies, setting)
        is_paused = person.muted
        is_done = is_paused or _has_just_left(place, turn) or replies.has_question(person.id)
        if turn.session.finished and not is_done:
            _ask_what_is_open(uow, replies, setting, scope=f"{inbound.key}/next")
        active = replies.session_of(person.id) or turn.session.id
        uow.save_person(uow.get_person(person.id).but(active=active, muted=is_paused))
        replies.owe()

    def _do(self, uow: UnitOfWork, effect: Effect, turn: Turn, replies: Replies, setting: Setting) -> None:
        match effect:
            case Say(to=to, body=body, asked=asked):
                if asked or to == setting.person.id or not uow.get_person(to).muted:
                    replies.say(to, body, asked=asked)
            case Ask(to=to, prompt=prompt):
                replies.ask(to, prompt)
            case Settle():
                replies.settle(effect)
            case Forget():
                _forget(uow, effect, turn)
            case Begin():
                _begin(uow, effect, turn, replies, setting)


def _has_just_left(place: Place, turn: Turn) -> bool:
    """Whether this turn took the person off the team: whoever says goodbye is not asked anything."""
    before, after = (
        project.find_member(turn.session.person) if project else None for project in (place.project, turn.project)
    )
    return bool(after and after.left and not (before and before.left))


def _forget(uow: UnitOfWork, effect: Forget, turn: Turn) -> None:
    """Nothing that a session of this flow knew leads to anybody's words any more."""
    project = turn.project
    for member in project.members if project else ():
        scope = project.id if project else ""
        known = uow.find_session(session_id(person=member.person, scope=scope, flow=effect.flow, number=effect.number))
        if known is not None:
            uow.save_session(forgetful(known))


def _heard(inbound: Inbound, place: Place, known: Person | None) -> Inbound:
    """Words answer a question: where none was asked yet, or after a pause, they only open the conversation."""
    is_opening = place.is_new or (known is not None and known.muted)
    if not is_opening or not isinstance(inbound.content, Said):
        return inbound
    return inbound.but(content=Opened(said=inbound.content.text))


def _begin(uow: UnitOfWork, effect: Begin, turn: Turn, replies: Replies, setting: Setting) -> None:
    """Begin a flow with somebody, in their language, or ask again where they stand in it."""
    project = None if effect.flow in NO_PROJECT else effect.project or turn.session.project
    scope = project or turn.note.key
    to = setting.person if effect.to == setting.person.id else uow.get_person(effect.to)
    elsewhere = find_waiting(uow, setting, project=effect.project) if effect.project else None
    place = elsewhere or begun(
        uow,
        effect.flow,
        replace(setting, person=to),
        project=project,
        scope=scope,
        number=effect.number,
        instead_of=effect.instead_of,
    )
    if place.session.finished:
        return
    uow.save_session(place.session)
    if not to.muted or to.id == setting.person.id:
        put = ask if to.id == setting.person.id or not _is_busy(uow, replace(setting, person=to), place) else knock
        replies.ask(to.id, put(place.flow, place.session, place.project, place.setting), is_begun=True)


def _is_busy(uow: UnitOfWork, setting: Setting, place: Place) -> bool:
    """Whether something else waits for the person in another project: what they write goes there."""
    return any(waiting.session.project != place.session.project for waiting in find_all_waiting(uow, setting))


def _ask_what_is_open(uow: UnitOfWork, replies: Replies, setting: Setting, *, scope: str) -> None:
    """A flow ended: what else waits for this person, or where the project rests."""
    place = find_waiting(uow, setting) or rest_place(uow, setting, scope=scope)
    uow.save_session(place.session)
    replies.ask(setting.person.id, ask(place.flow, place.session, place.project, place.setting))


def _meet(uow: UnitOfWork, inbound: Inbound, known: Person | None, person: Person) -> None:
    """Keep who came, and where they can be reached."""
    uow.save_person(person)
    uow.link(inbound.who, person=person.id, room=inbound.room)
    if known is not None and known.name != person.name:
        _name(uow, person)


def _name(uow: UnitOfWork, person: Person) -> None:
    """Somebody has a name now: their projects show it, and at a shared terminal it leads to them."""
    for each in uow.projects_of(person.id):
        before = uow.find_project(each)
        if before is None:
            continue
        members = tuple(m.but(name=person.name) if m.person == person.id else m for m in before.members)
        uow.save_project(before, before.but(members=members))
    _link_by_name(uow, person)


def _link_by_name(uow: UnitOfWork, person: Person) -> None:
    user = " ".join(person.name.split()).casefold()
    who = Identity(channel=CONSOLE, workspace=person.workspace, user=user, name=person.name)
    if user and uow.find_person(who) is None:
        uow.link(who, person=person.id, room=Room(channel=CONSOLE, workspace=person.workspace, room=user))


def _save(uow: UnitOfWork, place: Place, turn: Turn, inbound: Inbound) -> None:
    for person in turn.people:
        uow.save_person(person)
        if inbound.who.channel == CONSOLE:
            _link_by_name(uow, person)
    if turn.project is not None:
        uow.save_project(place.project, turn.project)
    session = turn.session
    if turn.project is not None and session.project is None and place.flow.name in NO_PROJECT:
        session = session.but(project=turn.project.id)
    uow.save_session(session)
    uow.note(turn.note)


def _spoken_in(uow: UnitOfWork, workspace: str) -> str | None:
    """The language of whoever leads the newest project here."""
    newest = uow.newest_project(workspace)
    project = uow.find_project(newest) if newest else None
    return uow.get_person(project.lead.person).language if project else None


def _name_of(who: Identity) -> str:
    name = " ".join(who.name.split())
    return name if is_name(name) else ""
