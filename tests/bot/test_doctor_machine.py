"""What a doctor finds of stores, ports, clocks and settings, asked without a process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from socket import socket

import pytest

from bot.bootstrap import now
from bot.doctor.files import check_file
from bot.doctor.findings import Check, as_lines
from bot.doctor.machine import check_clock
from bot.http import make_app, serving
from bot.settings import read_settings
from bot.spelling import find_conflicts
from dialogs.inbound import Room
from storage.rows import SetAside
from tests.bot.doctoring import World, closed_port, well
from tests.storage.test_schema import make_first_tables
from tests.support.stores import make_owed


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Nothing to mend, yet."""
    async with well(tmp_path) as made:
        yield made


# -------------------------------------------------------------------------------------------------------- the file .env


@pytest.mark.parametrize(
    ("mode", "codes"),
    [(0o600, []), (0o400, []), (0o604, ["file.open"]), (0o644, ["file.open"]), (0o620, ["file.open"])],
)
def test_a_file_that_others_may_read_is_found(tmp_path: Path, mode: int, codes: list[str]) -> None:
    file = tmp_path / ".env"
    file.touch()
    file.chmod(mode)

    assert [found.code for found in check_file(file, {}).findings] == codes


def test_a_folder_without_a_file_is_told_where_nothing_is_set(tmp_path: Path) -> None:
    bare = check_file(tmp_path / ".env", {"HOME": "/"})
    given = check_file(tmp_path / ".env", {"ITFITS_PORT": "0"})

    assert bare.state == given.state == "skipped"
    assert "none in this folder, and no setting" in bare.skipped
    assert "cp deploy/env.example" not in given.skipped


# ----------------------------------------------------------------------------------------------------------- the store


async def test_a_store_that_forgets_is_found(world: World) -> None:
    world.set(STORE="memory:")

    assert await world.codes() == ["store.forgets"]


async def test_a_database_that_does_not_answer_hides_nothing_else(world: World) -> None:
    world.set(STORE=f"postgresql://127.0.0.1:{closed_port()}/itfits", TELEGRAM_BOT_TOKEN="42:wrong")

    assert await world.codes() == ["store.unusable", "telegram.token.wrong"]


async def test_a_database_of_postgresql_that_is_well_has_no_finding(world: World, postgres_url: str) -> None:
    world.set(STORE=postgres_url)

    assert await world.codes() == []


async def test_migrations_that_are_missing_in_postgresql_are_found(world: World, empty_postgres_url: str) -> None:
    make_first_tables(empty_postgres_url)
    world.set(STORE=empty_postgres_url)

    assert await world.codes() == ["store.migrations"]


async def test_messages_that_nobody_sends_are_found(world: World) -> None:
    room = Room(channel="telegram", workspace="110201543", room="7")
    owed = make_owed("late", room=room, due=now() - timedelta(hours=3))
    await world.put(lambda uow: uow.owe(owed.but(session=None, person=None)))
    (found,) = await world.find()

    assert found.code == "waiting.stuck"
    assert "Messages that wait for Telegram: 1, the first of them due 3 hours ago." in found.wrong


async def test_messages_of_next_week_are_no_finding(world: World) -> None:
    room = Room(channel="slack", workspace="T1", room="U1")
    owed = make_owed("later", room=room, due=now() + timedelta(days=7))
    await world.put(lambda uow: uow.owe(owed.but(session=None, person=None)))

    assert await world.codes() == []


def make_aside(days: int) -> SetAside:
    """An act that failed so many days ago."""
    return SetAside(
        key=f"telegram:1:{days}", at=now() - timedelta(days=days), channel="telegram", person=None, fault="KeyError"
    )


async def test_acts_put_aside_are_found_by_their_keys(world: World) -> None:
    await world.put(lambda uow: uow.put_aside(make_aside(1)))
    await world.put(lambda uow: uow.put_aside(make_aside(30)))
    (found,) = await world.find()

    assert found.code == "aside.recent"
    assert "telegram:1:1 (KeyError)" in found.wrong
    assert "telegram:1:30" not in found.wrong


async def test_messages_put_aside_are_told_apart_from_what_people_did(world: World) -> None:
    await world.put(lambda uow: uow.put_aside(make_aside(1)))
    await world.put(lambda uow: uow.put_aside(make_aside(2).but(key="owed-1", kind="delivery", fault="no_text")))
    act, message = await world.find()

    assert (act.code, "owed-1" in act.wrong) == ("aside.recent", False)
    assert (message.code, "owed-1 (no_text)" in message.wrong) == ("aside.messages", True)
    assert "say it again" not in message.effect + message.mend


async def test_acts_put_aside_long_ago_are_only_counted(world: World) -> None:
    await world.put(lambda uow: uow.put_aside(make_aside(30)))
    checks = {check.name: check for check in await world.look()}

    assert (checks["aside"].state, checks["aside"].note) == ("well", "none these seven days; 1 before")


# -------------------------------------------------------------------------------------------------------- this machine


async def test_a_port_that_another_program_has_is_found(world: World) -> None:
    with socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        world.set(PORT=str(other.getsockname()[1]))
        async with asyncio.timeout(60):
            taken = asyncio.create_task(world.codes())
            hearing, _ = await asyncio.to_thread(other.accept)
            hearing.close()
            codes = await taken

    assert codes == ["port.taken"]


async def test_an_address_that_is_not_ours_is_found(world: World) -> None:
    world.set(PORT=str(closed_port()), HOST="192.0.2.1")
    status, codes, _ = await world.run_for_codes()  # as a process: our tests look nowhere else

    assert (status, codes) == (1, ["port.unusable"])


@pytest.mark.parametrize(("part", "codes"), [(True, []), (False, ["service.away"])])
async def test_a_service_of_ours_at_the_port_says_how_it_is(world: World, part: bool, codes: list[str]) -> None:
    async def health() -> dict[str, bool]:
        return {"store": True, "slack.sends": part}

    async def page() -> bytes:
        return b""

    async with serving(make_app(health=health, metrics=page), host="127.0.0.1", port=0) as port:
        world.set(PORT=str(port))

        assert await world.codes() == codes


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (30, ""),
        (-60, ""),
        (90, "This machine's clock is 90 seconds ahead of Slack's."),
        (-7200, "This machine's clock is 2 hours behind Slack's."),
    ],
)
def test_a_clock_may_be_a_minute_off(seconds: int, said: str) -> None:
    check = check_clock({"Slack": timedelta(seconds=seconds), "Telegram": timedelta()})

    assert "".join(finding.wrong for finding in check.findings) == said


# -------------------------------------------------------------------------------------------------------- the settings


async def test_an_address_that_only_this_machine_knows_is_found(world: World) -> None:
    world.use_http()
    world.set(PUBLIC_URL="http://localhost:8080", TELEGRAM_API_URL=None, TELEGRAM_BOT_TOKEN=None)
    checks = {check.name: check for check in await world.look()}

    assert [each.code for each in checks["address"].findings] == ["address.not_https"]


async def test_a_platform_that_was_begun_without_its_token_is_found(world: World) -> None:
    world.set(TELEGRAM_BOT_TOKEN=None, TELEGRAM_WEBHOOK_SECRET="made-up")

    assert await world.codes() == ["missing.telegram_bot_token"]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"SLACK_APP_TOKEN": "xapp-1-A0LOOPBACK-1-loopback"},
        {"TELEGRAM_MODE": "webhook"},
        {"SLACK_CLIENT_ID": "1.2"},
        {"SLACK_CLIENT_SECRET": "geheim"},
        {"SLACK_MODE": "http", "SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "geheim"},
    ],
)
async def test_whatever_keeps_a_service_from_starting_is_found(given: dict[str, str], world: World) -> None:
    world.given.clear()
    world.set(STORE=world.url, PORT="0", SLACK_API_URL=world.slack.api_url, **given)
    found = await world.find()

    assert [each.wrong for each in found] == list(find_conflicts(read_settings(world.given)))
    assert all(each.code.startswith("missing.") for each in found)


async def test_a_token_in_the_wrong_setting_is_not_shown(world: World) -> None:
    world.set(LANGUAGE=world.slack.home.bot_token)
    shown = "\n".join(as_lines(await world.look()))

    assert "ITFITS_LANGUAGE" in shown
    assert world.slack.home.bot_token not in shown


async def test_a_check_that_fails_is_a_finding_and_the_rest_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Check:
        raise KeyError("geheim")

    monkeypatch.setattr("bot.doctor.examining.check_settings", fail)
    checks = await world.look()

    assert [each.name for each in checks if each.findings] == ["settings"]
    assert "geheim" not in "\n".join(as_lines(checks))
