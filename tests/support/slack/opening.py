"""Slack's view methods: modals open by trigger, homes are published, hashes guard both."""

from __future__ import annotations

import copy

from tests.support.slack.desk import Call, Desk, Refused, view_answer
from tests.support.slack.filling import initial_values
from tests.support.slack.places import Json, Trigger, View
from tests.support.slack.views import is_too_large, view_faults

DEEPEST = 3


def views_open(desk: Desk, call: Call) -> Json:
    """`views.open`: a modal for the person whose act the trigger is."""
    content = _content(desk, call, kind="modal")
    trigger = _use_trigger(desk, call)
    view = make_view(desk, call, content, user_id=trigger.user_id)
    desk.places.modals[trigger.user_id] = [view]
    return view_answer(view)


def views_push(desk: Desk, call: Call) -> Json:
    """`views.push`: a modal above the one that is open."""
    content = _content(desk, call, kind="modal")
    trigger = _use_trigger(desk, call)
    stack = desk.places.modals.get(trigger.user_id) or []
    if not stack:
        raise Refused("not_found")
    if len(stack) >= DEEPEST:
        raise Refused("push_limit_reached")
    view = make_view(desk, call, content, user_id=trigger.user_id, below=stack[-1])
    stack.append(view)
    return view_answer(view)


def views_publish(desk: Desk, call: Call) -> Json:
    """`views.publish`: a person's home."""
    account = desk.places.accounts.get(call.get("user_id"))
    if account is None or account.team_id != call.workspace.id:
        raise Refused("user_not_found")
    content = _content(desk, call, kind="home")
    home = desk.places.homes.get(account.id)
    _check_hash(call, home)
    if home is None:
        home = make_view(desk, call, content, user_id=account.id)
        desk.places.homes[account.id] = home
    else:
        replace_content(desk, home, content)
    return view_answer(home)


def views_update(desk: Desk, call: Call) -> Json:
    """`views.update`: other content in a view that is open."""
    ids = {name: call.params.get(name) for name in ("view_id", "external_id")}
    view = desk.places.find_view(call.workspace.id, **ids)
    if view is None:
        raise Refused("not_found")
    content = _content(desk, call, kind=view.content["type"], of=view)
    _check_hash(call, view)
    replace_content(desk, view, content)
    return view_answer(view)


def make_view(desk: Desk, call: Call, content: Json, *, user_id: str, below: View | None = None) -> View:
    """A new view of a person."""
    view_id = desk.places.make_id("V")
    blocks = desk.with_ids(content["blocks"])
    return View(
        id=view_id,
        team_id=call.workspace.id,
        user_id=user_id,
        content={**copy.deepcopy(content), "blocks": blocks},
        hash=desk.places.make_hash(),
        app_id=desk.app_id,
        bot_id=call.workspace.bot_id,
        root_id=below.root_id if below else view_id,
        previous_id=below.id if below else None,
        values=initial_values(blocks),
    )


def replace_content(desk: Desk, view: View, content: Json) -> None:
    """Other content for a view: a new hash, and what was filled in stays where its ids stay."""
    blocks = desk.with_ids(content["blocks"])
    fresh = initial_values(blocks)
    for block_id, actions in fresh.items():
        kept = view.values.get(block_id, {})
        actions.update({action_id: kept[action_id] for action_id in actions if action_id in kept})
    view.content = {**copy.deepcopy(content), "blocks": blocks}
    view.values = fresh
    view.hash = desk.places.make_hash()


def check_view(desk: Desk, call: Call, content: object, *, kind: str, of: View | None = None) -> Json:
    """The content of a view that Slack would take; refuses any other."""
    if not isinstance(content, dict):
        raise Refused("invalid_arguments", response_metadata={"messages": ["[ERROR] missing required field: view"]})
    faults = view_faults(content)
    if content.get("type") != kind:
        faults.append(f"[ERROR] must be a {kind} [json-pointer:/view/type]")
    if faults:
        raise Refused("invalid_arguments", response_metadata={"messages": faults})
    if is_too_large(content):
        raise Refused("view_too_large")
    external_id = content.get("external_id")
    other = desk.places.find_view(call.workspace.id, view_id=None, external_id=external_id)
    if other is not None and other is not of:
        raise Refused("duplicate_external_id")
    return content


def _content(desk: Desk, call: Call, *, kind: str, of: View | None = None) -> Json:
    if kind == "home":
        user_id = call.params.get("user_id")
        of = of or desk.places.homes.get(str(user_id))
    return check_view(desk, call, call.params.get("view"), kind=kind, of=of)


def _check_hash(call: Call, view: View | None) -> None:
    given = call.params.get("hash")
    if given and (view is None or view.hash != given):
        raise Refused("hash_conflict")


def _use_trigger(desk: Desk, call: Call) -> Trigger:
    """A trigger lives three seconds and works once."""
    trigger = desk.places.triggers.get(call.get("trigger_id"))
    if trigger is None or trigger.team_id != call.workspace.id:
        raise Refused("invalid_trigger_id")
    if trigger.is_used:
        raise Refused("exchanged_trigger_id")
    if desk.clock.passed - trigger.made_at >= desk.trigger_seconds:
        raise Refused("expired_trigger_id")
    trigger.is_used = True
    return trigger
