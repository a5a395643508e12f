"""The people of the loopback Telegram: what they can do, and who may write to them."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot
from telegram.error import Forbidden

from tests.support.telegram.person import Person
from tests.support.telegram.server import LoopbackTelegram
from tests.wiring.loopback_telegram.pieces import make_keyboard, texts


async def test_nobody_is_written_to_before_they_press_start(platform: LoopbackTelegram, bot: Bot) -> None:
    ana = platform.person("Ana")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(ana.id, "Hello")

    await ana.starts()

    assert (await bot.send_message(ana.id, "Hello")).text == "Hello"


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


@pytest.mark.parametrize("payload", ["x" * 65, "a b", "ü"])
async def test_no_client_takes_a_wrong_start_parameter(ben: Person, payload: str) -> None:
    with pytest.raises(ValueError, match="start parameter"):
        await ben.starts(payload)


async def test_a_start_link_brings_its_payload(bot: Bot, ben: Person) -> None:
    await ben.opens(f"https://t.me/{bot.username}?start=tok-1")
    (update,) = await bot.get_updates()

    assert update.message is not None
    assert (update.message.text, update.message.entities[0].type) == ("/start tok-1", "bot_command")


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


async def test_a_person_reads_and_taps_what_comes_later(bot: Bot, ben: Person) -> None:
    reading = asyncio.create_task(ben.reads("Which"))
    tapping = asyncio.create_task(ben.taps("No"))
    await bot.send_message(ben.id, "Which?", reply_markup=make_keyboard("Yes", "No"))

    assert (await reading).buttons == (("Yes",), ("No",))
    assert await tapping in [u.callback_query.id for u in await bot.get_updates() if u.callback_query]
