"""How long `itfits chat --plain` takes to its first question, beside the imports that it cannot do without.

Whole processes, from the start to the end: the input is empty, so that the program ends after the first question. Each
run has a store of its own, up to date and empty: migrations are not in it, a newcomer's turn and its delivery are.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import Bound, Figure, Report
from benchmarks.ground import Ground
from benchmarks.timing import Lanes, Stopwatch

FIRST_QUESTION = Bound(most=4)
ROUNDS = 11
IMPORTS = (sys.executable, "-c", "import sqlalchemy, pydantic")


async def measure(ground: Ground) -> Report:
    """Both processes, taking turns."""
    lanes = Lanes()
    await _round(ground, Lanes())  # the first one writes the compiled modules
    for _ in range(ROUNDS):
        await _round(ground, lanes)
    chat, imports = lanes.mean("chat"), lanes.mean("imports")
    return Report(
        title="itfits chat --plain to its first question",
        figures=[
            Figure("beside python -c 'import sqlalchemy, pydantic'", chat / imports, "x", FIRST_QUESTION),
            Figure("itfits chat --plain", chat * 1e3, "ms"),
            Figure("python -c 'import sqlalchemy, pydantic'", imports * 1e3, "ms"),
        ],
        notes=[f"medians of {ROUNDS} runs each, taking turns"],
    )


async def _round(ground: Ground, lanes: Lanes) -> None:
    store = await ground.new_file()
    chat = (*_itfits(), "chat", "--plain", "--store", str(store))
    for lane, command in (("chat", chat), ("imports", IMPORTS)):
        with Stopwatch() as watch:
            printed = await _run(command)
        lanes.add(lane, 0, watch.seconds)
        if lane == "chat" and not printed.endswith(b">\n"):
            raise RuntimeError(f"itfits chat --plain asked no first question; it printed {printed!r}")


def _itfits() -> Sequence[str]:
    """The command as it is installed beside this Python, else the module."""
    installed = Path(sys.executable).with_name("itfits")
    return (str(installed),) if installed.exists() else (sys.executable, "-m", "bot")


async def _run(command: Sequence[str]) -> bytes:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ITFITS_")}
    process = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, env=environment
    )
    printed, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with status {process.returncode}")
    return printed
