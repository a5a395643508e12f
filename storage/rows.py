"""The values that only the store and its callers share: what is owed to people, and why a store cannot be used."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime

from dialogs.prompt import Form, Prompt
from knowledge.project import Frozen

Part = Literal["contributions", "barriers", "parking", "decisions"]
"""The collections of a project that are loaded only when a turn reads them."""

WINDOWS = 20
"""So many windows are claimed at once, even where nothing else is: they cannot wait."""

EVERYTHING: frozenset[Part] = frozenset({"contributions", "barriers", "parking", "decisions"})


class Owed(Frozen):
    """One row of the outbox: a message owed to a conversation, a window to open, or the settling of a question.

    `person` is None for a post to a shared room. A message has a `prompt`, emptied once it is sent, or once its
    question is settled where it has buttons to be taken away then. A window has a `form` and a `trigger` that dies
    soon; its `prompt` goes as a message when that is over. A settling has an `answer` and means the messages that asked
    (`session`, `visit`) in its conversation. `sequence` is the store's: it counts within the conversation. `receipt` is
    what the channel gave back. `maybe_repeat` says, of a claimed row, that a claim of it once ran out or a try ended in
    silence: nobody knows what became of that; `silent` counts such tries. `owed` is when it was first due. A row that
    makes no sense to this program is not `is_readable`, and has no words.
    """

    id: str
    channel: str
    conversation: str
    person: str | None
    kind: Literal["message", "settle", "open"] = "message"
    prompt: Prompt | None = None
    form: Form | None = None
    trigger: str | None = None
    answer: str | None = None
    session: str | None = None
    visit: int | None = None
    asked: bool = True
    due: AwareDatetime
    owed: AwareDatetime | None = None
    sequence: int = 0
    tried: int = 0
    leased_until: AwareDatetime | None = None
    sent: AwareDatetime | None = None
    receipt: str | None = None
    maybe_repeat: bool = False
    silent: int = 0
    is_readable: bool = True


TicketKind = Literal["invite", "start", "link"]


class Ticket(Frozen):
    """A code that lets somebody in. Only its `digest` is kept: whoever reads the store cannot use it.

    `invite`: whoever brings it is `person`, on the team of `project`. `start`: whoever brings it may begin a project of
    their own. `link`: whoever brings it is `person` on one more channel. `used` is when that happened.
    """

    digest: str
    kind: TicketKind
    workspace: str
    project: str | None = None
    person: str | None = None
    by: str | None = None
    made: AwareDatetime
    expires: AwareDatetime
    used: AwareDatetime | None = None


class SetAside(Frozen):
    """What failed for good: its key, whose it is, and the name of the fault. Never its content.

    An `inbound` was asked for again; a `delivery` never reached its `person`, and its key is the outbox row's.
    """

    key: str
    kind: Literal["inbound", "delivery"] = "inbound"
    at: AwareDatetime
    channel: str
    person: str | None
    fault: str


class Sighting(Frozen):
    """What the service saw and an operator should hear of, such as a wrong signature: since when, how often."""

    kind: str
    first: AwareDatetime
    last: AwareDatetime
    count: int


class Installation(Frozen):
    """One workspace that has installed the app. `sealed` holds its token, encrypted; `bot` is the bot's user id."""

    channel: str
    workspace: str
    name: str
    bot: str
    sealed: str
    scopes: str
    at: AwareDatetime


def leased(owed: Owed, *, until: datetime) -> Owed:
    """The row as a claim gives it out; a lease that still stood there has run out."""
    return owed.but(leased_until=until, maybe_repeat=owed.maybe_repeat or owed.leased_until is not None)


def has_buttons(owed: Owed) -> bool:
    """Whether there will be something to take away when its question is settled."""
    prompt = owed.prompt if owed.kind == "message" and owed.session is not None else None
    return prompt is not None and (bool(prompt.options) or prompt.window is not None)


class StoreUnusableError(Exception):
    """The store cannot be used as it is; the text tells the operator what to mend. Nothing was changed.

    Show the text; exit status 2.
    """


class StoreEmptyError(StoreUnusableError):
    """There is nothing to read yet. Whoever opens the store for writing makes it."""


class StoreOlderError(StoreUnusableError):
    """Migrations are missing. Whoever opens the store for writing brings it up to date."""


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
