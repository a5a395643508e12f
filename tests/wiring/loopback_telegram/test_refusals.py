"""What the loopback Telegram refuses, one strictness a test, by the real library."""

from __future__ import annotations

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Message, MessageEntity
from telegram.error import BadRequest, InvalidToken

from tests.support.telegram.person import Person
from tests.support.telegram.server import LoopbackTelegram
from tests.wiring.loopback_telegram.pieces import Watch, make_keyboard


async def test_a_wrong_token_is_unauthorized(platform: LoopbackTelegram) -> None:
    with pytest.raises(InvalidToken):
        async with Bot("1:wrong", base_url=platform.base_url):
            pass

    assert [(call.status, call.description) for call in platform.calls] == [(401, "Unauthorized")]


async def test_a_chat_that_nobody_has_is_not_found(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(12345, "Hello")


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


async def test_an_answer_stays_an_answer_when_it_is_edited(bot: Bot, ben: Person) -> None:
    theirs = await ben.says("Hello")
    sent = await bot.send_message(ben.id, "Hi", reply_to_message_id=theirs.message_id)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("Hi", ben.id, sent.message_id)
    edited = await bot.edit_message_text("Hello", ben.id, sent.message_id)

    assert isinstance(edited, Message)
    assert edited.reply_to_message is not None
    assert edited.reply_to_message.text == "Hello"


async def test_a_file_has_no_text_to_edit(bot: Bot, ben: Person) -> None:
    sent = await bot.send_document(ben.id, b"a plan", filename="plan.txt")

    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("Hello", ben.id, sent.message_id)


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
