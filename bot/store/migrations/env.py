"""What alembic runs for each upgrade: on the connection the store hands over, in the store's own transaction."""

from __future__ import annotations

from alembic import context

from bot.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite changes a column only by building its table anew.
    render_as_batch=True,
    # SQLite takes back a half-done change of its tables, since our transactions begin where they say.
    transactional_ddl=True,
)
context.run_migrations()
