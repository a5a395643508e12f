"""The values that only the store and its callers share: what is owed to people, and why a store cannot be used."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime

from dialogs.prompt import Prompt
from knowledge.project import Frozen

Part = Literal["contributions", "barriers", "parking", "decisions"]
"""The collections of a project that are loaded only when a turn reads them."""

EVERYTHING: frozenset[Part] = frozenset({"contributions", "barriers", "parking", "decisions"})


class Owed(Frozen):
    """One row of the outbox: a message owed to a conversation, or the settling of an answered question.

    A message has a `prompt`, emptied once it is sent; a settling has an `answer` instead and means the message that
    asked (`session`, `visit`). `sequence` is the store's: it counts within the conversation. `receipt` is what the
    channel gave back. `maybe_repeat` says, of a claimed row, that a claim of it once ran out: nobody knows what became
    of that.
    """

    id: str
    channel: str
    conversation: str
    person: str
    kind: Literal["message", "settle"] = "message"
    prompt: Prompt | None = None
    answer: str | None = None
    session: str | None = None
    visit: int | None = None
    asked: bool = True
    due: AwareDatetime
    sequence: int = 0
    tried: int = 0
    leased_until: AwareDatetime | None = None
    sent: AwareDatetime | None = None
    receipt: str | None = None
    maybe_repeat: bool = False


def leased(owed: Owed, *, until: datetime) -> Owed:
    """The row as a claim gives it out; a lease that still stood there has run out."""
    return owed.but(leased_until=until, maybe_repeat=owed.maybe_repeat or owed.leased_until is not None)


class StoreUnusableError(Exception):
    """The store cannot be used as it is; the text tells the operator what to mend. Nothing was changed.

    Show the text; exit status 2.
    """


class StoreFailedError(Exception):
    """A transaction was rolled back for a reason outside the program (disk full, read-only, gone).

    Show the text to the operator; the same inbound may be tried again once it is mended.
    """


class RowRefusedError(Exception):
    """A row contradicts what the store holds (it refers to nothing, or would change what is insert-only).

    A mistake in the program: rolled back, and trying again will not help.
    """


class WriteRefusedError(Exception):
    """A unit of work that may only read tried to write. A mistake in the program: nothing was written."""
