"""A terminal that ends itself by SIGKILL at a chosen point inside a turn. Every part of it is the real one."""

from __future__ import annotations

import asyncio
import json
import os
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal, cast

from adapters.console.app import run_plain
from adapters.console.send import ConsoleChannel
from adapters.delivery import Delivery
from bot.bootstrap import ConsoleDesk, fresh_key, opened
from bot.ports import Store
from dialogs.inbound import Inbound
from knowledge.loading import load_catalogue
from tests.support.doomed_store import STORE_POINTS, DoomedStore, StorePoint, die
from tests.support.forks import FORKS
from tests.support.processes import PATIENCE, Pipes

Point = StorePoint | Literal["after the first message is printed", "after the reply is printed"]

_SENT = STORE_POINTS.index("before mark_sent")
POINTS: tuple[Point, ...] = (
    *STORE_POINTS[:_SENT],
    "after the first message is printed",
    "after the reply is printed",
    *STORE_POINTS[_SENT:],
)
UNDONE = POINTS[: POINTS.index("after commit")]
"""Points at which nothing of the turn is kept yet."""


@dataclass(frozen=True)
class Fate:
    """The point, in the turn of the line with this key, at which a process ends; without a point it lives on."""

    key: str = ""
    point: Point | None = None


LIVES_ON = Fate()


@dataclass(frozen=True)
class Start:
    """All that one process is told. `log` is where it notes what it has printed, `at` is what its clock shows."""

    url: str
    at: datetime
    fate: Fate
    log: Path
    errors: Path
    language: str
    speaker: str | None


@dataclass(frozen=True)
class Printed:
    """One message that was seen: by whom, where, and whether it said that it may be a repeat."""

    id: str
    name: str
    conversation: str
    maybe_repeat: bool


@dataclass
class DoomedChat:
    """A plain conversation on a store, in one process after the other."""

    url: str
    home: Path
    language: str = "en"
    _process: _Process | None = field(default=None, init=False)

    def start(self, *, at: datetime, fate: Fate = LIVES_ON, speaker: str | None = None) -> list[str]:
        """Start a process; what it prints before its first line."""
        told = Start(
            url=self.url,
            at=at,
            fate=fate,
            log=self.home / "printed",
            errors=self.home / "errors",
            language=self.language,
            speaker=speaker,
        )
        self._process = _Process(told)
        return self._process.pipes.read()

    def say(self, line: str) -> list[str]:
        """Everything that one line brings about. EndedError where it was the last."""
        assert self._process is not None
        return self._process.pipes.say(line)

    def kill(self) -> int:
        """End it by SIGKILL where it still lives; its exit status."""
        assert self._process is not None
        process, self._process = self._process, None
        return process.end()

    def printed(self) -> list[Printed]:
        """Everything that any of the processes has printed, in that order."""
        lines = (self.home / "printed").read_text(encoding="utf-8").splitlines()
        return [Printed(**json.loads(line)) for line in lines]

    def errors(self) -> str:
        """What any of them had to say on standard error."""
        return (self.home / "errors").read_text(encoding="utf-8")


class _Process:
    def __init__(self, told: Start) -> None:
        self._theirs_in, self._put = FORKS.Pipe(duplex=False)
        self._got, self._theirs_out = FORKS.Pipe(duplex=False)
        self._process = FORKS.Process(target=live, args=(told, self._theirs_in, self._theirs_out), daemon=True)
        self._process.start()
        self._theirs_in.close()
        self._theirs_out.close()
        self.pipes = Pipes(self._process, put=os.dup(self._put.fileno()), got=os.dup(self._got.fileno()))
        self._put.close()
        self._got.close()

    def end(self) -> int:
        self._process.kill()
        self._process.join(PATIENCE)
        status = self._process.exitcode
        self._process.close()
        self.pipes.close_input()
        self.pipes.close_output()
        assert status is not None
        return status


def live(told: Start, lines: Connection, out: Connection) -> None:
    """The life of one process."""
    errors = os.open(told.errors, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(errors, 2)
    asyncio.run(_talk(told, lines, out))


async def _talk(told: Start, lines: Connection, out: Connection) -> None:
    doom = _Doom(told.fate)
    async with opened(told.url) as store:
        channel = _DoomedChannel(doom, told.log)
        doomed = cast("Store", DoomedStore(store, doom))
        desk = _DoomedDesk(doomed, channel, catalogue=load_catalogue(), language=told.language)
        desk.doom = doom
        with (
            os.fdopen(lines.fileno(), closefd=False) as reading,
            os.fdopen(out.fileno(), "w", closefd=False) as writing,
        ):
            await run_plain(
                desk,
                channel=channel,
                speaker=told.speaker,
                lines=reading,
                out=writing,
                clock=lambda: told.at,
                fresh_key=fresh_key,
            )


class _Doom:
    """Ends this process where it was told to."""

    def __init__(self, fate: Fate) -> None:
        self._fate = fate
        self._is_near = False
        self.room = ""

    def see(self, inbound: Inbound) -> None:
        self._is_near = inbound.key == f"console:#{self._fate.key}"
        self.room = inbound.room.conversation

    def reach(self, point: Point) -> None:
        if self._is_near and self._fate.point == point:
            die()


class _DoomedDesk(ConsoleDesk):
    doom: _Doom

    async def take(self, inbound: Inbound) -> None:
        self.doom.see(inbound)
        await super().take(inbound)


class _DoomedChannel(ConsoleChannel):
    def __init__(self, doom: _Doom, log: Path) -> None:
        super().__init__()
        self._doom = doom
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    async def deliver(self, delivery: Delivery) -> str:
        receipt = await super().deliver(delivery)
        seen = {name: getattr(delivery, name) for name in Printed.__dataclass_fields__}
        os.write(self._log, f"{json.dumps(seen)}\n".encode())
        self._doom.reach("after the first message is printed")
        if delivery.conversation == self._doom.room:
            self._doom.reach("after the reply is printed")
        return receipt
