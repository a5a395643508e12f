"""A question and its possible answers; neither is drawn yet."""

from __future__ import annotations

from dialogs.text import Text
from knowledge.project import Frozen

LABEL_LIMIT = 75
"""Characters of a button: Slack's limit, the narrowest of our channels."""

TITLE_LIMIT = 24
"""Characters of a window's title and of its two buttons: Slack's limit."""

TEXT_LIMIT = 3000
"""Characters of a message: a Slack section, the narrowest of our channels."""

GO_ON = "open"
"""The token of a button that belongs to no question: whoever taps it goes to their own."""

FORMAT = 1
"""The version of `Prompt` as it lies in an outbox."""


class Option(Frozen):
    """One of the answers. `label` is what people read, `token` says which it is, `key` names it within its question."""

    key: str
    label: str
    token: str


class Field(Frozen):
    """One answer in a window: words, or one of `options` where there are any."""

    key: str
    label: str
    hint: str = ""
    value: str = ""
    options: tuple[Option, ...] = ()
    is_long: bool = False
    is_optional: bool = False


class Form(Frozen):
    """Several answers at once, on channels that have windows. `token` comes back with them."""

    token: str
    title: str
    fields: tuple[Field, ...]
    send: str
    close: str


class Prompt(Frozen):
    """What one person gets to see: words, and options where there is something to pick.

    `window` opens the same question as a form, where the channel has windows; its token opens nothing elsewhere.
    """

    format: int = FORMAT
    body: Text
    options: tuple[Option, ...] = ()
    window: Option | None = None
    where: str = ""
    session: str | None = None
    visit: int | None = None
