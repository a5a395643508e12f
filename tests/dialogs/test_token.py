"""The bytes behind a button, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.flows import FLOWS
from dialogs.token import LIMIT, OPTION_LIMIT, Token, decode_token, encode_token
from knowledge.ids import make_id

tokens = st.builds(
    Token,
    session=st.builds(make_id, st.text()),
    step=st.sampled_from([step.key for flow in FLOWS.values() for step in flow.steps]),
    visit=st.integers(0, 999_999),
    option=st.from_regex(rf"[A-Za-z0-9_~:-]{{1,{OPTION_LIMIT}}}", fullmatch=True),
)


@given(tokens)
def test_a_token_is_read_back_as_it_was_written(token: Token) -> None:
    """And fits the narrowest channel's button."""
    text = encode_token(**token.model_dump())

    assert decode_token(text) == token
    assert len(text.encode()) <= LIMIT


@given(st.text())
def test_anything_else_is_no_token(text: str) -> None:
    """Nobody's payload raises."""
    decoded = decode_token(text)

    assert decoded is None or encode_token(**decoded.model_dump()) == text


def test_a_token_that_does_not_fit_is_never_written() -> None:
    """Better found by whoever writes a flow than by whoever taps."""
    with pytest.raises(ValueError, match="does not fit a button"):
        encode_token(session="short", step="goal", visit=1, option="yes")
