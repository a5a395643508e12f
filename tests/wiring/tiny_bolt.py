"""A tiny real Bolt app and its two ways to a loopback Slack. Nothing of ours is in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.support.slack.server import LoopbackSlack

YES = {"type": "button", "action_id": "yes", "text": {"type": "plain_text", "text": "Yes"}, "value": "v"}
ASK = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "Shall we?"}},
    {"type": "actions", "block_id": "ask", "elements": [YES]},
]
MODAL = {
    "type": "modal",
    "callback_id": "words",
    "notify_on_close": True,
    "title": {"type": "plain_text", "text": "Your words"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "words",
            "label": {"type": "plain_text", "text": "Words"},
            "element": {"type": "plain_text_input", "action_id": "typed", "max_length": 20},
        }
    ],
}


class Tiny:
    """A Bolt app that keeps what it hears and answers a little. It fails its next `failures` deliveries."""

    def __init__(self, slack: LoopbackSlack) -> None:
        self.heard: list[dict[str, Any]] = []
        self.failures = 0
        client = AsyncWebClient(slack.home.bot_token, base_url=slack.api_url)
        self.app = AsyncApp(
            client=client,
            token=slack.home.bot_token,
            signing_secret=slack.signing_secret,
            process_before_response=True,
        )
        self.app.event({"type": "message"})(self.on_words)
        self.app.event("app_mention")(self.on_words)
        self.app.event("app_home_opened")(self.on_home)
        self.app.action("yes")(self.on_yes)
        self.app.command("/itfits")(self.on_command)
        self.app.shortcut("add_barrier")(self.on_shortcut)
        self.app.view("words")(self.on_view)
        self.app.view_closed("words")(self.on_yes)
        self.app.error(self.on_error)

    def hear(self, body: dict[str, Any]) -> None:
        """Keep a payload, or fail."""
        self.heard.append(body)
        if self.failures:
            self.failures -= 1
            raise RuntimeError("not now")

    async def on_error(self, error: Exception) -> Any:  # noqa: ANN401  # Bolt's answer
        """Bolt would log it; an answer of 500 follows either way."""

    async def on_words(self, body: Any, event: Any, client: Any) -> None:  # noqa: ANN401  # Bolt's own
        """Answer words with a question."""
        self.hear(body)
        if "subtype" not in event:
            await client.chat_postMessage(channel=event["channel"], text="Shall we?", blocks=ASK)

    async def on_home(self, body: Any, event: Any, client: Any) -> None:  # noqa: ANN401  # Bolt's own
        """Publish the home."""
        self.hear(body)
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": ASK})

    async def on_yes(self, body: Any, ack: Any) -> None:  # noqa: ANN401  # Bolt's own
        """Acknowledge a tap."""
        self.hear(body)
        await ack()

    async def on_command(self, body: Any, ack: Any) -> None:  # noqa: ANN401  # Bolt's own
        """Answer a command in its acknowledgement."""
        self.hear(body)
        await ack(f"you said {body['text']}")

    async def on_shortcut(self, body: Any, ack: Any, client: Any) -> None:  # noqa: ANN401  # Bolt's own
        """Open the modal."""
        self.hear(body)
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    async def on_view(self, body: Any, ack: Any) -> None:  # noqa: ANN401  # Bolt's own
        """Refuse one word at its field."""
        self.hear(body)
        words = body["view"]["state"]["values"]["words"]["typed"]["value"]
        if words == "bad":
            await ack(response_action="errors", errors={"words": "Not that."})
        else:
            await ack()


@asynccontextmanager
async def connected(slack: LoopbackSlack, tiny: Tiny) -> AsyncIterator[AsyncSocketModeHandler]:
    """The app in Socket Mode."""
    handler = AsyncSocketModeHandler(tiny.app, slack.app_token, ping_interval=0.2)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt has no types here
    await slack.connected()
    yield handler
    await handler.close_async()  # type: ignore[no-untyped-call]  # nor here


@asynccontextmanager
async def served(slack: LoopbackSlack, app: AsyncApp, *, port: int = 0) -> AsyncIterator[str]:
    """The app over HTTP; its address."""

    async def take(request: web.Request) -> web.Response:
        asked = await to_bolt_request(request)
        flow = app.oauth_flow
        if flow and request.path == "/slack/install":
            return await to_aiohttp_response(await flow.handle_installation(asked))
        if flow and request.path == "/slack/oauth_redirect":
            return await to_aiohttp_response(await flow.handle_callback(asked))
        return await to_aiohttp_response(await app.async_dispatch(asked))

    site = web.Application()
    site.router.add_route("*", "/{tail:.*}", take)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()
