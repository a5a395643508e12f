"""The body of a request that a platform sends: so large and so slow, and no more. What it says is not here."""

from __future__ import annotations

import asyncio

from aiohttp import web

BODY_BYTES = 2**20
"""The largest that is read; what the platforms send is smaller."""

BODY_SECONDS = 5.0
"""Seconds in which it has to be here. The platforms send theirs at once, with the head."""


async def read_body(request: web.Request) -> bytes:
    """All of it. Raises HTTPException 413 or 408 where it is too large or too slow, ConnectionError where it ends."""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
