"""Telegram's numbers, and the ones we keep with it."""

from __future__ import annotations

from adapters.delivery import Limits

CHANNEL = "telegram"

PACE = Limits(sends=30, span=1.0, burst=3, seconds=1.0, shared=20, at_once=50)
"""30 messages a second in all, 1 a second a chat (short bursts pass), 20 a minute a group."""

TEXT_UNITS = 4096
"""UTF-16 units of a message. Clients split what is longer."""

FULL_UNITS = 4000
"""From here on a text may be the first part of a longer one: clients like to cut at a blank before the limit."""

CUT_UNITS = 4095
"""From here on it was cut in the middle of a word, or of a surrogate pair; before, a blank got lost at the cut."""

PART_SECONDS = 2
"""How long after a full part another one still belongs to it."""

DATA_BYTES = 64
"""Bytes of `callback_data`."""

TICKET_LENGTH = 64
"""Characters of what a link may hand to /start."""

BUTTONS = 100
"""Buttons of a message, in practice."""

BUTTONS_A_ROW = 8

ROW_WIDTH = 32
"""Characters across a phone. All buttons of a row have the same width."""

BUTTON_PADDING = 2
"""Characters that a button's edges take."""

POLL_SECONDS = 25
"""How long Telegram holds a question for updates open."""

PEEK_SECONDS = 0.25
"""Between two looks for the next part of a long text."""

RETRY_SECONDS = 1.0
"""Until what could not be taken is tried again, and the first step of every growing wait."""

LONGEST_RETRY_SECONDS = 30.0

TOKEN_SECONDS = 300.0
"""Until a token that was refused is tried again: it can be mended, but not in a moment."""

CALL_SECONDS = 20.0
"""How long an answer to a call may take."""

CONNECTIONS = 64
"""More than may be under way at once: a call never waits for a free one."""

WEBHOOK_CONNECTIONS = 40
"""How many requests Telegram may send us at once."""

UPDATE_KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""What we ask Telegram for."""

ANSWERED_KEPT = 1000
"""Answered callbacks that are remembered, so that a repeat is not answered twice."""
