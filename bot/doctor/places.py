"""Where an operator finds each setting's value. Words only."""

from __future__ import annotations

_APP = "api.slack.com/apps, your app,"

PLACES = {
    "ITFITS_SLACK_BOT_TOKEN": f"copy the Bot User OAuth Token (it begins with xoxb-): {_APP} OAuth & Permissions.",
    "ITFITS_SLACK_APP_TOKEN": "make a token (it begins with xapp-) with the scope connections:write: "
    f"{_APP} Basic Information, App-Level Tokens.",
    "ITFITS_SLACK_SIGNING_SECRET": f"copy the Signing Secret: {_APP} Basic Information, App Credentials, Show.",
    "ITFITS_SLACK_CLIENT_ID": f"copy the Client ID: {_APP} Basic Information, App Credentials.",
    "ITFITS_SLACK_CLIENT_SECRET": f"copy the Client Secret: {_APP} Basic Information, App Credentials, Show.",
    "ITFITS_TELEGRAM_BOT_TOKEN": "ask @BotFather on Telegram: /mybots, your bot, API Token.",
    "ITFITS_TELEGRAM_WEBHOOK_SECRET": 'make one up: python -c "import secrets; print(secrets.token_urlsafe())"',
    "ITFITS_PUBLIC_URL": "write the https:// address at which this service is reached from outside.",
    "ITFITS_SECRET_KEY": "make a key: "
    'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"',
}


def place_of(setting: str) -> str:
    """One sentence: which setting to write, and where its value comes from."""
    return f"For {setting}, {PLACES[setting]}"
