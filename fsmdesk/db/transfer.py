"""Copies all records of an office from one database to another of either kind, keys and log included."""

import sqlite3
from typing import Any, cast

import psycopg
from psycopg.sql import SQL, Identifier
from sqlalchemy import Connection, text

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.words import tr
from fsmdesk.db.contents import (
    Row,
    TableContent,
    columns_of,
    content_of,
    contents,
    quoted,
    record_tables,
    rows_of,
)

_BATCH = 2000
_BATCH_BYTES = 8 * 1024 * 1024


def copy_records(source: Connection, target: Connection) -> dict[str, TableContent]:
    """The empty tables of `target` hold the rows of `source`, and that was read back and compared.

    Both stand at the same step; guards of the target are down. Keys that are given next are new ones.

    Raises:
        EnvironmentProblem: what was read back is not what was written.
    """
    written = {table: _copy_table(source, target, table) for table in record_tables(source)}
    _go_on_counting(target)
    verify_same(written, contents(target))
    return written


def let_somebody_act(target: Connection) -> None:
    """On SQLite there is the row that says who acts, and transactions are counted on; see models/history.py."""
    if target.dialect.name == "sqlite":
        target.execute(
            text(
                "INSERT INTO acting (id, transaction_id) "
                "SELECT 1, coalesce(max(transaction_id), 0) + 1 FROM change_log"
            )
        )


def verify_same(expected: dict[str, TableContent], found: dict[str, TableContent]) -> None:
    """Both hold the same rows.

    Raises:
        EnvironmentProblem: they do not; names the tables.
    """
    wrong = sorted(
        table for table in expected.keys() | found.keys() if expected.get(table) != found.get(table)
    )
    if wrong:
        raise EnvironmentProblem(
            tr("The copy is not the same as the original ({tables}); it was thrown away.").format(
                tables=", ".join(wrong)
            )
        )


def _copy_table(source: Connection, target: Connection, table: str) -> TableContent:
    columns = columns_of(source, table)
    if target.dialect.name == "sqlite":
        return _into_sqlite(source, target, table, columns)
    return _into_postgresql(source, target, table, columns)


def _into_sqlite(source: Connection, target: Connection, table: str, columns: list[str]) -> TableContent:
    raw = cast(sqlite3.Connection, target.connection.driver_connection)
    names = ", ".join(quoted(name) for name in columns)
    places = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {quoted(table)} ({names}) VALUES ({places})"  # noqa: S608 - names come from the catalogue
    waiting: list[Row] = []
    waiting_bytes = 0

    def write(row: Row) -> None:
        nonlocal waiting_bytes
        waiting.append(row)
        waiting_bytes += sum(len(value) for value in row if isinstance(value, bytes))
        if len(waiting) == _BATCH or waiting_bytes >= _BATCH_BYTES:
            raw.executemany(statement, waiting)
            waiting.clear()
            waiting_bytes = 0

    content = content_of(rows_of(source, table), write)
    raw.executemany(statement, waiting)
    return content


def _into_postgresql(source: Connection, target: Connection, table: str, columns: list[str]) -> TableContent:
    raw = cast("psycopg.Connection[tuple[Any, ...]]", target.connection.driver_connection)
    names = SQL(", ").join(Identifier(name) for name in columns)
    statement = SQL("COPY {} ({}) FROM STDIN").format(Identifier(table), names)
    with raw.cursor() as cursor, cursor.copy(statement) as copy:
        return content_of(rows_of(source, table), copy.write_row)


def _go_on_counting(target: Connection) -> None:
    """Keys go on after the highest that any record has or had, so that none is ever given twice."""
    logged = target.execute(text("SELECT table_name, max(record_id) FROM change_log GROUP BY table_name"))
    had = {str(name): int(highest) for name, highest in logged}
    for table in record_tables(target):
        has = target.execute(text(f"SELECT max(id) FROM {quoted(table)}")).scalar()  # noqa: S608
        highest = max(int(has or 0), had.get(table, 0))
        if target.dialect.name == "postgresql":
            target.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :next, false)"),
                {"table": quoted(table), "next": highest + 1},
            )
        elif highest:
            target.execute(text("DELETE FROM sqlite_sequence WHERE name = :table"), {"table": table})
            target.execute(
                text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :highest)"),
                {"table": table, "highest": highest},
            )
