"""What Telegram tells of our bot, and what came to us in its name. The checks are pure; `ask_telegram` asks."""

from __future__ import annotations

import asyncio
from datetime import datetime
from urllib.parse import urlsplit

from adapters.telegram.probe import Probe, probe
from adapters.telegram.webhook import PATH
from bot.doctor.findings import Check, Finding
from bot.doctor.kept import Kept, often, span
from bot.doctor.places import place_of
from bot.settings import Settings

PATIENCE = 5.0
"""Seconds that its answers may take."""


async def ask_telegram(settings: Settings) -> Probe | None:
    """What it says; None where there is no token."""
    if settings.telegram_bot_token is None:
        return None
    try:
        return await asyncio.wait_for(
            probe(settings.telegram_bot_token.get_secret_value(), settings.telegram_api_url), PATIENCE
        )
    except TimeoutError:
        return Probe(error="unreachable")


def check_telegram(settings: Settings, bot: Probe | None, kept: Kept, *, now: datetime) -> tuple[Check, ...]:
    """Everything about Telegram; one line where it is not used."""
    if bot is None:
        return (Check(name="telegram", title="Telegram", skipped="not set up"),)
    return (
        _check_reach(settings, bot),
        _check_token(bot),
        _check_ways(settings, bot, kept, now=now),
        _check_secret(settings, kept, now=now),
    )


def _check_reach(settings: Settings, bot: Probe) -> Check:
    check = Check(name="telegram.reach", title="Telegram: answers")
    if bot.error not in {"unreachable", "refused"}:
        return check
    found = Finding(
        code="telegram.unreachable",
        wrong="Telegram cannot be reached." if bot.error == "unreachable" else "Telegram refuses to tell of the bot.",
        effect="Nothing is heard or sent there until then.",
        mend="see that this machine may open https://api.telegram.org (network, proxy, firewall)."
        if settings.telegram_api_url is None
        else "see that ITFITS_TELEGRAM_API_URL is right; without it, Telegram's own address is used.",
    )
    return check.but(findings=(found,))


def _check_token(bot: Probe) -> Check:
    check = Check(name="telegram.token", title="Telegram: bot token")
    if bot.error == "token":
        found = Finding(
            code="telegram.token.wrong",
            wrong="Telegram does not take ITFITS_TELEGRAM_BOT_TOKEN.",
            effect="Nothing is heard or sent there.",
            mend=place_of("ITFITS_TELEGRAM_BOT_TOKEN"),
        )
        return check.but(findings=(found,))
    return check.but(skipped="Telegram does not answer") if bot.error else check.but(note=f"bot {bot.bot_id}")


def _check_ways(settings: Settings, bot: Probe, kept: Kept, *, now: datetime) -> Check:
    check = Check(name="telegram.ways", title=f"Telegram: {settings.telegram_mode}")
    if bot.error:
        return check.but(skipped="not known")
    found = _hooked(settings, bot) if settings.is_webhook else _polled(bot, kept, now=now)
    return check.but(findings=tuple(found))


def _polled(bot: Probe, kept: Kept, *, now: datetime) -> list[Finding]:
    found: list[Finding] = []
    if bot.webhook_url:
        found.append(
            Finding(
                code="telegram.webhook.set",
                wrong=f"ITFITS_TELEGRAM_MODE is polling, and the bot has a webhook at {_place(bot.webhook_url)}.",
                effect="While it is set, Telegram gives us nothing.",
                mend="start `itfits run`: it takes the webhook away. If it comes back, another program uses this bot's "
                "token: end that one, or set ITFITS_TELEGRAM_MODE=webhook.",
            )
        )
    if seen := kept.seen_lately("telegram.conflict", now=now):
        found.append(
            Finding(
                code="telegram.conflict",
                wrong=f"Somebody else takes this bot's updates (last noted {span(now - seen.last)} ago).",
                effect="Each message comes to one of the two only.",
                mend="end the other program that uses this token, or have @BotFather make a new one (/revoke) for "
                "ITFITS_TELEGRAM_BOT_TOKEN.",
            )
        )
    return found


def _hooked(settings: Settings, bot: Probe) -> list[Finding]:
    ours = f"{(settings.public_url or '').rstrip('/')}{PATH}"
    start = "start `itfits run`: it sets the webhook."
    if settings.public_url is None:
        return []  # the settings say so already
    if not bot.webhook_url:
        return [
            Finding(
                code="telegram.webhook.missing",
                wrong="ITFITS_TELEGRAM_MODE is webhook, and the bot has none.",
                effect="Telegram keeps what people write, and nobody is answered.",
                mend=start,
            )
        ]
    if bot.webhook_url != ours:
        return [
            Finding(
                code="telegram.webhook.elsewhere",
                wrong=f"The bot's webhook points to {_place(bot.webhook_url)}, not to {PATH} at ITFITS_PUBLIC_URL.",
                effect="What people write goes there.",
                mend=f"see that ITFITS_PUBLIC_URL is right, and {start} If it moves again, another program uses this "
                "bot's token: end that one.",
            )
        ]
    if not (bot.webhook_error and bot.pending):
        return []
    return [
        Finding(
            code="telegram.webhook.failing",
            wrong=f'{bot.pending} updates wait: Telegram cannot deliver them ("{bot.webhook_error}").',
            effect="Nobody is answered until then.",
            mend="see that `itfits run` is at work, that ITFITS_PUBLIC_URL leads to it from outside, and that its "
            "certificate is good.",
        )
    ]


def _check_secret(settings: Settings, kept: Kept, *, now: datetime) -> Check:
    check = Check(name="telegram.secret", title="Telegram: webhook secret")
    if not settings.is_webhook:
        return check.but(skipped="not needed with polling")
    seen = kept.seen_lately("telegram.secret", now=now)
    if seen is None:
        return check
    found = Finding(
        code="telegram.secret.wrong",
        wrong=f"Requests to {PATH} came with a wrong secret (noted {often(seen.count)}, last {span(now - seen.last)} "
        "ago). If people do get answers, somebody else knocked.",
        effect="Such requests are refused.",
        mend="start `itfits run` anew with one ITFITS_TELEGRAM_WEBHOOK_SECRET everywhere: it tells Telegram.",
    )
    return check.but(findings=(found,))


def _place(url: str) -> str:
    """The host only: some people keep a token in the rest."""
    try:
        return urlsplit(url).hostname or "another address"
    except ValueError:
        return "another address"
