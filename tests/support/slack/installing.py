"""Slack's methods for installing: codes for tokens, tokens revoked, addresses for Socket Mode."""

from __future__ import annotations

import secrets

from tests.support.slack.desk import Call, Desk, Refused
from tests.support.slack.places import Json, Workspace


def make_code(desk: Desk, workspace: Workspace, *, by: str) -> str:
    """The code that Slack's page sends back when a person agreed."""
    code = secrets.token_hex(8)
    desk.codes[code] = (workspace, by)
    return code


def oauth_access(desk: Desk, params: Json, credentials: tuple[str, str]) -> Json:
    """`oauth.v2.access`: a code becomes a bot token, once."""
    if credentials[0] != desk.client_id:
        raise Refused("invalid_client_id")
    if credentials[1] != desk.client_secret:
        raise Refused("bad_client_secret")
    found = desk.codes.pop(str(params.get("code")), None)
    if found is None:
        raise Refused("invalid_code")
    workspace, by = found
    workspace.is_installed, workspace.token_fault = True, None
    return {
        "app_id": desk.app_id,
        "authed_user": {"id": by},
        "scope": ",".join(sorted(workspace.scopes)),
        "token_type": "bot",
        "access_token": workspace.bot_token,
        "bot_user_id": workspace.bot_user_id,
        "team": {"id": workspace.id, "name": workspace.name},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def auth_revoke(desk: Desk, call: Call) -> Json:
    """`auth.revoke`: the token is good no more."""
    if call.is_set("test"):
        return {"revoked": False}
    call.workspace.token_fault = "token_revoked"
    return {"revoked": True}
