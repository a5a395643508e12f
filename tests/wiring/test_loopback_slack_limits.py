"""What the loopback Slack refuses in messages and views, asked with the real SDK."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.support.slack.server import LoopbackSlack
from tests.wiring.asking_slack import INPUT, MODAL, SECTION, button, refusal, trigger


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


MESSAGES: dict[str, tuple[dict[str, Any], str]] = {
    "blocks without text": ({"blocks": [SECTION]}, "no_text"),
    "no words at all": ({}, "no_text"),
    "a text over 40,000": ({"text": "x" * 40_001}, "msg_too_long"),
    "51 blocks": ({"text": "x", "blocks": [SECTION] * 51}, "invalid_blocks"),
    "an unknown block": ({"text": "x", "blocks": [{"type": "card9"}]}, "invalid_blocks"),
    "an input": ({"text": "x", "blocks": [INPUT]}, "invalid_blocks"),
    "an unknown field": ({"text": "x", "blocks": [{**SECTION, "colour": "red"}]}, "invalid_blocks"),
    "a long section": (
        {"text": "x", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]},
        "invalid_blocks",
    ),
    "a long header": (
        {"text": "x", "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]},
        "invalid_blocks",
    ),
    "26 buttons": (
        {"text": "x", "blocks": [{"type": "actions", "elements": button()["elements"] * 26}]},
        "invalid_blocks",
    ),
    "no button": ({"text": "x", "blocks": [{"type": "actions", "elements": []}]}, "invalid_blocks"),
    "a long label": (
        {"text": "x", "blocks": [button(text={"type": "plain_text", "text": "x" * 76})]},
        "invalid_blocks",
    ),
    "a long value": ({"text": "x", "blocks": [button(value="x" * 2001)]}, "invalid_blocks"),
    "a long action id": ({"text": "x", "blocks": [button(action_id="x" * 256)]}, "invalid_blocks"),
    "a long block id": ({"text": "x", "blocks": [{**SECTION, "block_id": "x" * 256}]}, "invalid_blocks"),
    "a block id twice": ({"text": "x", "blocks": [{**SECTION, "block_id": "b"}] * 2}, "invalid_blocks"),
    "too much in all": (
        {"text": "x", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}] * 5},
        "msg_blocks_too_long",
    ),
    "metadata without payload": ({"text": "x", "metadata": {"event_type": "x"}}, "invalid_metadata_format"),
}


@pytest.mark.parametrize("case", MESSAGES)
async def test_a_message_that_slack_would_refuse_is_refused(
    slack: LoopbackSlack, client: AsyncWebClient, case: str
) -> None:
    params, error = MESSAGES[case]
    ana = slack.person("Ana")
    answer = await refusal(client, "chat.postMessage", channel=ana.id, **params)

    assert answer["error"] == error
    assert (error == "invalid_blocks") == bool(answer.get("response_metadata", {}).get("messages"))
    assert ana.sees() == []


def pick(count: int, *, label: str = "x", value: str = "v") -> dict[str, Any]:
    """An actions block with a select of so many options."""
    option = {"text": {"type": "plain_text", "text": label}, "value": value}
    return {"type": "actions", "elements": [{"type": "static_select", "options": [option] * count}]}


@pytest.mark.parametrize("block", [pick(101), pick(0), pick(1, label="x" * 76), pick(1, value="x" * 151)])
async def test_options_have_limits(slack: LoopbackSlack, client: AsyncWebClient, block: dict[str, Any]) -> None:
    answer = await refusal(client, "chat.postMessage", channel=slack.person("Ana").id, text="x", blocks=[block])

    assert answer["error"] == "invalid_blocks"


LONG_TITLE = {"type": "plain_text", "text": "x" * 25}


@pytest.mark.parametrize(
    "change",
    [
        {"title": LONG_TITLE},
        {"submit": LONG_TITLE},
        {"close": LONG_TITLE},
        {"private_metadata": "x" * 3001},
        {"callback_id": "x" * 256},
        {"blocks": [SECTION] * 101},
        {"blocks": [INPUT]},  # and nothing to send it with
        {"blocks": [{"type": "markdown", "text": "x"}]},
        {"colour": "red"},
        {"type": "drawer"},
    ],
)
async def test_a_view_that_slack_would_refuse_is_refused(
    slack: LoopbackSlack, client: AsyncWebClient, change: dict[str, Any]
) -> None:
    ana = slack.person("Ana")
    answer = await refusal(client, "views.open", trigger_id=trigger(slack, ana.id), view={**MODAL, **change})

    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"]
    assert ana.modal is None
