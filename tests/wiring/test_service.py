"""The whole service over sockets: it listens, answers, says how it is, and stops without losing anything."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import ClientSession
from cryptography.fernet import Fernet

from bot.bootstrap import now
from bot.on_telegram import menus
from bot.platforms import make_service
from bot.ports import Store
from bot.service import Service
from bot.settings import Settings, read_settings
from knowledge.loading import load_catalogue
from storage.memory import MemoryStore
from tests.support.slack.server import LoopbackSlack
from tests.support.telegram.server import LoopbackTelegram

SECRET = "a-secret-of-ours"


class Ports(logging.Handler):
    """Where services listen, as their logs say."""

    def __init__(self) -> None:
        super().__init__()
        self.port = 0
        self.bound = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        """Look for it in a line."""
        if record.msg.startswith("http.listening"):
            self.port = int(record.getMessage().rpartition("port=")[2])
            self.bound.set()


@dataclass
class Running:
    """A service at work."""

    service: Service
    task: asyncio.Task[None]
    url: str
    store: Store = field(repr=False)

    async def health(self) -> dict[str, str]:
        """Its parts."""
        async with ClientSession() as client, client.get(f"{self.url}/healthz") as answer:
            parts: dict[str, str] = (await answer.json())["parts"]
            return parts

    async def is_well(self) -> None:
        """Wait until all parts are there."""
        while await self._is_away():
            pass

    async def stop(self) -> None:
        """End it, as SIGTERM does."""
        self.service.stop()
        await self.task

    async def _is_away(self) -> bool:
        await asyncio.sleep(0.02)
        return set((await self.health()).values()) != {"ok"}


@asynccontextmanager
async def running(settings: Settings, *, store: Store | None = None) -> AsyncIterator[Running]:
    """A service on a port of its own."""
    kept = store or MemoryStore()
    ports = Ports()
    log = logging.getLogger("bot.http")
    log.addHandler(ports)
    level = log.level
    log.setLevel(logging.INFO)
    service = make_service(settings, kept, catalogue=load_catalogue(), clock=now)
    task = asyncio.create_task(service.run(host="127.0.0.1", port=0))
    try:
        waiting = asyncio.create_task(ports.bound.wait())
        await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
        yield Running(service, task, f"http://127.0.0.1:{ports.port}", kept)
    finally:
        log.removeHandler(ports)
        log.setLevel(level)
        service.stop()
        await task


def slack_settings(slack: LoopbackSlack, *, http: bool = False) -> dict[str, str]:
    """What an operator writes for this Slack."""
    ways = (
        {"ITFITS_SLACK_SIGNING_SECRET": slack.signing_secret} if http else {"ITFITS_SLACK_APP_TOKEN": slack.app_token}
    )
    return {"ITFITS_SLACK_BOT_TOKEN": slack.home.bot_token, "ITFITS_SLACK_API_URL": slack.api_url, **ways}


def telegram_settings(telegram: LoopbackTelegram) -> dict[str, str]:
    """What an operator writes for this Telegram."""
    return {"ITFITS_TELEGRAM_BOT_TOKEN": telegram.token, "ITFITS_TELEGRAM_API_URL": telegram.url}


async def test_a_service_talks_on_both_platforms_and_says_that_it_is_well() -> None:
    async with LoopbackSlack() as slack, LoopbackTelegram() as telegram:
        settings = read_settings(slack_settings(slack) | telegram_settings(telegram))
        async with running(settings) as service:
            await slack.connected()
            await service.is_well()
            ana, ben = slack.person("Ana"), telegram.person("Ben")
            await ana.says("hello")
            await ana.reads("project")
            await ben.starts()
            await ben.reads("ItFits")
            parts = await service.health()

    assert parts == dict.fromkeys(
        (
            "store",
            "slack.hears",
            "slack.sends",
            "telegram.hears",
            "telegram.sends",
            "slack.is_open",
            "telegram.is_open",
        ),
        "ok",
    )


async def test_the_commands_are_shown_in_every_language_of_ours() -> None:
    async with LoopbackTelegram() as telegram, running(read_settings(telegram_settings(telegram))) as service:
        await service.is_well()
        await telegram.waits_for_calls("setMyCommands", 3)
    (first, *_) = menus()["de"]

    assert first == ("start", "Wo war ich? Weitermachen")
    assert {command for command, _ in menus()["de"]} == {command for command, _ in menus()["en"]}


async def test_slack_over_http_is_heard_when_it_is_signed_and_the_operator_hears_when_not() -> None:
    async with (
        LoopbackSlack() as slack,
        running(read_settings(slack_settings(slack, http=True))) as service,
        ClientSession() as client,
    ):
        await slack.point_at(service.url)
        ana = slack.person("Ana")
        await ana.says("hello")
        await ana.reads("project")
        answers = [await client.post(f"{service.url}/slack/events", data=b"{}") for _ in range(2)]
        seen = await service.store.read(lambda uow: uow.sightings())
        await ana.says("Online therapy")
        over = await service.store.read(lambda uow: uow.sightings())

    assert [answer.status for answer in answers] == [401, 401]
    assert [(each.kind, each.count) for each in seen] == [("slack.signature", 1)]
    assert over == ()


async def test_telegrams_requests_are_heard_with_the_secret() -> None:
    async with LoopbackTelegram() as telegram:
        hook = {"ITFITS_TELEGRAM_MODE": "webhook", "ITFITS_TELEGRAM_WEBHOOK_SECRET": SECRET}
        port = await free_port()
        public = {"ITFITS_PUBLIC_URL": f"http://127.0.0.1:{port}"}
        settings = read_settings(telegram_settings(telegram) | hook | public)
        service = make_service(settings, MemoryStore(), catalogue=load_catalogue(), clock=now)
        task = asyncio.create_task(service.run(host="127.0.0.1", port=port))
        await telegram.waits_for_calls("setWebhook", 1)
        ben = telegram.person("Ben")
        await ben.starts()
        await ben.reads("ItFits")
        service.stop()
        await task


async def test_a_wrong_signature_is_turned_away_even_where_it_cannot_be_noted() -> None:
    async with (
        LoopbackSlack() as slack,
        running(read_settings(slack_settings(slack, http=True))) as service,
        ClientSession() as client,
    ):
        await service.store.close()
        answer = await client.post(f"{service.url}/slack/events", data=b"{}")

    assert answer.status == 401


async def free_port() -> int:
    """A port that nobody listens at."""
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port


async def test_a_workspace_installs_it_and_its_token_lies_sealed_in_the_store() -> None:
    async with LoopbackSlack() as slack:
        other = slack.workspace("Hospital", is_installed=False)
        oauth = {
            "ITFITS_SLACK_CLIENT_ID": slack.client_id,
            "ITFITS_SLACK_CLIENT_SECRET": slack.client_secret,
            "ITFITS_SECRET_KEY": Fernet.generate_key().decode(),
            "ITFITS_PUBLIC_URL": "http://127.0.0.1:1",
        }
        port = await free_port()
        oauth["ITFITS_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
        store = MemoryStore()
        service = make_service(
            read_settings(slack_settings(slack) | oauth), store, catalogue=load_catalogue(), clock=now
        )
        task = asyncio.create_task(service.run(host="127.0.0.1", port=port))
        await slack.connected()
        cara = slack.person("Cara", workspace=other)
        status, _ = await slack.authorizes(f"http://127.0.0.1:{port}/slack/install", by=cara)
        (kept,) = await store.read(lambda uow: uow.installations("slack"))
        await cara.says("hello")
        await cara.reads("project")
        await slack.uninstalls(other)
        left = await store.read(lambda uow: uow.installations("slack"))
        owed = await store.read(lambda uow: uow.count_owed())
        service.stop()
        await task

    assert (status, kept.workspace, kept.name, left, owed) == (200, other.id, "Hospital", (), {})
    assert other.bot_token not in kept.model_dump_json()


async def test_what_is_in_hand_is_finished_and_sent_before_it_stops() -> None:
    async with LoopbackTelegram() as telegram, running(read_settings(telegram_settings(telegram))) as service:
        await service.is_well()
        telegram.delay(0.1)
        ben = telegram.person("Ben")
        await ben.starts()
        await telegram.waits_until_taken()
        await service.stop()
        owed = await service.store.read(lambda uow: uow.count_owed())

    assert len(ben.sees()) > 0
    assert owed == {}


async def test_a_platform_that_is_away_at_the_start_is_listened_to_when_it_comes() -> None:
    port = await free_port()
    telegram = LoopbackTelegram(port=port)
    settings = read_settings(
        {"ITFITS_TELEGRAM_BOT_TOKEN": telegram.token, "ITFITS_TELEGRAM_API_URL": f"http://127.0.0.1:{port}"}
    )
    async with running(settings) as service:
        before = (await service.health())["telegram.is_open"]
        async with telegram:
            await service.is_well()
            ben = telegram.person("Ben")
            await ben.starts()
            await ben.reads("ItFits")

    assert before == "away"


async def test_a_store_that_is_gone_is_said_at_the_door(caplog: pytest.LogCaptureFixture) -> None:
    async with LoopbackTelegram() as telegram, running(read_settings(telegram_settings(telegram))) as service:
        await service.is_well()
        await service.store.close()
        async with ClientSession() as client, client.get(f"{service.url}/healthz") as answer:
            assert answer.status == 503

    assert telegram.token not in caplog.text
