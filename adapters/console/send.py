"""The console's way out: the channel that a dispatcher hands messages to, and the plain writer. Reads nothing."""

from __future__ import annotations

import io
from typing import Protocol, TextIO

from adapters.console.limits import CHANNEL, CLOSED_AFTER
from adapters.console.parse import user_of
from adapters.console.render import render_message, render_said
from adapters.delivery import Delivery, Limits, Opening, RetryLaterError, Settlement, TooLateError
from dialogs.prompt import Option


class Sink(Protocol):
    """Where messages become visible. An OSError says that nobody can see them any more."""

    def show(self, delivery: Delivery) -> None:
        """Draw a message."""

    def settle(self, settlement: Settlement) -> None:
        """Draw an answered question as answered, where it is still to be seen."""


class ConsoleChannel:
    """Made first and given to both sides: `bot` delivers to it, and whichever console runs says where that is seen."""

    name = CHANNEL
    limits = Limits()  # a terminal takes whatever comes

    def __init__(self) -> None:
        self._sink: Sink | None = None
        self._offered: dict[str, tuple[Option, ...]] = {}

    def open(self, sink: Sink) -> None:
        """From here on messages are seen there."""
        self._sink = sink

    def close(self) -> None:
        """From here on nobody sees messages; those that come are owed for the next time."""
        self._sink = None

    async def deliver(self, delivery: Delivery) -> str:
        """Show it; OSError where the terminal is gone. The receipt is the delivery's id, good in later processes."""
        if self._sink is None:
            raise RetryLaterError("no terminal is open", after=CLOSED_AFTER)
        self._sink.show(delivery)
        self._remember(delivery)
        return delivery.id

    def calls_for(self, task: Delivery | Settlement | Opening) -> int:  # noqa: ARG002
        """A terminal does not count."""
        return 1

    async def settle(self, settlement: Settlement) -> None:
        """Mark it, where there is something to mark: printed lines stay as they are."""
        if self._sink is not None:
            self._sink.settle(settlement)

    async def show(self, opening: Opening) -> None:
        """A terminal has no windows: the question comes as a message."""
        raise TooLateError(f"no window for {opening.id}")

    def offered(self, *, conversation: str, name: str) -> tuple[Option, ...]:
        """The options last shown to somebody in this process. By name first: it may cover two conversations."""
        by_name = self._offered.get(user_of(name)) if name else None
        return by_name or self._offered.get(conversation, ())

    def _remember(self, delivery: Delivery) -> None:
        if delivery.prompt.options or delivery.prompt.visit is not None:  # a question without options offers none
            self._offered[delivery.conversation] = delivery.prompt.options
            self._offered[user_of(delivery.name)] = delivery.prompt.options


class PlainLines:
    """A sink of plain lines. `failure` is why writing ended: a BrokenPipeError where the reader simply left."""

    def __init__(self, out: TextIO) -> None:
        if isinstance(out, io.TextIOWrapper):
            out.reconfigure(errors="replace")  # a narrow encoding shows ? and goes on
        self._out = out
        self.language = "en"
        self.failure: OSError | None = None

    def show(self, delivery: Delivery) -> None:
        """Print a message and its options."""
        self.write(
            render_message(
                delivery.prompt,
                name=delivery.name,
                language=delivery.language,
                maybe_repeat=delivery.maybe_repeat,
            ),
        )

    def settle(self, settlement: Settlement) -> None:
        """What is printed stays."""

    def say(self, lines: list[str], *, to: str) -> None:
        """Print the console's own words to somebody."""
        self.write(render_said(lines, name=to, language=self.language))

    def write(self, lines: list[str]) -> None:
        """Print lines and let them go at once: whoever drives us waits for them."""
        try:
            self._out.write("".join(f"{line}\n" for line in lines))
            self._out.flush()
        except OSError as error:
            self.failure = error
            raise
