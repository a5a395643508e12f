"""What Slack and Telegram bring: windows, rooms, tickets, installations. Never changed once it is released."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


UNSENT = sa.text("sent IS NULL")


def upgrade() -> None:
    """Forwards, inside the one transaction of the opening."""
    op.add_column("identity", _time("closed", nullable=True))
    _widen_outbox()
    _make_doors()
    _make_watch()


def _widen_outbox() -> None:
    """Partial indexes are made again: SQLite writes the table anew."""
    op.drop_index("ix_outbox_conversation_unsent", "outbox")
    op.drop_index("ix_outbox_due_unsent", "outbox")
    for column in (
        sa.Column("buttons", sa.Boolean(), nullable=True),
        _text("form", nullable=True),
        _text("trigger", nullable=True),
        _time("owed", nullable=True),
        sa.Column("silent", sa.Integer(), nullable=False, server_default="0"),
    ):
        op.add_column("outbox", column)
    _fill_outbox()
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("silent", existing_type=sa.Integer(), server_default=None)
        outbox.alter_column("person", existing_type=sa.Text(), nullable=True)
        outbox.alter_column("buttons", existing_type=sa.Boolean(), nullable=False)
        outbox.alter_column("owed", existing_type=sa.DateTime(timezone=True), nullable=False)
    for name, columns in (
        ("ix_outbox_conversation_unsent", ["conversation", "sequence"]),
        ("ix_outbox_due_unsent", ["channel", "due"]),
    ):
        op.create_index(name, "outbox", columns, sqlite_where=UNSENT, postgresql_where=UNSENT)


def _fill_outbox() -> None:
    """In one go: PostgreSQL alters no table in which a row was changed twice and its references wait.

    A quote in somebody's words is written with a backslash, so no words look like options.
    """
    outbox = sa.table(
        "outbox", *(sa.column(name, sa.Text()) for name in ("session", "prompt", "buttons", "owed", "due"))
    )
    asks = sa.and_(
        outbox.c.session.is_not(None), outbox.c.prompt.is_not(None), outbox.c.prompt.contains('"options":[{')
    )
    op.execute(sa.update(outbox).values(owed=outbox.c.due, buttons=asks))


def _make_doors() -> None:
    """Who may come in, and where teams meet."""
    op.create_table(
        "team_room",
        _text("conversation"),
        _text("channel"),
        _text("workspace"),
        _text("room"),
        _text("project"),
        sa.Column("attached", sa.Integer(), nullable=False),
        _time("closed", nullable=True),
        _refer("team_room", "project", to="project"),
        sa.PrimaryKeyConstraint("conversation", name="pk_team_room"),
    )
    op.create_index("ix_team_room_project", "team_room", ["project"])

    op.create_table(
        "ticket",
        _text("digest"),
        _text("kind"),
        _text("workspace"),
        _text("project", nullable=True),
        _text("person", nullable=True),
        _text("by", nullable=True),
        _time("made"),
        _time("expires"),
        _time("used", nullable=True),
        _refer("ticket", "project", to="project"),
        _refer("ticket", "person", to="person"),
        _refer("ticket", "by", to="person"),
        sa.PrimaryKeyConstraint("digest", name="pk_ticket"),
    )

    op.create_table(
        "guess",
        _position(),
        _text("channel"),
        _text("workspace"),
        _text("user"),
        _time("at"),
        sa.PrimaryKeyConstraint("position", name="pk_guess"),
    )
    op.create_index("ix_guess_channel_workspace_user_at", "guess", ["channel", "workspace", "user", "at"])

    op.create_table(
        "installation",
        _position(),
        _text("channel"),
        _text("workspace"),
        _text("name"),
        _text("bot"),
        _text("sealed"),
        _text("scopes"),
        _time("at"),
        sa.PrimaryKeyConstraint("position", name="pk_installation"),
        sa.UniqueConstraint("channel", "workspace", name="uq_installation_channel_workspace"),
    )


def _make_watch() -> None:
    """What an operator should hear of."""
    op.create_table(
        "put_aside",
        _position(),
        _text("key"),
        _text("kind"),
        _time("at"),
        _text("channel"),
        _text("person", nullable=True),
        _text("fault"),
        sa.PrimaryKeyConstraint("position", name="pk_put_aside"),
        sa.UniqueConstraint("key", name="uq_put_aside_key"),
    )

    op.create_table(
        "sighting",
        _text("kind"),
        _time("first"),
        _time("last"),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name="pk_sighting"),
    )


def _position() -> sa.Column[int]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("position", kind, autoincrement=True, nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _time(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _refer(table: str, column: str, *, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=f"fk_{table}_{column}", initially="DEFERRED", deferrable=True
    )
