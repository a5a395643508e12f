"""How fast the loopback Telegram lets a bot go, its troubles on request, and what it writes down."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from telegram import Bot, MessageEntity
from telegram.error import NetworkError, RetryAfter

from tests.support.telegram.limits import Limits, Rates
from tests.support.telegram.person import Person
from tests.support.telegram.refusals import RefusedError
from tests.support.telegram.server import OUTGOING_LOG, TOKEN, LoopbackTelegram
from tests.support.telegram.troubles import When
from tests.wiring.loopback_telegram.pieces import Watch

ROOT = Path(__file__).parents[3]


async def test_a_chat_takes_a_short_burst_and_then_one_a_second(bot: Bot, ben: Person, watch: Watch) -> None:
    for _ in range(3):
        await bot.send_message(ben.id, "Hello")
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(ben.id, "Hello")
    watch.now += 1
    await bot.send_message(ben.id, "Hello")

    assert refused.value.retry_after == timedelta(seconds=1)
    assert len(ben.sees()) == 4


async def test_edits_are_not_counted_for_a_chat(bot: Bot, ben: Person) -> None:
    sent = await bot.send_message(ben.id, "0")
    for number in range(1, 10):
        await bot.edit_message_text(str(number), ben.id, sent.message_id)

    assert [(seen.text, seen.edits) for seen in ben.sees()] == [("9", 9)]


async def test_all_chats_together_take_30_in_any_second(platform: LoopbackTelegram, bot: Bot, watch: Watch) -> None:
    *people, last = platform.crowd(31)
    for person in people:
        await bot.send_message(person.id, "Hello")
    watch.now += 0.99
    with pytest.raises(RetryAfter):
        await bot.send_message(last.id, "Hello")
    watch.now += 0.01

    assert (await bot.send_message(last.id, "Hello")).text == "Hello"


def test_a_group_takes_20_a_minute() -> None:
    rates = Rates(Limits())
    for second in range(20):
        rates.take(-1, is_group=True, now=float(second))
    with pytest.raises(RefusedError) as refused:
        rates.take(-1, is_group=True, now=20.0)
    rates.take(-1, is_group=True, now=60.0)

    assert (refused.value.status, refused.value.retry_after) == (429, 40)


async def test_a_refusal_on_request_happens_as_often_as_asked(
    platform: LoopbackTelegram, bot: Bot, ben: Person
) -> None:
    platform.refuse("sendMessage", 502, "Bad Gateway")
    platform.throttle(after=7)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(ben.id, "Hello")
    with pytest.raises(RetryAfter):
        await bot.send_message(ben.id, "Hello")
    await bot.send_message(ben.id, "Hello")

    assert [call.status for call in platform.find_calls("sendMessage")] == [502, 429, 200]
    assert len(ben.sees()) == 1


@pytest.mark.parametrize(("when", "count"), [("before", 0), ("after", 1)])
async def test_a_connection_is_cut_before_or_after_the_effect(
    platform: LoopbackTelegram, bot: Bot, ben: Person, when: When, count: int
) -> None:
    platform.hang_up("sendMessage", when=when)
    with pytest.raises(NetworkError):
        await bot.send_message(ben.id, "Hello")

    assert len(ben.sees()) == count


@pytest.mark.parametrize("path", ["/", f"/bot{TOKEN}/getMe"])
async def test_the_date_header_can_be_off(platform: LoopbackTelegram, path: str) -> None:
    platform.clock.date, platform.clock.skew = lambda: 0.0, 600.0
    async with aiohttp.ClientSession(platform.url) as session, session.get(path, allow_redirects=False) as answer:
        assert answer.headers["Date"] == "Thu, 01 Jan 1970 00:10:00 GMT"


async def test_calls_are_written_down_as_json_of_the_right_types(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "outgoing.jsonl"
    monkeypatch.setenv(OUTGOING_LOG, str(log))
    async with LoopbackTelegram() as platform:
        ben = platform.person("Ben", has_started=True)
        async with Bot(platform.token, base_url=platform.base_url) as bot:
            entities = [MessageEntity("bold", 0, 2)]
            await bot.send_message(ben.id, "12", entities=entities, disable_notification=True)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    entity = {"type": "bold", "offset": 0, "length": 2}

    assert lines[0] == {"channel": "telegram", "method": "getMe", "params": {}}
    assert lines[1]["params"] == {
        "chat_id": ben.id,
        "text": "12",
        "entities": [entity],
        "disable_notification": True,
    }


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a Telegram in a process of its own."""
    monkeypatch.delenv(OUTGOING_LOG, raising=False)
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    command = [sys.executable, "-m", "tests.support.telegram.serve"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()
    assert process.returncode == 0


async def test_a_process_of_its_own_can_be_set_and_read(served: str) -> None:
    async with aiohttp.ClientSession(served) as session, Bot(TOKEN, base_url=f"{served}/bot") as bot:
        await session.post("/control/settings?burst_in_a_chat=1&a_second_in_a_chat=0.001&delay=0.01")
        async with session.post("/control/people?count=2") as answer:
            ben, ana = await answer.json()
        await bot.send_message(ben, "Hello")
        with pytest.raises(RetryAfter):
            await bot.send_message(ben, "Hello")
        await bot.send_message(ana, "Hello")
        async with session.get("/control/report") as answer:
            report = await answer.json()

    assert (report["refused_429"], report["limits"]["burst_in_a_chat"]) == (1, 1)
    assert [call["status"] for call in report["calls"] if call["method"] == "sendMessage"] == [200, 429, 200]
