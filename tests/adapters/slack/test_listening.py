"""One person's line: nothing overtakes in it, nothing holds it up that need not, and nobody is taken for a stranger."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.delivery import Home, RetryLaterError
from adapters.slack.listening import Listening
from adapters.slack.parse import Heard, HomeOpened
from adapters.slack.send import SlackClients
from dialogs.inbound import Ack, Identity, Inbound, Said
from dialogs.text import words
from tests.support.timeless import clock, play

ANA = {"team_id": "T1", "locale": "en-GB", "profile": {"display_name": "Ana"}}


class FakeClients(SlackClients):
    """A Slack that is as slow as a test has it; the last answer about a user holds."""

    def __init__(self, *people: object, tokens: tuple[float, ...] = (), name: float = 0.0, call: float = 0.0) -> None:
        super().__init__(self._find_token)
        self.people = list(people) or [ANA]
        self.tokens = list(tokens)
        self.name = name
        self.call = call

    async def find_user(self, workspace: str, user: str) -> object:
        await asyncio.sleep(self.name)
        return self.people.pop(0) if len(self.people) > 1 else self.people[0]

    async def of(self, workspace: str) -> AsyncWebClient:
        await asyncio.sleep(self.call)
        raise RetryLaterError("nobody is called here", after=1.0)

    async def _find_token(self, workspace: str) -> str | None:
        await asyncio.sleep(self.tokens.pop(0) if self.tokens else 0.0)
        return "xoxb-1"


@dataclass
class Ground:
    """Somebody listening, and what was taken with the second in which it was."""

    clients: FakeClients
    known: set[str] = field(default_factory=set)
    taken: list[tuple[float, Inbound]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.listening = Listening(
            clients=self.clients, take=self._take, look=self._look, knows=self._knows, clock=clock
        )

    @property
    def words(self) -> list[str]:
        return [one.content.text for _, one in self.taken if isinstance(one.content, Said)]

    @property
    def doors(self) -> list[str]:
        return [one.door for _, one in self.taken]

    async def _take(self, inbound: Inbound) -> Ack:
        self.taken.append((asyncio.get_running_loop().time(), inbound))
        return Ack()

    async def _look(self, inbound: Inbound) -> Home:
        return Home(status=words("Step 3 of 13."))

    async def _knows(self, who: Identity) -> bool:
        return who.user in self.known


def says(text: str, *, comes_again: bool = True) -> Heard:
    return Heard(key=text, workspace="T1", user="U1", content=Said(text=text), comes_again=comes_again)


def test_a_token_that_is_looked_up_lets_no_later_message_overtake() -> None:
    ground = Ground(FakeClients(tokens=(0.3, 0.1)))

    async def both() -> None:
        await asyncio.gather(ground.listening.hear(says("one")), ground.listening.hear(says("two")))

    play(both())

    assert ground.words == ["one", "two"]


def test_a_page_that_is_slow_to_be_shown_holds_up_no_message() -> None:
    ground = Ground(FakeClients(call=9.0))

    async def meanwhile() -> None:
        showing = asyncio.create_task(ground.listening.show_home(HomeOpened("T1", "U1")))
        await asyncio.sleep(0.1)
        await ground.listening.hear(says("hello"))
        await showing

    play(meanwhile())

    assert [at for at, _ in ground.taken] == [pytest.approx(0.1)]


@pytest.mark.parametrize("clients", [FakeClients(None, ANA), FakeClients(name=1.5)], ids=["silent", "slow"])
def test_a_member_of_whom_slack_says_nothing_now_comes_again_and_is_no_stranger(clients: FakeClients) -> None:
    ground = Ground(clients)

    async def twice() -> None:
        with pytest.raises(RetryLaterError):
            await ground.listening.hear(says("hello"))
        await asyncio.sleep(1.0)
        await ground.listening.hear(says("hello"))

    play(twice())

    assert ground.doors == ["start"]


def test_somebody_who_was_here_before_is_heard_whatever_slack_says() -> None:
    ground = Ground(FakeClients(None), known={"U1"})
    play(ground.listening.hear(says("hello")))

    assert ground.words == ["hello"]


def test_what_does_not_come_again_waits_longer_for_a_name() -> None:
    ground = Ground(FakeClients(name=1.5))
    play(ground.listening.hear(says("status", comes_again=False)))

    assert ground.doors == ["start"]


def test_what_does_not_come_again_is_taken_in_time_even_without_a_name() -> None:
    ground = Ground(FakeClients(name=60.0))
    play(ground.listening.hear(says("status", comes_again=False)))
    ((at, inbound),) = ground.taken

    assert at == pytest.approx(2.0)
    assert inbound.door == "closed"
