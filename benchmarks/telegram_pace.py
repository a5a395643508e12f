"""How near 1,000 Telegram messages come to the pace that the platform allows, and how often it has to refuse one.

The platform is the strict one of the tests, in a process of its own: more than 30 messages in any rolling second, or
more than a few to one chat, are refused with 429. Each call takes it 60 ms. Ours is the real dispatcher with the real
channel; all messages stand in its outbox, on disk, from the start, and each is noted as sent. Afterwards and on the
same platform, python-telegram-bot's own limiter sends the same at once; it keeps nothing, and forgets at its end.

A sender that wants no 429 cannot know when in its way a message was counted, so that each takes a place for a second
and a round trip: 30 / (1 + round trip) is the ceiling. The first 30 leave at once and gain on it up to a second; so the
bound is on the rest, from the 30th on.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypedDict

import aiohttp

from adapters.telegram.send import TelegramBot, TelegramChannel
from benchmarks.figures import Bound, Figure, Report
from benchmarks.ground import Ground
from benchmarks.running import read_line, running
from bot.bootstrap import now, opened
from bot.dispatcher import Dispatcher
from bot.ports import Store, UnitOfWork
from dialogs.inbound import Identity, Room
from dialogs.prompt import Prompt
from dialogs.text import words
from knowledge.project import Person
from storage.rows import Owed

MESSAGES = 1_000
A_SECOND = 30
ROUND_TRIP = 0.06
"""Seconds from a call's arrival to its answer."""

CEILING = A_SECOND / (1 + ROUND_TRIP)
OF_THE_CEILING = Bound(least=98)
REFUSALS = Bound(most=0)
QUIET = 2.0
"""Seconds after which a platform counts nothing of what was before."""

WORDS = "How is it going with online therapy this week?"


@dataclass(frozen=True)
class _Sent:
    """What the platform saw of one way: when each message that it took arrived, in seconds, and its refusals."""

    arrived: Sequence[float]
    refused: int

    @property
    def whole(self) -> float:
        """Messages a second, from the arrival of the first to the answer to the last."""
        return len(self.arrived) / (self.arrived[-1] - self.arrived[0] + ROUND_TRIP)

    @property
    def steady(self) -> float:
        """The same over whole rounds of all places, without the first one, which found all of them free."""
        last = len(self.arrived) - len(self.arrived) % A_SECOND - 1
        return (last + 1 - A_SECOND) / (self.arrived[last] - self.arrived[A_SECOND - 1])


async def measure(ground: Ground) -> Report:
    """Ours, then the library's limiter."""
    async with _platform() as platform:
        chats = await platform.people(MESSAGES)
        ours = await _send_ours(ground, platform, chats)
        theirs = await _send_theirs(platform, chats)
    return Report(
        title=f"{MESSAGES:,} Telegram messages, {A_SECOND} a rolling second, {ROUND_TRIP * 1e3:.0f} ms round trip",
        figures=[
            Figure(
                "the dispatcher, of the ceiling, from the 30th message on", _share(ours.steady), "%", OF_THE_CEILING
            ),
            Figure("the dispatcher, of the ceiling, all messages", _share(ours.whole), "%", OF_THE_CEILING),
            Figure("the dispatcher, refused with 429", ours.refused, bound=REFUSALS),
            Figure("AIORateLimiter, of the ceiling, all messages", _share(theirs.whole), "%"),
            Figure("AIORateLimiter, refused with 429", theirs.refused),
            Figure("the dispatcher beside AIORateLimiter", ours.whole / theirs.whole, "x"),
        ],
        notes=[f"the ceiling is {CEILING:.1f} messages a second", "one run of each, one after the other"],
    )


def _share(pace: float) -> float:
    return 100 * pace / CEILING


# -------------------------------------------------------------------------------------------------------- the platform


class _Call(TypedDict):
    method: str
    chat_id: int
    at: float
    status: int


class _Seen(TypedDict):
    token: str
    refused_429: int
    calls: list[_Call]


class _Platform:
    def __init__(self, client: aiohttp.ClientSession, url: str) -> None:
        self._client = client
        self.url = url
        self.token = ""

    async def people(self, count: int) -> list[int]:
        """The chats of so many who have pressed start."""
        self.token = (await self._report())["token"]
        await self._control("POST", f"settings?delay={ROUND_TRIP}&a_second={A_SECOND}")
        found: list[int] = json.loads(await self._control("POST", f"people?count={count}"))
        return found

    async def begin(self) -> None:
        """Let it forget what was before."""
        await asyncio.sleep(QUIET)
        await self._control("POST", "forget")

    async def end(self) -> _Sent:
        """What it saw since; RuntimeError where a message did not arrive, or arrived twice."""
        report = await self._report()
        taken = [call for call in report["calls"] if call["method"] == "sendMessage" and call["status"] == 200]
        if len(taken) != MESSAGES or len({call["chat_id"] for call in taken}) != MESSAGES:
            raise RuntimeError(f"{len(taken)} messages arrived, and {MESSAGES} to as many people were sent")
        return _Sent(sorted(call["at"] for call in taken), report["refused_429"])

    async def _report(self) -> _Seen:
        found: _Seen = json.loads(await self._control("GET", "report"))
        return found

    async def _control(self, method: str, path: str) -> str:
        async with self._client.request(method, f"{self.url}/control/{path}") as answer:
            return await answer.text()


@asynccontextmanager
async def _platform() -> AsyncIterator[_Platform]:
    async with running("tests.support.telegram.serve") as process, aiohttp.ClientSession() as client:
        yield _Platform(client, await read_line(process))


# ------------------------------------------------------------------------------------------------------------ both ways


async def _send_ours(ground: Ground, platform: _Platform, chats: Sequence[int]) -> _Sent:
    bot = TelegramBot(platform.token, platform.url)
    async with opened(str(await ground.new_file())) as store:
        await store.run(lambda uow: _owe_all(uow, bot.id, chats))
        await platform.begin()
        await _dispatch(store, TelegramChannel(bot), count=len(chats))
    await bot.close()
    return await platform.end()


def _owe_all(uow: UnitOfWork, bot: str, chats: Sequence[int]) -> None:
    """Everybody, and a message to each that is due."""
    for chat in chats:
        room = Room(channel=TelegramChannel.name, workspace=bot, room=str(chat))
        who = Identity(channel=room.channel, workspace=bot, user=str(chat), name=f"Person {chat}")
        uow.save_person(Person(id=f"person-{chat}", workspace=bot, name=who.name))
        uow.link(who, person=f"person-{chat}", room=room)
        uow.owe(
            Owed(
                id=f"message-{chat}",
                channel=room.channel,
                conversation=room.conversation,
                person=f"person-{chat}",
                prompt=Prompt(body=words(WORDS)),
                due=now(),
            )
        )


async def _dispatch(store: Store, channel: TelegramChannel, *, count: int) -> None:
    """Run until so many sends have ended."""
    ended: list[str] = []
    is_done = asyncio.Event()

    def note(_: str, fate: str) -> None:
        ended.append(fate)
        if len(ended) >= count:
            is_done.set()

    dispatcher = Dispatcher(store, {channel.name: channel}, count=note)
    sending = asyncio.create_task(dispatcher.run(channel.name, clock=now))
    await is_done.wait()
    await dispatcher.stop(within=QUIET)
    await sending


async def _send_theirs(platform: _Platform, chats: Sequence[int]) -> _Sent:
    await platform.begin()
    command = ("benchmarks.telegram_limiter", platform.url, platform.token, WORDS)
    async with running(*command, settings={"PTB_TIMEDELTA": "true"}) as process:
        assert process.stdin is not None
        process.stdin.write(json.dumps(chats).encode() + b"\n")
        await read_line(process)
    return await platform.end()
