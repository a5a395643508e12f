"""Codes that let somebody in: how they are made, recognised and kept. Pure: what is random comes in as an argument."""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64Error
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from dialogs.inbound import Inbound, Opened, Said
from dialogs.phrases import LANGUAGES, listed
from knowledge.ids import make_id

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Of codes that people type: none that is taken for another."""

START_FOR = timedelta(days=14)

TYPED_LENGTH = 8
_TYPED = re.compile(rf"[{LETTERS}]{{{TYPED_LENGTH}}}")
_LINKED = re.compile(r"[A-Za-z0-9_-]{22}|s[A-Za-z0-9_-]{27}")
_IN_ADDRESS = re.compile(r"[?&]start=([A-Za-z0-9_-]{1,64})")

_TIME_BYTES, _CHANCE_BYTES, _SEAL_BYTES = 4, 4, 12  # 20 in all: 27 characters of base64


@dataclass(frozen=True, slots=True)
class Links:
    """Where codes can be used: the name of the bot on Telegram, whether there is Slack.

    `start_key` seals the codes with which an operator lets somebody begin a project; without it there are none.
    """

    telegram: str = ""
    slack: bool = False
    start_key: bytes = b""

    def address(self, code: str) -> str | None:
        """A link that brings the code along."""
        return f"https://t.me/{self.telegram}?start={code}" if self.telegram else None


def code_of(inbound: Inbound) -> str | None:
    """The code in an act, if that is what it is: `join ABC`, `link ABC`, a link that was opened or pasted."""
    content = inbound.content
    if isinstance(content, Opened):
        return _plain(content.ticket) or None
    return _read(content.text) if isinstance(content, Said) else None


def digest_of(code: str) -> str:
    """What is kept of a code: whoever reads it cannot use it."""
    return sha256(code.encode()).hexdigest()


def make_code(chance: str, *about: str) -> str:
    """A code for a link: 22 characters that nobody can guess, as far as `chance` is."""
    return make_id("ticket", chance, *about)


def make_typed_code(chance: str) -> str:
    """A code that is short enough to be typed; few tries and a short life make up for that."""
    number = int.from_bytes(sha256(f"link {chance}".encode()).digest(), "big")
    letters = (number // len(LETTERS) ** place % len(LETTERS) for place in range(TYPED_LENGTH))
    return "".join(LETTERS[letter] for letter in letters)


def show_typed(code: str) -> str:
    """As people read it: ABCD-EFGH."""
    return f"{code[: TYPED_LENGTH // 2]}-{code[TYPED_LENGTH // 2 :]}"


def make_start_code(key: bytes, *, expires: datetime, chance: bytes) -> str:
    """A code that needs no store to be made, so that an operator can while the service has it: 28 characters."""
    said = int(expires.timestamp()).to_bytes(_TIME_BYTES, "big") + chance[:_CHANCE_BYTES]
    return _written(said + _seal(key, said))


def read_start_code(key: bytes, code: str) -> datetime | None:
    """When such a code expires; None where it was not made with this key."""
    if not key or len(code) != 28 or not code.startswith("s"):
        return None
    try:
        raw = urlsafe_b64decode(code[1:] + "=")
    except NotBase64Error:
        return None
    if _written(raw) != code:  # base64 is read in more than one way, and a code is good once
        return None
    said, seal = raw[: _TIME_BYTES + _CHANCE_BYTES], raw[_TIME_BYTES + _CHANCE_BYTES :]
    if not hmac.compare_digest(seal, _seal(key, said)):
        return None
    return datetime.fromtimestamp(int.from_bytes(said[:_TIME_BYTES], "big"), UTC)


def _written(raw: bytes) -> str:
    return "s" + urlsafe_b64encode(raw).decode().rstrip("=")


def _seal(key: bytes, said: bytes) -> bytes:
    return hmac.digest(key, b"start " + said, "sha256")[:_SEAL_BYTES]


def _read(text: str) -> str | None:
    words = text.strip().split()
    if not 1 <= len(words) <= 3 or len(text) > 300:
        return None
    if found := _IN_ADDRESS.search(text):
        return _plain(found[1])
    if len(words) > 1 and words[0].removeprefix("/").casefold() in _keywords():
        code = _plain("".join(words[1:]))
        return code if _TYPED.fullmatch(code) or _is_linked(code) else None
    return words[0] if len(words) == 1 and _is_linked(words[0]) else None


def _is_linked(code: str) -> bool:
    """Whether it has the form of a code of a link: small letters alone are a long word."""
    return _LINKED.fullmatch(code) is not None and not code[1:].islower()


def _keywords() -> frozenset[str]:
    keys = ("word-join", "word-link")
    return frozenset(each for language in LANGUAGES for key in keys for each in listed(key, language=language))


def _plain(code: str) -> str:
    """A typed code however it was spaced and capitalised; any other as it is."""
    typed = code.replace("-", "").upper()
    return typed if _TYPED.fullmatch(typed) else code
