"""Both platforms, a store and settings that are all well, to be spoilt one at a time; and the doctor that looks."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket

from bot.bootstrap import now
from bot.doctor.examining import examine
from bot.doctor.findings import Check, Finding
from bot.ports import Store, UnitOfWork
from storage.opening import open_store
from tests.support.processes import run_itfits
from tests.support.slack.server import LoopbackSlack
from tests.support.telegram.server import LoopbackTelegram

PUBLIC = "https://itfits.example"
SIGNING = "0123456789abcdef" * 2


@dataclass
class World:
    """What a doctor can look at. `given` are the settings, with their whole names."""

    slack: LoopbackSlack
    telegram: LoopbackTelegram
    folder: Path
    given: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The store."""
        return f"sqlite:///{self.folder}/itfits.db"

    def set(self, **settings: str | None) -> None:
        """Write settings, without their prefix; None takes one out."""
        for name, value in settings.items():
            self.given.pop(f"ITFITS_{name}", None)
            if value is not None:
                self.given[f"ITFITS_{name}"] = value

    def use_http(self) -> None:
        """Slack and Telegram call us, and Telegram knows where."""
        self.set(SLACK_APP_TOKEN=None, SLACK_SIGNING_SECRET=SIGNING)
        self.set(TELEGRAM_MODE="webhook", TELEGRAM_WEBHOOK_SECRET="made-up", PUBLIC_URL=PUBLIC)
        self.point_webhook(f"{PUBLIC}/telegram/webhook")

    def point_webhook(self, url: str) -> None:
        """Somebody sets the bot's webhook."""
        self.telegram.webhook.set({"url": url, "secret_token": "made-up"})

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Store]:
        """The store, to put something in."""
        kept: Store = open_store(self.url)
        try:
            yield kept
        finally:
            await kept.close()

    async def put(self, work: Callable[[UnitOfWork], None]) -> None:
        """Write to the store."""
        async with self.store() as store:
            await store.run(work)

    async def find(self) -> list[Finding]:
        """What the doctor finds, asked here."""
        return [finding for check in await self.look() for finding in check.findings]

    async def codes(self) -> list[str]:
        """The codes of it."""
        return [finding.code for finding in await self.find()]

    async def look(self) -> tuple[Check, ...]:
        """All checks, asked here."""
        return await examine(self.given, file=None, store=None, clock=now)

    async def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`itfits doctor` as a process; no secret may stand in what it prints."""
        done = await asyncio.to_thread(run_itfits, "doctor", *arguments, home=self.folder, **self.given)
        secrets = [v for k, v in self.given.items() if k.endswith(("TOKEN", "SECRET", "KEY"))]
        assert not [each for each in secrets if each in done.stdout + done.stderr]
        assert done.stderr == ""
        return done

    async def run_for_codes(self) -> tuple[int, list[str], str]:
        """The exit status of `itfits doctor --json`, the codes of what it finds, and all its sentences."""
        done = await self.run("--json")
        findings = [each for check in json.loads(done.stdout)["checks"] for each in check["findings"]]
        said = " ".join(f"{each['wrong']} {each['effect']} {each['mend']}" for each in findings)
        return done.returncode, [each["code"] for each in findings], said


@asynccontextmanager
async def well(folder: Path) -> AsyncIterator[World]:
    """A world in which there is nothing to mend: Socket Mode, polling, a store that is up to date."""
    async with LoopbackSlack() as slack, LoopbackTelegram() as telegram:
        world = World(slack, telegram, folder)
        world.set(SLACK_BOT_TOKEN=slack.home.bot_token, SLACK_APP_TOKEN=slack.app_token, SLACK_API_URL=slack.api_url)
        world.set(TELEGRAM_BOT_TOKEN=telegram.token, TELEGRAM_API_URL=telegram.url, STORE=world.url, PORT="0")
        async with world.store():
            pass
        yield world


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
