"""What Slack's refusals mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.delivery import PersonGoneError, RefusedError, RetryLaterError, UnknownFateError
from adapters.slack.faults import BROKEN, GONE, LIMITED, UNSURE, fault_of


def test_no_code_means_two_things() -> None:
    tables = (GONE, BROKEN, LIMITED, UNSURE)

    assert sum(len(table) for table in tables) == len(frozenset().union(*tables))


@pytest.mark.parametrize(
    ("code", "status", "after", "kind", "seconds"),
    [
        ("", 429, "12", RetryLaterError, 12),
        ("", 429, None, RetryLaterError, 5),
        ("", 429, "soon", RetryLaterError, 5),
        ("ratelimited", 200, "3", RetryLaterError, 3),
        ("", 500, None, UnknownFateError, 1),
        ("fatal_error", 200, None, UnknownFateError, 1),
        ("", 200, None, UnknownFateError, 1),
        ("not_authed", 200, None, RetryLaterError, 300),
        ("user_disabled", 200, None, PersonGoneError, 0),
        ("invalid_blocks", 200, None, RefusedError, 0),
        ("", 0, None, RefusedError, 0),
    ],
)
def test_what_each_says(code: str, status: int, after: str | None, kind: type[Exception], seconds: float) -> None:
    fault = fault_of(code, status=status, after=after)

    assert type(fault) is kind
    assert fault.after == seconds


@given(code=st.none() | st.integers() | st.text(), status=st.integers(), after=st.none() | st.text())
def test_nothing_that_is_no_code_stands_in_an_error(code: object, status: int, after: str | None) -> None:
    said = str(fault_of(code, status=status, after=after))

    assert said.replace("_", "").replace(" ", "").replace("-", "").isalnum()
    assert said.isascii()
