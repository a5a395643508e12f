"""The terminal's numbers."""

CHANNEL = "console"
WORKSPACE = "local"

NEWCOMER = "you"
"""The user who has not said a name yet."""

NAME_LENGTH = 40
"""Characters of what still counts as a name."""

NAME_WORDS = 4

KEY_LENGTH = 200
"""Characters of a `#key`; anything longer is text."""

CHUNK = 65536
"""Bytes read at once from standard input."""

CLOSED_AFTER = 60.0
"""Seconds until a message that nobody could be shown is tried again."""

SHOWN_LENGTH = 4000
"""Characters of people's own words in the screen's bubble; what was sent is always whole."""

MESSAGES_KEPT = 400
"""Messages that stay in the screen to be scrolled back to."""

BUBBLE_WIDTH = 72
"""Columns of a message at the most: with its margins it fits into 80."""

OWN_WIDTH = 60
"""Columns of people's own words at the most, so that one sees whose side they are on."""

ROW_WIDTH = 64
"""Columns for short options side by side."""

ROW_MARGIN = 10
"""Columns that a terminal has beside a row of options."""

TERMINAL_SECONDS = 1.0
"""Seconds between two looks at whether the terminal is still there."""

REFRESH_SECONDS = 20.0
"""How often the screen asks for what became due meanwhile."""
