"""`itfits doctor` as operators run it: it finds and explains what is wrong, and says nothing where nothing is."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from adapters.delivery import Home
from adapters.slack.app import SlackListener
from adapters.slack.send import SlackClients
from bot.bootstrap import now
from bot.http import make_app, serving
from bot.platforms import Sightings
from bot.ports import Store
from dialogs.inbound import Ack, Inbound
from dialogs.text import words
from tests.bot.doctoring import World, closed_port, well
from tests.storage.test_schema import make_first_tables
from tests.support.processes import run_itfits

OTHER_SIGNING = "fedcba9876543210" * 2


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Nothing to mend, yet."""
    async with well(tmp_path) as made:
        yield made


# ----------------------------------------------------------------------------------------------------- all is well


async def test_socket_mode_and_polling_that_are_well_have_no_finding(world: World) -> None:
    done = await world.run()

    assert done.returncode == 0
    assert done.stdout.endswith("\nNothing to mend.\n")
    assert "✗" not in done.stdout


async def test_requests_of_both_platforms_that_are_well_have_no_finding(world: World) -> None:
    world.use_http()

    assert await world.run_for_codes() == (0, [], "")


async def test_it_looks_at_a_store_beside_the_one_who_writes_to_it(world: World) -> None:
    async with world.store():
        found = await world.run_for_codes()

    assert found == (0, [], "")


# ----------------------------------------------------------------------------------------------- the ten that matter


def _no_bot_token(world: World) -> None:
    world.set(SLACK_BOT_TOKEN=None)


def _no_telegram_token(world: World) -> None:
    world.use_http()
    world.set(TELEGRAM_BOT_TOKEN=None)


def _wrong_bot_token(world: World) -> None:
    world.set(SLACK_BOT_TOKEN="xoxb-of-yesterday")


def _wrong_telegram_token(world: World) -> None:
    world.set(TELEGRAM_BOT_TOKEN="110201543:of-yesterday")


def _no_app_token(world: World) -> None:
    world.set(SLACK_MODE="socket", SLACK_APP_TOKEN=None)


def _no_scope(world: World) -> None:
    world.slack.home.scopes.discard("im:history")


def _webhook_while_polling(world: World) -> None:
    world.point_webhook("https://other.example/hook")


def _webhook_elsewhere(world: World) -> None:
    world.use_http()
    world.point_webhook("https://other.example/hook")


def _clock_behind(world: World) -> None:
    world.slack.clock_skew = world.telegram.clock.skew = 600.0


def _clock_ahead(world: World) -> None:
    world.slack.clock_skew = world.telegram.clock.skew = -600.0


def _no_database(world: World) -> None:
    world.set(STORE=f"postgresql://itfits:geheim@127.0.0.1:{closed_port()}/itfits")


def _no_migrations(world: World) -> None:
    (world.folder / "itfits.db").unlink()
    make_first_tables(world.url)


@pytest.mark.parametrize(
    ("spoil", "code", "said"),
    [
        (_no_bot_token, "missing.slack_bot_token", "Bot User OAuth Token"),
        (_no_telegram_token, "missing.telegram_bot_token", "@BotFather"),
        (_wrong_bot_token, "slack.token.wrong", "Slack does not take ITFITS_SLACK_BOT_TOKEN (invalid_auth)."),
        (_wrong_telegram_token, "telegram.token.wrong", "Telegram does not take ITFITS_TELEGRAM_BOT_TOKEN."),
        (_no_app_token, "missing.slack_app_token", "App-Level Tokens"),
        (_no_scope, "slack.scope.missing", "The app is missing the scope im:history."),
        (_webhook_while_polling, "telegram.webhook.set", "the bot has a webhook at other.example."),
        (_webhook_elsewhere, "telegram.webhook.elsewhere", "points to other.example, not to /telegram/webhook"),
        (_clock_behind, "clock.off", "This machine's clock is 10 minutes behind "),
        (_clock_ahead, "clock.off", "This machine's clock is 10 minutes ahead of "),
        (_no_database, "store.unusable", "127.0.0.1"),
        (_no_migrations, "store.migrations", "migrations are missing. Nothing can be read until they have run."),
    ],
)
async def test_it_finds_and_explains_what_is_wrong(
    spoil: Callable[[World], None], code: str, said: str, world: World
) -> None:
    spoil(world)
    status, codes, sentences = await world.run_for_codes()

    assert (status, codes) == (1, [code])
    assert said in sentences
    assert "geheim" not in sentences


async def _take(inbound: Inbound) -> Ack:
    return Ack()


async def _look(inbound: Inbound) -> Home:
    return Home(status=words("Step 1."))


async def _no_health() -> dict[str, bool]:
    return {}


async def _no_page() -> bytes:
    return b""


async def knock_with(world: World, store: Store, *, secret: str) -> None:
    """Slack's request comes to a listener that verifies with this secret."""

    async def token_of(workspace: str) -> str | None:
        return world.slack.home.bot_token

    clients = SlackClients(token_of, world.slack.api_url)
    sight = Sightings(store, clock=now).note
    listener = SlackListener(clients=clients, take=_take, look=_look, sight=sight, clock=now, signing_secret=secret)
    app = make_app(health=_no_health, metrics=_no_page, routes=[listener.add_routes])
    async with serving(app, host="127.0.0.1", port=0) as port:
        await world.slack.point_at(f"http://127.0.0.1:{port}", verify=False)
        await world.slack.requests.post(b"{}")
        await listener.stop()
    await clients.close()


async def test_it_finds_a_signing_secret_that_is_not_slacks(world: World) -> None:
    world.use_http()
    world.set(SLACK_SIGNING_SECRET=OTHER_SIGNING)
    async with world.store() as store:
        await knock_with(world, store, secret=OTHER_SIGNING)
        status, codes, said = await world.run_for_codes()

    assert (status, codes) == (1, ["slack.signing.wrong"])
    assert "Slack's requests do not verify: ITFITS_SLACK_SIGNING_SECRET is wrong (noted once" in said


async def test_a_request_that_verifies_leaves_nothing_to_find(world: World) -> None:
    world.use_http()
    async with world.store() as store:
        await knock_with(world, store, secret=world.slack.signing_secret)

    assert await world.codes() == []


# --------------------------------------------------------------------------------------------------- how it is said


async def test_each_finding_stands_under_its_check_with_what_to_do(world: World) -> None:
    world.set(SLACK_BOT_TOKEN="xoxb-of-yesterday")
    done = await world.run()

    assert done.returncode == 1
    assert (
        "✗ Slack: bot token\n"
        "    Slack does not take ITFITS_SLACK_BOT_TOKEN (invalid_auth). Nothing is heard or sent there.\n"
        "    To mend it: For ITFITS_SLACK_BOT_TOKEN, copy the Bot User OAuth Token"
    ) in done.stdout
    assert "\n✓ Telegram: bot token: bot 110201543\n" in done.stdout
    assert done.stdout.endswith("\n1 thing to mend.\n")


def test_settings_of_no_use_are_findings_too_and_all_of_them(tmp_path: Path) -> None:
    wrong = {"ITFITS_FOO": "1", "ITFITS_PORT": "http", "ITFITS_SLACK_BOT_TOKEN": "geheim", "ITFITS_LANGUAGE": "fr"}
    done = run_itfits("doctor", "--json", home=tmp_path, **wrong)
    (settings, *_) = json.loads(done.stdout)["checks"]

    assert done.returncode == 1
    assert [each["wrong"].partition(":")[0] for each in settings["findings"]] == [
        "There is no setting ITFITS_FOO. All of them are in docs/settings.md.",
        "ITFITS_LANGUAGE",
        "ITFITS_SLACK_BOT_TOKEN",
        "ITFITS_PORT",
    ]
    assert "geheim" not in done.stdout + done.stderr


def test_nothing_set_is_one_finding_and_makes_no_store(tmp_path: Path) -> None:
    done = run_itfits("doctor", home=tmp_path)

    assert done.returncode == 1
    assert "File .env: none in this folder, and no setting in the environment." in done.stdout
    assert "There is nowhere to talk." in done.stdout
    assert list(tmp_path.iterdir()) == []


async def test_the_store_of_the_command_line_counts(world: World) -> None:
    done = await world.run("--json", "--store", str(world.folder / "none.db"))
    states = {each["name"]: each["state"] for each in json.loads(done.stdout)["checks"]}

    assert (done.returncode, states["store"]) == (0, "skipped")
