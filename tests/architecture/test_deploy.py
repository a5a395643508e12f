"""What `deploy/` says fits the program: its settings, scopes, routes, commands and patience."""

from __future__ import annotations

import re
import tomllib
from configparser import RawConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from dotenv import dotenv_values

from adapters.slack.limits import SCOPES, SHORTCUT_CALLBACK
from bot.cli import main
from bot.metrics import Metrics
from bot.service import PATIENCE
from bot.settings import PREFIX, Settings, read_settings
from storage.memory import MemoryStore

TOP = Path(__file__).parent.parent.parent
DEPLOY = TOP / "deploy"
PAGES = (TOP / "README.md", *sorted((TOP / "docs").glob("*.md")))
PACKAGES = tomllib.loads((TOP / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]

STOPPING = 3 * PATIENCE + 5
"""Seconds that the service may need to stop: three parts of its own, and the HTTP server's."""

KNOWN: dict[str, frozenset[str]] = {
    "": frozenset({"_metadata", "display_information", "features", "oauth_config", "settings"}),
    "_metadata": frozenset({"major_version", "minor_version"}),
    "display_information": frozenset({"name", "description", "long_description", "background_color"}),
    "features": frozenset({"app_home", "bot_user", "slash_commands", "shortcuts"}),
    "features.app_home": frozenset({"home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled"}),
    "features.bot_user": frozenset({"display_name", "always_online"}),
    "features.slash_commands": frozenset({"command", "description", "usage_hint", "should_escape", "url"}),
    "features.shortcuts": frozenset({"name", "type", "callback_id", "description"}),
    "oauth_config": frozenset({"scopes", "redirect_urls"}),
    "oauth_config.scopes": frozenset({"bot"}),
    "settings": frozenset(
        {
            "event_subscriptions",
            "interactivity",
            "socket_mode_enabled",
            "org_deploy_enabled",
            "token_rotation_enabled",
        }
    ),
    "settings.event_subscriptions": frozenset({"bot_events", "request_url"}),
    "settings.interactivity": frozenset({"is_enabled", "request_url"}),
}
"""The keys that Slack's manifest takes, as far as we need them, by where they stand."""

LENGTHS = {
    "display_information.name": (1, 35),
    "display_information.description": (1, 140),
    "display_information.long_description": (174, 4000),
    "features.bot_user.display_name": (1, 80),
    "features.slash_commands.command": (2, 32),
    "features.slash_commands.description": (1, 2000),
    "features.slash_commands.usage_hint": (1, 1000),
    "features.shortcuts.name": (1, 24),
    "features.shortcuts.callback_id": (1, 255),
    "features.shortcuts.description": (1, 150),
}
"""Characters that Slack takes, at least and at most."""


def manifest(*variants: str) -> dict[str, Any]:
    """The manifest; with the places for HTTP or OAuth changed as its comments say."""
    text = (DEPLOY / "slack-manifest.yaml").read_text(encoding="utf-8")
    for variant in variants:
        text = re.sub(rf"\w+(?=  # {variant}: (\w+))(  # {variant}: \w+)", r"\1", text)
        text = text.replace(f"# {variant}: ", "")
    read: dict[str, Any] = yaml.safe_load(text)
    return read


def places(value: object, at: str = "") -> list[tuple[str, object]]:
    """Every value below, with where it stands; lists count as the places of their elements."""
    if isinstance(value, dict):
        below = [found for key, each in value.items() for found in places(each, f"{at}.{key}".lstrip("."))]
        return [(at, value), *below]
    if isinstance(value, list):
        return [found for each in value for found in places(each, at)]
    return [(at, value)]


@pytest.mark.parametrize("variants", [(), ("HTTP",), ("OAuth",), ("HTTP", "OAuth")])
def test_the_manifest_has_only_what_slack_knows(variants: tuple[str, ...]) -> None:
    """A key that is misspelled is refused by Slack, in words that help nobody."""
    strange = [
        f"{at}.{key}"
        for at, value in places(manifest(*variants))
        if isinstance(value, dict)
        for key in value
        if key not in KNOWN.get(at, ())
    ]

    assert strange == []


def test_the_manifest_fits_slacks_lengths() -> None:
    """Slack counts characters."""
    found = {at: value for at, value in places(manifest()) if at in LENGTHS}
    wrong = [at for at, (least, most) in LENGTHS.items() if not least <= len(str(found[at])) <= most]

    assert wrong == []


def test_the_manifest_asks_for_the_scopes_that_the_adapter_needs() -> None:
    """No more and no fewer, and each line says why."""
    lines = (DEPLOY / "slack-manifest.yaml").read_text(encoding="utf-8").splitlines()
    explained = [line for line in lines if re.match(r"\s+- [a-z_]+(:[a-z]+)?  # \S+", line)]

    assert sorted(manifest()["oauth_config"]["scopes"]["bot"]) == sorted(SCOPES)
    assert all(any(f"- {scope}  #" in line for line in explained) for scope in SCOPES)


def test_the_manifest_brings_what_the_adapter_hears() -> None:
    """A command whose mentions are not escaped would bring names for persons."""
    features, settings = manifest()["features"], manifest()["settings"]
    (command,), (shortcut,) = features["slash_commands"], features["shortcuts"]

    assert (command["command"], command["should_escape"]) == ("/itfits", True)
    assert (shortcut["type"], shortcut["callback_id"]) == ("message", SHORTCUT_CALLBACK)
    assert sorted(settings["event_subscriptions"]["bot_events"]) == [
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "message.im",
        "tokens_revoked",
    ]
    assert features["app_home"]["messages_tab_read_only_enabled"] is False
    assert settings["socket_mode_enabled"] is True


def test_the_places_marked_for_http_lead_to_our_routes() -> None:
    """Slack needs an address in three places, and one more for installing."""
    changed = manifest("HTTP", "OAuth")
    urls = {at: value for at, value in places(changed) if str(value).startswith("https://")}

    assert changed["settings"]["socket_mode_enabled"] is False
    assert urls == {
        "features.slash_commands.url": "https://itfits.example.org/slack/events",
        "settings.event_subscriptions.request_url": "https://itfits.example.org/slack/events",
        "settings.interactivity.request_url": "https://itfits.example.org/slack/events",
        "oauth_config.redirect_urls": "https://itfits.example.org/slack/oauth_redirect",
    }


def test_the_example_has_every_setting_and_each_is_explained() -> None:
    """It is what an operator reads first."""
    blocks = (DEPLOY / "env.example").read_text(encoding="utf-8").split("\n\n")
    named = {name for block in blocks for name in re.findall(r"^#(ITFITS_\w+)=", block, re.MULTILINE)}
    bare = [block for block in blocks if "=" in block and not block.startswith("# ")]

    assert named == {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    assert bare == []


def test_the_example_as_it_stands_sets_nothing() -> None:
    """Whoever copies it and changes nothing is told what is missing, and not that a token is wrong."""
    assert dotenv_values(DEPLOY / "env.example") == {}
    assert read_settings({}, file=DEPLOY / "env.example") == Settings()


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_the_pages_name_only_settings_that_there_are(page: Path) -> None:
    """Whoever copies one that is not known is stopped at the start."""
    named = set(re.findall(r"\bITFITS_[A-Z_]*[A-Z]\b", page.read_text(encoding="utf-8")))

    assert named <= {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}


async def test_the_numbers_to_watch_are_the_ones_that_are_shown() -> None:
    """An alarm on a name that is not there never rings."""
    named = set(re.findall(r"^\| `(itfits_\w+)", (TOP / "docs" / "operating.md").read_text("utf-8"), re.MULTILINE))
    page = (await Metrics().page(MemoryStore())).decode()

    assert named == {name for name in re.findall(r"^# HELP (itfits_\w+)", page, re.MULTILINE) if "created" not in name}


def compose() -> dict[str, Any]:
    """The compose file."""
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return read


def test_compose_sets_only_what_there_is() -> None:
    """An unknown setting would keep the service from starting."""
    given = compose()["services"]["assistant"]["environment"]
    settings = read_settings({name: value for name, value in given.items() if name.startswith(PREFIX)})

    assert settings.store == "postgresql://itfits@database/itfits"
    assert (settings.host, settings.port) == ("0.0.0.0", 8080)


def test_compose_keeps_the_database_in_and_its_password_out() -> None:
    """The database is for the assistant alone, and lives longer than its container."""
    database, assistant = compose()["services"]["database"], compose()["services"]["assistant"]
    passwords = [
        each["environment"][name] for each, name in ((database, "POSTGRES_PASSWORD"), (assistant, "PGPASSWORD"))
    ]

    assert "ports" not in database
    assert int(database["image"].partition(":")[2]) >= 15
    assert database["volumes"] == ["kept:/var/lib/postgresql/data"]
    assert "kept" in compose()["volumes"]
    assert all(password.startswith("${POSTGRES_PASSWORD:?") for password in passwords)
    assert assistant["depends_on"] == {"database": {"condition": "service_healthy"}}


def test_compose_opens_nothing_to_the_network() -> None:
    """Health and numbers are for this machine; a proxy passes on the rest."""
    published = [port for service in compose()["services"].values() for port in service.get("ports", [])]

    assert published == ["127.0.0.1:8080:8080"]


def test_every_part_comes_back_by_itself() -> None:
    """After a crash, and after the machine was off."""
    assert {service["restart"] for service in compose()["services"].values()} == {"unless-stopped"}
    assert unit()["Service"]["Restart"] == "on-failure"


def unit() -> RawConfigParser:
    """The unit of systemd."""
    read = RawConfigParser(strict=False)  # a key may stand there twice
    read.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their letters
    read.read(DEPLOY / "itfits.service", encoding="utf-8")
    return read


def test_whoever_stops_the_service_waits_until_it_is_done() -> None:
    """Killed before, it would leave messages of unknown fate."""
    grace = compose()["services"]["assistant"]["stop_grace_period"]

    assert int(grace.removesuffix("s")) > STOPPING
    assert int(unit()["Service"]["TimeoutStopSec"]) > STOPPING
    assert unit()["Service"]["KillSignal"] == "SIGTERM"


def test_all_of_them_run_a_command_that_there_is() -> None:
    """`itfits run`."""
    program, _, word = unit()["Service"]["ExecStart"].partition(" ")

    assert program.endswith("/bin/itfits")
    assert word in main.commands
    assert f'CMD ["itfits", "{word}"]' in dockerfile()


def dockerfile() -> str:
    """The Dockerfile, with broken lines made one."""
    return (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", "")


def test_the_image_has_all_packages_and_nothing_else_of_this_folder() -> None:
    """What is not let through cannot be copied; what is not copied cannot leak."""
    lines = [line.split() for line in dockerfile().splitlines()]
    copied = {word for line in lines if line[:1] == ["COPY"] and "--from=built" not in line for word in line[1:-1]}
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    let_through = {line.removeprefix("!") for line in ignored if line.startswith("!")}

    assert copied == let_through == {"requirements.lock", "pyproject.toml", "README.md", "LICENSE", *PACKAGES}
    assert "*" in ignored
    assert [name for name in copied if not (TOP / name).exists()] == []


def test_the_image_checks_hashes_and_runs_as_nobody_special() -> None:
    """And says by itself whether it is well."""
    text = dockerfile()
    users = re.findall(r"^USER (\S+)", text, re.MULTILINE)

    assert "--require-hashes" in text
    assert users == ["itfits"]
    assert "/healthz" in text.partition("HEALTHCHECK")[2]
    assert set(re.findall(r"^FROM (\S+)", text, re.MULTILINE)) == {"python:3.11-slim"}


def test_the_images_own_settings_are_known() -> None:
    """They count unless somebody says otherwise."""
    given = dict(re.findall(r"(ITFITS_\w+)=(\S+)", dockerfile()))

    assert read_settings(given).store == "/var/lib/itfits/itfits.db"
