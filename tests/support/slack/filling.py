"""Filling a view in: the values Slack keeps for each input, what a person types, and what Slack's own form refuses."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from tests.support.slack.places import Json, View

Filled = str | list[str] | None

VALUE = {  # kind of input: the key of its value in `state`, the key of its first value in the element
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
MANY = {kind for kind, (value, _) in VALUE.items() if value.endswith("s")}
REQUIRED = "Please complete this required field."


class NoSuchField(AssertionError):
    """A test fills in a field that the view has not."""


def initial_values(blocks: list[Json]) -> dict[str, Json]:
    """The `state.values` of a view that nobody touched."""
    values: dict[str, Json] = {}
    for block in blocks:
        for element in _inputs(block):
            kind = element["type"]
            key, first = VALUE[kind]
            start = element.get(first, [] if kind in MANY else None)
            values.setdefault(block["block_id"], {})[element["action_id"]] = {"type": kind, key: copy.deepcopy(start)}
    return values


def fill(view: View, typed: Mapping[str, Filled]) -> None:
    """Fill fields in, each named by its label, block id or action id. Options are named by their labels."""
    for name, value in typed.items():
        block, element = _find_input(view, name)
        key, _ = VALUE[element["type"]]
        held = {"type": element["type"], key: _value(element, value)}
        view.values[block["block_id"]][element["action_id"]] = held


def form_faults(view: View) -> dict[str, str]:
    """What Slack's form refuses before anything is sent, by block id."""
    faults = {}
    for block in view.content["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        key, _ = VALUE[element["type"]]
        value = view.values[block["block_id"]][element["action_id"]][key]
        if not value and not block.get("optional"):
            faults[block["block_id"]] = REQUIRED
        elif isinstance(value, str) and len(value) > element.get("max_length", 3000):
            faults[block["block_id"]] = f"Please use no more than {element.get('max_length', 3000)} characters."
    return faults


def _inputs(block: Json) -> list[Json]:
    elements = [block.get("element"), block.get("accessory"), *(block.get("elements") or [])]
    return [e for e in elements if isinstance(e, dict) and e.get("type") in VALUE]


def _find_input(view: View, name: str) -> tuple[Json, Json]:
    for block in view.content["blocks"]:
        for element in _inputs(block):
            label = (block.get("label") or {}).get("text")
            if name in (label, block["block_id"], element["action_id"]):
                return block, element
    raise NoSuchField(f"no field {name!r} in the view")


def _value(element: Json, value: Filled) -> object:
    """What a person's words become in this kind of field."""
    kind = element["type"]
    if value is None:
        return [] if kind in MANY else None
    if kind in ("static_select", "radio_buttons"):
        return option_of(element, str(value))
    if kind in ("multi_static_select", "checkboxes"):
        return [option_of(element, label) for label in value]
    if kind == "rich_text_input":
        words = {"type": "rich_text_section", "elements": [{"type": "text", "text": value}]}
        return {"type": "rich_text", "elements": [words]}
    return int(str(value)) if kind == "datetimepicker" else value


def option_of(element: Json, label: str) -> Json:
    """The option with that label."""
    groups = element.get("option_groups") or [{"options": element.get("options") or []}]
    for option in (o for group in groups for o in group["options"]):
        if label in (option["text"]["text"], option["value"]):
            found: Json = option
            return found
    raise NoSuchField(f"no option {label!r}")
