"""Verifies every promise of the database on the data that is there."""

from sqlalchemy import Connection

from fsmdesk.core.errors import OfficeNotUsable
from fsmdesk.core.words import tr
from fsmdesk.db.checks.history import check_history
from fsmdesk.db.checks.records import check_records
from fsmdesk.db.checks.shape import check_shape
from fsmdesk.db.engine import make_engine
from fsmdesk.db.failures import sorted_errors
from fsmdesk.db.location import Location
from fsmdesk.db.migrate import HEAD, refuse_unknown, revision_of, tables_of
from fsmdesk.db.office_file import check_file
from fsmdesk.models import Base


def check(location: Location) -> list[str]:
    """One sentence for each thing that is broken, as one moment shows it; nothing is changed.

    Raises:
        OfficeNotUsable: there is no office, or it is not at this program's step.
        EnvironmentProblem: the server or disk failed.
    """
    if location.path is not None:
        check_file(location.path, to_write=False)
    engine = make_engine(location, pooled=False)
    options = {} if location.is_file else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    try:
        with sorted_errors(), engine.connect().execution_options(**options) as connection:
            revision = revision_of(connection)
            refuse_unknown(revision, location.words)
            if revision != HEAD:
                words = tr("{place} was written by an older fsmdesk. Migrate it first.")
                raise OfficeNotUsable(words.format(place=location.words))
            return problems_of(connection)
    finally:
        engine.dispose()


def problems_of(connection: Connection) -> list[str]:
    """The same on a connection whose transaction shows one moment."""
    missing = sorted(set(Base.metadata.tables) - set(tables_of(connection)))
    if missing:
        words = tr("The tables {names} are missing; nothing else could be looked at.")
        return [words.format(names=", ".join(missing))]
    return [*check_shape(connection), *check_records(connection), *check_history(connection)]
