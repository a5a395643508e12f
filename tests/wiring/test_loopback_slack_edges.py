"""Edges of the loopback Slack: too many connections, answers by address, leaving, acts on what is not one's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.support.slack.server import LoopbackSlack
from tests.wiring.asking_slack import MODAL
from tests.wiring.tiny_bolt import Tiny, connected


@pytest.fixture
async def slack(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LoopbackSlack]:
    """A Slack whose calls are not those of our adapters."""
    monkeypatch.delenv("OUTGOING_LOG", raising=False)
    async with LoopbackSlack(ack_seconds=1) as server:
        yield server


@pytest.fixture
async def tiny(slack: LoopbackSlack) -> AsyncIterator[Tiny]:
    """The app in Socket Mode."""
    app = Tiny(slack)
    async with connected(slack, app):
        yield app


async def test_the_eleventh_connection_is_sent_away(slack: LoopbackSlack) -> None:
    client = AsyncWebClient(base_url=slack.api_url)
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        first_words = []
        for _ in range(11):
            address = (await client.apps_connections_open(app_token=slack.app_token))["url"]
            socket = await stack.enter_async_context(session.ws_connect(address))
            first_words.append((await socket.receive_json())["type"])

    assert first_words == ["hello"] * 10 + ["disconnect"]


async def test_a_response_url_answers_five_times(slack: LoopbackSlack, tiny: Tiny) -> None:
    ana = slack.person("Ana")
    room = slack.room("team", members=[ana])
    await ana.commands("/itfits status", room=room)
    hook = AsyncWebhookClient(tiny.heard[0]["response_url"])
    statuses = [(await hook.send(text=f"answer {i}")).status_code for i in range(6)]

    assert statuses == [200] * 5 + [400]
    assert [m.text for m in ana.sees(room=room)][-1] == "answer 4"
    assert slack.calls.of("response_url")[0] == {"text": "answer 0"}


async def test_a_response_url_replaces_what_was_tapped(slack: LoopbackSlack, tiny: Tiny) -> None:
    ana = slack.person("Ana")
    await ana.says("hello")
    await ana.taps("Yes")
    await AsyncWebhookClient(tiny.heard[-1]["response_url"]).send(text="You said yes", replace_original=True)
    (seen,) = ana.sees()

    assert (seen.text, seen.buttons, seen.updates) == ("You said yes", (), 1)


async def test_a_workspace_that_takes_the_app_out_is_heard_of(slack: LoopbackSlack, tiny: Tiny) -> None:
    await slack.uninstalls(slack.home)
    kinds = [d.act.payload["event"]["type"] for d in slack.post.delivered]
    with pytest.raises(SlackApiError) as refused:
        await tiny.app.client.auth_test()

    assert set(kinds) == {"tokens_revoked", "app_uninstalled"}
    assert refused.value.response["error"] == "account_inactive"


async def test_somebody_else_can_tap_what_is_not_theirs(slack: LoopbackSlack, tiny: Tiny) -> None:
    ana, ola = slack.person("Ana"), slack.person("Ola", workspace=slack.workspace("Other"))
    await ana.says("hello")
    asked = await ana.reads("Shall we?")
    await slack.person("Ben").taps("Yes", message=asked)
    await ola.taps("Yes", message=asked)
    taps = [d.act.payload for d in slack.post.delivered if d.act.kind == "interactive"]

    assert [tap["message"]["ts"] for tap in taps] == [asked.ts, asked.ts]
    assert taps[1]["team"]["id"] == ola.workspace.id


async def test_a_trigger_of_another_workspace_opens_nothing(slack: LoopbackSlack, tiny: Tiny) -> None:
    other = slack.workspace("Other")
    ana = slack.person("Ana")
    client = AsyncWebClient(other.bot_token, base_url=slack.api_url)
    with pytest.raises(SlackApiError) as refused:
        await client.views_open(trigger_id=ana.make_trigger(), view=MODAL)

    assert refused.value.response["error"] == "invalid_trigger_id"
    assert ana.modal is None


async def test_slack_takes_no_acknowledgement_it_does_not_know(slack: LoopbackSlack) -> None:
    tiny, ana = Tiny(slack), slack.person("Ana")
    async with connected(slack, tiny) as handler:
        await handler.client.send_message('{"envelope_id": "unknown"}')
        await ana.says("hello")

    assert slack.sockets.stray == [{"envelope_id": "unknown"}]
