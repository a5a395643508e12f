"""Looks into a payload that may be anything. Pure: nothing here knows what a payload means."""

from __future__ import annotations

import re

_UNFIT = re.compile(r"[\x00\ud800-\udfff]")  # half characters and NUL: no store takes them


def value_at(payload: object, *path: str | int) -> object:
    """What lies at the end of these keys and indexes; None where the way ends earlier."""
    for step in path:
        if isinstance(step, str):
            payload = payload.get(step) if isinstance(payload, dict) else None
        else:
            payload = payload[step] if isinstance(payload, list) and step < len(payload) else None
    return payload


def text_at(payload: object, *path: str | int) -> str:
    """The text there, without half characters; empty where there is none."""
    found = value_at(payload, *path)
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", found) if isinstance(found, str) else ""


def list_at(payload: object, *path: str | int) -> list[object]:
    """The list there; empty where there is none."""
    found = value_at(payload, *path)
    return found if isinstance(found, list) else []


def dict_at(payload: object, *path: str | int) -> dict[object, object]:
    """The object there; empty where there is none."""
    found = value_at(payload, *path)
    return found if isinstance(found, dict) else {}
