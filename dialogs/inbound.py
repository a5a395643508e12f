"""One act of a person, as a channel delivered it. Pure values."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, Field

from knowledge.project import Frozen


class Identity(Frozen):
    """Who somebody is on one channel: the platform's own ids, the name and the language (a code) that it knows."""

    channel: str
    workspace: str
    user: str
    name: str = ""
    language: str = ""


class Room(Frozen):
    """Where we talk."""

    channel: str
    workspace: str
    room: str

    @property
    def conversation(self) -> str:
        """One key for each place in which messages keep their order."""
        return f"{self.channel}:{self.workspace}:{self.room}"


Medium = Literal["photo", "voice", "video", "file", "sticker", "place", "contact", "other"]
"""What people send that is no text, and that is not kept."""


class Said(Frozen):
    """Free text, or a command as a word.

    `mentions` are the people named in it, by the platform's own mark; in the text stand their names, each with an @.
    `beside` is what came with the text and was not kept.
    """

    kind: Literal["said"] = "said"
    text: str
    mentions: tuple[Identity, ...] = ()
    beside: Medium | None = None


class Tapped(Frozen):
    """A button, by its token. `trigger` is what the platform gave to open a window with, for a moment."""

    kind: Literal["tapped"] = "tapped"
    token: str
    trigger: str | None = None


class Opened(Frozen):
    """Somebody came (back) and wants to know where we are; changes nothing.

    `said` is what they came with, `ticket` the code of the link that brought them.
    """

    kind: Literal["opened"] = "opened"
    said: str = ""
    ticket: str = ""


class Filled(Frozen):
    """A window sent off: `token` says which, `fields` are words, or the key of an option, by the key of the field."""

    kind: Literal["filled"] = "filled"
    token: str
    fields: dict[str, str]


class Brought(Frozen):
    """Somebody else's message that this person wants to add as a barrier."""

    kind: Literal["brought"] = "brought"
    words: str
    trigger: str | None = None


class Wordless(Frozen):
    """Something that is no text."""

    kind: Literal["wordless"] = "wordless"
    what: Medium


class Mended(Frozen):
    """A message sent earlier was edited or deleted on the platform; what was kept of it stays."""

    kind: Literal["mended"] = "mended"
    how: Literal["edited", "deleted"]


class Mentioned(Frozen):
    """The bot was mentioned in a shared room. `Inbound.room` is where its author alone is spoken to."""

    kind: Literal["mentioned"] = "mentioned"
    room: Room
    text: str


class Blocked(Frozen):
    """The person does not want to hear from us there any more."""

    kind: Literal["blocked"] = "blocked"


class Crowded(Frozen):
    """Somebody brought us into a group in which we do not talk; `Inbound.room` is that group."""

    kind: Literal["crowded"] = "crowded"


Content = Said | Tapped | Opened | Filled | Brought | Wordless | Mended | Mentioned | Blocked | Crowded

Door = Literal["open", "start", "closed"]
"""What somebody nobody knows may do: join and start, only start a project of their own, or neither."""


class Inbound(Frozen):
    """One act. `key` is the platform's own, the same for every repeat; `at` is our clock's time of receiving it.

    `parts` are the keys of further messages that are one with it. `chance` is drawn when the act is taken and kept
    nowhere: what is made from it leads back to nobody.
    """

    key: str
    parts: tuple[str, ...] = ()
    who: Identity
    room: Room
    at: AwareDatetime
    content: Content = Field(discriminator="kind")
    door: Door = "closed"
    chance: str = ""


class Ack(Frozen):
    """What an act came to, for the channel that brought it.

    `errors` are sentences by the key of a field: a window that cannot be taken as it is, and nothing has changed.
    """

    is_repeat: bool = False
    errors: dict[str, str] = {}
