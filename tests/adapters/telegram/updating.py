"""Updates as Telegram tells them, and a take that writes down what it gets. No server and no clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from adapters.telegram.parse import Heard, parse_update
from dialogs.inbound import Ack, Content, Inbound

BOT = "110201543"
NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
ANA = {"id": 7_100_000_001, "is_bot": False, "first_name": "Ana", "language_code": "en"}
HERE = {"id": 7_100_000_001, "type": "private", "first_name": "Ana"}
GROUP = {"id": -1_002_000_000_001, "type": "supergroup", "title": "Ward"}

Json = dict[str, Any]


def make_message(text: str | None = None, *, number: int = 1, chat: Json = HERE, **more: object) -> Json:
    message = {"message_id": 1, "date": 1_800_000_000, "chat": chat, "from": ANA}
    return {"update_id": number, "message": message | ({"text": text} if text is not None else {}) | more}


def make_change(chat: Json, *, before: str, after: str) -> Json:
    sides = {"old_chat_member": {"status": before}, "new_chat_member": {"status": after}}
    return {"update_id": 1, "my_chat_member": {"chat": chat, "from": ANA, "date": 1, **sides}}


def hear(update: object, *, username: str = "itfits_bot") -> Heard | None:
    return parse_update(update, bot_id=BOT, at=NOON, username=username)


def content_of(update: object) -> Content | None:
    heard = hear(update)
    return heard.inbound.content if heard else None


def heard_of(update: object) -> Heard:
    heard = hear(update)
    assert heard is not None
    return heard


@dataclass
class Taker:
    """Takes acts. `fails` says how often one with that key goes wrong first; `gate` holds all of them back."""

    taken: list[Inbound] = field(default_factory=list)
    tries: list[str] = field(default_factory=list)
    fails: dict[str, int] = field(default_factory=dict)
    gate: asyncio.Event | None = None
    seen: list[str] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, inbound: Inbound) -> Ack:
        self.tries.append(inbound.key)
        self.changed.set()
        if self.gate is not None:
            await self.gate.wait()
        await asyncio.sleep(0)
        if self.fails.get(inbound.key, 0) > 0:
            self.fails[inbound.key] -= 1
            raise RuntimeError("secret words")
        self.taken.append(inbound)
        self.changed.set()
        return Ack()

    async def sight(self, kind: str) -> None:
        self.seen.append(kind)
        self.changed.set()

    @property
    def contents(self) -> list[Content]:
        return [inbound.content for inbound in self.taken]

    async def waits_for(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not is_so():
                self.changed.clear()
                await self.changed.wait()


@dataclass
class OnceTaker(Taker):
    """Takes each act once, with all its parts, as the store does; what it has taken outlives whoever listens."""

    keys: set[str] = field(default_factory=set)

    async def take(self, inbound: Inbound) -> Ack:
        if inbound.key in self.keys:
            self.tries.append(inbound.key)
            return Ack(is_repeat=True)
        ack = await super().take(inbound)
        self.keys |= {inbound.key, *inbound.parts}
        return ack
