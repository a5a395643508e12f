"""The first tables. Never changed once it is released: the next change is the next revision."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


UNSENT = sa.text("sent IS NULL")


def upgrade() -> None:
    """Forwards, inside the one transaction of the opening."""
    op.create_table("inbox", _text("key"), _time("at"), sa.PrimaryKeyConstraint("key", name="pk_inbox"))

    op.create_table("workspace", _text("id"), sa.PrimaryKeyConstraint("id", name="pk_workspace"))

    op.create_table(
        "person",
        _position(),
        _text("id"),
        _text("workspace"),
        _text("name"),
        _text("language"),
        _text("active", nullable=True),
        sa.Column("muted", sa.Boolean(), nullable=False),
        _refer("person", "workspace", to="workspace"),
        sa.PrimaryKeyConstraint("position", name="pk_person"),
        sa.UniqueConstraint("id", name="uq_person_id"),
    )
    op.create_index("ix_person_workspace", "person", ["workspace"])

    op.create_table(
        "team",
        _text("id"),
        _text("workspace"),
        _refer("team", "workspace", to="workspace"),
        sa.PrimaryKeyConstraint("id", name="pk_team"),
    )
    op.create_index("ix_team_workspace", "team", ["workspace"])

    op.create_table(
        "identity",
        _text("channel"),
        _text("workspace"),
        _text("user"),
        _text("person"),
        _text("room_channel"),
        _text("room_workspace"),
        _text("room"),
        sa.Column("linked", sa.Integer(), nullable=False),
        _refer("identity", "person", to="person"),
        sa.PrimaryKeyConstraint("channel", "workspace", "user", name="pk_identity"),
    )
    op.create_index("ix_identity_person", "identity", ["person"])

    op.create_table(
        "outbox",
        _position(),
        _text("id"),
        _text("channel"),
        _text("conversation"),
        _text("person"),
        _text("kind"),
        _text("prompt", nullable=True),
        _text("answer", nullable=True),
        _text("session", nullable=True),
        sa.Column("visit", sa.Integer(), nullable=True),
        sa.Column("asked", sa.Boolean(), nullable=False),
        _time("due"),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("tried", sa.Integer(), nullable=False),
        _time("leased_until", nullable=True),
        sa.Column("maybe_repeat", sa.Boolean(), nullable=False),
        _time("sent", nullable=True),
        _text("receipt", nullable=True),
        _refer("outbox", "person", to="person"),
        sa.PrimaryKeyConstraint("position", name="pk_outbox"),
        sa.UniqueConstraint("conversation", "sequence", name="uq_outbox_conversation_sequence"),
        sa.UniqueConstraint("id", name="uq_outbox_id"),
    )
    op.create_index(
        "ix_outbox_conversation_unsent",
        "outbox",
        ["conversation", "sequence"],
        sqlite_where=UNSENT,
        postgresql_where=UNSENT,
    )
    op.create_index("ix_outbox_due_unsent", "outbox", ["channel", "due"], sqlite_where=UNSENT, postgresql_where=UNSENT)
    op.create_index("ix_outbox_person", "outbox", ["person"])
    op.create_index("ix_outbox_session_visit", "outbox", ["session", "visit"])

    op.create_table(
        "project",
        _position(),
        _text("id"),
        _text("team"),
        _text("workspace"),
        _text("name"),
        sa.Column("named", sa.Boolean(), nullable=False),
        _time("created"),
        _text("innovation", nullable=True),
        _text("goal", nullable=True),
        _text("target", nullable=True),
        _text("emphasis", nullable=True),
        _text("emphasis_words", nullable=True),
        _text("patient_view", nullable=True),
        _refer("project", "team", to="team"),
        _refer("project", "workspace", to="workspace"),
        sa.PrimaryKeyConstraint("position", name="pk_project"),
        sa.UniqueConstraint("id", name="uq_project_id"),
    )
    op.create_index("ix_project_team", "project", ["team"])
    op.create_index("ix_project_workspace", "project", ["workspace"])

    op.create_table(
        "contribution",
        _position(),
        _text("project"),
        _text("id"),
        _text("step"),
        sa.Column("visit", sa.Integer(), nullable=False),
        _text("kind"),
        _text("words"),
        _text("author", nullable=True),
        _time("at", nullable=True),
        _text("replaces", nullable=True),
        _refer("contribution", "author", to="person"),
        _refer_within("contribution", "replaces", to="contribution"),
        _refer("contribution", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_contribution"),
        sa.UniqueConstraint("project", "id", name="uq_contribution_project_id"),
    )

    op.create_table(
        "decision",
        _position(),
        _text("project"),
        _text("id"),
        _text("step"),
        sa.Column("visit", sa.Integer(), nullable=False),
        _text("what"),
        _text("by", nullable=True),
        _text("reason", nullable=True),
        _time("at"),
        _refer("decision", "by", to="person"),
        _refer("decision", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_decision"),
        sa.UniqueConstraint("project", "id", name="uq_decision_project_id"),
    )

    op.create_table(
        "journal",
        _position(),
        _text("key"),
        _time("at"),
        _text("person"),
        _text("project", nullable=True),
        _text("session"),
        _text("flow"),
        _text("step"),
        sa.Column("visit", sa.Integer(), nullable=False),
        _text("changed"),
        _refer("journal", "person", to="person"),
        _refer("journal", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_journal"),
    )
    op.create_index("ix_journal_person", "journal", ["person"])
    op.create_index("ix_journal_project", "journal", ["project"])

    op.create_table(
        "membership",
        _position(),
        _text("project"),
        _text("person"),
        _text("name"),
        _text("role"),
        sa.Column("left", sa.Boolean(), nullable=False),
        _refer("membership", "person", to="person"),
        _refer("membership", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_membership"),
        sa.UniqueConstraint("project", "person", name="uq_membership_project_person"),
    )
    op.create_index("ix_membership_person", "membership", ["person"])

    op.create_table(
        "parking",
        _position(),
        _text("project"),
        _text("id"),
        _text("step"),
        _text("words"),
        _text("author", nullable=True),
        _refer("parking", "author", to="person"),
        _refer("parking", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_parking"),
        sa.UniqueConstraint("project", "id", name="uq_parking_project_id"),
    )

    op.create_table(
        "session",
        _position(),
        _text("id"),
        _text("person"),
        _text("project", nullable=True),
        _text("flow"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        _text("body"),
        _refer("session", "person", to="person"),
        _refer("session", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_session"),
        sa.UniqueConstraint("id", name="uq_session_id"),
    )
    op.create_index("ix_session_person_finished", "session", ["person", "finished"])
    op.create_index("ix_session_project", "session", ["project"])

    op.create_table(
        "step_visit",
        _position(),
        _text("project"),
        _text("step"),
        sa.Column("number", sa.Integer(), nullable=False),
        _text("state"),
        _text("owner", nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        _time("opened", nullable=True),
        _time("closed", nullable=True),
        _text("reason", nullable=True),
        _text("answered"),
        _refer("step_visit", "owner", to="person"),
        _refer("step_visit", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_step_visit"),
        sa.UniqueConstraint("project", "step", "number", name="uq_step_visit_project_step_number"),
    )

    op.create_table(
        "barrier",
        _position(),
        _text("project"),
        _text("id"),
        _text("contribution"),
        sa.Column("hinders", sa.Boolean(), nullable=False),
        _text("determinant", nullable=True),
        sa.Column("custom", sa.Boolean(), nullable=False),
        _text("merged_into", nullable=True),
        _refer_within("barrier", "contribution", to="contribution"),
        _refer_within("barrier", "merged_into", to="barrier"),
        _refer("barrier", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_barrier"),
        sa.UniqueConstraint("project", "id", name="uq_barrier_project_id"),
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


def _refer_within(table: str, column: str, *, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["project", column],
        [f"{to}.project", f"{to}.id"],
        name=f"fk_{table}_project_{column}",
        initially="DEFERRED",
        deferrable=True,
    )
