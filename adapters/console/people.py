"""Who can speak at this terminal, and what the console needs of the house. No terminal here."""

from __future__ import annotations

from typing import Protocol

from adapters.console.limits import NEWCOMER
from adapters.console.parse import user_of
from dialogs.inbound import Inbound
from knowledge.project import Frozen


class Speaker(Frozen):
    """Somebody who speaks here. `name` is empty before they said it, `role` (lead, member) before they are on a team.

    `waiting` says that a question of theirs is open; `language` is a code such as `en`.
    """

    user: str
    name: str = ""
    role: str = ""
    waiting: bool = False
    language: str = "en"


class Desk(Protocol):
    """Where acts are taken. Whatever fails for the operator comes out as it is."""

    async def take(self, inbound: Inbound) -> None:
        """Take one turn to its end. When this returns, its replies have been handed to the channel."""

    async def people(self) -> tuple[Speaker, ...]:
        """Everybody known in this workspace on this channel, in the order in which they came."""

    async def refresh(self) -> None:
        """Hand over what has become due."""


def first_speaker(people: tuple[Speaker, ...], *, language: str = "en") -> Speaker:
    """Who speaks when nobody said so: the newcomer of this terminal, else whoever came first."""
    newcomer = Speaker(user=NEWCOMER, language=language)
    return next((one for one in people if one.user == NEWCOMER), people[0] if people else newcomer)


def is_same(one: Speaker, other: Speaker) -> bool:
    """Whether these are one person: a newcomer who is called Ana by now may be known as "you" and as "ana"."""
    return one.user == other.user or bool(one.name and user_of(one.name) == user_of(other.name))


def find_speaker(people: tuple[Speaker, ...], *, user: str) -> Speaker | None:
    """The one whose name is written so, else the one with that user id: the newcomer is "you" and may be called Ana."""
    by_name = (one for one in people if one.name and user_of(one.name) == user)
    by_user = (one for one in people if one.user == user)
    return next(by_name, None) or next(by_user, None)
