"""Slack on the loopback, with the adapter at work: by Socket Mode, or by signed requests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Literal

from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.delivery import Home
from adapters.slack.app import SlackListener
from adapters.slack.send import SlackChannel, SlackClients
from bot.ports import Channel
from dialogs.inbound import Door, Inbound
from tests.support.channels.ground import NOON, Hearer, Mark, Moment, Name, Seen
from tests.support.slack.person import Person
from tests.support.slack.places import Json
from tests.support.slack.server import LoopbackSlack

HURRIED = 10_000  # messages to a room at once, where pace is not what a test is about


class SlackGround:
    """One workspace. Ana and Ben are full members of it."""

    door: Door = "start"
    is_printed = False
    has_lines = True

    def __init__(self, slack: LoopbackSlack) -> None:
        self.slack = slack
        self.hearer = Hearer()
        self.ana = slack.person("Ana")
        self._people: dict[Name, Person] = {"Ana": self.ana, "Ben": slack.person("Ben")}
        self.clients = SlackClients(self._find_token, slack.api_url)
        self.channel = SlackChannel(self.clients, lambda: NOON)
        self._burst = slack.weather.burst
        slack.weather.burst = HURRIED

    @property
    def windows(self) -> list[str]:
        return [window.title] if (window := self.ana.modal) else []

    def conversation(self, name: Name) -> str:
        return f"slack:{self.slack.home.id}:{self._people[name].id}"

    def sees(self, name: Name = "Ana") -> list[Seen]:
        return [
            Seen(text=one.text, labels=one.buttons, marks=tuple(marks_of(one.message.blocks)))
            for one in self._people[name].sees()
        ]

    async def says(self, text: str, *, by: Name = "Ana") -> None:
        await self._people[by].says(text)

    async def says_twice(self, text: str) -> None:
        await self.says(text)
        await self.slack.repeat_last()

    async def commands(self, word: str) -> None:
        await self.ana.commands(f"/itfits {word}")

    async def picks(self, label: str) -> None:
        await self.ana.taps(label)

    async def opens(self) -> str:
        return self.ana.make_trigger()

    def leaves(self) -> None:
        self.ana.leaves_workspace()

    def throttles(self, *, seconds: int) -> None:
        self.slack.throttle(after=seconds)

    def cuts(self, moment: Moment) -> None:
        self.slack.hang_up("chat.postMessage", when=moment)

    def loses_messages(self) -> None:
        self.ana.direct.messages.clear()

    def keeps_pace(self) -> None:
        self.slack.weather.burst = self._burst

    @asynccontextmanager
    async def channel_at(self, url: str) -> AsyncIterator[Channel]:
        clients = SlackClients(self._find_token, f"{url}/api/")
        try:
            yield SlackChannel(clients, lambda: NOON)
        finally:
            await clients.close()

    async def look(self, inbound: Inbound) -> Home:
        """Nobody opens their home here."""
        raise AssertionError(inbound.key)

    async def _find_token(self, workspace: str) -> str | None:
        found = self.slack.places.workspaces.get(workspace)
        return found.bot_token if found else None


@asynccontextmanager
async def slack_ground(mode: Literal["socket", "http"] = "socket") -> AsyncIterator[SlackGround]:
    """Slack, with the adapter listening."""
    async with AsyncExitStack() as stack:
        ground = SlackGround(await stack.enter_async_context(LoopbackSlack()))
        stack.push_async_callback(ground.clients.close)
        listener = SlackListener(
            clients=ground.clients,
            take=ground.hearer.take,
            look=ground.look,
            sight=ground.hearer.sight,
            clock=lambda: NOON,
            signing_secret=ground.slack.signing_secret,
        )
        stack.push_async_callback(listener.stop)
        if mode == "socket":
            await listener.listen(ground.slack.app_token)
            await ground.slack.connected()
        else:
            app = web.Application()
            listener.add_routes(app)
            server = await stack.enter_async_context(TestServer(app, host="127.0.0.1"))
            await ground.slack.point_at(f"http://127.0.0.1:{server.port}")
        yield ground


def marks_of(blocks: list[Json]) -> Iterator[Mark]:
    """What is drawn as no plain text: styles, quotes, links, mentions, and all that Slack itself makes of markup."""
    for block in blocks:
        if block["type"] == "rich_text":
            for part in block["elements"]:
                yield from _marks_of_part(part)
        for text in (block.get("text"), *block.get("elements", ())):
            if isinstance(text, dict) and text.get("type") == "mrkdwn":
                yield "mrkdwn", text["text"]


def _marks_of_part(part: Json) -> Iterator[Mark]:
    for element in part["elements"]:
        if part["type"] == "rich_text_quote":
            yield "quote", element.get("text", "")
        for style in element.get("style", ()):
            yield style, element["text"]
        match element["type"]:
            case "text":
                continue
            case "link":
                yield "link", element["text"]
            case "user":
                yield "mention", element["user_id"]
            case other:
                yield other, ""
