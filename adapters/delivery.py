"""What every channel is given to deliver, and the closed set of ways in which that can go wrong. Pure values."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from pydantic import AwareDatetime

from dialogs.inbound import Ack, Inbound
from dialogs.prompt import Form, Prompt
from dialogs.text import Text
from knowledge.project import Frozen


class Delivery(Frozen):
    """One message for one conversation. `id` is the outbox row's, the same for every try.

    `person` is None and `name` empty for a post to a shared room. `owed` is when it became due the first time.
    `mentions` are the platform's own user ids of the persons mentioned in the prompt, by person. `must_look`: it ended
    in silence so often that it may only be sent again where it is certain that it is not there.
    """

    id: str
    conversation: str
    person: str | None
    name: str
    prompt: Prompt
    language: str = "en"
    maybe_repeat: bool = False
    must_look: bool = False
    owed: AwareDatetime | None = None
    mentions: dict[str, str] = {}


class Sent(Frozen):
    """A message that asked a question, as it was delivered. `prompt` is None where its words are not kept any more."""

    receipt: str
    prompt: Prompt | None = None
    mentions: dict[str, str] = {}


class Settlement(Frozen):
    """The answered question behind these messages: its buttons may go, the answer stands."""

    conversation: str
    sent: tuple[Sent, ...]
    answer: str
    language: str = "en"


class Opening(Frozen):
    """A window to show to somebody while `trigger` lives."""

    id: str
    conversation: str
    form: Form
    trigger: str
    language: str = "en"


class Home(Frozen):
    """A page of one's own, where a channel has one: where things stand, and the question that waits."""

    status: Text
    question: Prompt | None = None
    language: str = "en"


Take = Callable[[Inbound], Awaitable[Ack]]
"""Takes an act to its end. When it returns, the act is kept; when it raises, nothing is, and it may come again."""

Look = Callable[[Inbound], Awaitable[Home]]
"""What a person's own page shows now. Reads only; of the inbound it needs who and when."""

Sight = Callable[[str], Awaitable[None]]
"""Tells the operator that something happened, by a kind such as `slack.signature`."""


class Limits(Frozen):
    """How fast a channel takes messages. None: it says nothing.

    At most `sends` may be under way or acknowledged less than `span` seconds ago, over all conversations. In one
    conversation `burst` may go at once, then one every `seconds`; in a shared room at most `shared` a minute.
    `looks_up`: the channel can look whether a message of unknown fate is there.
    """

    sends: int | None = None
    span: float = 1.0
    burst: int = 1
    seconds: float = 0.0
    shared: int | None = None
    at_once: int = 50
    looks_up: bool = False


class DeliveryError(Exception):
    """It did not arrive. Subclasses say whose turn it is; `after` is in seconds.

    `unknown` says that it may have arrived all the same: another try may be a repeat.
    """

    retryable = False
    unknown = False
    after = 0.0


class RetryLaterError(DeliveryError):
    """The channel is there but not now: try again `after` seconds."""

    retryable = True

    def __init__(self, reason: str, *, after: float) -> None:
        super().__init__(reason)
        self.after = after


class UnknownFateError(RetryLaterError):
    """Nobody knows whether it arrived: try again `after` seconds, as what may be a repeat."""

    unknown = True


class PersonGoneError(DeliveryError):
    """The person left or blocked us: stop sending to this conversation."""


class RefusedError(DeliveryError):
    """The channel will never take this message: a fault of ours. Put it aside and tell the operator."""


class TooLateError(DeliveryError):
    """A window's trigger has died: the question goes as a message instead."""
