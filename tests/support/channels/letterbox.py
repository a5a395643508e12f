"""The tests' own channel and their world, held to what they stand for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.delivery import Delivery
from dialogs.inbound import Content, Door, Said, Tapped
from tests.support.channels.ground import NOON, Hearer, Name, Seen
from tests.support.world import World


class LetterboxGround:
    """A letterbox, and people who act as the world lets them."""

    door: Door = "open"
    is_printed = False
    has_lines = True

    def __init__(self) -> None:
        self._world = World()
        self._world.at = NOON
        self.channel = self._world.letterbox
        self.hearer = Hearer()

    @property
    def windows(self) -> list[str]:
        return [opening.form.title for opening in self.channel.shown]

    def conversation(self, name: Name) -> str:
        return self._world.inbound(name, Said(text="")).room.conversation

    def sees(self, name: Name = "Ana") -> list[Seen]:
        mine = (one for one in self.channel.delivered if one.conversation == self.conversation(name))
        return [self._see(one) for one in mine]

    async def says(self, text: str, *, by: Name = "Ana") -> None:
        await self._act(Said(text=text), by=by)

    async def says_twice(self, text: str) -> None:
        for _ in range(2):
            await self._act(Said(text=text), key="console:twice")

    async def commands(self, word: str) -> None:
        await self.says(f"/{word}")

    async def picks(self, label: str) -> None:
        options = (option for one in reversed(self.channel.delivered) for option in one.prompt.options)
        await self._act(Tapped(token=next(option.token for option in options if option.label == label)))

    async def opens(self) -> str:
        return "any"

    async def _act(self, content: Content, *, by: Name = "Ana", key: str | None = None) -> None:
        await self.hearer.take(self._world.inbound(by, content, key=key))

    def _see(self, delivery: Delivery) -> Seen:
        answers = [
            settled.answer
            for settled in self.channel.settled
            if any(sent.receipt == delivery.id for sent in settled.sent)
        ]
        repeat = ["(again)"] if delivery.maybe_repeat else []
        where = [delivery.prompt.where] if delivery.prompt.where else []
        lines = [*repeat, *where, delivery.prompt.body.plain, *dict.fromkeys(answers)]
        labels = () if answers else tuple(option.label for option in delivery.prompt.options)
        marks = tuple((span.kind, span.text) for span in delivery.prompt.body.spans if span.kind != "plain")
        return Seen(text="\n".join(lines), labels=labels, marks=marks)


@asynccontextmanager
async def letterbox_ground() -> AsyncIterator[LetterboxGround]:
    """The fake."""
    yield LetterboxGround()
