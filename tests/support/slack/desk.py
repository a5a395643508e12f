"""What a Web API method works on, and how it says no. No method is here."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass

from tests.support.slack.clock import Clock
from tests.support.slack.places import Json, Message, Places, Room, View, Workspace
from tests.support.slack.weather import Weather


class Refused(Exception):
    """The call is answered with `ok: false` and this error; `more` is merged into the answer."""

    def __init__(self, error: str, **more: object) -> None:
        super().__init__(error)
        self.error = error
        self.more = more


class Throttled(Exception):
    """The call is answered with 429; ask again after these whole seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True)
class Call:
    """A call whose token is good."""

    method: str
    params: Json
    workspace: Workspace

    def needs(self, scope: str) -> None:
        """Refuse a call whose token has not that scope."""
        if scope not in self.workspace.scopes:
            raise Refused("missing_scope", needed=scope, provided=",".join(sorted(self.workspace.scopes)))

    def get(self, name: str) -> str:
        """An argument that must be there, as a string."""
        found = self.params.get(name)
        if not isinstance(found, str) or not found:
            where = {"messages": [f"[ERROR] missing required field: {name}"]}
            raise Refused("invalid_arguments", response_metadata=where)
        return found

    def is_set(self, name: str) -> bool:
        """Whether a flag is set, however it was written."""
        return str(self.params.get(name, "")).lower() in ("1", "true")


@dataclass
class Desk:
    """Everything that methods look at and change. `announce` delivers an event and does not wait for it."""

    places: Places
    clock: Clock
    weather: Weather
    announce: Callable[[Workspace, Json], None]
    app_id: str
    client_id: str
    client_secret: str
    app_token: str
    trigger_seconds: float = 3.0
    url: str = ""

    def __post_init__(self) -> None:
        self.codes: dict[str, tuple[Workspace, str]] = {}

    def find_account_room(self, call: Call, room_id: str) -> Room:
        """The room of an id that the bot may see; a person's id means the direct messages with them."""
        account = self.places.accounts.get(room_id)
        if account and account.team_id == call.workspace.id and not account.is_deleted and not account.is_bot:
            return self.places.get_direct(call.workspace, room_id)
        room = self.places.rooms.get(room_id)
        if room is None or room.team_id != call.workspace.id:
            raise Refused("channel_not_found")
        if room.kind != "channel" and call.workspace.bot_user_id not in room.members:
            raise Refused("channel_not_found")
        if room.kind == "im" and any(self.places.accounts[member].is_deleted for member in room.members):
            raise Refused("channel_not_found")
        return room

    def echo(self, workspace: Workspace, room: Room, event: Json) -> None:
        """Tell the app of a message in its direct messages; its own come back to it as well."""
        if room.kind == "im" and "im:history" in workspace.scopes:
            self.announce(workspace, {**event, "channel": room.id, "channel_type": "im", "event_ts": event["ts"]})

    def with_ids(self, blocks: list[Json]) -> list[Json]:
        """Blocks with the ids that Slack gives where the app gave none."""
        own = copy.deepcopy(blocks)
        for block in own:
            block.setdefault("block_id", f"b{self.places.number()}")
            for element in elements_of(block):
                if element.get("type") not in ("image", "mrkdwn", "plain_text"):
                    element.setdefault("action_id", f"a{self.places.number()}")
        return own


def elements_of(block: Json) -> list[Json]:
    """The elements of a block that can be acted on, wherever the kind of block keeps them."""
    if block["type"] == "rich_text":
        return []
    single = [block[key] for key in ("accessory", "element") if isinstance(block.get(key), dict)]
    return [*single, *(block.get("elements") or [])]


def response_json(message: Message) -> Json:
    """A message as chat methods answer with it."""
    return message.as_json(with_metadata=True)


def view_answer(view: View) -> Json:
    """A view as view methods answer with it."""
    return {"view": view.as_json()}
