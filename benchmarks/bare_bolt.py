"""A bare Bolt app over HTTP whose handler does nothing, as its documentation makes one. For `slack_ack`.

`python -m benchmarks.bare_bolt API_URL TOKEN SIGNING_SECRET` prints its address.
"""

from __future__ import annotations

import asyncio
import sys

from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

PATH = "/slack/events"


async def serve(api_url: str, token: str, signing_secret: str) -> None:
    """Serve until it is ended."""
    app = AsyncApp(client=AsyncWebClient(token, base_url=api_url), signing_secret=signing_secret)
    app.event("message")(_do_nothing)
    runner = web.AppRunner(app.web_app(path=PATH), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


async def _do_nothing() -> None:
    """Nothing; Bolt acknowledges."""


if __name__ == "__main__":
    asyncio.run(serve(*sys.argv[1:]))
