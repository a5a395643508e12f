"""What this machine tells: its clock beside the platforms', and whether our port is free or ours."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp

from bot.doctor.findings import Check, Finding
from bot.doctor.kept import span
from bot.settings import Settings

FAR = timedelta(seconds=60)
"""A clock that is further off is wrong; what is less may be the network."""

PATIENCE = 5.0
"""Seconds for our own service to say how it is: it gives the store two."""


def read_date(header: str) -> datetime | None:
    """The time in a Date header; None where it is none."""
    with suppress(ValueError):
        found = parsedate_to_datetime(header)
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None


def check_clock(off: Mapping[str, timedelta]) -> Check:
    """`off` is by how much we are ahead of each platform that told the time."""
    check = Check(name="clock", title="Clock")
    if not off:
        return check.but(skipped="no platform told the time")
    name = max(off, key=lambda each: abs(off[each]))
    if abs(off[name]) <= FAR:
        return check
    found = Finding(
        code="clock.off",
        wrong=f"This machine's clock is {span(off[name])} {'ahead of' if off[name] > FAR else 'behind'} {name}'s.",
        effect="Reminders come at the wrong time, codes end too early or too late; from five minutes on, Slack's "
        "requests are refused as too old.",
        mend="set the clock, and keep it right: timedatectl set-ntp true (or your system's time service).",
    )
    return check.but(findings=(found,))


async def check_port(settings: Settings) -> Check:
    """Whether we could listen, or do already."""
    check = Check(name="port", title="HTTP port", note=f"{settings.port} is free")
    if settings.port == 0:
        return check.but(skipped="any that is free")
    fault = await asyncio.to_thread(_try_port, settings.host, settings.port)
    if fault is None:
        return check
    if fault.errno != errno.EADDRINUSE:
        return check.but(findings=(_unusable(fault),))
    parts = await _find_service(settings)
    if parts is None:
        return check.but(findings=(_taken(settings),))
    away = sorted(name for name, state in parts.items() if state != "ok")
    return check.but(note="`itfits run` is at work there", findings=tuple([_away(away)] * bool(away)))


def _try_port(host: str, port: int) -> OSError | None:
    """What the system says to listening there."""
    try:
        places = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        return error
    faults = [_try_place(family, place) for family, _, _, _, place in places]
    taken = next((each for each in faults if each is not None and each.errno == errno.EADDRINUSE), None)
    return taken or (faults[0] if all(faults) else None)


def _try_place(family: int, place: tuple[object, ...]) -> OSError | None:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                tried.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            tried.bind(place)
    except OSError as error:
        return error
    return None


async def _find_service(settings: Settings) -> dict[str, str] | None:
    """The parts of a service of ours, as it tells them; None where it is another program."""
    host = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)
    limits = aiohttp.ClientTimeout(total=PATIENCE)
    try:
        async with (
            aiohttp.ClientSession(timeout=limits) as client,
            client.get(f"http://{host}:{settings.port}/healthz", allow_redirects=False) as answer,
        ):
            said = await answer.json()
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        return None
    match said:
        case {"status": "ok" | "away", "parts": dict(parts)}:
            return {str(name): str(state) for name, state in parts.items()}
    return None


def _taken(settings: Settings) -> Finding:
    return Finding(
        code="port.taken",
        wrong=f"Another program listens on port {settings.port}.",
        effect="`itfits run` does not start.",
        mend="end that program, or write another port into ITFITS_PORT.",
    )


def _unusable(fault: OSError) -> Finding:
    return Finding(
        code="port.unusable",
        wrong=f"The system does not let us listen at ITFITS_HOST and ITFITS_PORT ({fault.strerror}).",
        effect="`itfits run` does not start.",
        mend="write an address of this machine into ITFITS_HOST (127.0.0.1, or 0.0.0.0 for all), and a port from 1024 "
        "on into ITFITS_PORT.",
    )


def _away(parts: list[str]) -> Finding:
    return Finding(
        code="service.away",
        wrong=f"`itfits run` is at work, and these of its parts are not: {', '.join(parts)}.",
        effect="Their work waits, and is tried again.",
        mend="mend what else is found here; its log says the rest.",
    )
