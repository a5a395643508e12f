"""Asks Slack what a token is good for, for whoever looks after the service. Sends nothing to anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.delivery import DeliveryError
from adapters.slack.payload import text_at
from adapters.slack.send import make_client, translated


@dataclass(frozen=True)
class Probe:
    """What Slack says of a token. `error` is empty where it takes it; `date` is the Date header of its answer."""

    bot_id: str = ""
    bot_user: str = ""
    team: str = ""
    team_name: str = ""
    scopes: tuple[str, ...] = ()
    date: str = ""
    error: str = ""


async def probe(token: str, api_url: str | None = None) -> Probe:
    """Whose token this is, by `auth.test`. Raises nothing for what Slack or the network says: see `error`."""
    client = make_client(token, api_url=api_url, session=None)
    try:
        with translated(is_sending=False):
            answer = await client.auth_test()
    except DeliveryError as fault:
        return Probe(error=str(fault))
    return _probe_of(answer.data, answer.headers)


async def probe_app(app_token: str, api_url: str | None = None) -> Probe:
    """Whether an app token may open a connection, by `apps.connections.open`."""
    client = make_client(None, api_url=api_url, session=None)
    try:
        with translated(is_sending=False):
            answer = await client.apps_connections_open(app_token=app_token)
    except DeliveryError as fault:
        return Probe(error=str(fault))
    return _probe_of(answer.data, answer.headers)


def _probe_of(data: object, headers: Mapping[str, str]) -> Probe:
    known = {name.lower(): value for name, value in headers.items()}
    scopes = known.get("x-oauth-scopes", "")
    return Probe(
        bot_id=text_at(data, "bot_id"),
        bot_user=text_at(data, "user_id"),
        team=text_at(data, "team_id"),
        team_name=text_at(data, "team"),
        scopes=tuple(scope for scope in (each.strip() for each in scopes.split(",")) if scope),
        date=known.get("date", ""),
    )
