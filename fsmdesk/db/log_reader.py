"""Reads on in the change log, so that no committed change is missed and none is told twice."""

import select
import socket
import sqlite3
from typing import NamedTuple, Protocol

from fsmdesk.core.hands import Hand
from fsmdesk.db.connecting import prepare_sqlite, refuse_network_share
from fsmdesk.db.location import Location

# A SQLite file tells nobody that it was changed, so it is looked at this often.
_LOOK_SECONDS = 0.5


class Entry(NamedTuple):
    """One change as the log tells it."""

    table: str
    record_id: int
    seat: str
    person_id: int | None
    person: str


class LogReader(Protocol):
    """Where one seat stands in the log. It stays where it is while the connection is lost."""

    def connect(self) -> None:
        """Connected; at the first time the seat stands at the end of the log."""

    def wait(self, woken: socket.socket) -> None:
        """Comes back when there may be something new, or when a byte arrives at `woken`."""

    def read(self) -> list[Entry]:
        """What was committed since the last time, whoever did it."""

    def hands(self) -> list[Hand]:
        """What seats were told to hold or to have let go of since the last time."""

    def close(self) -> None:
        """Not connected."""


def log_reader(location: Location, look_back_seconds: int = 0) -> LogReader:
    """The reader for this kind of office. The driver of PostgreSQL is loaded only for one on a server.

    With `look_back_seconds` the first reading tells what was committed shortly before, too.
    """
    if location.is_file:
        return SqliteLogReader(location, look_back_seconds)
    from fsmdesk.db.server_log import PostgresqlLogReader

    return PostgresqlLogReader(location, look_back_seconds)


class SqliteLogReader:
    """SQLite has one writer at a time, so the log's keys are in the order of the commits."""

    _ROWS = (
        "SELECT l.id, l.table_name, l.record_id, l.seat, l.person_id, coalesce(p.name, '') FROM change_log l "
        "LEFT JOIN person p ON p.id = l.person_id WHERE l.id > ? ORDER BY l.id"
    )
    # Keys are in the order of the commits, and a few thousand of them are soon looked through.
    _BEFORE = (
        "SELECT coalesce(min(l.id) - 1, (SELECT coalesce(max(id), 0) FROM change_log)) FROM change_log l "
        "WHERE l.id > (SELECT max(id) FROM change_log) - 5000 "
        "AND l.at > strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now', ?)"
    )

    def __init__(self, location: Location, look_back_seconds: int) -> None:
        assert location.path is not None
        self._path = location.path
        self._look_back = look_back_seconds
        self._connection: sqlite3.Connection | None = None
        self._last: int | None = None
        self._version = -1

    def connect(self) -> None:
        """Connected."""
        refuse_network_share(self._path)
        connection = sqlite3.connect(f"{self._path.as_uri()}?mode=rw", uri=True, check_same_thread=False)
        prepare_sqlite(connection)
        self._connection = connection
        if self._last is None:
            self._last = connection.execute(self._BEFORE, (f"-{self._look_back} seconds",)).fetchone()[0]

    def wait(self, woken: socket.socket) -> None:
        """Comes back after a moment."""
        select.select([woken], [], [], _LOOK_SECONDS)

    def read(self) -> list[Entry]:
        """What was committed since the last time; hardly any work if the file has not changed."""
        assert self._connection is not None
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version == self._version:
            return []
        rows = self._connection.execute(self._ROWS, (self._last,)).fetchall()
        self._version = version
        if rows:
            self._last = rows[-1][0]
        return [Entry(*row[1:]) for row in rows]

    def hands(self) -> list[Hand]:
        """Nothing: a file tells nobody."""
        return []

    def close(self) -> None:
        """Not connected."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        self._version = -1
