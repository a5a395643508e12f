"""A look at a bot from outside, for the operator. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Literal

import httpx

from adapters.delivery import DeliveryError, RefusedError
from adapters.telegram.limits import CALL_SECONDS
from adapters.telegram.send import API_URL, TelegramBot, WrongTokenError

ProbeError = Literal["", "token", "unreachable", "refused"]


@dataclass(frozen=True)
class Probe:
    """What Telegram says about a bot. `date` is its clock; `error` why the rest could not be learnt."""

    bot_id: str = ""
    username: str = ""
    date: datetime | None = None
    webhook_url: str = ""
    webhook_error: str = ""
    pending: int = 0
    error: ProbeError = ""


async def probe(token: str, api_url: str | None = None) -> Probe:
    """Look once; never raises for what is wrong out there."""
    date = await _find_date(api_url or API_URL)
    try:
        bot = TelegramBot(token, api_url)
    except ValueError:
        return Probe(date=date, error="token")
    try:
        return replace(await _look(bot), date=date)
    except DeliveryError as error:
        return Probe(bot_id=bot.id, date=date, error=_name(error))
    finally:
        await bot.close()


async def _look(bot: TelegramBot) -> Probe:
    await bot.meet()
    found = Probe(bot_id=bot.id, username=bot.username)
    match await bot.call("getWebhookInfo"):
        case {"url": str(url), "pending_update_count": int(pending), **rest}:
            return replace(
                found, webhook_url=url, pending=pending, webhook_error=str(rest.get("last_error_message", ""))
            )
    return found


async def _find_date(url: str) -> datetime | None:
    """From the front door, where no token is needed."""
    try:
        async with httpx.AsyncClient(timeout=CALL_SECONDS) as client:
            answer = await client.get(url)
        return parsedate_to_datetime(answer.headers["Date"])
    except (httpx.HTTPError, httpx.InvalidURL, KeyError, ValueError):
        return None


def _name(error: DeliveryError) -> ProbeError:
    if isinstance(error, WrongTokenError):
        return "token"
    return "refused" if isinstance(error, RefusedError) else "unreachable"
