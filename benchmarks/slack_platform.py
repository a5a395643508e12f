"""A loopback Slack in a process of its own, and everything that its people are going to write.

`python -m benchmarks.slack_platform PEOPLE WORDS` reads what each of them writes, in order, from a JSON file; it prints
one line of JSON: its address, the secrets of its app, and `rounds`, of which each has one payload by every person.
Then it answers the app's calls until it is ended. It brings nothing: whoever measures does.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.support.slack.server import LoopbackSlack

ROUND_TRIP = 0.06
"""Seconds that each call of the app takes, as over a network."""


async def serve(count: int, words: Sequence[str]) -> None:
    """Say what will be written, then answer calls."""
    async with LoopbackSlack() as slack:
        rounds = await _write(slack, count, words)
        slack.home.scopes.discard("im:history")  # the app's own messages do not come back: a bare one has none
        slack.delay(ROUND_TRIP)
        app = {"api_url": slack.api_url, "token": slack.home.bot_token, "signing_secret": slack.signing_secret}
        print(json.dumps({**app, "rounds": rounds}), flush=True)
        await asyncio.Event().wait()


async def _write(slack: LoopbackSlack, count: int, words: Sequence[str]) -> list[list[object]]:
    """What all of them write, kept back: a round for each of the words."""
    slack.hold()
    people = [slack.person(f"Person {n}") for n in range(count)]
    for each in words:
        for person in people:
            await person.says(each)
    payloads: list[object] = [act.payload for act in slack.post.held or ()]
    return [payloads[at : at + count] for at in range(0, len(payloads), count)]


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))))
