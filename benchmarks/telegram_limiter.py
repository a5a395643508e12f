"""python-telegram-bot's own limiter at the same work, in a process of its own: its bot, many messages at once.

`python -m benchmarks.telegram_limiter URL TOKEN WORDS` reads chat ids as JSON, sends to each, prints how many arrived.
"""

from __future__ import annotations

import asyncio
import json
import sys

from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

A_SECOND = 30
TRIES = 100
"""How often it may try again after a 429: with its default, which is never, most of them would be lost."""

PATIENCE = 60.0
CONNECTIONS = 64


async def send(chats: list[int], words: str, *, url: str, token: str) -> int:
    """Send to all at once, at the limiter's pace; how many arrived."""
    request = HTTPXRequest(connection_pool_size=CONNECTIONS, read_timeout=PATIENCE, pool_timeout=PATIENCE)
    limiter = AIORateLimiter(overall_max_rate=A_SECOND, max_retries=TRIES)
    async with ExtBot(token, base_url=f"{url}/bot", request=request, rate_limiter=limiter) as bot:
        found = await asyncio.gather(*(bot.send_message(chat, words) for chat in chats), return_exceptions=True)
    wrong = [each for each in found if isinstance(each, BaseException) and not isinstance(each, TelegramError)]
    if wrong:
        raise wrong[0]
    return sum(not isinstance(each, BaseException) for each in found)


if __name__ == "__main__":
    url, token, words = sys.argv[1:]
    print(asyncio.run(send(json.loads(sys.stdin.readline()), words, url=url, token=token)))
