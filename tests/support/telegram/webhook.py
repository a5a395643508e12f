"""Updates pushed to the bot's address, again until it takes them; and the knocks of strangers at the same door."""

from __future__ import annotations

import asyncio
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Literal
from urllib.parse import urlsplit

import aiohttp

from tests.support.telegram.ledger import Ledger
from tests.support.telegram.params import Json
from tests.support.telegram.refusals import make_bad_request
from tests.support.telegram.updates import Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
RIGHT: Final = "right"
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass
class Hook:
    """Where to push, and what the bot asked for."""

    url: str
    secret: str
    most: int


@dataclass
class Webhook:
    """Pushes what waits while a hook is set, at most `most` at a time."""

    ledger: Ledger
    updates: Updates
    hook: Hook | None = None
    last_error: str = ""
    last_error_date: int = 0
    _session: aiohttp.ClientSession | None = None
    _pusher: asyncio.Task[None] | None = None
    _under_way: dict[int, asyncio.Task[None]] = field(default_factory=dict)

    def start(self) -> None:
        """Begin to push."""
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(self.ledger.limits.webhook_patience))
        self._pusher = asyncio.create_task(self._push())

    async def stop(self) -> None:
        """Leave what is under way."""
        tasks = [task for task in (self._pusher, *self._under_way.values()) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def set(self, params: Json) -> None:
        """setWebhook: an empty address takes the hook away. RefusedError where Telegram would not have it."""
        self.updates.allow(params.get("allowed_updates"))
        if params.get("drop_pending_updates"):
            self.updates.pending.clear()
        url = str(params.get("url", ""))
        self.hook = _make_hook(url, params) if url else None
        self.last_error, self.last_error_date = "", 0
        self.ledger.bell.ring()

    def info(self) -> Json:
        """getWebhookInfo."""
        told: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(self.updates.pending)}
        if self.hook is not None:
            told |= {"url": self.hook.url, "max_connections": self.hook.most}
        if self.updates.allowed is not None:
            told["allowed_updates"] = sorted(self.updates.allowed)
        if self.last_error:
            told |= {"last_error_message": self.last_error, "last_error_date": self.last_error_date}
        return told

    async def deliver_in_order(self, updates: Sequence[Json]) -> None:
        """Push these one after the other, whatever is answered."""
        for update in updates:
            await self.knock(update)

    async def knock(
        self,
        body: Json | bytes,
        *,
        secret: str | Literal["right"] | None = RIGHT,
        url: str | None = None,
        content_type: str = "application/json",
    ) -> int:
        """Post anything at all to the bot's address; its status. `secret` None sends no header."""
        if self._session is None:
            raise RuntimeError("the platform was not started")
        url = url or (self.hook.url if self.hook else "")
        secret = (self.hook.secret if self.hook else "") if secret == RIGHT else secret
        headers = {"Content-Type": content_type} | ({SECRET_HEADER: secret} if secret else {})
        data = io.BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        async with self._session.post(url, data=data, headers=headers, allow_redirects=False) as answer:
            await answer.read()
            return answer.status

    async def _push(self) -> None:
        while True:
            await self.ledger.bell.wait_until(self._has_work, patience=3600.0)
            for update in self._due():
                number = id(update)
                self._under_way[number] = task = asyncio.create_task(self._deliver(update))
                task.add_done_callback(partial(self._done, number))

    def _has_work(self) -> bool:
        return self.hook is not None and bool(self._due())

    def _due(self) -> list[Json]:
        if self.hook is None:
            return []
        self.updates.pending += [u for u in self.updates.take_repeats() if not self._is_pending(u)]
        waiting = [u for u in self.updates.pending if id(u) not in self._under_way]
        return waiting[: max(0, self.hook.most - len(self._under_way))]

    def _is_pending(self, update: Json) -> bool:
        return any(other is update for other in self.updates.pending)

    def _done(self, number: int, task: asyncio.Task[None]) -> None:
        self._under_way.pop(number, None)
        self.ledger.bell.ring()

    async def _deliver(self, update: Json) -> None:
        while self.hook is not None and self._is_pending(update):
            error = await self._try(update)
            if error is None:
                return self.updates.forget(update)
            self.last_error, self.last_error_date = error, self.ledger.today()
            self.ledger.bell.ring()
            await asyncio.sleep(self.ledger.limits.webhook_backoff)
        return None

    async def _try(self, update: Json) -> str | None:
        try:
            status = await self.knock(update)
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientConnectorError:
            return "Connection refused"
        except (aiohttp.ClientError, OSError):
            return "Connection reset by peer"
        return None if 200 <= status < 300 else f"Wrong response from the webhook: {status}"


def _make_hook(url: str, params: Json) -> Hook:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise make_bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = str(params.get("secret_token", ""))
    if secret and not SECRET.fullmatch(secret):
        raise make_bad_request("secret token contains unallowed characters")
    return Hook(url, secret, most=min(max(int(params.get("max_connections", 40)), 1), 100))
