"""What the Telegram channel itself says, by language and key. Everything else comes as prompts."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "en": {"repeat": "This may be a repeat of the message before."},
    "de": {"repeat": "Das ist vielleicht eine Wiederholung der Nachricht davor."},
}


def say(key: str, *, language: str = "en") -> str:
    """The words for a key, in English where the language has no table."""
    return WORDS.get(language, WORDS["en"])[key]
