"""What the loopback Telegram refuses, counts and delivers: the real library against it, one strictness a test."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity, Update
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from tests.support.telegram.limits import Clock, Limits, Rates
from tests.support.telegram.person import Person
from tests.support.telegram.refusals import RefusedError
from tests.support.telegram.server import OUTGOING_LOG, TOKEN, LoopbackTelegram
from tests.support.telegram.troubles import When

ROOT = Path(__file__).parents[2]
SECRET = "a_secret-1"


class Watch:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
async def platform(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LoopbackTelegram]:
    """A Telegram whose seconds stand still, and whose calls, many of them wrong on purpose, are not for the checker."""
    monkeypatch.delenv(OUTGOING_LOG, raising=False)
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # without it the library warns of every RetryAfter it makes
    async with LoopbackTelegram(clock=Clock(seconds=watch)) as platform:
        yield platform


@pytest.fixture
async def bot(platform: LoopbackTelegram) -> AsyncIterator[Bot]:
    async with Bot(platform.token, base_url=platform.base_url, base_file_url=platform.base_file_url) as bot:
        yield bot


@pytest.fixture
def ben(platform: LoopbackTelegram) -> Person:
    return platform.person("Ben", language_code="en", has_started=True)


def make_keyboard(*labels: str, data: str = "d") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)] for label in labels])


async def test_a_wrong_token_is_unauthorized(platform: LoopbackTelegram) -> None:
    with pytest.raises(InvalidToken):
        async with Bot("1:wrong", base_url=platform.base_url):
            pass

    assert [(call.status, call.description) for call in platform.calls] == [(401, "Unauthorized")]


async def test_nobody_is_written_to_before_they_press_start(platform: LoopbackTelegram, bot: Bot) -> None:
    ana = platform.person("Ana")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(ana.id, "Hello")

    await ana.starts()

    assert (await bot.send_message(ana.id, "Hello")).text == "Hello"


async def test_a_chat_that_nobody_has_is_not_found(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(12345, "Hello")


async def test_a_person_who_blocks_hears_nothing_until_they_unblock(bot: Bot, ben: Person) -> None:
    await ben.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ben.id, "Hello")
    await ben.unblocks()
    await bot.send_message(ben.id, "Hello again")
    changes = [update.my_chat_member for update in await bot.get_updates()]

    assert [seen.text for seen in ben.sees()] == ["Hello again"]
    assert [change.new_chat_member.status for change in changes if change] == ["kicked", "member"]


async def test_a_group_that_threw_the_bot_out_is_closed(platform: LoopbackTelegram, bot: Bot, ben: Person) -> None:
    ward = platform.group("Ward 4", kind="group")
    await ben.adds_bot_to(ward)
    await bot.send_message(ward.id, "Hello")
    await ben.throws_bot_out_of(ward)

    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(ward.id, "Hello")


async def test_a_group_is_left(platform: LoopbackTelegram, bot: Bot, ben: Person) -> None:
    ward = platform.group("Ward 4")
    await ben.adds_bot_to(ward)
    await bot.leave_chat(ward.id)

    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.send_message(ward.id, "Hello")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Message text is empty"),
        (" \n ", "Message text is empty"),
        ("x" * 4097, "Message is too long"),
        ("😀" * 2049, "Message is too long"),
    ],
)
async def test_a_text_has_1_to_4096_utf_16_units(bot: Bot, ben: Person, text: str, why: str) -> None:
    await bot.send_message(ben.id, "😀" * 2048)

    with pytest.raises(BadRequest, match=why):
        await bot.send_message(ben.id, text)


@pytest.mark.parametrize(
    "entity",
    [
        {"type": "bold", "offset": 0, "length": 4},  # the text has three units
        {"type": "bold", "offset": 1, "length": 1},  # half of a pair
        {"type": "bold", "offset": -1, "length": 1},
        {"type": "bold", "offset": 0, "length": 0},
        {"type": "shouted", "offset": 0, "length": 1},
        {"type": "text_link", "offset": 0, "length": 1},
    ],
)
async def test_an_entity_fits_its_text(bot: Bot, ben: Person, entity: dict[str, object]) -> None:
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await bot.send_message(ben.id, "x😀", entities=[MessageEntity(**entity)])  # type: ignore[arg-type]  # wrong on purpose


async def test_entities_move_with_the_text_that_is_trimmed(bot: Bot, ben: Person) -> None:
    await bot.send_message(ben.id, "  😀 yes ", entities=[MessageEntity("bold", 5, 3)])

    assert [(seen.text, seen.entities) for seen in ben.sees()] == [
        ("😀 yes", ({"type": "bold", "offset": 3, "length": 3},))
    ]


@pytest.mark.parametrize("text", ["<b>open", "<blink>x</blink>", "<b><i>x</b></i>"])
async def test_broken_html_is_refused(bot: Bot, ben: Person, text: str) -> None:
    with pytest.raises(BadRequest, match="Can't parse entities"):
        await bot.send_message(ben.id, text, parse_mode="HTML")


@pytest.mark.parametrize("data", ["d" * 65, "ü" * 33])
async def test_a_button_carries_at_most_64_bytes(bot: Bot, ben: Person, data: str) -> None:
    await bot.send_message(ben.id, "Which?", reply_markup=make_keyboard("Yes", data="ü" * 32))

    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(ben.id, "Which?", reply_markup=make_keyboard("Yes", data=data))


@pytest.mark.parametrize(("rows", "across"), [(13, 8), (1, 9)])
async def test_a_keyboard_has_at_most_100_buttons_and_8_a_row(bot: Bot, ben: Person, rows: int, across: int) -> None:
    keyboard = [[InlineKeyboardButton("x", callback_data="d")] * across] * rows

    with pytest.raises(BadRequest, match="Reply markup is too long"):
        await bot.send_message(ben.id, "Which?", reply_markup=InlineKeyboardMarkup(keyboard))


@pytest.mark.parametrize(
    "button",
    [
        InlineKeyboardButton("Neither"),
        InlineKeyboardButton("Both", callback_data="d", url="https://example.org"),
        InlineKeyboardButton(" ", callback_data="d"),
        InlineKeyboardButton("Nowhere", url="http://localhost"),
    ],
)
async def test_a_button_has_words_and_exactly_one_action(bot: Bot, ben: Person, button: InlineKeyboardButton) -> None:
    with pytest.raises(BadRequest):
        await bot.send_message(ben.id, "Which?", reply_markup=InlineKeyboardMarkup([[button]]))


async def test_an_edit_without_buttons_takes_them_away(bot: Bot, ben: Person) -> None:
    sent = await bot.send_message(ben.id, "Which?", reply_markup=make_keyboard("Yes", "No"))
    await bot.edit_message_text("Yes it is", ben.id, sent.message_id)

    assert [(seen.text, seen.labels, seen.edits) for seen in ben.sees()] == [("Yes it is", [], 1)]


async def test_an_edit_that_changes_nothing_is_an_error(bot: Bot, ben: Person) -> None:
    keyboard = make_keyboard("Yes")
    sent = await bot.send_message(ben.id, "Which?", reply_markup=keyboard)

    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("Which? ", ben.id, sent.message_id, reply_markup=keyboard)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(ben.id, sent.message_id, reply_markup=keyboard)


async def test_only_a_message_of_its_own_that_is_there_is_edited(bot: Bot, ben: Person) -> None:
    theirs = await ben.says("Hello")
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", ben.id, 999)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", ben.id, theirs.message_id)


async def test_a_callback_is_answered_once(bot: Bot, ben: Person) -> None:
    await bot.send_message(ben.id, "Which?", reply_markup=make_keyboard("Yes"))
    callback = await ben.taps("Yes")
    assert ben.is_spinning
    await bot.answer_callback_query(callback, "Noted", show_alert=True)

    assert (await ben.waits_for_answer(callback)).is_alert
    assert (ben.toast, ben.is_spinning) == ("Noted", False)
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(callback)


async def test_a_callback_is_answered_while_it_is_fresh(bot: Bot, ben: Person, watch: Watch) -> None:
    await bot.send_message(ben.id, "Which?", reply_markup=make_keyboard("Yes"))
    callback = await ben.taps("Yes")
    watch.now += 16

    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(callback)


async def test_an_answer_to_a_callback_has_at_most_200_units(bot: Bot, ben: Person) -> None:
    await bot.send_message(ben.id, "Which?", reply_markup=make_keyboard("Yes"))
    callback = await ben.taps("Yes")

    with pytest.raises(BadRequest, match=r"(?i)message_too_long"):
        await bot.answer_callback_query(callback, "x" * 201)


@pytest.mark.parametrize(
    ("command", "description"), [("Status", "x"), ("s" * 33, "x"), ("a-b", "x"), ("status", ""), ("status", "x" * 257)]
)
async def test_a_command_is_short_and_small(bot: Bot, command: str, description: str) -> None:
    with pytest.raises(BadRequest, match=r"(?i)bot_command"):
        await bot.set_my_commands([BotCommand(command, description)])


async def test_commands_are_kept_for_each_language(bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("help", "Hilfe")], language_code="de")

    assert [c.description for c in await bot.get_my_commands(language_code="de")] == ["Hilfe"]
    assert await bot.get_my_commands() == ()
    with pytest.raises(BadRequest, match="Invalid language_code"):
        await bot.set_my_commands([BotCommand("help", "Hilfe")], language_code="deutsch")


@pytest.mark.parametrize("payload", ["x" * 65, "a b", "ü"])
async def test_no_client_takes_a_wrong_start_parameter(ben: Person, payload: str) -> None:
    with pytest.raises(ValueError, match="start parameter"):
        await ben.starts(payload)


async def test_a_start_link_brings_its_payload(bot: Bot, ben: Person) -> None:
    await ben.opens(f"https://t.me/{bot.username}?start=tok-1")
    (update,) = await bot.get_updates()

    assert update.message is not None
    assert (update.message.text, update.message.entities[0].type) == ("/start tok-1", "bot_command")


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


async def test_long_texts_are_cut_as_clients_cut_them(bot: Bot, ben: Person) -> None:
    await ben.says("😀" * 2049)

    assert texts(await bot.get_updates()) == ["😀" * 2048, "😀"]


async def test_whatever_people_send_is_something_the_library_reads(bot: Bot, ben: Person) -> None:
    await ben.sends_photo(caption="Look")
    await ben.sends_voice()
    await ben.sends_sticker()
    await ben.sends_file()
    await ben.sends_location()
    await ben.sends_contact()
    await ben.forwards("What they said")
    photo, voice, sticker, file, location, contact, forward = [u.message for u in await bot.get_updates()]

    assert photo is not None
    assert photo.caption == "Look"
    assert all([voice and voice.voice, sticker and sticker.sticker, file and file.document])
    assert all([location and location.location, contact and contact.contact, forward and forward.forward_origin])


async def test_numbers_of_a_supergroup_are_its_own(platform: LoopbackTelegram, bot: Bot, ben: Person) -> None:
    ward = platform.group("Ward 4")
    await ben.says("one")
    await ben.adds_bot_to(ward)
    sent = await bot.send_message(ward.id, "Hello")
    said = await ben.writes_in_group(ward, "/status")

    assert (sent.message_id, said.message_id) == (2, 3)
    assert [seen.text for seen in ben.sees(ward)] == ["Hello"]


async def test_the_date_header_can_be_off(platform: LoopbackTelegram) -> None:
    platform.clock.date, platform.clock.skew = lambda: 0.0, 600.0
    async with aiohttp.ClientSession() as session, session.get(f"{platform.base_url}{platform.token}/getMe") as answer:
        assert answer.headers["Date"] == "Thu, 01 Jan 1970 00:10:00 GMT"


async def test_a_person_reads_and_taps_what_comes_later(bot: Bot, ben: Person) -> None:
    reading = asyncio.create_task(ben.reads("Which"))
    tapping = asyncio.create_task(ben.taps("No"))
    await bot.send_message(ben.id, "Which?", reply_markup=make_keyboard("Yes", "No"))

    assert (await reading).buttons == (("Yes",), ("No",))
    assert await tapping in [u.callback_query.id for u in await bot.get_updates() if u.callback_query]


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


def texts(updates: Sequence[Update]) -> list[str | None]:
    """The words of messages."""
    return [update.message.text for update in updates if update.message is not None]
