"""What Slack tells of our tokens, and what its requests told us. The checks are pure; `ask_...` ask."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from adapters.slack.faults import BROKEN
from adapters.slack.limits import SCOPES
from adapters.slack.probe import Probe, probe, probe_app
from bot.doctor.findings import Check, Finding
from bot.doctor.kept import Kept, often, span
from bot.doctor.places import place_of
from bot.sealing import Seal, SealError
from bot.settings import Settings
from bot.spelling import keys_of

PATIENCE = 5.0
"""Seconds that one answer may take."""

MOST = 20
"""Workspaces whose tokens are tried: the newest."""

_SIGNING = re.compile(r"[0-9a-f]{32}")

Fault = Literal["", "token", "scope", "busy", "away"]


@dataclass(frozen=True)
class Asked:
    """What Slack said to the bot's token and to the app's, None where there is none; `at` is our time then."""

    at: datetime
    bot: Probe | None = None
    app: Probe | None = None
    workspaces: Mapping[str, Probe] = field(default_factory=dict)

    @property
    def probes(self) -> tuple[Probe, ...]:
        """All answers."""
        return tuple(each for each in (self.bot, self.app, *self.workspaces.values()) if each is not None)


async def ask_bot(settings: Settings) -> Probe | None:
    """Whose token the bot's is."""
    if settings.slack_bot_token is None:
        return None
    return await _probed(settings.slack_bot_token.get_secret_value(), settings)


async def ask_app(settings: Settings) -> Probe | None:
    """Whether the app's token opens connections, where it is to."""
    if settings.slack_app_token is None or not settings.is_socket:
        return None
    try:
        return await asyncio.wait_for(
            probe_app(settings.slack_app_token.get_secret_value(), settings.slack_api_url), PATIENCE
        )
    except TimeoutError:
        return Probe(error="TimeoutError")


async def ask_workspaces(settings: Settings, kept: Kept) -> dict[str, Probe]:
    """Whose tokens those of the installed workspaces are, where our key opens them."""
    tokens = {each.workspace: _unsealed(each.sealed, settings) for each in kept.installations[-MOST:]}
    known = {workspace: token for workspace, token in tokens.items() if token is not None}
    found = await asyncio.gather(*(_probed(token, settings) for token in known.values()))
    return dict(zip(known, found, strict=True))


async def _probed(token: str, settings: Settings) -> Probe:
    try:
        return await asyncio.wait_for(probe(token, settings.slack_api_url), PATIENCE)
    except TimeoutError:
        return Probe(error="TimeoutError")


def _unsealed(sealed: str, settings: Settings) -> str | None:
    if settings.secret_key is None:
        return None
    try:
        return Seal(keys_of(settings.secret_key)).unseal(sealed)
    except SealError:
        return None


def check_slack(settings: Settings, asked: Asked, kept: Kept) -> tuple[Check, ...]:
    """Everything about Slack; one line where it is not used."""
    if not (settings.has_slack or settings.slack_app_token):
        return (Check(name="slack", title="Slack", skipped="not set up"),)
    return (
        _check_reach(settings, asked),
        _check_bot(settings, asked.bot),
        _check_scopes(asked),
        _check_app(settings, asked.app),
        _check_signing(settings, kept, now=asked.at),
        *([_check_admitted(settings)] if settings.has_oauth else []),
        *([_check_workspaces(settings, asked, kept)] if settings.has_oauth or kept.installations else []),
    )


def _check_reach(settings: Settings, asked: Asked) -> Check:
    check = Check(name="slack.reach", title="Slack: answers")
    away = next((each.error for each in asked.probes if _fault(each) == "away"), "")
    if not away:
        return check if asked.probes else check.but(skipped="no token to ask with")
    elsewhere = settings.slack_api_url is not None
    found = Finding(
        code="slack.unreachable",
        wrong=f"Slack does not answer as it should ({away}).",
        effect="Nothing is heard or sent there until it does.",
        mend="see that ITFITS_SLACK_API_URL is right; without it, Slack's own address is used."
        if elsewhere
        else "see that this machine may open https://slack.com (network, proxy, firewall); status.slack.com tells of "
        "Slack's own troubles.",
    )
    return check.but(findings=(found,))


def _check_bot(settings: Settings, bot: Probe | None) -> Check:
    check = Check(name="slack.token", title="Slack: bot token")
    if bot is None:
        return check.but(skipped="several workspaces, each with its own" if settings.has_oauth else "missing")
    match _fault(bot):
        case "":
            return check.but(note=f"workspace {bot.team}, bot {bot.bot_user}")
        case "away" | "busy":
            return check.but(skipped="Slack does not answer" if _fault(bot) == "away" else "Slack asks us to wait")
    found = Finding(
        code="slack.token.wrong",
        wrong=f"Slack does not take ITFITS_SLACK_BOT_TOKEN ({bot.error}).",
        effect="Nothing is heard or sent there.",
        mend=place_of("ITFITS_SLACK_BOT_TOKEN") + " If none is there, install the app to the workspace first.",
    )
    return check.but(findings=(found,))


def _check_scopes(asked: Asked) -> Check:
    check = Check(name="slack.scopes", title="Slack: scopes")
    answers = {"": asked.bot, **asked.workspaces}
    good = {name: each for name, each in answers.items() if each is not None and not each.error and each.scopes}
    if not good:
        return check.but(skipped="not known without a token that Slack takes")
    lacks = {name: [scope for scope in SCOPES if scope not in each.scopes] for name, each in good.items()}
    return check.but(findings=tuple(_lacking(name, scopes) for name, scopes in lacks.items() if scopes))


def _lacking(workspace: str, scopes: list[str]) -> Finding:
    whose = f"Workspace {workspace} has not allowed" if workspace else "The app is missing"
    reasons = "; ".join(f"{scope} ({SCOPES[scope]})" for scope in scopes)
    again = "install it there again" if workspace else "then Reinstall to Workspace"
    return Finding(
        code="slack.scope.missing",
        wrong=f"{whose} {'scopes' if len(scopes) > 1 else 'the scope'} {', '.join(scopes)}.",
        effect=f"Without it this does not work: {reasons}.",
        mend=f"api.slack.com/apps, your app, OAuth & Permissions, Bot Token Scopes: add it; {again}.",
    )


def _check_app(settings: Settings, app: Probe | None) -> Check:
    check = Check(name="slack.app_token", title="Slack: app token")
    if app is None:
        return check.but(skipped="missing" if settings.is_socket else "not needed over HTTP")
    match _fault(app):
        case "":
            return check
        case "away" | "busy":
            return check.but(skipped="Slack does not answer" if _fault(app) == "away" else "Slack asks us to wait")
        case "scope":
            wrong = "The token in ITFITS_SLACK_APP_TOKEN has not the scope connections:write."
        case _:
            wrong = f"Slack does not take ITFITS_SLACK_APP_TOKEN ({app.error})."
    found = Finding(
        code="slack.app_token.wrong",
        wrong=wrong,
        effect="Socket Mode does not connect, and nothing is heard.",
        mend=place_of("ITFITS_SLACK_APP_TOKEN") + " Socket Mode must be switched on there too.",
    )
    return check.but(findings=(found,))


def _check_signing(settings: Settings, kept: Kept, *, now: datetime) -> Check:
    check = Check(name="slack.signing", title="Slack: signing secret")
    if settings.is_socket:
        return check.but(skipped="not needed with Socket Mode")
    if settings.slack_signing_secret is None:
        return check.but(skipped="missing")
    wrong = [_misshapen(settings), _not_verifying(kept, now=now)]
    return check.but(
        findings=tuple(
            Finding(
                code=code,
                wrong=said,
                effect="What people write and tap there is refused.",
                mend=place_of("ITFITS_SLACK_SIGNING_SECRET"),
            )
            for code, said in wrong
            if code
        )
    )


def _misshapen(settings: Settings) -> tuple[str, str]:
    """A code and a sentence, both empty where it looks right."""
    secret = settings.slack_signing_secret
    name = "ITFITS_SLACK_SIGNING_SECRET"
    if secret is None or (_SIGNING.fullmatch(secret.get_secret_value()) and secret != settings.slack_client_secret):
        return "", ""
    if secret.get_secret_value().startswith(("xox", "xapp")):
        return "slack.signing.token", f"{name} holds a token instead of the signing secret."
    if secret == settings.slack_client_secret:
        return "slack.signing.same", f"{name} is the same as ITFITS_SLACK_CLIENT_SECRET, and Slack gives two."
    return "slack.signing.form", f"{name} is not a signing secret: that has 32 characters of 0-9 and a-f."


def _not_verifying(kept: Kept, *, now: datetime) -> tuple[str, str]:
    seen = kept.seen_lately("slack.signature", now=now)
    if seen is None:
        return "", ""
    return (
        "slack.signing.wrong",
        f"Slack's requests do not verify: ITFITS_SLACK_SIGNING_SECRET is wrong (noted {often(seen.count)}, first "
        f"{span(now - seen.first)} ago, last {span(now - seen.last)} ago). If people do get answers, somebody else "
        "knocked. If the clock is found wrong too, mend that first.",
    )


def _check_admitted(settings: Settings) -> Check:
    """No fault either way; but whoever opens it to anybody should know."""
    anybody = "any workspace that opens the link; name those that may in ITFITS_SLACK_WORKSPACES"
    note = ", ".join(sorted(settings.workspaces)) or anybody
    return Check(name="slack.admitted", title="Slack: who may install it", note=note)


def _check_workspaces(settings: Settings, asked: Asked, kept: Kept) -> Check:
    check = Check(name="slack.workspaces", title="Slack: installed workspaces", note=f"{len(kept.installations)}")
    sealed = [each.workspace for each in kept.installations if _unsealed(each.sealed, settings) is None]
    dead = [name for name, each in asked.workspaces.items() if _fault(each) == "token"]
    return check.but(findings=tuple([_closed(settings, sealed)] * bool(sealed) + [_dead(dead)] * bool(dead)))


def _closed(settings: Settings, workspaces: list[str]) -> Finding:
    code, wrong = "key.unfit", "ITFITS_SECRET_KEY does not open the tokens of"
    if settings.secret_key is None:
        code, wrong = "key.missing", "ITFITS_SECRET_KEY is missing, and without it nobody can open the tokens of"
    return Finding(
        code=code,
        wrong=f"{wrong} {_listed(workspaces)}.",
        effect="Nobody is answered there.",
        mend="write the key that was used behind the one in ITFITS_SECRET_KEY, with a comma between them. "
        "If it is lost, install the app there again: /slack/install at ITFITS_PUBLIC_URL.",
    )


def _dead(workspaces: list[str]) -> Finding:
    return Finding(
        code="slack.workspace.token",
        wrong=f"Slack does not take the tokens of {_listed(workspaces)} any more.",
        effect="Nobody is answered there.",
        mend="install the app there again: /slack/install at ITFITS_PUBLIC_URL.",
    )


def _listed(workspaces: list[str]) -> str:
    return f"workspace{'s' * (len(workspaces) > 1)} {', '.join(workspaces)}"


def _fault(found: Probe) -> Fault:
    match found.error:
        case "":
            return ""
        case "missing_scope":
            return "scope"
        case "ratelimited":
            return "busy"
        case error:
            return "token" if error in BROKEN else "away"
