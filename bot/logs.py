"""What an operator reads: names and ids, one line an event. Never people's words, never a secret.

Our own lines are written as `event.name key=value` and come out by key. Of what libraries log, the place comes through,
the kind of error, and a sentence only as the library wrote it, without what was put into it: a finished one may hold a
whole payload. At the very end each line loses everything that looks like a token.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from typing import TextIO

from structlog.dev import ConsoleRenderer
from structlog.processors import JSONRenderer, TimeStamper
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.faults import name_fault
from bot.settings import Settings

OURS = frozenset({"bot", "adapters", "storage", "dialogs", "knowledge"})
SDK = ".sdk"
"""How a logger of ours ends that is lent to a library."""

LOUD = ("slack_bolt", "slack_sdk", "aiohttp", "telegram", "httpx", "httpcore", "asyncio", "alembic", "transitions")
"""Libraries that say too much below WARNING: httpx writes addresses, in which Telegram has its token."""

HIDDEN = "***"

_EVENT = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+")
_PAIR = re.compile(r" (\w+)=")
_SECRETS = re.compile(
    r"xox[a-z](?:\.xox[a-z])?-[\w.-]+"  # Slack's, of every kind
    r"|xapp-[\w-]+"
    r"|(?<=bot)\d+:[\w-]+"  # Telegram's, as a part of its addresses
    r"|\b\d{5,}:[\w-]{20,}"
    r"|(?<=://)[^/@\s\"]*:[^/@\s\"]*(?=@)"  # user and password in an address
)
_SHORTEST = 6
"""Characters of a secret that is looked for as it is: anything shorter stands in every other word."""


def set_up_logs(settings: Settings, *, stream: TextIO | None = None) -> None:
    """From here on everything that is logged goes there (standard error), in the form that is set."""
    handler = _Handler(stream or sys.stderr)
    handler.setFormatter(_Formatter(is_json=settings.log_format == "json", secrets=settings.secrets))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level)
    for name in LOUD:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def hide_secrets(text: str, secrets: tuple[str, ...]) -> str:
    """The text without these, and without anything else that looks like a token."""
    return _hide(text, _spellings(secrets))


class _Handler(logging.StreamHandler[TextIO]):
    """Where a line cannot be written nothing of it comes out by another way: the usual one prints its arguments."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Say that a line was lost, and whose."""
        error = sys.exc_info()[1]
        sys.stderr.write(f"log.lost logger={record.name} fault={name_fault(error) if error else ''}\n")


class _Formatter(ProcessorFormatter):
    """By structlog; then without anything that looks like a secret, wherever in the line it stands."""

    def __init__(self, *, is_json: bool, secrets: tuple[str, ...]) -> None:
        renderer: Processor = JSONRenderer() if is_json else ConsoleRenderer(colors=False)
        super().__init__(
            processors=[_tell, TimeStamper(fmt="iso", utc=True, key="at"), renderer], pass_foreign_args=True
        )
        self._known = _spellings(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        return _hide(super().format(record), self._known)


def _tell(_: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """What may be read of a line."""
    record: logging.LogRecord = event["_record"]
    is_ours = record.name.partition(".")[0] in OURS and not record.name.endswith(SDK)
    told = _read(event["event"]) if is_ours else _read_foreign(record, has_arguments=bool(event["positional_args"]))
    error = (event.get("exc_info") or (None, None))[1]
    fault = {"fault": name_fault(error)} if error is not None else {}
    return {"level": method, "logger": record.name, **told, **fault}


def _read(message: str) -> dict[str, str]:
    """`turn.taken session=s1 flow=goal` by key; anything else as it is."""
    name, *pairs = _PAIR.split(message)
    if not _EVENT.fullmatch(name):
        return {"event": message}
    return {"event": name, **dict(zip(pairs[::2], pairs[1::2], strict=True))}


def _read_foreign(record: logging.LogRecord, *, has_arguments: bool) -> dict[str, str]:
    says = {"says": record.msg} if has_arguments and isinstance(record.msg, str) else {}
    return {"event": "library", "place": f"{record.funcName}, line {record.lineno}", **says}


def _spellings(secrets: tuple[str, ...]) -> list[str]:
    """Each secret, and each part of one that has several, as it is and as JSON writes it; the longest first."""
    parts = {part.strip() for secret in secrets for part in (secret, *secret.split(","))}
    known = {spelled for part in parts if len(part) >= _SHORTEST for spelled in (part, json.dumps(part)[1:-1])}
    return sorted(known, key=len, reverse=True)


def _hide(text: str, known: list[str]) -> str:
    for secret in known:
        text = text.replace(secret, HIDDEN)
    return _SECRETS.sub(HIDDEN, text)
