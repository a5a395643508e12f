"""Takes one person's acts to their end, in the order in which they came, with names. Knows neither Bolt nor the SDK."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from weakref import WeakValueDictionary

from adapters.delivery import DeliveryError, Home, Look, Take
from adapters.slack.limits import CHANNEL
from adapters.slack.names import Names
from adapters.slack.parse import Act, HomeOpened, name_mentioned
from adapters.slack.persons import Known, identity_of, room_of
from adapters.slack.send import SlackChannel, SlackClients
from adapters.slack.written import mentioned_in
from dialogs.inbound import Ack, Content, Inbound, Opened

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Heard:
    """What an act came to, and the language of its person."""

    ack: Ack
    language: str


class Hearing:
    """`take` and `look` with everything they need around them."""

    def __init__(self, *, clients: SlackClients, take: Take, look: Look, clock: Callable[[], datetime]) -> None:
        self._channel = SlackChannel(clients, clock)
        self._names = Names(clients.find_user, clock=clock)
        self._take = take
        self._look = look
        self._clock = clock
        self._orders: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def hear(self, act: Act) -> Heard:
        """Take an act. Raises what `take` raises: then nothing is kept."""
        async with self._order(act.workspace, act.user):  # a name asked for must not let a later message overtake
            mentioned = mentioned_in(act.words)
            people = await self._names.know_all((act.user, *mentioned), workspace=act.workspace)
            known = people[act.user]
            content = name_mentioned(act, people=people)
            ack = await self._take(self._inbound(act.key, act.workspace, act.user, content=content, known=known))
        return Heard(ack=ack, language=known.language)

    async def show_home(self, opened: HomeOpened) -> None:
        """Publish a person's page as things stand now; again where it changed meanwhile. Failing harms nobody."""
        workspace, user = opened.workspace, opened.user
        try:
            async with self._order(workspace, user):
                home = await self._look_at(opened)
                if await self._channel.publish_home(workspace, user, home, seen=opened.hash):
                    return
                await self._channel.publish_home(workspace, user, await self._look_at(opened))
        except DeliveryError as fault:
            log.warning("slack.home_failed workspace=%s user=%s reason=%s", workspace, user, fault)
        except Exception as fault:  # nobody waits for it: the page is drawn again the next time
            log.error("slack.home_failed workspace=%s user=%s fault=%s", workspace, user, type(fault).__name__)

    async def _look_at(self, opened: HomeOpened) -> Home:
        known = await self._names.know(opened.user, workspace=opened.workspace)
        key = f"{CHANNEL}:{opened.workspace}:home:{opened.user}"
        return await self._look(self._inbound(key, opened.workspace, opened.user, content=Opened(), known=known))

    def _inbound(self, key: str, workspace: str, user: str, *, content: Content, known: Known) -> Inbound:
        return Inbound(
            key=key,
            who=identity_of(user, workspace=workspace, known=known),
            room=room_of(user, workspace=workspace),
            at=self._clock(),
            content=content,
            door=known.door,
        )

    def _order(self, workspace: str, user: str) -> asyncio.Lock:
        """Held by one act of a person at a time; those who wait keep their order."""
        return self._orders.setdefault((workspace, user), asyncio.Lock())
