"""Tokens at rest, and one-use passes for installing. Encrypts; keeps nothing, and reads no clock."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from secrets import token_bytes

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.ports import UnitOfWork

PASS_SECONDS = 600
"""How long a pass may be used: as long as somebody reads what Slack asks before installing."""


class SealError(Exception):
    """What lies in the store was sealed with another key. Put the old key behind the new one; the text says so."""


class Seal:
    """Locks up and opens. The first key locks; each opens what it once locked."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._first = Fernet(keys[0])
        self._all = MultiFernet([Fernet(key) for key in keys])

    def seal(self, words: str) -> str:
        """What may lie in a store."""
        return self._all.encrypt(words.encode()).decode()

    def unseal(self, sealed: str) -> str:
        """What was sealed."""
        try:
            return self._all.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise SealError(
                "A workspace's token was encrypted with another key. Write that key behind the one in "
                "ITFITS_SECRET_KEY, with a comma between them."
            ) from None

    def make_pass(self, *, now: datetime) -> str:
        """A pass that only we can have made."""
        return self._first.encrypt_at_time(token_bytes(16), int(now.timestamp())).decode()

    def use_pass(self, uow: UnitOfWork, given: str, *, now: datetime) -> bool:
        """Whether it is ours, young enough, and was not used before; it is used now."""
        try:
            inside = self._first.decrypt_at_time(given, ttl=PASS_SECONDS, current_time=int(now.timestamp()))
        except (InvalidToken, ValueError):
            return False
        # by what is inside: the same bytes may be spelled in several ways
        return uow.receive(f"pass:{sha256(inside).hexdigest()}", at=now)
