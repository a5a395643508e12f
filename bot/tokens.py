"""Which token opens which Slack workspace: the one that is set, or what a workspace gave us when it installed us."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from adapters.delivery import RetryLaterError
from bot.faults import name_fault
from bot.ports import Store
from bot.sealing import Seal, SealError
from storage.rows import Installation, StoreFailedError, StoreUnusableError

log = logging.getLogger(__name__)

SLACK = "slack"

LATER = 5.0
"""Seconds until we ask again whose token it is."""

MENDED = 300.0
"""Seconds until a token that does not open is tried again: somebody has to mend it."""

TeamOf = Callable[[str], Awaitable[tuple[str, str]]]
"""Asks Slack whose token this is: the workspace, or else why that cannot be said."""


class Tokens:
    """Finds tokens. `own` is the one that is set; `seal` is there where workspaces install us themselves."""

    def __init__(self, store: Store, *, own: str | None, seal: Seal | None, team_of: TeamOf) -> None:
        self._store = store
        self._own = own
        self._seal = seal
        self._team_of = team_of
        self._own_team = ""

    async def of(self, workspace: str) -> str | None:
        """The token of a workspace, if there is one. RetryLaterError where that cannot be known now."""
        kept = await self._find(workspace)
        if kept is not None or self._own is None:
            return kept
        return self._own if await self._team(self._own) == workspace else None

    async def _find(self, workspace: str) -> str | None:
        if self._seal is None:
            return None
        try:
            found = await self._store.read(lambda uow: uow.find_installation(SLACK, workspace))
        except (StoreFailedError, StoreUnusableError) as error:
            log.warning("slack.token_unread workspace=%s fault=%s", workspace, name_fault(error))
            raise RetryLaterError("the store cannot be read", after=LATER) from None
        if found is None:
            return None
        try:
            return self._seal.unseal(found.sealed)
        except SealError:
            log.error("slack.sealed workspace=%s", workspace)
            raise RetryLaterError("the token was sealed with another key", after=MENDED) from None

    async def _team(self, token: str) -> str:
        """Asked once: a token never moves to another workspace."""
        if not self._own_team:
            self._own_team, fault = await self._team_of(token)
            if not self._own_team:
                log.error("slack.token fault=%s", fault)
                raise RetryLaterError(fault, after=LATER)
            log.info("slack.workspace workspace=%s", self._own_team)
        return self._own_team


class Installations:
    """What happens when a workspace installs us."""

    def __init__(self, store: Store, seal: Seal, *, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._seal = seal
        self._clock = clock

    async def issue(self) -> str:
        """A state to send along."""
        return self._seal.make_pass(now=self._clock())

    async def consume(self, state: str) -> bool:
        """Whether it comes back for the first time, and in time."""
        now = self._clock()
        return await self._store.run(lambda uow: self._seal.use_pass(uow, state, now=now))

    async def save(self, *, workspace: str, name: str, bot: str, token: str, scopes: tuple[str, ...]) -> None:
        """Keep it, sealed."""
        kept = Installation(
            channel=SLACK,
            workspace=workspace,
            name=name,
            bot=bot,
            sealed=self._seal.seal(token),
            scopes=",".join(scopes),
            at=self._clock(),
        )
        await self._store.run(lambda uow: uow.save_installation(kept))
