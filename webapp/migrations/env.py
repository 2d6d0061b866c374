"""How Alembic runs here: always on the connection that the program hands over.

Each module of `versions` names the one before it; `rogatory upgrade` runs those that a database lacks, in that order.
"""

from alembic import context

from webapp.store.tables import Record

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Record.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
