"""Calls as they came in: kept for tests, and appended to the file that OUTGOING_LOG names. Never a token."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from tests.support.slack.places import Json

SECRET = {"token", "client_secret"}


@dataclass(frozen=True)
class Recorded:
    """One call: its method, its arguments with nested values as JSON, the caller's team, seconds since 1970."""

    method: str
    params: Json
    team_id: str | None
    at: float


class Calls(list[Recorded]):
    """Every call so far, oldest first."""

    def __init__(self, log: Path | None) -> None:
        super().__init__()
        self.log = log

    def record(self, method: str, params: Json, *, team_id: str | None, at: float) -> None:
        """Keep a call, and write it down where the contract checker reads it."""
        known = {key: value for key, value in params.items() if key not in SECRET}
        self.append(Recorded(method, known, team_id, at))
        if self.log:
            _append(self.log, {"channel": "slack", "method": method, "params": known})

    def of(self, method: str) -> list[Json]:
        """The arguments of each call of a method."""
        return [call.params for call in self if call.method == method]


def _append(log: Path, line: Json) -> None:
    """One write, so that lines of several processes do not mix."""
    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(file, (json.dumps(line) + "\n").encode())
    finally:
        os.close(file)
