"""Lays all guards, takes them away, and lists what is there."""

from sqlalchemy import Connection, text

from fsmdesk.db.guards.bookings import CONSTRAINT, booking_guards
from fsmdesk.db.guards.completion import completion_guards
from fsmdesk.db.guards.documents import document_guards
from fsmdesk.db.guards.history import history_guards
from fsmdesk.db.guards.money import money_guards
from fsmdesk.db.guards.numbers import number_guards
from fsmdesk.db.guards.prices import price_guards
from fsmdesk.db.guards.records import record_guards
from fsmdesk.db.guards.search import lay_search, search_guards
from fsmdesk.db.guards.shape import Dialect, Guard, postgresql_guard
from fsmdesk.db.guards.time import time_guards
from fsmdesk.db.guards.values import value_guards

CHANNEL = "fsmdesk"
HAND_CHANNEL = "fsmdesk_hand"  # what seats hold in their hands; nothing of it is stored


def all_guards(dialect: Dialect) -> list[Guard]:
    """Every guard that an office on this database has."""
    guards = record_guards(dialect) + booking_guards(dialect) + document_guards(dialect)
    guards += number_guards(dialect) + money_guards(dialect) + history_guards(dialect)
    guards += completion_guards(dialect)
    guards += price_guards(dialect) + time_guards(dialect)
    return guards + search_guards(dialect) + (value_guards() if dialect == "sqlite" else [_wake()])


def _wake() -> Guard:
    """The seats that listen are told that something was written; what it was they read in the log."""
    source = f" BEGIN PERFORM pg_notify('{CHANNEL}', ''); RETURN NULL; END"
    return postgresql_guard("wake", "change_log", "AFTER INSERT", "FOR EACH STATEMENT", source)


def dialect_of(connection: Connection) -> Dialect:
    """Which of our two databases this is."""
    return "sqlite" if connection.dialect.name == "sqlite" else "postgresql"


def lay_guards(connection: Connection) -> None:
    """All guards stand, exactly as this program generates them; those of another version are gone."""
    dialect = dialect_of(connection)
    drop_guards(connection)
    if dialect == "postgresql":
        before = connection.execute(text("SELECT current_setting('search_path')")).scalar()
        connection.execute(
            text("SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true)")
        )
    lay_search(connection, dialect)
    for guard in all_guards(dialect):
        for statement in guard.statements:
            connection.exec_driver_sql(statement)
    if dialect == "postgresql":
        connection.execute(text("SELECT set_config('search_path', :before, true)"), {"before": before})


def drop_guards(connection: Connection) -> None:
    """No guard stands; for migrations and restores, which lay them again before they commit."""
    if dialect_of(connection) == "sqlite":
        triggers = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for name in connection.execute(triggers).scalars().all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        return
    found = connection.execute(
        text(
            "SELECT t.tgname, t.tgrelid::regclass::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace "
            "AND t.tgname LIKE 'fsm\\_%'"
        )
    ).all()
    for trigger, table in found:
        connection.exec_driver_sql(f"DROP TRIGGER {trigger} ON {table}")
    connection.exec_driver_sql(f"ALTER TABLE IF EXISTS visit DROP CONSTRAINT IF EXISTS {CONSTRAINT}")
    for signature in _postgresql_functions(connection):
        connection.exec_driver_sql(f"DROP FUNCTION {signature}")


def _postgresql_functions(connection: Connection) -> list[str]:
    rows = connection.execute(
        text(
            "SELECT p.oid::regprocedure::text FROM pg_proc p "
            "WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'fsm\\_%'"
        )
    )
    return [str(row[0]) for row in rows]
