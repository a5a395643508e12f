"""Long texts and albums, which come in parts: which belong together, and how long to wait. Pure: time is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adapters.telegram.limits import CUT_UNITS, FULL_UNITS, PART_SECONDS
from adapters.telegram.parse import Heard
from adapters.telegram.units import count_units
from dialogs.inbound import Inbound, Said


class Chain:
    """One act: a single update, a full text and the parts that follow it, or an album.

    `now` is in seconds of any clock.
    """

    def __init__(self, first: Heard, *, now: float) -> None:
        self.parts = [first]
        self.until = now + PART_SECONDS

    @property
    def last(self) -> Heard:
        """The part that came last."""
        return self.parts[-1]

    def add(self, heard: Heard, *, now: float) -> bool:
        """Take another part in; False where it does not belong to this act."""
        if not _follows(self.last, heard):
            return False
        self.parts.append(heard)
        self.until = now + PART_SECONDS
        return True

    def has(self, heard: Heard) -> bool:
        """Whether this update is a part of it already."""
        return any(part.update == heard.update for part in self.parts)

    def is_whole(self, *, now: float) -> bool:
        """Whether nothing more is to be waited for."""
        return not (self.last.album or is_full(self.last)) or now >= self.until

    def make_inbound(self) -> Inbound:
        """The act, with the key of its first part and the words of all."""
        return next(self.make_inbounds())

    def make_inbounds(self) -> Iterator[Inbound]:
        """The act; then what is left of it without its first part, without the first two, and so on.

        Where an act was taken before, a part may have come since: it is in one of those that are left.
        """
        return (_join([part.inbound for part in self.parts[start:]]) for start in range(len(self.parts)))


def is_full(heard: Heard) -> bool:
    """Whether this may be the first part of a longer text."""
    said = heard.inbound.content
    return isinstance(said, Said) and said.beside is None and count_units(said.text) >= FULL_UNITS


def _join(inbounds: Sequence[Inbound]) -> Inbound:
    first, *others = inbounds
    said = [each.content for each in inbounds if isinstance(each.content, Said)]
    if not others or not said:  # or an album without a word
        return first.but(parts=tuple(other.key for other in others))
    text = "".join(each.text + _lost_after(each.text) for each in said[:-1]) + said[-1].text
    return first.but(content=said[0].but(text=text), parts=tuple(other.key for other in others))


def _follows(last: Heard, heard: Heard) -> bool:
    is_same = last.inbound.room == heard.inbound.room and last.inbound.who.user == heard.inbound.who.user
    is_soon = 0 <= heard.sent - last.sent <= PART_SECONDS
    is_album = bool(last.album) and last.album == heard.album
    return is_same and is_soon and (is_album or _is_more_text(last, heard))


def _is_more_text(last: Heard, heard: Heard) -> bool:
    said = heard.inbound.content
    is_text = isinstance(said, Said) and said.beside is None and not said.text.startswith("/")
    return is_text and is_full(last)


def _lost_after(text: str) -> str:
    """Nothing where a part was cut in the middle of a word; else the blank that stood at the cut."""
    return "" if count_units(text) >= CUT_UNITS else " "
