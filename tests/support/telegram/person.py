"""A person with a Telegram client: writes, taps, blocks, and sees what the bot sent. Knows no rule of the Bot API."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qs, urlsplit

from tests.support.telegram import attachments
from tests.support.telegram.ledger import Callback, Chat, Ledger, Message
from tests.support.telegram.messaging import make_membership
from tests.support.telegram.params import Json
from tests.support.telegram.texts import find_entities, split_text
from tests.support.telegram.updates import Updates

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


@dataclass(frozen=True)
class Seen:
    """One message of the bot as the person sees it now. `buttons` are labels, row by row; `edits` counts changes."""

    message_id: int
    text: str
    entities: tuple[Json, ...]
    buttons: tuple[tuple[str, ...], ...]
    edits: int

    @classmethod
    def of(cls, message: Message) -> Self:
        """What can be seen of a message."""
        rows = tuple(tuple(str(button["text"]) for button in row) for row in _rows(message))
        entities = tuple(message.content.get("entities", ()))
        return cls(message.message_id, message.text, entities, rows, message.edits)

    @property
    def labels(self) -> list[str]:
        """The labels of all buttons."""
        return [label for row in self.buttons for label in row]


@dataclass(frozen=True)
class Toast:
    """An answer to a pressed button. `text` may be ""; an alert has to be closed by hand."""

    text: str
    is_alert: bool


class Person:
    """Somebody who may talk to the bot. `id` is that of the person and of their private chat."""

    def __init__(self, ledger: Ledger, updates: Updates, *, user: Json, chat: Chat) -> None:
        self._ledger = ledger
        self._updates = updates
        self.user = user
        self.chat = chat
        self.id = chat.id

    async def starts(self, payload: str = "") -> Message:
        """Press start, perhaps by a deep link with a payload of at most 64 characters `A-Za-z0-9_-`."""
        if not PAYLOAD.fullmatch(payload):
            raise ValueError(f"no client takes {payload!r} as a start parameter")
        return await self.says(f"/start {payload}".strip())

    async def opens(self, link: str) -> Message:
        """Follow a deep link of this bot: `https://t.me/<bot>?start=<payload>`."""
        parts = urlsplit(link)
        if parts.path.strip("/").casefold() != str(self._ledger.bot["username"]).casefold():
            raise ValueError(f"{link!r} is not a link to this bot")
        return await self.starts(parse_qs(parts.query).get("start", [""])[0])

    async def says(self, text: str, *, to: Message | None = None) -> Message:
        """Write to the bot, in reply to a message if one is named; the last part, where a long text is cut."""
        self._open()
        for part in split_text(text):
            message = await self._post(self.chat, _as_content(part) | _as_reply(to))
        return message

    async def commands(self, text: str) -> Message:
        """Send a command: the same as writing it."""
        return await self.says(text)

    async def edits(self, message: Message, text: str) -> None:
        """Change a message that this person wrote."""
        message.content = _as_content(text)
        message.edits, message.edit_date = message.edits + 1, self._ledger.today()
        self._updates.put("edited_message", message.as_json())
        await asyncio.sleep(0)

    async def sends_photo(self, *, caption: str | None = None) -> Message:
        """Send a photo."""
        return await self._attach(attachments.make_photo(caption))

    async def sends_voice(self) -> Message:
        """Send a voice message."""
        return await self._attach(attachments.make_voice())

    async def sends_sticker(self) -> Message:
        """Send a sticker."""
        return await self._attach(attachments.make_sticker())

    async def sends_file(self, name: str = "notes.pdf", *, caption: str | None = None) -> Message:
        """Send a file."""
        return await self._attach(attachments.make_file(name, caption))

    async def sends_location(self) -> Message:
        """Send a place."""
        return await self._attach(attachments.make_location())

    async def sends_contact(self) -> Message:
        """Send somebody's telephone number."""
        return await self._attach(attachments.make_contact())

    async def forwards(self, text: str, *, name: str = "Somebody") -> Message:
        """Pass on what somebody else wrote, who hides their account."""
        origin = {"type": "hidden_user", "sender_user_name": name, "date": self._ledger.today()}
        return await self._attach(_as_content(text) | {"forward_origin": origin})

    async def taps(self, label: str, *, message: Seen | Message | None = None, chat: Chat | None = None) -> str:
        """Press a button, of the newest message that has it unless one is named; the callback's id.

        Waits until there is such a button. AssertionError where none comes.
        """
        found: list[tuple[Message, Json]] = []

        def look() -> bool:
            found[:] = self._buttons(label, message, chat or self.chat)
            return bool(found)

        await self._wait(look, f"a button {label!r}")
        pressed, button = found[0]
        if "callback_data" not in button:
            raise ValueError(f"{label!r} opens a link, and the bot learns nothing of it")
        return await self.sends_callback(button["callback_data"], message=pressed)

    async def sends_callback(self, data: str, *, message: Message | Seen, chat: Chat | None = None) -> str:
        """Press a button as a client would that says whatever it likes; the callback's id."""
        real = message if isinstance(message, Message) else (chat or self.chat).messages[message.message_id]
        number = str(4_000_000_000_000_000_000 + len(self._ledger.callbacks))
        self._ledger.callbacks[number] = Callback(number, self.id, self._ledger.clock.seconds())
        told = {"id": number, "from": self.user, "chat_instance": str(real.chat.id * 31), "data": data}
        self._updates.put("callback_query", told | {"message": real.as_json()})
        await asyncio.sleep(0)
        return number

    async def blocks(self) -> None:
        """Stop the bot."""
        self._updates.put("my_chat_member", make_membership(self._ledger, self.chat, by=self.user, to="kicked"))

    async def unblocks(self) -> None:
        """Let the bot write again."""
        self._updates.put("my_chat_member", make_membership(self._ledger, self.chat, by=self.user, to="member"))

    async def writes_in_group(self, group: Chat, text: str, *, to: Message | None = None) -> Message:
        """Write in a group where the bot reads everything."""
        return await self._post(group, _as_content(text) | _as_reply(to))

    async def adds_bot_to(self, group: Chat) -> None:
        """Let the bot into a group."""
        self._updates.put("my_chat_member", make_membership(self._ledger, group, by=self.user, to="member"))
        await self._post(group, {"new_chat_members": [self._ledger.bot]})

    async def throws_bot_out_of(self, group: Chat) -> None:
        """Take the bot out of a group."""
        self._updates.put("my_chat_member", make_membership(self._ledger, group, by=self.user, to="kicked"))

    def sees(self, chat: Chat | None = None) -> list[Seen]:
        """The bot's messages that can be seen, in order, in the private chat unless a group is named."""
        return [Seen.of(message) for message in self._visible(chat or self.chat)]

    @property
    def toasts(self) -> list[Toast]:
        """The answers to this person's pressed buttons, in the order of pressing."""
        mine = (c.answer for c in self._ledger.callbacks.values() if c.person == self.id)
        return [Toast(str(a.get("text", "")), is_alert=bool(a.get("show_alert"))) for a in mine if a is not None]

    @property
    def toast(self) -> str | None:
        """The last answer's words; None before there was one."""
        return self.toasts[-1].text if self.toasts else None

    @property
    def is_spinning(self) -> bool:
        """Whether a pressed button was not answered yet."""
        return any(c.answer is None for c in self._ledger.callbacks.values() if c.person == self.id)

    async def reads(self, fragment: str, *, after: Seen | None = None, chat: Chat | None = None) -> Seen:
        """Wait for words of the bot, and take the newest message with them; `after` looks only at later ones."""
        from_here = after.message_id if after is not None else 0

        def find() -> list[Seen]:
            return [seen for seen in self.sees(chat) if fragment in seen.text and seen.message_id > from_here]

        await self._wait(lambda: bool(find()), f"words with {fragment!r}")
        return find()[-1]

    async def waits_for(self, is_so: Callable[[list[Seen]], bool], *, chat: Chat | None = None) -> list[Seen]:
        """Wait until it is so of what can be seen, and give that."""
        await self._wait(lambda: is_so(self.sees(chat)), "what was waited for")
        return self.sees(chat)

    async def waits_for_answer(self, callback: str) -> Toast:
        """Wait for the answer to one pressed button."""
        waiting = self._ledger.callbacks[callback]
        await self._wait(lambda: waiting.answer is not None, "an answer to a button")
        answer = waiting.answer or {}
        return Toast(str(answer.get("text", "")), is_alert=bool(answer.get("show_alert")))

    async def _wait(self, is_so: Callable[[], bool], what: str) -> None:
        if not await self._ledger.bell.wait_until(is_so, patience=self._ledger.limits.client_patience):
            seen = [(seen.text, seen.labels) for seen in self.sees()]
            raise AssertionError(f"{self.user['first_name']} waited for {what}, and sees {seen}")

    def _open(self) -> None:
        if self.chat.standing == "kicked":
            raise ValueError("a client lets nobody write to a bot that they blocked")
        self.chat.standing = "member"

    async def _attach(self, content: Json) -> Message:
        self._open()
        return await self._post(self.chat, content)

    async def _post(self, chat: Chat, content: Json) -> Message:
        message = self._ledger.post(chat, sender=self.user, content=content)
        if chat.standing == "member":
            self._updates.put("message", message.as_json())
        await asyncio.sleep(0)
        return message

    def _visible(self, chat: Chat) -> list[Message]:
        return [m for m in chat.messages.values() if m.sender == self._ledger.bot and not m.is_deleted]

    def _buttons(self, label: str, message: Seen | Message | None, chat: Chat) -> list[tuple[Message, Json]]:
        within = [m for m in self._visible(chat) if message is None or m.message_id == message.message_id]
        return [(m, b) for m in reversed(within) for b in itertools.chain(*_rows(m)) if b["text"] == label]


def make_people(names: Iterator[str], ledger: Ledger, updates: Updates) -> list[Person]:
    """Many people who have pressed start, without an update for each."""
    people = []
    for name in names:
        chat = ledger.open_private({"first_name": name}, standing="member")
        people.append(Person(ledger, updates, user={"id": chat.id, "is_bot": False, "first_name": name}, chat=chat))
    return people


def _rows(message: Message) -> list[list[Json]]:
    return list((message.markup or {}).get("inline_keyboard", ()))


def _as_content(text: str) -> Json:
    kept = text.strip()
    entities = find_entities(kept, beside=[])
    return {"text": kept} | ({"entities": entities} if entities else {})


def _as_reply(to: Message | None) -> Json:
    return {} if to is None else {"reply_to_message": to.as_json()}
