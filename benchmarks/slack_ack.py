"""From a Slack event to its acknowledgement, beside a bare Bolt app whose handler does nothing. HTTP, signed.

Ours is the whole service, `itfits run` on a store on disk: it acknowledges when the turn is committed and durable, and
sends its answers meanwhile. People talk with it from hello to the end of their barriers, each in a project of their
own, and write what a person writes; the bare app gets the very same payloads. Platform, load and both apps are
processes of their own. The load is steady, whether or not answers come: every so many milliseconds one event, a
person after the other, first a round to one app, then to the other.

Everybody's first word goes to both apps before, at the same pace and not counted: for it ours asks Slack who that is,
once an hour, and the answer of Slack is no speed of ours.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import TypedDict

import aiohttp

from benchmarks.figures import Bound, Figure, Report
from benchmarks.ground import Ground
from benchmarks.running import read_line, running
from benchmarks.timing import Stopwatch
from tests.support.slack.signed import JSON, Requests

SLOWER = Bound(most=3)
A_SECOND = 30
PEOPLE = 60
PATIENCE = 3.0
"""Seconds that Slack waits for an acknowledgement."""

DRAINED = 0.5
"""Seconds between two rounds, in which the service sends what it still owes: the other app must not be disturbed."""

LOOK = 0.05

HELLO = "hello"
TALK = (
    "Online therapy with a coach",
    "Only me",
    "Online therapy with a coach, for people with depression.",
    "GPs mention online therapy to every patient with mild depression.",
    "The staff who deliver care",
    "More referrals",
    "The GP shows me how to log in.",
    "Yes, that is it",
    "Nobody has time to explain it during a consultation.",
    "The log-in fails half of the time.",
    "Older patients do not trust it.",
    "That's all",
    "Two of us are very keen on it.",
    "That's all",
    "Time",
    "None of these, keep my words",
)
"""What a person writes after hello; labels of buttons too, which are typed."""


class _Slack(TypedDict):
    api_url: str
    token: str
    signing_secret: str
    rounds: list[list[dict[str, object]]]


@dataclass
class _Lane:
    """One app: where it is, and how long each acknowledgement took, in seconds."""

    url: str
    seconds: list[float] = field(default_factory=list)

    def percentile(self, number: int) -> float:
        """Of all acknowledgements."""
        return quantiles(self.seconds, n=100)[number - 1]


async def measure(ground: Ground) -> Report:
    """Both apps, taking turns."""
    store = await ground.new_file()
    async with _both(ground, store) as (slack, ours, bare):
        await _talk(slack, (ours, bare))
    _check(store)
    return Report(
        title=f"Slack event to acknowledgement, {A_SECOND} events a second over signed HTTP",
        figures=[
            Figure("p99 beside a bare Bolt app", ours.percentile(99) / bare.percentile(99), "x", SLOWER),
            Figure("median beside a bare Bolt app", median(ours.seconds) / median(bare.seconds), "x"),
            *(
                Figure(f"{name}, {what}", value * 1e3, "ms")
                for name, lane in (("itfits run", ours), ("bare Bolt", bare))
                for what, value in (("p99", lane.percentile(99)), ("median", median(lane.seconds)))
            ),
        ],
        notes=[f"{len(ours.seconds)} events each by {PEOPLE} people, in {len(TALK)} rounds that take turns"],
    )


def _check(store: Path) -> None:
    """RuntimeError where a turn was not taken."""
    with closing(sqlite3.connect(store)) as connection:
        (turns,) = connection.execute("SELECT count(*) FROM inbox").fetchone()
        (words,) = connection.execute("SELECT count(*) FROM contribution").fetchone()
    if turns != PEOPLE * (1 + len(TALK)) or words < 4 * PEOPLE:
        raise RuntimeError(f"the service took {turns} acts and kept {words} contributions")


# ------------------------------------------------------------------------------------------------------------ the load


async def _talk(slack: _Slack, lanes: Sequence[_Lane]) -> None:
    requests = Requests(signing_secret=slack["signing_secret"], ack_seconds=PATIENCE)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as client:
        for number, payloads in enumerate(slack["rounds"]):
            for lane in lanes:
                seconds = await _bring(payloads, client, requests, url=lane.url)
                lane.seconds += seconds if number else ()
                await asyncio.sleep(DRAINED)


async def _bring(
    payloads: Sequence[object], client: aiohttp.ClientSession, requests: Requests, *, url: str
) -> list[float]:
    """Events at a steady pace, none waiting for the one before."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    tasks = []
    for number, payload in enumerate(payloads):
        await asyncio.sleep(begun + number / A_SECOND - loop.time())
        tasks.append(asyncio.create_task(_post(json.dumps(payload).encode(), client, requests, url=url)))
    return await asyncio.gather(*tasks)


async def _post(body: bytes, client: aiohttp.ClientSession, requests: Requests, *, url: str) -> float:
    headers = {"Content-Type": JSON, **requests.sign(body)}
    with Stopwatch() as watch:
        async with client.post(f"{url}/slack/events", data=body, headers=headers) as answer:
            await answer.read()
    if answer.status != 200:
        raise RuntimeError(f"an event was answered with {answer.status}")
    return watch.seconds


# ------------------------------------------------------------------------------------------------------------ the apps


@asynccontextmanager
async def _both(ground: Ground, store: Path) -> AsyncIterator[tuple[_Slack, _Lane, _Lane]]:
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(_platform(ground))
        secrets = (slack["api_url"], slack["token"], slack["signing_secret"])
        bare = await stack.enter_async_context(running("benchmarks.bare_bolt", *secrets))
        ours = await stack.enter_async_context(_service(slack, store))
        yield slack, _Lane(ours), _Lane(await read_line(bare))


@asynccontextmanager
async def _platform(ground: Ground) -> AsyncIterator[_Slack]:
    words = ground.folder / "words.json"
    words.write_text(json.dumps((HELLO, *TALK)), encoding="utf-8")
    async with running("benchmarks.slack_platform", str(PEOPLE), str(words)) as process:
        slack: _Slack = json.loads(await read_line(process))
        yield slack


@asynccontextmanager
async def _service(slack: _Slack, store: Path) -> AsyncIterator[str]:
    """`itfits run`; its address."""
    logged = store.with_suffix(".log")
    settings = {
        "ITFITS_STORE": str(store),
        "ITFITS_PORT": "0",
        "ITFITS_SLACK_API_URL": slack["api_url"],
        "ITFITS_SLACK_BOT_TOKEN": slack["token"],
        "ITFITS_SLACK_SIGNING_SECRET": slack["signing_secret"],
    }
    async with running("bot", "run", errors=logged, settings=settings) as process:
        while (port := _find_port(logged)) is None:
            if process.returncode is not None:
                raise RuntimeError(f"itfits run ended: {logged.read_text(encoding='utf-8')}")
            await asyncio.sleep(LOOK)
        yield f"http://127.0.0.1:{port}"


def _find_port(logged: Path) -> str | None:
    """What it says once it listens."""
    *lines, _ = logged.read_text(encoding="utf-8").split("\n")
    said: list[dict[str, str]] = [json.loads(line) for line in lines]
    return next((str(each["port"]) for each in said if each["event"] == "http.listening"), None)
