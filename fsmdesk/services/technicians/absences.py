"""When a technician can't work."""

from fsmdesk.core.times import Span
from fsmdesk.db.database import Writing
from fsmdesk.models import Absence, Technician
from fsmdesk.services.records import assign, cleaned, find, find_seen
from fsmdesk.services.registry import handles
from fsmdesk.services.technicians.messages import RemoveAbsence, SaveAbsence


@handles(SaveAbsence)
def save_absence(work: Writing, command: SaveAbsence) -> int:
    """The absence is as the command says."""
    texts = cleaned(command, ("reason",))
    span = Span(command.start_at, command.end_at)
    find(work, Technician, command.technician_id)
    if command.absence_id is None:
        absence = Absence(technician_id=command.technician_id, start_at=span.start, end_at=span.end, **texts)
        work.session.add(absence)
    else:
        absence = find_seen(work, Absence, command.absence_id, command.seen_version)
        assign(absence, start_at=span.start, end_at=span.end, **texts)
    work.session.flush()
    return absence.id


@handles(RemoveAbsence)
def remove_absence(work: Writing, command: RemoveAbsence) -> None:
    """The absence is gone."""
    work.session.delete(find_seen(work, Absence, command.absence_id, command.seen_version))
