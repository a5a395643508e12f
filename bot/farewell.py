"""A Slack workspace throws us out: its token is forgotten, and nothing is sent there until somebody writes again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from adapters.delivery import RetryLaterError
from adapters.slack.faults import BROKEN
from bot.gone import close_workspace
from bot.ports import Store, UnitOfWork
from bot.tokens import LATER, SLACK, TeamOf

log = logging.getLogger(__name__)


class Farewell:
    """Hears that a workspace threw us out. Slack may say so late, when it has installed us again."""

    def __init__(self, store: Store, *, own: str | None, team_of: TeamOf, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._own = own
        self._team_of = team_of
        self._clock = clock

    async def hear(self, workspace: str, left: int | None) -> None:
        """It threw us out at `left`, in seconds since 1970. RetryLaterError where it cannot be known whether it did."""
        is_late = await self._opens(workspace) or not await self._store.run(
            lambda uow: self._leave(uow, workspace, left)
        )
        log.warning("slack.uninstalled workspace=%s late=%s", workspace, is_late)

    async def _opens(self, workspace: str) -> bool:
        """Whether the token that is set opens it all the same."""
        if self._own is None:
            return False
        team, fault = await self._team_of(self._own)
        if not team and fault not in BROKEN:
            raise RetryLaterError(fault, after=LATER)
        return team == workspace

    def _leave(self, uow: UnitOfWork, workspace: str, left: int | None) -> bool:
        found = uow.find_installation(SLACK, workspace)
        if found is not None and left is not None and left < int(found.at.timestamp()):
            return False
        uow.delete_installation(SLACK, workspace)
        close_workspace(uow, channel=SLACK, workspace=workspace, at=self._clock())
        return True
