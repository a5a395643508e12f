"""Where Alembic starts. It is given a connection in a transaction, and neither begins nor commits one."""

from __future__ import annotations

from alembic import context

from storage.schema import VERSION_TABLE
from storage.service_tables import complete_metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=complete_metadata(),
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite alters a table by writing a new one
    compare_type=True,
)
context.run_migrations()
