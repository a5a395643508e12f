"""Text as spans, never as markup: what a person wrote can then never become formatting, a mention or a command."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from knowledge.project import Frozen

SpanKind = Literal["plain", "bold", "italic", "quote", "link", "mention"]


class Span(Frozen):
    """A run of characters drawn in one way. `to` is an address for a link, a person's id for a mention."""

    text: str
    kind: SpanKind = "plain"
    to: str | None = None


class Text(Frozen):
    """What people read: spans in order. A line break is a `\\n` in a span."""

    spans: tuple[Span, ...] = ()

    @property
    def plain(self) -> str:
        """The characters alone."""
        return "".join(span.text for span in self.spans)

    def __add__(self, other: Text) -> Text:
        return Text(spans=self.spans + other.spans)


def words(text: str, *, kind: SpanKind = "plain") -> Text:
    """One span, as it is."""
    return Text(spans=(Span(text=text, kind=kind),))


def mention(person: str, *, name: str) -> Text:
    """A person, whom channels show as they show people."""
    return Text(spans=(Span(text=name, kind="mention", to=person),))


def joined(parts: Iterable[Text], *, by: str = "\n") -> Text:
    """The non-empty parts, one after the other."""
    spans: list[Span] = []
    for part in parts:
        if not part.spans:
            continue
        if spans:
            spans.append(Span(text=by))
        spans.extend(part.spans)
    return Text(spans=tuple(spans))


def cut(text: str, *, length: int) -> str:
    """At most `length` characters, on one line, with an ellipsis where something was cut."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
