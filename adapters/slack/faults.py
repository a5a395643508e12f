"""What Slack's refusals mean for a delivery. Pure: code and status in, a `DeliveryError` out; no words, no tokens."""

from __future__ import annotations

import re

from adapters.delivery import DeliveryError, PersonGoneError, RefusedError, RetryLaterError, UnknownFateError
from adapters.slack.limits import AGAIN_SECONDS, BROKEN_SECONDS, WAIT_SECONDS

GONE = frozenset(
    {
        "account_disabled",
        "cannot_dm_bot",
        "channel_not_found",
        "is_archived",
        "messages_tab_disabled",
        "not_in_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
        "users_not_found",
    }
)
"""Nobody hears us there any more."""

BROKEN = frozenset(
    {
        "access_denied",
        "account_inactive",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "team_not_found",
        "token_expired",
        "token_revoked",
        "two_factor_setup_required",
    }
)
"""The workspace does not let us in. An operator can mend it, so nothing is given up."""

LIMITED = frozenset({"message_limit_exceeded", "rate_limited", "ratelimited"})

UNSURE = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable", "team_added_to_org"})
"""Slack failed on the way: it may have done what we asked."""

UNCHANGEABLE = frozenset(
    {
        "cant_update_message",
        "channel_not_found",
        "edit_window_closed",
        "is_archived",
        "is_inactive",
        "message_not_found",
        "not_in_channel",
        "user_not_found",
    }
)
"""A message that cannot be edited any more."""

_CODE = re.compile(r"[a-z][a-z0-9_]{0,60}")


def fault_of(code: object, *, status: int, after: str | None = None) -> DeliveryError:
    """The error for an answer that was no success. `after` is the Retry-After header, in seconds."""
    name = code if isinstance(code, str) and _CODE.fullmatch(code) else f"status {status}"
    if status == 429 or name in LIMITED:
        return RetryLaterError("ratelimited", after=_seconds(after))
    if status >= 500 or name in UNSURE:
        return UnknownFateError(name, after=AGAIN_SECONDS)
    if name in BROKEN:
        return RetryLaterError(name, after=BROKEN_SECONDS)
    if name in GONE:
        return PersonGoneError(name)
    if status == 200 and name == f"status {status}":  # an answer that is not Slack's: a proxy's page
        return UnknownFateError("unreadable", after=AGAIN_SECONDS)
    return RefusedError(name)


def _seconds(after: str | None) -> float:
    return float(after) if after is not None and re.fullmatch(r"[0-9]{1,6}", after) else WAIT_SECONDS
