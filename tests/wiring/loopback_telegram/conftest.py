"""A loopback Telegram whose seconds stand still, a bot of the real library, and Ben."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from tests.support.telegram.limits import Clock
from tests.support.telegram.person import Person
from tests.support.telegram.server import OUTGOING_LOG, LoopbackTelegram
from tests.wiring.loopback_telegram.pieces import Watch


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
async def platform(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LoopbackTelegram]:
    """A Telegram whose seconds stand still, and whose calls, many of them wrong on purpose, are not for the checker."""
    monkeypatch.delenv(OUTGOING_LOG, raising=False)
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # without it the library warns of every RetryAfter it makes
    async with LoopbackTelegram(clock=Clock(seconds=watch)) as platform:
        yield platform


@pytest.fixture
async def bot(platform: LoopbackTelegram) -> AsyncIterator[Bot]:
    async with Bot(platform.token, base_url=platform.base_url, base_file_url=platform.base_file_url) as bot:
        yield bot


@pytest.fixture
def ben(platform: LoopbackTelegram) -> Person:
    return platform.person("Ben", language_code="en", has_started=True)
