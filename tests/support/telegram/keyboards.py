"""What Telegram refuses in a reply_markup. Pure; nothing is kept here."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tests.support.telegram.params import Json
from tests.support.telegram.refusals import make_bad_request

DATA_BYTES = 64
MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
DRESS = frozenset({"text", "icon_custom_emoji_id", "style"})
ACTIONS = frozenset(
    re.findall(
        r"\w+",
        "url callback_data web_app login_url switch_inline_query switch_inline_query_current_chat "
        "switch_inline_query_chosen_chat copy_text callback_game pay",
    )
)
OTHER_KINDS = frozenset({"keyboard", "remove_keyboard", "force_reply"})


def read_markup(value: object) -> Json | None:
    """The inline keyboard of a call; None for none, for an empty one, and for the other kinds."""
    if value in (None, ""):
        return None
    if not isinstance(value, dict):
        raise make_bad_request("object expected as reply markup")
    if OTHER_KINDS & value.keys():
        return None
    rows = value.get("inline_keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise make_bad_request("can't parse inline keyboard: an array of arrays was expected")
    _check_rows(rows)
    kept = [row for row in rows if row]
    return {"inline_keyboard": kept} if kept else None


def _check_rows(rows: list[list[Json]]) -> None:
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise make_bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check_button(button)


def _check_button(button: object) -> None:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"].strip():
        raise make_bad_request("can't parse inline keyboard button: text must be non-empty")
    if unknown := button.keys() - DRESS - ACTIONS:
        raise make_bad_request(f"can't parse inline keyboard button: unknown field {sorted(unknown)}")
    actions = button.keys() & ACTIONS
    if not actions:
        raise make_bad_request("text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise make_bad_request("BUTTON_TYPE_INVALID")
    if "callback_data" in button:
        _check_data(button["callback_data"])
    if "url" in button:
        _check_url(button["url"])


def _check_data(data: object) -> None:
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= DATA_BYTES:
        raise make_bad_request("BUTTON_DATA_INVALID")


def _check_url(url: object) -> None:
    parts = urlsplit(str(url))
    is_web = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    if not is_web and parts.scheme != "tg":
        raise make_bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
