"""What a doctor finds of Slack and Telegram beside the ten that matter, asked without a process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.bootstrap import now
from bot.doctor.findings import as_lines
from bot.sealing import Seal
from storage.rows import Installation
from tests.bot.doctoring import SIGNING, World, closed_port, well

KEY, OTHER_KEY = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Nothing to mend, yet."""
    async with well(tmp_path) as made:
        yield made


# ------------------------------------------------------------------------------------------------------- platforms


async def test_a_slack_that_is_away_is_one_finding(world: World) -> None:
    world.set(SLACK_API_URL=f"http://127.0.0.1:{closed_port()}/api/")

    assert await world.codes() == ["slack.unreachable"]


async def test_a_telegram_that_is_away_is_one_finding(world: World) -> None:
    world.set(TELEGRAM_API_URL=f"http://127.0.0.1:{closed_port()}")

    assert await world.codes() == ["telegram.unreachable"]


async def test_platforms_that_are_silent_are_one_finding_each(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.doctor.slack.PATIENCE", 0.1)
    monkeypatch.setattr("bot.doctor.telegram.PATIENCE", 0.1)
    world.slack.delay(2)
    world.telegram.delay(2)

    assert await world.codes() == ["slack.unreachable", "telegram.unreachable"]


async def test_a_slack_that_answers_with_something_else_is_one_finding(world: World) -> None:
    world.set(SLACK_API_URL=world.telegram.url + "/")

    assert await world.codes() == ["slack.unreachable"]


async def test_a_slack_that_asks_us_to_wait_is_none(world: World) -> None:
    world.slack.throttle(times=2, method="*")

    assert await world.codes() == []


@pytest.mark.parametrize("error", ["invalid_auth", "not_allowed_token_type", "token_revoked", "missing_scope"])
async def test_an_app_token_that_slack_refuses_is_found(world: World, error: str) -> None:
    world.slack.refuse("apps.connections.open", error)
    (found,) = await world.find()

    assert found.code == "slack.app_token.wrong"
    assert "connections:write" in found.mend


async def test_a_token_of_another_kind_is_found_before_slack_is_asked(world: World) -> None:
    world.set(SLACK_APP_TOKEN=world.slack.home.bot_token)

    assert await world.codes() == ["settings.unfit"]
    assert world.slack.calls.of("apps.connections.open") == []


async def test_several_scopes_are_named_with_their_reasons(world: World) -> None:
    world.slack.home.scopes -= {"im:history", "commands"}
    (found,) = await world.find()

    assert "scopes commands, im:history" in found.wrong
    assert "the command /itfits" in found.effect


@pytest.mark.parametrize(
    ("secret", "code"),
    [
        (SIGNING.upper(), "slack.signing.form"),
        (SIGNING[:-1], "slack.signing.form"),
        ("xoxb-1-2", "slack.signing.token"),
    ],
)
async def test_a_signing_secret_that_cannot_be_one_is_found(world: World, secret: str, code: str) -> None:
    world.use_http()
    world.set(SLACK_SIGNING_SECRET=secret)

    assert await world.codes() == [code]


async def test_a_signing_secret_that_is_the_client_secret_is_found(world: World) -> None:
    world.use_http()
    world.set(SLACK_CLIENT_ID="1.2", SLACK_CLIENT_SECRET=SIGNING, SECRET_KEY=KEY)

    assert await world.codes() == ["slack.signing.same"]


async def test_a_sighting_of_long_ago_is_no_finding(world: World) -> None:
    world.use_http()
    await world.put(lambda uow: uow.sight("slack.signature", at=now() - timedelta(days=3)))

    assert await world.codes() == []


async def test_somebody_else_who_polls_is_found(world: World) -> None:
    await world.put(lambda uow: uow.sight("telegram.conflict", at=now()))

    assert await world.codes() == ["telegram.conflict"]


async def test_a_webhook_secret_that_is_not_telegrams_is_found(world: World) -> None:
    world.use_http()
    await world.put(lambda uow: uow.sight("telegram.secret", at=now()))

    assert await world.codes() == ["telegram.secret.wrong"]


async def test_a_webhook_that_is_not_set_is_found(world: World) -> None:
    world.use_http()
    world.point_webhook("")

    assert await world.codes() == ["telegram.webhook.missing"]


async def test_a_webhook_that_fails_while_updates_wait_is_found(world: World) -> None:
    world.use_http()
    address = f"http://127.0.0.1:{closed_port()}"
    world.set(PUBLIC_URL=address)
    world.point_webhook(f"{address}/telegram/webhook")
    telling = asyncio.create_task(world.telegram.person("Ben").starts("x"))
    bell = world.telegram.ledger.bell
    assert await bell.wait_until(lambda: bool(world.telegram.webhook.last_error), patience=60)
    codes = await world.codes()
    world.point_webhook("")
    telling.cancel()

    assert codes == ["telegram.webhook.failing"]


async def test_the_path_of_a_webhook_is_not_shown(world: World) -> None:
    world.point_webhook("https://other.example/hook/geheim")
    shown = "\n".join(as_lines(await world.look()))

    assert "other.example" in shown
    assert "geheim" not in shown


# ----------------------------------------------------------------------------------------------- workspaces and keys


async def install(world: World, *, key: str, token: str | None = None) -> None:
    """A workspace has installed us, under this key."""
    sealed = Seal((key,)).seal(token or world.slack.home.bot_token)
    workspace = world.slack.home.id
    kept = Installation(
        channel="slack", workspace=workspace, name="Clinic", bot="U1", sealed=sealed, scopes="commands", at=now()
    )
    await world.put(lambda uow: uow.save_installation(kept))
    world.set(SLACK_BOT_TOKEN=None, SLACK_CLIENT_ID="1.2", SLACK_CLIENT_SECRET="client", PUBLIC_URL="https://a.example")
    world.set(SECRET_KEY=KEY)


async def test_installed_workspaces_that_are_well_have_no_finding(world: World) -> None:
    await install(world, key=KEY)

    assert await world.codes() == []


async def test_who_may_install_it_is_told(world: World) -> None:
    await install(world, key=KEY)
    open_to_all = {check.name: check.note for check in await world.look()}
    world.set(SLACK_WORKSPACES="T2, T1")
    named = {check.name: check.note for check in await world.look()}

    assert open_to_all["slack.admitted"].startswith("any workspace")
    assert named["slack.admitted"] == "T1, T2"


async def test_a_key_that_opens_no_token_is_found(world: World) -> None:
    await install(world, key=OTHER_KEY)
    (found,) = await world.find()

    assert found.code == "key.unfit"
    assert world.slack.home.id in found.wrong


async def test_an_old_key_behind_the_new_one_opens_it(world: World) -> None:
    await install(world, key=OTHER_KEY)
    world.set(SECRET_KEY=f"{KEY},{OTHER_KEY}")

    assert await world.codes() == []


async def test_a_missing_key_is_found(world: World) -> None:
    await install(world, key=KEY)
    world.set(SECRET_KEY=None)

    assert await world.codes() == ["missing.secret_key", "key.missing"]


async def test_a_workspace_that_threw_us_out_is_found(world: World) -> None:
    await install(world, key=KEY, token="xoxb-of-yesterday")

    assert await world.codes() == ["slack.workspace.token"]


async def test_a_scope_that_one_workspace_has_not_allowed_is_found(world: World) -> None:
    await install(world, key=KEY)
    world.slack.home.scopes.discard("commands")
    (found,) = await world.find()

    assert (found.code, world.slack.home.id in found.wrong) == ("slack.scope.missing", True)
