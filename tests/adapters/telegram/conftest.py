"""A loopback Telegram and a bot on it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from adapters.telegram.send import TelegramBot
from tests.support.telegram.server import LoopbackTelegram


@pytest.fixture
async def telegram() -> AsyncIterator[LoopbackTelegram]:
    async with LoopbackTelegram() as telegram:
        yield telegram


@pytest.fixture
async def bot(telegram: LoopbackTelegram) -> AsyncIterator[TelegramBot]:
    bot = TelegramBot(telegram.token, telegram.url)
    yield bot
    await bot.close()
