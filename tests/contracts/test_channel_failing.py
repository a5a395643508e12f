"""What comes out of a channel where a message does not arrive: errors that say whose turn it is, and nothing else."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.delivery import (
    DeliveryError,
    PersonGoneError,
    RefusedError,
    RetryLaterError,
    Sent,
    TooLateError,
    UnknownFateError,
)
from bot.ports import Channel
from tests.contracts.grounds import make_delivery, make_opening, make_prompt, make_settlement
from tests.support.channels.console import console_ground
from tests.support.channels.ground import Ground, Wire

RUBBISH = (
    (200, b""),
    (200, b"<html>a page of a proxy's</html>"),
    (200, b"[]"),
    (200, b"null"),
    (200, b"{}"),
    (200, b'{"ok": true}'),
    (200, b'{"ok": true, "result": 5, "channel": 5, "ts": 5}'),
    (200, b'{"ok": true, "result": {"message_id": "x"}, "channel": {"id": "D1"}}'),
    (200, b'{"ok": false}'),
    (200, b'{"ok": false, "error": 7, "error_code": "x", "description": null}'),
    (200, b"\xff\xfe\x00"),
    (204, b""),
    (400, b'{"ok": false, "error_code": 400, "description": "never heard of", "error": "never_heard_of"}'),
    (403, b"no"),
    (404, b'{"ok": false, "error_code": 404, "description": "Not Found"}'),
    (409, b"{}"),
    (413, b""),
    (429, b""),
    (429, b'{"ok": false, "error_code": 429, "parameters": {"retry_after": "soon"}}'),
    (500, b'{"ok": false, "error": "internal_error"}'),
    (502, b"<html>bad gateway</html>"),
    (503, b"null"),
)
"""Answers that a proxy, a mirror or a broken platform may give."""


@asynccontextmanager
async def answering(status: int, body: bytes) -> AsyncIterator[str]:
    """A server that says the same to everybody; its address."""

    async def answer(request: web.Request) -> web.Response:
        await request.read()
        return web.Response(status=status, body=body, content_type="application/json")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(app, host="127.0.0.1") as server:
        yield f"http://127.0.0.1:{server.port}"


def find_closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


async def fault_of(doing: Awaitable[object]) -> DeliveryError | None:
    """The `DeliveryError` that it came to; anything else comes out."""
    try:
        await doing
    except DeliveryError as fault:
        return fault
    return None


async def everything_by(channel: Channel, wire: Ground) -> list[DeliveryError | None]:
    """All that a channel can be asked to do, and what it came to."""
    prompt = make_prompt("Is it so?", "Yes")
    delivery = make_delivery(wire, prompt)
    receipt = f"{wire.conversation('Ana').rpartition(':')[2]}:7"
    sent = Sent(receipt=receipt, prompt=prompt)
    return [
        await fault_of(channel.deliver(delivery)),
        await fault_of(channel.deliver(delivery.but(maybe_repeat=True))),
        await fault_of(channel.settle(make_settlement(wire, sent))),
        await fault_of(channel.settle(make_settlement(wire, sent.but(prompt=None)))),
        await fault_of(channel.show(make_opening(wire, trigger="any"))),
    ]


async def test_somebody_who_left_is_gone(wire: Wire) -> None:
    wire.leaves()
    fault = await fault_of(wire.channel.deliver(make_delivery(wire, make_prompt("Hello."))))

    assert type(fault) is PersonGoneError


async def test_too_fast_waits_as_long_as_the_platform_says(wire: Wire) -> None:
    wire.throttles(seconds=7)
    fault = await fault_of(wire.channel.deliver(make_delivery(wire, make_prompt("Hello."))))
    await wire.channel.deliver(make_delivery(wire, make_prompt("Hello.")))

    assert isinstance(fault, RetryLaterError)
    assert (fault.after, fault.retryable, fault.unknown) == (7.0, True, False)
    assert len(wire.sees()) == 1


async def test_a_connection_cut_after_the_message_arrived_is_of_unknown_fate(wire: Wire) -> None:
    wire.cuts("after")
    fault = await fault_of(wire.channel.deliver(make_delivery(wire, make_prompt("Hello."))))

    assert isinstance(fault, UnknownFateError)
    assert fault.retryable
    assert len(wire.sees()) == 1


async def test_a_connection_cut_before_it_arrived_cannot_be_told_from_that(wire: Wire) -> None:
    wire.cuts("before")
    fault = await fault_of(wire.channel.deliver(make_delivery(wire, make_prompt("Hello."))))

    assert isinstance(fault, UnknownFateError)
    assert wire.sees() == []


async def test_what_may_have_arrived_and_did_arrives_once_more_at_the_most_and_says_so(wire: Wire) -> None:
    delivery = make_delivery(wire, make_prompt("Hello."))
    wire.cuts("after")
    await fault_of(wire.channel.deliver(delivery))
    await wire.channel.deliver(delivery.but(maybe_repeat=True))

    first, *others = wire.sees()
    assert first.text == "Hello."
    assert [one.text.endswith("Hello.") and "repeat" in one.text for one in others] in ([], [True])


async def test_where_nobody_listens_nothing_left(wire: Wire) -> None:
    async with wire.channel_at(f"http://127.0.0.1:{find_closed_port()}") as channel:
        fault = await fault_of(channel.deliver(make_delivery(wire, make_prompt("Hello."))))

    assert isinstance(fault, RetryLaterError)
    assert not fault.unknown
    assert fault.after > 0


@pytest.mark.parametrize(("status", "body"), RUBBISH)
async def test_whatever_is_answered_only_errors_of_delivery_come_out(wire: Wire, status: int, body: bytes) -> None:
    async with answering(status, body) as url, wire.channel_at(url) as channel:
        sent, repeated, *settled, shown = await everything_by(channel, wire)

    assert sent is not None
    assert repeated is not None
    assert isinstance(shown, TooLateError) or (shown is None and b'"ok": true' in body)
    assert not any(isinstance(fault, TooLateError) for fault in (sent, repeated, *settled))


@pytest.mark.parametrize(("status", "body"), RUBBISH)
async def test_no_error_shows_what_was_said_or_with_which_token(wire: Wire, status: int, body: bytes) -> None:
    async with answering(status, body) as url, wire.channel_at(url) as channel:
        faults = await everything_by(channel, wire)

    for fault in filter(None, faults):
        assert (fault.__cause__, fault.__suppress_context__ or fault.__context__ is None) == (None, True)
        assert not any(secret in str(fault) for secret in ("Is it so", "xoxb", "110201543:", "Yes"))


async def test_somebody_elses_conversation_is_refused_or_waits(wire: Wire) -> None:
    delivery = make_delivery(wire, make_prompt("Hello."))
    name = wire.channel.name
    for conversation in (f"{name}:elsewhere:7", f"{name}:999:7", f"{name}:7", name, "console:local:ana", ""):
        fault = await fault_of(wire.channel.deliver(delivery.but(conversation=conversation)))

        assert isinstance(fault, RefusedError | RetryLaterError)
        assert not fault.unknown


@pytest.mark.parametrize("room", ["nowhere", "", "7:8", "\u0663", "U0"])
async def test_a_room_that_there_is_not_takes_nothing(wire: Wire, room: str) -> None:
    conversation = f"{wire.conversation('Ana').rpartition(':')[0]}:{room}"
    fault = await fault_of(
        wire.channel.deliver(make_delivery(wire, make_prompt("Hello.")).but(conversation=conversation))
    )

    assert isinstance(fault, RefusedError | PersonGoneError)


@pytest.mark.parametrize("receipt", ["", "nothing", "7", "7:8:9", ",", "C1:"])
async def test_a_message_that_cannot_be_found_counts_as_settled(ground: Ground, receipt: str) -> None:
    prompt = make_prompt("Is it so?", "Yes")
    for kept in (prompt, None):
        assert (
            await fault_of(ground.channel.settle(make_settlement(ground, Sent(receipt=receipt, prompt=kept)))) is None
        )


async def test_messages_that_were_deleted_count_as_settled_and_the_others_are(wire: Wire) -> None:
    prompt = make_prompt("Is it so?", "Yes")
    gone = await wire.channel.deliver(make_delivery(wire, prompt))
    wire.loses_messages()
    there = await wire.channel.deliver(make_delivery(wire, prompt, ident="owed-2"))
    await wire.channel.settle(
        make_settlement(wire, Sent(receipt=gone, prompt=prompt), Sent(receipt=there, prompt=prompt))
    )

    assert [seen.labels for seen in wire.sees()] == [()]


async def test_a_question_of_somebody_who_left_counts_as_settled_or_they_are_gone(wire: Wire) -> None:
    prompt = make_prompt("Is it so?", "Yes")
    receipt = await wire.channel.deliver(make_delivery(wire, prompt))
    wire.leaves()
    fault = await fault_of(wire.channel.settle(make_settlement(wire, Sent(receipt=receipt, prompt=prompt))))

    assert fault is None or type(fault) is PersonGoneError


async def test_where_no_terminal_is_open_a_message_waits_and_where_it_broke_the_fault_comes_out() -> None:
    async with console_ground() as ground:
        delivery = make_delivery(ground, make_prompt("Hello."))
        ground.screen.breaks = True
        with pytest.raises(BrokenPipeError):
            await ground.channel.deliver(delivery)
        ground.channel.close()
        fault = await fault_of(ground.channel.deliver(delivery))

    assert isinstance(fault, RetryLaterError)
    assert not fault.unknown


async def test_a_burst_within_the_limits_is_taken_without_a_word(wire: Wire) -> None:
    wire.keeps_pace()
    limits = wire.channel.limits
    deliveries = [make_delivery(wire, make_prompt(f"{n}"), ident=f"owed-{n}") for n in range(limits.burst)]
    await asyncio.gather(*map(wire.channel.deliver, deliveries))

    assert len(wire.sees()) == limits.burst


async def test_a_window_is_shown_or_comes_too_late(ground: Ground) -> None:
    trigger = await ground.opens()
    fault = await fault_of(ground.channel.show(make_opening(ground, trigger=trigger)))

    assert (fault is None) == (list(ground.windows) == ["What is in the way?"])
    assert fault is None or isinstance(fault, TooLateError)


@pytest.mark.parametrize("trigger", ["", "any", "1.2.3"])
async def test_a_window_whose_trigger_is_dead_comes_too_late(wire: Wire, trigger: str) -> None:
    with pytest.raises(TooLateError):
        await wire.channel.show(make_opening(wire, trigger=trigger))

    assert list(wire.windows) == []


async def test_a_window_is_shown_once(wire: Wire) -> None:
    trigger = await wire.opens()
    await fault_of(wire.channel.show(make_opening(wire, trigger=trigger)))

    with pytest.raises(TooLateError):
        await wire.channel.show(make_opening(wire, trigger=trigger))
