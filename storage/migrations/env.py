"""Where Alembic starts. It is given a connection in a transaction, and neither begins nor commits one."""

from __future__ import annotations

from alembic import context

from storage.schema import VERSION_TABLE
from storage.tables import add_partial_indexes, metadata

add_partial_indexes()

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite alters a table by writing a new one
    compare_type=True,
)
context.run_migrations()
