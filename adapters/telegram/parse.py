"""Telegram's updates in our words. Pure: no client, no clock. Any JSON goes in, and nothing raises."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from adapters.telegram.limits import CHANNEL, TICKET_LENGTH
from adapters.telegram.units import clean
from dialogs.inbound import (
    Blocked,
    Content,
    Crowded,
    Identity,
    Inbound,
    Medium,
    Mended,
    Opened,
    Room,
    Said,
    Tapped,
    Wordless,
)

LARGEST_ID = 2**63

MEDIA: dict[str, Medium] = {
    "photo": "photo",
    "live_photo": "photo",
    "voice": "voice",
    "video": "video",
    "video_note": "video",
    "animation": "video",  # before "document", which stands beside it
    "document": "file",
    "audio": "file",
    "sticker": "sticker",
    "venue": "place",
    "location": "place",
    "contact": "contact",
    **dict.fromkeys(("checklist", "dice", "game", "gift", "invoice", "paid_media", "poll", "rich_message"), "other"),
    **dict.fromkeys(("story", "unique_gift"), "other"),
}
"""What people send, by the field of a message. Other fields are Telegram's own notices, and nobody said anything."""

_COMMAND = re.compile(r"(/[A-Za-z0-9_]{1,32})(?:@\w+)?(?=\s|\Z)", re.ASCII)
_TICKET = re.compile(rf"[A-Za-z0-9_-]{{1,{TICKET_LENGTH}}}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_IN_GROUP = frozenset({"member", "administrator", "creator", "restricted"})


@dataclass(frozen=True)
class Heard:
    """What a person did: the number of its update, the id of a callback to answer, when it was sent.

    `sent` is in whole seconds since 1970, by Telegram's clock; 0 where it does not say. Photos that were sent together
    share an `album`.
    """

    inbound: Inbound
    update: int
    query: str | None = None
    sent: int = 0
    album: str = ""


def parse_update(update: Any, *, bot_id: str, at: datetime, username: str = "") -> Heard | None:
    """What somebody did; None for what we do not know or care for. `username` is the bot's, without the @."""
    number = read_number(update)
    if number is None:
        return None
    match update:
        case {"callback_query": dict(query)}:
            return _tapped(_Update(bot_id, number, at), query)
        case {"message": dict(message)}:
            return _message(_Update(bot_id, number, at), message, username)
        case {"edited_message": dict(message)}:
            return _edited(_Update(bot_id, number, at), message)
        case {"my_chat_member": dict(change)}:
            return _changed(_Update(bot_id, number, at), change)
    return None


def read_number(update: Any) -> int | None:
    """The number of an update; None where it has none."""
    return _id(_get(update, "update_id"))


@dataclass(frozen=True)
class _Update:
    bot_id: str
    number: int
    at: datetime

    def make(self, content: Content, *, by: Any, chat: int, sent: Any = None, query: str | None = None) -> Heard | None:
        """What that user did in that chat; None where it is nobody's, or a bot's."""
        who = self._identity(by)
        if who is None:
            return None
        room = Room(channel=CHANNEL, workspace=self.bot_id, room=str(chat))
        key = f"{CHANNEL}:{self.bot_id}:{self.number}"
        inbound = Inbound(key=key, who=who, room=room, at=self.at, content=content)
        return Heard(inbound, update=self.number, query=query, sent=_id(sent) or 0)

    def _identity(self, user: Any) -> Identity | None:
        number = _id(_get(user, "id"))
        if not number or _get(user, "is_bot") is True:
            return None
        names = (_text(user, "first_name"), _text(user, "last_name"))
        return Identity(
            channel=CHANNEL,
            workspace=self.bot_id,
            user=str(number),
            name=" ".join(" ".join(names).split()),
            language=_language(_text(user, "language_code")),
        )


def _message(update: _Update, message: dict[str, Any], username: str) -> Heard | None:
    chat = _chat(message)
    if chat is None:
        return None
    if not _is_private(message):
        is_for_us = _is_addressed(message, bot_id=update.bot_id, username=username)
        return update.make(Crowded(), by=message.get("from"), chat=chat) if is_for_us else None
    content = _content(message)
    heard = update.make(content, by=message.get("from"), chat=chat, sent=message.get("date")) if content else None
    return replace(heard, album=_text(message, "media_group_id")) if heard else None


def _content(message: dict[str, Any]) -> Content | None:
    text = _text(message, "text")
    if text:
        return _said(text)
    medium = next((medium for field, medium in MEDIA.items() if field in message), None)
    caption = _text(message, "caption")
    if caption:
        return Said(text=caption, beside=medium)
    return Wordless(what=medium) if medium else None


def _said(text: str) -> Content:
    command = _COMMAND.match(text)
    if command is None:
        return Said(text=text)
    if command[1].casefold() != "/start":
        return Said(text=command[1] + text[command.end() :])
    ticket = text[command.end() :].strip()
    return Opened(ticket=ticket if _TICKET.fullmatch(ticket) else "")


def _edited(update: _Update, message: dict[str, Any]) -> Heard | None:
    chat = _chat(message)
    is_moving = "location" in message  # a shared place that moves is edited every few seconds
    if chat is None or is_moving or not _is_private(message):
        return None
    return update.make(Mended(how="edited"), by=message.get("from"), chat=chat)


def _tapped(update: _Update, query: dict[str, Any]) -> Heard | None:
    """In the presser's own chat, wherever the message stood: it may be gone, or somebody else's."""
    user = query.get("from")
    own = _id(_get(user, "id"))
    if not own:
        return None
    content = Tapped(token=_text(query, "data"))
    return update.make(content, by=user, chat=own, query=_text(query, "id") or None)


def _changed(update: _Update, change: dict[str, Any]) -> Heard | None:
    chat = _chat(change)
    before, after = (_get(change.get(side), "status") for side in ("old_chat_member", "new_chat_member"))
    if chat is None or not isinstance(after, str):
        return None
    if _is_private(change):
        return update.make(Blocked(), by=change.get("from"), chat=chat) if after == "kicked" else None
    is_added = after in _IN_GROUP and not (isinstance(before, str) and before in _IN_GROUP)
    return update.make(Crowded(), by=change.get("from"), chat=chat) if is_added else None


def _is_addressed(message: dict[str, Any], *, bot_id: str, username: str) -> bool:
    """Whether a group's message names us or replies to us. A bare command may be any bot's."""
    answered = _get(_get(message.get("reply_to_message"), "from"), "id")
    entities = message.get("entities")
    linked = [_get(_get(e, "user"), "id") for e in entities] if isinstance(entities, list) else []
    if any(number == int(bot_id) for number in (answered, *linked) if _id(number)):
        return True
    said = _text(message, "text") or _text(message, "caption")
    return bool(username) and re.search(rf"@{re.escape(username)}(?!\w)", said, re.IGNORECASE) is not None


def _is_private(holder: dict[str, Any]) -> bool:
    return bool(_get(holder.get("chat"), "type") == "private")


def _chat(holder: dict[str, Any]) -> int | None:
    return _id(_get(holder.get("chat"), "id"))


def _language(code: str) -> str:
    head = code.casefold().partition("-")[0]
    return head if _LANGUAGE.fullmatch(head) else ""


def _get(holder: Any, key: str) -> Any:
    return holder.get(key) if isinstance(holder, dict) else None


def _text(holder: Any, key: str) -> str:
    value = _get(holder, key)
    return clean(value) if isinstance(value, str) else ""


def _id(value: Any) -> int | None:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and -LARGEST_ID < value < LARGEST_ID else None
