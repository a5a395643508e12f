"""Telegram on the loopback, with the adapter at work: by long polling, or by webhook."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Literal

from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.telegram.app import TelegramListener
from adapters.telegram.send import TelegramBot, TelegramChannel
from adapters.telegram.webhook import PATH
from bot.ports import Channel
from dialogs.inbound import Door
from tests.support.channels.ground import NOON, Hearer, Mark, Moment, Name, Seen
from tests.support.telegram.params import Json
from tests.support.telegram.person import Person
from tests.support.telegram.server import LoopbackTelegram

HURRIED = 10_000  # messages to a chat at once, where pace is not what a test is about
SECRET = "not-to-be-guessed"
KINDS = {"blockquote": "quote", "text_link": "link", "text_mention": "mention"}
ITS_OWN = frozenset({"url", "email", "mention", "hashtag", "cashtag", "bot_command", "phone_number"})
"""What Telegram makes of anybody's words by itself: they can be clicked, and nobody is told of it."""


class TelegramGround:
    """One bot. Ana and Ben have pressed start."""

    door: Door = "closed"
    windows = ()
    is_printed = False
    has_lines = True

    def __init__(self, telegram: LoopbackTelegram) -> None:
        self.telegram = telegram
        self.hearer = Hearer()
        self.ana = telegram.person("Ana", language_code="en", has_started=True)
        self._people: dict[Name, Person] = {"Ana": self.ana, "Ben": telegram.person("Ben", has_started=True)}
        self.bot = TelegramBot(telegram.token, telegram.url)
        self.channel = TelegramChannel(self.bot)
        self._limits = (telegram.limits.burst_in_a_chat, telegram.limits.a_second)
        telegram.limits.burst_in_a_chat = telegram.limits.a_second = HURRIED

    def conversation(self, name: Name) -> str:
        return f"telegram:{self.bot.id}:{self._people[name].id}"

    def sees(self, name: Name = "Ana") -> list[Seen]:
        return [
            Seen(text=one.text, labels=tuple(one.labels), marks=tuple(marks_of(one.text, one.entities)))
            for one in self._people[name].sees()
        ]

    async def says(self, text: str, *, by: Name = "Ana") -> None:
        await self._people[by].says(text)

    async def says_twice(self, text: str) -> None:
        await self.says(text)
        await self.telegram.waits_until_taken()
        self.telegram.repeat_last()

    async def commands(self, word: str) -> None:
        await self.ana.commands(f"/{word}")

    async def picks(self, label: str) -> None:
        await self.ana.taps(label)

    async def opens(self) -> str:
        return "any"

    def leaves(self) -> None:
        self.ana.chat.standing = "kicked"

    def throttles(self, *, seconds: int) -> None:
        self.telegram.throttle(after=seconds)

    def cuts(self, moment: Moment) -> None:
        self.telegram.hang_up("sendMessage", when=moment)

    def loses_messages(self) -> None:
        for message in self.ana.chat.messages.values():
            message.is_deleted = True

    def keeps_pace(self) -> None:
        self.telegram.limits.burst_in_a_chat, self.telegram.limits.a_second = self._limits

    @asynccontextmanager
    async def channel_at(self, url: str) -> AsyncIterator[Channel]:
        bot = TelegramBot(self.telegram.token, url)
        try:
            yield TelegramChannel(bot)
        finally:
            await bot.close()


@asynccontextmanager
async def telegram_ground(mode: Literal["polling", "webhook"] = "polling") -> AsyncIterator[TelegramGround]:
    """Telegram, with the adapter listening."""
    async with AsyncExitStack() as stack:
        ground = TelegramGround(await stack.enter_async_context(LoopbackTelegram()))
        stack.push_async_callback(ground.bot.close)
        listener = TelegramListener(
            bot=ground.bot, take=ground.hearer.take, sight=ground.hearer.sight, clock=lambda: NOON, secret=SECRET
        )
        if mode == "polling":
            polling = asyncio.create_task(listener.poll())
            stack.push_async_callback(asyncio.wait_for, polling, None)
        else:
            app = web.Application()
            listener.add_routes(app)
            server = await stack.enter_async_context(TestServer(app, host="127.0.0.1"))
            await listener.set_webhook(f"http://127.0.0.1:{server.port}{PATH}")
        stack.push_async_callback(listener.stop)
        yield ground


def marks_of(text: str, entities: tuple[Json, ...]) -> list[Mark]:
    """What is drawn as no plain text, but for what Telegram adds to anybody's words."""
    ours = [entity for entity in entities if entity["type"] not in ITS_OWN]
    units = text.encode("utf-16-le")
    return [(KINDS.get(str(e["type"]), str(e["type"])), _cut(units, e)) for e in ours]


def _cut(units: bytes, entity: Json) -> str:
    start = 2 * int(entity["offset"])
    return units[start : start + 2 * int(entity["length"])].decode("utf-16-le")
