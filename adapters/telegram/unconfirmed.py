"""Updates that Telegram still keeps for us: which of them are taken, and up to where that may be said. Pure."""

from __future__ import annotations

from adapters.telegram.parse import Heard
from adapters.telegram.parts import Chain


class Unconfirmed:
    """From being told to being confirmed. `offset` is the first update that Telegram has to tell again.

    Only what is taken is confirmed, and nothing behind what is not: so a crash loses nothing.
    """

    def __init__(self) -> None:
        self.offset: int | None = None
        self._is_done: dict[int, bool] = {}
        self._chats: dict[str, list[Chain]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits to be taken."""
        return not self._chats

    def is_known(self, update: int) -> bool:
        """Whether it was told before and is not confirmed. A lower number than the offset is no sign of a repeat:

        after a week of silence Telegram starts to count elsewhere.
        """
        return update in self._is_done

    def skip(self, update: int) -> None:
        """An update that nobody has to take."""
        self._is_done[update] = True

    def add(self, heard: Heard, *, now: float) -> None:
        """An update to be taken, behind the others of its chat."""
        self._is_done[heard.update] = False
        chains = self._chats.setdefault(heard.inbound.room.conversation, [])
        if not (chains and chains[-1].add(heard, now=now)):
            chains.append(Chain(heard, now=now))

    def ready(self, *, now: float) -> list[list[Chain]]:
        """What can be taken now: for each chat its acts in order. Only a chat's last one may still be growing."""
        found = [[c for c in chains if c is not chains[-1] or c.is_whole(now=now)] for chains in self._chats.values()]
        return [chains for chains in found if chains]

    def finish(self, chain: Chain) -> None:
        """It is taken, with all its parts."""
        for part in chain.parts:
            self._is_done[part.update] = True
        conversation = chain.parts[0].inbound.room.conversation
        self._chats[conversation].remove(chain)
        if not self._chats[conversation]:
            del self._chats[conversation]

    def confirm(self) -> None:
        """Move the offset over everything that is done and has nothing undone before it."""
        for update in sorted(self._is_done):
            if not self._is_done[update]:
                return
            del self._is_done[update]
            self.offset = update + 1
