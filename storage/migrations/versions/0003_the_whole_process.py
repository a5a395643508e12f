"""What a team hears, weighs, plans and finds in the thirteen steps. Never changed once it is released."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards, inside the one transaction of the opening."""
    _widen()
    _make_listening()
    _make_choices()
    _make_plan()
    _make_findings()


def _widen() -> None:
    """What was parked so far came from the parking list."""
    op.add_column("project", sa.Column("hours", sa.Integer(), nullable=True))
    op.add_column("project", _text("sponsor", nullable=True))
    op.add_column("contribution", _text("about", nullable=True))
    op.add_column("decision", sa.Column("present", sa.Integer(), nullable=True))
    op.add_column("step_visit", sa.Column("objecting", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("step_visit") as visits:
        visits.alter_column("objecting", existing_type=sa.Boolean(), server_default=None)
        visits.add_column(_text("deputy", nullable=True))
        visits.create_foreign_key(
            "fk_step_visit_deputy", "person", ["deputy"], ["id"], initially="DEFERRED", deferrable=True
        )
    op.add_column("parking", sa.Column("kind", sa.Text(), nullable=False, server_default="parking"))
    with op.batch_alter_table("parking") as parking:
        parking.alter_column("kind", existing_type=sa.Text(), server_default=None)


def _make_listening() -> None:
    """What the rules said, whom the change concerns, what was heard of them."""
    op.create_table(
        "heeding",
        _position(),
        _text("project"),
        _text("id"),
        _text("principle"),
        _text("step"),
        sa.Column("visit", sa.Integer(), nullable=False),
        _text("way"),
        _text("reason", nullable=True),
        _refer("heeding", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_heeding"),
        sa.UniqueConstraint("project", "id", name="uq_heeding_project_id"),
    )

    op.create_table(
        "stakeholder",
        _position(),
        _text("project"),
        _text("id"),
        _text("who"),
        _text("concern"),
        _text("reach", nullable=True),
        _refer("stakeholder", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_stakeholder"),
        sa.UniqueConstraint("project", "id", name="uq_stakeholder_project_id"),
    )

    op.create_table(
        "hearing",
        _position(),
        _text("project"),
        _text("id"),
        _text("step"),
        sa.Column("visit", sa.Integer(), nullable=False),
        _text("kind"),
        _text("role"),
        sa.Column("count", sa.Integer(), nullable=False),
        _text("how", nullable=True),
        _text("source", nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("acceptable", sa.Integer(), nullable=True),
        sa.Column("doable", sa.Integer(), nullable=True),
        _text("by", nullable=True),
        _refer("hearing", "by", to="person"),
        _refer("hearing", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_hearing"),
        sa.UniqueConstraint("project", "id", name="uq_hearing_project_id"),
    )


def _make_choices() -> None:
    """What a team weighs, and what it chose of it."""
    op.create_table(
        "vote",
        _position(),
        _text("project"),
        _text("id"),
        _text("step"),
        sa.Column("visit", sa.Integer(), nullable=False),
        _text("question"),
        _text("about"),
        sa.Column("value", sa.Integer(), nullable=False),
        _text("author", nullable=True),
        _refer("vote", "author", to="person"),
        _refer("vote", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_vote"),
        sa.UniqueConstraint("project", "id", name="uq_vote_project_id"),
    )

    op.create_table(
        "priority",
        _position(),
        _text("project"),
        sa.Column("visit", sa.Integer(), nullable=False),
        _text("barrier"),
        sa.Column("place", sa.Integer(), nullable=False),
        _refer_within("priority", "barrier", to="barrier"),
        _refer("priority", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_priority"),
        sa.UniqueConstraint("project", "visit", "barrier", name="uq_priority_project_visit_barrier"),
    )

    op.create_table(
        "proposal",
        _position(),
        _text("project"),
        _text("id"),
        sa.Column("visit", sa.Integer(), nullable=False),
        _text("barrier"),
        _text("strategy", nullable=True),
        _text("words"),
        sa.Column("kept", sa.Boolean(), nullable=False),
        _refer_within("proposal", "barrier", to="barrier"),
        _refer("proposal", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_proposal"),
        sa.UniqueConstraint("project", "id", name="uq_proposal_project_id"),
    )


def _make_plan() -> None:
    """What is to be done, by whom, and how it is seen."""
    op.create_table(
        "plan",
        _position(),
        _text("project"),
        sa.Column("version", sa.Integer(), nullable=False),
        _text("measure", nullable=True),
        sa.Column("baseline", sa.Float(), nullable=True),
        _text("keeper", nullable=True),
        sa.Column("prediction", sa.Float(), nullable=True),
        _text("size", nullable=True),
        _text("failure", nullable=True),
        sa.Column("review", sa.Date(), nullable=True),
        _time("committed", nullable=True),
        _text("by", nullable=True),
        _refer("plan", "keeper", to="person"),
        _refer("plan", "by", to="person"),
        _refer("plan", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_plan"),
        sa.UniqueConstraint("project", "version", name="uq_plan_project_version"),
    )

    op.create_table(
        "planned_strategy",
        _position(),
        _text("project"),
        _text("id"),
        sa.Column("version", sa.Integer(), nullable=False),
        _text("strategy", nullable=True),
        _text("words"),
        _text("barrier"),
        _text("mechanism"),
        _text("actor", nullable=True),
        _text("action", nullable=True),
        _text("target", nullable=True),
        _text("temporality", nullable=True),
        _text("dose", nullable=True),
        _text("outcome", nullable=True),
        _text("justification", nullable=True),
        _refer_within("planned_strategy", "barrier", to="barrier"),
        _refer("planned_strategy", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_planned_strategy"),
        sa.UniqueConstraint("project", "id", name="uq_planned_strategy_project_id"),
    )

    op.create_table(
        "activity",
        _position(),
        _text("project"),
        _text("id"),
        sa.Column("version", sa.Integer(), nullable=False),
        _text("what"),
        _text("owner"),
        sa.Column("due", sa.Date(), nullable=False),
        _text("state"),
        sa.Column("closed", sa.Date(), nullable=True),
        _refer("activity", "owner", to="person"),
        _refer("activity", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_activity"),
        sa.UniqueConstraint("project", "id", name="uq_activity_project_id"),
    )


def _make_findings() -> None:
    """What became of it."""
    op.create_table(
        "measurement",
        _position(),
        _text("project"),
        _text("id"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Float(), nullable=False),
        _text("by", nullable=True),
        _refer("measurement", "by", to="person"),
        _refer("measurement", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_measurement"),
        sa.UniqueConstraint("project", "id", name="uq_measurement_project_id"),
    )

    op.create_table(
        "event",
        _position(),
        _text("project"),
        _text("id"),
        sa.Column("day", sa.Date(), nullable=False),
        _text("words"),
        _text("by", nullable=True),
        _refer("event", "by", to="person"),
        _refer("event", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_event"),
        sa.UniqueConstraint("project", "id", name="uq_event_project_id"),
    )

    op.create_table(
        "review",
        _position(),
        _text("project"),
        _text("id"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("number", sa.Float(), nullable=True),
        _text("learned", nullable=True),
        _text("outcome"),
        _text("reason"),
        _text("keeper", nullable=True),
        _text("holds", nullable=True),
        _text("ends", nullable=True),
        _time("at"),
        _refer("review", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_review"),
        sa.UniqueConstraint("project", "id", name="uq_review_project_id"),
    )

    op.create_table(
        "later_check",
        _position(),
        _text("project"),
        _text("id"),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("done", sa.Date(), nullable=True),
        _text("words", nullable=True),
        _refer("later_check", "project", to="project"),
        sa.PrimaryKeyConstraint("position", name="pk_later_check"),
        sa.UniqueConstraint("project", "id", name="uq_later_check_project_id"),
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
