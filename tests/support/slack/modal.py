"""A person at an open modal: filling in, sending, closing, and what the app's acknowledgement does to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.support.slack import payloads
from tests.support.slack.desk import Call
from tests.support.slack.filling import Filled, fill, form_faults
from tests.support.slack.opening import check_view, make_view, replace_content
from tests.support.slack.places import Json, View

if TYPE_CHECKING:
    from tests.support.slack.person import Person


async def submit(person: Person, fields: Mapping[str, Filled]) -> dict[str, str]:
    """Fill the open modal in and send it; the errors at its fields by block id, empty when it was taken."""
    view = _open_view(person)
    fill(view, fields)
    person.errors = form_faults(view)
    if person.errors:
        return person.errors
    body = payloads.interaction("view_submission", person.workspace, person.account)
    body |= {"view": view.as_json(), "trigger_id": person.make_trigger(), "response_urls": []}
    answer = await person.interacts(body)
    if answer.is_good:
        _follow(person, view, answer.body or {})
    return person.errors


async def close(person: Person) -> None:
    """Close the topmost modal; the app hears of it when the modal asked for that."""
    view = _open_view(person)
    stack = person.slack.places.modals[person.id]
    is_cleared = bool(view.content.get("clear_on_close"))
    del stack[0 if is_cleared else -1 :]
    person.errors = {}
    if view.content.get("notify_on_close"):
        body = payloads.interaction("view_closed", person.workspace, person.account)
        await person.interacts(body | {"view": view.as_json(), "is_cleared": is_cleared})


def _open_view(person: Person) -> View:
    stack = person.slack.places.modals.get(person.id)
    if not stack:
        raise AssertionError(f"{person.name} has no modal open")
    return stack[-1]


def _follow(person: Person, view: View, said: Json) -> None:
    """Do what the acknowledgement says. Raises `AssertionError` for what Slack would show as an error."""
    desk, stack = person.slack.desk, person.slack.places.modals[person.id]
    call = Call("response_action", said, person.workspace)
    match said.get("response_action"):
        case None:
            stack.remove(view)
        case "clear":
            stack.clear()
        case "errors":
            person.errors = _errors(view, said)
        case "update":
            replace_content(desk, view, check_view(desk, call, said.get("view"), kind="modal", of=view))
        case "push":
            content = check_view(desk, call, said.get("view"), kind="modal")
            stack.append(make_view(desk, call, content, user_id=person.id, below=view))
        case other:
            raise AssertionError(f"Slack knows no response_action {other!r}")


def _errors(view: View, said: Json) -> dict[str, str]:
    errors: dict[str, str] = said.get("errors") or {}
    inputs = {block["block_id"] for block in view.content["blocks"] if block["type"] == "input"}
    if not errors or set(errors) - inputs:
        raise AssertionError(f"errors must stand at inputs of the view: {sorted(errors)}, inputs {sorted(inputs)}")
    return errors
