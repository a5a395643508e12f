"""People in the loopback Slack and a tiny real Bolt app: both ways in, repeats, disconnects, modals, installing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from tests.support.slack.server import LoopbackSlack
from tests.support.slack.sockets import Reason
from tests.wiring.tiny_bolt import Tiny, connected, served


@pytest.fixture
async def slack(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LoopbackSlack]:
    """A Slack whose calls are not those of our adapters."""
    monkeypatch.delenv("OUTGOING_LOG", raising=False)
    async with LoopbackSlack(ack_seconds=1) as server:
        yield server


@pytest.fixture(params=["socket", "http"])
async def tiny(slack: LoopbackSlack, request: pytest.FixtureRequest) -> AsyncIterator[Tiny]:
    """The app, connected either way."""
    app = Tiny(slack)
    async with AsyncExitStack() as stack:
        if request.param == "socket":
            await stack.enter_async_context(connected(slack, app))
        else:
            await slack.point_at(await stack.enter_async_context(served(slack, app.app)))
        yield app


async def test_words_are_heard_and_answered(slack: LoopbackSlack, tiny: Tiny) -> None:
    ana, ben = slack.person("Ana"), slack.person("Ben")
    await ana.says(f"ask {ben.mention} & <!channel>")
    asked = await ana.reads("Shall we?")
    event = tiny.heard[0]["event"]

    assert asked.buttons == ("Yes",)
    assert (event["channel_type"], event["user"]) == ("im", ana.id)
    assert event["text"] == f"ask {ben.mention} &amp; &lt;!channel&gt;"
    assert event["blocks"][0]["elements"][0]["elements"] == [
        {"type": "text", "text": "ask "},
        {"type": "user", "user_id": ben.id},
        {"type": "text", "text": " & <!channel>"},
    ]


async def test_the_bot_hears_its_own_echo_and_bolt_drops_it(slack: LoopbackSlack, tiny: Tiny) -> None:
    ana = slack.person("Ana")
    await ana.says("hello")
    await slack.settle()
    echoes = [d.act.payload["event"] for d in slack.post.delivered if d.act.payload["event"].get("bot_id")]

    assert [echo["text"] for echo in echoes] == ["Shall we?"]
    assert len(tiny.heard) == 1


async def test_in_a_room_only_mentions_are_heard(slack: LoopbackSlack, tiny: Tiny) -> None:
    ana = slack.person("Ana")
    room, elsewhere = slack.room("team", members=[ana]), slack.room("else", members=[ana], with_bot=False)
    await ana.says("among us", room=room)
    await ana.mentions("start", room=elsewhere)
    await ana.mentions("start", room=room)

    assert [body["event"]["type"] for body in tiny.heard] == ["app_mention"]
    assert ana.sees(room=room)[0].buttons == ("Yes",)


async def test_a_tap_says_where_it_was(slack: LoopbackSlack, tiny: Tiny) -> None:
    ana = slack.person("Ana")
    await ana.says("hello")
    asked = await ana.reads("Shall we?")
    answer = await ana.taps("Yes")
    tap = tiny.heard[-1]

    assert answer.is_good
    assert tap["container"] == {
        "type": "message",
        "message_ts": asked.ts,
        "channel_id": ana.direct.id,
        "is_ephemeral": False,
    }
    assert (tap["actions"][0]["action_id"], tap["actions"][0]["block_id"], tap["actions"][0]["value"]) == (
        "yes",
        "ask",
        "v",
    )


async def test_a_command_is_answered_to_one_person(slack: LoopbackSlack, tiny: Tiny) -> None:
    ana, ben = slack.person("Ana"), slack.person("Ben")
    room = slack.room("team", members=[ana, ben])
    await ana.commands("/itfits status", room=room)

    assert [(m.text, m.is_ephemeral) for m in ana.sees(room=room)] == [("you said status", True)]
    assert ben.sees(room=room) == []


async def test_a_home_is_opened_and_tapped(slack: LoopbackSlack, tiny: Tiny) -> None:
    ana = slack.person("Ana")
    await ana.opens_home()
    await ana.taps("Yes", at_home=True)

    assert ana.home is not None
    assert tiny.heard[-1]["container"] == {"type": "view", "view_id": ana.home.view.id}


async def test_a_modal_stays_until_its_fields_are_right(slack: LoopbackSlack, tiny: Tiny) -> None:
    ana = slack.person("Ana")
    message = await ana.says("the rota is full")
    await ana.shortcut("add_barrier", message)
    empty = await ana.submits()
    long = await ana.submits({"Words": "x" * 21})
    heard = len(tiny.heard)
    bad = await ana.submits({"Words": "bad"})
    was_open = ana.modal is not None
    good = await ana.submits({"words": "good"})

    assert (list(empty), list(long), bad, was_open) == (["words"], ["words"], {"words": "Not that."}, True)
    assert (good, ana.modal, len(tiny.heard) - heard) == ({}, None, 2)


async def test_a_closed_modal_is_told_of(slack: LoopbackSlack, tiny: Tiny) -> None:
    ana = slack.person("Ana")
    await ana.shortcut("add_barrier", await ana.says("the rota is full"))
    await ana.closes()

    assert (tiny.heard[-1]["type"], tiny.heard[-1]["is_cleared"], ana.modal) == ("view_closed", False, None)


async def test_edits_deletions_and_files_are_told_of(slack: LoopbackSlack, tiny: Tiny) -> None:
    ana = slack.person("Ana")
    message = await ana.says("helo")
    await ana.edits(message, "hello")
    await ana.deletes(message)
    await ana.sends_file("plan.pdf")
    events = [body["event"] for body in tiny.heard[1:]]

    assert [event["subtype"] for event in events] == ["message_changed", "message_deleted", "file_share"]
    assert (events[0]["message"]["text"], events[0]["previous_message"]["text"]) == ("hello", "helo")
    assert (events[1]["deleted_ts"], events[2]["files"][0]["name"]) == (message.ts, "plan.pdf")


async def test_an_event_that_failed_comes_again_the_same(slack: LoopbackSlack, tiny: Tiny) -> None:
    tiny.failures = 1
    ana = slack.person("Ana")
    await ana.says("hello")
    await ana.reads("Shall we?")
    await slack.settle()

    assert len(tiny.heard) == 2
    assert len({body["event_id"] for body in tiny.heard}) == 1
    assert [d.attempt for d in slack.post.delivered if "bot_id" not in d.act.payload["event"]] == [0, 1]


async def test_an_interaction_that_failed_is_seen_and_not_repeated(slack: LoopbackSlack, tiny: Tiny) -> None:
    ana = slack.person("Ana")
    await ana.says("hello")
    tiny.failures = 1
    await ana.taps("Yes")
    await slack.settle()

    assert len(ana.troubles) == 1
    assert len(tiny.heard) == 2


async def test_what_came_is_repeated_and_reordered_to_order(slack: LoopbackSlack, tiny: Tiny) -> None:
    ana = slack.person("Ana")
    slack.hold()
    await ana.says("one")
    await ana.says("two")
    await slack.release((1, 0))
    await slack.repeat_last()

    assert [body["event"]["text"] for body in tiny.heard] == ["two", "one", "one"]
    assert tiny.heard[1]["event_id"] == tiny.heard[2]["event_id"]


async def test_what_came_while_the_app_was_away_is_brought_later(slack: LoopbackSlack) -> None:
    tiny, ana = Tiny(slack), slack.person("Ana")
    await ana.says("hello")
    async with connected(slack, tiny):
        await ana.reads("Shall we?")

    assert [body["event"]["text"] for body in tiny.heard] == ["hello"]


async def test_over_http_what_came_while_the_app_was_away_is_brought_when_it_is_back(slack: LoopbackSlack) -> None:
    tiny, ana = Tiny(slack), slack.person("Ana")
    async with served(slack, tiny.app) as address:
        await slack.point_at(address)
    await ana.says("hello")
    async with served(slack, tiny.app, port=int(address.rpartition(":")[2])):
        await ana.reads("Shall we?")

    assert [body["event"]["text"] for body in tiny.heard] == ["hello"]


async def test_an_event_without_an_acknowledgement_outlives_a_connection(slack: LoopbackSlack) -> None:
    stuck, tiny, ana = Tiny(slack), Tiny(slack), slack.person("Ana")
    stuck.failures = 1
    async with connected(slack, stuck):
        said = asyncio.create_task(ana.says("hello"))
        await ana.waits_until(lambda: bool(stuck.heard))
    await said
    async with connected(slack, tiny):
        await ana.reads("Shall we?")

    assert tiny.heard[0]["event_id"] == stuck.heard[0]["event_id"]


@pytest.mark.parametrize("reason", ["refresh_requested", "warning"])
async def test_the_app_comes_back_after_a_disconnect(slack: LoopbackSlack, reason: Reason) -> None:
    tiny, ana = Tiny(slack), slack.person("Ana")
    async with connected(slack, tiny):
        await slack.sockets.disconnect(reason)
        await slack.connected()
        await ana.says("hello")
        await ana.reads("Shall we?")

    assert len(tiny.heard) == 1


async def test_requests_that_are_not_slacks_are_turned_away(slack: LoopbackSlack) -> None:
    tiny = Tiny(slack)
    async with served(slack, tiny.app) as address:
        await slack.point_at(address)
        body = json.dumps({"type": "event_callback", "event": {"type": "message"}, "team_id": slack.home.id}).encode()
        wrong, _ = await slack.requests.post(body, secret="another")
        old, _ = await slack.requests.post(body, age=600)
        large, _ = await slack.requests.post(b"x" * 2_000_000)

    assert (wrong, old, large) == (401, 401, 413)
    assert tiny.heard == []


# the SDK still asks aiohttp for what aiohttp gives up in its next version
@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
async def test_another_workspace_installs_the_app(slack: LoopbackSlack, tmp_path: Path) -> None:
    other = slack.workspace("Other", is_installed=False)
    store = FileInstallationStore(base_dir=str(tmp_path), client_id=slack.client_id)
    settings = AsyncOAuthSettings(
        client_id=slack.client_id,
        client_secret=slack.client_secret,
        scopes=["chat:write", "im:history"],
        installation_store=store,
        state_store=FileOAuthStateStore(expiration_seconds=60, base_dir=str(tmp_path)),
    )
    client = AsyncWebClient(base_url=slack.api_url)
    app = AsyncApp(client=client, signing_secret=slack.signing_secret, oauth_settings=settings)
    async with served(slack, app) as address:
        install, ola = f"{address}/slack/install", slack.person("Ola", workspace=other)
        forged, _ = await slack.authorizes(install, by=ola, state="forged")
        foreign, _ = await slack.authorizes(install, by=ola, with_cookies=False)
        before = other.is_installed
        done, _ = await slack.authorizes(install, by=ola)
    found = store.find_installation(enterprise_id=None, team_id=other.id)

    assert (forged, foreign, before, done) == (400, 400, False, 200)
    assert found is not None
    assert (found.bot_token, other.scopes) == (other.bot_token, {"chat:write", "im:history"})
