"""Codes that let somebody in: none can be guessed, forged or mistaken for an answer."""

from __future__ import annotations

from datetime import UTC, datetime
from string import ascii_letters

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codes import code_of, digest_of, make_code, make_start_code, make_typed_code, read_start_code, show_typed
from dialogs.inbound import Said
from tests.support.world import World

WHEN = datetime(2027, 1, 1, 12, 0, tzinfo=UTC)
KEY = b"key"


def code_in(text: str) -> str | None:
    return code_of(World().inbound("Ana", Said(text=text)))


@given(key=st.binary(min_size=1), chance=st.binary(min_size=4, max_size=4), seconds=st.integers(0, 2**31))
def test_a_start_code_says_until_when_it_is_good(key: bytes, chance: bytes, seconds: int) -> None:
    expires = datetime.fromtimestamp(seconds, UTC)
    code = make_start_code(key, expires=expires, chance=chance)

    assert read_start_code(key, code) == expires
    assert len(code) <= 64  # Telegram's limit of a start parameter
    assert code_in(f"join {code}") == code


def test_a_start_code_that_was_changed_anywhere_is_none() -> None:
    """Also at its end, where base64 leaves two bits over: such a code could be used four times."""
    code = make_start_code(KEY, expires=WHEN, chance=b"1234")
    changed = {code[:place] + letter + code[place + 1 :] for place in range(28) for letter in ascii_letters + "019-_ ="}

    assert {each for each in changed if read_start_code(KEY, each) is not None} == {code}


@given(st.text())
def test_any_text_is_no_start_code(text: str) -> None:
    assert read_start_code(KEY, text) is None


def test_without_a_key_there_are_no_start_codes() -> None:
    assert read_start_code(b"", make_start_code(b"", expires=WHEN, chance=b"1234")) is None


@given(st.text(min_size=1))
def test_a_typed_code_is_read_however_it_was_typed(chance: str) -> None:
    code = make_typed_code(chance)

    for form in (show_typed(code), show_typed(code).lower(), " ".join((code[:4], code[4:]))):
        assert code_in(f"link {form}") == code


@pytest.mark.parametrize(
    "text", ["nobody has time", "link", "join", "Gesundheitsmanagements", "join the team at last", ""]
)
def test_what_people_write_is_no_code(text: str) -> None:
    assert code_in(text) is None


def test_what_is_kept_does_not_lead_back() -> None:
    code = make_code("chance", "ben")

    assert code not in digest_of(code)
    assert make_code("another chance", "ben") != code
