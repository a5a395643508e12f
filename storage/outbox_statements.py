"""The statements of the outbox that both databases share: its order and its leases. No connection, no values."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from storage import tables
from storage.statements import pick

OWED = tuple(column.name for column in tables.outbox.c if column.name not in {"position", "buttons"})

_outbox = tables.outbox.c
_earlier = tables.outbox.alias("earlier")
_free_at = case((_outbox.leased_until > _outbox.due, _outbox.leased_until), else_=_outbox.due)
_is_unsent = and_(_outbox.channel == bindparam("channel"), _outbox.sent.is_(None))


def _is_first(*, by: ColumnElement[object]) -> ColumnElement[bool]:
    """Whether no earlier row of the conversation is due `by` then, or has been tried."""
    return ~exists().where(
        and_(
            _earlier.c.conversation == _outbox.conversation,
            _earlier.c.sequence < _outbox.sequence,
            _earlier.c.sent.is_(None),
            or_(_earlier.c.due <= by, _earlier.c.tried > 0),
        )
    )


def _claim(*kind: ColumnElement[bool]) -> Select[tuple[object, ...]]:
    """The heads of their conversations that are due and free, the longest due first."""
    return (
        select(*(_outbox[name] for name in OWED))
        .where(
            _is_unsent,
            _outbox.due <= bindparam("now"),
            or_(_outbox.leased_until.is_(None), _outbox.leased_until <= bindparam("now")),
            *kind,
            _is_first(by=bindparam("now")),
        )
        .order_by(_outbox.due, _outbox.position)
        .limit(bindparam("limit"))
        .with_for_update(skip_locked=True, of=tables.outbox)  # SQLite drops this, and needs none
    )


CLAIM = _claim(_outbox.kind != "open")
CLAIM_WINDOWS = _claim(_outbox.kind == "open")
LEASE = (
    update(tables.outbox)
    .where(_outbox.id == bindparam("which"))
    .values(
        maybe_repeat=or_(_outbox.maybe_repeat, _outbox.leased_until.is_not(None)),  # as they stood before
        leased_until=bindparam("until"),
    )
)
RELEASE = (
    update(tables.outbox)
    .where(_outbox.channel == bindparam("which"), _outbox.sent.is_(None), _outbox.leased_until > bindparam("now"))
    .values(leased_until=bindparam("now"))
)
NEXT_FREE = (
    # Along the index of what is due: it stops at the first row that nothing holds.
    select(_outbox.due)
    .where(_is_unsent, _outbox.leased_until.is_(None), _is_first(by=_outbox.due))
    .order_by(_outbox.due)
    .limit(1)
)
NEXT_LEASED = (
    # Of rows that are leased only those due before the first free one can come before it.
    select(func.min(_free_at).label("due")).where(
        _is_unsent, _outbox.leased_until.is_not(None), _outbox.due < bindparam("before"), _is_first(by=_free_at)
    )
)
COUNT_OWED = (
    select(_outbox.channel, func.count().label("count")).where(_outbox.sent.is_(None)).group_by(_outbox.channel)
)
FIND_ASKED = pick(tables.outbox, OWED, session="session", visit="visit").where(_outbox.kind != "settle")
MARK_SENT = (
    update(tables.outbox)
    .where(_outbox.id == bindparam("which"))
    .values(
        sent=bindparam("at"),
        receipt=bindparam("given"),
        prompt=case((_outbox.buttons, _outbox.prompt)),
        form=None,
        trigger=None,
        answer=None,
        leased_until=None,
    )
)
MARK_SETTLED = (
    update(tables.outbox)
    .where(
        _outbox.conversation == bindparam("of"),
        _outbox.session == bindparam("asked_in"),
        _outbox.visit == bindparam("asked_at"),
        _outbox.sent.is_not(None),
        _outbox.prompt.is_not(None),
    )
    .values(prompt=None)
)
FORGET_PROMPTS = (
    update(tables.outbox)
    .where(_outbox.session == bindparam("asked_in"), _outbox.sent.is_not(None), _outbox.prompt.is_not(None))
    .values(prompt=None)
)
MARK_TRIED = (
    update(tables.outbox)
    .where(_outbox.id == bindparam("which"), _outbox.sent.is_(None))
    .values(
        due=bindparam("again"),
        tried=_outbox.tried + 1,
        leased_until=None,
        maybe_repeat=or_(_outbox.maybe_repeat, bindparam("unknown", type_=Boolean)),
        silent=_outbox.silent + bindparam("silences", type_=Integer),
    )
)
FIND_UNSENT = (
    select(*(_outbox[name] for name in OWED))
    .where(_outbox.conversation == bindparam("conversation"), _outbox.sent.is_(None))
    .order_by(_outbox.sequence)
    .with_for_update()
)
DROP = delete(tables.outbox).where(_outbox.id == bindparam("which"))
