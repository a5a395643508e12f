"""Payloads with one thing wrong in each: a field that is missing, or of another type. Pure."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

Path = tuple[str | int, ...]
OTHERS: tuple[object, ...] = (None, 5, "", [], {}, "\ud800")
"""What may stand where something else belongs; the last is no character."""


def spoiled(payload: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The payload, each time with another field gone or of another type."""
    for path in _paths(payload, ()):
        yield _without(payload, path)
        for other in OTHERS:
            yield _with(payload, path, other)


def _paths(found: object, here: Path) -> Iterator[Path]:
    items = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for key, value in items:
        yield (*here, key)
        yield from _paths(value, (*here, key))


def _without(payload: dict[str, Any], path: Path) -> dict[str, Any]:
    made, holder = _opened(payload, path)
    del holder[path[-1]]
    return made


def _with(payload: dict[str, Any], path: Path, value: object) -> dict[str, Any]:
    made, holder = _opened(payload, path)
    holder[path[-1]] = value
    return made


def _opened(payload: dict[str, Any], path: Path) -> tuple[dict[str, Any], dict[str | int, Any]]:
    """A copy, and what in it holds the field."""
    made: dict[str, Any] = copy.deepcopy(payload)
    holder: Any = made
    for key in path[:-1]:
        holder = holder[key]
    return made, holder
