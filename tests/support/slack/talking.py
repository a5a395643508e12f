"""Slack's chat methods: what they take, change and refuse."""

from __future__ import annotations

from typing import Any, Literal

from tests.support.slack.blocks import ALL_TEXT, block_faults, length_of
from tests.support.slack.desk import Call, Desk, Refused, Throttled, response_json
from tests.support.slack.places import Json, Message, ResponseUrl, Room

LONGEST_TEXT = 40_000


def post_message(desk: Desk, call: Call) -> Json:
    """`chat.postMessage`: a message from the bot."""
    room = _writable(desk, call)
    _content(call.params)
    _pace(desk, call, room)
    message = _message(desk, call, room)
    room.messages.append(message)
    desk.echo(call.workspace, room, message.as_json())
    return {"channel": room.id, "ts": message.ts, "message": response_json(message)}


def post_ephemeral(desk: Desk, call: Call) -> Json:
    """`chat.postEphemeral`: a message that one person of the room sees."""
    room = _writable(desk, call)
    person = call.get("user")
    if person not in room.members:
        raise Refused("user_not_in_channel")
    _content(call.params)
    _pace(desk, call, room)
    message = _message(desk, call, room, only_for=person)
    room.messages.append(message)
    return {"message_ts": message.ts}


def update(desk: Desk, call: Call) -> Json:
    """`chat.update`: other words in the bot's own message. Blocks that are not given stay."""
    call.needs("chat:write")
    room = desk.find_account_room(call, call.get("channel"))
    message = _own_message(call, room, refusal="cant_update_message")
    _content({"blocks": message.blocks, **call.params})
    before = message.as_json()
    message.text = call.params.get("text", message.text)
    if "blocks" in call.params:
        message.blocks = desk.with_ids(call.params["blocks"])
    if "metadata" in call.params:
        message.metadata = _metadata(call.params["metadata"]) or None
    message.edited_ts = desk.clock.stamp()
    message.updates += 1
    changed = {"type": "message", "subtype": "message_changed", "hidden": True, "ts": message.edited_ts}
    desk.echo(call.workspace, room, {**changed, "message": message.as_json(), "previous_message": before})
    return {"channel": room.id, "ts": message.ts, "text": message.text, "message": response_json(message)}


def delete(desk: Desk, call: Call) -> Json:
    """`chat.delete`: the bot's own message goes."""
    call.needs("chat:write")
    room = desk.find_account_room(call, call.get("channel"))
    message = _own_message(call, room, refusal="cant_delete_message")
    room.messages.remove(message)
    return {"channel": room.id, "ts": message.ts}


def get_permalink(desk: Desk, call: Call) -> Json:
    """`chat.getPermalink`: an address of a message."""
    room = desk.find_account_room(call, call.get("channel"))
    ts = call.get("message_ts")
    if room.find_message(ts) is None:
        raise Refused("message_not_found")
    return {"channel": room.id, "permalink": f"{desk.url}/archives/{room.id}/p{ts.replace('.', '')}"}


def respond(desk: Desk, address: ResponseUrl, params: Json) -> Literal["ok"]:
    """A `response_url`: the app answers an act, to the person who acted unless it says otherwise."""
    if address.uses_left == 0:
        raise Refused("used_url")
    address.uses_left -= 1
    message = address.message
    if params.get("delete_original") and message in address.room.messages:
        address.room.messages.remove(message)
        return "ok"
    _content(params)
    if params.get("replace_original") and message:
        message.text, message.blocks = params.get("text", ""), desk.with_ids(params.get("blocks") or [])
        message.updates += 1
        return "ok"
    workspace = desk.places.workspaces[address.room.team_id]
    said = _message(desk, Call("response_url", params, workspace), address.room)
    said.only_for = None if params.get("response_type") == "in_channel" else address.user_id
    address.room.messages.append(said)
    return "ok"


def _writable(desk: Desk, call: Call) -> Room:
    call.needs("chat:write")
    room = desk.find_account_room(call, call.get("channel"))
    if room.is_archived:
        raise Refused("is_archived")
    if call.workspace.bot_user_id not in room.members:
        raise Refused("not_in_channel")
    return room


def _content(params: Json) -> None:
    """Refuse words and blocks that Slack would refuse."""
    blocks: list[Any] = params.get("blocks") or []
    text = params.get("text")
    if not isinstance(text, str) or not text:
        raise Refused("no_text")  # with blocks too: notifications and screen readers would have nothing
    if len(text) > LONGEST_TEXT:
        raise Refused("msg_too_long")
    if faults := block_faults(blocks, surface="message"):
        raise Refused("invalid_blocks", errors=faults, response_metadata={"messages": faults})
    if length_of(blocks) > ALL_TEXT:
        raise Refused("msg_blocks_too_long")
    _metadata(params.get("metadata"))


def _metadata(metadata: object) -> Json:
    if not metadata:
        return {}
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_payload"), dict):
        raise Refused("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not metadata["event_type"]:
        raise Refused("invalid_metadata_format")
    return metadata


def _pace(desk: Desk, call: Call, room: Room) -> None:
    if seconds := desk.weather.wait_for_room(call.workspace.id, room.id):
        raise Throttled(seconds)


def _message(desk: Desk, call: Call, room: Room, *, only_for: str | None = None) -> Message:
    return Message(
        ts=desk.clock.stamp(),
        room_id=room.id,
        team_id=call.workspace.id,
        user_id=call.workspace.bot_user_id,
        text=call.params.get("text", ""),
        blocks=desk.with_ids(call.params.get("blocks") or []),
        bot_id=call.workspace.bot_id,
        app_id=desk.app_id,
        metadata=_metadata(call.params.get("metadata")) or None,
        thread_ts=call.params.get("thread_ts"),
        only_for=only_for,
    )


def _own_message(call: Call, room: Room, *, refusal: str) -> Message:
    message = room.find_message(call.get("ts"))
    if message is None:
        raise Refused("message_not_found")
    if message.bot_id != call.workspace.bot_id:
        raise Refused(refusal)
    return message
