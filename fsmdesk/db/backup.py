"""Backups: an office of either kind becomes one file, and such a file becomes an office of either kind again.

So a backup that is restored elsewhere also moves a whole office between the two databases.
"""

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast
from uuid import uuid4

from sqlalchemy import Connection

from fsmdesk.core.errors import EnvironmentProblem, OfficeNotUsable
from fsmdesk.core.words import tr
from fsmdesk.db.contents import TableContent, contents
from fsmdesk.db.engine import make_engine
from fsmdesk.db.failures import sorted_errors
from fsmdesk.db.guards.lay import lay_guards
from fsmdesk.db.location import Location
from fsmdesk.db.migrate import HEAD, alone, refuse_dangling, refuse_unknown, revision_of, upgrade_tables
from fsmdesk.db.network_share import network_system
from fsmdesk.db.office_file import check_file, prepare_file, remove_file
from fsmdesk.db.transfer import copy_records, let_somebody_act, verify_same

Contents = dict[str, TableContent]


def backup(location: Location, target: Path) -> Contents:
    """`target` is a file with the whole office in it, verified; or nothing is there.

    Raises:
        OfficeNotUsable: there is no office at `location`, it is newer than this program, or it is damaged.
        EnvironmentProblem: `target` exists already, or the disk or server failed.
    """
    if location.path is not None:
        check_file(location.path, to_write=False)
    return copy_of_office(location, target)


def copy_of_office(location: Location, target: Path) -> Contents:
    """The same for an office that is known to be there, at whatever step it stands."""
    if target.exists():
        raise EnvironmentProblem(tr("{path} exists already.").format(path=target))
    with disk(), sorted_errors():
        target.parent.mkdir(parents=True, exist_ok=True)
        with unfinished(target) as building:
            copied = _of_file(location, building) if location.is_file else _of_server(location, building)
            verify_file(building, copied)
            put(building, target)
    return copied


def verify_file(path: Path, expected: Contents | None = None) -> str:
    """The file is sound and, where that is given, holds just this; the step it stands at.

    Raises:
        OfficeNotUsable: it is damaged, or no office that this program knows.
        EnvironmentProblem: it holds something else.
    """
    with reading(path) as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        if found != ["ok"]:
            raise OfficeNotUsable(tr("{path} is damaged: {first}.").format(path=path, first=found[0]))
        refuse_dangling(connection)
        revision = revision_of(connection)
        refuse_unknown(revision, str(path))
        if expected is not None:
            verify_same(expected, contents(connection))
    return revision


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """A connection to an office's file, on one snapshot."""
    engine = make_engine(Location(path=path), pooled=False, here=False)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """A path for a file that is to become `target`; whatever is left there at the end is removed.

    It is beside the target, or on this computer if the target is on a network share.
    """
    with tempfile.TemporaryDirectory(prefix="fsmdesk-") as elsewhere:
        folder = Path(elsewhere) if network_system(target.parent) else target.parent
        building = folder / f".{target.name}.{uuid4().hex[:8]}.unfinished"
        try:
            yield building
        finally:
            remove_file(building)


def put(building: Path, target: Path) -> None:
    """The finished file is at `target`, and on the disk."""
    if building.parent != target.parent:
        copied = target.with_name(building.name)
        try:
            shutil.copyfile(building, copied)
            _sync(copied)
            copied.replace(target)
        finally:
            copied.unlink(missing_ok=True)
        return
    _sync(building)
    building.replace(target)


def _of_file(location: Location, building: Path) -> Contents:
    """The copy is taken from the same snapshot that the contents are told from."""
    assert location.path is not None
    with reading(location.path) as source:
        refuse_unknown(revision_of(source), location.words)
        expected = contents(source)
        raw = cast(sqlite3.Connection, source.connection.driver_connection)
        copy = sqlite3.connect(building)
        try:
            raw.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # else the file would need companions to be read
        finally:
            copy.close()
    return expected


def _of_server(location: Location, building: Path) -> Contents:
    prepare_file(building)
    source_engine = make_engine(location, pooled=False)
    engine = make_engine(Location(path=building), pooled=False, here=False)
    try:
        snapshot = source_engine.connect().execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        with snapshot as source, alone(engine) as target:
            revision = revision_of(source)
            refuse_unknown(revision, location.words)
            upgrade_tables(target, revision)
            copied = copy_records(source, target)
            let_somebody_act(target)
            if revision == HEAD:
                lay_guards(target)
        with engine.connect() as target:
            cast(sqlite3.Connection, target.connection.driver_connection).execute(
                "PRAGMA journal_mode = DELETE"
            )
    finally:
        engine.dispose()
        source_engine.dispose()
    return copied


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def disk() -> Iterator[None]:
    """Inside, what the disk refuses is said in one sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise EnvironmentProblem(
                tr("The disk is full. Nothing was changed; make room and try again.")
            ) from error
        raise EnvironmentProblem(
            tr("The file can't be written: {why}.").format(why=error.strerror or error)
        ) from error
