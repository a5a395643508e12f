"""`itfits run` as a process: what it refuses to start on, how it ends, and what is there when it starts again."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession

from tests.support.processes import ROOT, make_environment, run_itfits
from tests.support.slack.server import LoopbackSlack
from tests.support.telegram.server import LoopbackTelegram

QUESTION = "project"


class Process:
    """The service in a process of its own. `said` is what it logged so far."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.said: list[str] = []
        self.url = ""

    async def says(self, event: str) -> dict[str, str]:
        """Wait until it logs this."""
        while True:
            found = await self._line()
            if found.get("event") == event:
                return found

    async def is_well(self) -> bool:
        """Whether all parts are there."""
        async with ClientSession() as client, client.get(f"{self.url}/healthz") as answer:
            return answer.status == 200

    async def ends(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal; its status."""
        self.process.send_signal(number)
        return await self.waits()

    async def waits(self) -> int:
        """Read on to its end; its status."""
        assert self.process.stderr is not None
        self.said += (await self.process.stderr.read()).decode().splitlines()
        return await self.process.wait()

    async def _line(self) -> dict[str, str]:
        assert self.process.stderr is not None
        line = (await self.process.stderr.readline()).decode()
        assert line, "\n".join(["it ended:", *self.said])
        self.said.append(line)
        found: dict[str, str] = json.loads(line)
        return found


@asynccontextmanager
async def running(home: Path, **settings: str) -> AsyncIterator[Process]:
    """A service at work on a store in that folder."""
    ours = {"ITFITS_STORE": str(home / "store.db"), "ITFITS_PORT": "0"}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=ROOT,
        env=make_environment(home, **(ours | settings)),
        stderr=asyncio.subprocess.PIPE,
        limit=2**20,
    )
    made = Process(process)
    try:
        listening = await made.says("http.listening")
        made.url = f"http://127.0.0.1:{listening['port']}"
        yield made
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def slack_settings(slack: LoopbackSlack) -> dict[str, str]:
    """What an operator writes for this Slack."""
    return {
        "ITFITS_SLACK_BOT_TOKEN": slack.home.bot_token,
        "ITFITS_SLACK_APP_TOKEN": slack.app_token,
        "ITFITS_SLACK_API_URL": slack.api_url,
    }


def telegram_settings(telegram: LoopbackTelegram) -> dict[str, str]:
    """What an operator writes for this Telegram."""
    return {"ITFITS_TELEGRAM_BOT_TOKEN": telegram.token, "ITFITS_TELEGRAM_API_URL": telegram.url}


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "There is nowhere to talk. Set ITFITS_SLACK_BOT_TOKEN and ITFITS_SLACK_APP_TOKEN for Slack,"),
        ({"ITFITS_SLACK_BOT_TOKEN": "xoxb-1"}, "Slack over HTTP needs ITFITS_SLACK_SIGNING_SECRET."),
        ({"ITFITS_TELEGRAM_BOT_TOKEN": "geheim"}, "ITFITS_TELEGRAM_BOT_TOKEN: a bot's token is a number, a colon"),
    ],
)
def test_settings_that_no_service_can_run_on_are_named(settings: dict[str, str], said: str, tmp_path: Path) -> None:
    done = run_itfits("run", home=tmp_path, **settings)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"itfits: {said}")
    assert "geheim" not in done.stderr


def test_a_store_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    done = run_itfits("run", "--store", "mysql://here", home=tmp_path, ITFITS_TELEGRAM_BOT_TOKEN="1:a")

    assert (done.returncode, done.stdout) == (2, "")
    assert "mysql:// is not known here" in done.stderr


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"ITFITS_HOST": "127.0.0.1"}, "Address already in use. Set ITFITS_HOST or ITFITS_PORT."),
        ({"ITFITS_HOST": "192.0.2.1"}, "Cannot assign requested address. Set ITFITS_HOST or ITFITS_PORT."),
    ],
)
async def test_an_address_that_cannot_be_listened_at_is_named(
    settings: dict[str, str], said: str, tmp_path: Path
) -> None:
    async with LoopbackTelegram() as telegram:
        port = {"ITFITS_PORT": telegram.url.rpartition(":")[2], "ITFITS_STORE": "memory:"}
        ours = telegram_settings(telegram) | port | settings
        done = await asyncio.to_thread(run_itfits, "run", home=tmp_path, **ours)

    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("itfits: I cannot listen on ")
    assert said in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_on_a_signal_it_ends_with_status_0_and_everybody_was_answered(
    number: signal.Signals, tmp_path: Path
) -> None:
    async with (
        LoopbackSlack() as slack,
        LoopbackTelegram() as telegram,
        running(tmp_path, **slack_settings(slack), **telegram_settings(telegram)) as service,
    ):
        await slack.connected()
        ana, ben = slack.person("Ana"), telegram.person("Ben")
        await asyncio.gather(ana.says("hello"), ben.starts())
        await asyncio.gather(ana.reads(QUESTION), ben.reads("ItFits"))
        is_well = await service.is_well()
        status = await service.ends(number)

    assert (is_well, status) == (True, 0)
    assert [json.loads(line)["event"] for line in service.said][-2:] == ["service.stopping", "service.stopped"]


async def test_no_token_and_no_words_are_in_what_it_says(tmp_path: Path) -> None:
    async with LoopbackSlack() as slack, LoopbackTelegram() as telegram:
        settings = slack_settings(slack) | telegram_settings(telegram) | {"ITFITS_LOG_LEVEL": "DEBUG"}
        async with running(tmp_path, **settings) as service:
            await slack.connected()
            ana = slack.person("Ana")
            await ana.says("my manager drinks")
            await ana.reads(QUESTION)
            telegram.refuse("*", 500, "my manager drinks")
            await telegram.person("Ben").starts()
            await telegram.waits_until_taken()
            await service.ends()
    said = "\n".join(service.said)

    assert "turn.taken" in said
    for secret in ("manager drinks", slack.home.bot_token, slack.app_token, telegram.token):
        assert secret not in said


async def test_a_second_service_on_the_same_file_is_told_so(tmp_path: Path) -> None:
    async with LoopbackTelegram() as telegram, running(tmp_path, **telegram_settings(telegram)):
        store = {"ITFITS_STORE": str(tmp_path / "store.db")}
        done = await asyncio.to_thread(run_itfits, "run", home=tmp_path, **store, **telegram_settings(telegram))

    assert done.returncode == 2
    assert "itfits: " in done.stderr


async def test_after_kill_9_the_next_one_goes_on_where_it_was(tmp_path: Path) -> None:
    """The answer that could not be sent is sent, once."""
    async with LoopbackTelegram() as telegram:
        ben = telegram.person("Ben")
        async with running(tmp_path, **telegram_settings(telegram)) as service:
            telegram.throttle(times=1000, after=1)
            await ben.starts()
            await telegram.waits_for_calls("sendMessage", 1)
            os.kill(service.process.pid, signal.SIGKILL)
            await service.waits()
        telegram.troubles.asked.clear()
        async with running(tmp_path, **telegram_settings(telegram)) as service:
            await ben.reads("ItFits")
            await service.ends()

    assert len(ben.sees()) == 1


async def test_of_two_services_on_one_database_one_works_and_the_other_takes_over(
    postgres_url: str, tmp_path: Path
) -> None:
    """What the first had not sent when it was killed is sent by the second, once."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    async with LoopbackTelegram() as telegram:
        ours = telegram_settings(telegram) | {"ITFITS_STORE": postgres_url}
        ben, cara = telegram.person("Ben"), telegram.person("Cara")
        async with running(tmp_path / "a", **ours) as first, running(tmp_path / "b", **ours) as second:
            await ben.starts()
            await ben.reads("ItFits")
            telegram.throttle(times=1000, after=1)
            await cara.starts()
            await telegram.waits_for_calls("sendMessage", 2)
            first.process.kill()
            telegram.troubles.asked.clear()
            await cara.reads("ItFits")
            is_well = await second.is_well()
            await ben.says("hello again")
            await telegram.waits_until_taken()
            status = await second.ends()

    assert (is_well, status) == (True, 0)
    assert len(cara.sees()) == 1


def test_a_conversation_at_the_terminal_loads_nothing_of_a_service(tmp_path: Path) -> None:
    code = (
        "import sys; from click.testing import CliRunner; from bot.cli import main; "
        "CliRunner().invoke(main, ['chat', '--plain'], input='Ana: hello\\n'); "
        "print(sorted({'aiohttp', 'structlog', 'prometheus_client', 'slack_bolt', 'telegram', 'cryptography'} "
        "& set(sys.modules)))"
    )
    done = run_python(code, home=tmp_path)

    assert done == "[]\n"


def run_python(code: str, *, home: Path) -> str:
    """What some code prints, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=make_environment(home),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
