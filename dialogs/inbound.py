"""One act of a person, as a channel delivered it. Pure values."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, Field

from knowledge.project import Frozen


class Identity(Frozen):
    """Who somebody is on one channel: the platform's own ids, and the name it knows."""

    channel: str
    workspace: str
    user: str
    name: str = ""


class Room(Frozen):
    """Where we talk."""

    channel: str
    workspace: str
    room: str

    @property
    def conversation(self) -> str:
        """One key for each place in which messages keep their order."""
        return f"{self.channel}:{self.workspace}:{self.room}"


class Said(Frozen):
    """Free text, or a command as a word."""

    kind: Literal["said"] = "said"
    text: str


class Tapped(Frozen):
    """A button, by its token."""

    kind: Literal["tapped"] = "tapped"
    token: str


class Opened(Frozen):
    """Somebody came (back) and wants to know where we are; changes nothing. `said` is what they came with."""

    kind: Literal["opened"] = "opened"
    said: str = ""


class Inbound(Frozen):
    """One act. `key` is the platform's own, the same for every repeat; `at` is our clock's time of receiving it.

    `chance` is drawn when the act is taken and kept nowhere: what is made from it leads back to nobody.
    """

    key: str
    who: Identity
    room: Room
    at: AwareDatetime
    content: Said | Tapped | Opened = Field(discriminator="kind")
    chance: str = ""
