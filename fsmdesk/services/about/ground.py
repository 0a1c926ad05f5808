"""What the office runs on, as the database says it."""

from fsmdesk.db.plain_sql import PlainReading
from fsmdesk.services.about.messages import AboutOffice, Ground
from fsmdesk.services.registry import answers


@answers(AboutOffice)
def about_office(work: PlainReading, _query: AboutOffice) -> Ground:
    """Name and version of the database, and the step of the schema."""
    step = str(work.rows("SELECT version_num FROM alembic_version")[0][0])
    if work.is_sqlite:
        return Ground(f"SQLite {work.rows('SELECT sqlite_version()')[0][0]}", step)
    return Ground(f"PostgreSQL {work.rows('SHOW server_version')[0][0]}", step)
