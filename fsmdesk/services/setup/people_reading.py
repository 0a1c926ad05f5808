"""Reading the people of the office, in plain SQL, since a window asks for it before SQLAlchemy is loaded."""

from typing import Final

from fsmdesk.core.terms import Role
from fsmdesk.db.plain_sql import PlainReading
from fsmdesk.services.registry import answers
from fsmdesk.services.setup.messages import People, PersonRow

_PEOPLE: Final = "SELECT id, version, name, role, technician_id, archived_at FROM person ORDER BY name, id"


@answers(People)
def people(work: PlainReading, query: People) -> tuple[PersonRow, ...]:
    """Everybody who may sit down here, by name."""
    return tuple(
        PersonRow(person_id, version, name, Role(role), technician_id, archived_at is not None)
        for person_id, version, name, role, technician_id, archived_at in work.rows(_PEOPLE)
        if query.include_archived or archived_at is None
    )
