"""A backup becomes an office again, on either database: all of it, verified, or nothing."""

from pathlib import Path

from sqlalchemy import Connection, MetaData, text

from fsmdesk.core.errors import EnvironmentProblem, OfficeNotUsable
from fsmdesk.core.words import tr
from fsmdesk.db.backup import Contents, disk, put, reading, unfinished, verify_file
from fsmdesk.db.contents import quoted, record_tables
from fsmdesk.db.engine import make_engine
from fsmdesk.db.failures import sorted_errors
from fsmdesk.db.guards.compare import guard_differences
from fsmdesk.db.guards.lay import dialect_of, drop_guards
from fsmdesk.db.guards.search import drop_search
from fsmdesk.db.location import Location
from fsmdesk.db.migrate import alone, bring_to_head, revision_of, tables_of, upgrade_tables
from fsmdesk.db.office_file import check_file, prepare_file
from fsmdesk.db.transfer import copy_records, let_somebody_act


def restore(file: Path, location: Location) -> Contents:
    """The office at `location` holds what the backup holds, at this program's step; else it is as before.

    Raises:
        OfficeNotUsable: the file is no sound office, or there is something at `location` already.
        EnvironmentProblem: the disk or server failed.
    """
    check_file(file, to_write=False)
    with disk(), sorted_errors():
        revision = verify_file(file)
        path = location.path
        if path is None or (path.exists() and path.stat().st_size):
            if path is not None:
                check_file(path)
            return _fill(file, revision, location)
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished(path) as building:
            prepare_file(building)
            filled = _fill(file, revision, Location(path=building))
            put(building, path)
        return filled


def _fill(file: Path, revision: str, location: Location) -> Contents:
    """One transaction: away with what is empty, tables as they were, all records, then up to this program."""
    engine = make_engine(location, pooled=False)
    try:
        with reading(file) as source, alone(engine) as target:
            _clear(target, location)
            upgrade_tables(target, revision)
            filled = copy_records(source, target)
            let_somebody_act(target)
            bring_to_head(target)
            if missing := guard_differences(target):
                raise EnvironmentProblem(missing[0])
            if target.dialect.name == "postgresql":
                target.execute(text("ANALYZE"))
            return filled
    finally:
        engine.dispose()


def _clear(target: Connection, location: Location) -> None:
    """No table is left, if there was nothing in them.

    Raises:
        OfficeNotUsable: there are records, or tables of something else.
    """
    if not tables_of(target):
        return
    if not revision_of(target) or not _is_empty(target):
        raise OfficeNotUsable(
            tr("{place} is not empty. Restore into a new place.").format(place=location.words)
        )
    drop_guards(target)
    drop_search(target, dialect_of(target))
    there = MetaData()
    there.reflect(target)
    there.drop_all(target)


def _is_empty(target: Connection) -> bool:
    for table in record_tables(target):
        unused = " WHERE last > 0" if table == "number_series" else ""
        if target.execute(text(f"SELECT 1 FROM {quoted(table)}{unused} LIMIT 1")).first():  # noqa: S608
            return False
    return True
