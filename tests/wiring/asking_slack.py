"""What tests of the loopback Slack's Web API share: a client, a refusal, blocks to send."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.support.slack.places import Trigger
from tests.support.slack.server import LoopbackSlack

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "hello"}}
TITLE = {"type": "plain_text", "text": "A title"}
MODAL: dict[str, Any] = {"type": "modal", "title": TITLE, "blocks": [SECTION]}
HOME: dict[str, Any] = {"type": "home", "blocks": [SECTION]}
INPUT = {
    "type": "input",
    "label": {"type": "plain_text", "text": "Words"},
    "element": {"type": "plain_text_input"},
}


async def refusal(client: AsyncWebClient, method: str, **params: Any) -> Any:  # noqa: ANN401  # Slack's JSON
    """The answer of a call that must be refused."""
    with pytest.raises(SlackApiError) as refused:
        await client.api_call(method, json=params)
    return refused.value.response


def button(**more: object) -> dict[str, Any]:
    """An actions block with one button."""
    label = {"type": "plain_text", "text": "Yes"}
    return {"type": "actions", "elements": [{"type": "button", "text": label, "action_id": "a", **more}]}


def trigger(slack: LoopbackSlack, user_id: str) -> str:
    """A trigger of a person who acted just now."""
    made = Trigger("1.1.trigger", slack.home.id, user_id, slack.clock.passed)
    slack.places.triggers[made.id] = made
    return made.id
