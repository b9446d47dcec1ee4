"""Runs migrations on the connection that `graph.ledger.upgrade` hands over."""

from alembic import context

from graph.ledger.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
