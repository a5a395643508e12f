"""A person's eyes in Slack: messages, modal, home, and what there is to tap. Does nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.support.slack.places import Account, Json, Message, Room, View, Workspace
from tests.support.slack.reading import Seen, SeenView, choices, see_message, see_view

if TYPE_CHECKING:
    from tests.support.slack.server import LoopbackSlack

PATIENCE = 30.0  # seconds until a test that waits in vain fails; nothing is measured by it
GLANCE = 0.02


class Onlooker:
    """One person in one workspace, looking. `errors` are those at the fields of the open modal, by block id."""

    def __init__(self, slack: LoopbackSlack, workspace: Workspace, account: Account) -> None:
        self.slack = slack
        self.workspace = workspace
        self.account = account
        self.id = account.id
        self.name = account.name
        self.errors: dict[str, str] = {}

    @property
    def mention(self) -> str:
        """How others write this person's name so that Slack knows whom they mean."""
        return f"<@{self.id}>"

    @property
    def direct(self) -> Room:
        """Their direct messages with the bot."""
        return self.slack.places.get_direct(self.workspace, self.id)

    @property
    def modal(self) -> SeenView | None:
        """The modal that is open, the topmost."""
        stack = self.slack.places.modals.get(self.id)
        return see_view(stack[-1], errors=self.errors, name_of=self.slack.name_of) if stack else None

    @property
    def home(self) -> SeenView | None:
        """The app's home as it was last published to them."""
        home = self.slack.places.homes.get(self.id)
        return see_view(home, errors={}, name_of=self.slack.name_of) if home else None

    def sees(self, *, room: Room | None = None) -> list[Seen]:
        """The bot's messages in their direct messages, or in a room; oldest first."""
        place = room or self.direct
        bot = self.workspace.bot_id
        mine = (m for m in place.messages if m.bot_id == bot and m.only_for in (None, self.id))
        return [see_message(message, name_of=self.slack.name_of) for message in mine]

    async def waits_for(self, is_there: Callable[[list[Seen]], object], *, room: Room | None = None) -> list[Seen]:
        """Wait until what they see is as wanted. Raises `AssertionError` when it never is."""
        await self.waits_until(lambda: bool(is_there(self.sees(room=room))))
        return self.sees(room=room)

    async def waits_until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so, such as `lambda: ana.modal is not None`."""
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE
        while not is_so():
            if loop.time() > end:
                seen = [message.text for message in self.sees()]
                raise AssertionError(f"{self.name} waited in vain; read so far: {seen}")
            await asyncio.sleep(GLANCE)

    async def reads(self, words: str, *, room: Room | None = None) -> Seen:
        """Wait for a message with these words in it; the newest such."""
        seen = await self.waits_for(lambda messages: any(words in m.text for m in messages), room=room)
        return next(message for message in reversed(seen) if words in message.text)

    def find_choice(
        self, label: str, *, message: Seen | Message | None, at_home: bool
    ) -> tuple[Message | View, Json, Json, Json]:
        """The newest thing to tap with that label: where it is, its block, its element, what a tap on it carries."""
        for where, blocks in self._surfaces(message=message, at_home=at_home):
            for found, block, element, chosen in choices(blocks):
                if found == label:
                    return where, block, element, chosen
        raise AssertionError(f"{self.name} sees nothing to tap that says {label!r}")

    def _surfaces(self, *, message: Seen | Message | None, at_home: bool) -> list[tuple[Message | View, list[Json]]]:
        if message is not None:
            found = message.message if isinstance(message, Seen) else message
            return [(found, found.blocks)]
        if stack := self.slack.places.modals.get(self.id):
            return [(stack[-1], stack[-1].content["blocks"])]
        home = self.slack.places.homes.get(self.id)
        homes: list[tuple[Message | View, list[Json]]] = [(home, home.content["blocks"])] if home else []
        if at_home:
            return homes
        rooms = [r for r in self.slack.places.rooms.values() if self.id in r.members]
        seen = sorted((s for room in rooms for s in self.sees(room=room)), key=lambda s: s.ts, reverse=True)
        return [*((s.message, s.message.blocks) for s in seen), *homes]
