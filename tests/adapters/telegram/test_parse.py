"""Updates in our words. No server."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.inbound import Blocked, Content, Crowded, Identity, Medium, Mended, Opened, Room, Said, Tapped, Wordless
from tests.adapters.telegram.updating import (
    ANA,
    BOT,
    GROUP,
    HERE,
    Json,
    content_of,
    hear,
    heard_of,
    make_change,
    make_message,
)

TICKET = "A-b_9" * 12


def test_an_act_says_who_where_and_which_it_is() -> None:
    message = make_message("hi", number=77)
    message["message"]["from"] = ANA | {"last_name": " Lopez ", "language_code": "pt-BR"}

    heard = heard_of(message)

    who = Identity(channel="telegram", workspace=BOT, user="7100000001", name="Ana Lopez", language="pt")
    assert heard.inbound.who == who
    assert heard.inbound.room == Room(channel="telegram", workspace=BOT, room="7100000001")
    assert heard.inbound.key == f"telegram:{BOT}:77"
    assert heard.inbound.door == "closed"
    assert (heard.update, heard.sent, heard.query) == (77, 1_800_000_000, None)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("No time.", Said(text="No time.")),
        ("/start", Opened()),
        ("/START", Opened()),
        ("/start@itfits_bot", Opened()),
        (f"/start {TICKET}", Opened(ticket=TICKET)),
        (f"/start {'x' * 65}", Opened()),
        ("/start no ticket", Opened()),
        ("/start tück", Opened()),
        ("/started", Said(text="/started")),
        ("/status", Said(text="/status")),
        ("/status@itfits_bot", Said(text="/status")),
        ("/status@itfits_bot now", Said(text="/status now")),
        ("/a/b", Said(text="/a/b")),
        ("half \ud800 nul \x00", Said(text="half � nul �")),
        ("*not* <b>bold</b> @everyone", Said(text="*not* <b>bold</b> @everyone")),
    ],
)
def test_what_is_written_is_said_and_a_start_opens(text: str, content: Content) -> None:
    assert content_of(make_message(text)) == content


@pytest.mark.parametrize(
    ("field", "medium"),
    [
        ({"photo": []}, "photo"),
        ({"voice": {}}, "voice"),
        ({"video_note": {}}, "video"),
        ({"document": {}, "animation": {}}, "video"),
        ({"document": {}}, "file"),
        ({"sticker": {}}, "sticker"),
        ({"venue": {}, "location": {}}, "place"),
        ({"contact": {}}, "contact"),
        ({"poll": {}}, "other"),
    ],
)
def test_what_is_no_text_is_named_and_its_caption_is_said(field: Json, medium: Medium) -> None:
    assert content_of(make_message(**field)) == Wordless(what=medium)
    assert content_of(make_message(**field, caption="Look")) == Said(text="Look", beside=medium)


def test_telegrams_own_notices_are_nothing_that_anybody_said() -> None:
    assert content_of(make_message(pinned_message={"message_id": 3})) is None


def test_an_edited_message_is_mended_and_a_place_that_moves_is_not() -> None:
    message = make_message("better")["message"]

    assert content_of({"update_id": 1, "edited_message": message}) == Mended(how="edited")
    assert content_of({"update_id": 1, "edited_message": message | {"location": {}}}) is None


@pytest.mark.parametrize("where", [{}, {"inline_message_id": "x"}, {"message": {"chat": HERE}}, {"message": 5}])
def test_a_tap_is_taken_in_the_persons_own_chat_wherever_its_message_is(where: Json) -> None:
    heard = heard_of({"update_id": 1, "callback_query": {"id": "q1", "from": ANA, "data": "token", **where}})

    assert heard.inbound.content == Tapped(token="token")
    assert heard.inbound.room.room == "7100000001"
    assert heard.query == "q1"


def test_a_tap_without_data_still_wants_its_answer() -> None:
    heard = heard_of({"update_id": 1, "callback_query": {"id": "q1", "from": ANA}})

    assert (heard.inbound.content, heard.query) == (Tapped(token=""), "q1")


@pytest.mark.parametrize(
    ("update", "content"),
    [
        (make_change(HERE, before="member", after="kicked"), Blocked()),
        (make_change(HERE, before="kicked", after="member"), None),
        (make_change(GROUP, before="left", after="member"), Crowded()),
        (make_change(GROUP, before="member", after="administrator"), None),
        (make_change(GROUP, before="member", after="left"), None),
    ],
)
def test_blocking_and_being_added_count_and_other_changes_do_not(update: object, content: Content | None) -> None:
    assert content_of(update) == content


@pytest.mark.parametrize(
    ("text", "more", "content"),
    [
        ("/help@itfits_bot", {}, Crowded()),
        ("ask @ItFits_Bot please", {}, Crowded()),
        ("hi", {"reply_to_message": {"from": {"id": int(BOT)}}}, Crowded()),
        ("it fits", {"entities": [{"type": "text_mention", "user": {"id": int(BOT)}}]}, Crowded()),
        ("/help", {}, None),
        ("/help@other_bot", {}, None),
        ("ask @itfits_bottle", {}, None),
        ("hi", {}, None),
    ],
)
def test_in_a_group_only_what_is_addressed_to_us_counts(text: str, more: Json, content: Content | None) -> None:
    assert content_of(make_message(text, chat=GROUP, **more)) == content


def test_bots_are_not_listened_to() -> None:
    message = make_message("hi")
    message["message"]["from"] = ANA | {"is_bot": True}

    assert hear(message) is None


FIELDS = """
    update_id message edited_message callback_query my_chat_member chat from id type private data date text caption
    entities user photo is_bot first_name language_code old_chat_member new_chat_member status kicked member
"""
WORDS = st.sampled_from(FIELDS.split())
SIMPLE = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | WORDS
ANYTHING = st.recursive(
    SIMPLE, lambda inner: st.lists(inner) | st.dictionaries(WORDS | st.text(), inner), max_leaves=30
)


@given(update=ANYTHING)
def test_any_json_goes_in_and_nothing_raises(update: object) -> None:
    hear(update)


@given(kind=st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member"]), data=st.data())
def test_any_field_may_be_missing_or_of_another_type(kind: str, data: st.DataObject) -> None:
    full = make_message("hi")["message"] | make_change(HERE, before="left", after="member")["my_chat_member"]
    full |= {"id": "q", "data": "token", "entities": [{"user": {}}], "reply_to_message": {"from": {}}, "caption": "c"}
    for key in data.draw(st.lists(st.sampled_from(sorted(full)), unique=True)):
        full[key] = data.draw(ANYTHING)

    hear({"update_id": 1, kind: full})
