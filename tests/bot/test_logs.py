"""What an operator reads: names and ids. No words of people, no token, however they come there."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import SecretStr

from bot.intake import Intake
from bot.logs import HIDDEN, LOUD, hide_secrets, set_up_logs
from bot.metrics import Metrics
from bot.settings import Settings
from dialogs.inbound import Ack, Identity, Inbound, Room, Said
from storage.memory import MemoryStore
from tests.support.service import open_house
from tests.support.stores import NOW
from tests.support.talkers import on_slack, on_telegram
from tests.support.timeless import play

WORDS = "my manager drinks"
TOKEN = "4242424242:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQ"
TOKENS = (
    "xoxb-1234-5678-abcDEF",
    "xoxp-1234-5678-abcDEF",
    "xoxe.xoxb-1-abcDEF",
    "xoxe-1-abcDEF",
    "xapp-1-A0-123-abc",
    TOKEN,
)


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    """What is logged, and afterwards everything as it was."""
    root = logging.getLogger()
    before, level = root.handlers, root.level
    levels = {name: logging.getLogger(name).level for name in LOUD}
    stream = io.StringIO()
    set_up_logs(Settings(slack_signing_secret=SecretStr('se"cret-ü')), stream=stream)
    yield stream
    root.handlers = before
    root.setLevel(level)
    for name, each in levels.items():
        logging.getLogger(name).setLevel(each)


def lines(out: io.StringIO) -> list[dict[str, Any]]:
    """What was logged, line by line."""
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_of_ours_comes_out_by_key(out: io.StringIO) -> None:
    fault = "ValueError at note, line 3"
    logging.getLogger("bot.turns").info("turn.taken session=%s fault=%s", "s1", fault)
    (line,) = lines(out)
    at = line.pop("at")

    assert line == {"level": "info", "logger": "bot.turns", "event": "turn.taken", "session": "s1", "fault": fault}
    assert at.endswith("Z")


def test_for_people_at_a_terminal_it_is_plain(out: io.StringIO) -> None:
    set_up_logs(Settings(log_format="console"), stream=out)
    logging.getLogger("bot.turns").info("turn.taken session=%s", "s1")

    assert "turn.taken" in out.getvalue()
    assert "session=s1" in out.getvalue()


@pytest.mark.parametrize("form", ["json", "console"])
@pytest.mark.parametrize("token", TOKENS)
def test_what_looks_like_a_token_is_hidden(out: io.StringIO, token: str, form: str) -> None:
    set_up_logs(Settings.model_validate({"log_format": form}), stream=out)
    logging.getLogger("bot.turns").info("a.b url=%s", f"http://x/bot{token}/getMe?{token}")

    assert token not in out.getvalue()
    assert HIDDEN in out.getvalue()


def test_the_secrets_that_are_set_are_hidden_however_they_look(out: io.StringIO) -> None:
    logging.getLogger("bot.turns").info("a.b what=%s", 'se"cret-ü')

    assert lines(out)[0]["what"] == HIDDEN


def test_a_password_in_an_address_is_hidden(out: io.StringIO) -> None:
    logging.getLogger("storage.postgres").warning("a.b url=%s", "postgresql://ana:geheim@db/itfits")

    assert "geheim" not in out.getvalue()


def test_an_exception_is_its_kind_and_place(out: io.StringIO) -> None:
    try:
        raise ValueError(WORDS)
    except ValueError:
        logging.getLogger("bot.turns").exception("turn.failed key=%s", "k1")
    (line,) = lines(out)

    assert line["fault"].startswith("ValueError at test_an_exception_is_its_kind_and_place, line ")
    assert WORDS not in out.getvalue()


@pytest.mark.parametrize("name", ["slack_bolt.App", "aiohttp.server", "telegram", "asyncio", "adapters.slack.send.sdk"])
def test_a_library_never_repeats_what_people_said(out: io.StringIO, name: str) -> None:
    """Finished sentences stay out, with what was put into others; the rest tells what to look for."""
    log = logging.getLogger(name)
    log.warning(f"Unhandled request ({WORDS})")  # as they do
    log.error("Could not handle %s", WORDS)
    log.info("Received %s", WORDS)
    try:
        raise KeyError(WORDS)
    except KeyError:
        log.exception("Error handling request")
    first, second, *_, last = lines(out)

    assert WORDS not in out.getvalue()
    assert (first["event"], second["says"]) == ("library", "Could not handle %s")
    assert last["fault"].startswith("KeyError at ")


@pytest.mark.parametrize("name", ["httpx", "httpcore"])
def test_addresses_are_not_logged_whatever_the_level(out: io.StringIO, name: str) -> None:
    set_up_logs(Settings(log_level="DEBUG"), stream=out)
    logging.getLogger(name).info("HTTP Request: POST %s", f"https://api.telegram.org/bot{TOKEN}/getMe")

    assert out.getvalue() == ""


def test_a_line_that_cannot_be_written_does_not_come_out_elsewhere(
    out: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    record = logging.LogRecord("bot.turns", logging.INFO, "", 1, "a.b %s %s", (WORDS,), None)
    logging.getLogger().handlers[0].handle(record)

    assert WORDS not in capsys.readouterr().err + out.getvalue()


def test_a_turn_that_fails_with_words_and_a_token_leaves_neither_behind(
    out: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    """Through the whole way in: every try, and what the loop itself has to say about a task that died."""
    set_up_logs(Settings(log_level="DEBUG"), stream=out)

    async def turn(inbound: Inbound) -> Ack:
        assert isinstance(inbound.content, Said)
        raise ValueError(f"cannot keep {inbound.content.text!r} for {TOKEN}")

    async def work() -> None:
        intake = Intake(MemoryStore(), turn, wake=lambda: None, counts=Metrics())
        inbound = Inbound(
            key="telegram:1:1",
            who=Identity(channel="telegram", workspace="1", user="2", name="Ana"),
            room=Room(channel="telegram", workspace="1", room="2"),
            at=NOW,
            content=Said(text=WORDS),
        )
        await intake.take(inbound)
        died = asyncio.create_task(turn(inbound))
        await asyncio.sleep(0)
        asyncio.get_running_loop().call_exception_handler({"message": f"lost {WORDS}", "exception": died.exception()})

    play(work())
    said = out.getvalue() + "".join(capsys.readouterr())

    assert [line["event"] for line in lines(out)].count("turn.failed") == 3
    assert "inbound.set_aside" in said
    assert WORDS not in said
    assert TOKEN not in said


def test_secrets_are_hidden_in_any_text() -> None:
    shown = hide_secrets("made-up here, xoxb-1-2 there, port 8080", ("made-up",))

    assert shown == f"{HIDDEN} here, {HIDDEN} there, port 8080"


async def test_a_turn_through_the_service_leaves_lines_of_ours_alone(out: io.StringIO) -> None:
    async with open_house("memory:") as house:
        ana = on_slack(house, "Ana")
        await ana.says("hello")
        await ana.says("Online therapy in Leeds")
        cara = on_telegram(house, "Cara")
        await cara.says("hello")
    told = lines(out)

    assert [each["logger"] for each in told if each["event"] == "library"] == []
    assert "turn.taken" in [each["event"] for each in told]
