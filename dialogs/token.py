"""The bytes behind a button: session, step, visit, option. Both halves of the codec, and the limit that shaped them."""

from __future__ import annotations

import re

from knowledge.project import Frozen

LIMIT = 64
"""Bytes of Telegram's `callback_data`, the narrowest of our channels."""

STEP_LIMIT = 10
OPTION_LIMIT = 22
# 22 (session) + 10 (step) + 6 (visit) + 22 (option) + 3 dots = 63

_FORM = re.compile(
    r"([A-Za-z0-9_-]{22})\.([a-z_]{1,10})\.(0|[1-9][0-9]{0,5})\.([A-Za-z0-9_~:-]{1,22})",
)


class Token(Frozen):
    """Which option of which asking a button stands for."""

    session: str
    step: str
    visit: int
    option: str


def encode_token(*, session: str, step: str, visit: int, option: str) -> str:
    """At most 64 ASCII characters; ValueError, with the token, where it would not fit or not be read back."""
    text = f"{session}.{step}.{visit}.{option}"
    if not text.isascii() or _FORM.fullmatch(text) is None:
        raise ValueError(f"{text!r} does not fit a button; shorten the key of the step or the option")
    return text


def decode_token(text: str) -> Token | None:
    """The token, or None for anything that `encode_token` did not make."""
    found = _FORM.fullmatch(text) if text.isascii() else None
    if found is None:
        return None
    session, step, visit, option = found.groups()
    return Token(session=session, step=step, visit=int(visit), option=option)
