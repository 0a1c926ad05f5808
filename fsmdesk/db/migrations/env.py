"""Alembic's entry; runs on the connection that fsmdesk.db.migrate hands in."""

from alembic import context

from fsmdesk.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=False,  # fsmdesk.db.migrate holds the one transaction around everything
)
context.run_migrations()
