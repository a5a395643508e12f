"""The one small HTTP server: health, numbers, and whatever the platforms call. Says nothing of people or secrets."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from adapters.bodies import BODY_BYTES
from bot.faults import name_fault

log = logging.getLogger(__name__)

HEAD_SECONDS = 10.0
"""Seconds for which a connection may be silent, or in the middle of a request's head."""

LINGERING_SECONDS = 1.0
"""Seconds for which more is taken from somebody who was answered before they had sent everything."""

PATIENCE = 2.0
"""Seconds for the store to answer; longer, and it counts as away."""

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Routes = Callable[[web.Application], None]
Look = Callable[[], Awaitable[Mapping[str, bool]]]
Page = Callable[[], Awaitable[bytes]]


class AddressError(Exception):
    """The server cannot listen where it is told to. The text tells the operator what to set; exit status 2."""


def make_app(*, health: Look, metrics: Page, routes: Iterable[Routes] = ()) -> web.Application:
    """GET /healthz, GET /metrics, and each platform's own."""

    async def answer_health(_: web.Request) -> web.Response:
        parts = await _looked(health)
        is_well = all(parts.values())
        shown = {name: "ok" if is_there else "away" for name, is_there in parts.items()}
        return web.json_response(
            {"status": "ok" if is_well else "away", "parts": shown}, status=200 if is_well else 503
        )

    async def answer_metrics(_: web.Request) -> web.Response:
        try:
            page = await asyncio.wait_for(metrics(), PATIENCE)
        except Exception as error:
            log.warning("metrics.failed fault=%s", name_fault(error))
            return web.Response(status=503)
        return web.Response(body=page, headers={"Content-Type": METRICS_TYPE})

    app = web.Application(client_max_size=BODY_BYTES, middlewares=[_contain])
    app.router.add_get("/healthz", answer_health)
    app.router.add_get("/metrics", answer_metrics)
    app.on_response_prepare.append(_name_no_versions)
    for add in routes:
        add(app)
    return app


async def _name_no_versions(_: web.Request, answer: web.StreamResponse) -> None:
    answer.headers["Server"] = "itfits"


async def _looked(health: Look) -> Mapping[str, bool]:
    try:
        return await asyncio.wait_for(health(), PATIENCE)
    except Exception as error:
        log.warning("health.failed fault=%s", name_fault(error))
        return {"store": False}


@web.middleware
async def _contain(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """A fault of ours is a bare 500: no page of aiohttp's own, and no traceback in its log."""
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except Exception as error:
        if request.transport is None:
            log.debug("http.gone path=%s", request.path)
            return web.Response(status=400)  # nobody reads it
        log.error("http.failed path=%s fault=%s", request.path, name_fault(error))
        return web.Response(status=500)


@asynccontextmanager
async def serving(app: web.Application, *, host: str, port: int) -> AsyncIterator[int]:
    """Serve for as long as it is needed; the port, which the system chose where 0 was asked for."""
    runner = web.AppRunner(
        app,
        access_log=None,
        handler_cancellation=False,
        shutdown_timeout=5.0,
        auto_decompress=False,  # else a small body that swells is swollen before anybody looks who sent it
        keepalive_timeout=HEAD_SECONDS,
        lingering_time=LINGERING_SECONDS,
    )
    await runner.setup()
    try:
        await _listen(runner, host=host, port=port)
        bound = int(runner.addresses[0][1])
        log.info("http.listening host=%s port=%s", host, bound)
        yield bound
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, *, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else "there is no such host"
        raise AddressError(
            f"I cannot listen on {host}, port {port}: {reason}. Set ITFITS_HOST or ITFITS_PORT."
        ) from None
