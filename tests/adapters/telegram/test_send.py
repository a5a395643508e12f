"""The way out, by the real library against the loopback Telegram."""

from __future__ import annotations

import logging
import socket
import traceback

import pytest

from adapters.delivery import (
    Delivery,
    DeliveryError,
    Opening,
    PersonGoneError,
    RefusedError,
    RetryLaterError,
    Sent,
    Settlement,
    TooLateError,
    UnknownFateError,
)
from adapters.telegram.probe import Probe, probe
from adapters.telegram.send import ConflictError, TelegramBot, TelegramChannel, WrongTokenError
from dialogs.prompt import Form, Option, Prompt
from dialogs.text import words
from tests.support.telegram.person import Person
from tests.support.telegram.server import LoopbackTelegram

SECRET_WORDS = "the ward is short of nurses"


def make_prompt(text: str, *labels: str) -> Prompt:
    options = tuple(Option(key=f"o{n}", label=label, token=f"token-{n}") for n, label in enumerate(labels))
    return Prompt(body=words(text), options=options)


def make_delivery(bot: TelegramBot, person: Person, prompt: Prompt) -> Delivery:
    conversation = f"telegram:{bot.id}:{person.id}"
    return Delivery(id="d1", conversation=conversation, person="p1", name="Ana", prompt=prompt)


def make_settlement(bot: TelegramBot, person: Person, *sent: Sent, answer: str = "Yes") -> Settlement:
    return Settlement(conversation=f"telegram:{bot.id}:{person.id}", sent=sent, answer=answer)


async def test_a_question_arrives_with_its_buttons_and_is_settled_in_place(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    ana = telegram.person("Ana", has_started=True)
    channel = TelegramChannel(bot)
    prompt = make_prompt("Is it so?", "Yes", "No")

    receipt = await channel.deliver(make_delivery(bot, ana, prompt))
    [asked] = ana.sees()
    await channel.settle(make_settlement(bot, ana, Sent(receipt=receipt, prompt=prompt)))
    [settled] = ana.sees()

    assert receipt == f"{ana.id}:{asked.message_id}"
    assert (asked.text, asked.buttons) == ("Is it so?", (("Yes", "No"),))
    assert (settled.text, settled.buttons) == ("Is it so?\n\n✓ Yes", ())


async def test_a_question_without_buttons_needs_no_call_to_be_settled(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    ana = telegram.person("Ana", has_started=True)
    channel = TelegramChannel(bot)
    prompt = make_prompt("What is it?").but(window=Option(key="~form", label="Write more", token="w"))
    receipt = await channel.deliver(make_delivery(bot, ana, prompt))

    await channel.settle(make_settlement(bot, ana, Sent(receipt=receipt, prompt=prompt)))

    assert [call.method for call in telegram.calls if call.method.startswith("edit")] == []


async def test_settling_twice_or_what_is_gone_is_done(telegram: LoopbackTelegram, bot: TelegramBot) -> None:
    ana = telegram.person("Ana", has_started=True)
    channel = TelegramChannel(bot)
    prompt = make_prompt("Is it so?", "Yes")
    receipt = await channel.deliver(make_delivery(bot, ana, prompt))
    settlement = make_settlement(
        bot, ana, Sent(receipt=f"{ana.id}:999", prompt=prompt), Sent(receipt=receipt, prompt=prompt)
    )

    await channel.settle(settlement)
    await channel.settle(settlement)

    assert [call.status for call in telegram.find_calls("editMessageText")] == [400, 200, 400, 400]
    assert ana.sees()[0].text == "Is it so?\n\n✓ Yes"


async def test_where_the_words_are_not_kept_only_the_buttons_go(telegram: LoopbackTelegram, bot: TelegramBot) -> None:
    ana = telegram.person("Ana", has_started=True)
    channel = TelegramChannel(bot)
    receipt = await channel.deliver(make_delivery(bot, ana, make_prompt("Is it so?", "Yes")))

    await channel.settle(make_settlement(bot, ana, Sent(receipt=receipt)))

    [seen] = ana.sees()
    assert (seen.text, seen.buttons) == ("Is it so?", ())


async def test_a_long_question_has_one_receipt_and_its_last_part_is_settled(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    ana = telegram.person("Ana", has_started=True)
    channel = TelegramChannel(bot)
    prompt = make_prompt("\n".join(["x" * 100] * 45), "Yes")

    receipt = await channel.deliver(make_delivery(bot, ana, prompt))
    await channel.settle(make_settlement(bot, ana, Sent(receipt=receipt, prompt=prompt)))

    first, last = ana.sees()
    assert receipt == f"{ana.id}:{first.message_id},{ana.id}:{last.message_id}"
    assert (first.edits, last.buttons) == (0, ())
    assert last.text.endswith("\n\n✓ Yes")


async def test_a_channel_says_how_many_calls_it_makes(telegram: LoopbackTelegram, bot: TelegramBot) -> None:
    ana = telegram.person("Ana", has_started=True)
    channel = TelegramChannel(bot)
    short, long = (make_delivery(bot, ana, make_prompt(each)) for each in ("Hi.", "word " * 2000))
    receipt = await channel.deliver(long)
    settlement = make_settlement(bot, ana, *(Sent(receipt=receipt, prompt=long.prompt) for _ in range(3)))

    assert [channel.calls_for(task) for task in (short, long, settlement)] == [1, len(ana.sees()), 3]
    assert len(ana.sees()) > 1


async def test_when_the_second_part_fails_the_next_try_says_that_it_repeats(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    ana = telegram.person("Ana", has_started=True)
    telegram.limits.burst_in_a_chat = 1

    with pytest.raises(UnknownFateError) as caught:
        await TelegramChannel(bot).deliver(make_delivery(bot, ana, make_prompt("x" * 5000)))

    assert caught.value.after >= 1


@pytest.mark.parametrize(
    ("status", "description", "kind"),
    [
        (403, "Forbidden: bot was blocked by the user", PersonGoneError),
        (403, "Forbidden: user is deactivated", PersonGoneError),
        (400, "Bad Request: chat not found", PersonGoneError),
        (400, "Bad Request: BUTTON_DATA_INVALID", RefusedError),
        (400, "Bad Request: can't parse entities: 'the ward is short of nurses'", RefusedError),
        (401, "Unauthorized", WrongTokenError),
        (404, "Not Found", WrongTokenError),
        (409, "Conflict: terminated by other getUpdates request", ConflictError),
        (500, "Internal Server Error", UnknownFateError),
        (502, "Bad Gateway", UnknownFateError),
    ],
)
async def test_each_refusal_says_whose_turn_it_is_and_nothing_else(
    telegram: LoopbackTelegram,
    bot: TelegramBot,
    status: int,
    description: str,
    kind: type[DeliveryError],
    caplog: pytest.LogCaptureFixture,
) -> None:
    ana = telegram.person("Ana", has_started=True)
    telegram.refuse("sendMessage", status, description)

    with caplog.at_level(logging.DEBUG), pytest.raises(DeliveryError) as caught:
        await TelegramChannel(bot).deliver(make_delivery(bot, ana, make_prompt(SECRET_WORDS)))

    shown = "".join(traceback.format_exception(caught.value)) + caplog.text
    assert type(caught.value) is kind
    assert caught.value.__context__ is None
    assert telegram.token not in shown
    assert SECRET_WORDS not in shown


async def test_a_429_says_when_to_come_again(telegram: LoopbackTelegram, bot: TelegramBot) -> None:
    ana = telegram.person("Ana", has_started=True)
    telegram.throttle(after=17)

    with pytest.raises(RetryLaterError) as caught:
        await TelegramChannel(bot).deliver(make_delivery(bot, ana, make_prompt("Hi.")))

    assert (type(caught.value), caught.value.after, caught.value.unknown) == (RetryLaterError, 17, False)


@pytest.mark.parametrize("when", ["before", "after"])
async def test_when_the_connection_is_cut_nobody_knows(telegram: LoopbackTelegram, bot: TelegramBot, when: str) -> None:
    ana = telegram.person("Ana", has_started=True)
    telegram.hang_up("sendMessage", when="before" if when == "before" else "after")

    with pytest.raises(UnknownFateError):
        await TelegramChannel(bot).deliver(make_delivery(bot, ana, make_prompt("Hi.")))


async def test_where_nobody_listens_it_was_not_sent() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        bot = TelegramBot("123:abc", f"http://127.0.0.1:{closed.getsockname()[1]}")

    with pytest.raises(RetryLaterError) as caught:
        await bot.call("getMe")

    await bot.close()
    assert type(caught.value) is RetryLaterError


async def test_an_answer_of_another_kind_leaves_the_fate_unknown_and_no_words_in_the_log(
    telegram: LoopbackTelegram, bot: TelegramBot, caplog: pytest.LogCaptureFixture
) -> None:
    await bot.close()
    lost = TelegramBot(telegram.token, f"{telegram.url}/nobody/knows")

    with caplog.at_level(logging.DEBUG), pytest.raises(DeliveryError) as caught:
        await lost.call("sendMessage", {"chat_id": 1, "text": SECRET_WORDS})

    await lost.close()
    assert caught.value.retryable
    assert telegram.token not in caplog.text
    assert SECRET_WORDS not in caplog.text


@pytest.mark.parametrize("conversation", ["telegram:999:71", "slack:T1:D1", "telegram"])
async def test_another_bots_conversation_is_refused(bot: TelegramBot, conversation: str) -> None:
    delivery = Delivery(id="d1", conversation=conversation, person="p1", name="Ana", prompt=make_prompt("Hi."))

    with pytest.raises(RefusedError):
        await TelegramChannel(bot).deliver(delivery)


async def test_there_are_no_windows(bot: TelegramBot) -> None:
    form = Form(token="t", title="T", fields=(), send="Send", close="Close")

    with pytest.raises(TooLateError):
        await TelegramChannel(bot).show(Opening(id="o1", conversation="telegram:1:2", form=form, trigger="x"))


@pytest.mark.parametrize("token", ["", "abc", "123:", "123:a b", "123:abc\n"])
def test_what_cannot_be_a_token_is_told_without_it(token: str) -> None:
    with pytest.raises(ValueError, match="BotFather") as caught:
        TelegramBot(token)

    assert not token or token not in str(caught.value)


def test_the_libraries_that_log_addresses_are_quiet() -> None:
    logging.getLogger("httpx").setLevel(logging.NOTSET)

    bot = TelegramBot("123:abc")

    assert [logging.getLogger(n).getEffectiveLevel() for n in ("httpx", "httpcore", "telegram")] == [30, 30, 30]
    assert "abc" not in repr(bot)


async def test_a_look_at_a_bot_tells_who_it_is_what_time_it_is_there_and_where_its_updates_go(
    telegram: LoopbackTelegram, bot: TelegramBot
) -> None:
    await bot.call("setWebhook", {"url": "https://elsewhere.example/hook", "secret_token": "s"})

    found = await probe(telegram.token, telegram.url)

    assert (found.bot_id, found.username, found.error) == (bot.id, "itfits_test_bot", "")
    assert found.webhook_url == "https://elsewhere.example/hook"
    assert found.date is not None


async def test_a_look_with_a_wrong_token_says_so(telegram: LoopbackTelegram) -> None:
    assert (await probe("123:wrong", telegram.url)).error == "token"
    assert (await probe("nonsense", telegram.url)).error == "token"


async def test_a_look_where_nobody_listens_says_so() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"

    assert await probe("123:abc", url) == Probe(bot_id="123", error="unreachable")
