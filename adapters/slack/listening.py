"""Takes what one person did to its end, in the order in which it came, with names. Knows neither Bolt nor the SDK."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from weakref import WeakValueDictionary

from adapters.delivery import DeliveryError, Home, Look, RetryLaterError, Take
from adapters.slack.limits import AGAIN_SECONDS, CHANNEL
from adapters.slack.names import Names
from adapters.slack.parse import Heard, HomeOpened, name_mentioned
from adapters.slack.persons import Known, identity_of, room_of
from adapters.slack.send import SlackChannel, SlackClients
from adapters.slack.written import mentioned_in
from dialogs.inbound import Ack, Content, Identity, Inbound, Opened

log = logging.getLogger(__name__)

Knows = Callable[[Identity], Awaitable[bool]]
"""Whether somebody was here before: then it does not matter what Slack says of them."""

_Person = tuple[str, str]
_Locks = WeakValueDictionary[_Person, asyncio.Lock]


@dataclass(frozen=True)
class Taken:
    """What it came to, and the language of its person."""

    ack: Ack
    language: str


class Listening:
    """`take` and `look` with everything they need around them."""

    def __init__(
        self, *, clients: SlackClients, take: Take, look: Look, knows: Knows, clock: Callable[[], datetime]
    ) -> None:
        self._clients = clients
        self._channel = SlackChannel(clients, clock)
        self._names = Names(clients.find_user, clock=clock)
        self._take = take
        self._look = look
        self._knows = knows
        self._clock = clock
        self._orders: _Locks = WeakValueDictionary()
        self._pages: _Locks = WeakValueDictionary()

    async def hear(self, heard: Heard) -> Taken | None:
        """Take it; None where its workspace has no token. Where it raises, nothing is kept."""
        async with _alone(self._orders, (heard.workspace, heard.user)):  # whatever is waited for, nothing overtakes
            if not await self._clients.has(heard.workspace):
                log.warning("slack.no_token workspace=%s key=%s", heard.workspace, heard.key)
                return None
            users = (heard.user, *mentioned_in(heard.words))
            people = await self._names.know_all(users, workspace=heard.workspace)
            known = people.get(heard.user) or await self._guess(heard)
            content = name_mentioned(heard, people=people)
            ack = await self._take(self._inbound(heard.key, heard.workspace, heard.user, content=content, known=known))
        return Taken(ack=ack, language=known.language)

    async def show_home(self, opened: HomeOpened) -> None:
        """Publish a person's page as things stand now; again where it changed meanwhile. Failing harms nobody."""
        workspace, user = opened.workspace, opened.user
        try:
            async with _alone(self._pages, (workspace, user)):  # what they write meanwhile does not wait for it
                home = await self._look_at(opened)
                if await self._channel.publish_home(workspace, user, home, seen=opened.hash):
                    return
                await self._channel.publish_home(workspace, user, await self._look_at(opened))
        except DeliveryError as fault:
            log.warning("slack.home_failed workspace=%s user=%s reason=%s", workspace, user, fault)
        except Exception as fault:  # nobody waits for it: the page is drawn again the next time
            log.error("slack.home_failed workspace=%s user=%s fault=%s", workspace, user, type(fault).__name__)

    async def _guess(self, heard: Heard) -> Known:
        """Slack does not say now who that is. A member taken for a stranger would stay one: better it comes again."""
        nobody = Known()
        if await self._knows(identity_of(heard.user, workspace=heard.workspace, known=nobody)):
            return nobody
        if heard.comes_again:
            raise RetryLaterError("slack does not say who that is", after=AGAIN_SECONDS)
        return await self._names.know(heard.user, workspace=heard.workspace) or nobody

    async def _look_at(self, opened: HomeOpened) -> Home:
        known = await self._names.know(opened.user, workspace=opened.workspace) or Known()
        key = f"{CHANNEL}:{opened.workspace}:home:{opened.user}"
        inbound = self._inbound(key, opened.workspace, opened.user, content=Opened(), known=known)
        async with _alone(self._orders, (opened.workspace, opened.user)):  # after what they did before
            return await self._look(inbound)

    def _inbound(self, key: str, workspace: str, user: str, *, content: Content, known: Known) -> Inbound:
        return Inbound(
            key=key,
            who=identity_of(user, workspace=workspace, known=known),
            room=room_of(user, workspace=workspace),
            at=self._clock(),
            content=content,
            door=known.door,
        )


def _alone(locks: _Locks, person: _Person) -> asyncio.Lock:
    """Held once for a person at a time; those who wait keep their order."""
    return locks.setdefault(person, asyncio.Lock())
