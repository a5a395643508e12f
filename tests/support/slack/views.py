"""What Slack refuses in a view. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.support.slack.blocks import block_faults
from tests.support.slack.fields import field_faults, id_faults, pointer, text_faults
from tests.support.slack.places import Json

LARGEST = 250_000
TITLES = ("title", "submit", "close")
EVERY = {"type", "blocks", "private_metadata", "callback_id", "external_id"}
MODAL = EVERY | {*TITLES, "clear_on_close", "notify_on_close", "submit_disabled"}


def view_faults(view: Json) -> list[str]:
    """What is wrong with this view; empty when Slack would take it."""
    match view.get("type"):
        case "modal":
            return [*_modal(view), *_every(view), *block_faults(view.get("blocks"), surface="modal")]
        case "home":
            own = field_faults(view, EVERY, "/view")
            return [*own, *_every(view), *block_faults(view.get("blocks"), surface="home")]
        case kind:
            return [pointer(f"unsupported type: {kind}", "/view/type")]


def is_too_large(view: Json) -> bool:
    """Whether the view is over 250 kB."""
    return len(json.dumps(view)) > LARGEST


def _every(view: Json) -> Iterator[str]:
    yield from id_faults(view, "callback_id", "/view")
    if view.get("external_id"):
        yield from id_faults(view, "external_id", "/view")
    if len(view.get("private_metadata") or "") > 3000:
        yield pointer("must be less than 3001 characters", "/view/private_metadata")


def _modal(view: Json) -> Iterator[str]:
    yield from field_faults(view, MODAL, "/view")
    for name in TITLES:
        if name == "title" or view.get(name) is not None:
            yield from text_faults(view.get(name), f"/view/{name}", most=24, plain=True)
    has_input = any(isinstance(b, dict) and b.get("type") == "input" for b in view.get("blocks") or [])
    if has_input and not view.get("submit"):
        yield pointer("missing required field: submit, as there are inputs", "/view")
