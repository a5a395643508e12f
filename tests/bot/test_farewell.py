"""A Slack workspace throws us out: once and for all, or long ago, before it installed us again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from adapters.delivery import RetryLaterError
from bot.farewell import Farewell
from bot.ports import UnitOfWork
from bot.sealing import Seal
from bot.tokens import Installations
from dialogs.inbound import Room
from storage.memory import MemoryStore
from storage.rows import Installation, Owed
from tests.support.stores import MINUTE, NOW, begin, make_identity, make_owed

SEAL = Seal(("5MmjkIvxU7HHd2WJqNXbWa1vTDZ6WvbKvM8nMDNJbmM=",))
HERE = Room(channel="slack", workspace="T2", room="U1")
BENS = Room(channel="slack", workspace="T2", room="U2")
ELSEWHERE = Room(channel="telegram", workspace="1", room="7")


class Ground:
    """A workspace that installed us at noon: Ana is also elsewhere, Ben is not, and each is owed a question."""

    def __init__(self, *, own: str | None = None, answer: tuple[str, str] = ("", "")) -> None:
        self.store = MemoryStore()
        self.answer = answer
        self.farewell = Farewell(self.store, own=own, team_of=self._team_of, clock=lambda: NOW)

    async def begin(self, *, at: datetime = NOW) -> None:
        """Install and owe."""
        made = Installations(self.store, SEAL, clock=lambda: at)
        await made.save(workspace="T2", name="Hospital", bot="B2", token="xoxb-two", scopes=())
        await self.store.run(_owe)

    async def installed(self) -> tuple[Installation, ...]:
        """Who has us."""
        return await self.store.read(lambda uow: uow.installations("slack"))

    async def owed(self) -> dict[str, int]:
        """What waits, by channel."""
        return await self.store.read(lambda uow: uow.count_owed())

    async def _team_of(self, token: str) -> tuple[str, str]:
        return self.answer


def _owe(uow: UnitOfWork) -> None:
    begin(uow)
    uow.link(make_identity("7", channel="telegram"), person="ana", room=ELSEWHERE)
    uow.link(make_identity("U1", channel="slack"), person="ana", room=HERE)
    uow.link(make_identity("U2", channel="slack"), person="ben", room=BENS)
    for name, room, person in (("a", HERE, "ana"), ("b", BENS, "ben")):
        uow.owe(make_owed(name, room=room).but(person=person))


def seconds(at: datetime) -> int:
    return int(at.timestamp())


async def test_nothing_is_owed_there_any_more_and_whoever_is_elsewhere_gets_it_there() -> None:
    ground = Ground()
    await ground.begin()
    await ground.farewell.hear("T2", seconds(NOW + MINUTE))
    moved: tuple[Owed, ...] = await ground.store.run(lambda uow: uow.claim("telegram", now=NOW, until=NOW, limit=9))

    assert (await ground.installed(), await ground.owed()) == ((), {"telegram": 1})
    assert [(each.person, each.conversation) for each in moved] == [("ana", ELSEWHERE.conversation)]
    assert await ground.store.read(lambda uow: uow.rooms_of("ben")) == ()


async def test_word_of_it_that_comes_late_undoes_no_fresh_installation() -> None:
    ground = Ground()
    await ground.begin(at=NOW + timedelta(seconds=90.5))
    await ground.farewell.hear("T2", seconds(NOW))
    late = (len(await ground.installed()), await ground.owed())
    await ground.farewell.hear("T2", seconds(NOW + timedelta(seconds=90)))  # Slack tells whole seconds

    assert late == (1, {"slack": 2})
    assert await ground.installed() == ()


@pytest.mark.parametrize(
    ("answer", "owed"),
    [(("T2", ""), {"slack": 2}), (("T1", ""), {"telegram": 1}), (("", "token_revoked"), {"telegram": 1})],
)
async def test_while_the_token_that_is_set_opens_it_nothing_is_stopped(
    answer: tuple[str, str], owed: dict[str, int]
) -> None:
    ground = Ground(own="xoxb-own", answer=answer)
    await ground.begin()
    await ground.farewell.hear("T2", seconds(NOW))

    assert await ground.owed() == owed


async def test_where_slack_cannot_be_asked_it_is_told_again() -> None:
    ground = Ground(own="xoxb-own", answer=("", "ClientConnectorError"))
    await ground.begin()
    with pytest.raises(RetryLaterError):
        await ground.farewell.hear("T2", seconds(NOW))

    assert await ground.owed() == {"slack": 2}
