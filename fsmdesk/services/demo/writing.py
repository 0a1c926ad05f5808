"""Puts very many rows into an office in one transaction: guards down, rows in bulk, guards up again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, cast

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.db.engine import WRITES, make_engine
from fsmdesk.db.failures import sort_error, sorted_errors
from fsmdesk.db.guards.births import log_births
from fsmdesk.db.guards.lay import dialect_of, drop_guards, lay_guards
from fsmdesk.db.guards.search import drop_search
from fsmdesk.db.location import Location
from fsmdesk.services.demo.resting import resting_structures
from fsmdesk.services.demo.rows import COLUMNS, Row, Rows

_TELLTALE_TABLES = ("company", "person", "technician", "customer", "site", "item", "tax", "work_order")


class Loading(Protocol):
    """An office that is being filled."""

    def write(self, rows: Rows) -> None:
        """All rows that wait are in their tables."""
        ...

    def set_series(self, name: str, last: int) -> None:
        """The series stands at this number."""
        ...


@contextmanager
def loading(location: Location) -> Iterator[Loading]:
    """An empty office to fill. At the end it is guarded, searchable and committed; on any error unchanged.

    Raises:
        RuleBroken: there is something in it already.
        EnvironmentProblem: the server or disk failed.
    """
    engine = make_engine(location, pooled=False)
    try:
        with sorted_errors(), engine.connect().execution_options(**{WRITES: True}) as connection:
            tuned = _SqliteLoading(connection) if location.is_file else _PostgresLoading(connection)
            _refuse_filled(connection, location)
            drop_guards(connection)
            drop_search(connection, dialect_of(connection))
            with resting_structures(connection):
                yield tuned
                tuned.finish()
                log_births(connection)
            lay_guards(connection)
            connection.execute(text("ANALYZE"))
            connection.commit()
            tuned.tidy()
    finally:
        engine.dispose()


def _refuse_filled(connection: Connection, location: Location) -> None:
    for table in _TELLTALE_TABLES:
        if connection.execute(text(f"SELECT 1 FROM {table} LIMIT 1")).first() is not None:  # noqa: S608
            words = tr("{place} is not empty. The demo shop needs an office of its own.")
            raise RuleBroken(words.format(place=location.words), field="office")


class _SqliteLoading:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        raw = connection.connection
        cursor = raw.cursor()
        # Neither has any effect inside of a transaction, so before it begins. What is written here refers to
        # what was written before; the tests look with foreign_key_check.
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("PRAGMA cache_size = -200000")
        cursor.close()

    def write(self, rows: Rows) -> None:
        for table, waiting in rows.take():
            names = ("id", *COLUMNS[table])
            marks = ", ".join("?" * len(names))
            statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
            self._connection.exec_driver_sql(statement, waiting)

    def set_series(self, name: str, last: int) -> None:
        _set_series(self._connection, name, last)

    def finish(self) -> None:
        """Nothing to do: SQLite keeps the last keys by itself."""
        self._connection.exec_driver_sql("PRAGMA analysis_limit = 1000")

    def tidy(self) -> None:
        """The write-ahead log is as small as it can be."""
        cursor = self._connection.connection.cursor()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.close()


class _PostgresLoading:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        connection.execute(text("SET LOCAL maintenance_work_mem = '256MB'"))

    def write(self, rows: Rows) -> None:
        for table, waiting in rows.take():
            self._copy(table, waiting)

    def _copy(self, table: str, waiting: Sequence[Row]) -> None:
        import psycopg

        names = ", ".join(("id", *COLUMNS[table]))
        driver = cast("psycopg.Connection[tuple[object, ...]]", self._connection.connection.dbapi_connection)
        try:
            with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in waiting:
                    copy.write_row(row)
        except psycopg.Error as error:
            raise sort_error(DBAPIError("COPY", None, error)) or error from error

    def set_series(self, name: str, last: int) -> None:
        _set_series(self._connection, name, last)

    def finish(self) -> None:
        """New records get keys behind those that were written."""
        for table in COLUMNS:
            self._connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), "  # noqa: S608
                    f"(SELECT coalesce(max(id), 1) FROM {table}), EXISTS (SELECT 1 FROM {table}))"
                )
            )

    def tidy(self) -> None:
        """Nothing to do."""


def _set_series(connection: Connection, name: str, last: int) -> None:
    values = {"name": name, "last": last}
    done = connection.execute(text("UPDATE number_series SET last = :last WHERE name = :name"), values)
    if done.rowcount == 0:
        connection.execute(text("INSERT INTO number_series (name, last) VALUES (:name, :last)"), values)
