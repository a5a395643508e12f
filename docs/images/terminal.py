"""Draws `terminal.svg`, the picture in the README: the real screen, with a real conversation in it.

Run from the top of the project: `.venv/bin/python docs/images/terminal.py`
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from adapters.console.floor import Floor
from adapters.console.screen import ConsoleScreen
from adapters.console.send import ConsoleChannel
from bot.bootstrap import ConsoleDesk, fresh_key, now
from knowledge.loading import load_catalogue
from storage.memory import MemoryStore

SAID = ("Online therapy in Leeds", "Ben, Cara", "me for now", "with names", "Internet therapy with a coach")
LAST = "GPs mention it to every patient with mild depression"


async def drawn() -> str:
    """Talk to it, and take a picture."""
    channel = ConsoleChannel()
    desk = ConsoleDesk(MemoryStore(), channel, catalogue=load_catalogue(), language="en")
    floor = Floor(desk, channel=channel, clock=now, fresh_key=fresh_key)
    screen = ConsoleScreen(desk, channel=channel, floor=floor, speaker="Ana")
    async with screen.run_test(size=(92, 32)) as pilot:
        for words in (*SAID, LAST):
            await pilot.pause()
            await pilot.press(*words, "enter")
        await pilot.pause(0.5)
        return _plain(screen.export_screenshot(title="itfits chat"))


def _plain(svg: str) -> str:
    """Without the fonts that the drawing would fetch from elsewhere."""
    return re.sub(r"@font-face \{[^}]*\}", "", svg)


if __name__ == "__main__":
    Path(__file__).with_suffix(".svg").write_text(asyncio.run(drawn()), encoding="utf-8")
