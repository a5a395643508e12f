"""Who somebody is, out of what Slack tells of them. Pure: nothing is asked for here."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.delivery import RefusedError
from adapters.slack.limits import CHANNEL
from adapters.slack.payload import list_at, text_at, value_at
from dialogs.inbound import Door, Identity, Room

_NOT_FULL = ("is_restricted", "is_ultra_restricted", "is_bot", "is_stranger", "deleted")


@dataclass(frozen=True)
class Known:
    """What Slack tells about somebody. `language` is a two-letter code, or empty."""

    name: str = ""
    language: str = ""
    door: Door = "closed"


def parse_person(user: object, *, workspace: str) -> Known:
    """What `users.info` says. A full member of this workspace may start; guests, bots and strangers may not."""
    teams = [text_at(user, "team_id"), *list_at(user, "enterprise_user", "teams")]
    is_full = workspace in teams and not any(value_at(user, flag) for flag in _NOT_FULL)
    name = (
        text_at(user, "profile", "display_name") or text_at(user, "profile", "real_name") or text_at(user, "real_name")
    )
    language = text_at(user, "locale")[:2].lower()
    return Known(
        name=" ".join(name.split()),
        language=language if language.isalpha() and language.isascii() else "",
        door="start" if is_full else "closed",
    )


def identity_of(user: str, *, workspace: str, known: Known) -> Identity:
    """A person in a workspace that has us: also for guests from elsewhere the workspace is the one that has us."""
    return Identity(channel=CHANNEL, workspace=workspace, user=user, name=known.name, language=known.language)


def room_of(user: str, *, workspace: str) -> Room:
    """Where a person alone is spoken to, whether they wrote first or we did."""
    return Room(channel=CHANNEL, workspace=workspace, room=user)


def place_of(conversation: str) -> tuple[str, str]:
    """Workspace and room of a conversation, as `room_of` made it; RefusedError for what is none of Slack's."""
    channel, _, rest = conversation.partition(":")
    workspace, _, room = rest.partition(":")
    if channel != CHANNEL or not (workspace and room):
        raise RefusedError(f"conversation {conversation} is not one of Slack's")
    return workspace, room
