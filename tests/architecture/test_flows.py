"""The drawings in `docs/flows/` are those of the tables."""

from __future__ import annotations

from pathlib import Path

from dialogs.drawing import drawings

FLOWS = Path(__file__).parent.parent.parent / "docs" / "flows"


def test_the_drawings_are_current() -> None:
    """`itfits flows draw` makes them so."""
    drawn = {file.name: file.read_text(encoding="utf-8") for file in FLOWS.glob("*.md")}

    assert drawn == drawings()
