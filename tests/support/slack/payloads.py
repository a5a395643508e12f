"""Slack's payloads, built as Slack builds them: wrappers of events, interactions, commands. Changes nothing."""

from __future__ import annotations

import secrets
import time

from tests.support.slack.places import Account, Json, Message, Room, View, Workspace

VERIFICATION = "verification-token-nobody-reads"


def event_payload(workspace: Workspace, event: Json) -> Json:
    """An event in its wrapper, with an id of its own."""
    own = {"enterprise_id": None, "team_id": workspace.id, "user_id": workspace.bot_user_id}
    return {
        "token": VERIFICATION,
        "team_id": workspace.id,
        "context_team_id": workspace.id,
        "context_enterprise_id": None,
        "api_app_id": workspace.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(time.time()),
        "authorizations": [{**own, "is_bot": True, "is_enterprise_install": False}],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secrets.token_hex(8)}",
    }


def message_event(message: Message, room: Room) -> Json:
    """A message as `message.im` brings it."""
    return {**message.as_json(), "channel": room.id, "channel_type": room.kind, "event_ts": message.ts}


def mention_event(message: Message, room: Room) -> Json:
    """A message that names the bot, as `app_mention` brings it."""
    return {**message.as_json(), "type": "app_mention", "channel": room.id, "event_ts": message.ts}


def interaction(kind: str, workspace: Workspace, account: Account) -> Json:
    """What every interaction carries."""
    name = account.name.lower()
    return {
        "type": kind,
        "user": {"id": account.id, "username": name, "name": name, "team_id": account.team_id},
        "api_app_id": workspace.app_id,
        "token": VERIFICATION,
        "team": {"id": workspace.id, "domain": workspace.name.lower()},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def in_message(message: Message, room: Room) -> Json:
    """Where a button was, when it was in a message."""
    place = {"message_ts": message.ts, "channel_id": room.id, "is_ephemeral": message.only_for is not None}
    return {
        "container": {"type": "message", **place},
        "channel": {"id": room.id, "name": room.name},
        "message": message.as_json(),
        "state": {"values": {}},
    }


def in_view(view: View) -> Json:
    """Where a button was, when it was in a view."""
    return {"container": {"type": "view", "view_id": view.id}, "view": view.as_json()}


def action(block: Json, element: Json, chosen: Json, *, at: str) -> Json:
    """One act on one element."""
    own: Json = {key: element[key] for key in ("action_id", "type", "text", "value", "style") if key in element}
    return {**own, "block_id": block["block_id"], "action_ts": at, **chosen}


def command_payload(workspace: Workspace, account: Account, room: Room, *, command: str, text: str) -> Json:
    """A slash command: flat, every value a string."""
    return {
        "token": VERIFICATION,
        "team_id": workspace.id,
        "team_domain": workspace.name.lower(),
        "channel_id": room.id,
        "channel_name": room.name,
        "user_id": account.id,
        "user_name": account.name.lower(),
        "command": command,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
    }


def file_json(name: str, *, mimetype: str, size: int, file_id: str, user_id: str) -> Json:
    """A file as messages show it. `size` in bytes."""
    kind = name.rpartition(".")[2]
    known = {"id": file_id, "name": name, "title": name, "mimetype": mimetype, "filetype": kind, "size": size}
    return {**known, "user": user_id, "mode": "hosted", "is_external": False, "created": int(time.time())}
