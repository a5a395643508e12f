"""Slack's methods that only look: who I am, people, rooms, history."""

from __future__ import annotations

from tests.support.slack.desk import Call, Desk, Refused
from tests.support.slack.places import Account, Json, Room

HISTORY = {"im": "im:history", "channel": "channels:history", "group": "groups:history"}
READ = {"im": "im:read", "channel": "channels:read", "group": "groups:read"}


def auth_test(desk: Desk, call: Call) -> Json:
    """`auth.test`: whose token this is."""
    workspace = call.workspace
    return {
        "url": f"{desk.url}/",
        "team": workspace.name,
        "user": "itfits",
        "team_id": workspace.id,
        "user_id": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        "app_id": desk.app_id,
        "is_enterprise_install": False,
    }


def team_info(desk: Desk, call: Call) -> Json:
    """`team.info`: the workspace."""
    call.needs("team:read")
    workspace = call.workspace
    return {"team": {"id": workspace.id, "name": workspace.name, "domain": workspace.name.lower()}}


def bots_info(desk: Desk, call: Call) -> Json:
    """`bots.info`: the bot."""
    call.needs("users:read")
    if call.params.get("bot", call.workspace.bot_id) != call.workspace.bot_id:
        raise Refused("bot_not_found")
    own = {"id": call.workspace.bot_id, "app_id": desk.app_id, "user_id": call.workspace.bot_user_id}
    return {"bot": {**own, "name": "itfits", "deleted": False, "updated": 0, "icons": {}}}


def users_info(desk: Desk, call: Call) -> Json:
    """`users.info`: an account, guests and leavers too."""
    call.needs("users:read")
    account = desk.places.accounts.get(call.get("user"))
    if account is None or account.team_id != call.workspace.id:
        raise Refused("user_not_found")
    return {"user": user_json(account, with_locale=call.is_set("include_locale"))}


def user_json(account: Account, *, with_locale: bool) -> Json:
    """An account as Slack shows it."""
    profile = {"real_name": account.name, "display_name": account.name, "team": account.team_id}
    shown = {
        "id": account.id,
        "team_id": account.team_id,
        "name": account.name.lower(),
        "deleted": account.is_deleted,
        "real_name": account.name,
        "tz": account.tz,
        "tz_label": account.tz,
        "tz_offset": account.tz_offset,
        "profile": profile,
        "is_admin": account.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": account.is_restricted or account.is_ultra_restricted,
        "is_ultra_restricted": account.is_ultra_restricted,
        "is_bot": account.is_bot,
        "is_app_user": False,
        "updated": 1_700_000_000,
    }
    return {**shown, "locale": account.locale} if with_locale else shown


def conversations_open(desk: Desk, call: Call) -> Json:
    """`conversations.open`: the direct messages with one person."""
    call.needs("im:write")
    if "channel" in call.params:
        return {"channel": {"id": desk.find_account_room(call, call.get("channel")).id}}
    account = desk.places.accounts.get(call.get("users"))
    if account is None or account.team_id != call.workspace.id:
        raise Refused("user_not_found")
    if account.is_deleted:
        raise Refused("user_disabled")
    if account.is_bot:
        raise Refused("cannot_dm_bot")
    return {"channel": {"id": desk.places.get_direct(call.workspace, account.id).id}}


def conversations_info(desk: Desk, call: Call) -> Json:
    """`conversations.info`: a room."""
    room = desk.find_account_room(call, call.get("channel"))
    call.needs(READ[room.kind])
    return {"channel": _room_json(room, call)}


def conversations_members(desk: Desk, call: Call) -> Json:
    """`conversations.members`: who is in a room, the bot too."""
    room = desk.find_account_room(call, call.get("channel"))
    call.needs(READ[room.kind])
    return {"members": sorted(room.members), "response_metadata": {"next_cursor": ""}}


def conversations_history(desk: Desk, call: Call) -> Json:
    """`conversations.history`: messages of a room, newest first; metadata when asked for."""
    room = desk.find_account_room(call, call.get("channel"))
    call.needs(HISTORY[room.kind])
    if call.workspace.bot_user_id not in room.members:
        raise Refused("not_in_channel")
    limit = min(int(call.params.get("limit") or 100), 999)
    found = [m for m in reversed(room.messages) if m.only_for is None and _is_within(m.ts, call)]
    with_metadata = call.is_set("include_all_metadata")
    answer: Json = {"messages": [m.as_json(with_metadata=with_metadata) for m in found[:limit]], "has_more": False}
    if len(found) > limit:
        answer |= {"has_more": True, "response_metadata": {"next_cursor": found[limit - 1].ts}}
    return answer


def _room_json(room: Room, call: Call) -> Json:
    kinds = {"is_channel": room.kind == "channel", "is_group": room.kind == "group", "is_im": room.kind == "im"}
    member = call.workspace.bot_user_id in room.members
    shown: Json = {"id": room.id, **kinds, "is_archived": room.is_archived, "context_team_id": room.team_id}
    if room.kind == "im":
        return {**shown, "user": next(m for m in room.members if m != call.workspace.bot_user_id)}
    return {**shown, "name": room.name, "is_private": room.kind == "group", "is_member": member}


def _is_within(ts: str, call: Call) -> bool:
    """Whether a time is in the asked span. Compared digit by digit: a float cannot hold microseconds for long."""
    at = _digits(ts)
    cursor, latest, oldest = (call.params.get(name) or "" for name in ("cursor", "latest", "oldest"))
    edge = 1 if call.is_set("inclusive") else 0
    before_cursor = not cursor or at < _digits(str(cursor))
    before_latest = not latest or at < _digits(str(latest)) + edge
    return before_cursor and before_latest and (not oldest or at > _digits(str(oldest)) - edge)


def _digits(ts: str) -> int:
    seconds, _, rest = ts.partition(".")
    return int(seconds) * 1_000_000 + int(rest[:6].ljust(6, "0"))
