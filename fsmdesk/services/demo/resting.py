"""Indexes and references rest while very many rows come in: to build them once is several times quicker."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from fsmdesk.db.guards.lay import dialect_of
from fsmdesk.services.demo.rows import COLUMNS

_FILLED = frozenset({*COLUMNS, "change_log"})


@contextmanager
def resting_structures(connection: Connection) -> Iterator[None]:
    """Inside, the tables have no secondary indexes (on PostgreSQL no foreign keys either); afterwards all again."""
    statements = (
        _sqlite_indexes(connection) if dialect_of(connection) == "sqlite" else _postgresql(connection)
    )
    for drop, _ in statements:
        connection.exec_driver_sql(drop)
    yield
    for _, create in reversed(statements):
        connection.exec_driver_sql(create)


def _sqlite_indexes(connection: Connection) -> list[tuple[str, str]]:
    """What drops and what makes each index again; those of constraints have no statement and stay."""
    found = connection.execute(
        text("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    ).all()
    return [(f"DROP INDEX {name}", sql) for name, sql, table in found if table in _FILLED]


def _postgresql(connection: Connection) -> list[tuple[str, str]]:
    """Foreign keys first, since they rest on indexes; so they are also the last to stand again."""
    keys = connection.execute(
        text(
            "SELECT k.conname, t.relname, pg_get_constraintdef(k.oid) FROM pg_constraint k "
            "JOIN pg_class t ON t.oid = k.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace "
            "WHERE k.contype = 'f' AND n.nspname = current_schema() ORDER BY k.oid"
        )
    ).all()
    indexes = connection.execute(
        text(
            "SELECT i.relname, t.relname, pg_get_indexdef(x.indexrelid) FROM pg_index x "
            "JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid "
            "JOIN pg_namespace n ON n.oid = t.relnamespace WHERE n.nspname = current_schema() "
            "AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = x.indexrelid) ORDER BY x.indexrelid"
        )
    ).all()
    resting = [
        (f"ALTER TABLE {table} DROP CONSTRAINT {name}", f"ALTER TABLE {table} ADD CONSTRAINT {name} {sql}")
        for name, table, sql in keys
        if table in _FILLED
    ]
    return resting + [(f"DROP INDEX {name}", sql) for name, table, sql in indexes if table in _FILLED]
