"""The log of records that came in bulk while the guards were down."""

from sqlalchemy import Connection, text

from fsmdesk.db.guards.history import LOG_COLUMNS, NOW_ON_SQLITE, logged_tables
from fsmdesk.db.guards.lay import dialect_of


def log_births(connection: Connection) -> None:
    """The log tells of every record it did not know that it came in now; guards must be down.

    `after` stays empty: to keep millions of records twice would tell nothing that they do not.
    """
    if dialect_of(connection) == "sqlite":
        connection.execute(text("UPDATE acting SET transaction_id = transaction_id + 1"))
        told = f"{NOW_ON_SQLITE}, 'sqlite', NULL, '', NULL, (SELECT transaction_id FROM acting)"
    else:
        told = "clock_timestamp(), session_user, NULL, '', NULL, pg_current_xact_id()::text::bigint"
    # An office that was filled just now has no log yet, and then there is nothing to compare with.
    is_new = connection.execute(text("SELECT 1 FROM change_log LIMIT 1")).first() is None
    # Backwards by name, so that invoices come after their parts: no part was written after the issue.
    for table in reversed(logged_tables()):
        connection.exec_driver_sql(
            f"INSERT INTO change_log ({LOG_COLUMNS}) SELECT {told}, '{table.name}', t.id, t.version, 'I', NULL, '{{}}' "
            f"FROM {table.name} t {'' if is_new else _unknown(table.name)} ORDER BY t.id"
        )


def _unknown(table: str) -> str:
    return (
        f"WHERE NOT EXISTS (SELECT 1 FROM change_log l WHERE l.table_name = '{table}' AND l.record_id = t.id)"
    )
