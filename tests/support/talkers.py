"""People at a service, on either platform. Each act takes its time, and all that it leads to is over on return."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar

from tests.support.service import House
from tests.support.slack import payloads
from tests.support.slack.person import Person as SlackPerson
from tests.support.slack.places import Message as SlackMessage
from tests.support.slack.places import Room, Workspace
from tests.support.slack.post import Answer
from tests.support.telegram.person import Person as TelegramPerson

T = TypeVar("T")

THINKING = 4.0
"""Seconds that people take before they do something: as many as a platform needs to take a burst again."""

Twice = Literal["no", "after", "at once"]
"""Whether the platform brings each act a second time, and when."""


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

    async def taps_token(self, token: str) -> None:
        """Tap a button with any token at all, drawn for them or not."""

    async def repeats(self) -> None:
        """The platform brings what came last once more."""

    def sees(self) -> list[Message]:
        """All our messages, oldest first."""


@dataclass
class OnSlack:
    """Somebody in Slack."""

    house: House
    person: SlackPerson
    twice: Twice = "no"

    async def says(self, words: str) -> None:
        """Write in the direct messages."""
        await self.acts(self.person.says(words))

    async def taps(self, label: str) -> None:
        """Tap the newest button of that label."""
        _check(await self.acts(self.person.taps(label)))

    async def taps_token(self, token: str) -> None:
        """Tap a button with any token at all."""
        body = self._interaction("block_actions")
        button = {"type": "button", "action_id": "option:0:any", "block_id": "b", "value": token, "action_ts": "1.1"}
        body |= {"actions": [button], "container": {"type": "message", "channel_id": self.person.direct.id}}
        _check(await self.acts(self.person.interacts(body)))

    async def sends_window(self, token: str, **fields: str) -> dict[str, str]:
        """Send a window off that was never opened; the sentences at its fields."""
        values = {key: {"answer": {"type": "plain_text_input", "value": words}} for key, words in fields.items()}
        view = {"type": "modal", "callback_id": "itfits", "private_metadata": token, "state": {"values": values}}
        answer = await self.acts(self.person.interacts(self._interaction("view_submission") | {"view": view}))
        _check(answer)
        return dict((answer.body or {}).get("errors", {}))

    async def fills(self, button: str, **fields: str) -> dict[str, str]:
        """Open a window by its button and send it off; the sentences at its fields."""
        await self.taps(button)
        return await self.submits(**fields)

    async def submits(self, **fields: str) -> dict[str, str]:
        """Send the open window off."""
        await self.person.waits_until(lambda: self.person.modal is not None)  # what is shown is owed no more
        return await self.acts(self.person.submits(fields))

    async def adds(self, message: SlackMessage) -> None:
        """Use "Add as barrier" on somebody's message."""
        _check(await self.acts(self.person.shortcut("add_barrier", message)))

    async def commands(self, line: str) -> None:
        """Send a slash command from the direct messages."""
        _check(await self.acts(self.person.commands(line)))

    async def mentions(self, words: str, *, room: Room) -> None:
        """Speak to us in a room."""
        await self.acts(self.person.mentions(words, room=room))

    async def opens_home(self) -> str:
        """Look at their own page; its words."""
        before = len(self.house.slack.calls.of("views.publish"))
        await self.acts(self.person.opens_home())

        async def is_shown() -> bool:
            return len(self.house.slack.calls.of("views.publish")) > before

        await self.house.waits_until(is_shown)
        return self.person.home.text if self.person.home else ""

    async def repeats(self) -> None:
        """Slack brings what came last once more."""
        _check(await self.house.slack.repeat_last())
        await self.house.quiet()

    def sees(self) -> list[Message]:
        """All our messages."""
        return [Message(seen.text, seen.buttons) for seen in self.person.sees()]

    async def acts(self, act: Coroutine[Any, Any, T]) -> T:
        """Take some time, do it, and wait for all that follows."""
        return await _act(self, act, self.house.slack.repeat_last)

    def _interaction(self, kind: str) -> dict[str, Any]:
        body = payloads.interaction(kind, self.person.workspace, self.person.account)
        return body | {"trigger_id": self.person.make_trigger()}


@dataclass
class OnTelegram:
    """Somebody on Telegram."""

    house: House
    person: TelegramPerson
    twice: Twice = "no"

    async def says(self, words: str) -> None:
        """Write to the bot."""
        await self.acts(self.person.says(words))

    async def taps(self, label: str) -> None:
        """Tap the newest button of that label."""
        await self.person.waits_for_answer(await self.acts(self.person.taps(label)))

    async def taps_token(self, token: str) -> None:
        """Tap a button with any token at all."""
        newest = self.person.sees()[-1]
        await self.person.waits_for_answer(await self.acts(self.person.sends_callback(token, message=newest)))

    async def opens(self, link: str) -> None:
        """Follow a link to the bot."""
        await self.acts(self.person.opens(link))

    async def starts(self, payload: str = "") -> None:
        """Press start."""
        await self.acts(self.person.starts(payload))

    async def repeats(self) -> None:
        """Telegram brings what came last once more."""
        await tell_again(self.house)
        await self.house.quiet()

    def sees(self) -> list[Message]:
        """All our messages."""
        return [Message(seen.text, tuple(seen.labels)) for seen in self.person.sees()]

    async def acts(self, act: Coroutine[Any, Any, T]) -> T:
        """Take some time, do it, and wait for all that follows."""
        return await _act(self, act, lambda: tell_again(self.house))


class _Again(Protocol):
    def __call__(self) -> Coroutine[Any, Any, Any]:
        """Bring the last act once more."""


async def _act(talker: OnSlack | OnTelegram, act: Coroutine[Any, Any, T], again: _Again) -> T:
    house = talker.house
    house.time.passes(THINKING)
    under_way = asyncio.create_task(act)
    await asyncio.sleep(0)  # by now the platform has it
    if talker.twice == "at once":
        await again()
    done = await under_way
    await house.quiet()
    if talker.twice == "after":
        await again()
        await house.quiet()
    return done


def _check(answer: Answer) -> None:
    assert answer.is_good, answer.fault


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


def on_slack(house: House, name: str, *, workspace: Workspace | None = None, twice: Twice = "no") -> OnSlack:
    """A full member of a workspace."""
    return OnSlack(house, house.slack.person(name, workspace=workspace), twice)


def on_telegram(house: House, name: str, *, language: str = "en", twice: Twice = "no") -> OnTelegram:
    """Somebody with a telephone."""
    return OnTelegram(house, house.telegram.person(name, language_code=language), twice)


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
