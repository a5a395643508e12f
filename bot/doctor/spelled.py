"""What the settings alone tell: unknown, unfit, missing, or not going together. Pure; shows no value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from bot.doctor.findings import Check, Finding
from bot.doctor.places import PLACES, place_of
from bot.settings import Settings
from bot.spelling import find_conflicts

_NAME = re.compile(r"ITFITS_[A-Z_]+")
_NO_START = "`itfits run` does not start."


def check_settings(settings: Settings, faults: Sequence[str]) -> Check:
    """All faults: of single settings, then of how they go together where that is not the same fault again."""
    known = set(_NAME.findall(" ".join(faults)))
    conflicts = [each for each in find_conflicts(settings) if not known & set(_NAME.findall(each))]
    found = (*map(_unfit, faults), *(_conflict(each, settings) for each in conflicts), *_idle(settings, known))
    return Check(name="settings", title="Settings", findings=found)


def check_address(settings: Settings) -> Check:
    """Whether the platforms can call us where they are to."""
    check = Check(name="address", title="Public address")
    for_telegram = settings.is_webhook and not _is_here(settings.telegram_api_url)
    for_slack = settings.has_oauth and not _is_here(settings.slack_api_url)
    if settings.public_url is None or not (settings.is_webhook or settings.has_oauth):
        return check.but(skipped="not needed" if settings.public_url is None else "not used")
    if settings.public_url.startswith("https://") or not (for_telegram or for_slack):
        return check
    found = Finding(
        code="address.not_https",
        wrong="ITFITS_PUBLIC_URL does not begin with https:// and names this machine.",
        effect="The platforms cannot call it.",
        mend=place_of("ITFITS_PUBLIC_URL"),
    )
    return check.but(findings=(found,))


def _unfit(fault: str) -> Finding:
    named = [name for name in _NAME.findall(fault.partition(":")[0]) if name in PLACES]
    mend = place_of(named[0]) if named else "correct it or take it out; docs/settings.md has all of them."
    return Finding(code="settings.unfit", wrong=_whole(fault), effect=_NO_START, mend=mend)


def _conflict(sentence: str, settings: Settings) -> Finding:
    needed = [name for name in _NAME.findall(sentence) if name in PLACES and _is_missing(name, settings)]
    mend = " ".join(place_of(name) for name in dict.fromkeys(needed)) or "set what this sentence names, or take it out."
    code = f"missing.{needed[0].removeprefix('ITFITS_').lower()}" if needed else "settings.conflict"
    return Finding(code=code, wrong=sentence, effect=_NO_START, mend=mend)


def _idle(settings: Settings, known: set[str]) -> list[Finding]:
    """A platform that was begun and has no token, where nothing else says so."""
    begun = {
        "ITFITS_SLACK_BOT_TOKEN": not settings.has_slack and settings.slack_signing_secret,
        "ITFITS_TELEGRAM_BOT_TOKEN": not (settings.has_telegram or settings.is_webhook)
        and settings.telegram_webhook_secret,
    }
    return [
        Finding(
            code=f"missing.{name.removeprefix('ITFITS_').lower()}",
            wrong=f"{name} is missing, while other settings of that platform are there.",
            effect="Nobody is answered there.",
            mend=place_of(name),
        )
        for name, is_begun in begun.items()
        if is_begun and name not in known and (settings.has_slack or settings.has_telegram)
    ]


def _is_missing(name: str, settings: Settings) -> bool:
    return getattr(settings, name.removeprefix("ITFITS_").lower()) is None


def _is_here(url: str | None) -> bool:
    return url is not None and urlsplit(url).hostname in {"localhost", "127.0.0.1", "::1"}


def _whole(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "-", ")")) else f"{sentence}."
