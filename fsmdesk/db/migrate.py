"""Makes offices, and brings older ones up to this program, once, whatever the number of seats that start."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError, OperationalError

from fsmdesk.core.errors import EnvironmentProblem, OfficeNotUsable
from fsmdesk.core.times import now
from fsmdesk.core.words import tr
from fsmdesk.db.engine import WRITES, make_engine
from fsmdesk.db.failures import sort_error, sorted_errors
from fsmdesk.db.guards.lay import drop_guards, lay_guards
from fsmdesk.db.location import Location

HEAD = "0001"
# "FSMD"; kept in the header of the file (https://www.sqlite.org/pragma.html#pragma_application_id)
APPLICATION_ID = 0x46534D44
_ADVISORY_LOCK = 0x46534D44
_MIGRATIONS = Path(__file__).parent / "migrations"
_SQLITE_MAGIC = b"SQLite format 3\x00"


def create_office(location: Location) -> None:
    """An empty office stands at `location`, with tables and guards, but no company and no people yet.

    Raises:
        OfficeNotUsable: something is there already, or it can't be made there.
    """
    if location.path is not None:
        _prepare_file(location.path)
    engine = make_engine(location, pooled=False)
    try:
        with sorted_errors(), _alone(engine) as connection:
            if _tables(connection):
                raise OfficeNotUsable(tr("{place} is not empty.").format(place=location.words))
            upgrade_tables(connection, HEAD)
            _first_rows(connection)
            lay_guards(connection)
    finally:
        engine.dispose()


def revision_of(connection: Connection) -> str:
    """The step an office stands at, or an empty string if this database is no office."""
    if "alembic_version" not in _tables(connection):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def ensure_current(location: Location, backup_folder: Path) -> Path | None:
    """The office is at this program's step; the path of the backup made before, if it had to be migrated.

    Raises:
        OfficeNotUsable: there is no office, it is not ours, it is damaged, or it is newer than this program.
        EnvironmentProblem: the server or disk failed.
    """
    if location.path is not None:
        _check_file(location.path)
    engine = make_engine(location, pooled=False)
    try:
        with _opening(location), engine.connect() as connection:
            revision = revision_of(connection)
        if revision == HEAD:
            return None
        _refuse_unknown(revision, location)
        with sorted_errors(), _alone(engine) as connection:
            revision = revision_of(connection)
            if revision == HEAD:  # another seat was first
                return None
            backup = _backup_before(location, revision, backup_folder)
            _migrate(connection, HEAD)
            return backup
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


def _migrate(connection: Connection, revision: str) -> None:
    drop_guards(connection)
    upgrade_tables(connection, revision)
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise OfficeNotUsable(
                tr("{count} records refer to something that is gone. Nothing was changed.").format(
                    count=len(broken)
                )
            )
    lay_guards(connection)


def _backup_before(location: Location, revision: str, folder: Path) -> Path:
    from fsmdesk.db.backup import copy_of_office

    folder.mkdir(parents=True, exist_ok=True)
    stem = location.path.stem if location.path else str(location.url.database)
    target = folder / f"{stem}-{revision}-{now():%Y%m%d-%H%M%S}.fsmdesk"
    copy_of_office(location, target)
    return target


def _refuse_unknown(revision: str, location: Location) -> None:
    if not revision:
        raise OfficeNotUsable(tr("{place} is not an fsmdesk office.").format(place=location.words))
    if revision not in known_revisions():
        raise OfficeNotUsable(
            tr("{place} was written by a newer fsmdesk. Update this program to open it.").format(
                place=location.words
            )
        )


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A writing transaction that no other seat's migration runs beside; foreign keys wait until its end."""
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        if connection.dialect.name == "sqlite":
            raw = cast(sqlite3.Connection, connection.connection.dbapi_connection)
            raw.execute("PRAGMA foreign_keys = OFF")  # has no effect inside a transaction
        else:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"))
        yield connection
        connection.commit()


def _first_rows(connection: Connection) -> None:
    connection.execute(text("INSERT INTO number_series (name, last) VALUES ('work_order', 0)"))
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO acting (id) VALUES (1)"))


def _tables(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()


@contextmanager
def _opening(location: Location) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        problem = sort_error(error)
        detail = str(problem) if problem else str(error.orig)
        raise OfficeNotUsable(
            tr("{place} can't be opened. {detail}").format(place=location.words, detail=detail)
        ) from error
    except DBAPIError as error:
        raise sort_error(error) or error from error


def _prepare_file(path: Path) -> None:
    """A new file in the office's format: ours by its header, and in WAL mode so that readers never wait."""
    if path.exists() and path.stat().st_size:
        raise OfficeNotUsable(tr("{path} exists already.").format(path=path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.commit()
        finally:
            connection.close()
    except (OSError, sqlite3.Error) as error:
        raise OfficeNotUsable(
            tr("No office can be made at {path}: {why}.").format(path=path, why=error)
        ) from error


def _check_file(path: Path) -> None:
    """The file is an office by its header, and can be read and written.

    Raises:
        OfficeNotUsable: with the reason in words.
    """
    if not path.exists():
        raise OfficeNotUsable(tr("There is no office at {path}.").format(path=path))
    if path.is_dir():
        raise OfficeNotUsable(tr("{path} is a folder, not an office.").format(path=path))
    try:
        with path.open("rb") as file:
            header = file.read(100)
        with path.open("r+b"):
            pass
    except OSError as error:
        raise EnvironmentProblem(
            tr("{path} can't be opened for writing: {why}.").format(path=path, why=error.strerror or error)
        ) from error
    ours = header[:16] == _SQLITE_MAGIC and int.from_bytes(header[68:72], "big") == APPLICATION_ID
    if not ours:
        raise OfficeNotUsable(tr("{path} is not an fsmdesk office.").format(path=path))
    page_size = int.from_bytes(header[16:18], "big") or 0
    page_size = 65536 if page_size == 1 else page_size
    pages = int.from_bytes(header[28:32], "big")
    # The header may count fewer pages than the file has while a WAL is pending, never more.
    if path.stat().st_size < page_size * pages and not path.with_name(path.name + "-wal").exists():
        raise OfficeNotUsable(tr("{path} is cut short. Restore it from a backup.").format(path=path))
