"""Other processes of a benchmark: started, asked for their first line, ended. Measures nothing."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST_LINE = 64 * 1024 * 1024


@asynccontextmanager
async def running(
    *command: str, errors: Path | None = None, settings: Mapping[str, str] | None = None
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m COMMAND` for as long as it is needed, with these settings only; `errors` keeps its standard error."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ITFITS_")}
    with (errors or Path(os.devnull)).open("wb") as written:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            *command,
            cwd=ROOT,
            env={**kept, **(settings or {})},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=written if errors else None,
            limit=LONGEST_LINE,
        )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.communicate()


async def read_line(process: asyncio.subprocess.Process) -> str:
    """The next line that it prints; RuntimeError where it ended instead."""
    assert process.stdout is not None
    line = await process.stdout.readline()
    if not line:
        raise RuntimeError(f"a process of the benchmark ended with status {await process.wait()}")
    return line.decode().strip()
