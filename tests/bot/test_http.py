"""The HTTP server over a real socket: health part by part, numbers, and nothing of a fault but its status."""

from __future__ import annotations

import asyncio
import logging
import zlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from io import BytesIO

import pytest
from aiohttp import ClientSession, web

from adapters.bodies import BODY_BYTES, read_body
from bot.http import make_app, serving
from bot.metrics import Metrics
from storage.memory import MemoryStore
from storage.rows import SetAside, StoreFailedError
from tests.support.stores import NOW, begin, make_owed

SECRET = "my manager drinks"


HEAD = b"POST /platform HTTP/1.1\r\nHost: here\r\n"


class Ground:
    """An app whose parts are as a test has them."""

    def __init__(self) -> None:
        self.parts: Mapping[str, bool] = {"store": True, "slack.sends": True}
        self.fault: Exception | None = None
        self.metrics = Metrics()
        self.store = MemoryStore()
        self.begun = asyncio.Event()
        self.ended = asyncio.Event()

    async def health(self) -> Mapping[str, bool]:
        """The parts."""
        if self.fault is not None:
            raise self.fault
        return self.parts

    async def page(self) -> bytes:
        """The numbers."""
        return await self.metrics.page(self.store)

    def add_routes(self, app: web.Application) -> None:
        """A platform's own."""
        app.router.add_post("/platform", self._hear)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[int]:
        """Its port."""
        app = make_app(health=self.health, metrics=self.page, routes=[self.add_routes])
        async with serving(app, host="127.0.0.1", port=0) as port:
            yield port

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[ClientSession]:
        """A client of it."""
        async with self.listening() as port, ClientSession(f"http://127.0.0.1:{port}") as client:
            yield client

    async def _hear(self, request: web.Request) -> web.Response:
        self.begun.set()
        try:
            body = await read_body(request)
        finally:
            self.ended.set()
        if body == b"fault":
            raise ValueError(SECRET)
        return web.Response(text=str(len(body)))


async def test_all_is_well_while_every_part_is_there() -> None:
    async with Ground().serving() as client, client.get("/healthz") as answer:
        said = await answer.json()

    assert (answer.status, said) == (200, {"status": "ok", "parts": {"store": "ok", "slack.sends": "ok"}})


async def test_a_part_that_is_away_is_named() -> None:
    ground = Ground()
    ground.parts = {"store": True, "slack.sends": False}
    async with ground.serving() as client, client.get("/healthz") as answer:
        said = await answer.json()

    assert (answer.status, said["parts"]) == (503, {"store": "ok", "slack.sends": "away"})


async def test_a_store_that_fails_is_a_part_that_is_away() -> None:
    ground = Ground()
    ground.fault = StoreFailedError("postgresql://ana:geheim@db is gone")
    async with ground.serving() as client, client.get("/healthz") as answer:
        said = await answer.text()

    assert answer.status == 503
    assert "geheim" not in said


async def test_the_numbers_are_those_of_this_process_and_of_the_store() -> None:
    ground = Ground()
    ground.metrics.count_inbound("slack", "taken")
    ground.metrics.count_delivery("slack", "sent")
    ground.metrics.time_turn("slack", seconds=0.02)
    await ground.store.run(begin)
    await ground.store.run(lambda uow: uow.owe(make_owed("m")))
    aside = SetAside(key="k", at=NOW, channel="slack", person=None, fault="ValueError")
    await ground.store.run(lambda uow: uow.put_aside(aside))
    async with ground.serving() as client, client.get("/metrics") as answer:
        page = await answer.text()

    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    for line in (
        'itfits_inbounds_total{channel="slack",fate="taken"} 1.0',
        'itfits_deliveries_total{channel="slack",fate="sent"} 1.0',
        'itfits_turn_seconds_bucket{channel="slack",le="0.025"} 1.0',
        'itfits_outbox_waiting{channel="console"} 1.0',
        "itfits_put_aside 1.0",
    ):
        assert line in page.splitlines()


async def test_numbers_that_cannot_be_had_are_no_page_of_errors() -> None:
    ground = Ground()
    await ground.store.close()
    async with ground.serving() as client, client.get("/metrics") as answer:
        said = await answer.text()

    assert (answer.status, said) == (503, "")


@pytest.mark.parametrize(("size", "status"), [(10, 200), (BODY_BYTES + 1, 413)])
async def test_a_body_has_its_limit(size: int, status: int) -> None:
    async with Ground().serving() as client, client.post("/platform", data=BytesIO(b"x" * size)) as answer:
        assert answer.status == status


async def test_a_fault_of_ours_is_a_bare_500_and_no_words_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with Ground().serving() as client, client.post("/platform", data=b"fault") as answer:
            said = await answer.text()

    assert (answer.status, said) == (500, "")
    assert "http.failed path=/platform fault=ValueError at _hear" in caplog.text
    assert SECRET not in caplog.text


async def sent(port: int, data: bytes) -> bytes:
    """What comes back for these bytes until the other side closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(data)
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


async def test_a_body_is_taken_as_it_came_and_never_swells() -> None:
    swollen = zlib.compress(b"a" * 2_000_000)
    headers = {"Content-Encoding": "deflate"}
    async with Ground().serving() as client, client.post("/platform", data=swollen, headers=headers) as answer:
        said = await answer.text()

    assert (answer.status, said) == (200, str(len(swollen)))


@pytest.mark.parametrize("begun", [b"", b"POST /plat", HEAD], ids=["nothing", "half a line", "half a head"])
async def test_a_connection_on_which_no_request_comes_is_closed(begun: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.http.HEAD_SECONDS", 0.05)
    async with Ground().listening() as port:
        assert await sent(port, begun) == b""


async def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.bodies.BODY_SECONDS", 0.05)
    monkeypatch.setattr("bot.http.LINGERING_SECONDS", 0.05)
    async with Ground().listening() as port:
        answer = await sent(port, HEAD + b"Content-Length: 9\r\n\r\nhalf")

    assert answer.startswith(b"HTTP/1.1 408 ")


async def test_whoever_hangs_up_is_no_fault_of_ours(caplog: pytest.LogCaptureFixture) -> None:
    ground = Ground()
    with caplog.at_level(logging.DEBUG):
        async with ground.listening() as port:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(HEAD + b"Content-Length: 9\r\n\r\nhalf")
            await writer.drain()
            await ground.begun.wait()
            writer.transport.abort()
            await ground.ended.wait()

    assert "http.gone path=/platform" in caplog.text
    assert [each.message for each in caplog.records if each.levelno > logging.INFO] == []


@pytest.mark.parametrize("path", ["/healthz", "/nothing"])
async def test_no_answer_names_a_version(path: str) -> None:
    async with Ground().serving() as client, client.get(path) as answer:
        assert answer.headers["Server"] == "itfits"
