"""Starting `tests.storage.working` as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def run_working(*words: str) -> subprocess.CompletedProcess[str]:
    """Run it to its end, whichever that is."""
    return subprocess.run(_command(*words), capture_output=True, text=True, timeout=60, check=False)


@contextmanager
def held_store(url: str, *, what: str = "hold") -> Iterator[subprocess.Popen[str]]:
    """Another process that has the store open, killed at the end at the latest."""
    with subprocess.Popen(_command(what, url), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        while process.stdout.readline() not in ("ready\n", ""):
            pass
        try:
            yield process
        finally:
            process.kill()


def _command(*words: str) -> list[str]:
    return [sys.executable, "-W", "error", "-m", "tests.storage.working", *words]
