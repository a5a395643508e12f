"""What one turn owes to whom: each person's words and question become one message, in the order in which they came."""

from __future__ import annotations

from bot.ports import UnitOfWork
from dialogs.asking import fitted
from dialogs.effects import OpenForm, Settle
from dialogs.flow import Setting
from dialogs.inbound import Inbound, Room
from dialogs.prompt import TEXT_LIMIT, Prompt
from dialogs.text import Text, joined
from knowledge.ids import make_id
from storage.rows import Owed


class Replies:
    """Gathers what a turn says, then owes it: first what is settled, then one message a person."""

    def __init__(self, uow: UnitOfWork, inbound: Inbound, setting: Setting) -> None:
        self._uow = uow
        self._inbound = inbound
        self._setting = setting
        self._settled: list[Settle] = []
        self._said: dict[str, list[Text]] = {}
        self._asked: dict[str, Prompt] = {}
        self._told: dict[str, list[Prompt]] = {}
        self._unbidden: set[str] = set()
        self._opening: OpenForm | None = None

    def say(self, person: str, body: Text, *, asked: bool) -> None:
        """Words for somebody, before any question."""
        self._said.setdefault(person, []).append(body)
        if not asked:
            self._unbidden.add(person)

    def tell(self, person: str, prompt: Prompt) -> None:
        """A message of its own, before all others: it belongs to no question, and its words go when it is sent."""
        self._told.setdefault(person, []).append(prompt)

    def ask(self, person: str, prompt: Prompt, *, is_begun: bool = False) -> None:
        """A question for somebody; of several the last one stands."""
        self._asked[person] = prompt
        if is_begun and person != self._setting.person.id:
            self._unbidden.add(person)

    def open(self, opening: OpenForm) -> None:
        """A window for the acting person: of several the last one stands."""
        self._opening = opening

    def settle(self, settled: Settle) -> None:
        """A question of the acting person's is answered."""
        self._settled.append(settled)

    def has_question(self, person: str) -> bool:
        """Whether this turn asks the person something."""
        return person in self._asked or (self._opening is not None and self._opening.to == person)

    def session_of(self, person: str) -> str | None:
        """The session of the question that this turn asks the person."""
        prompt = self._asked.get(person)
        return prompt.session if prompt else None

    def owe(self) -> None:
        """Put everything into the outbox."""
        for number, settled in enumerate(self._settled):
            self._owe_settled(settled, number)
        for prompt in self._asked.values():
            self._take_off(prompt)
        for person in dict.fromkeys((*self._told, *self._said, *self._asked)):
            self._owe_message(person)
        if self._opening is not None:
            self._owe_window(self._opening)

    def _owe_window(self, opening: OpenForm) -> None:
        room, prompt = self._inbound.room, opening.prompt
        self._uow.owe(
            Owed(
                id=make_id("window", self._inbound.key),
                channel=room.channel,
                conversation=room.conversation,
                person=opening.to,
                kind="open",
                prompt=prompt,
                form=opening.form,
                trigger=opening.trigger,
                session=prompt.session,
                visit=prompt.visit,
                due=self._inbound.at,
            )
        )

    def _owe_settled(self, settled: Settle, number: int) -> None:
        """Wherever the question was asked: it may have been answered on another channel."""
        asked = self._uow.find_asked(session=settled.session, visit=settled.visit)
        rooms = {each.conversation: each.channel for each in asked if each.prompt is not None}
        for conversation, channel in rooms.items():
            self._settle_in(settled, number, channel=channel, conversation=conversation)

    def _take_off(self, prompt: Prompt) -> None:
        """A question that comes again, or anew, takes the buttons off where it stood: they stand below from now on."""
        if prompt.session is None or prompt.visit is None:
            return
        settled = {each.visit for each in self._settled if each.session == prompt.session}
        for visit in {prompt.visit, prompt.visit - 1} - settled:
            asked = self._uow.find_asked(session=prompt.session, visit=visit)
            rooms = {each.conversation: each.channel for each in asked if each.prompt is not None}
            off = Settle(session=prompt.session, visit=visit, answer="")
            for conversation, channel in rooms.items():
                self._settle_in(off, -visit, channel=channel, conversation=conversation)

    def _settle_in(self, settled: Settle, number: int, *, channel: str, conversation: str) -> None:
        self._uow.owe(
            Owed(
                id=make_id("settle", self._inbound.key, str(number), conversation),
                channel=channel,
                conversation=conversation,
                person=self._setting.person.id,
                kind="settle",
                answer=settled.answer,
                session=settled.session,
                visit=settled.visit,
                due=self._inbound.at,
            )
        )

    def _owe_message(self, person: str) -> None:
        room = self._room_of(person)
        if room is None:  # nobody has met them on any channel yet; they are asked when they come
            return
        for number, prompt in enumerate(self._messages(person)):
            self._uow.owe(
                Owed(
                    id=make_id("message", self._inbound.key, person, str(number)),
                    channel=room.channel,
                    conversation=room.conversation,
                    person=person,
                    prompt=prompt,
                    session=prompt.session,
                    visit=prompt.visit,
                    asked=person not in self._unbidden,
                    due=self._inbound.at,
                )
            )

    def _room_of(self, person: str) -> Room | None:
        if person == self._setting.person.id:
            return self._inbound.room
        return next(iter(self._uow.rooms_of(person)), None)

    def _messages(self, person: str) -> list[Prompt]:
        """As few messages as fit: all that is said, then the question, in the last of them where there is room."""
        return [*self._told.get(person, ()), *self._joined(person)]

    def _joined(self, person: str) -> list[Prompt]:
        said = _packed([fitted(each) for each in self._said.get(person, [])])
        question = self._asked.get(person)
        if question is None:
            return [Prompt(body=body) for body in said]
        *earlier, last = said or [Text()]
        together = joined((last, question.body), by="\n\n")
        if len(together.plain) <= TEXT_LIMIT:
            return [*(Prompt(body=body) for body in earlier), question.but(body=together)]
        return [*(Prompt(body=body) for body in said), question]


def _packed(texts: list[Text]) -> list[Text]:
    """The texts in order, as many as fit in each."""
    packed: list[Text] = []
    for text in texts:
        together = joined((packed[-1], text), by="\n\n") if packed else text
        if packed and len(together.plain) <= TEXT_LIMIT:
            packed[-1] = together
        else:
            packed.append(text)
    return packed
