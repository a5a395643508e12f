"""What Slack's tests play with: payloads in miniature, and an assistant that keeps what it is given."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from adapters.delivery import Delivery, Home
from adapters.slack.app import SlackInstall, SlackListener
from adapters.slack.send import SlackChannel, SlackClients
from dialogs.inbound import Ack, Identity, Inbound
from dialogs.prompt import Option, Prompt
from dialogs.text import Text, words
from tests.support.slack.server import LoopbackSlack

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)

Json = dict[str, object]


def event(kind: str = "message", /, **fields: object) -> Json:
    """An event in its wrapper, of U1 in T1; the bot there is UBOT."""
    usual: Json = {"type": kind, "user": "U1", "channel": "D1", "channel_type": "im", "ts": "1.2"}
    return {
        "type": "event_callback",
        "team_id": "T9",
        "event_id": "Ev1",
        "event": usual | fields,
        "authorizations": [{"team_id": "T1", "user_id": "UBOT", "is_bot": True}],
    }


def rich(*elements: Json) -> list[Json]:
    """Blocks as a person's client makes them, of one section."""
    return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}]


def interaction(kind: str, **fields: object) -> Json:
    return {"type": kind, "team": {"id": "T1"}, "user": {"id": "U1", "team_id": "T1"}, "trigger_id": "7.8.9", **fields}


def command(text: str) -> Json:
    return {
        "command": "/itfits",
        "team_id": "T1",
        "user_id": "U1",
        "channel_id": "C1",
        "trigger_id": "7.8.9",
        "text": text,
    }


def make_option(number: int, label: str) -> Option:
    return Option(key=f"option{number}", label=label, token=f"token-{number}")


def make_prompt(body: str | Text, *labels: str, where: str = "") -> Prompt:
    options = tuple(make_option(number, label) for number, label in enumerate(labels, start=1))
    return Prompt(body=words(body) if isinstance(body, str) else body, options=options, where=where)


def make_delivery(prompt: Prompt, *, conversation: str = "slack:T1:U1", ident: str = "owed-1") -> Delivery:
    return Delivery(id=ident, conversation=conversation, person="p1", name="Ana", prompt=prompt)


@dataclass
class Assistant:
    """Keeps every act once. `answer` says what comes of it, and may raise."""

    answer: Callable[[Inbound], Ack] = lambda inbound: Ack()
    home: Home = field(default_factory=lambda: Home(status=words("Step 3 of 13.")))
    taken: list[Inbound] = field(default_factory=list)
    looked: list[Inbound] = field(default_factory=list)
    sights: list[str] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: int = 0
    known: set[str] = field(default_factory=set)
    left: list[tuple[str, int | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gate.set()

    async def take(self, inbound: Inbound) -> Ack:
        self.waiting += 1
        await self.gate.wait()
        ack = self.answer(inbound)
        if any(one.key == inbound.key for one in self.taken):
            return Ack(is_repeat=True)
        self.taken.append(inbound)
        return ack

    async def look(self, inbound: Inbound) -> Home:
        self.looked.append(inbound)
        return self.home

    async def knows(self, who: Identity) -> bool:
        return who.user in self.known

    async def leave(self, workspace: str, at: int | None) -> None:
        self.left.append((workspace, at))

    async def sight(self, kind: str) -> None:
        self.sights.append(kind)


@dataclass
class Stage:
    """A loopback Slack with our side of it."""

    slack: LoopbackSlack
    clients: SlackClients
    channel: SlackChannel
    listener: SlackListener
    assistant: Assistant


@contextlib.asynccontextmanager
async def staged(
    slack: LoopbackSlack, assistant: Assistant | None = None, *, install: SlackInstall | None = None
) -> AsyncIterator[Stage]:
    """Everything of ours, not listening yet."""
    hearer = assistant or Assistant()

    async def token_of(workspace: str) -> str | None:
        found = slack.places.workspaces.get(workspace)
        return found.bot_token if found and found.is_installed else None

    clients = SlackClients(token_of, slack.api_url)
    listener = SlackListener(
        clients=clients,
        take=hearer.take,
        look=hearer.look,
        sight=hearer.sight,
        clock=lambda: NOON,
        signing_secret=slack.signing_secret,
        install=install,
        knows=hearer.knows,
        leave=hearer.leave,
    )
    try:
        yield Stage(slack, clients, SlackChannel(clients, lambda: NOON), listener, hearer)
    finally:
        await listener.stop()
        await clients.close()
