"""Lays all guards, takes them away, and compares what is there with what should be."""

from sqlalchemy import Connection, text

from fsmdesk.db.guards.bookings import CONSTRAINT, SLOT_FUNCTION, booking_guards
from fsmdesk.db.guards.documents import document_guards
from fsmdesk.db.guards.history import history_guards
from fsmdesk.db.guards.money import money_guards
from fsmdesk.db.guards.records import record_guards
from fsmdesk.db.guards.search import lay_search, search_guards
from fsmdesk.db.guards.shape import PREFIX, Dialect, Guard

_NOTIFY = Guard(
    f"{PREFIX}wake",
    "change_log",
    (
        f"CREATE FUNCTION {PREFIX}wake() RETURNS trigger LANGUAGE plpgsql AS $guard$"
        " BEGIN PERFORM pg_notify('fsmdesk', ''); RETURN NULL; END$guard$",
        f"CREATE TRIGGER {PREFIX}wake AFTER INSERT ON change_log FOR EACH STATEMENT EXECUTE FUNCTION {PREFIX}wake()",
    ),
    " BEGIN PERFORM pg_notify('fsmdesk', ''); RETURN NULL; END",
)


def all_guards(dialect: Dialect) -> list[Guard]:
    """Every guard that an office on this database has."""
    guards = record_guards(dialect) + booking_guards(dialect) + document_guards(dialect)
    guards += money_guards(dialect) + history_guards(dialect) + search_guards(dialect)
    return guards + ([_NOTIFY] if dialect == "postgresql" else [])


def dialect_of(connection: Connection) -> Dialect:
    """Which of our two databases this is."""
    return "sqlite" if connection.dialect.name == "sqlite" else "postgresql"


def lay_guards(connection: Connection) -> None:
    """All guards stand, exactly as this program generates them; those of another version are gone."""
    dialect = dialect_of(connection)
    drop_guards(connection)
    lay_search(connection, dialect)
    for guard in all_guards(dialect):
        for statement in guard.statements:
            connection.exec_driver_sql(statement)


def drop_guards(connection: Connection) -> None:
    """No guard stands; for migrations and restores, which lay them again before they commit."""
    if dialect_of(connection) == "sqlite":
        for name in _sqlite_present(connection):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        return
    found = connection.execute(
        text(
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE NOT t.tgisinternal AND n.nspname = current_schema() AND t.tgname LIKE 'fsm\\_%'"
        )
    ).all()
    for trigger, table in found:
        connection.exec_driver_sql(f"DROP TRIGGER {trigger} ON {table}")
    connection.exec_driver_sql(f"ALTER TABLE IF EXISTS visit DROP CONSTRAINT IF EXISTS {CONSTRAINT}")
    for signature in _postgresql_functions(connection):
        connection.exec_driver_sql(f"DROP FUNCTION {signature}")


def guard_differences(connection: Connection) -> list[str]:
    """One sentence for each guard that is missing, changed, switched off, or not ours."""
    dialect = dialect_of(connection)
    expected = {guard.name: guard.body for guard in all_guards(dialect)}
    if dialect == "sqlite":
        return _compare(expected, _sqlite_present(connection))
    problems = _compare(expected, _postgresql_present(connection))
    off = connection.execute(
        text("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'fsm\\_%' AND tgenabled NOT IN ('O', 'A')")
    ).scalars()
    problems += [f"guard {name} is switched off" for name in off]
    constraint = connection.execute(
        text("SELECT 1 FROM pg_constraint WHERE conname = :name"), {"name": CONSTRAINT}
    ).scalar()
    triggers = set(
        connection.execute(text("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'fsm\\_%'")).scalars()
    )
    problems += [
        f"guard {name} has no trigger" for name in sorted(set(expected) - triggers - {SLOT_FUNCTION})
    ]
    return problems if constraint else [*problems, f"guard {CONSTRAINT} is missing"]


def _compare(expected: dict[str, str], present: dict[str, str]) -> list[str]:
    problems = [f"guard {name} is missing" for name in sorted(expected.keys() - present.keys())]
    problems += [f"trigger {name} is not ours" for name in sorted(present.keys() - expected.keys())]
    problems += [
        f"guard {name} has been changed"
        for name in sorted(expected.keys() & present.keys())
        if expected[name] != present[name]
    ]
    return problems


def _sqlite_present(connection: Connection) -> dict[str, str]:
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    return {str(name): str(sql) for name, sql in rows}


def _postgresql_present(connection: Connection) -> dict[str, str]:
    rows = connection.execute(
        text(
            "SELECT p.proname, p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
            "WHERE n.nspname = current_schema() AND p.proname LIKE 'fsm\\_%'"
        )
    )
    return {str(name): str(source) for name, source in rows}


def _postgresql_functions(connection: Connection) -> list[str]:
    rows = connection.execute(
        text(
            "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
            "WHERE n.nspname = current_schema() AND p.proname LIKE 'fsm\\_%'"
        )
    )
    return [str(row[0]) for row in rows]
