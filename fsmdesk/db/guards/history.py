"""The change log: triggers, generated from the models, that write every change of every logged table.

Nobody else can write it: a row goes in only while the record is ahead of the log, which it is for the
moment between its change and the trigger that follows at once.
"""

from sqlalchemy import Boolean, Column, LargeBinary, Table

from fsmdesk.db.guards.shape import Dialect, Guard, Refusal, build, postgresql_trigger, sqlite_trigger
from fsmdesk.models import Base
from fsmdesk.models.columns import Instant

# Kind and id share one number in the search index (search.KIND_STEP).
HIGHEST_ID = 1 << 40
NOW_ON_SQLITE = "strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now')"
_TEXT_OF_INSTANT = """'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'"""
LOG_COLUMNS = (
    "at, login, person_id, seat, command_key, transaction_id, table_name, record_id, record_version, "
    "operation, before, after"
)


def logged_tables() -> list[Table]:
    """The tables whose changes are written to the log, in a stable order."""
    return [_table(model) for model in _models() if model.logged]


def append_only_tables() -> list[Table]:
    """The tables whose rows nobody may change or remove."""
    return [_table(model) for model in _models() if model.append_only]


def history_guards(dialect: Dialect) -> list[Guard]:
    """Guards that write the log, and that keep everybody else from writing or changing it."""
    guards = [guard for table in logged_tables() for guard in _log_triggers(table, dialect)]
    for table in append_only_tables():
        guards += build(
            Refusal(f"keep_{table.name}", table.name, ("UPDATE", "DELETE"), "1 = 1", "append_only"), dialect
        )
    guards.append(_sqlite_truth() if dialect == "sqlite" else _postgresql_truth())
    # Who acts may be told anew by each transaction, but not be taken away, or the log would know nobody.
    back = "NEW.transaction_id < OLD.transaction_id"
    guards += build(Refusal("keep_acting", "acting", ("INSERT", "DELETE"), "1 = 1", "append_only"), dialect)
    return guards + build(Refusal("keep_acting", "acting", ("UPDATE",), back, "append_only"), dialect)


def _models() -> list[type[Base]]:
    return sorted(
        (mapper.class_ for mapper in Base.registry.mappers), key=lambda model: str(model.__tablename__)
    )


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def _ahead(stored: str, last: str, last_version: str) -> str:
    """SQL that is true if the record is ahead of the log by just what the new row says."""
    return (
        f"coalesce(CASE NEW.operation WHEN 'I' THEN {stored} = NEW.record_version AND coalesce({last}, 'D') = 'D' "
        f"WHEN 'U' THEN {stored} = NEW.record_version AND coalesce({last}, 'I') <> 'D' "
        f"AND coalesce({last_version}, 0) < NEW.record_version "
        f"WHEN 'D' THEN {stored} IS NULL AND {last} <> 'D' END, 1 = 0)"
    )


def _sqlite_truth() -> Guard:
    versions = " ".join(
        f"WHEN '{table.name}' THEN (SELECT version FROM {table.name} WHERE id = NEW.record_id)"
        for table in logged_tables()
    )
    names = ", ".join(f"'{table.name}'" for table in logged_tables())
    entry = (
        "(SELECT {} FROM change_log l WHERE l.table_name = NEW.table_name AND l.record_id = NEW.record_id "
        "ORDER BY l.id DESC LIMIT 1)"
    )
    ahead = _ahead(
        f"(CASE NEW.table_name {versions} END)", entry.format("l.operation"), entry.format("l.record_version")
    )
    body = f"SELECT RAISE(ABORT, 'fsmdesk:append_only') WHERE NEW.table_name NOT IN ({names}) OR NOT {ahead};"
    return sqlite_trigger("log_is_true", "change_log", "BEFORE", "INSERT", body)


def _postgresql_truth() -> Guard:
    versions = " ".join(
        f"WHEN '{table.name}' THEN SELECT version INTO stored FROM {table.name} WHERE id = NEW.record_id;"
        for table in logged_tables()
    )
    body = (
        "IF pg_trigger_depth() < 2 THEN RAISE EXCEPTION 'fsmdesk:append_only'; END IF; "
        f"CASE NEW.table_name {versions} ELSE RAISE EXCEPTION 'fsmdesk:append_only'; END CASE; "
        "SELECT operation, record_version INTO last, last_version FROM change_log l "
        "WHERE l.table_name = NEW.table_name AND l.record_id = NEW.record_id ORDER BY l.id DESC LIMIT 1; "
        f"IF NOT {_ahead('stored', 'last', 'last_version')} THEN RAISE EXCEPTION 'fsmdesk:append_only'; END IF;"
    )
    declare = "DECLARE stored bigint; last text; last_version bigint;"
    return postgresql_trigger("log_is_true", "change_log", "BEFORE", "INSERT", body, declare)


def _log_triggers(table: Table, dialect: Dialect) -> list[Guard]:
    if dialect == "postgresql":
        return [_postgresql_log(table, operation) for operation in ("INSERT", "UPDATE", "DELETE")]
    return [
        _sqlite_log(table, "INSERT", "NEW", "NULL", _whole(table, "NEW")),
        _sqlite_log(table, "UPDATE", "NEW", _differing(table, "OLD"), _differing(table, "NEW")),
        _sqlite_log(table, "DELETE", "OLD", _whole(table, "OLD"), "NULL"),
    ]


def _beyond(row: str) -> str:
    return f"{row}.id < 1 OR {row}.id >= {HIGHEST_ID}"


def _sqlite_log(table: Table, operation: str, row: str, before: str, after: str) -> Guard:
    # Only after the insert is a key known that SQLite chose itself.
    key = f"SELECT RAISE(ABORT, 'fsmdesk:key') WHERE {_beyond('NEW')}; " if operation == "INSERT" else ""
    body = (
        f"{key}INSERT INTO change_log ({LOG_COLUMNS}) SELECT {NOW_ON_SQLITE}, 'sqlite', person_id, seat, command_key, "
        f"transaction_id, '{table.name}', {row}.id, {row}.version, '{operation[0]}', {before}, {after} "
        "FROM acting;"
    )
    return sqlite_trigger(f"log_{table.name}_{operation.lower()}", table.name, "AFTER", operation, body)


def _json_value(column: Column[object], row: str) -> str:
    name = f"{row}.{column.name}"
    if isinstance(column.type, Boolean):
        return f"CASE {name} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END"
    return f"json_quote({name})"


def _whole(table: Table, row: str) -> str:
    pairs = ", ".join(f"'{column.name}', json({_json_value(column, row)})" for column in _columns(table))
    return f"json_object({pairs})"


def _differing(table: Table, row: str) -> str:
    rows = " UNION ALL ".join(
        f"SELECT '{column.name}' AS k, {_json_value(column, row)} AS v "
        f"WHERE OLD.{column.name} IS NOT NEW.{column.name}"
        for column in _columns(table)
        if column.name not in ("id", "version")
    )
    return f"(SELECT json_group_object(k, json(v)) FROM ({rows}))"


def _columns(table: Table) -> list[Column[object]]:
    """The columns that the log tells of: neither bytes nor what is secret."""
    return [
        column
        for column in table.columns
        if not isinstance(column.type, LargeBinary) and not column.info.get("secret")
    ]


def _postgresql_log(table: Table, operation: str) -> Guard:
    row = "OLD" if operation == "DELETE" else "NEW"
    declare, before, after = {
        "INSERT": (f"new_row jsonb := {_as_json(table, 'NEW')};", "NULL", "new_row"),
        "UPDATE": (
            f"old_row jsonb := {_as_json(table, 'OLD')}; new_row jsonb := {_as_json(table, 'NEW')};",
            _difference("old_row", "new_row"),
            _difference("new_row", "old_row"),
        ),
        "DELETE": (f"old_row jsonb := {_as_json(table, 'OLD')};", "old_row", "NULL"),
    }[operation]
    key = f"IF {_beyond('NEW')} THEN RAISE EXCEPTION 'fsmdesk:key'; END IF; " if operation == "INSERT" else ""
    body = (
        f"{key}INSERT INTO change_log ({LOG_COLUMNS}) VALUES (clock_timestamp(), session_user, "
        "nullif(current_setting('fsmdesk.person', true), '')::bigint, "
        "coalesce(current_setting('fsmdesk.seat', true), ''), "
        "nullif(current_setting('fsmdesk.command', true), ''), "
        f"pg_current_xact_id()::text::bigint, '{table.name}', {row}.id, {row}.version, '{operation[0]}', "
        f"{before}, {after});"
    )
    return postgresql_trigger(
        f"log_{table.name}_{operation.lower()}", table.name, "AFTER", operation, body, f"DECLARE {declare}"
    )


def _as_json(table: Table, row: str) -> str:
    """The row as jsonb, with instants written as SQLite stores them, whatever zone the session has."""
    instants = ", ".join(
        f"'{column.name}', to_char({row}.{column.name} AT TIME ZONE 'UTC', {_TEXT_OF_INSTANT})"
        for column in table.columns
        if isinstance(column.type, Instant)
    )
    secret = "".join(f" - '{column.name}'" for column in table.columns if column.info.get("secret"))
    return f"to_jsonb({row}){secret}" + (f" || jsonb_build_object({instants})" if instants else "")


def _difference(row: str, other: str) -> str:
    return (
        f"coalesce((SELECT jsonb_object_agg(e.key, e.value) FROM jsonb_each({row}) e WHERE "
        f"e.key NOT IN ('id', 'version') AND e.value IS DISTINCT FROM {other} -> e.key), '{{}}'::jsonb)"
    )
