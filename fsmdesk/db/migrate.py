"""Makes offices, and brings older ones up to this program, once, whatever the number of seats that start."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError, OperationalError

from fsmdesk.core.errors import OfficeNotUsable
from fsmdesk.core.times import now
from fsmdesk.core.words import tr
from fsmdesk.db.engine import WRITES, make_engine
from fsmdesk.db.failures import cannot_open, sort_error, sorted_errors
from fsmdesk.db.guards.compare import guard_differences
from fsmdesk.db.guards.lay import drop_guards, lay_guards
from fsmdesk.db.location import Location
from fsmdesk.db.migrations import HEAD as HEAD
from fsmdesk.db.office_file import check_file, let_readers_in, prepare_file, remove_file

_ADVISORY_LOCK = 0x46534D44
# How long a seat waits for another one that migrates.
_PATIENCE_MINUTES = 10
_MIGRATIONS = Path(__file__).parent / "migrations"


def create_office(location: Location) -> None:
    """An empty office stands at `location`, with tables and guards, but no company and no people yet.

    Raises:
        OfficeNotUsable: something is there already, or it can't be made there.
    """
    engine = make_engine(location, pooled=False)
    if location.path is not None:
        prepare_file(location.path)
    try:
        with sorted_errors(), alone(engine) as connection:
            if tables_of(connection):
                raise OfficeNotUsable(tr("{place} is not empty.").format(place=location.words))
            upgrade_tables(connection, HEAD)
            _first_rows(connection)
            lay_guards(connection)
    except BaseException:
        engine.dispose()
        _remove_unfinished(location)
        raise
    engine.dispose()


def revision_of(connection: Connection) -> str:
    """The step an office stands at, or an empty string if this database is no office."""
    if "alembic_version" not in tables_of(connection):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def ensure_current(location: Location, backup_folder: Path) -> Path | None:
    """The office is at this program's step; the path of the backup made before, if it had to be migrated.

    Raises:
        OfficeNotUsable: there is no office, it is not ours, it is damaged, or it is newer than this program.
        EnvironmentProblem: the server or disk failed.
    """
    if location.path is not None:
        check_file(location.path)
    engine = make_engine(location, pooled=False)
    try:
        with _opening(location), engine.connect() as connection:
            revision = revision_of(connection)
        if location.path is not None:
            let_readers_in(location.path)
        if revision == HEAD:
            return None
        refuse_unknown(revision, location.words)
        with sorted_errors(), alone(engine) as connection:
            revision = revision_of(connection)
            if revision == HEAD:  # another seat was first
                return None
            backup = _backup_before(location, revision, backup_folder)
            bring_to_head(connection)
            return backup
    finally:
        engine.dispose()


def renew_guards(location: Location) -> list[str]:
    """The guards of a current office are this program's; one sentence for each that was not.

    Raises:
        FsmError: the server or disk failed, or the records do not keep to a guard.
    """
    engine = make_engine(location, pooled=False)
    try:
        with sorted_errors(), alone(engine) as connection:
            differences = guard_differences(connection)
            if differences:
                lay_guards(connection)
            return differences
    finally:
        engine.dispose()


def upgrade_tables(connection: Connection, revision: str) -> None:
    """The tables are at `revision`; guards must be down. Alembic is imported only here: it is slow to load."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def known_revisions() -> list[str]:
    """Every step this program knows, oldest first; told from the names of the migration files."""
    return sorted(path.name.split("_")[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py"))


def bring_to_head(connection: Connection) -> None:
    """Tables and guards are this program's, and no record refers to something that is gone.

    Raises:
        OfficeNotUsable: one does; the transaction must be rolled back.
    """
    drop_guards(connection)
    upgrade_tables(connection, HEAD)
    refuse_dangling(connection)
    lay_guards(connection)


def refuse_dangling(connection: Connection) -> None:
    """No record refers to something that is gone; PostgreSQL sees to that by itself.

    Raises:
        OfficeNotUsable: how many do.
    """
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise OfficeNotUsable(
            tr("{count} records refer to something that is gone. Nothing was changed.").format(
                count=len(broken)
            )
        )


def refuse_unknown(revision: str, place: str) -> None:
    """This is a step that this program knows.

    Raises:
        OfficeNotUsable: it is none at all, or one of a newer program.
    """
    if not revision:
        raise OfficeNotUsable(tr("{place} is not an fsmdesk office.").format(place=place))
    if revision not in known_revisions():
        raise OfficeNotUsable(
            tr("{place} was written by a newer fsmdesk. Update this program to open it.").format(place=place)
        )


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """A writing transaction that no other seat's migration runs beside; SQLite's foreign keys are off.

    It is committed at the end, or rolled back on any error.
    """
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        if connection.dialect.name == "sqlite":
            raw = cast(sqlite3.Connection, connection.connection.dbapi_connection)
            raw.execute("PRAGMA foreign_keys = OFF")  # has no effect inside a transaction
            raw.execute(f"PRAGMA busy_timeout = {_PATIENCE_MINUTES * 60_000}")
        else:
            connection.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE_MINUTES}min'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"))
        yield connection
        connection.commit()


def tables_of(connection: Connection) -> list[str]:
    """The names of all tables that are there."""
    return inspect(connection).get_table_names()


def _backup_before(location: Location, revision: str, folder: Path) -> Path:
    from fsmdesk.db.backup import copy_of_office

    stem = location.path.stem if location.path else str(location.url.database)
    target = folder / f"{stem}-{revision}-{now():%Y%m%d-%H%M%S-%f}.fsmdesk"
    copy_of_office(location, target)
    return target


def _first_rows(connection: Connection) -> None:
    connection.execute(text("INSERT INTO number_series (name, last) VALUES ('work_order', 0)"))
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO acting (id) VALUES (1)"))


def _remove_unfinished(location: Location) -> None:
    """What was begun is gone; an office that another seat made meanwhile stays."""
    if location.path is None:
        return
    connection = sqlite3.connect(location.path)
    try:
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return
    except sqlite3.Error:
        return
    finally:
        connection.close()
    remove_file(location.path)


@contextmanager
def _opening(location: Location) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise cannot_open(location.words, error) from error
    except DBAPIError as error:
        raise sort_error(error) or error from error
