"""What the loopback Slack's Web API takes and refuses, asked with the real SDK. People and deliveries are beside."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from email.utils import parsedate_to_datetime
from pathlib import Path

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.support.slack.server import LoopbackSlack
from tests.support.slack.weather import Moment
from tests.wiring.asking_slack import HOME, MODAL, SECTION, button, refusal, trigger


@pytest.fixture
async def slack(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LoopbackSlack]:
    """A Slack. What is asked of it here is wrong on purpose, and no call of our adapters."""
    monkeypatch.delenv("OUTGOING_LOG", raising=False)
    async with LoopbackSlack() as server:
        yield server


@pytest.fixture
def client(slack: LoopbackSlack) -> AsyncWebClient:
    """The bot's own client."""
    return AsyncWebClient(slack.home.bot_token, base_url=slack.api_url)


async def test_a_message_reaches_the_person_it_is_for(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    ana = slack.person("Ana")
    opened = await client.conversations_open(users=ana.id)
    await client.chat_postMessage(channel=opened["channel"]["id"], text="Hello", blocks=[SECTION, button()])

    (seen,) = ana.sees()
    assert (seen.text, seen.notice, seen.buttons) == ("hello", "Hello", ("Yes",))


async def test_an_update_keeps_the_blocks_it_does_not_name(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    ana = slack.person("Ana")
    sent = await client.chat_postMessage(channel=ana.id, text="Hello", blocks=[SECTION, button()])
    await client.chat_update(channel=sent["channel"], ts=sent["ts"], text="Done")
    kept = ana.sees()[0].buttons
    await client.chat_update(channel=sent["channel"], ts=sent["ts"], text="Done", blocks=[SECTION])

    assert (kept, ana.sees()[0].buttons, ana.sees()[0].updates) == (("Yes",), (), 2)


async def test_history_gives_metadata_when_it_is_asked_for(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    room = slack.room("team")
    metadata = {"event_type": "itfits", "event_payload": {"delivery": "d1"}}
    for words in ("one", "two", "three"):
        last = await client.chat_postMessage(channel=room.id, text=words, metadata=metadata)
    bare = await client.conversations_history(channel=room.id, limit=2)
    full = await client.conversations_history(
        channel=room.id, include_all_metadata=True, oldest=last["ts"], inclusive=True
    )

    assert [m["text"] for m in bare["messages"]] == ["three", "two"]
    assert bare["has_more"] is True
    assert "metadata" not in bare["messages"][0]
    assert [m["metadata"] for m in full["messages"]] == [metadata]


@pytest.mark.parametrize(
    ("token", "error"),
    [("xoxb-wrong", "invalid_auth"), ("", "not_authed"), ("xapp-1-A0LOOPBACK-1-loopback", "not_allowed_token_type")],
)
async def test_a_token_must_be_good_for_the_method(slack: LoopbackSlack, token: str, error: str) -> None:
    stranger = AsyncWebClient(token, base_url=slack.api_url)

    assert (await refusal(stranger, "auth.test"))["error"] == error


async def test_only_the_app_token_opens_connections(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    refused = await refusal(client, "apps.connections.open")
    opened = await client.apps_connections_open(app_token=slack.app_token)

    assert refused["error"] == "not_allowed_token_type"
    assert opened["url"].startswith("ws://127.0.0.1:")


async def test_a_missing_scope_is_named(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    slack.home.scopes = {"im:write"}
    answer = await refusal(client, "chat.postMessage", channel=slack.person("Ana").id, text="x")

    assert (answer["error"], answer["needed"], answer["provided"]) == ("missing_scope", "chat:write", "im:write")
    assert answer.headers["x-oauth-scopes"] == "im:write"


async def test_a_workspace_that_took_the_app_out_is_closed(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    await client.auth_revoke()

    assert (await refusal(client, "auth.test"))["error"] == "token_revoked"


async def test_rooms_are_guarded(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    public, private = slack.room("public", with_bot=False), slack.room("private", with_bot=False, is_private=True)
    archived = slack.room("old")
    archived.is_archived = True
    foreign = slack.room("theirs", workspace=slack.workspace("Other"))
    rooms = [public.id, private.id, archived.id, foreign.id, "C404"]
    errors = [(await refusal(client, "chat.postMessage", channel=room, text="x"))["error"] for room in rooms]

    assert errors == ["not_in_channel", "channel_not_found", "is_archived", "channel_not_found", "channel_not_found"]


async def test_people_are_known_in_their_own_workspace(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    guest = slack.person("Gil", is_guest=True, tz="Asia/Tokyo")
    other = slack.person("Ola", workspace=slack.workspace("Other"))
    shown = (await client.users_info(user=guest.id, include_locale=True))["user"]

    assert (shown["is_restricted"], shown["tz"], shown["locale"]) == (True, "Asia/Tokyo", "en-GB")
    assert (await refusal(client, "users.info", user=other.id))["error"] == "user_not_found"


async def test_nobody_writes_to_a_closed_account(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    ana = slack.person("Ana")
    ana.leaves_workspace()
    shown = (await client.users_info(user=ana.id))["user"]

    assert shown["deleted"] is True
    assert (await refusal(client, "conversations.open", users=ana.id))["error"] == "user_disabled"
    for room in (ana.id, ana.direct.id):
        assert (await refusal(client, "chat.postMessage", channel=room, text="x"))["error"] == "channel_not_found"


async def test_a_trigger_works_once(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    trigger_id = trigger(slack, slack.person("Ana").id)
    await client.views_open(trigger_id=trigger_id, view=MODAL)

    assert (await refusal(client, "views.open", trigger_id=trigger_id, view=MODAL))["error"] == "exchanged_trigger_id"


async def test_a_trigger_lives_three_seconds(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    trigger_id = trigger(slack, slack.person("Ana").id)
    slack.passes(seconds=3)

    assert (await refusal(client, "views.open", trigger_id=trigger_id, view=MODAL))["error"] == "expired_trigger_id"
    assert (await refusal(client, "views.open", trigger_id="1.2.3", view=MODAL))["error"] == "invalid_trigger_id"


async def test_a_home_is_published_over_its_newest_state_only(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    ana = slack.person("Ana")
    first = await client.views_publish(user_id=ana.id, view=HOME)
    await client.views_publish(user_id=ana.id, view=HOME, hash=first["view"]["hash"])
    answer = await refusal(client, "views.publish", user_id=ana.id, view=HOME, hash=first["view"]["hash"])

    assert answer["error"] == "hash_conflict"
    assert ana.home is not None
    assert ana.home.text == "hello"


async def test_an_open_modal_is_updated_by_either_id(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    ana = slack.person("Ana")
    view = {**MODAL, "external_id": "mine"}
    opened = await client.views_open(trigger_id=trigger(slack, ana.id), view=view)
    changed = {**view, "title": {"type": "plain_text", "text": "Another"}}
    await client.views_update(external_id="mine", view=changed)
    stale = await refusal(
        client, "views.update", view_id=opened["view"]["id"], hash=opened["view"]["hash"], view=changed
    )

    assert ana.modal is not None
    assert (ana.modal.title, stale["error"]) == ("Another", "hash_conflict")
    assert (await refusal(client, "views.update", view_id="V404", view=view))["error"] == "not_found"


async def test_a_room_takes_one_message_a_second_after_a_burst(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    slack.weather.a_second = 0.001  # so that a slow machine fills no bucket
    ana, ben = slack.person("Ana"), slack.person("Ben")
    for _ in range(4):
        await client.chat_postMessage(channel=ana.id, text="x")
    answer = await refusal(client, "chat.postMessage", channel=ana.id, text="x")
    await client.chat_postMessage(channel=ben.id, text="x")
    slack.passes(seconds=1000)
    await client.chat_postMessage(channel=ana.id, text="x")

    assert (answer.status_code, answer["error"]) == (429, "ratelimited")
    assert int(answer.headers["Retry-After"]) >= 1
    assert (len(ana.sees()), len(ben.sees())) == (5, 1)


async def test_faults_are_had_to_order(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    ana = slack.person("Ana")
    slack.refuse("chat.postMessage", "internal_error")
    slack.throttle(after=7)
    first = await refusal(client, "chat.postMessage", channel=ana.id, text="x")
    second = await refusal(client, "chat.postMessage", channel=ana.id, text="x")
    await client.chat_postMessage(channel=ana.id, text="x")

    assert (first["error"], second.headers["Retry-After"], len(ana.sees())) == ("internal_error", "7", 1)


@pytest.mark.parametrize(("when", "arrived"), [("before", 0), ("after", 1)])
async def test_a_cut_connection_leaves_the_fate_unknown(
    slack: LoopbackSlack,
    client: AsyncWebClient,
    when: Moment,
    arrived: int,
) -> None:
    client.retry_handlers.clear()
    ana = slack.person("Ana")
    slack.hang_up("chat.postMessage", when=when)
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=ana.id, text="x")

    assert len(ana.sees()) == arrived


async def test_a_method_can_be_limited(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    room = slack.room("team")
    slack.limit("conversations.history", a_minute=1)
    await client.conversations_history(channel=room.id)

    assert (await refusal(client, "conversations.history", channel=room.id)).status_code == 429


async def test_the_clock_of_slack_can_be_off(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    slack.clock_skew = -86_400
    answer = await client.auth_test()

    assert parsedate_to_datetime(answer.headers["Date"]).timestamp() < slack.clock.now() - 80_000


async def test_calls_are_written_for_the_contract_checker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUTGOING_LOG", str(tmp_path / "outgoing.jsonl"))
    async with LoopbackSlack() as slack:
        client = AsyncWebClient(slack.home.bot_token, base_url=slack.api_url)
        ana = slack.person("Ana")
        await client.chat_postMessage(channel=ana.id, text="Hello", blocks=[SECTION])
        await client.api_call(
            "chat.postMessage", data={"channel": ana.id, "text": "x", "blocks": json.dumps([SECTION])}
        )
    lines = [json.loads(line) for line in (tmp_path / "outgoing.jsonl").read_text().splitlines()]

    assert lines == [
        {
            "channel": "slack",
            "method": "chat.postMessage",
            "params": {"channel": ana.id, "text": words, "blocks": [SECTION]},
        }
        for words in ("Hello", "x")
    ]
