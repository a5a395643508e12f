"""Names, languages and doors of persons, asked of Slack and kept for a while. Knows no client, only how to ask."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta

from adapters.slack.limits import NAME_SECONDS, NAMES_KEPT, NAMES_KEPT_SECONDS
from adapters.slack.persons import Known, parse_person

log = logging.getLogger(__name__)

Find = Callable[[str, str], Awaitable[object]]
"""What Slack says of a user of a workspace; None where it says nothing now."""

_Key = tuple[str, str]


class Names:
    """A cache in front of `find`. Those who ask for the same person at once wait for one answer."""

    def __init__(self, find: Find, *, clock: Callable[[], datetime]) -> None:
        self._find = find
        self._clock = clock
        self._kept: dict[_Key, tuple[datetime, Known]] = {}
        self._asked: dict[_Key, asyncio.Task[Known | None]] = {}

    async def know(self, user: str, *, workspace: str) -> Known | None:
        """Who that is. Where Slack does not say (in time): what it said before, or None."""
        until, before = self._kept.get((workspace, user), (None, None))
        if until is not None and self._clock() < until:
            return before
        try:
            found = await asyncio.wait_for(asyncio.shield(self._asking(user, workspace)), timeout=NAME_SECONDS)
        except TimeoutError:
            log.warning("slack.name_late workspace=%s user=%s", workspace, user)
            found = None
        return found or before

    async def know_all(self, users: Iterable[str], *, workspace: str) -> dict[str, Known]:
        """Those of them of whom Slack says something, by user."""
        each = tuple(dict.fromkeys(users))
        found = await asyncio.gather(*(self.know(user, workspace=workspace) for user in each))
        return {user: known for user, known in zip(each, found, strict=True) if known is not None}

    def _asking(self, user: str, workspace: str) -> asyncio.Task[Known | None]:
        key = (workspace, user)
        if key not in self._asked:
            task = asyncio.create_task(self._ask(user, workspace))
            task.add_done_callback(lambda _: self._asked.pop(key, None))
            self._asked[key] = task
        return self._asked[key]

    async def _ask(self, user: str, workspace: str) -> Known | None:
        found = await self._find(workspace, user)
        if found is None:
            return None
        known = parse_person(found, workspace=workspace)
        if len(self._kept) >= NAMES_KEPT:
            self._kept.clear()
        self._kept[workspace, user] = (self._clock() + timedelta(seconds=NAMES_KEPT_SECONDS), known)
        return known
