"""What the process and every flow have in common: steps, and edges between them, as a table."""

from __future__ import annotations

from typing import NamedTuple

from pydantic import field_validator

from knowledge.project import Frozen


class Edge(NamedTuple):
    """From a step, on a trigger, to a step."""

    source: str
    trigger: str
    to: str


class Table(Frozen):
    """Steps by key, the first of them where it starts; `finals` are where it ends."""

    name: str
    steps: tuple[str, ...]
    edges: tuple[Edge, ...]
    finals: tuple[str, ...]

    @field_validator("steps")
    @classmethod
    def _starts_somewhere(cls, steps: tuple[str, ...]) -> tuple[str, ...]:
        if not steps:
            raise ValueError("a table needs at least one step")
        return steps

    @property
    def start(self) -> str:
        """The step at which it begins."""
        return self.steps[0]
