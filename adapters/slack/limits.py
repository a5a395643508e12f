"""Slack's numbers and names. No logic."""

from __future__ import annotations

from adapters.delivery import Limits

CHANNEL = "slack"

LIMITS = Limits(burst=3, seconds=1.0, at_once=50, looks_up=True)
"""One message a second a room, short bursts are tolerated; the limit of a workspace is not published."""

SCOPES: dict[str, str] = {
    "app_mentions:read": "hears when somebody mentions the app in a shared room",
    "chat:write": "writes messages, and takes the buttons off an answered question",
    "commands": "the command /itfits and the shortcut on a message",
    "im:history": "reads what people write to the app, and finds a message that may have been sent already",
    "im:read": "knows the direct messages it is part of",
    "im:write": "writes to somebody first",
    "users:read": "knows names, languages and who is a guest",
}
"""The least that the app asks of a workspace, each with its reason."""

BUTTONS = 25
"""Elements of one actions block."""

LABEL_LENGTH = 75
"""Characters of a button and of an option."""

CONTEXT_LENGTH = 300
"""Characters of a context line of ours; Slack takes 2000."""

BODY_LENGTH = 10_000
"""Characters of a body: a message takes about 13,000 over all its blocks, which is written down nowhere."""

FALLBACK_LENGTH = 3000
"""Characters of the plain text beside the blocks; Slack takes 40,000 and shows about 4,000."""

ANSWER_LENGTH = 3000
"""Characters of a text field in a window: Slack's own most."""

HINT_LENGTH = 300
"""Characters of a field's name and of its hint; Slack takes 2000."""

TITLE_LENGTH = 24
"""Characters of a window's title and of its two buttons."""

RADIOS = 10
"""Options as radio buttons; more become a menu."""

CHOICES = 100
"""Options of a menu."""

ADDRESS_LENGTH = 3000
"""Characters of a link's address."""

SIGNED_SECONDS = 300
"""Seconds by which a request's own time may be off, as Slack's library takes it too."""

CALL_SECONDS = 10.0
"""Seconds that a call of Slack may take."""

CONNECT_SECONDS = 5.0
"""Seconds until a connection must stand."""

NAME_SECONDS = 1.0
"""Seconds to wait for a name: Slack wants its answer within three."""

NAMES_KEPT_SECONDS = 600.0
"""Seconds for which a name is not asked for again."""

NAMES_KEPT = 10_000
"""Persons whose names are kept at once."""

BROKEN_SECONDS = 300.0
"""Seconds until a workspace that refuses our token is tried again: a token can be mended."""

WAIT_SECONDS = 5.0
"""Seconds to wait where Slack says that we are too fast, but not for how long."""

AGAIN_SECONDS = 1.0
"""Seconds until a call that failed on its way is tried again."""

LOOK_BACK_SECONDS = 60.0
"""Seconds before a message was owed from which on it is looked for: Slack's clock is not ours."""

LOOK_PAGES = 5
"""Pages of a conversation's history to look through; what lies further back is not looked for."""

LOOK_PAGE = 100
"""Messages of one such page."""

DELIVERY_EVENT = "itfits_delivery"
"""The kind of the metadata by which a message that was sent is found again."""

VIEW_CALLBACK = "itfits"
SHORTCUT_CALLBACK = "add_barrier"
