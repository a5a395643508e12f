"""What a turn's effects come to: rows owed to people and rooms, conversations begun, codes made. In its transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.codes import Links
from bot.meeting import CONSOLE, has_come
from bot.ports import UnitOfWork
from bot.replies import Replies
from bot.rooms import post
from bot.routing import NO_PROJECT, Place, begun, find_all_waiting, find_waiting, rest_place, status_place
from bot.tickets import invitation, link_code
from dialogs.effects import Ask, Begin, Effect, Forget, Invite, Link, OpenForm, Post, Say, Settle, Turn
from dialogs.engine import ask, knock
from dialogs.flow import Setting
from dialogs.flows import FLOWS
from dialogs.inbound import Inbound
from dialogs.phrases import say
from dialogs.prompt import Prompt
from dialogs.session import forgetful, session_id
from dialogs.text import Text, mention
from knowledge.project import Person


@dataclass(frozen=True, slots=True)
class Doing:
    """One turn's effects, and what it takes to bring them about. `setting` has the acting person as they are now."""

    uow: UnitOfWork
    inbound: Inbound
    turn: Turn
    setting: Setting
    replies: Replies
    links: Links

    def do(self, effect: Effect) -> None:
        """Bring one about."""
        match effect:
            case Say(to=to, body=body, asked=asked):
                self._say(to, body, asked=asked)
            case Ask(to=to, prompt=prompt):
                self.replies.ask(to, prompt)
            case OpenForm():
                self.replies.open(effect)
            case Settle():
                self.replies.settle(effect)
            case Forget():
                self._forget(effect)
            case Begin():
                self._begin(effect)
            case Invite():
                self._invite(effect)
            case Link():
                self._tell(link_code(self.uow, person=self._me, inbound=self.inbound, links=self.links))
            case Post():
                self._post(effect)

    def ask_what_is_open(self) -> None:
        """A flow ended: what else waits for this person, or where the project rests."""
        scope = f"{self.inbound.key}/next"
        place = find_waiting(self.uow, self.setting) or rest_place(self.uow, self.setting, scope=scope)
        self.uow.save_session(place.session)
        self.replies.ask(self._me.id, ask(place.flow, place.session, place.project, place.setting))

    @property
    def _me(self) -> Person:
        return self.setting.person

    def _say(self, to: str, body: Text, *, asked: bool) -> None:
        if asked or to == self._me.id or not self.uow.get_person(to).muted:
            self.replies.say(to, body, asked=asked)

    def _tell(self, prompts: Iterable[Prompt]) -> None:
        for prompt in prompts:
            self.replies.tell(self._me.id, prompt)

    def _forget(self, effect: Forget) -> None:
        """Nothing that a session of this flow knew leads to anybody's words any more."""
        project = self.turn.project
        for member in project.members if project else ():
            scope = project.id if project else ""
            id_ = session_id(person=member.person, scope=scope, flow=effect.flow, number=effect.number)
            known = self.uow.find_session(id_)
            if known is not None:
                self.uow.save_session(forgetful(known))
                self.uow.forget_prompts(known.id)

    def _begin(self, effect: Begin) -> None:
        """Begin a flow with somebody, in their language, or ask again where they stand in it."""
        is_me = effect.to == self._me.id
        to = self._me if is_me else self.uow.get_person(effect.to)
        place = self._place_of(effect, to)
        if place.session.finished:
            return
        is_first = not is_me and self._is_first(to, place)
        self.uow.save_session(place.session)
        if to.muted and not is_me:
            return
        if is_first:
            self._greet(to)
        put = ask if is_me or not _is_busy(self.uow, replace(self.setting, person=to), place) else knock
        self.replies.ask(to.id, put(place.flow, place.session, place.project, place.setting), is_begun=True)

    def _place_of(self, effect: Begin, to: Person) -> Place:
        project = None if effect.flow in NO_PROJECT else effect.project or self.turn.session.project
        elsewhere = find_waiting(self.uow, self.setting, project=effect.project) if effect.project else None
        return elsewhere or begun(
            self.uow,
            effect.flow,
            replace(self.setting, person=to),
            project=project,
            scope=project or self.turn.note.key,
            number=effect.number,
            instead_of=effect.instead_of,
        )

    def _is_first(self, to: Person, place: Place) -> bool:
        """Whether nobody has spoken to them about this project yet. At a terminal everybody sees who speaks."""
        room = next(iter(self.uow.rooms_of(to.id)), None)
        if not place.is_new or place.project is None or room is None or room.channel == CONSOLE:
            return False
        ids = (session_id(person=to.id, scope=place.project.id, flow=flow, number=1) for flow in FLOWS)
        return all(self.uow.find_session(each) is None for each in ids)

    def _greet(self, to: Person) -> None:
        project = self.turn.project
        if project is not None:
            lead = mention(project.lead.person, name=project.lead.name)
            hello = say("invited-hello", language=to.language, name=to.name, lead=lead, project=project.name)
            self.replies.say(to.id, hello, asked=False)
            if words := project.goal.goal:
                self.replies.say(to.id, say("invited-goal", language=to.language, words=words), asked=False)

    def _invite(self, effect: Invite) -> None:
        """How somebody gets to us, where we cannot write to them and nobody meets them by name."""
        project = self.turn.project
        if project is None or (self.inbound.door == "open" and not effect.afresh):
            return
        if has_come(self.uow, effect.person):
            self._invite_known(effect)
            return
        self._tell(
            invitation(
                self.uow,
                person=effect.person,
                name=effect.name,
                project=project,
                inbound=self.inbound,
                links=self.links,
                by=self._me,
            )
        )

    def _invite_known(self, effect: Invite) -> None:
        """Somebody we can write to: they hear it from us, once; a new link would make somebody else of them."""
        if effect.afresh:
            said = say("invite-there", language=self._me.language, name=effect.name)
            self.replies.say(self._me.id, said, asked=True)
            return
        to, project = self.uow.get_person(effect.person), self.turn.project.id if self.turn.project else ""
        place = status_place(self.uow, replace(self.setting, person=to), project=project)
        if self._is_first(to, place) and not to.muted:
            self.uow.save_session(place.session)
            self._greet(to)

    def _post(self, effect: Post) -> None:
        """In the team's room, in its lead's language."""
        project = self.turn.project
        room = self.uow.room_of_project(project.id) if project else None
        if room is None:
            return
        number = self.turn.effects.index(effect)
        key = f"{self.inbound.key}/{number}"
        language = self._me.language
        post(self.uow, effect.body, room=room, at=self.inbound.at, key=key, language=language, can_go_on=True)


def _is_busy(uow: UnitOfWork, setting: Setting, place: Place) -> bool:
    """Whether something else waits for the person in another project: what they write goes there."""
    return any(waiting.session.project != place.session.project for waiting in find_all_waiting(uow, setting))
