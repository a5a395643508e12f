"""How the loopback Telegram tells of what people did: by polling and by webhook, again until it was taken."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Conflict

from tests.support.telegram.person import Person
from tests.support.telegram.server import LoopbackTelegram
from tests.wiring.loopback_telegram.pieces import texts

SECRET = "a_secret-1"


async def test_updates_are_told_until_they_are_confirmed(bot: Bot, ben: Person) -> None:
    await ben.says("one")
    await ben.says("two")
    first = await bot.get_updates(limit=1)
    again = await bot.get_updates(offset=first[0].update_id)
    rest = await bot.get_updates(offset=first[0].update_id + 1)

    assert (texts(first), texts(again), texts(rest)) == (["one"], ["one", "two"], ["two"])


async def test_a_repeat_has_the_same_number_though_it_was_confirmed(
    platform: LoopbackTelegram, bot: Bot, ben: Person
) -> None:
    await ben.says("one")
    (update,) = await bot.get_updates()
    assert await bot.get_updates(offset=update.update_id + 1) == ()
    platform.repeat_last()

    assert await bot.get_updates(offset=update.update_id + 1) == (update,)
    assert await bot.get_updates(offset=update.update_id + 1) == ()


async def test_only_the_kinds_asked_for_are_kept(bot: Bot, ben: Person) -> None:
    await bot.get_updates(allowed_updates=["edited_message"])
    message = await ben.says("one")
    await ben.edits(message, "two")

    assert [u.edited_message.text for u in await bot.get_updates() if u.edited_message] == ["two"]


async def test_a_newer_poll_ends_the_older_one(platform: LoopbackTelegram, bot: Bot, ben: Person) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=60))
    await platform.ledger.bell.wait_until(lambda: bool(platform.find_calls("getUpdates")), patience=20)
    async with Bot(platform.token, base_url=platform.base_url) as other:
        await other.get_updates()

    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await older


async def test_a_poll_ends_when_somebody_writes(platform: LoopbackTelegram, bot: Bot, ben: Person) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=60))
    await platform.ledger.bell.wait_until(lambda: bool(platform.find_calls("getUpdates")), patience=20)
    await ben.says("one")

    assert texts(await poll) == ["one"]


async def test_no_polling_while_a_webhook_is_set(bot: Bot) -> None:
    await bot.set_webhook("https://example.org/hook")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()

    assert await bot.get_updates() == ()


@pytest.mark.parametrize(("url", "secret"), [("http://example.org", "x"), ("https://example.org", "not this one")])
async def test_a_webhook_is_https_and_its_secret_plain(bot: Bot, url: str, secret: str) -> None:
    with pytest.raises(BadRequest):
        await bot.set_webhook(url, secret_token=secret)


class Door:
    """A webhook that answers with the statuses it is given, then with 200, and keeps what came."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.came: list[tuple[str | None, bytes]] = []
        self.url = ""

    async def open(self, request: web.Request) -> web.Response:
        self.came.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.read()))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    @property
    def numbers(self) -> list[int]:
        return [json.loads(body)["update_id"] for _, body in self.came]


@pytest.fixture
async def door(bot: Bot) -> AsyncIterator[Door]:
    door = Door()
    app = web.Application()
    app.router.add_post("/hook", door.open)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    door.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await bot.set_webhook(door.url, secret_token=SECRET)
    yield door
    await bot.delete_webhook()
    await runner.cleanup()


async def test_a_webhook_is_asked_again_until_it_takes_the_update(
    platform: LoopbackTelegram, bot: Bot, ben: Person, door: Door
) -> None:
    door.statuses = [500, 403]
    message = await ben.says("one")
    await platform.waits_until_taken()

    assert len(set(door.numbers)) == 1
    assert [secret for secret, _ in door.came] == [SECRET] * 3
    assert json.loads(door.came[0][1])["message"] == message.as_json()
    assert (await bot.get_webhook_info()).last_error_message == "Wrong response from the webhook: 403"


async def test_an_unreachable_webhook_is_told_of(platform: LoopbackTelegram, bot: Bot, ben: Person) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook", secret_token=SECRET)
    await ben.says("one")
    await platform.ledger.bell.wait_until(lambda: bool(platform.webhook.last_error), patience=20)
    info = await bot.get_webhook_info()

    assert (info.last_error_message, info.pending_update_count) == ("Connection refused", 1)
    await bot.delete_webhook()
    assert texts(await bot.get_updates()) == ["one"]


async def test_held_updates_come_in_the_order_asked_for(platform: LoopbackTelegram, ben: Person, door: Door) -> None:
    platform.hold()
    for text in ("one", "two", "three"):
        await ben.says(text)
    await platform.release(order=reversed)

    assert door.numbers == sorted(door.numbers, reverse=True)
    assert len(door.numbers) == 3


async def test_strangers_knock_with_anything(platform: LoopbackTelegram, door: Door) -> None:
    await platform.knock(b"{", secret="wrong")
    await platform.knock({"update_id": 1}, secret=None)

    assert door.came == [("wrong", b"{"), (None, b'{"update_id": 1}')]
