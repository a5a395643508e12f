"""Long polling of our own: an update is confirmed only after it was taken. What an update means is not known here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from math import inf

from adapters.delivery import DeliveryError, RetryLaterError, Sight
from adapters.telegram.limits import LONGEST_RETRY_SECONDS, PEEK_SECONDS, POLL_SECONDS, RETRY_SECONDS, UPDATE_KINDS
from adapters.telegram.parse import Heard, read_number
from adapters.telegram.parts import Chain
from adapters.telegram.send import ConflictError, TelegramBot, WrongTokenError
from adapters.telegram.unconfirmed import Unconfirmed

log = logging.getLogger(__name__)


class Poller:
    """Asks for updates until it is stopped. `hear` takes an act and raises where it is to be told again."""

    def __init__(
        self,
        *,
        bot: TelegramBot,
        read: Callable[[object], Heard | None],
        hear: Callable[[Chain], Awaitable[None]],
        sight: Sight,
        seconds: int = POLL_SECONDS,
    ) -> None:
        self._bot = bot
        self._read = read
        self._hear = hear
        self._sight = sight
        self._seconds = seconds
        self._waiting = Unconfirmed()
        self._stopping = asyncio.Event()
        self._failures = 0
        self._answered_at = -inf
        self._is_refused = False

    @property
    def is_hearing(self) -> bool:
        """Whether Telegram answers: it did within the time of two questions, and takes our token."""
        return not self._is_refused and asyncio.get_running_loop().time() - self._answered_at < 2 * self._seconds

    def stop(self) -> None:
        """Ask for no more; `run` then finishes what is in hand, confirms it and returns."""
        self._stopping.set()

    async def run(self) -> None:
        """Take the webhook away, then ask and take until stopped."""
        while not self._stopping.is_set() and not await self._succeeds(self._begin()):
            pass
        while not self._stopping.is_set():
            await self._succeeds(self._turn())
        await self._confirm()

    async def _begin(self) -> None:
        await self._bot.meet()
        await self._bot.call("deleteWebhook", {"drop_pending_updates": False})
        self._note_answer()

    async def _turn(self) -> None:
        """Ask once and take what there is."""
        is_hasty = self._failures > 0 or not self._waiting.is_empty  # after a failure: to know soon that it is over
        updates = await self._ask(seconds=0 if is_hasty else self._seconds)
        if updates is None:
            return
        is_new = self._sort(updates)
        is_taken = await self._take()
        self._waiting.confirm()
        if not is_taken:
            await self._pause(RETRY_SECONDS)
        elif not self._waiting.is_empty or (updates and not is_new):
            await self._pause(PEEK_SECONDS)

    async def _ask(self, *, seconds: int) -> Sequence[object] | None:
        """Updates as they come, or None where we were stopped meanwhile."""
        asking = asyncio.create_task(self._get(seconds=seconds))
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait((asking, stopping), return_when=asyncio.FIRST_COMPLETED)
            return await asking if asking.done() else None
        finally:
            asking.cancel()
            stopping.cancel()
            await asyncio.gather(asking, stopping, return_exceptions=True)

    async def _get(self, *, seconds: int, limit: int = 100) -> Sequence[object]:
        params: dict[str, object] = {"timeout": seconds, "limit": limit, "allowed_updates": list(UPDATE_KINDS)}
        if self._waiting.offset is not None:
            params["offset"] = self._waiting.offset
        found = await self._bot.call("getUpdates", params, wait=seconds)
        self._note_answer()
        return found if isinstance(found, list) else []

    def _note_answer(self) -> None:
        self._answered_at = asyncio.get_running_loop().time()
        self._is_refused = False

    def _sort(self, updates: Sequence[object]) -> bool:
        """Put what was not told before into its chat's line. Whether there was any."""
        now = asyncio.get_running_loop().time()
        fresh = {number: each for each in updates if (number := self._number(each)) is not None}
        for number in sorted(fresh):
            heard = self._read(fresh[number])
            if heard is None:
                self._waiting.skip(number)
            else:
                self._waiting.add(heard, now=now)
        return bool(fresh)

    def _number(self, update: object) -> int | None:
        number = read_number(update)
        return None if number is None or self._waiting.is_known(number) else number

    async def _take(self) -> bool:
        """Each chat's acts in order, the chats beside each other. False where something has to be tried again."""
        lines = self._waiting.ready(now=asyncio.get_running_loop().time())
        return all(await asyncio.gather(*map(self._take_line, lines)))

    async def _take_line(self, line: Sequence[Chain]) -> bool:
        for chain in line:
            try:
                await self._hear(chain)
            except Exception as error:
                update, kind = chain.parts[0].update, type(error).__name__
                log.warning("telegram.not_taken update=%s kind=%s", update, kind)
                return False
            self._waiting.finish(chain)
        return True

    async def _confirm(self) -> None:
        """Say up to where we are; asked with no time and for one, which stays unconfirmed."""
        if self._waiting.offset is None:
            return
        try:
            await self._get(seconds=0, limit=1)
        except DeliveryError as error:  # it comes again, and is seen to be a repeat
            log.info("telegram.not_confirmed kind=%s", type(error).__name__)

    async def _succeeds(self, step: Awaitable[None]) -> bool:
        """Whether it went well; where Telegram did not answer as it should, after a wait that grows."""
        try:
            await step
        except DeliveryError as error:
            await self._wait_after(error)
            return False
        self._failures = 0
        return True

    async def _wait_after(self, error: DeliveryError) -> None:
        self._failures += 1
        log.warning("telegram.unheard bot=%s kind=%s tries=%s", self._bot.id, type(error).__name__, self._failures)
        self._is_refused = isinstance(error, WrongTokenError)
        if isinstance(error, ConflictError):
            await self._sight("telegram.conflict")
        grown = min(RETRY_SECONDS * 2.0 ** min(self._failures - 1, 10), LONGEST_RETRY_SECONDS)
        await self._pause(max(grown, error.after) if isinstance(error, RetryLaterError) else grown)

    async def _pause(self, seconds: float) -> None:
        """Wait, but not beyond being stopped."""
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return
