"""Plain SQL through the bare drivers, the way somebody would write who knows nothing of fsmdesk."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from fsmdesk.models import Base

Row = tuple[Any, ...]
DriverError = (sqlite3.Error, psycopg.Error)
_BUSY_SECONDS = 20


class Raw:
    """One connection of the bare driver. A transaction begins by itself and ends with commit or rollback."""

    def __init__(self, location: str) -> None:
        self.location = location
        self.is_sqlite = "://" not in location
        self._sqlite: sqlite3.Connection | None = None
        self._postgres: psycopg.Connection[Row] | None = None
        if self.is_sqlite:
            self._sqlite = sqlite3.connect(
                location, isolation_level=None, timeout=_BUSY_SECONDS, check_same_thread=False
            )
            self._sqlite.execute("PRAGMA synchronous = OFF")
        else:
            self._postgres = psycopg.connect(location)

    def run(self, statement: str) -> list[Row]:
        """Carries out one statement in the running transaction; its rows if it has any."""
        if self._sqlite is not None:
            if not self._sqlite.in_transaction and not statement.startswith("PRAGMA"):
                self._sqlite.execute("BEGIN IMMEDIATE")
            return self._sqlite.execute(statement).fetchall()
        assert self._postgres is not None
        cursor = self._postgres.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []

    def value(self, query: str) -> Any:
        """The first value of the first row."""
        return self.run(query)[0][0]

    def done(self, *statements: str) -> None:
        """Carries these out and commits."""
        for statement in statements:
            self.run(statement)
        self.commit()

    def commit(self) -> None:
        if self._sqlite is not None:
            if self._sqlite.in_transaction:
                self._sqlite.execute("COMMIT")
        elif self._postgres is not None:
            self._postgres.commit()

    def rollback(self) -> None:
        if self._sqlite is not None:
            if self._sqlite.in_transaction:
                self._sqlite.execute("ROLLBACK")
        elif self._postgres is not None:
            self._postgres.rollback()

    def close(self) -> None:
        self.rollback()
        if self._sqlite is not None:
            self._sqlite.close()
        if self._postgres is not None:
            self._postgres.close()
        self._sqlite = self._postgres = None

    def content(self) -> dict[str, list[Row]]:
        """All that the office holds, the log included."""
        found = {
            table.name: self.run(f"SELECT * FROM {table.name} ORDER BY id")
            for table in Base.metadata.sorted_tables
        }
        self.rollback()
        return found

    def log(self, table: str) -> list[dict[str, Any]]:
        """The log of one table, oldest first."""
        names = [column.name for column in Base.metadata.tables["change_log"].columns]
        rows = self.run(f"SELECT {', '.join(names)} FROM change_log WHERE table_name = '{table}' ORDER BY id")
        self.rollback()
        entries = [dict(zip(names, row, strict=True)) for row in rows]
        for entry in entries:
            for side in ("before", "after"):
                if isinstance(entry[side], str):
                    entry[side] = json.loads(entry[side])
        return entries


@contextmanager
def connected(location: str) -> Iterator[Raw]:
    """One more connection to the same office."""
    raw = Raw(location)
    try:
        yield raw
    finally:
        raw.close()


def refused(raw: Raw, why: str, *statements: str) -> None:
    """The attack fails for the reason that the pattern `why` matches, and the office is as it was before."""
    before = raw.content()
    with pytest.raises(DriverError, match=why):
        raw.done(*statements)
    raw.rollback()
    assert raw.content() == before
