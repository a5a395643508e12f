"""What an operator can set, from the environment. Wrong or unknown settings are refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError, field_validator

from dialogs.phrases import LANGUAGES
from knowledge.project import Frozen

PREFIX = "ITFITS_"


class SettingsError(Exception):
    """A setting cannot be used. The text tells the operator which, and what to write. Exit status 2."""


class Settings(Frozen):
    """`store` is a path or URL (None: a file in the user's data folder), `language` what newcomers are spoken to in."""

    store: str | None = None
    language: str = LANGUAGES[0]

    @field_validator("language")
    @classmethod
    def _known(cls, language: str) -> str:
        if language not in LANGUAGES:
            raise ValueError(f"{language!r} is not a language I speak; choose one of {', '.join(LANGUAGES)}")
        return language

    @field_validator("store")
    @classmethod
    def _named(cls, store: str | None) -> str | None:
        return store or None


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of an environment; SettingsError names the first one that cannot be used."""
    given = {k.removeprefix(PREFIX): v for k, v in environment.items() if k.startswith(PREFIX)}
    known = {name.upper(): name for name in Settings.model_fields}
    for name in given:
        if name not in known:
            raise SettingsError(_unknown(name, list(known)))
    try:
        return Settings.model_validate({known[name]: value for name, value in given.items()})
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(
            f"{PREFIX}{str(first['loc'][0]).upper()}: {first['msg'].removeprefix('Value error, ')}"
        ) from None


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    hint = f"Did you mean {PREFIX}{near[0]}?" if near else f"Known are {', '.join(PREFIX + each for each in known)}."
    return f"There is no setting {PREFIX}{name}. {hint}"


def default_store() -> str:
    """A file in the user's data folder."""
    from platformdirs import user_data_path  # only where no store is named

    return str(Path(user_data_path("itfits", appauthor=False)) / "itfits.db")
