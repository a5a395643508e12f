"""Settings from an environment: a wrong one is refused by name, with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.settings import Settings, SettingsError, read_settings, survey_settings
from bot.spelling import find_conflicts


def test_without_settings_the_defaults_hold() -> None:
    assert read_settings({"HOME": "/", "PATH": "/bin"}) == Settings(store=None, language="en")


def test_what_is_set_is_read() -> None:
    given = {"ITFITS_STORE": "postgresql://here/itfits", "ITFITS_LANGUAGE": "de"}

    assert read_settings(given) == Settings(store="postgresql://here/itfits", language="de")


def test_the_workspaces_that_are_let_in_are_named_with_commas() -> None:
    assert read_settings({"ITFITS_SLACK_WORKSPACES": "T1, T2,"}).workspaces == {"T1", "T2"}
    assert read_settings({}).workspaces == frozenset()


def test_a_catalogue_in_the_home_is_named_as_in_a_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ana")

    assert read_settings({"ITFITS_CATALOGUE": "~/x.yaml"}).pack == Path("/home/ana/x.yaml")
    assert read_settings({"ITFITS_CATALOGUE": "~nobody-of-this-name/x"}).pack == Path("~nobody-of-this-name/x")
    assert read_settings({}).pack is None


def test_what_is_empty_counts_as_not_set() -> None:
    given = {"ITFITS_STORE": "", "ITFITS_SLACK_BOT_TOKEN": "", "ITFITS_PORT": "", "ITFITS_TELEGRAM_MODE": ""}

    assert read_settings(given) == Settings()


KEY = Fernet.generate_key().decode()
SLACK = {"ITFITS_SLACK_BOT_TOKEN": "xoxb-1", "ITFITS_SLACK_APP_TOKEN": "xapp-1"}
TELEGRAM = {"ITFITS_TELEGRAM_BOT_TOKEN": "42:secret"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ITFITS_STOR": "x"}, "There is no setting ITFITS_STOR. Did you mean ITFITS_STORE?"),
        ({"ITFITS_LANG": "de"}, "There is no setting ITFITS_LANG. Did you mean ITFITS_LANGUAGE?"),
        ({"ITFITS_FOO": "1"}, "There is no setting ITFITS_FOO. All of them are in docs/settings.md."),
        ({"ITFITS_": "1"}, "There is no setting ITFITS_. All of them are in docs/settings.md."),
        ({"ITFITS_store": "1"}, "There is no setting ITFITS_store."),
        ({"ITFITS_LANGUAGE": "fr"}, "ITFITS_LANGUAGE: 'fr' is not a language I speak; choose one of en, de"),
        ({"ITFITS_LANGUAGE": ""}, "ITFITS_LANGUAGE: '' is not a language I speak; choose one of en, de"),
        ({"ITFITS_SLACK_MODE": "carrier"}, "ITFITS_SLACK_MODE: write 'socket' or 'http'"),
        ({"ITFITS_TELEGRAM_MODE": "carrier"}, "ITFITS_TELEGRAM_MODE: write 'polling' or 'webhook'"),
        ({"ITFITS_PORT": "99999"}, "ITFITS_PORT: write a number from 0 to 65535"),
        ({"ITFITS_PORT": "http"}, "ITFITS_PORT: write a number from 0 to 65535"),
        (
            {"ITFITS_PUBLIC_URL": "http://clinic.example"},
            "ITFITS_PUBLIC_URL: write an address that begins with https://",
        ),
        ({"ITFITS_SLACK_API_URL": "slack"}, "ITFITS_SLACK_API_URL: write an address that begins with https://"),
        (
            {"ITFITS_TELEGRAM_API_URL": "http://["},
            "ITFITS_TELEGRAM_API_URL: write an address that begins with https://",
        ),
        ({"ITFITS_SLACK_WORKSPACES": "clinic"}, "ITFITS_SLACK_WORKSPACES: write ids such as T0123ABCD"),
        ({"ITFITS_SLACK_WORKSPACES": " ,"}, "ITFITS_SLACK_WORKSPACES: write ids such as T0123ABCD"),
        ({"ITFITS_LOG_LEVEL": "loud"}, "ITFITS_LOG_LEVEL: write 'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
        ({"ITFITS_LOG_FORMAT": "xml"}, "ITFITS_LOG_FORMAT: write 'json' or 'console'"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_name(given: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_settings(given)

    assert str(refused.value).startswith(said)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SLACK_BOT_TOKEN", "xapp-geheim", "begins with xoxb-"),
        ("SLACK_APP_TOKEN", "xoxb-geheim", "begins with xapp-"),
        ("TELEGRAM_BOT_TOKEN", "geheim", "as @BotFather wrote it"),
        ("TELEGRAM_WEBHOOK_SECRET", "geheim!", "1 to 256 of the characters"),
        ("SECRET_KEY", "geheim", "32 bytes as URL-safe base64"),
        ("SECRET_KEY", f"{KEY},geheim", "32 bytes as URL-safe base64"),
    ],
)
def test_a_secret_that_cannot_be_one_is_refused_without_being_repeated(name: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_settings({f"ITFITS_{name}": value})

    assert str(refused.value).startswith(f"ITFITS_{name}: ")
    assert said in str(refused.value)
    assert "geheim" not in str(refused.value)


def test_secrets_are_shown_by_no_printing_of_the_settings() -> None:
    settings = read_settings(SLACK | {"ITFITS_SECRET_KEY": f"{KEY}, {KEY}"})

    assert "xoxb-1" not in repr(settings) + str(settings) + settings.model_dump_json()
    assert settings.secrets == ("xoxb-1", "xapp-1", f"{KEY}, {KEY}")


def test_a_file_is_read_and_the_environment_counts_more(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# ours\nITFITS_LANGUAGE=de\nITFITS_SLACK_BOT_TOKEN='xoxb-$x'\nOTHER=1\nITFITS_STORE=a.db\n")
    settings = read_settings({"ITFITS_STORE": "b.db"}, file=file)

    assert (settings.language, settings.store, settings.secrets) == ("de", "b.db", ("xoxb-$x",))


def test_an_unknown_name_in_the_file_is_refused_too(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("ITFITS_SLACK_TOKEN=xoxb-1\n")

    with pytest.raises(SettingsError, match="There is no setting ITFITS_SLACK_TOKEN"):
        read_settings({}, file=file)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"ITFITS_LANGUAGE=\xff\xfe")

    with pytest.raises(SettingsError, match=r"\.env cannot be read"):
        read_settings({}, file=file)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "There is nowhere to talk."),
        (SLACK | {"ITFITS_SLACK_MODE": "http"}, "Slack over HTTP needs ITFITS_SLACK_SIGNING_SECRET."),
        ({"ITFITS_SLACK_BOT_TOKEN": "xoxb-1"}, "Slack over HTTP needs ITFITS_SLACK_SIGNING_SECRET."),
        (TELEGRAM | {"ITFITS_SLACK_APP_TOKEN": "xapp-1"}, "Slack also needs ITFITS_SLACK_BOT_TOKEN."),
        ({"ITFITS_SLACK_BOT_TOKEN": "xoxb-1", "ITFITS_SLACK_MODE": "socket"}, "that needs ITFITS_SLACK_APP_TOKEN."),
        (SLACK | {"ITFITS_SLACK_CLIENT_ID": "1"}, "ITFITS_SLACK_CLIENT_SECRET belongs to it."),
        (SLACK | {"ITFITS_SLACK_CLIENT_SECRET": "1"}, "ITFITS_SLACK_CLIENT_ID belongs to it."),
        (
            SLACK | {"ITFITS_SLACK_CLIENT_ID": "1", "ITFITS_SLACK_CLIENT_SECRET": "1"},
            "Several Slack workspaces need ITFITS_SECRET_KEY",
        ),
        (
            SLACK | {"ITFITS_SLACK_CLIENT_ID": "1", "ITFITS_SLACK_CLIENT_SECRET": "1", "ITFITS_SECRET_KEY": KEY},
            "Several Slack workspaces need ITFITS_PUBLIC_URL",
        ),
        (TELEGRAM | {"ITFITS_TELEGRAM_MODE": "webhook"}, "that needs ITFITS_TELEGRAM_WEBHOOK_SECRET."),
        (
            TELEGRAM | {"ITFITS_TELEGRAM_MODE": "webhook", "ITFITS_TELEGRAM_WEBHOOK_SECRET": "s"},
            "that needs ITFITS_PUBLIC_URL.",
        ),
        (SLACK | {"ITFITS_TELEGRAM_MODE": "webhook"}, "that needs ITFITS_TELEGRAM_BOT_TOKEN."),
    ],
)
def test_settings_that_do_not_go_together_are_named(given: dict[str, str], said: str) -> None:
    assert said in " ".join(find_conflicts(read_settings(given)))


@pytest.mark.parametrize("given", [SLACK, TELEGRAM, SLACK | TELEGRAM])
def test_settings_that_go_together_have_no_conflict(given: dict[str, str]) -> None:
    assert find_conflicts(read_settings(given)) == ()


def test_the_page_has_every_setting_as_it_is() -> None:
    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    shown = [line for line in page.splitlines() if line.startswith("| `ITFITS_")]

    assert shown == [
        f"| `ITFITS_{name.upper()}` | {f'`{each.default}`' if each.default is not None else ''} | {each.description} |"
        for name, each in Settings.model_fields.items()
    ]


def test_a_survey_names_everything_of_no_use_and_keeps_the_rest() -> None:
    given = {"ITFITS_FOO": "1", "ITFITS_PORT": "http", "ITFITS_SLACK_BOT_TOKEN": "geheim", "ITFITS_LANGUAGE": "de"}
    settings, faults = survey_settings(given)

    assert settings == Settings(language="de")
    assert [fault.partition(":")[0].partition(". ")[0] for fault in faults] == [
        "There is no setting ITFITS_FOO",
        "ITFITS_SLACK_BOT_TOKEN",
        "ITFITS_PORT",
    ]


def test_a_survey_of_a_file_that_is_no_text_goes_on_with_the_environment(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"\xff\xfe")
    settings, faults = survey_settings({"ITFITS_LANGUAGE": "de"}, file=file)

    assert (settings, len(faults)) == (Settings(language="de"), 1)
