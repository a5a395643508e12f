"""A call's parameters: from the strings of a form to the JSON they stand for. No method's rules live here."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

Json = dict[str, Any]

STRINGS = frozenset(
    re.findall(
        r"\w+",
        "action business_connection_id callback_query_id caption description inline_message_id ip_address "
        "language_code "
        "message_effect_id name parse_mode secret_token short_description text url",
    )
)
"""Parameters that stay strings even where they look like a number or a list. The rest is JSON wherever it can be."""


@dataclass
class Call:
    """One call of the bot. `at` is in seconds of the clock; `status` is 0 before the answer, 499 for a cut one."""

    method: str
    params: Json
    at: float
    status: int = 0
    description: str = ""


async def read_params(request: web.Request) -> Json:
    """The parameters of a call, nested values as JSON; an uploaded file is {"file": name}."""
    if request.content_type == "application/json":
        body = await request.json()
        return body if isinstance(body, dict) else {}
    fields = {**request.query, **await request.post()}
    return {name: _read_value(name, value) for name, value in fields.items()}


def append_call(path: Path, call: Call) -> None:
    """Add one line for a call. In one write, so that several processes may share the file."""
    line = json.dumps({"channel": "telegram", "method": call.method, "params": call.params}, ensure_ascii=False)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        os.write(handle, f"{line}\n".encode())
    finally:
        os.close(handle)


def _read_value(name: str, value: str | bytes | bytearray | FileField) -> object:
    if isinstance(value, FileField):
        return {"file": value.filename}
    text = value if isinstance(value, str) else value.decode()
    if name in STRINGS:
        return text
    try:
        found: object = json.loads(text)
    except ValueError:  # "@channel" as a chat_id, or nonsense, which the method will refuse
        return text
    return found
