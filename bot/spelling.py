"""How settings are spelled, and which do not go together. Sentences for the operator; never what was written."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from binascii import Error as NotBase64Error
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationInfo

if TYPE_CHECKING:
    from bot.settings import Settings

_SHAPES = {
    "slack_bot_token": (r"xox[be][-.].+", "a bot's token begins with xoxb-; Slack shows it under OAuth & Permissions"),
    "slack_app_token": (r"xapp-.+", "an app's token begins with xapp-; Slack shows it under Basic Information"),
    "telegram_bot_token": (r"\d+:[\w-]+", "a bot's token is a number, a colon and letters, as @BotFather wrote it"),
    "telegram_webhook_secret": (r"[A-Za-z0-9_-]{1,256}", "write 1 to 256 of the characters A-Z a-z 0-9 _ -"),
}
_KEY = (
    "write a key of 32 bytes as URL-safe base64; make one with: "
    'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'
)
_KEY_BYTES = 32
_HERE = {"localhost", "127.0.0.1", "::1"}


def check_shape(value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
    """A token of another kind is the commonest mistake."""
    shape, advice = _SHAPES[info.field_name or ""]
    if value is not None and not re.fullmatch(shape, value.get_secret_value()):
        raise ValueError(advice)
    return value


def check_address(value: str | None, info: ValidationInfo) -> str | None:
    """An address of the web; the public one must be safe, unless it is this machine."""
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        host = None
    if host is None or parts.scheme not in {"http", "https"}:
        raise ValueError("write an address that begins with https://")
    if info.field_name == "public_url" and parts.scheme != "https" and host not in _HERE:
        raise ValueError("write an address that begins with https://; the platforms call no other")
    return value


def check_port(value: object) -> object:
    """Its own sentence, where pydantic would give two."""
    if isinstance(value, str | int) and re.fullmatch(r"\d{1,5}", str(value)) and int(value) <= 65535:
        return value
    raise ValueError("write a number from 0 to 65535")


def check_key(value: SecretStr | None) -> SecretStr | None:
    """One or more Fernet keys."""
    for key in keys_of(value) if value else ():
        try:
            is_key = len(urlsafe_b64decode(key)) == _KEY_BYTES
        except (NotBase64Error, ValueError):
            is_key = False
        if not is_key:
            raise ValueError(_KEY)
    return value


def check_workspaces(value: str | None) -> str | None:
    """Names would let in whoever takes that name."""
    if value is None:
        return None
    ids = workspaces_of(value)
    if not ids or not all(re.fullmatch(r"T[A-Z0-9]+", each) for each in ids):  # without any, everybody would come in
        raise ValueError(
            "write ids such as T0123ABCD with commas between them; a workspace's address in a browser has it"
        )
    return value


def workspaces_of(value: str) -> tuple[str, ...]:
    """The ids, without blanks."""
    return tuple(each.strip() for each in value.split(",") if each.strip())


def keys_of(value: SecretStr) -> tuple[str, ...]:
    """The keys in the order in which they count."""
    return tuple(key.strip() for key in value.get_secret_value().split(","))


def find_conflicts(settings: Settings) -> tuple[str, ...]:
    """Why a service cannot run on these settings, one sentence for each reason."""
    return (*_no_channel(settings), *_slack(settings), *_oauth(settings), *_telegram(settings))


def _no_channel(settings: Settings) -> tuple[str, ...]:
    if settings.has_slack or settings.has_telegram:
        return ()
    return (
        "There is nowhere to talk. Set ITFITS_SLACK_BOT_TOKEN and ITFITS_SLACK_APP_TOKEN for Slack, "
        "ITFITS_TELEGRAM_BOT_TOKEN for Telegram, or both.",
    )


def _slack(settings: Settings) -> tuple[str, ...]:
    found: list[str] = []
    if settings.slack_app_token and not settings.has_slack:
        found.append("ITFITS_SLACK_APP_TOKEN is set: Slack also needs ITFITS_SLACK_BOT_TOKEN.")
    if settings.has_slack and settings.is_socket and settings.slack_app_token is None:
        found.append("ITFITS_SLACK_MODE is socket: that needs ITFITS_SLACK_APP_TOKEN.")
    if settings.has_slack and not settings.is_socket and settings.slack_signing_secret is None:
        found.append(
            "Slack over HTTP needs ITFITS_SLACK_SIGNING_SECRET. (For Socket Mode, set ITFITS_SLACK_APP_TOKEN.)"
        )
    return tuple(found)


def _oauth(settings: Settings) -> tuple[str, ...]:
    found: list[str] = []
    if settings.slack_client_id and not settings.slack_client_secret:
        found.append("ITFITS_SLACK_CLIENT_ID is set: ITFITS_SLACK_CLIENT_SECRET belongs to it.")
    if settings.slack_client_secret and not settings.slack_client_id:
        found.append("ITFITS_SLACK_CLIENT_SECRET is set: ITFITS_SLACK_CLIENT_ID belongs to it.")
    if settings.has_oauth and settings.secret_key is None:
        found.append("Several Slack workspaces need ITFITS_SECRET_KEY: their tokens are kept encrypted.")
    if settings.has_oauth and settings.public_url is None:
        found.append("Several Slack workspaces need ITFITS_PUBLIC_URL: Slack sends people back there.")
    return tuple(found)


def _telegram(settings: Settings) -> tuple[str, ...]:
    if not settings.is_webhook:
        return ()
    needed = {
        "ITFITS_TELEGRAM_BOT_TOKEN": settings.telegram_bot_token,
        "ITFITS_TELEGRAM_WEBHOOK_SECRET": settings.telegram_webhook_secret,
        "ITFITS_PUBLIC_URL": settings.public_url,
    }
    return tuple(f"ITFITS_TELEGRAM_MODE is webhook: that needs {name}." for name, value in needed.items() if not value)
