"""What the tests of this folder are made of: a clock in hand, a keyboard, the words of updates."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update


class Watch:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def make_keyboard(*labels: str, data: str = "d") -> InlineKeyboardMarkup:
    """Buttons one below the other, all with the same data."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)] for label in labels])


def texts(updates: Sequence[Update]) -> list[str | None]:
    """The words of messages."""
    return [update.message.text for update in updates if update.message is not None]
