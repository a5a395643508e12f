"""Lines that fit a terminal of 80 columns. Words only; knows nothing of what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

WIDTH = 80
LABEL = 14
"""Columns of a label and the space after it."""


def wrapped(text: str, *, label: str | None = None, width: int = LABEL) -> Iterator[str]:
    """The text over as many lines as it takes, beside its label; at the margin where it has none."""
    if label is None:
        yield from wrap(text, WIDTH)
        return
    yield from wrap(text, WIDTH, initial_indent=f"{label:<{width - 1}} ", subsequent_indent=" " * width)


def aligned(rows: Sequence[tuple[str, str]], *, right: bool = False) -> Iterator[str]:
    """Two columns; the first as wide as its widest, the second wrapped."""
    width = max((len(first) for first, _ in rows), default=0)
    for first, second in rows:
        start = f"{first:>{width}}" if right else f"{first:<{width}}"
        yield from wrap(second, WIDTH, initial_indent=f"  {start}  ", subsequent_indent=" " * (width + 4))
