"""What our calls put before people: every word, every button's token, every window's. Reads recorded calls only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.support.service import House

TOKENS = ("value", "private_metadata", "callback_data")


def calls_to_slack(house: House, *, team: str | None = None) -> list[Any]:
    """The parameters of all calls to Slack; to one workspace, where it is named."""
    return [call.params for call in house.slack.calls if team in (None, call.team_id)]


def calls_to_telegram(house: House) -> list[Any]:
    """The parameters of all calls to Telegram that are not about the bot itself."""
    return [call.params for call in house.telegram.calls if "chat_id" in call.params]


def tokens_in(calls: list[Any]) -> list[str]:
    """Every token of a button or a window, each once, in order."""
    return list(dict.fromkeys(_tokens(calls)))


def _tokens(found: object) -> Iterator[str]:
    if isinstance(found, list):
        for each in found:
            yield from _tokens(each)
    elif isinstance(found, dict):
        for name, value in found.items():
            if name in TOKENS and isinstance(value, str) and value:
                yield value
            yield from _tokens(value)
