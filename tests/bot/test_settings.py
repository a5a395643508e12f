"""Settings from an environment: a wrong one is refused by name, with what to write instead."""

from __future__ import annotations

import pytest

from bot.settings import Settings, SettingsError, read_settings


def test_without_settings_the_defaults_hold() -> None:
    assert read_settings({"HOME": "/", "PATH": "/bin"}) == Settings(store=None, language="en")


def test_what_is_set_is_read() -> None:
    given = {"ITFITS_STORE": "postgresql://here/itfits", "ITFITS_LANGUAGE": "de"}

    assert read_settings(given) == Settings(store="postgresql://here/itfits", language="de")


def test_an_empty_store_is_none() -> None:
    assert read_settings({"ITFITS_STORE": ""}).store is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ITFITS_STOR": "x"}, "There is no setting ITFITS_STOR. Did you mean ITFITS_STORE?"),
        ({"ITFITS_LANG": "de"}, "There is no setting ITFITS_LANG. Did you mean ITFITS_LANGUAGE?"),
        ({"ITFITS_FOO": "1"}, "There is no setting ITFITS_FOO. Known are ITFITS_STORE, ITFITS_LANGUAGE."),
        ({"ITFITS_": "1"}, "There is no setting ITFITS_. Known are ITFITS_STORE, ITFITS_LANGUAGE."),
        ({"ITFITS_store": "1"}, "There is no setting ITFITS_store."),
        ({"ITFITS_LANGUAGE": "fr"}, "ITFITS_LANGUAGE: 'fr' is not a language I speak; choose one of en, de"),
        ({"ITFITS_LANGUAGE": ""}, "ITFITS_LANGUAGE: '' is not a language I speak; choose one of en, de"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_name(given: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_settings(given)

    assert str(refused.value).startswith(said)
