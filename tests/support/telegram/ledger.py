"""What Telegram remembers: the bot, chats, messages, pressed buttons. No method's rules live here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from tests.support.telegram.limits import Clock, Limits
from tests.support.telegram.params import Json
from tests.support.telegram.refusals import make_bad_request, make_forbidden

FIRST_PERSON = 7_100_000_001  # wider than 32 bits, as they are by now
FIRST_GROUP = -5_000_000_001
FIRST_SUPERGROUP = -1_002_000_000_001

Kind = Literal["private", "group", "supergroup"]
Standing = Literal["never", "member", "kicked", "left"]
"""How the bot stands in a chat: never let in, in, thrown out (a person: has blocked it), gone by itself."""


class Bell:
    """Rings when anything changed, so that whoever waits may look again."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Something changed."""
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    async def wait_until(self, is_so: Callable[[], bool], *, patience: float) -> bool:
        """Wait until it is so; False where it is not so after `patience` seconds."""
        until = asyncio.get_running_loop().time() + patience
        while not is_so():
            future = asyncio.get_running_loop().create_future()
            self._waiting.add(future)
            try:
                async with asyncio.timeout_at(until):
                    await future
            except TimeoutError:
                return is_so()
            finally:
                self._waiting.discard(future)
        return True


@dataclass
class Message:
    """One message of a chat. `content` is what is in it: text and entities, a photo, a sticker."""

    chat: Chat
    message_id: int
    sender: Json
    date: int
    content: Json
    markup: Json | None = None
    edits: int = 0
    edit_date: int | None = None
    is_deleted: bool = False

    @property
    def text(self) -> str:
        """Its words, "" where it has none."""
        return str(self.content.get("text", ""))

    def as_json(self) -> Json:
        """As Telegram tells it."""
        told: Json = {"message_id": self.message_id, "date": self.date, "chat": self.chat.as_json()}
        told |= {"from": self.sender} | self.content
        if self.edit_date is not None:
            told["edit_date"] = self.edit_date
        if self.markup is not None:
            told["reply_markup"] = self.markup
        return told


@dataclass
class Chat:
    """A private chat or a group, with everything said in it."""

    id: int
    kind: Kind
    names: Json  # first_name, username or title, as Telegram tells them
    standing: Standing = "never"
    messages: dict[int, Message] = field(default_factory=dict)

    def as_json(self) -> Json:
        """As Telegram tells it."""
        return {"id": self.id, "type": self.kind, **self.names}


@dataclass
class Callback:
    """A pressed button that waits for its one answer."""

    id: str
    person: int
    asked_at: float
    answer: Json | None = None


@dataclass
class Ledger:
    """Everything that Telegram remembers about one bot."""

    bot: Json
    clock: Clock
    limits: Limits
    bell: Bell = field(default_factory=Bell)
    chats: dict[int, Chat] = field(default_factory=dict)
    callbacks: dict[str, Callback] = field(default_factory=dict)
    _numbers: int = 0

    def open_private(self, names: Json, *, standing: Standing) -> Chat:
        """A chat with one person, whose id is the chat's."""
        return self._add(Chat(id=FIRST_PERSON + len(self.chats), kind="private", names=names, standing=standing))

    def open_group(self, title: str, *, kind: Kind) -> Chat:
        """A group without the bot."""
        first = FIRST_SUPERGROUP if kind == "supergroup" else FIRST_GROUP
        return self._add(Chat(id=first - len(self.chats), kind=kind, names={"title": title}))

    def post(self, chat: Chat, *, sender: Json, content: Json, markup: Json | None = None) -> Message:
        """Put a message into a chat."""
        message = Message(chat, self._next_number(chat), sender, self.today(), content, markup)
        chat.messages[message.message_id] = message
        self.bell.ring()
        return message

    def find_chat(self, chat_id: object) -> Chat:
        """A chat that the bot may write into, or RefusedError."""
        chat = self.known_chat(chat_id)
        match chat.kind, chat.standing:
            case "private", "never":
                raise make_forbidden("bot can't initiate conversation with a user")
            case "private", "kicked":
                raise make_forbidden("bot was blocked by the user")
            case kind, "kicked":
                raise make_forbidden(f"bot was kicked from the {kind} chat")
            case kind, "never" | "left":
                raise make_forbidden(f"bot is not a member of the {kind} chat")
        return chat

    def known_chat(self, chat_id: object) -> Chat:
        """A chat however the bot stands in it, or RefusedError."""
        if chat_id in (None, ""):
            raise make_bad_request("chat_id is empty")
        if not isinstance(chat_id, int) or (chat := self.chats.get(chat_id)) is None:
            raise make_bad_request("chat not found")
        return chat

    def today(self) -> int:
        """The date, in seconds since 1970."""
        return int(self.clock.date())

    def _add(self, chat: Chat) -> Chat:
        self.chats[chat.id] = chat
        return chat

    def _next_number(self, chat: Chat) -> int:
        if chat.kind == "supergroup":  # counts for itself: its numbers meet those of other chats
            return len(chat.messages) + 1
        self._numbers += 1
        return self._numbers
