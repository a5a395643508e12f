"""A question and its possible answers; neither is drawn yet."""

from __future__ import annotations

from dialogs.text import Text
from knowledge.project import Frozen

LABEL_LIMIT = 75
"""Characters of a button: Slack's limit, the narrowest of our channels."""

TEXT_LIMIT = 3000
"""Characters of a message: a Slack section, the narrowest of our channels."""

FORMAT = 1
"""The version of `Prompt` as it lies in an outbox."""


class Option(Frozen):
    """One of the answers. `label` is what people read, `token` says which it is, `key` names it within its question."""

    key: str
    label: str
    token: str


class Prompt(Frozen):
    """What one person gets to see: words, and options where there is something to pick."""

    format: int = FORMAT
    body: Text
    options: tuple[Option, ...] = ()
    where: str = ""
    session: str | None = None
    visit: int | None = None
