"""Imported by the fork server alone, before it forks: a short conversation, so that every phrase has been read, every
statement compiled, the catalogue loaded and learned from when the first process is born. Leaves nothing behind."""

from __future__ import annotations

import asyncio
import io
from tempfile import TemporaryDirectory

from adapters.console.app import run_plain
from adapters.console.send import ConsoleChannel
from bot.bootstrap import ConsoleDesk, fresh_key, now, opened
from knowledge.loading import load_catalogue
from knowledge.matching import learn

LINES = "Ana: Deutsch\nOnline-Therapie\nnur ich\nlanguage\nEnglish\n"


async def _talk(folder: str) -> None:
    async with opened(f"{folder}/warm.db") as store:
        channel = ConsoleChannel()
        desk = ConsoleDesk(store, channel, catalogue=load_catalogue(), language="en")
        lines, out = io.StringIO(LINES), io.StringIO()
        await run_plain(desk, channel=channel, speaker=None, lines=lines, out=out, clock=now, fresh_key=fresh_key)


with TemporaryDirectory() as folder:
    asyncio.run(_talk(folder))
learn(load_catalogue())
