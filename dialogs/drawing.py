"""Draws the process and every flow as Mermaid, from the tables themselves. Pure."""

from __future__ import annotations

from dialogs.flows import FLOWS
from dialogs.process import PROCESS
from dialogs.table import Table

_HEAD = "<!-- Drawn by `itfits flows draw` from the tables; a test keeps it current. -->"


def drawings() -> dict[str, str]:
    """The text of each page of `docs/flows/`, by file name."""
    tables = (PROCESS, *(flow.table for flow in FLOWS.values()))
    return {f"{table.name}.md": _page(table) for table in tables}


def _page(table: Table) -> str:
    return "\n".join((_HEAD, "", f"# {table.name}", "", "```mermaid", *_lines(table), "```", ""))


def _lines(table: Table) -> list[str]:
    edges = [f"    {edge.source} --> {edge.to}: {edge.trigger}" for edge in table.edges]
    ends = [f"    {final} --> [*]" for final in table.finals]
    return ["stateDiagram-v2", f"    [*] --> {table.start}", *edges, *ends]
