"""${message}. Never changed once it is released: the next change is the next revision."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards, inside the one transaction of the opening."""
    ${upgrades if upgrades else "pass"}
