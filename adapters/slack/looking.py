"""Looking whether a message is in a room already, by the id in its metadata. What went wrong comes out as it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from adapters.slack.limits import LOOK_PAGE, LOOK_PAGES
from adapters.slack.payload import list_at, text_at, value_at


@dataclass(frozen=True)
class Looked:
    """What a look for a message came to: its receipt, or whether it is surely not there."""

    receipt: str | None
    is_sure: bool


UNSURE = Looked(receipt=None, is_sure=False)


Ask = Callable[[dict[str, object]], Awaitable[object]]
"""Calls `conversations.history` with these arguments, and gives what it says."""


async def search(ask: Ask, *, channel: str, ident: str, since: datetime) -> Looked:
    """Go through the newest pages of a room's history."""
    cursor = ""
    for _ in range(LOOK_PAGES):
        page = await ask(
            {
                "channel": channel,
                "oldest": f"{since.timestamp():.6f}",
                "limit": LOOK_PAGE,
                "include_all_metadata": True,
                "cursor": cursor or None,
            }
        )
        for message in list_at(page, "messages"):
            if text_at(message, "metadata", "event_payload", "id") == ident:
                return Looked(receipt=f"{channel}:{text_at(message, 'ts')}", is_sure=True)
        cursor = text_at(page, "response_metadata", "next_cursor")
        if not cursor:
            return Looked(receipt=None, is_sure=not value_at(page, "has_more"))
    return UNSURE
