"""Payloads into our words. Nothing listens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.parse import (
    Heard,
    HomeOpened,
    Uninstalled,
    name_mentioned,
    name_payload,
    parse_action,
    parse_command,
    parse_event,
    parse_shortcut,
    parse_view,
)
from adapters.slack.persons import Known, identity_of, parse_person
from dialogs.inbound import Brought, Content, Door, Filled, Mended, Mentioned, Opened, Room, Said, Tapped, Wordless
from tests.adapters.slack.playing import Json, command, event, interaction, rich

SAMPLES = Path(__file__).parents[3].parent / "shared" / "contracts" / "slack-samples"
PARSERS = (parse_event, parse_action, parse_view, parse_command, parse_shortcut)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def content_of(parsed: object) -> Content:
    assert isinstance(parsed, Heard)
    return parsed.content


def test_a_message_has_its_key_and_workspace_from_where_we_are_installed() -> None:
    act = parse_event(event(text="Keine Zeit"))

    assert isinstance(act, Heard)
    assert (act.key, act.workspace, act.user) == ("slack:T1:Ev1", "T1", "U1")
    assert act.content == Said(text="Keine Zeit")


@pytest.mark.parametrize(
    ("fields", "content"),
    [
        ({"text": "a &lt;b&gt; &amp;amp;"}, Said(text="a <b> &amp;")),
        ({"text": "both", "files": [{"mimetype": "image/png"}]}, Said(text="both", beside="photo")),
        ({"text": "", "files": [{"mimetype": "image/png"}]}, Wordless(what="photo")),
        ({"files": [{"mimetype": "audio/webm"}]}, Wordless(what="voice")),
        ({"files": [{"mimetype": "video/mp4", "subtype": "slack_audio"}]}, Wordless(what="voice")),
        ({"files": [{"mimetype": "video/mp4"}]}, Wordless(what="video")),
        ({"files": [{"mimetype": "application/pdf"}], "subtype": "file_share"}, Wordless(what="file")),
        ({"files": [3]}, Wordless(what="file")),
        ({"text": "waves", "subtype": "me_message"}, Said(text="waves")),
        ({"text": "half \ud83d and nul \x00"}, Said(text="half � and nul �")),
    ],
)
def test_what_people_write_in_direct_messages(fields: Json, content: Content) -> None:
    assert content_of(parse_event(event(**fields))) == content


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ""},
        {"text": "hello", "channel_type": "channel", "channel": "C1"},
        {"text": "hello", "channel_type": "mpim", "channel": "G1"},
        {"text": "hello", "bot_id": "B1"},
        {"text": "hello", "subtype": "bot_message", "bot_id": "B1", "user": None},
        {"text": "hello", "subtype": "channel_join"},
        {"text": "hello", "user": 5},
        {"subtype": "message_changed", "message": {"user": "U1", "bot_id": "B1", "text": "a"}},
        {
            "subtype": "message_changed",
            "message": {"user": "U1", "text": "https://a.b"},
            "previous_message": {"user": "U1", "text": "https://a.b"},
        },
        {"subtype": "message_deleted", "previous_message": {"bot_id": "B1"}},
        {"type": "app_mention", "channel": "D1", "text": "<@UBOT> hi"},
        {"type": "app_home_opened", "tab": "messages"},
        {"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}},
        {"type": "something_new"},
    ],
)
def test_what_is_not_for_us_is_nothing(fields: Json) -> None:
    assert parse_event(event(**fields)) is None


@pytest.mark.parametrize(
    ("fields", "how"),
    [
        (
            {
                "subtype": "message_changed",
                "message": {"user": "U1", "text": "b"},
                "previous_message": {"user": "U1", "text": "a"},
            },
            "edited",
        ),
        ({"subtype": "message_changed", "message": {"user": "U1", "text": "b", "edited": {"user": "U1"}}}, "edited"),
        ({"subtype": "message_changed", "message": {"user": "U1", "subtype": "tombstone"}}, "deleted"),
        ({"subtype": "message_deleted", "previous_message": {"user": "U1", "text": "a"}}, "deleted"),
    ],
)
def test_changed_messages_say_how(fields: Json, how: str) -> None:
    act = parse_event(event(user=None, **fields))

    assert isinstance(act, Heard)
    assert act.user == "U1"
    assert isinstance(act.content, Mended)
    assert act.content.how == how


def test_a_mention_says_in_which_room_and_is_without_our_name() -> None:
    payload = event("app_mention", channel="C7", channel_type=None, text="<@UBOT> what is up, <@U2>?")

    content = content_of(parse_event(payload))

    assert content == Mentioned(room=Room(channel="slack", workspace="T1", room="C7"), text="what is up, @U2?")


def test_names_stand_where_ids_stood() -> None:
    act = parse_event(event(blocks=rich({"type": "text", "text": "Ask "}, {"type": "user", "user_id": "U2"})))
    assert isinstance(act, Heard)
    ben = Known(name="Ben", language="en", door="start")

    content = name_mentioned(act, people={"U2": ben})

    who = identity_of("U2", workspace="T1", known=ben)
    assert content == Said(text="Ask @Ben", mentions=(who,))
    assert who.name == "Ben"


def test_a_page_opened_an_app_removed_and_a_token_revoked() -> None:
    assert parse_event(event("app_home_opened", tab="home", view={"hash": "h1"})) == HomeOpened("T1", "U1", "h1")
    assert parse_event(event("app_uninstalled")) == Uninstalled("T1")
    assert parse_event(event("tokens_revoked", tokens={"bot": ["UBOT"]})) == Uninstalled("T1")
    assert parse_event(event("app_uninstalled") | {"event_time": 1_800_000_000}) == Uninstalled("T1", at=1_800_000_000)
    assert parse_event(event("app_uninstalled") | {"event_time": True}) == Uninstalled("T1")


def test_a_button_is_its_token_and_its_trigger() -> None:
    act = parse_action(interaction("block_actions", actions=[{"type": "button", "value": "s.o.1.yes"}]))

    assert isinstance(act, Heard)
    assert act.key == "slack:T1:7.8.9"
    assert act.content == Tapped(token="s.o.1.yes", trigger="7.8.9")
    assert not act.is_on_home


def test_the_button_of_a_room_opens_and_one_on_the_page_says_so() -> None:
    button = [{"type": "button", "value": "open"}]

    assert content_of(parse_action(interaction("block_actions", actions=button))) == Opened()
    on_home = parse_action(interaction("block_actions", actions=button, view={"type": "home"}))
    assert on_home is not None
    assert on_home.is_on_home


def test_a_window_gives_words_and_keys_of_options_by_field() -> None:
    values = {
        "what": {"answer": {"type": "plain_text_input", "value": "a & b"}},
        "who": {"answer": {"type": "radio_buttons", "selected_option": {"value": "lead"}}},
        "when": {"answer": {"type": "plain_text_input", "value": None}},
        "odd": 5,
    }
    view = {"id": "V1", "private_metadata": "t.o.1", "state": {"values": values}}

    content = content_of(parse_view(interaction("view_submission", view=view)))

    assert content == Filled(token="t.o.1", fields={"what": "a & b", "who": "lead", "when": "", "odd": ""})


def test_a_window_of_another_workspace_counts_where_we_are_installed() -> None:
    view = {"private_metadata": "t.o.1", "app_installed_team_id": "T5"}
    act = parse_view(interaction("view_submission", view=view))

    assert act is not None
    assert act.workspace == "T5"


def test_a_closed_window_is_nothing() -> None:
    assert parse_view(interaction("view_closed", view={"private_metadata": "t.o.1"})) is None


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("", Opened()),
        (" open ", Opened()),
        ("join AB12", Said(text="join AB12")),
        ("status", Said(text="/status")),
        ("/why", Said(text="/why")),
        ("invite Rosa", Said(text="/invite Rosa")),
        ("einladen <@U2|ben>, Lena", Said(text="/einladen @ben, Lena")),
        ("help me", Said(text="/help me")),
        ("/statsu now", Said(text="/statsu now")),
        ("link C6R9-JJFQ", Said(text="link C6R9-JJFQ")),
        ("link", Said(text="/link")),
        ("no time &amp; no room", Said(text="no time & no room")),
        ("ask <@U2|ben>", Said(text="ask @ben")),
    ],
)
def test_commands(text: str, content: Content) -> None:
    act = parse_command(command(text))

    assert act is not None
    assert (act.content, act.asked_in) == (content, "C1")


def test_a_shortcut_brings_the_words_of_a_message() -> None:
    message = {"user": "U2", "text": "plain", "blocks": rich({"type": "text", "text": "No time"})}
    payload = interaction("message_action", callback_id="add_barrier", message=message)

    assert content_of(parse_shortcut(payload)) == Brought(words="No time", trigger="7.8.9")
    assert parse_shortcut(payload | {"callback_id": "other"}) is None
    assert parse_shortcut(payload | {"type": "shortcut"}) is None


@pytest.mark.parametrize(
    ("flags", "door"),
    [
        ({}, "start"),
        ({"is_restricted": True}, "closed"),
        ({"is_ultra_restricted": True}, "closed"),
        ({"is_bot": True}, "closed"),
        ({"is_stranger": True}, "closed"),
        ({"deleted": True}, "closed"),
        ({"team_id": "T2"}, "closed"),
        ({"team_id": "T2", "enterprise_user": {"teams": ["T1"]}}, "start"),
        ({"team_id": None}, "closed"),
    ],
)
def test_only_full_members_find_the_door_open_to_start(flags: Json, door: Door) -> None:
    user = {"team_id": "T1", "locale": "de-DE", "profile": {"display_name": "", "real_name": "Ana  Maria"}} | flags

    assert parse_person(user, workspace="T1") == Known(name="Ana Maria", language="de", door=door)


def test_the_name_of_a_payload_holds_no_words() -> None:
    assert name_payload(event(text="secret")) == "kind='message' id='Ev1'"


@given(payload=anything)
def test_whatever_comes_nothing_is_raised(payload: object) -> None:
    for parse in PARSERS:
        parse(payload)
    name_payload(payload)
    parse_person(payload, workspace="T1")


@given(data=st.data(), inner=anything)
def test_a_known_payload_with_anything_anywhere_raises_nothing(data: st.DataObject, inner: object) -> None:
    blocks = rich({"type": "user", "user_id": "U2"}, {"type": "emoji", "name": "x", "unicode": "1f44d"})
    message = {"user": "U1", "text": "a", "blocks": blocks, "files": [{"mimetype": "a/b"}]}
    view = {"private_metadata": "t", "state": {"values": {"f": {"a": {"value": "v"}}}}}
    payload = event(**message, message=message, previous_message=message, tab="home", view=view) | interaction(
        data.draw(st.sampled_from(["view_submission", "message_action", "block_actions"])),
        view=view,
        actions=[{"value": "x"}],
        message=message,
        callback_id="add_barrier",
    )
    spoil(payload, data, inner)

    for parse in PARSERS:
        parsed = parse(payload)
        if isinstance(parsed, Heard):
            name_mentioned(parsed, people={})


def spoil(payload: object, data: st.DataObject, inner: object) -> None:
    """Put anything in the place of some part, however deep."""
    while True:
        keys = (
            list(payload)
            if isinstance(payload, dict)
            else list(range(len(payload)))
            if isinstance(payload, list)
            else []
        )
        if not keys:
            return
        assert isinstance(payload, dict | list)
        key = data.draw(st.sampled_from(keys))
        if data.draw(st.booleans()):
            payload[key] = inner
            return
        payload = payload[key]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="Slack's published samples are not there")
@pytest.mark.parametrize("kind", ["events", "app-backend"])
def test_every_published_sample_goes_through(kind: str) -> None:
    files = sorted((SAMPLES / kind).glob("*.json"))
    payloads = [json.loads(file.read_text(encoding="utf-8")) for file in files]

    for payload in [*payloads, *(filled(each) for each in payloads)]:
        for parse in PARSERS:
            parse(payload)
    assert files


def filled(value: object) -> object:
    """The samples are blanked: the same with something in every text but the types."""
    if isinstance(value, dict):
        return {key: each if key in ("type", "subtype") else filled(each) for key, each in value.items()}
    if isinstance(value, list):
        return [filled(each) for each in value]
    return value or "X1" if isinstance(value, str) else value
