"""What is in a Slack: workspaces, accounts, rooms, messages, views, triggers. Only keeping and finding, no rules."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]

USUAL_SCOPES = (
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "team:read",
    "users:read",
)


@dataclass(eq=False)
class Workspace:
    """A team, and our app in it."""

    id: str
    name: str
    app_id: str
    bot_user_id: str
    bot_id: str
    bot_token: str
    scopes: set[str]
    is_installed: bool = True
    token_fault: Literal["account_inactive", "token_revoked"] | None = None


@dataclass(eq=False)
class Account:
    """A person's account in one workspace. `tz_offset` in seconds."""

    id: str
    team_id: str
    name: str
    tz: str = "Europe/Berlin"
    tz_offset: int = 3600
    locale: str = "en-GB"
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_bot: bool = False
    is_admin: bool = False
    is_deleted: bool = False


@dataclass(eq=False)
class Message:
    """A message; `only_for` is the one person who sees an ephemeral one. `updates` counts changes by its author."""

    ts: str
    room_id: str
    team_id: str
    user_id: str
    text: str
    blocks: list[Json]
    bot_id: str | None = None
    app_id: str | None = None
    metadata: Json | None = None
    thread_ts: str | None = None
    only_for: str | None = None
    subtype: str | None = None
    files: list[Json] = field(default_factory=list)
    client_msg_id: str | None = None
    edited_ts: str | None = None
    updates: int = 0

    def as_json(self, *, with_metadata: bool = False) -> Json:
        """The message as Slack shows it to apps."""
        optional: Json = {
            "subtype": self.subtype,
            "bot_id": self.bot_id,
            "app_id": self.app_id,
            "thread_ts": self.thread_ts,
            "client_msg_id": self.client_msg_id,
            "files": self.files or None,
            "edited": {"user": self.user_id, "ts": self.edited_ts} if self.edited_ts else None,
            "metadata": self.metadata if with_metadata else None,
        }
        always: Json = {
            "type": "message",
            "user": self.user_id,
            "team": self.team_id,
            "ts": self.ts,
            "text": self.text,
            "blocks": self.blocks,
        }
        return always | {key: value for key, value in optional.items() if value is not None}


@dataclass(eq=False)
class Room:
    """A conversation: `im` between a person and the bot, `channel` open to all, `group` private."""

    id: str
    team_id: str
    name: str
    kind: Literal["im", "channel", "group"]
    members: set[str]
    messages: list[Message] = field(default_factory=list)
    is_archived: bool = False

    def find_message(self, ts: str) -> Message | None:
        """The message of that time, unless it is ephemeral."""
        return next((m for m in self.messages if m.ts == ts and m.only_for is None), None)


@dataclass(eq=False)
class View:
    """A modal or a home: `content` as the app gave it, `values` as the person filled it in."""

    id: str
    team_id: str
    user_id: str
    content: Json
    hash: str
    app_id: str
    bot_id: str
    root_id: str
    previous_id: str | None = None
    values: dict[str, Json] = field(default_factory=dict)

    def as_json(self) -> Json:
        """The view as payloads carry it."""
        defaults: Json = {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "title": {"type": "plain_text", "text": "View Title", "emoji": True},
            "submit": None,
            "close": None,
            "clear_on_close": False,
            "notify_on_close": False,
        }
        own: Json = {
            "id": self.id,
            "team_id": self.team_id,
            "state": {"values": self.values},
            "hash": self.hash,
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id,
            "app_id": self.app_id,
            "app_installed_team_id": self.team_id,
            "bot_id": self.bot_id,
        }
        return defaults | self.content | own


@dataclass(eq=False)
class Trigger:
    """A person's act that lets the app open one view. `made_at` in seconds that the test let pass."""

    id: str
    team_id: str
    user_id: str
    made_at: float
    is_used: bool = False


@dataclass(eq=False)
class ResponseUrl:
    """Where the app may answer an act, five times."""

    id: str
    room: Room
    user_id: str
    message: Message | None
    uses_left: int = 5


class Places:
    """Everything that one Slack holds, by id."""

    def __init__(self) -> None:
        self.workspaces: dict[str, Workspace] = {}
        self.accounts: dict[str, Account] = {}
        self.rooms: dict[str, Room] = {}
        self.homes: dict[str, View] = {}
        self.modals: dict[str, list[View]] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self._count = itertools.count(1)

    def number(self) -> int:
        """The next number for an id."""
        return next(self._count)

    def make_id(self, letter: str) -> str:
        """An id in Slack's manner: a letter for the kind, then capitals and digits."""
        return f"{letter}0LB{self.number():06d}"

    def make_hash(self) -> str:
        """A view's hash, new for each state."""
        return f"{1_700_000_000 + self.number()}.{self.number():08x}"

    def find_workspace(self, token: str) -> Workspace | None:
        """The workspace of a bot token."""
        return next((w for w in self.workspaces.values() if w.bot_token == token), None)

    def get_direct(self, workspace: Workspace, user_id: str) -> Room:
        """The direct messages of a person and the bot; opened on first use."""
        members = {user_id, workspace.bot_user_id}
        for room in self.rooms.values():
            if room.kind == "im" and room.team_id == workspace.id and room.members == members:
                return room
        room = Room(self.make_id("D"), workspace.id, "directmessage", "im", members)
        self.rooms[room.id] = room
        return room

    def find_view(self, team_id: str, *, view_id: str | None, external_id: str | None) -> View | None:
        """A view that is open, by either of its ids."""
        views = [*self.homes.values(), *itertools.chain.from_iterable(self.modals.values())]
        own = (view for view in views if view.team_id == team_id)
        if view_id:
            return next((view for view in own if view.id == view_id), None)
        return next((view for view in own if external_id and view.content.get("external_id") == external_id), None)
