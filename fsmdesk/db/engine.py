"""Engines: one way to connect for each kind of database, levelled so that the layers above see no difference."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from fsmdesk.core.errors import OfficeNotUsable
from fsmdesk.core.words import tr
from fsmdesk.db.location import Location
from fsmdesk.db.network_share import network_system

BUSY_MILLISECONDS = 10_000
WRITES = "fsmdesk_writes"


def make_engine(location: Location, *, pooled: bool = True, here: bool = True) -> Engine:
    """An engine for this office; nothing is connected yet. `here` False is for backups, which nobody shares.

    Raises:
        OfficeNotUsable: a file office lies on a network share.
    """
    return _sqlite_engine(location, here) if location.is_file else _postgresql_engine(location, pooled)


def _sqlite_engine(location: Location, here: bool) -> Engine:
    assert location.path is not None
    if here and (system := network_system(location.path)):
        raise OfficeNotUsable(
            tr(
                "{path} is on a network share ({system}). File locks there are unreliable and destroy such "
                "files. Keep the office on this computer's own disk, or use PostgreSQL to share it."
            ).format(path=location.path, system=system)
        )
    engine = create_engine(location.url, connect_args={"timeout": BUSY_MILLISECONDS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not open transactions by itself: _begin_sqlite says which kind is wanted.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA trusted_schema = ON")
    cursor.execute("PRAGMA cache_size = -32000")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that reads first and writes later fails at once when somebody else wrote
    # in between, whatever the busy timeout; so a writing one takes the lock at its start.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql_engine(location: Location, pooled: bool) -> Engine:
    settings = " ".join(
        f"-c {name}={value}"
        for name, value in (
            ("timezone", "UTC"),
            ("lock_timeout", "10s"),
            ("idle_in_transaction_session_timeout", "120s"),
            ("client_min_messages", "warning"),
        )
    )
    arguments: dict[str, Any] = {
        "options": settings,
        "connect_timeout": 10,
        "application_name": "fsmdesk",
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
    }
    if not pooled:
        return create_engine(location.url, connect_args=arguments, poolclass=NullPool)
    return create_engine(location.url, connect_args=arguments, pool_pre_ping=True, pool_size=4)
