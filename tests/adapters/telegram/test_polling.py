"""Long polling, by the real library against the loopback Telegram."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from adapters.telegram.app import TelegramListener
from adapters.telegram.send import TelegramBot
from dialogs.inbound import Blocked, Crowded, Mended, Opened, Said, Tapped
from tests.adapters.telegram.updating import NOON, OnceTaker, Taker
from tests.support.telegram.server import LoopbackTelegram


def make_listener(bot: TelegramBot, taker: Taker) -> TelegramListener:
    return TelegramListener(bot=bot, take=taker.take, sight=taker.sight, clock=lambda: NOON)


@asynccontextmanager
async def polling(listener: TelegramListener) -> AsyncIterator[None]:
    task = asyncio.create_task(listener.poll())
    try:
        yield
    finally:
        await listener.stop()
        await task


async def test_what_people_do_is_taken_in_order_and_confirmed(telegram: LoopbackTelegram, bot: TelegramBot) -> None:
    taker = Taker()
    ana = telegram.person("Ana", language_code="en")
    async with polling(make_listener(bot, taker)):
        await ana.starts("ticket")
        message = await ana.says("No time.")
        await ana.edits(message, "No time at all.")
        await ana.blocks()
        await telegram.waits_until_taken()

    assert taker.contents == [Opened(ticket="ticket"), Said(text="No time."), Mended(how="edited"), Blocked()]
    assert {inbound.who.name for inbound in taker.taken} == {"Ana"}


async def test_nothing_is_confirmed_before_it_was_taken(telegram: LoopbackTelegram, bot: TelegramBot) -> None:
    taker = Taker(gate=asyncio.Event())
    ana = telegram.person("Ana")
    async with polling(make_listener(bot, taker)):
        await ana.says("hi")
        await taker.waits_for(lambda: bool(taker.tries))
        waiting = len(telegram.updates.pending)
        assert taker.gate is not None
        taker.gate.set()
        await telegram.waits_until_taken()

    assert waiting == 1


async def test_what_could_not_be_taken_comes_again_and_holds_up_nobody_else(
    telegram: LoopbackTelegram, bot: TelegramBot, caplog: pytest.LogCaptureFixture
) -> None:
    ana, ben = telegram.person("Ana"), telegram.person("Ben")
    await ana.says("one")
    await ana.says("two")
    await ben.says("three")
    first = f"telegram:{bot.id}:{telegram.updates.pending[0]['update_id']}"
    taker = Taker(fails={first: 1})
    async with polling(make_listener(bot, taker)):
        await taker.waits_for(lambda: len(taker.tries) == 2)
        waiting = len(telegram.updates.pending)
        await telegram.waits_until_taken()

    assert waiting == 3
    assert taker.contents == [Said(text="three"), Said(text="one"), Said(text="two")]
    assert taker.tries.count(first) == 2
    assert "secret words" not in caplog.text


async def test_a_tap_is_answered_once_and_only_after_it_was_taken(telegram: LoopbackTelegram, bot: TelegramBot) -> None:
    taker = Taker(gate=asyncio.Event())
    ana = telegram.person("Ana", has_started=True)
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "token"}]]}
    await bot.call("sendMessage", {"chat_id": ana.id, "text": "Is it so?", "reply_markup": keyboard})
    async with polling(make_listener(bot, taker)):
        tap = await ana.taps("Yes")
        await taker.waits_for(lambda: bool(taker.tries))
        before = len(telegram.find_calls("answerCallbackQuery"))
        assert taker.gate is not None
        taker.gate.set()
        toast = await ana.waits_for_answer(tap)
        telegram.repeat_last()
        await taker.waits_for(lambda: len(taker.taken) == 2)

    assert (before, toast.text) == (0, "")
    assert taker.contents == [Tapped(token="token")] * 2
    assert len(telegram.find_calls("answerCallbackQuery")) == 1


async def test_an_answer_that_comes_too_late_is_nobodys_trouble(telegram: LoopbackTelegram, bot: TelegramBot) -> None:
    taker = Taker()
    telegram.inject({"callback_query": {"id": "4", "from": {"id": 5, "first_name": "Ana"}, "data": "x"}})
    async with polling(make_listener(bot, taker)):
        await telegram.waits_for_calls("answerCallbackQuery", 1)

    assert [call.status for call in telegram.find_calls("answerCallbackQuery")] == [400]


async def test_a_long_text_is_one_act_also_when_it_comes_over_several_answers(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    taker = Taker()
    ana, ben = telegram.person("Ana"), telegram.person("Ben")
    async with polling(make_listener(bot, taker)):
        await ana.says("x" * 4096)
        asked = len(telegram.find_calls("getUpdates"))
        await telegram.waits_for_calls("getUpdates", asked + 1)
        await ana.says("y")
        await ben.says("me too")
        await telegram.waits_until_taken()

    joined = next(inbound for inbound in taker.taken if inbound.who.name == "Ana")
    assert joined.content == Said(text="x" * 4096 + "y")
    assert len(joined.parts) == 1
    assert len(taker.taken) == 2


async def test_a_full_text_alone_is_taken_after_a_while(telegram: LoopbackTelegram, bot: TelegramBot) -> None:
    taker = Taker()
    async with polling(make_listener(bot, taker)):
        await telegram.person("Ana").says("x" * 4096)
        await telegram.waits_until_taken()

    assert taker.contents == [Said(text="x" * 4096)]


async def test_kinds_that_nobody_knows_are_confirmed_and_dropped(telegram: LoopbackTelegram, bot: TelegramBot) -> None:
    taker = Taker()
    for content in ({"poll": {"id": "1"}}, {}, {"message": {"chat": 5}}, {"message": "x"}, {"callback_query": None}):
        telegram.inject(content)
    async with polling(make_listener(bot, taker)):
        await telegram.person("Ana").says("hi")
        await telegram.waits_until_taken()

    assert taker.contents == [Said(text="hi")]


async def test_a_group_that_we_are_brought_into_is_noticed_once(telegram: LoopbackTelegram, bot: TelegramBot) -> None:
    taker = Taker()
    ana, group = telegram.person("Ana"), telegram.group("Ward")
    async with polling(make_listener(bot, taker)):
        await ana.adds_bot_to(group)
        await ana.writes_in_group(group, "hello all")
        await ana.writes_in_group(group, "and @itfits_test_bot?")
        await telegram.waits_until_taken()

    assert taker.contents == [Crowded(), Crowded()]
    assert {inbound.room.room for inbound in taker.taken} == {str(group.id)}


async def test_a_webhook_is_taken_away_and_what_waits_there_is_kept(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    taker = Taker()
    await bot.call("setWebhook", {"url": "http://127.0.0.1:9/nobody"})
    await telegram.person("Ana").says("hi")
    async with polling(make_listener(bot, taker)):
        await telegram.waits_until_taken()

    assert taker.contents == [Said(text="hi")]


async def test_when_somebody_else_takes_the_updates_the_operator_hears_and_we_go_on(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    taker = Taker()
    telegram.refuse("getUpdates", 409, "Conflict: terminated by other getUpdates request")
    async with polling(make_listener(bot, taker)):
        await telegram.person("Ana").says("hi")
        await telegram.waits_until_taken()

    assert taker.seen == ["telegram.conflict"]
    assert taker.contents == [Said(text="hi")]


async def test_troubles_on_the_way_are_waited_out(
    telegram: LoopbackTelegram, bot: TelegramBot, caplog: pytest.LogCaptureFixture
) -> None:
    taker = Taker()
    telegram.refuse("getMe", 502, "Bad Gateway")
    telegram.hang_up("getUpdates")
    with caplog.at_level(logging.DEBUG):
        async with polling(make_listener(bot, taker)):
            await telegram.person("Ana").says("hi")
            await telegram.waits_until_taken()

    assert taker.contents == [Said(text="hi")]
    assert telegram.token not in caplog.text


async def test_stopping_finishes_what_is_in_hand_and_confirms_it(telegram: LoopbackTelegram, bot: TelegramBot) -> None:
    taker = Taker(gate=asyncio.Event())
    listener = make_listener(bot, taker)
    polled = asyncio.create_task(listener.poll())
    await telegram.person("Ana").says("hi")
    await taker.waits_for(lambda: bool(taker.tries))

    stopping = asyncio.create_task(listener.stop())
    await asyncio.sleep(0)
    assert taker.gate is not None
    taker.gate.set()
    await stopping
    await polled

    assert taker.contents == [Said(text="hi")]
    assert telegram.updates.pending == []


async def test_stopping_does_not_wait_for_the_long_question(telegram: LoopbackTelegram, bot: TelegramBot) -> None:
    listener = make_listener(bot, Taker())
    polled = asyncio.create_task(listener.poll())
    await telegram.waits_for_calls("deleteWebhook", 1)

    await listener.stop()
    await polled

    assert polled.done()


async def test_a_listener_that_was_stopped_before_it_began_asks_for_nothing(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    listener = make_listener(bot, Taker())

    await listener.stop()
    await listener.poll()

    assert telegram.calls == []


async def test_what_was_taken_and_not_confirmed_comes_again_to_the_next_process(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    first, second = Taker(), Taker()
    await telegram.person("Ana").says("hi")
    polled = asyncio.create_task(make_listener(bot, first).poll())
    await first.waits_for(lambda: bool(first.tries))
    polled.cancel()
    await asyncio.gather(polled, return_exceptions=True)

    async with polling(make_listener(bot, second)):
        await telegram.waits_until_taken()

    assert [inbound.key for inbound in second.taken] == first.tries


async def test_the_second_half_of_a_text_is_kept_where_the_first_was_taken_before_a_crash(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    taker = OnceTaker(gate=asyncio.Event())
    ana = telegram.person("Ana")
    await ana.says("x" * 4096)
    polled = asyncio.create_task(make_listener(bot, taker).poll())
    await taker.waits_for(lambda: bool(taker.tries))
    await ana.says("and the rest")
    assert taker.gate is not None
    taker.gate.set()
    await taker.waits_for(lambda: bool(taker.taken))
    polled.cancel()  # after the commit, before Telegram is told
    await asyncio.gather(polled, return_exceptions=True)

    async with polling(make_listener(bot, taker)):
        await telegram.waits_until_taken()

    assert taker.contents == [Said(text="x" * 4096), Said(text="and the rest")]


async def test_a_text_in_parts_that_was_taken_whole_is_a_repeat_whole(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    taker = OnceTaker()
    await telegram.person("Ana").says("x" * 4096 + "y" * 4096 + "z")
    polled = asyncio.create_task(make_listener(bot, taker).poll())
    await taker.waits_for(lambda: bool(taker.taken))
    polled.cancel()
    await asyncio.gather(polled, return_exceptions=True)

    async with polling(make_listener(bot, taker)):
        await telegram.waits_until_taken()

    assert taker.contents == [Said(text="x" * 4096 + "y" * 4096 + "z")]


async def test_the_menu_is_shown_in_each_language_and_in_english_to_everybody_else(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    listener = make_listener(bot, Taker())

    await listener.introduce({"en": (("help", "What I can do"),), "de": (("help", "Was ich kann"),)})

    scope = {"type": "all_private_chats"}
    german = await bot.call("getMyCommands", {"scope": scope, "language_code": "de"})
    other = await bot.call("getMyCommands", {"scope": scope})
    assert german == [{"command": "help", "description": "Was ich kann"}]
    assert other == [{"command": "help", "description": "What I can do"}]
