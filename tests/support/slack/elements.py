"""What Slack refuses in interactive elements: where they may stand, options, buttons, inputs. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from tests.support.slack.fields import field_faults, id_faults, pointer, string_faults, text_faults
from tests.support.slack.places import Json
from tests.support.slack.rich_text import rich_text_faults

PICKERS = {
    "static_select": frozenset({"options", "option_groups", "initial_option", "placeholder"}),
    "users_select": frozenset({"initial_user", "placeholder"}),
    "conversations_select": frozenset(
        {"initial_conversation", "default_to_current_conversation", "response_url_enabled", "filter", "placeholder"}
    ),
    "channels_select": frozenset({"initial_channel", "response_url_enabled", "placeholder"}),
    "radio_buttons": frozenset({"options", "initial_option"}),
    "checkboxes": frozenset({"options", "initial_options"}),
    "datepicker": frozenset({"initial_date", "placeholder"}),
    "timepicker": frozenset({"initial_time", "timezone", "placeholder"}),
}
MULTI = {
    "multi_static_select": frozenset(
        {"options", "option_groups", "initial_options", "max_selected_items", "placeholder"}
    ),
    "multi_users_select": frozenset({"initial_users", "max_selected_items", "placeholder"}),
    "multi_conversations_select": frozenset(
        {"initial_conversations", "default_to_current_conversation", "filter", "max_selected_items", "placeholder"}
    ),
    "multi_channels_select": frozenset({"initial_channels", "max_selected_items", "placeholder"}),
}
INPUTS = {
    "plain_text_input": frozenset(
        {"initial_value", "multiline", "min_length", "max_length", "dispatch_action_config", "placeholder"}
    ),
    "rich_text_input": frozenset({"initial_value", "min_lines", "max_lines", "dispatch_action_config", "placeholder"}),
    "email_text_input": frozenset({"initial_value", "dispatch_action_config", "placeholder"}),
    "url_text_input": frozenset({"initial_value", "dispatch_action_config", "placeholder"}),
    "number_input": frozenset(
        {"is_decimal_allowed", "initial_value", "min_value", "max_value", "dispatch_action_config", "placeholder"}
    ),
}
PUSHED = {
    "button": frozenset({"text", "value", "url", "style", "confirm", "accessibility_label"}),
    "overflow": frozenset({"options", "confirm"}),
}
DATETIME = {"datetimepicker": frozenset({"initial_date_time"})}
SHOWN = {
    "image": frozenset({"image_url", "slack_file", "alt_text"}),
    "mrkdwn": frozenset({"text", "verbatim"}),
    "plain_text": frozenset({"text", "emoji"}),
}
BELONGS = {
    "actions": PUSHED | PICKERS | DATETIME,
    "section": PUSHED | PICKERS | MULTI | {"image": SHOWN["image"]},
    "input": PICKERS | MULTI | INPUTS | DATETIME,
    "context": SHOWN,
}
MOST_OPTIONS = {"overflow": 5, "checkboxes": 10, "radio_buttons": 10}
OPTION_FIELDS = {"text", "value", "description", "url"}
STYLES = ("primary", "danger")
LONGEST_INPUT = 3000


def element_faults(element: object, at: str, *, where: str) -> Iterator[str]:
    """What is wrong with one element that stands in an actions, section, input or context block."""
    if not isinstance(element, dict):
        yield pointer("must be an object", at)
        return
    kind = element.get("type")
    if not isinstance(kind, str) or kind not in BELONGS[where]:
        yield pointer(f"unsupported type: {kind}", f"{at}/type")
        return
    yield from _fields(element, kind, at, where=where)
    match kind:
        case "button":
            yield from _button(element, at)
        case "mrkdwn" | "plain_text":
            yield from text_faults(element, at, most=3000)
        case "image" if not element.get("alt_text"):
            yield pointer("missing required field: alt_text", at)
        case "rich_text_input" if "initial_value" in element:
            yield from rich_text_faults(element["initial_value"], f"{at}/initial_value")
        case "plain_text_input":
            yield from _plain_input(element, at)
        case _ if "options" in BELONGS[where][kind]:
            yield from _options(element, kind, at)
        case _:
            pass


def option_texts(value: object) -> Iterator[str]:
    """Every `text` in blocks, at any depth."""
    if isinstance(value, list):
        for inner in value:
            yield from option_texts(inner)
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from option_texts(inner)


def _fields(element: Json, kind: str, at: str, *, where: str) -> Iterator[str]:
    known = BELONGS[where][kind] | {"type"}
    if where != "context" and kind != "image":
        known |= {"action_id"}
        known |= set() if kind in INPUTS else {"confirm"}
        known |= set() if kind in PUSHED else {"focus_on_load"}
    yield from field_faults(element, known, at)
    yield from id_faults(element, "action_id", at)
    if "placeholder" in element:
        yield from text_faults(element["placeholder"], f"{at}/placeholder", most=150, plain=True)
    if "confirm" in element:
        yield from _confirm(element["confirm"], f"{at}/confirm")


def _button(button: Json, at: str) -> Iterator[str]:
    yield from text_faults(button.get("text"), f"{at}/text", most=75, plain=True)
    if "value" in button:
        yield from string_faults(button["value"], f"{at}/value", most=2000)
    if "url" in button:
        yield from string_faults(button["url"], f"{at}/url", most=3000)
    if "accessibility_label" in button:
        yield from string_faults(button["accessibility_label"], f"{at}/accessibility_label", most=75)
    if "style" in button and button["style"] not in STYLES:
        yield pointer(f"must be one of {STYLES}", f"{at}/style")


def _confirm(confirm: object, at: str) -> Iterator[str]:
    if not isinstance(confirm, dict):
        yield pointer("must be an object", at)
        return
    yield from text_faults(confirm.get("title"), f"{at}/title", most=100, plain=True)
    yield from text_faults(confirm.get("text"), f"{at}/text", most=300)
    for name in ("confirm", "deny"):
        yield from text_faults(confirm.get(name), f"{at}/{name}", most=30, plain=True)


def _plain_input(element: Json, at: str) -> Iterator[str]:
    for name in ("min_length", "max_length"):
        found = element.get(name, 1)
        if not isinstance(found, int) or not 0 <= found <= LONGEST_INPUT:
            yield pointer(f"must be at most {LONGEST_INPUT}", f"{at}/{name}")
    initial = element.get("initial_value", "")
    if len(initial) > min(element.get("max_length", LONGEST_INPUT), LONGEST_INPUT):
        yield pointer("initial value is longer than the field", f"{at}/initial_value")


def _options(element: Json, kind: str, at: str) -> Iterator[str]:
    groups = element.get("option_groups")
    options = [o for g in groups for o in g.get("options", [])] if groups else element.get("options")
    most = MOST_OPTIONS.get(kind, 100)
    if not isinstance(options, list) or not 1 <= len(options) <= (most * 100 if groups else most):
        yield pointer(f"must have 1 to {most} items", f"{at}/options")
        return
    for i, option in enumerate(options):
        yield from _option(option, f"{at}/options/{i}", plain=kind not in ("checkboxes", "radio_buttons"))
    chosen = element.get("initial_options") or [o for o in [element.get("initial_option")] if o]
    if any(choice not in options for choice in chosen):
        yield pointer("initial option is not among the options", at)


def _option(option: object, at: str, *, plain: bool) -> Iterator[str]:
    if not isinstance(option, dict):
        yield pointer("must be an object", at)
        return
    yield from field_faults(option, OPTION_FIELDS, at)
    yield from text_faults(option.get("text"), f"{at}/text", most=75, plain=plain)
    yield from string_faults(option.get("value"), f"{at}/value", most=150)
    if "description" in option:
        yield from text_faults(option["description"], f"{at}/description", most=75, plain=plain)
