"""One process of the service, seen from outside: begun, ended, waited for."""

from __future__ import annotations

import asyncio

from tests.support.crashing_service import Start, live
from tests.support.forks import FORKS
from tests.support.processes import PATIENCE


class Service:
    """One process of the service."""

    def __init__(self, told: Start) -> None:
        self._process = FORKS.Process(target=live, args=(told,), daemon=True)
        self._process.start()

    async def ends(self) -> int:
        """Wait until it has ended by itself; its exit status."""
        loop = asyncio.get_running_loop()
        ended = asyncio.Event()
        loop.add_reader(self._process.sentinel, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        return self.kill()

    def kill(self) -> int:
        """End it by SIGKILL where it still lives; its exit status."""
        self._process.kill()
        self._process.join(PATIENCE)
        status = self._process.exitcode
        assert status is not None
        return status
