"""The methods that send, change and answer. What the bot says about itself is `profile`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.support.telegram.keyboards import read_markup
from tests.support.telegram.ledger import Chat, Ledger, Message
from tests.support.telegram.limits import Rates
from tests.support.telegram.params import Json
from tests.support.telegram.refusals import make_bad_request
from tests.support.telegram.texts import count_units, read_text
from tests.support.telegram.updates import Updates

TOAST = 200
CAPTION = 1024
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
CHAT_ACTIONS = frozenset(
    re.findall(
        r"\w+",
        "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker "
        "find_location record_video_note upload_video_note",
    )
)

Method = Callable[[Json], object]


@dataclass
class Messaging:
    """Each method takes a call's parameters and gives Telegram's result, or raises RefusedError."""

    ledger: Ledger
    updates: Updates
    rates: Rates

    def methods(self) -> dict[str, Method]:
        """Name to method."""
        return {
            "sendMessage": self.send_message,
            "sendDocument": self.send_document,
            "editMessageText": self.edit_text,
            "editMessageReplyMarkup": self.edit_markup,
            "deleteMessage": self.delete_message,
            "answerCallbackQuery": self.answer_callback,
            "sendChatAction": self.send_action,
            "getChat": self.get_chat,
            "leaveChat": self.leave_chat,
        }

    def send_message(self, params: Json) -> Json:
        """A new message."""
        text, entities = read_text(params)
        return self._send(params, _as_content(text, entities))

    def send_document(self, params: Json) -> Json:
        """A file, by upload or by the id of one."""
        document = params.get("document")
        if not document:
            raise make_bad_request("there is no document in the request")
        name = document["file"] if isinstance(document, dict) else str(document)
        caption = str(params.get("caption", ""))
        if count_units(caption) > CAPTION:
            raise make_bad_request("message caption is too long")
        content: Json = {"document": {"file_id": f"file-{name}", "file_unique_id": f"unique-{name}", "file_name": name}}
        return self._send(params, content | ({"caption": caption} if caption else {}))

    def edit_text(self, params: Json) -> Json:
        """Other words for a message. Without a reply_markup its buttons go."""
        message = self._own(params)
        if "text" not in message.content:
            raise make_bad_request("there is no text in the message to edit")
        text, entities = read_text(params)
        kept = {key: value for key, value in message.content.items() if key not in ("text", "entities")}
        return self._change(message, kept | _as_content(text, entities), read_markup(params.get("reply_markup")))

    def edit_markup(self, params: Json) -> Json:
        """Other buttons for a message, or none."""
        message = self._own(params)
        return self._change(message, message.content, read_markup(params.get("reply_markup")))

    def delete_message(self, params: Json) -> bool:
        """Take a message back."""
        message = self._find(params, "message to delete not found")
        message.is_deleted = True
        self.ledger.bell.ring()
        return True

    def answer_callback(self, params: Json) -> bool:
        """The one answer to a pressed button."""
        callback = self.ledger.callbacks.get(str(params.get("callback_query_id", "")))
        if callback is None or callback.answer is not None:
            raise make_bad_request(TOO_OLD)
        if self.ledger.clock.seconds() - callback.asked_at > self.ledger.limits.callback_lives:
            raise make_bad_request(TOO_OLD)
        if count_units(str(params.get("text", ""))) > TOAST:
            raise make_bad_request("MESSAGE_TOO_LONG")
        callback.answer = params
        self.ledger.bell.ring()
        return True

    def send_action(self, params: Json) -> bool:
        """What the bot is said to be doing."""
        self.ledger.find_chat(params.get("chat_id"))
        if params.get("action") not in CHAT_ACTIONS:
            raise make_bad_request("wrong parameter action in request")
        return True

    def get_chat(self, params: Json) -> Json:
        """What is known of a chat."""
        chat = self.ledger.known_chat(params.get("chat_id"))
        gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
        told: Json = {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(gifts, False),
        }
        return chat.as_json() | told

    def leave_chat(self, params: Json) -> bool:
        """The bot goes by itself."""
        chat = self.ledger.find_chat(params.get("chat_id"))
        if chat.kind == "private":
            raise make_bad_request("chat member status can't be changed in private chats")
        self.updates.put("my_chat_member", make_membership(self.ledger, chat, by=self.ledger.bot, to="left"))
        return True

    def _send(self, params: Json, content: Json) -> Json:
        chat = self.ledger.find_chat(params.get("chat_id"))
        markup = read_markup(params.get("reply_markup"))
        answered = self._answered(chat, params.get("reply_parameters"))
        self.rates.take(chat.id, is_group=chat.kind != "private", now=self.ledger.clock.seconds())
        message = self.ledger.post(chat, sender=self.ledger.bot, content=content | answered, markup=markup)
        return message.as_json()

    def _answered(self, chat: Chat, reply: object) -> Json:
        if not isinstance(reply, dict):
            return {}
        message = chat.messages.get(reply.get("message_id", 0))
        if message is not None and not message.is_deleted:
            return {"reply_to_message": message.as_json()}
        if reply.get("allow_sending_without_reply"):
            return {}
        raise make_bad_request("message to be replied not found")

    def _own(self, params: Json) -> Message:
        message = self._find(params, "message to edit not found")
        if message.sender != self.ledger.bot:
            raise make_bad_request("message can't be edited")
        return message

    def _find(self, params: Json, otherwise: str) -> Message:
        chat = self.ledger.find_chat(params.get("chat_id"))
        number = params.get("message_id")
        if number in (None, ""):
            raise make_bad_request("message identifier is not specified")
        message = chat.messages.get(number) if isinstance(number, int) else None
        if message is None or message.is_deleted:
            raise make_bad_request(otherwise)
        return message

    def _change(self, message: Message, content: Json, markup: Json | None) -> Json:
        if (message.content, message.markup) == (content, markup):
            raise make_bad_request(NOT_MODIFIED)
        message.content, message.markup = content, markup
        message.edits, message.edit_date = message.edits + 1, self.ledger.today()
        self.ledger.bell.ring()
        return message.as_json()


def make_membership(ledger: Ledger, chat: Chat, *, by: Json, to: str) -> Json:
    """Let the bot's standing in a chat become another; the content of my_chat_member that tells so."""
    was = {"never": "left"}.get(chat.standing, chat.standing)
    chat.standing = "member" if to == "member" else "kicked" if to == "kicked" else "left"
    members = [{"user": ledger.bot, "status": status} for status in (was, to)]
    old, new = (m | ({"until_date": 0} if m["status"] == "kicked" else {}) for m in members)
    told = {"chat": chat.as_json(), "from": by, "date": ledger.today()}
    return told | {"old_chat_member": old, "new_chat_member": new}


def _as_content(text: str, entities: list[Json]) -> Json:
    return {"text": text} | ({"entities": entities} if entities else {})
