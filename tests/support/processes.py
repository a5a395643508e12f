"""The program as other programs run it: a process of its own, driven by its pipes, killed and started again."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from adapters.console.app import READY

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds after which a process counts as hanging, and is killed: a net, not a measure of speed."""


class EndedError(Exception):
    """The process ended instead of answering. `lines` is what it still printed."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(("the process ended; its last lines:", *lines)))
        self.lines = list(lines)


class HangsError(Exception):
    """The process neither answers nor ends."""


class Killable(Protocol):
    """What both kinds of processes can do."""

    def kill(self) -> None:
        """End it by SIGKILL."""


class Pipes:
    """One line in; out comes everything up to the line that says it is done."""

    def __init__(self, process: Killable, *, put: int, got: int) -> None:
        self._process = process
        self._put = put
        self._got = got
        self._rest = b""

    def say(self, line: str) -> list[str]:
        """Everything that one line brings about."""
        try:
            self.write(f"{line}\n".encode())
        except BrokenPipeError:
            raise EndedError([]) from None
        return self.read()

    def write(self, raw: bytes) -> None:
        """Any bytes at all."""
        while raw:
            raw = raw[os.write(self._put, raw) :]

    def read(self) -> list[str]:
        """What is printed up to the next READY. EndedError where the end comes first."""
        lines: list[str] = []
        for line in self._lines():
            if line == READY:
                return lines
            lines.append(line)
        raise EndedError(lines)

    def close_input(self) -> None:
        """There will be no more lines."""
        if self._put >= 0:
            os.close(self._put)
            self._put = -1

    def close_output(self) -> None:
        """Nobody reads on."""
        if self._got >= 0:
            os.close(self._got)
            self._got = -1

    def _lines(self) -> Iterator[str]:
        while True:
            line, found, rest = self._rest.partition(b"\n")
            if found:
                self._rest = rest
                yield line.decode()
            elif chunk := self._chunk():
                self._rest += chunk
            else:
                return

    def _chunk(self) -> bytes:
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._got, selectors.EVENT_READ)
            if not waiting.select(PATIENCE):
                self._process.kill()
                raise HangsError(f"nothing for {PATIENCE:.0f} seconds; so far: {self._rest.decode(errors='replace')}")
        return os.read(self._got, 1 << 16)


def make_environment(home: Path, **settings: str) -> dict[str, str]:
    """Our own environment without anybody's settings and with another home; a warning is an error there too."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ITFITS_", "PYTHON"))}
    ours = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"}
    return kept | ours | settings


def run_itfits(*arguments: str, home: Path, put: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run it to its end, with everything it reads given at once."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=make_environment(home, **settings),
        input=put,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


class Chat:
    """`python -m bot chat --plain` on a store. `opened` is what it printed before it read its first line."""

    def __init__(self, url: str, *arguments: str, home: Path, **settings: str) -> None:
        self.url = url
        self._arguments = arguments
        self._home = home
        self._settings = settings
        self._start()

    def __enter__(self) -> Chat:
        return self

    def __exit__(self, *error: object) -> None:
        self.kill()

    def say(self, line: str) -> list[str]:
        """Everything that one line brings about."""
        return self.pipes.say(line)

    def signal(self, number: int) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    def kill(self) -> None:
        """End it by SIGKILL, whatever it is at."""
        self._process.kill()
        self._process.wait(PATIENCE)
        self._let_go()

    def restart(self, *arguments: str) -> list[str]:
        """Start it again, with other arguments where some are given; what it prints before its first line."""
        self._arguments = arguments or self._arguments
        self._start()
        return self.opened

    def end(self) -> tuple[int, str]:
        """End its input; its exit status, and what stands on its standard error."""
        self.pipes.close_input()
        return self.wait()

    def wait(self) -> tuple[int, str]:
        """Wait for its end; its exit status, and what stands on its standard error."""
        try:
            status = self._process.wait(PATIENCE)
        finally:
            self._process.kill()
        errors = self._errors.read_text(encoding="utf-8")
        self._let_go()
        return status, errors

    def _start(self) -> None:
        self._errors = self._home / "errors"
        with self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "chat", "--plain", "--store", self.url, *self._arguments],
                cwd=ROOT,
                env=make_environment(self._home, **self._settings),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                bufsize=0,
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.pipes = Pipes(
            self._process, put=os.dup(self._process.stdin.fileno()), got=os.dup(self._process.stdout.fileno())
        )
        self._process.stdin.close()
        self._process.stdout.close()
        try:
            self.opened = self.pipes.read()
        except EndedError as error:
            status, said = self.wait()
            raise EndedError([*error.lines, f"status {status}", said]) from None

    def _let_go(self) -> None:
        self.pipes.close_input()
        self.pipes.close_output()
