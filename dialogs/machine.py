"""A table run by `transitions`. The only module that knows the library, and where `state` means a step."""

from __future__ import annotations

from functools import cache

from transitions import Machine, MachineError

from dialogs.table import Table


class NoWayError(Exception):
    """The table has no edge for this trigger at this step: a fault of a flow, found by the checker before it ships."""


class _Place:
    """Where a conversation stands, for as long as one trigger takes: registering a model would cost 20 kB."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


@cache
def _machine(table: Table) -> Machine:
    return Machine(
        model=None,
        states=list(table.steps),
        transitions=[{"trigger": e.trigger, "source": e.source, "dest": e.to} for e in table.edges],
        initial=table.start,
        auto_transitions=False,  # otherwise every step can jump to every other
    )


def next_step(table: Table, step: str, trigger: str) -> str:
    """The step that this trigger leads to; NoWayError where the table has no such edge."""
    place = _Place(step)
    event = _machine(table).events.get(trigger)
    try:
        if event is None or not event.trigger(place):
            raise NoWayError(f"{table.name}: no edge {trigger!r} from {step!r}")
    except MachineError as refused:
        raise NoWayError(f"{table.name}: no edge {trigger!r} from {step!r}") from refused
    return place.state


def has_way(table: Table, step: str, trigger: str) -> bool:
    """Whether the table has an edge for this trigger at this step."""
    return any(edge.source == step and edge.trigger == trigger for edge in table.edges)
