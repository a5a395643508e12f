"""A loopback Telegram in a process of its own: `python -m tests.support.telegram.serve --port N` prints its address.

Beside the Bot API it answers `/control/...`, by which a benchmark makes people, sets measures and reads what arrived.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
from dataclasses import asdict, fields

from aiohttp import web

from tests.support.telegram.limits import Limits
from tests.support.telegram.params import Call
from tests.support.telegram.server import TOKEN, LoopbackTelegram, count_refused


def add_control(telegram: LoopbackTelegram) -> None:
    """Let a Telegram that has not started yet be read and set by HTTP."""

    async def report(request: web.Request) -> web.Response:
        return web.json_response(
            {
                "token": telegram.token,
                "refused_429": count_refused(telegram.calls, status=429),
                "pending": len(telegram.updates.pending),
                "limits": asdict(telegram.limits),
                "calls": [_as_line(call) for call in telegram.calls],
            }
        )

    async def people(request: web.Request) -> web.Response:
        return web.json_response([person.id for person in telegram.crowd(int(request.query.get("count", "1")))])

    async def settings(request: web.Request) -> web.Response:
        for measure in fields(Limits):
            if (value := request.query.get(measure.name)) is not None:
                setattr(telegram.limits, measure.name, type(getattr(telegram.limits, measure.name))(value))
        telegram.delay(float(request.query.get("delay", telegram.troubles.round_trip)))
        return web.json_response(asdict(telegram.limits))

    async def forget(request: web.Request) -> web.Response:
        telegram.calls.clear()
        return web.json_response({"calls": 0})

    telegram.app.router.add_get("/control/report", report)
    telegram.app.router.add_post("/control/people", people)
    telegram.app.router.add_post("/control/settings", settings)
    telegram.app.router.add_post("/control/forget", forget)


async def serve(*, port: int, token: str) -> None:
    """Serve until SIGTERM or SIGINT."""
    telegram = LoopbackTelegram(port=port, token=token)
    add_control(telegram)
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with telegram:
        print(telegram.url, flush=True)
        await ended.wait()


def _as_line(call: Call) -> dict[str, object]:
    return {"method": call.method, "chat_id": call.params.get("chat_id"), "at": call.at, "status": call.status}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    chosen = parser.parse_args()
    asyncio.run(serve(port=chosen.port, token=chosen.token))
