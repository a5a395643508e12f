"""The webhook, on a real socket, pushed to by the loopback Telegram."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.bodies import BODY_BYTES
from adapters.telegram.app import TelegramListener
from adapters.telegram.send import TelegramBot
from adapters.telegram.webhook import PATH, SECRET_HEADER
from dialogs.inbound import Said, Tapped
from tests.adapters.telegram.updating import NOON, OnceTaker, Taker, make_message
from tests.support.telegram.server import LoopbackTelegram

SECRET = "not-to-be-guessed"


def make_listener(bot: TelegramBot, taker: Taker, *, secret: str | None = SECRET) -> TelegramListener:
    return TelegramListener(bot=bot, take=taker.take, sight=taker.sight, clock=lambda: NOON, secret=secret)


@asynccontextmanager
async def listening(listener: TelegramListener) -> AsyncIterator[str]:
    """The address at which the listener's requests come in; Telegram knows it."""
    app = web.Application()
    listener.add_routes(app)
    async with TestServer(app, host="127.0.0.1") as server:
        url = f"http://127.0.0.1:{server.port}{PATH}"
        await listener.set_webhook(url)
        yield url
        await listener.stop()


async def test_an_update_is_forgotten_by_telegram_only_after_it_was_taken(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    taker = Taker(gate=asyncio.Event())
    async with listening(make_listener(bot, taker)):
        await telegram.person("Ana").says("hi")
        await taker.waits_for(lambda: bool(taker.tries))
        waiting = len(telegram.updates.pending)
        assert taker.gate is not None
        taker.gate.set()
        await telegram.waits_until_taken()

    assert waiting == 1
    assert taker.contents == [Said(text="hi")]


async def test_what_could_not_be_taken_is_brought_again(
    telegram: LoopbackTelegram, bot: TelegramBot, caplog: pytest.LogCaptureFixture
) -> None:
    await telegram.person("Ana").says("hi")
    taker = Taker(fails={f"telegram:{bot.id}:{telegram.updates.pending[0]['update_id']}": 2})
    async with listening(make_listener(bot, taker)):
        await telegram.waits_until_taken()

    assert taker.contents == [Said(text="hi")]
    assert len(taker.tries) == 3
    assert "secret words" not in caplog.text


async def test_the_second_half_of_a_text_is_kept_where_the_first_was_taken_before_a_crash(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    await telegram.person("Ana").says("x" * 4096 + "the rest")
    first = f"telegram:{bot.id}:{telegram.updates.pending[0]['update_id']}"
    taker = OnceTaker(keys={first})
    async with listening(make_listener(bot, taker)):
        await telegram.waits_until_taken()

    assert taker.contents == [Said(text="the rest")]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], "ü"])
async def test_whoever_does_not_know_the_secret_is_not_let_in(
    telegram: LoopbackTelegram, bot: TelegramBot, secret: str | None
) -> None:
    taker = Taker()
    async with listening(make_listener(bot, taker)) as url:
        status = await telegram.knock(make_message("hi"), secret=secret, url=url)

    assert status == 401
    assert (taker.tries, taker.seen) == ([], ["telegram.secret"])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b"[]", 200),
        (b"null", 200),
        (b'{"update_id": "1"}', 200),
        (b'{"update_id": 1, "message": {"text": 5}}', 200),
        (b" " * (BODY_BYTES + 1), 413),
    ],
)
async def test_nonsense_is_answered_and_changes_nothing(
    telegram: LoopbackTelegram, bot: TelegramBot, body: bytes, status: int
) -> None:
    taker = Taker()
    async with listening(make_listener(bot, taker)) as url:
        answered = await telegram.knock(body, secret=SECRET, url=url)

    assert answered == status
    assert taker.tries == []


async def test_a_tap_is_answered(telegram: LoopbackTelegram, bot: TelegramBot) -> None:
    taker = Taker()
    ana = telegram.person("Ana", has_started=True)
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "token"}]]}
    await bot.call("sendMessage", {"chat_id": ana.id, "text": "Is it so?", "reply_markup": keyboard})
    async with listening(make_listener(bot, taker)):
        await ana.waits_for_answer(await ana.taps("Yes"))
        await telegram.waits_until_taken()

    assert taker.contents == [Tapped(token="token")]


async def test_a_long_text_is_one_act_and_all_its_requests_are_answered_after_it(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    taker = Taker()
    ana = telegram.person("Ana")
    async with listening(make_listener(bot, taker)):
        await ana.says("x" * 4096 + "y" * 4096 + "z")
        await ana.says("and then")
        await telegram.waits_until_taken()

    assert taker.contents == [Said(text="x" * 4096 + "y" * 4096 + "z"), Said(text="and then")]
    assert len(taker.taken[0].parts) == 2


async def test_when_a_joined_act_fails_all_its_parts_are_brought_again(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    taker = Taker()
    async with listening(make_listener(bot, taker)) as url:
        first = make_message("x" * 4096, number=1)
        second = make_message("y", number=2)
        taker.fails[f"telegram:{bot.id}:1"] = 1
        knocks = [asyncio.create_task(telegram.knock(each, secret=SECRET, url=url)) for each in (first, second)]
        failed = await asyncio.gather(*knocks)
        knocks = [asyncio.create_task(telegram.knock(each, secret=SECRET, url=url)) for each in (first, second)]
        taken = await asyncio.gather(*knocks)

    assert (failed, taken) == ([500, 500], [200, 200])
    assert taker.contents == [Said(text="x" * 4096 + "y")]


async def test_whatever_else_its_author_does_ends_the_wait_and_comes_second(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    taker = Taker()
    ana = telegram.person("Ana")
    async with listening(make_listener(bot, taker)):
        await ana.says("x" * 4096)
        await ana.sends_sticker()
        await telegram.waits_until_taken()

    assert [content.kind for content in taker.contents] == ["said", "wordless"]


async def test_people_do_not_wait_for_each_other(telegram: LoopbackTelegram, bot: TelegramBot) -> None:
    taker = Taker()
    async with listening(make_listener(bot, taker)):
        await telegram.person("Ana").says("x" * 4096)
        await telegram.person("Ben").says("hi")
        await telegram.waits_until_taken()

    assert taker.contents == [Said(text="hi"), Said(text="x" * 4096)]


async def test_stopping_takes_what_is_in_hand_and_lets_nothing_more_in(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    taker = Taker(gate=asyncio.Event())
    listener = make_listener(bot, taker)
    async with listening(listener) as url:
        knocking = asyncio.create_task(telegram.knock(make_message("hi"), secret=SECRET, url=url))
        await taker.waits_for(lambda: bool(taker.tries))
        stopping = asyncio.create_task(listener.stop())
        await asyncio.sleep(0)
        late = await telegram.knock(make_message("late", number=2), secret=SECRET, url=url)
        assert taker.gate is not None
        taker.gate.set()
        await stopping
        status = await knocking

    assert (late, status) == (503, 200)
    assert taker.contents == [Said(text="hi")]


@pytest.mark.parametrize("secret", [None, "", "with a blank", "x" * 257])
async def test_there_is_no_webhook_without_a_secret(bot: TelegramBot, secret: str | None) -> None:
    listener = make_listener(bot, Taker(), secret=secret)

    with pytest.raises(ValueError, match="needs a secret"):
        listener.add_routes(web.Application())
    with pytest.raises(ValueError, match="needs a secret"):
        await listener.set_webhook("https://example.org")


async def test_telegram_is_told_the_secret_and_what_we_want_to_hear(
    telegram: LoopbackTelegram, bot: TelegramBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        async with listening(make_listener(bot, Taker())) as url:
            [call] = telegram.find_calls("setWebhook")

    assert call.params == {
        "url": url,
        "secret_token": SECRET,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
        "max_connections": 40,
    }
    assert SECRET not in caplog.text
    assert SECRET_HEADER == "X-Telegram-Bot-Api-Secret-Token"


@pytest.mark.parametrize("headers", ["", f"{SECRET_HEADER}: wrong\r\n"])
async def test_without_the_secret_nothing_of_a_body_is_waited_for(bot: TelegramBot, headers: str) -> None:
    async with listening(make_listener(bot, Taker())) as url:
        reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(url).port)
        writer.write(f"POST {PATH} HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n{headers}\r\n".encode())
        answer = await reader.readline()
        writer.close()
        await writer.wait_closed()

    assert answer == b"HTTP/1.1 401 Unauthorized\r\n"
