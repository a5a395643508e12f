"""Telegram's way out: the bot's calls, and the channel that a dispatcher hands messages to.

The token is part of every address. So no error of the library leaves this module, neither as itself nor as a cause.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping, Sequence

import httpx
import telegram
from telegram import error as errors
from telegram.request import HTTPXRequest

from adapters.delivery import (
    Delivery,
    DeliveryError,
    Limits,
    Opening,
    PersonGoneError,
    RefusedError,
    RetryLaterError,
    Sent,
    Settlement,
    TooLateError,
    UnknownFateError,
)
from adapters.telegram.limits import CALL_SECONDS, CHANNEL, CONNECTIONS, PACE, RETRY_SECONDS, TOKEN_SECONDS
from adapters.telegram.render import render_message, render_settled

log = logging.getLogger(__name__)

API_URL = "https://api.telegram.org"

_TOKEN = re.compile(r"([0-9]{1,20}):[A-Za-z0-9_-]+", re.ASCII)
_CHAT = re.compile(r"-?[0-9]{1,19}", re.ASCII)
_RECEIPT = re.compile(r"(-?[0-9]{1,19}):([0-9]{1,19})", re.ASCII)
_GONE = ("chat not found", "user is deactivated", "peer_id_invalid")
_KNOWN = ("button_data_invalid", "message is too long", "message text is empty", "can't parse entities", "reply markup")
_DONE = ("message is not modified", "message to edit not found", "message can't be edited")
_NOT_THEIRS = "an answer that is not Telegram's"
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class UnchangedError(RefusedError):
    """The message is gone, too old, or already as it should be: there is nothing to do."""


class ConflictError(RetryLaterError):
    """Somebody else takes this bot's updates: another process, or a webhook. Wait, and tell the operator."""


class WrongTokenError(RetryLaterError):
    """Telegram does not know the token. Somebody has to mend it; until then wait."""


class TelegramBot:
    """One bot, by its token. Every call raises a `DeliveryError`, and its text holds neither token nor words."""

    def __init__(self, token: str, api_url: str | None = None) -> None:
        """ValueError for what cannot be a token. `api_url` is where Telegram answers, for tests and local servers."""
        found = _TOKEN.fullmatch(token)
        if found is None:
            raise ValueError("A Telegram token looks like 123456:ABC-def: take it from @BotFather as it is.")
        _hush()
        self.id = found[1]
        self.username = ""
        url = (api_url or API_URL).rstrip("/")
        self._bot = _RawBot(
            token,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=_make_request(CONNECTIONS),
            get_updates_request=_make_request(2),  # a last word while the long question is being let go
        )

    def __repr__(self) -> str:
        return f"TelegramBot({self.id})"

    async def call(self, method: str, params: Mapping[str, object] | None = None, *, wait: float = 0.0) -> object:
        """The raw result of a method of the Bot API. `wait` is how many seconds Telegram may hold it open."""
        try:
            return await self._bot.call(method, dict(params or {}), patience=CALL_SECONDS + wait)
        except errors.TelegramError as error:
            fault = _fault_of(error)
        if isinstance(fault, WrongTokenError):
            log.error("telegram.token bot=%s", self.id)
        raise fault  # outside of the handler: the library's error does not travel with it

    async def meet(self) -> None:
        """Ask who we are: sets `username`."""
        match await self.call("getMe"):
            case {"username": str(username)}:
                self.username = username

    async def close(self) -> None:
        """Let go of the connections."""
        await self._bot.let_go()


class TelegramChannel:
    """Delivers to private chats. A receipt is `chat:message`, several with a comma where a text had to be split."""

    name = CHANNEL

    def __init__(self, bot: TelegramBot) -> None:
        self._bot = bot

    @property
    def limits(self) -> Limits:
        """How fast Telegram takes messages."""
        return PACE

    def calls_for(self, task: Delivery | Settlement | Opening) -> int:
        """One for each part of a long text, and for each message that is changed."""
        match task:
            case Delivery():
                return len(_parts_of(task))
            case Settlement():
                return len(task.sent)
        return 1

    async def deliver(self, delivery: Delivery) -> str:
        """Send it; the receipt finds it again."""
        chat = self._find_chat(delivery.conversation)
        parts = _parts_of(delivery)
        receipts: list[str] = []
        for part in parts:
            try:
                result = await self._bot.call("sendMessage", {"chat_id": chat, **part})
            except RetryLaterError as error:
                if receipts and not error.unknown:  # its beginning is there: the next try repeats it
                    raise UnknownFateError(str(error), after=error.after) from None
                raise
            receipts.append(f"{chat}:{_message_id(result)}")
        return ",".join(receipts)

    async def settle(self, settlement: Settlement) -> None:
        """Put the answer under each question and take its buttons away. Where it had none, the words stand below it."""
        self._find_chat(settlement.conversation)
        for sent in settlement.sent:
            if sent.prompt is not None and not sent.prompt.options:
                continue
            try:
                await self._settle(sent, answer=settlement.answer)
            except UnchangedError:
                log.debug("telegram.unchanged conversation=%s", settlement.conversation)

    async def show(self, opening: Opening) -> None:
        """Telegram has no windows."""
        raise TooLateError(f"no windows here: {opening.id}")

    async def _settle(self, sent: Sent, *, answer: str) -> None:
        receipts = sent.receipt.split(",")
        found = _RECEIPT.fullmatch(receipts[-1])
        if found is None:
            raise UnchangedError("a receipt that finds nothing")
        place = {"chat_id": int(found[1]), "message_id": int(found[2])}
        parts = render_settled(sent.prompt, answer=answer, mentions=sent.mentions) if sent.prompt else []
        if len(parts) == len(receipts):
            await self._bot.call("editMessageText", {**place, **parts[-1]})
        else:
            await self._bot.call("editMessageReplyMarkup", place)

    def _find_chat(self, conversation: str) -> int:
        channel, _, rest = conversation.partition(":")
        bot, _, chat = rest.partition(":")
        if channel != CHANNEL or bot != self._bot.id or not _CHAT.fullmatch(chat):
            raise RefusedError(f"conversation {conversation} is not one of bot {self._bot.id}")
        return int(chat)


def _parts_of(delivery: Delivery) -> Sequence[Mapping[str, object]]:
    return render_message(
        delivery.prompt,
        mentions=delivery.mentions,
        language=delivery.language,
        maybe_repeat=delivery.maybe_repeat,
    )


class _Request(HTTPXRequest):
    """The library's, quieter: it warns of its own future whenever Telegram says 429, and logs what it cannot read."""

    async def do_request(self, *args: object, **kwargs: object) -> tuple[int, bytes]:
        status, body = await super().do_request(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they come
        if status == 429:
            raise _ThrottledError(_read_wait(body))
        return status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        try:
            found = json.loads(payload.decode(errors="replace"))
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise errors.TelegramError(_NOT_THEIRS)
        return found


class _RawBot(telegram.Bot):
    """The library's bot for raw payloads: its objects stop at kinds they do not know, and it warns of raw calls."""

    async def call(self, method: str, params: dict[str, object], *, patience: float) -> object:
        try:
            return await self._post(method, params, read_timeout=patience)
        except KeyError:  # the library's, where an answer has no result
            raise errors.TelegramError(_NOT_THEIRS) from None

    async def let_go(self) -> None:
        for request in self._request:
            await request.shutdown()


class _ThrottledError(errors.TelegramError):
    def __init__(self, after: float) -> None:
        super().__init__("too many requests")
        self.after = after


def _make_request(connections: int) -> HTTPXRequest:
    return _Request(
        connection_pool_size=connections,
        connect_timeout=CALL_SECONDS,
        read_timeout=CALL_SECONDS,
        write_timeout=CALL_SECONDS,
        pool_timeout=CALL_SECONDS,
    )


def _hush() -> None:
    """These three log addresses with the token, or what people wrote."""
    for name in ("httpx", "httpcore", "telegram"):
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.level, logging.WARNING))


def _fault_of(error: errors.TelegramError) -> DeliveryError:
    match error:
        case _ThrottledError():
            return RetryLaterError("Telegram asks to wait", after=error.after)
        case errors.InvalidToken():
            return WrongTokenError("Telegram does not know the token", after=TOKEN_SECONDS)
        case errors.Conflict():
            return ConflictError("somebody else takes the updates", after=RETRY_SECONDS)
        case errors.Forbidden():
            return PersonGoneError("the chat is closed to us")
        case errors.BadRequest() | errors.ChatMigrated():
            return _refusal_of(str(error).casefold())
    if isinstance(error.__cause__, _NOT_SENT):
        return RetryLaterError("Telegram cannot be reached", after=RETRY_SECONDS)
    return UnknownFateError("no answer that could be read", after=RETRY_SECONDS)


def _refusal_of(reason: str) -> DeliveryError:
    if any(each in reason for each in _GONE):
        return PersonGoneError("there is no such chat any more")
    if any(each in reason for each in _DONE):
        return UnchangedError("there is nothing to change")
    known = [each for each in _KNOWN if each in reason]  # the rest of what it says may quote people
    return RefusedError(f"Telegram refuses the call: {', '.join(known) or 'for another reason'}")


def _read_wait(body: bytes) -> float:
    match _Request.parse_json_payload(body):
        case {"parameters": {"retry_after": int(after)}}:
            return max(float(after), RETRY_SECONDS)
    return RETRY_SECONDS


def _message_id(result: object) -> int:
    match result:
        case {"message_id": int(number)}:
            return number
    raise UnknownFateError("an answer without a message", after=RETRY_SECONDS)
