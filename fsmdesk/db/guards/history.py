"""The change log: triggers, generated from the models, that write every change of every logged table."""

from sqlalchemy import Boolean, Column, LargeBinary, Table

from fsmdesk.db.guards.shape import Dialect, Guard, Refusal, build, postgresql_trigger, sqlite_trigger
from fsmdesk.models import Base

_NOW = "strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now')"
_COLUMNS = (
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
    written_by_trigger = (
        "(SELECT writing_log FROM acting) IS NOT 1" if dialect == "sqlite" else "pg_trigger_depth() < 2"
    )
    guards += build(
        Refusal("log_by_trigger", "change_log", ("INSERT",), written_by_trigger, "append_only"), dialect
    )
    return guards


def _models() -> list[type[Base]]:
    return sorted(
        (mapper.class_ for mapper in Base.registry.mappers), key=lambda model: str(model.__tablename__)
    )


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def _log_triggers(table: Table, dialect: Dialect) -> list[Guard]:
    if dialect == "postgresql":
        return [_postgresql_log(table, operation) for operation in ("INSERT", "UPDATE", "DELETE")]
    return [
        _sqlite_log(table, "INSERT", "NEW", "NULL", _whole(table, "NEW")),
        _sqlite_log(table, "UPDATE", "NEW", _differing(table, "OLD"), _differing(table, "NEW")),
        _sqlite_log(table, "DELETE", "OLD", _whole(table, "OLD"), "NULL"),
    ]


def _sqlite_log(table: Table, operation: str, row: str, before: str, after: str) -> Guard:
    version = f"{row}.version" if "version" in table.c else "NULL"
    body = (
        "UPDATE acting SET writing_log = 1; "
        f"INSERT INTO change_log ({_COLUMNS}) SELECT {_NOW}, 'sqlite', person_id, seat, command_key, "
        f"transaction_id, '{table.name}', {row}.id, {version}, '{operation[0]}', {before}, {after} FROM acting; "
        "UPDATE acting SET writing_log = 0;"
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
    return [column for column in table.columns if not isinstance(column.type, LargeBinary)]


def _postgresql_log(table: Table, operation: str) -> Guard:
    row = "OLD" if operation == "DELETE" else "NEW"
    version = f"{row}.version" if "version" in table.c else "NULL"
    before = {"INSERT": "NULL", "DELETE": "to_jsonb(OLD)"}.get(operation, _difference("OLD", "NEW"))
    after = {"DELETE": "NULL", "INSERT": "to_jsonb(NEW)"}.get(operation, _difference("NEW", "OLD"))
    body = (
        f"INSERT INTO change_log ({_COLUMNS}) VALUES (clock_timestamp(), session_user, "
        "nullif(current_setting('fsmdesk.person', true), '')::bigint, "
        "coalesce(current_setting('fsmdesk.seat', true), ''), "
        "nullif(current_setting('fsmdesk.command', true), ''), "
        f"pg_current_xact_id()::text::bigint, '{table.name}', {row}.id, {version}, '{operation[0]}', "
        f"{before}, {after});"
    )
    return postgresql_trigger(f"log_{table.name}_{operation.lower()}", table.name, "AFTER", operation, body)


def _difference(row: str, other: str) -> str:
    return (
        f"coalesce((SELECT jsonb_object_agg(e.key, e.value) FROM jsonb_each(to_jsonb({row})) e WHERE "
        f"e.key NOT IN ('id', 'version') AND e.value IS DISTINCT FROM to_jsonb({other}) -> e.key), '{{}}'::jsonb)"
    )
