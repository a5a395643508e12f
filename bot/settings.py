"""What an operator can set, from the environment and a file `.env`. Wrong or unknown settings are refused by name.

No sentence here repeats what was written: it may be a secret.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator

from bot.spelling import check_address, check_key, check_port, check_shape, check_workspaces, workspaces_of
from dialogs.phrases import LANGUAGES
from knowledge.project import Frozen

PREFIX = "ITFITS_"

Levels = Literal["DEBUG", "INFO", "WARNING", "ERROR"]


class SettingsError(Exception):
    """A setting cannot be used. The text tells the operator which, and what to write. Exit status 2."""


class Settings(Frozen):
    """All of them, as an operator may leave them out. `docs/settings.md` has the same lines."""

    store: str | None = Field(
        None,
        description="Where everything is kept: a path, `sqlite:///path` or `postgresql://user@host/database`. "
        "Without it, a file in the user's data folder.",
    )
    language: str = Field(LANGUAGES[0], description="What newcomers are spoken to in: `en` or `de`.")
    catalogue: str | None = Field(
        None,
        description="A YAML file of your own, or a folder of them: its entries are added to the catalogue, or replace "
        "those of the same id.",
    )
    slack_bot_token: SecretStr | None = Field(None, description="The bot's token, `xoxb-...`: one workspace.")
    slack_app_token: SecretStr | None = Field(None, description="The app's token for Socket Mode, `xapp-...`.")
    slack_signing_secret: SecretStr | None = Field(None, description="With HTTP: what Slack signs its requests with.")
    slack_client_id: str | None = Field(
        None, description="For several workspaces: the app's client id, with the next one."
    )
    slack_client_secret: SecretStr | None = Field(None, description="For several workspaces: the app's client secret.")
    slack_workspaces: str | None = Field(
        None, description="For several workspaces: the ids of those that may install it, with commas. Empty: any."
    )
    slack_mode: Literal["socket", "http"] | None = Field(
        None, description="`socket` or `http`. Without it, `socket` where there is an app token, else `http`."
    )
    slack_api_url: str | None = Field(None, description="Another address of Slack's Web API, ending in `/api/`.")
    telegram_bot_token: SecretStr | None = Field(None, description="The bot's token from @BotFather.")
    telegram_mode: Literal["polling", "webhook"] = Field(
        "polling", description="`polling` (no public address) or `webhook`."
    )
    telegram_webhook_secret: SecretStr | None = Field(
        None, description="With `webhook`: 1 to 256 of `A-Z a-z 0-9 _ -`, made up by you."
    )
    telegram_api_url: str | None = Field(None, description="Another address of Telegram's Bot API.")
    public_url: str | None = Field(
        None, description="How this service is reached from outside, `https://...`: for webhooks and installing."
    )
    host: str = Field("127.0.0.1", description="Where the HTTP server listens.")
    port: int = Field(8080, description="Its port; 0 for any that is free.")
    secret_key: SecretStr | None = Field(
        None, description="Encrypts workspaces' tokens in the store. Several with commas: the first one encrypts."
    )
    log_format: Literal["json", "console"] = Field("json", description="`json` or `console`.")
    log_level: Levels = Field("INFO", description="`DEBUG`, `INFO`, `WARNING` or `ERROR`.")

    @field_validator("language")
    @classmethod
    def _known(cls, language: str) -> str:
        if language not in LANGUAGES:
            raise ValueError(f"{language!r} is not a language I speak; choose one of {', '.join(LANGUAGES)}")
        return language

    _slack = field_validator("slack_bot_token", "slack_app_token", "telegram_bot_token", "telegram_webhook_secret")(
        check_shape
    )
    _addresses = field_validator("slack_api_url", "telegram_api_url", "public_url")(check_address)
    _workspaces = field_validator("slack_workspaces")(check_workspaces)
    _port = field_validator("port", mode="before")(check_port)
    _keys = field_validator("secret_key")(check_key)

    @property
    def pack(self) -> Path | None:
        """Where the operator's own entries of the catalogue stand, if there are any."""
        return _at_home(Path(self.catalogue)) if self.catalogue else None

    @property
    def has_slack(self) -> bool:
        """Whether it is to talk on Slack."""
        return self.slack_bot_token is not None or self.has_oauth

    @property
    def has_oauth(self) -> bool:
        """Whether workspaces install it themselves."""
        return self.slack_client_id is not None and self.slack_client_secret is not None

    @property
    def workspaces(self) -> frozenset[str]:
        """Those that may install it; every one where there are none."""
        return frozenset(workspaces_of(self.slack_workspaces or ""))

    @property
    def has_telegram(self) -> bool:
        """Whether it is to talk on Telegram."""
        return self.telegram_bot_token is not None

    @property
    def is_socket(self) -> bool:
        """Whether Slack is listened to over Socket Mode."""
        return self.slack_mode == "socket" or (self.slack_mode is None and self.slack_app_token is not None)

    @property
    def is_webhook(self) -> bool:
        """Whether Telegram comes to us."""
        return self.telegram_mode == "webhook"

    @property
    def secrets(self) -> tuple[str, ...]:
        """All that nobody may read in a log."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return tuple(value.get_secret_value() for value in values if isinstance(value, SecretStr))


def read_settings(environment: Mapping[str, str], *, file: Path | None = None) -> Settings:
    """The settings of an environment and of a file that it outdoes; SettingsError names the first one of no use."""
    settings, faults = survey_settings(environment, file=file)
    if faults:
        raise SettingsError(faults[0])
    return settings


def survey_settings(environment: Mapping[str, str], *, file: Path | None = None) -> tuple[Settings, tuple[str, ...]]:
    """Those that can be used, and one sentence for each that cannot; unknown names come first."""
    unread: list[str] = []
    try:
        written = _all(environment, file)
    except SettingsError as error:
        unread, written = [str(error)], dict(environment)
    given = {k.removeprefix(PREFIX): v for k, v in written.items() if k.startswith(PREFIX)}
    known = {name.upper(): name for name in Settings.model_fields}
    unknown = [_unknown(name, list(known)) for name in given if name not in known]
    settings, unfit = _fit({known[k]: v for k, v in given.items() if k in known and (v or k == "LANGUAGE")})
    return settings, (*unread, *unknown, *unfit)


def _fit(given: Mapping[str, str]) -> tuple[Settings, list[str]]:
    """Settings without those that cannot be used, and what is wrong with these."""
    try:
        return Settings.model_validate(given), []
    except ValidationError as error:
        wrong: dict[str, str] = {}
        for each in error.errors(include_input=False, include_url=False):
            wrong.setdefault(str(each["loc"][0]), _reason(each["msg"]))
    fit = Settings.model_validate({name: value for name, value in given.items() if name not in wrong})
    return fit, [f"{PREFIX}{name.upper()}: {reason}" for name, reason in wrong.items()]


def _all(environment: Mapping[str, str], file: Path | None) -> dict[str, str]:
    """Both; what the environment says counts."""
    if file is None or not file.is_file():
        return dict(environment)
    from dotenv import dotenv_values  # only where there is such a file

    try:
        written = dotenv_values(file, interpolate=False)
    except (OSError, UnicodeDecodeError):
        raise SettingsError(
            f"{file.name} cannot be read. See that it is text, and that this user may read it."
        ) from None
    return {key: value or "" for key, value in written.items()} | dict(environment)


def _at_home(path: Path) -> Path:
    """`~/x` as a shell would read it; as it is where nobody has that home, and reading it says that it is not there."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _reason(message: str) -> str:
    return message.removeprefix("Value error, ").replace("Input should be", "write")


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    hint = f"Did you mean {PREFIX}{near[0]}?" if near else "All of them are in docs/settings.md."
    return f"There is no setting {PREFIX}{name}. {hint}"


def default_store() -> str:
    """A file in the user's data folder."""
    from platformdirs import user_data_path  # only where no store is named

    return str(Path(user_data_path("itfits", appauthor=False)) / "itfits.db")
