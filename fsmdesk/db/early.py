"""An office read through the plain driver, before SQLAlchemy is loaded: a window shows its first place sooner so."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from fsmdesk.db.connecting import (
    BUSY_MILLISECONDS,
    postgresql_arguments,
    prepare_sqlite,
    refuse_network_share,
)
from fsmdesk.db.location import Location
from fsmdesk.db.migrations import HEAD
from fsmdesk.db.office_file import check_file, is_in_wal_mode
from fsmdesk.db.plain_sql import PlainReading, driver_sql, driver_values


class NotEarly(Exception):
    """The driver refused: the whole program has to look into it, and to say what is wrong."""


class _Connection(Protocol):
    """What the two drivers have in common."""

    def execute(self, sql: Any, values: Any = ..., /) -> Any:
        """Carry out a statement."""

    def close(self) -> None:
        """End the connection."""


class EarlyReading:
    """A consistent look at the office; see `PlainReading`."""

    def __init__(self, connection: _Connection, is_sqlite: bool) -> None:
        self._connection = connection
        self._is_sqlite = is_sqlite

    @property
    def is_sqlite(self) -> bool:
        """True for an office in a file."""
        return self._is_sqlite

    def rows(self, sql: str, /, **values: object) -> list[tuple[Any, ...]]:
        """What a query finds."""
        cursor = self._connection.execute(
            driver_sql(sql, self._is_sqlite), driver_values(values, self._is_sqlite)
        )
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


class EarlyDatabase:
    """One connection for reading. Safe to use from several threads, which take turns."""

    def __init__(self, location: Location) -> None:
        self.location = location
        self._turn = Lock()
        self._connection: _Connection | None = None

    @contextmanager
    def read(self) -> Iterator[PlainReading]:
        """A look at one snapshot of the data.

        Raises:
            NotEarly: the driver failed, in connecting or in reading.
        """
        with self._turn:
            try:
                connection = self._connected()
                connection.execute("BEGIN" if self.location.is_file else _BEGIN_ON_SERVER)
                try:
                    yield EarlyReading(connection, self.location.is_file)
                finally:
                    connection.execute("ROLLBACK")
            except Exception as error:
                if not _is_from_driver(error):
                    raise
                self._drop()
                raise NotEarly(str(error)) from error

    def close(self) -> None:
        """Nothing is open any more; the next look would connect again."""
        with self._turn:
            self._drop()

    def _connected(self) -> _Connection:
        if self._connection is None:
            path = self.location.path
            self._connection = _open_server(self.location.address) if path is None else _open_file(path)
        return self._connection

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


_BEGIN_ON_SERVER = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


def open_early(location: Location) -> EarlyDatabase | None:
    """The office, if it stands at this program's step and needs nothing done to it first; else None.

    Raises:
        OfficeNotUsable: a file that is no office of ours, or lies on a network share; a server that does not
            let us in.
        EnvironmentProblem: the file can't be opened.
    """
    if location.path is not None:
        check_file(location.path)
        refuse_network_share(location.path)
        if not is_in_wal_mode(location.path):
            return None
    database = EarlyDatabase(location)
    try:
        with database.read() as reading:
            steps = reading.rows("SELECT version_num FROM alembic_version")
    except NotEarly as failure:
        _refuse_unreachable(location, failure)
        return None
    if steps == [(HEAD,)]:
        return database
    database.close()
    return None


def _refuse_unreachable(location: Location, failure: NotEarly) -> None:
    """A server that does not let us in is not asked again: that may take as long as it took the first time."""
    cause = failure.__cause__
    if location.path is None and type(cause).__name__ in ("OperationalError", "ConnectionTimeout"):
        from fsmdesk.db.failures import cannot_open  # brings SQLAlchemy, which can do no harm any more

        raise cannot_open(location.words, cause or failure) from failure


def _open_file(path: Path) -> _Connection:
    # A uri can say that the file must exist; several threads take turns with it.
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=rw", timeout=BUSY_MILLISECONDS / 1000, check_same_thread=False, uri=True
    )
    prepare_sqlite(connection)
    return connection


def _open_server(address: str) -> _Connection:
    import psycopg  # only now: an office in a file does without

    return psycopg.connect(address, autocommit=True, **postgresql_arguments())


def _is_from_driver(error: Exception) -> bool:
    if isinstance(error, sqlite3.Error):
        return True
    # Where nobody has imported it there is none of its errors.
    psycopg = sys.modules.get("psycopg")
    return psycopg is not None and isinstance(error, psycopg.Error)
