"""The words that work everywhere as a menu, for channels that show one. Pure."""

from __future__ import annotations

from dialogs.phrases import LANGUAGES, line

COMMANDS: tuple[str, ...] = (
    "open",
    "status",
    "help",
    "back",
    "edit",
    "skip",
    "why",
    "pause",
    "language",
    "invite",
    "link",
    "privacy",
    "stop",
)
"""In the order shown. Commands are English in every language: channels take no other letters."""

Menu = tuple[tuple[str, str], ...]
"""Commands without their slash, each with what it does."""


def menus() -> dict[str, Menu]:
    """The menu in each language we have."""
    return {
        language: tuple((word, line(f"menu-{word}", language=language)) for word in COMMANDS) for language in LANGUAGES
    }
