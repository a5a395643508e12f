"""People at a service, on either platform. Each act takes its time, and all that it leads to is over on return."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from tests.support.service import House
from tests.support.slack.person import Person as SlackPerson
from tests.support.slack.places import Workspace
from tests.support.telegram.person import Person as TelegramPerson

THINKING = 4.0
"""Seconds that people take before they do something: as many as a platform needs to take a burst again."""


@dataclass(frozen=True)
class Message:
    """One message of ours as its reader sees it."""

    text: str
    labels: tuple[str, ...]


class Talker(Protocol):
    """Somebody who talks to us."""

    @property
    def house(self) -> House:
        """Where."""

    async def says(self, words: str) -> None:
        """Write to us."""

    async def taps(self, label: str) -> None:
        """Tap the newest button of that label."""

    async def repeats(self) -> None:
        """The platform brings what came last once more, and all that follows from it is over."""

    def sees(self) -> list[Message]:
        """All our messages, oldest first."""


@dataclass
class OnSlack:
    """Somebody in Slack."""

    house: House
    person: SlackPerson

    async def says(self, words: str) -> None:
        """Write in the direct messages."""
        self.house.time.passes(THINKING)
        await self.person.says(words)
        await self.house.quiet()

    async def taps(self, label: str) -> None:
        """Tap the newest button of that label."""
        self.house.time.passes(THINKING)
        answer = await self.person.taps(label)
        assert answer.is_good, answer.fault
        await self.house.quiet()

    async def repeats(self) -> None:
        """Slack brings it again."""
        answer = await self.house.slack.repeat_last()
        assert answer.is_good, answer.fault
        await self.house.quiet()

    def sees(self) -> list[Message]:
        """All our messages."""
        return [Message(seen.text, seen.buttons) for seen in self.person.sees()]

    async def fills(self, button: str, **fields: str) -> dict[str, str]:
        """Open a window by its button and send it off; what is wrong with its fields."""
        await self.taps(button)
        return await self.submits(**fields)

    async def submits(self, **fields: str) -> dict[str, str]:
        """Send the open window off."""
        assert self.person.modal is not None, f"{self.person.name} has no window open"
        self.house.time.passes(THINKING)
        errors = await self.person.submits(fields)
        await self.house.quiet()
        return errors

    async def commands(self, line: str) -> None:
        """Send a slash command from the direct messages."""
        self.house.time.passes(THINKING)
        answer = await self.person.commands(line)
        assert answer.is_good, answer.fault
        await self.house.quiet()


@dataclass
class OnTelegram:
    """Somebody on Telegram."""

    house: House
    person: TelegramPerson

    async def says(self, words: str) -> None:
        """Write to the bot."""
        self.house.time.passes(THINKING)
        await self.person.says(words)
        await self.house.quiet()

    async def taps(self, label: str) -> None:
        """Tap the newest button of that label."""
        self.house.time.passes(THINKING)
        callback = await self.person.taps(label)
        await self.person.waits_for_answer(callback)
        await self.house.quiet()

    async def repeats(self) -> None:
        """Telegram brings it again."""
        await tell_again(self.house)
        await self.house.quiet()

    def sees(self) -> list[Message]:
        """All our messages."""
        return [Message(seen.text, tuple(seen.labels)) for seen in self.person.sees()]

    async def opens(self, link: str) -> None:
        """Follow a link to the bot."""
        self.house.time.passes(THINKING)
        await self.person.opens(link)
        await self.house.quiet()

    async def starts(self, payload: str = "") -> None:
        """Press start."""
        self.house.time.passes(THINKING)
        await self.person.starts(payload)
        await self.house.quiet()


def on_slack(house: House, name: str, *, workspace: Workspace | None = None) -> OnSlack:
    """A full member of a workspace."""
    return OnSlack(house, house.slack.person(name, workspace=workspace))


def on_telegram(house: House, name: str, *, language: str = "en") -> OnTelegram:
    """Somebody with a telephone."""
    return OnTelegram(house, house.telegram.person(name, language_code=language))


async def tell_again(house: House) -> None:
    """Telegram tells its last update once more, and it is taken: the bot asks for the next."""
    telegram = house.telegram
    if house.modes.telegram == "webhook":
        assert await telegram.knock(telegram.updates.last or {}) == 200
        return
    polls = len(telegram.find_calls("getUpdates"))

    async def is_taken() -> bool:
        return len(telegram.find_calls("getUpdates")) > polls

    telegram.repeat_last()
    await house.waits_until(is_taken)


def text_of(talker: Talker) -> str:
    """What somebody read last."""
    seen = talker.sees()
    return seen[-1].text if seen else ""


def labels_of(talker: Talker) -> tuple[str, ...]:
    """The buttons under it."""
    seen = talker.sees()
    return seen[-1].labels if seen else ()


async def taps_first(talker: Talker) -> None:
    """Tap the first button of the newest message."""
    await talker.taps(labels_of(talker)[0])


def reads(talker: Talker) -> str:
    """All that somebody has read."""
    return "\n".join(message.text for message in talker.sees())
