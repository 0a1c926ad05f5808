"""What an office holds, in one form whatever the database: to copy it, and to prove that a copy is the same.

A row's values are what SQLite stores: whole numbers, text, bytes or nothing. Instants and days are ISO
text, yes and no are 1 and 0, and JSON is text with its keys in order.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, cast

import psycopg
from sqlalchemy import Connection, inspect

from fsmdesk.core.times import iso_text

Value = int | str | bytes | float | None
Row = tuple[Value, ...]
# Not records: which step the tables are at, who acts right now, and what is made from the records.
_NOT_RECORDS = frozenset({"alembic_version", "acting"})
_MADE_ANEW = "search"
_BATCH = 2000
# A row with a file in it may be 25 MB large, and the driver holds a whole batch of them.
_BATCH_WITH_BYTES = 4
_BYTES = ("BLOB", "BYTEA")


class TableContent(NamedTuple):
    """How many rows a table has, and a digest that is the same on both databases."""

    rows: int
    digest: str


def record_tables(connection: Connection) -> list[str]:
    """The tables with records, so that each comes after those it refers to."""
    inspector = inspect(connection)
    ordered = [table for table, _ in inspector.get_sorted_table_and_fkc_names() if table]
    return [name for name in ordered if name not in _NOT_RECORDS and not name.startswith(_MADE_ANEW)]


def columns_of(connection: Connection, table: str) -> list[str]:
    """The columns of a table by name, in an order that does not depend on the database."""
    return sorted(column["name"] for column in inspect(connection).get_columns(table))


def rows_of(connection: Connection, table: str, columns: Sequence[str] = ()) -> Iterator[Row]:
    """All rows of a table by key, in the common form, a few at a time; all columns unless some are named."""
    columns = columns or columns_of(connection, table)
    query = f"SELECT {', '.join(quoted(name) for name in columns)} FROM {quoted(table)} ORDER BY id"  # noqa: S608 - names come from the database's own catalogue
    batch = _BATCH_WITH_BYTES if _has_bytes(connection, table, columns) else _BATCH
    if connection.dialect.name == "sqlite":
        yield from _sqlite_rows(connection, table, columns, query, batch)
    else:
        yield from _postgresql_rows(connection, query, batch)


def quoted(name: str) -> str:
    """A name as both databases read it, whatever it is."""
    return '"' + name.replace('"', '""') + '"'


def contents(connection: Connection) -> dict[str, TableContent]:
    """What each table holds, as this transaction sees it."""
    return {table: content_of(rows_of(connection, table)) for table in record_tables(connection)}


def content_of(rows: Iterator[Row], also: Callable[[Row], None] | None = None) -> TableContent:
    """Count and digest of these rows; each is handed to `also` on the way."""
    digest = hashlib.sha256()
    count = 0
    for row in rows:
        digest.update(_told(row).encode("utf-8", "surrogatepass"))
        count += 1
        if also:
            also(row)
    return TableContent(count, digest.hexdigest())


def _told(row: Row) -> str:
    """The row as the digest takes it; bytes by a digest of their own, since written out they are four times as long."""
    if not any(type(value) is bytes for value in row):
        return repr(row)
    return repr(
        tuple(
            ("bytes", hashlib.sha256(value).hexdigest()) if isinstance(value, bytes) else value
            for value in row
        )
    )


def _has_bytes(connection: Connection, table: str, columns: Sequence[str]) -> bool:
    found = inspect(connection).get_columns(table)
    return any(column["name"] in columns and str(column["type"]).upper() in _BYTES for column in found)


def _sqlite_rows(
    connection: Connection, table: str, columns: Sequence[str], query: str, batch: int
) -> Iterator[Row]:
    raw = cast(sqlite3.Connection, connection.connection.driver_connection)
    declared = {row[1]: str(row[2]).upper() for row in raw.execute(f"PRAGMA table_info({quoted(table)})")}
    documents = [at for at, name in enumerate(columns) if declared[name] == "JSON"]
    cursor = raw.execute(query)
    while rows := cursor.fetchmany(batch):
        yield from (_with_documents(row, documents) for row in rows) if documents else rows


def _with_documents(row: Row, at: list[int]) -> Row:
    values = list(row)
    for place in at:
        if isinstance(text := values[place], str):
            values[place] = _document(json.loads(text))
    return tuple(values)


def _postgresql_rows(connection: Connection, query: str, batch: int) -> Iterator[Row]:
    raw = cast("psycopg.Connection[tuple[Any, ...]]", connection.connection.driver_connection)
    with raw.cursor(name="fsmdesk_rows") as cursor:
        cursor.itersize = batch
        cursor.execute(query.encode())
        for row in cursor:
            yield tuple(map(_common, row))


def _common(value: Any) -> Value:
    if value is None or type(value) is int or type(value) is str:
        return cast(Value, value)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return iso_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict | list):
        return _document(value)
    return bytes(value)


def _document(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
