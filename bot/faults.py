"""Naming a fault of ours for the operator: what and where. Never the error's own text: it may quote people."""

from __future__ import annotations

from traceback import extract_tb


def name_fault(error: BaseException) -> str:
    """The kind of error and the line of code it came from."""
    frames = extract_tb(error.__traceback__)
    place = f" at {frames[-1].name}, line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
