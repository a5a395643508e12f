"""Buttons that belong to no question of a flow: what their tokens say. Both halves of the codec. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.codes import digest_of
from dialogs.inbound import Content, Identity, Tapped
from dialogs.token import LIMIT
from knowledge.ids import make_id

_JOIN = re.compile(r"join!([A-Z0-9]{8})")
_CUT = re.compile(r"cut!([0-9a-f]{16})")
_NO = re.compile(r"no!([A-Za-z0-9_-]{22})")
_ROOM = re.compile(r"room!([^!]{1,36})!([A-Za-z0-9_-]{22})")


@dataclass(frozen=True, slots=True)
class JoinAccounts:
    """Whoever taps is the person who made this code, on one more channel."""

    code: str

    @property
    def token(self) -> str:
        """As the button carries it."""
        return f"join!{self.code}"


@dataclass(frozen=True, slots=True)
class CutOff:
    """An identity, by its mark, is not whoever taps."""

    mark: str

    @property
    def token(self) -> str:
        """As the button carries it."""
        return f"cut!{self.mark}"


@dataclass(frozen=True, slots=True)
class TakeRoom:
    """A shared room of this workspace is to be the team's. ValueError where the room's id is too long for a button."""

    room: str
    project: str

    @property
    def token(self) -> str:
        """As the button carries it."""
        token = f"room!{self.room}!{self.project}"
        if len(token.encode()) > LIMIT or _ROOM.fullmatch(token) is None:
            raise ValueError(f"the room {self.room!r} does not fit a button")
        return token


@dataclass(frozen=True, slots=True)
class NotNow:
    """The answer no to what was asked under this id."""

    asked: str

    @property
    def token(self) -> str:
        """As the button carries it."""
        return f"no!{self.asked}"


Button = JoinAccounts | CutOff | TakeRoom | NotNow


def read_button(content: Content) -> Button | None:
    """What was tapped, if it is one of these."""
    token = content.token if isinstance(content, Tapped) else ""
    if found := _JOIN.fullmatch(token):
        return JoinAccounts(code=found[1])
    if found := _CUT.fullmatch(token):
        return CutOff(mark=found[1])
    if found := _ROOM.fullmatch(token):
        return TakeRoom(room=found[1], project=found[2])
    if found := _NO.fullmatch(token):
        return NotNow(asked=found[1])
    return None


def asked_under(button: Button) -> str:
    """The id under which a question with this button was asked, to take its buttons away."""
    return button.asked if isinstance(button, NotNow) else make_id("asked", button.token)


def mark_of(who: Identity) -> str:
    """An identity in few characters."""
    return digest_of(f"{who.channel} {who.workspace} {who.user}")[:16]
