"""What every channel is given to deliver, and the closed set of ways in which that can go wrong. Pure values."""

from __future__ import annotations

from dialogs.prompt import Prompt
from knowledge.project import Frozen


class Delivery(Frozen):
    """One message for one person in one conversation. `id` is the outbox row's, the same for every try."""

    id: str
    conversation: str
    person: str
    name: str
    prompt: Prompt
    maybe_repeat: bool = False


class Settlement(Frozen):
    """The answered question behind these receipts: its buttons may go, the answer stands."""

    conversation: str
    receipts: tuple[str, ...]
    answer: str


class DeliveryError(Exception):
    """It did not arrive. Subclasses say whose turn it is; `after` is in seconds."""

    retryable = False
    after = 0.0


class RetryLaterError(DeliveryError):
    """The channel is there but not now: try again `after` seconds."""

    retryable = True

    def __init__(self, reason: str, *, after: float) -> None:
        super().__init__(reason)
        self.after = after


class PersonGoneError(DeliveryError):
    """The person left or blocked us: stop sending to this conversation."""


class RefusedError(DeliveryError):
    """The channel will never take this message: a fault of ours. Put it aside and tell the operator."""
