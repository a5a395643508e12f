"""HTTP mode: signed requests to the app's address, and the ways to get them wrong."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import io
import json
import time
from urllib.parse import urlencode, urlsplit

import aiohttp

from tests.support.slack.places import Json
from tests.support.slack.post import Act, Answer

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
KNOCK = 0.05  # seconds between two looks whether the app is back


class Requests:
    """Requests to one address. `ack_seconds`: how long the app may take to answer."""

    def __init__(self, *, signing_secret: str, ack_seconds: float) -> None:
        self.signing_secret = signing_secret
        self.ack_seconds = ack_seconds
        self.address = ""

    def is_open(self) -> bool:
        """Whether a delivery may be tried: always, as a refused connection is an answer too."""
        return True

    async def opened(self) -> None:
        """Wait until somebody listens at the address: Slack's own repeats come minutes later, ours must not."""
        at = urlsplit(self.address)
        while True:
            try:
                _, writer = await asyncio.open_connection(at.hostname, at.port)
            except OSError:
                await asyncio.sleep(KNOCK)
            else:
                writer.close()
                return

    async def verify(self) -> None:
        """Ask the address for its challenge, as Slack does before it keeps one.

        Raises `AssertionError` when the app does not say it back.
        """
        body = json.dumps({"token": "none", "challenge": "say-it-back", "type": "url_verification"}).encode()
        status, said = await self.post(body, content_type=JSON)
        if status != 200 or "say-it-back" not in said:
            raise AssertionError(f"the address did not say the challenge back: {status}")

    async def carry(self, act: Act, *, attempt: int, reason: str | None) -> Answer:
        """Post an act once."""
        repeat = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason or "http_error"} if attempt else {}
        body, content_type = _body(act)
        try:
            status, said = await self.post(body, content_type=content_type, headers=repeat)
        except TimeoutError:
            return Answer(fault="http_timeout")
        except aiohttp.ClientError:
            return Answer(fault="connection_failed")
        return Answer(body=_read(said)) if status == 200 else Answer(fault="http_error")

    async def post(
        self,
        body: bytes,
        *,
        content_type: str = JSON,
        age: float = 0,
        secret: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, str]:
        """Post any bytes, signed as Slack signs unless told otherwise; give the status and the words of the answer.

        `age`: seconds by which the timestamp is old. `secret`: signs with another secret.
        """
        signed = self.sign(body, age=age, secret=secret)
        sent = {"Content-Type": content_type, **signed, **(headers or {})}
        limit = aiohttp.ClientTimeout(total=self.ack_seconds)
        async with (
            aiohttp.ClientSession(timeout=limit) as session,
            session.post(self.address, data=io.BytesIO(body), headers=sent) as answer,
        ):
            return answer.status, await answer.text()

    def sign(self, body: bytes, *, age: float = 0, secret: str | None = None) -> dict[str, str]:
        """The headers that prove who sent a body."""
        at = str(int(time.time() - age))
        digest = hmac.new((secret or self.signing_secret).encode(), b"v0:" + at.encode() + b":" + body, hashlib.sha256)
        return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest.hexdigest()}"}


def _body(act: Act) -> tuple[bytes, str]:
    match act.kind:
        case "events_api":
            return json.dumps(act.payload).encode(), JSON
        case "interactive":
            return urlencode({"payload": json.dumps(act.payload)}).encode(), FORM
        case "slash_commands":
            return urlencode(act.payload).encode(), FORM


def _read(said: str) -> Json | None:
    if not said:
        return None
    try:
        found = json.loads(said)
    except json.JSONDecodeError:
        return {"text": said}
    return found if isinstance(found, dict) else {"text": said}
