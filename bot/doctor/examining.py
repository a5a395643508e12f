"""The whole look: asks everybody at once, then goes through the checks in their order. Never fails, shows no secret."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from adapters.slack.probe import Probe as SlackProbe
from adapters.telegram.probe import Probe as TelegramProbe
from bot.doctor.files import check_catalogue, check_file
from bot.doctor.findings import Check, Finding
from bot.doctor.kept import Kept, check_aside, check_store, check_waiting, look_at_store
from bot.doctor.machine import check_clock, check_port, read_date
from bot.doctor.slack import Asked, ask_app, ask_bot, ask_workspaces, check_slack
from bot.doctor.spelled import check_address, check_settings
from bot.doctor.telegram import ask_telegram, check_telegram
from bot.faults import name_fault
from bot.logs import hide_secrets
from bot.sending import Clock
from bot.settings import Settings, default_store, survey_settings

T = TypeVar("T")


@dataclass(frozen=True)
class _Seen:
    """Everything that was asked for."""

    slack: Asked
    telegram: TelegramProbe | None
    telegram_at: datetime
    kept: Kept
    port: Check


async def examine(
    environment: Mapping[str, str], *, file: Path | None, store: str | None, clock: Clock
) -> tuple[Check, ...]:
    """All checks, in the order in which one mends things. `store` counts more than the settings."""
    settings, faults = survey_settings(environment, file=file)
    url = store or settings.store or default_store()
    seen = await _look(settings, url, clock=clock)
    now = clock()
    checks = (
        *_guarded("settings", lambda: (check_settings(settings, faults),)),
        *(_guarded("file", lambda: (check_file(file, environment),)) if file else ()),
        *_guarded("catalogue", lambda: (check_catalogue(settings),)),
        *_guarded("address", lambda: (check_address(settings),)),
        *_guarded("store", lambda: (check_store(seen.kept, url=url),)),
        *_guarded("slack", lambda: check_slack(settings, seen.slack, seen.kept)),
        *_guarded("telegram", lambda: check_telegram(settings, seen.telegram, seen.kept, now=now)),
        *_guarded("clock", lambda: (_check_clock(seen),)),
        seen.port,
        *_guarded("waiting", lambda: (check_waiting(seen.kept, now=now), check_aside(seen.kept, now=now))),
    )
    return tuple(_hidden(check, settings.secrets) for check in checks)


async def _look(settings: Settings, url: str, *, clock: Clock) -> _Seen:
    kept, slack, (telegram, telegram_at), port = await asyncio.gather(
        _caught(look_at_store(url), lambda error: Kept(fault="unusable", said=f"It fails with {name_fault(error)}.")),
        _ask_slack(settings, clock=clock),
        _ask_telegram(settings, clock=clock),
        _caught(check_port(settings), lambda error: _failed("port", error)),
    )
    workspaces = await _caught(ask_workspaces(settings, kept), lambda _: {})
    return _Seen(replace(slack, workspaces=workspaces), telegram, telegram_at, kept, port)


async def _ask_slack(settings: Settings, *, clock: Clock) -> Asked:
    bot, app = await asyncio.gather(
        _caught(ask_bot(settings), lambda error: SlackProbe(error=type(error).__name__)),
        _caught(ask_app(settings), lambda error: SlackProbe(error=type(error).__name__)),
    )
    return Asked(at=clock(), bot=bot, app=app)


async def _ask_telegram(settings: Settings, *, clock: Clock) -> tuple[TelegramProbe | None, datetime]:
    found = await _caught(ask_telegram(settings), lambda _: TelegramProbe(error="unreachable"))
    return found, clock()


def _check_clock(seen: _Seen) -> Check:
    off: dict[str, timedelta] = {}
    for each in seen.slack.probes:
        if (date := read_date(each.date)) is not None:
            off["Slack"] = seen.slack.at - date
    if seen.telegram is not None and seen.telegram.date is not None:
        off["Telegram"] = seen.telegram_at - seen.telegram.date
    return check_clock(off)


async def _caught(asking: Coroutine[object, object, T], otherwise: Callable[[Exception], T]) -> T:
    """The answer; a fault of ours is an answer too, so that the rest is looked at all the same."""
    try:
        return await asking
    except Exception as error:
        return otherwise(error)


def _guarded(name: str, check: Callable[[], tuple[Check, ...]]) -> tuple[Check, ...]:
    try:
        return check()
    except Exception as error:
        return (_failed(name, error),)


def _failed(name: str, error: Exception) -> Check:
    found = Finding(
        code="doctor.failed",
        wrong=f"This could not be looked at: {name_fault(error)}.",
        mend="this is a mistake in the program: report it. There is nothing to set.",
    )
    return Check(name=name, title=name.capitalize(), findings=(found,))


def _hidden(check: Check, secrets: tuple[str, ...]) -> Check:
    """Without any secret that a platform, a driver or a slip of the pen has put into a sentence."""

    def hide(text: str) -> str:
        return hide_secrets(text, secrets)

    findings = tuple(
        each.but(wrong=hide(each.wrong), effect=hide(each.effect), mend=hide(each.mend)) for each in check.findings
    )
    return check.but(findings=findings, skipped=hide(check.skipped), note=hide(check.note))
