"""Every released table of a flow, as recorded: what a conversation that stands in an older one knew. Never run.

One file a flow and version in `dialogs/versions/`. How a conversation gets from there to today's table: `moving`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from dialogs.flow import Flow
from dialogs.table import Edge
from knowledge.frozen import Frozen

VERSIONS = Path(__file__).parent / "versions"


class RecordedStep(Frozen):
    """A step, as far as conversations that stand there depend on it. See `Step`."""

    key: str
    choices: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    loops: bool = False
    passing: bool = False


class Recorded(Frozen):
    """One version of a flow. `starts` are the steps at which a conversation may have begun."""

    flow: str
    version: int
    at: str | None
    starts: tuple[str, ...]
    finals: tuple[str, ...]
    steps: tuple[RecordedStep, ...]
    edges: tuple[Edge, ...]

    def find_step(self, key: str) -> RecordedStep | None:
        """A step by key; None where that version had none, or where it was an end."""
        return next((step for step in self.steps if step.key == key), None)


def record_of(flow: Flow) -> Recorded:
    """A flow as it would be recorded now. In no order but that of its steps, as no other matters to anybody."""
    return Recorded(
        flow=flow.name,
        version=flow.version,
        at=flow.at,
        starts=tuple(sorted({flow.table.start, *flow.enters})),
        finals=tuple(sorted(flow.finals)),
        steps=tuple(
            RecordedStep(
                key=step.key,
                choices=tuple(sorted(step.choices)),
                reads=tuple(sorted(step.reads)),
                writes=tuple(sorted(step.writes)),
                loops=step.loops,
                passing=step.passing,
            )
            for step in flow.steps
        ),
        edges=tuple(sorted(flow.edges)),
    )


@cache
def find_recorded(flow: str, version: int) -> Recorded | None:
    """A version of a flow as it was recorded; None where it never was."""
    file = VERSIONS / _name(flow, version)
    return Recorded.model_validate_json(file.read_text(encoding="utf-8")) if file.exists() else None


def all_recorded() -> tuple[Recorded, ...]:
    """All there are, by flow and version."""
    names = (file.stem.rpartition(".") for file in VERSIONS.glob("*.json"))
    found = (find_recorded(flow, int(version)) for flow, _, version in names)
    return tuple(sorted((each for each in found if each), key=lambda each: (each.flow, each.version)))


def unrecorded(flows: Iterable[Flow]) -> dict[str, str]:
    """What is to be recorded: file name to text, for each of these whose version is not."""
    fresh = (record_of(flow) for flow in flows if find_recorded(flow.name, flow.version) is None)
    return {_name(each.flow, each.version): as_text(each) for each in fresh}


def version_faults(flows: Iterable[Flow]) -> Iterator[str]:
    """Flows whose table is another than the one recorded under their version: somebody may stand in that one."""
    for flow in flows:
        recorded = find_recorded(flow.name, flow.version)
        if recorded is not None and recorded != record_of(flow):
            yield (
                f"{flow.name}: version {flow.version} is recorded with another table; "
                f"raise its version to {flow.version + 1}"
            )


def as_text(recorded: Recorded) -> str:
    """A line for each step and edge, so that a change reads well."""
    whole = recorded.model_dump(mode="json")
    fields = (f" {json.dumps(name)}: {_lines(value)}" for name, value in whole.items())
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _lines(value: object) -> str:
    is_long = isinstance(value, list) and bool(value) and not isinstance(value[0], str)
    if not isinstance(value, list) or not is_long:
        return json.dumps(value)
    return "[\n" + ",\n".join(f"  {json.dumps(each)}" for each in value) + "\n ]"


def _name(flow: str, version: int) -> str:
    return f"{flow}.{version}.json"
