"""Which token opens which workspace, and what happens to tokens when a workspace comes or goes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

import pytest
from cryptography.fernet import Fernet

from adapters.delivery import RetryLaterError
from bot.sealing import Seal
from bot.tokens import Installations, Tokens
from storage.memory import MemoryStore, MemoryUnit
from storage.rows import StoreFailedError
from tests.support.stores import NOW

T = TypeVar("T")
SEAL = Seal((Fernet.generate_key().decode(),))


class Slack:
    """Says whose token it is, once it can be asked."""

    def __init__(self, team: str = "T1") -> None:
        self.answer = (team, "")
        self.asked = 0

    async def team_of(self, token: str) -> tuple[str, str]:
        """Whose it is, or why that cannot be said."""
        self.asked += 1
        return self.answer


async def _install(store: MemoryStore, seal: Seal = SEAL) -> Installations:
    made = Installations(store, seal, clock=lambda: NOW)
    await made.save(workspace="T2", name="Hospital", bot="B2", token="xoxb-two", scopes=("chat:write", "commands"))
    return made


async def test_the_token_that_is_set_opens_its_own_workspace_and_no_other() -> None:
    slack = Slack()
    tokens = Tokens(MemoryStore(), own="xoxb-one", seal=None, team_of=slack.team_of)

    assert [await tokens.of(team) for team in ("T1", "T2", "T1")] == ["xoxb-one", None, "xoxb-one"]
    assert slack.asked == 1


async def test_a_workspace_that_installed_us_has_a_token_of_its_own() -> None:
    store = MemoryStore()
    tokens = Tokens(store, own="xoxb-one", seal=SEAL, team_of=Slack().team_of)
    await _install(store)
    (kept,) = await store.read(lambda uow: uow.installations("slack"))
    opened = [await tokens.of(team) for team in ("T1", "T2", "T3")]
    await store.run(lambda uow: uow.delete_installation("slack", "T2"))

    assert opened == ["xoxb-one", "xoxb-two", None]
    assert await tokens.of("T2") is None
    assert (kept.workspace, kept.name, kept.bot, kept.scopes) == ("T2", "Hospital", "B2", "chat:write,commands")
    assert "xoxb" not in kept.model_dump_json()


async def test_while_nobody_can_say_whose_token_it_is_an_act_is_not_dropped() -> None:
    """Slack brings it again, and asks us again."""
    slack = Slack()
    slack.answer = ("", "ClientConnectorError")
    tokens = Tokens(MemoryStore(), own="xoxb-one", seal=None, team_of=slack.team_of)
    with pytest.raises(RetryLaterError):
        await tokens.of("T1")
    slack.answer = ("T1", "")

    assert await tokens.of("T1") == "xoxb-one"


async def test_a_token_sealed_with_a_lost_key_is_told_by_its_workspace(caplog: pytest.LogCaptureFixture) -> None:
    store = MemoryStore()
    await _install(store, Seal((Fernet.generate_key().decode(),)))
    with caplog.at_level(logging.ERROR), pytest.raises(RetryLaterError):
        await Tokens(store, own=None, seal=SEAL, team_of=Slack().team_of).of("T2")

    assert "slack.sealed workspace=T2" in caplog.text


async def test_a_pass_for_installing_is_good_once() -> None:
    made = Installations(MemoryStore(), SEAL, clock=lambda: NOW)
    given = await made.issue()

    assert [await made.consume(given), await made.consume(given)] == [True, False]


async def test_while_the_store_cannot_be_read_a_token_is_asked_for_later() -> None:
    class Away(MemoryStore):
        async def read(self, work: Callable[[MemoryUnit], T]) -> T:
            raise StoreFailedError("it is gone")

    with pytest.raises(RetryLaterError) as caught:
        await Tokens(Away(), own=None, seal=SEAL, team_of=Slack().team_of).of("T2")

    assert (caught.value.unknown, caught.value.after) == (False, 5.0)
