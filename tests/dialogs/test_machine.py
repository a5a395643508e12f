"""Tables run by the machine."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from dialogs.machine import NoWayError, has_way, next_step
from dialogs.table import Edge, Table

TABLE = Table(
    name="walk",
    steps=("here", "there", "end"),
    edges=(Edge("here", "go", "there"), Edge("there", "back", "here"), Edge("there", "go", "end")),
    finals=("end",),
)


def test_a_trigger_leads_along_its_edge() -> None:
    """The same word may mean another edge elsewhere."""
    assert (next_step(TABLE, "here", "go"), next_step(TABLE, "there", "go")) == ("there", "end")


@pytest.mark.parametrize(("step", "trigger"), [("here", "back"), ("here", "fly"), ("end", "go")])
def test_where_there_is_no_edge_there_is_no_way(step: str, trigger: str) -> None:
    """And the fault names both."""
    assert not has_way(TABLE, step, trigger)
    with pytest.raises(NoWayError, match=f"{trigger}.*{step}"):
        next_step(TABLE, step, trigger)


def test_threads_share_one_machine() -> None:
    """Nothing of a conversation stays in it."""
    with ThreadPoolExecutor(8) as threads:
        ends = list(threads.map(lambda n: next_step(TABLE, ("here", "there")[n % 2], "go"), range(2000)))

    assert ends == ["there", "end"] * 1000
