"""How Telegram says no: a status, a description, and for 429 the seconds to wait. No rule lives here."""

from __future__ import annotations


class RefusedError(Exception):
    """A call that is answered with `ok: false`. `retry_after` is in whole seconds."""

    def __init__(self, status: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(f"{status} {description}")
        self.status = status
        self.description = description
        self.retry_after = retry_after


def make_bad_request(why: str) -> RefusedError:
    """400: the call itself is wrong, and the same call will be wrong again."""
    return RefusedError(400, f"Bad Request: {why}")


def make_forbidden(why: str) -> RefusedError:
    """403: the call is right, and the chat is closed to the bot."""
    return RefusedError(403, f"Forbidden: {why}")


def make_conflict(why: str) -> RefusedError:
    """409: somebody else takes the updates."""
    return RefusedError(409, f"Conflict: {why}")


def make_too_many(after: int) -> RefusedError:
    """429: come again in that many seconds."""
    return RefusedError(429, f"Too Many Requests: retry after {after}", retry_after=after)
