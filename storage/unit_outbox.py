"""What is owed to people, on a database. It begins and commits nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import cast

from dialogs.prompt import Form, Prompt
from storage import outbox_statements as o
from storage.prepared import Book, Cursor
from storage.rows import WINDOWS, Owed, has_buttons, leased
from storage.statements import Statements
from storage.unit_rows import Lock, UnitRows

_NEVER = datetime.max.replace(tzinfo=UTC)

_PLAIN = ("id", "channel", "conversation", "person", "session", "visit", "due", "sequence", "sent", "receipt")
"""What no program writes in a shape of its own."""


class UnitOutbox(UnitRows):
    """The part of a unit of work that owes, claims and marks.

    What is owed goes out in `flush`, at the end: the sequence within a conversation is given under its lock, and
    locks taken in the middle of the work could meet in opposite orders.
    """

    def __init__(self, cursor: Cursor, *, book: Book, statements: Statements, lock: Lock, writing: bool) -> None:
        super().__init__(cursor, book=book, statements=statements, lock=lock, writing=writing)
        self._owed: list[Owed] = []

    def flush(self) -> None:
        """Send what waits for the end of the transaction."""
        if not self._owed:
            return
        owed, self._owed = self._owed, []
        self._lock(self._cursor, frozenset(f"conversation:{each.conversation}" for each in owed))
        for each in owed:
            self.write(self.statements.owe, {**_owed_row(each), "of": each.conversation})

    def owe(self, owed: Owed) -> None:
        """Add a row to the outbox; its sequence within the conversation is given when the unit ends."""
        self._refuse_unless_writing()
        self._owed.append(owed)

    def claim(self, channel: str, *, now: datetime, until: datetime, limit: int) -> tuple[Owed, ...]:
        """Take the head of each conversation that is due and not leased, windows first, and lease it."""
        self._refuse_unless_writing()
        self.flush()
        due = {"channel": channel, "now": now}
        windows = self.rows(o.CLAIM_WINDOWS, due | {"limit": max(limit, WINDOWS)})
        rest = self.rows(o.CLAIM, due | {"limit": max(0, limit - len(windows))})
        taken = [_read_owed(row) for row in (*windows, *rest)]
        for each in taken:
            self.write(o.LEASE, {"which": each.id, "until": until})
        return tuple(leased(each, until=until) for each in taken)

    def find_asked(self, *, session: str, visit: int) -> tuple[Owed, ...]:
        """The messages (sent or not) and windows that asked this visit's question, oldest first."""
        if any((each.session, each.visit) == (session, visit) for each in self._owed):
            self.flush()
        return tuple(_read_owed(row) for row in self.rows(o.FIND_ASKED, {"session": session, "visit": visit}))

    def mark_sent(self, owed: str, *, at: datetime, receipt: str | None) -> None:
        """It arrived: keep the receipt, empty the words; those of a question with buttons stay until it is settled."""
        self.flush()
        self.write(o.MARK_SENT, {"which": owed, "at": at, "given": receipt})

    def mark_settled(self, *, conversation: str, session: str, visit: int) -> None:
        """The buttons of the question are gone there: empty the words of the messages that asked it."""
        self.write(o.MARK_SETTLED, {"of": conversation, "asked_in": session, "asked_at": visit})

    def forget_prompts(self, session: str) -> None:
        """Empty the words of all messages of a session that were sent, settled or not."""
        self.write(o.FORGET_PROMPTS, {"asked_in": session})

    def mark_tried(self, owed: str, *, due: datetime, unknown: bool = False) -> None:
        """It did not arrive, as far as is known: due again then."""
        self.flush()
        self.write(o.MARK_TRIED, {"which": owed, "again": due, "unknown": unknown, "silences": int(unknown)})

    def release(self, channel: str, *, now: datetime) -> None:
        """Whoever sent there is gone: what they had claimed is free at once, and may be a repeat."""
        self.write(o.RELEASE, {"which": channel, "now": now})

    def next_due(self, channel: str) -> datetime | None:
        """When the next row of a channel is due, or the lease of one ends; None where it is owed nothing."""
        self.flush()
        free = [row["due"] for row in self.rows(o.NEXT_FREE, {"channel": channel})]
        leased_before = {"channel": channel, "before": free[0] if free else _NEVER}
        held = [row["due"] for row in self.rows(o.NEXT_LEASED, leased_before)]
        return min((cast(datetime, each) for each in (*free, *held) if each is not None), default=None)

    def count_owed(self) -> dict[str, int]:
        """Rows that wait, by channel."""
        self.flush()
        return {str(row["channel"]): cast(int, row["count"]) for row in self.rows(o.COUNT_OWED, {})}

    def _take_unsent(self, conversation: str) -> tuple[Owed, ...]:
        """Drop what is still owed to a conversation."""
        self.flush()
        gone = tuple(map(_read_owed, self.rows(o.FIND_UNSENT, {"conversation": conversation})))
        for each in gone:
            self.write(o.DROP, {"which": each.id})
        return gone


def _owed_row(owed: Owed) -> dict[str, object]:
    return {
        **vars(owed),
        "prompt": owed.prompt and owed.prompt.model_dump_json(),
        "buttons": has_buttons(owed),
        "form": owed.form and owed.form.model_dump_json(),
        "owed": owed.owed or owed.due,
    }


def _read_owed(row: Mapping[str, object]) -> Owed:
    """The row; where it makes no sense to this program, what can be said of it all the same."""
    try:
        return _read_whole(row)
    except ValueError:
        kept = {name: row[name] for name in _PLAIN}
        return Owed.model_validate({**kept, "kind": "message", "is_readable": False})


def _read_whole(row: Mapping[str, object]) -> Owed:
    prompt, form = row["prompt"], row["form"]
    return Owed.model_validate(
        {
            **row,
            "prompt": prompt and Prompt.model_validate_json(str(prompt)),
            "form": form and Form.model_validate_json(str(form)),
        }
    )
