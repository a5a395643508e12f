"""What the console's tests play with: a desk that answers from a script, a clock that stands still. No terminal."""

from __future__ import annotations

import asyncio
import io
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from adapters.console.app import Speaker, run_plain
from adapters.console.send import ConsoleChannel
from adapters.delivery import Delivery
from dialogs.inbound import Inbound, Opened, Said, Tapped
from dialogs.prompt import Option, Prompt
from dialogs.text import Text, words

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


def make_option(number: int, label: str) -> Option:
    return Option(key=f"option{number}", label=label, token=f"token-{number}")


def make_prompt(body: str | Text, *labels: str, where: str = "") -> Prompt:
    options = tuple(make_option(number, label) for number, label in enumerate(labels, start=1))
    return Prompt(body=words(body) if isinstance(body, str) else body, options=options, where=where)


def make_keys() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"fresh-{next(numbers)}"


def echo(inbound: Inbound) -> Prompt:
    """Answers with what came."""
    match inbound.content:
        case Opened():
            return make_prompt("What is in the way?", "Time", "Room", where="Identify, step 3 of 5")
        case Tapped(token=token):
            return make_prompt(f"You took {token}.")
        case Said(text=text):
            return make_prompt(f"You said {len(text)}: {text[:60]}")
        case other:
            raise AssertionError(f"no terminal brings {other.kind!r}")


@dataclass
class FakeDesk:
    """Takes every act once, keeps who spoke, and hands the channel one reply."""

    channel: ConsoleChannel = field(default_factory=ConsoleChannel)
    reply: Callable[[Inbound], Prompt] = echo
    known: dict[str, Speaker] = field(default_factory=dict)
    taken: list[Inbound] = field(default_factory=list)
    refreshed: int = 0

    async def take(self, inbound: Inbound) -> None:
        if any(one.key == inbound.key for one in self.taken):
            return
        self.taken.append(inbound)
        user = inbound.who.user
        known = self.known.get(user, Speaker(user=user))
        self.known[user] = known.but(name=known.name or inbound.who.name)
        await self.send(self.reply(inbound), user=user)

    async def people(self) -> tuple[Speaker, ...]:
        return tuple(self.known.values())

    async def refresh(self) -> None:
        self.refreshed += 1

    async def send(self, prompt: Prompt, *, user: str, ident: str = "") -> str:
        name = self.known[user].name if user in self.known else ""
        conversation = f"console:local:{user}"
        made = Delivery(
            id=ident or f"delivery-{len(self.taken)}",
            conversation=conversation,
            person=f"person-{user}",
            name=name,
            prompt=prompt,
        )
        return await self.channel.deliver(made)

    @property
    def said(self) -> list[tuple[str, str]]:
        """Who spoke, by user, and what came of it."""
        return [(one.who.user, _short(one)) for one in self.taken]


def known(*names: str) -> dict[str, Speaker]:
    return {name.casefold(): Speaker(user=name.casefold(), name=name, role="member") for name in names}


def play(*lines: str, desk: FakeDesk | None = None, speaker: str | None = None) -> list[str]:
    """Everything a plain conversation prints, line by line."""
    out = io.StringIO()
    asyncio.run(play_on(desk or FakeDesk(), io.StringIO("".join(f"{line}\n" for line in lines)), out, speaker=speaker))
    return out.getvalue().split("\n")[:-1]


async def play_on(desk: FakeDesk, lines: io.TextIOBase, out: io.TextIOBase, *, speaker: str | None = None) -> None:
    await run_plain(
        desk,
        channel=desk.channel,
        speaker=speaker,
        lines=lines,  # type: ignore[arg-type]  # typeshed's StringIO and TextIOWrapper are TextIO, their base is not
        out=out,  # type: ignore[arg-type]  # the same
        clock=lambda: NOON,
        fresh_key=make_keys(),
    )


def _short(inbound: Inbound) -> str:
    match inbound.content:
        case Opened():
            return "(opened)"
        case Tapped(token=token):
            return f"[{token}]"
        case Said(text=text):
            return text
        case other:
            raise AssertionError(f"no terminal brings {other.kind!r}")
