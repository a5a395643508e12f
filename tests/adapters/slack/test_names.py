"""Names asked for and kept. A scripted Slack, a clock that is moved by hand."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from adapters.slack import names as names_module
from adapters.slack.names import Names
from adapters.slack.persons import Known
from tests.adapters.slack.playing import NOON

ANA = {"team_id": "T1", "locale": "en-GB", "profile": {"display_name": "Ana"}}


class FakeSlack:
    """Answers `users.info` from a script; the last answer holds."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, str]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.now = NOON

    async def find(self, workspace: str, user: str) -> object:
        self.asked.append((workspace, user))
        await self.gate.wait()
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def clock(self) -> datetime:
        return self.now


async def test_a_name_is_kept_for_ten_minutes_for_each_workspace() -> None:
    slack = FakeSlack(ANA)
    names = Names(slack.find, clock=slack.clock)
    for _ in range(3):
        await names.know("U1", workspace="T1")
    await names.know("U1", workspace="T2")
    slack.now += timedelta(minutes=11)
    await names.know("U1", workspace="T1")

    assert slack.asked == [("T1", "U1"), ("T2", "U1"), ("T1", "U1")]


async def test_those_who_ask_at_once_wait_for_one_answer() -> None:
    slack = FakeSlack(ANA)
    slack.gate.clear()
    names = Names(slack.find, clock=slack.clock)
    asking = asyncio.gather(*(names.know("U1", workspace="T1") for _ in range(5)))
    await asyncio.sleep(0)
    slack.gate.set()

    assert [name_of(one) for one in await asking] == ["Ana"] * 5
    assert len(slack.asked) == 1


async def test_no_answer_says_nothing_and_is_asked_for_again() -> None:
    slack = FakeSlack(None, ANA)
    names = Names(slack.find, clock=slack.clock)

    assert await names.know("U1", workspace="T1") is None
    assert name_of(await names.know("U1", workspace="T1")) == "Ana"


async def test_where_there_is_no_answer_the_one_before_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names_module, "NAME_SECONDS", 0.01)
    slack = FakeSlack(ANA, None)
    names = Names(slack.find, clock=slack.clock)
    await names.know("U1", workspace="T1")
    slack.now += timedelta(minutes=11)
    silent = await names.know("U1", workspace="T1")
    slack.gate.clear()
    late = await names.know("U1", workspace="T1")
    slack.gate.set()

    assert (name_of(silent), name_of(late)) == ("Ana", "Ana")


async def test_a_late_answer_counts_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names_module, "NAME_SECONDS", 0.01)
    slack = FakeSlack(ANA)
    slack.gate.clear()
    names = Names(slack.find, clock=slack.clock)
    first = await names.know("U1", workspace="T1")
    slack.gate.set()
    for _ in range(5):
        await asyncio.sleep(0)
    second = await names.know("U1", workspace="T1")

    assert (first, name_of(second)) == (None, "Ana")
    assert len(slack.asked) == 1


def name_of(known: Known | None) -> str:
    return known.name if known else ""


async def test_names_do_not_pile_up_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names_module, "NAMES_KEPT", 2)
    slack = FakeSlack(ANA)
    names = Names(slack.find, clock=slack.clock)
    await names.know_all(("U1", "U2", "U3", "U3"), workspace="T1")
    await names.know_all(("U3",), workspace="T1")

    assert len(slack.asked) == 3
