"""A conversation as python-telegram-bot has it: a ConversationHandler of comparable size, and ways to save it.

It asks a dozen questions in a circle, keeps each answer in `user_data`, and makes the next question with its buttons.
No network: the bot is told who it is, and nothing is sent.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from telegram import Chat, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update, User
from telegram.ext import (
    Application,
    CallbackContext,
    ConversationHandler,
    ExtBot,
    MessageHandler,
    PersistenceInput,
    PicklePersistence,
    filters,
)

from dialogs.inbound import Inbound, Said

NAME = "conversation"
QUESTIONS = 12
ANSWER = "Nobody has time to explain it during a consultation."
TAPPED = "Yes, that is it"
FIRST_WAITING = 1_000_000
ME = User(id=1, first_name="Assistant", is_bot=True, username="assistant")
NOTHING_ELSE = PersistenceInput(bot_data=False, chat_data=False, user_data=True, callback_data=False)


@dataclass(frozen=True)
class Way:
    """How a turn is saved. `once`: the file is written once a turn; `fsync`: and the disk is waited for."""

    what: str
    once: bool = False
    fsync: bool = False


WAYS = {
    "defaults": Way("as it comes"),
    "once": Way("one write a turn", once=True),
    "fsync": Way("one write a turn, with fsync", once=True, fsync=True),
}


class Handler:
    """Takes the same acts as we do."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any], way: Way, *, path: Path) -> None:
        self._application = application
        self._way = way
        self._path = path
        self._updates = 0

    async def take(self, person: int, act: Inbound) -> None:
        """One turn, saved when this returns."""
        self._updates += 1
        await self._application.process_update(_update(self._updates, person, act))
        await self._application.update_persistence()
        if self._way.once and self._application.persistence:
            await self._application.persistence.flush()
        if self._way.fsync:
            _sync(self._path)


@asynccontextmanager
async def serving(folder: Path, way: Way, *, waiting: int, answers: int) -> AsyncIterator[Handler]:
    """A handler that finds people in mid-conversation in its file; each has given so many answers."""
    path = folder / "conversations.pickle"
    path = path.with_stem(f"{path.stem}-{way.what}")
    path.write_bytes(pickle.dumps(_conversations(waiting, answers), protocol=pickle.HIGHEST_PROTOCOL))
    persistence = PicklePersistence(path, store_data=NOTHING_ELSE, on_flush=way.once)
    bot = _Offline(token="1:offline")
    application = Application.builder().bot(bot).persistence(persistence).build()
    application.add_handler(_conversation())
    async with application:
        yield Handler(application, way, path=path)


class _Offline(ExtBot[None]):
    """A bot that knows who it is and asks nobody."""

    async def initialize(self) -> None:
        self._bot_user = ME
        self._bot_initialized = True

    async def shutdown(self) -> None:
        """Nothing is open."""


def _conversation() -> ConversationHandler[Any]:
    states = {number: [MessageHandler(filters.TEXT, _answer)] for number in range(QUESTIONS)}
    return ConversationHandler(
        entry_points=[MessageHandler(filters.TEXT, _answer)],
        states=states,  # type: ignore[arg-type]  # a list of MessageHandlers is a list of handlers
        fallbacks=[],
        name=NAME,
        persistent=True,
    )


async def _answer(update: Update, context: CallbackContext[Any, Any, Any, Any]) -> int:
    """Keep what was said, make the next question."""
    message, kept = update.effective_message, context.user_data
    assert message is not None
    assert kept is not None
    answers = kept.setdefault("answers", {})
    number = len(answers)
    answers[f"question-{number}"] = message.text
    question = (number + 1) % QUESTIONS
    _ask(question)
    return question


def _ask(question: int) -> tuple[str, InlineKeyboardMarkup]:
    keys = ("yes", "no", "help")
    buttons = [[InlineKeyboardButton(text=key, callback_data=f"{question}.{key}")] for key in keys]
    return f"Question {question} of {QUESTIONS}: what makes it hard on a normal day?", InlineKeyboardMarkup(buttons)


def _update(number: int, person: int, act: Inbound) -> Update:
    text = act.content.text if isinstance(act.content, Said) else TAPPED
    user = User(id=person, first_name=act.who.name, is_bot=False)
    chat = Chat(id=person, type=Chat.PRIVATE)
    message = Message(message_id=number, date=act.at, chat=chat, from_user=user, text=text)
    return Update(update_id=number, message=message)


def _conversations(waiting: int, answers: int) -> dict[str, object]:
    """What the persistence would have written."""
    people = range(FIRST_WAITING, FIRST_WAITING + waiting)
    return {
        "conversations": {NAME: {(person, person): answers % QUESTIONS for person in people}},
        "user_data": {p: {"answers": {f"question-{n}": f"{ANSWER} {p}" for n in range(answers)}} for p in people},
        "chat_data": {},
        "bot_data": {},
        "callback_data": None,
    }


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
