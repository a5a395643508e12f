"""What is owed to people, in memory. The rules of the outbox are those of `outbox_statements`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from storage.rows import WINDOWS, Owed, RowRefusedError, has_buttons, leased
from storage.shelves import Undoable


class MemoryOutbox(Undoable):
    """The part of a unit of work that owes, claims and marks."""

    def owe(self, owed: Owed) -> None:
        """Add a row to the outbox; its sequence within the conversation is given here."""
        if self._find_owed(owed.id):
            raise RowRefusedError(f"the outbox has a row {owed.id!r} already")
        sequence = self._all.sequences.get(owed.conversation, 0) + 1
        self._put(self._all.sequences, owed.conversation, sequence)
        self._put(self._all.unsent, owed.id, owed.but(sequence=sequence, owed=owed.owed or owed.due))
        self._people.add(owed.person)
        if owed.kind != "settle" and owed.session is not None and owed.visit is not None:
            question = (owed.session, owed.visit)
            self._put(self._all.asked, question, (*self._all.asked.get(question, ()), owed.id))

    def claim(self, channel: str, *, now: datetime, until: datetime, limit: int) -> tuple[Owed, ...]:
        """Take the head of each conversation that is due and not leased, windows first, and lease it."""
        self._refuse_unless_writing()
        free = [each for each in self._heads(now) if each.channel == channel and _next_at(each) <= now]
        free.sort(key=lambda each: each.due)
        windows = [each for each in free if each.kind == "open"]
        rest = [each for each in free if each.kind != "open"]
        taken = [
            leased(each, until=until)
            for each in (*windows[: max(limit, WINDOWS)], *rest[: max(0, limit - len(windows))])
        ]
        for each in taken:
            self._put(self._all.unsent, each.id, each)
        return tuple(taken)

    def find_asked(self, *, session: str, visit: int) -> tuple[Owed, ...]:
        """The messages (sent or not) and windows that asked this visit's question, oldest first."""
        names = self._all.asked.get((session, visit), ())
        found = (self._all.unsent.get(each) or self._all.sent.get(each) for each in names)
        return tuple(each for each in found if each is not None)

    def mark_sent(self, owed: str, *, at: datetime, receipt: str | None) -> None:
        """It arrived: keep the receipt, empty the words; those of a question with buttons stay until it is settled."""
        row = self._find_owed(owed)
        if row is None:
            return
        words = row.prompt if has_buttons(row) else None
        emptied = row.but(prompt=words, form=None, trigger=None, answer=None)
        self._drop(self._all.unsent, owed)
        self._put(self._all.sent, owed, emptied.but(sent=at, receipt=receipt, leased_until=None))

    def mark_settled(self, *, conversation: str, session: str, visit: int) -> None:
        """The buttons of the question are gone there: empty the words of the messages that asked it."""
        self._refuse_unless_writing()
        for each in self.find_asked(session=session, visit=visit):
            if each.sent and each.conversation == conversation:
                self._put(self._all.sent, each.id, each.but(prompt=None))

    def forget_prompts(self, session: str) -> None:
        """Empty the words of all messages of a session that were sent, settled or not."""
        self._refuse_unless_writing()
        for each in [each for each in self._all.sent.values() if each.session == session]:
            self._put(self._all.sent, each.id, each.but(prompt=None))

    def mark_tried(self, owed: str, *, due: datetime, unknown: bool = False) -> None:
        """It did not arrive, as far as is known: due again then, and nothing of its conversation may overtake it."""
        row = self._find_owed(owed)
        if row is not None and row.sent is None:
            tried = row.but(
                due=due,
                tried=row.tried + 1,
                leased_until=None,
                maybe_repeat=row.maybe_repeat or unknown,
                silent=row.silent + unknown,
            )
            self._put(self._all.unsent, owed, tried)

    def release(self, channel: str, *, now: datetime) -> None:
        """Whoever sent there is gone: what they had claimed is free at once, and may be a repeat."""
        self._refuse_unless_writing()
        for each in list(self._all.unsent.values()):
            if each.channel == channel and each.leased_until is not None and each.leased_until > now:
                self._put(self._all.unsent, each.id, each.but(leased_until=now))

    def next_due(self, channel: str) -> datetime | None:
        """When the next row of a channel is due, or the lease of one ends; None where it is owed nothing."""
        waiting = [each for each in self._all.unsent.values() if each.channel == channel]
        firsts = (each for each in waiting if not any(_blocks(other, each) for other in waiting))
        return min(map(_next_at, firsts), default=None)

    def count_owed(self) -> dict[str, int]:
        """Rows that wait, by channel."""
        return dict(Counter(each.channel for each in self._all.unsent.values()))

    def _take_unsent(self, conversation: str) -> tuple[Owed, ...]:
        """Drop what is still owed to a conversation; its sequence goes on after what was sent."""
        gone = [each for each in self._all.unsent.values() if each.conversation == conversation]
        for each in gone:
            self._drop(self._all.unsent, each.id)
        if gone:
            sent = (each.sequence for each in self._all.sent.values() if each.conversation == conversation)
            self._put(self._all.sequences, conversation, max(sent, default=0))
        return tuple(sorted(gone, key=lambda each: each.sequence))

    def _heads(self, now: datetime) -> Iterator[Owed]:
        """The first of each conversation that is due or has been tried; whatever comes later waits for it."""
        passed: set[str] = set()
        for each in sorted(self._all.unsent.values(), key=lambda each: each.sequence):
            if each.conversation not in passed and (each.due <= now or each.tried):
                passed.add(each.conversation)
                yield each

    def _find_owed(self, owed: str) -> Owed | None:
        self._refuse_unless_writing()
        return self._all.unsent.get(owed) or self._all.sent.get(owed)


def _next_at(owed: Owed) -> datetime:
    return owed.due if owed.leased_until is None else max(owed.due, owed.leased_until)


def _blocks(earlier: Owed, later: Owed) -> bool:
    """Whether the later one cannot go before the earlier one has gone, at whatever time."""
    is_before = earlier.conversation == later.conversation and earlier.sequence < later.sequence
    return is_before and (bool(earlier.tried) or earlier.due <= _next_at(later))
