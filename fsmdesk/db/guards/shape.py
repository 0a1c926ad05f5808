"""What a guard is: named SQL for one database, from a rule that both share where it can be."""

from dataclasses import dataclass
from typing import Literal

Operation = Literal["INSERT", "UPDATE", "DELETE"]
Dialect = Literal["sqlite", "postgresql"]
PREFIX = "fsm_"

# Somebody's temporary table of the same name would come first; see lay_guards, which sets what is current.
_SAFE_PATH = "SET search_path FROM CURRENT"

# A lock makes others wait, and what they committed meanwhile is seen only by a transaction that looks anew
# with each statement.
LATEST_ONLY = (
    "IF current_setting('transaction_isolation') <> 'read committed' "
    "THEN RAISE EXCEPTION 'fsmdesk:isolation'; END IF; "
)


@dataclass(frozen=True, slots=True)
class Guard:
    """One trigger (with its function on PostgreSQL). `body` is what runs; names start with `fsm_`."""

    name: str
    table: str
    statements: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rule both databases share: when `when` is true for a row, the change is refused with `code`.

    `when` is SQL that both understand, with NEW and OLD. `lock` is a query that takes row locks before,
    for rules that look at other rows than their own; SQLite has one writer at a time and needs none.
    """

    name: str
    table: str
    operations: tuple[Operation, ...]
    when: str
    code: str
    lock: str = ""


def build(refusal: Refusal, dialect: Dialect) -> list[Guard]:
    """The guards that enforce a refusal on this database."""
    if dialect == "sqlite":
        return [_sqlite_refusal(refusal, operation) for operation in refusal.operations]
    lock = f"{LATEST_ONLY}PERFORM {refusal.lock}; " if refusal.lock else ""
    body = f"{lock}IF ({refusal.when}) THEN RAISE EXCEPTION 'fsmdesk:{refusal.code}'; END IF;"
    return [
        postgresql_trigger(f"{refusal.name}_{operation.lower()}", refusal.table, "BEFORE", operation, body)
        for operation in refusal.operations
    ]


def _sqlite_refusal(refusal: Refusal, operation: Operation) -> Guard:
    body = f"SELECT RAISE(ABORT, 'fsmdesk:{refusal.code}') WHERE {refusal.when};"
    return sqlite_trigger(f"{refusal.name}_{operation.lower()}", refusal.table, "BEFORE", operation, body)


def sqlite_trigger(name: str, table: str, timing: str, event: str, body: str) -> Guard:
    """A trigger for each row on SQLite; `event` may be `UPDATE OF a, b`."""
    name = PREFIX + name
    sql = f"CREATE TRIGGER {name} {timing} {event} ON {table} FOR EACH ROW BEGIN {body} END"
    return Guard(name, table, (sql,), sql)


def postgresql_trigger(name: str, table: str, timing: str, event: str, body: str, declare: str = "") -> Guard:
    """A function and a trigger for each row on PostgreSQL."""
    answer = "OLD" if event.startswith("DELETE") else "NEW"
    source = f"{declare} BEGIN {body} RETURN {answer}; END"
    return postgresql_guard(name, table, f"{timing} {event}", "FOR EACH ROW", source)


def postgresql_guard(name: str, table: str, moment: str, each: str, source: str) -> Guard:
    """A function and a trigger on PostgreSQL, with the whole source of the function given."""
    name = PREFIX + name
    function = (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {_SAFE_PATH} AS $guard${source}$guard$"
    )
    trigger = f"CREATE TRIGGER {name} {moment} ON {table} {each} EXECUTE FUNCTION {name}()"
    return Guard(name, table, (function, trigger), source)
