"""Engines: one way to connect for each kind of database, levelled so that the layers above see no difference."""

import sqlite3

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from fsmdesk.db.connecting import (
    BUSY_MILLISECONDS,
    postgresql_arguments,
    prepare_sqlite,
    refuse_network_share,
)
from fsmdesk.db.location import Location

WRITES = "fsmdesk_writes"


def make_engine(location: Location, *, pooled: bool = True, here: bool = True) -> Engine:
    """An engine for this office; nothing is connected yet. `here` False is for backups, which nobody shares.

    Raises:
        OfficeNotUsable: a file office lies on a network share.
    """
    return _sqlite_engine(location, here) if location.is_file else _postgresql_engine(location, pooled)


def _sqlite_engine(location: Location, here: bool) -> Engine:
    assert location.path is not None
    if here:
        refuse_network_share(location.path)
    engine = create_engine(location.url, connect_args={"timeout": BUSY_MILLISECONDS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not open transactions by itself: _begin_sqlite says which kind is wanted.
    prepare_sqlite(connection)


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that reads first and writes later fails at once when somebody else wrote
    # in between, whatever the busy timeout; so a writing one takes the lock at its start.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql_engine(location: Location, pooled: bool) -> Engine:
    arguments = postgresql_arguments()
    if not pooled:
        return create_engine(location.url, connect_args=arguments, poolclass=NullPool)
    return create_engine(location.url, connect_args=arguments, pool_pre_ping=True, pool_size=4)
