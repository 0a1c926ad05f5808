"""A technician's visits as a calendar file."""

from pathlib import Path
from typing import Final

from sqlalchemy import select

from fsmdesk.core.times import Clock, now
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import ChangeLog, Technician
from fsmdesk.services.agenda.messages import ExportCalendar
from fsmdesk.services.agenda.reading import PlannedVisit, planned_visits
from fsmdesk.services.agenda.whole_files import written_whole
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers

_DOMAIN: Final = "visits.fsmdesk"


@answers(ExportCalendar)
def export_calendar(work: Reading, query: ExportCalendar, clock: Clock = now) -> int:
    """The file holds one event for each visit; it appears whole or not at all."""
    from fsmdesk.exchange.calendar_file import CalendarEntry, calendar_file

    visits = planned_visits(work, query.first_day, query.day_count, (query.technician_id,))
    office = _office_mark(work)
    entries = [
        CalendarEntry(
            uid=f"{visit.visit_id}.{office}@{_DOMAIN}",
            version=visit.version,
            starts_at=visit.starts_at,
            ends_at=visit.ends_at,
            summary=f"#{visit.number} {visit.customer or visit.title}",
            place=", ".join(part for part in (visit.site, visit.address) if part),
            notes=_notes(visit),
        )
        for visit in visits
    ]
    name = tr("Visits of {name}").format(name=find(work, Technician, query.technician_id).name)
    with written_whole(Path(query.path)) as part:
        part.write_bytes(calendar_file(name, entries, clock()))
    return len(entries)


def _office_mark(work: Reading) -> str:
    """What tells visits of this office from those of another: when it began to write its history."""
    first = work.session.scalar(select(ChangeLog.at).order_by(ChangeLog.id).limit(1))
    return f"{first:%Y%m%d%H%M%S%f}" if first is not None else "0"


def _notes(visit: PlannedVisit) -> str:
    access = tr("Access: {notes}").format(notes=visit.access_notes) if visit.access_notes else ""
    phone = tr("Phone: {number}").format(number=visit.phone) if visit.phone else ""
    return "\n".join(part for part in (visit.title, visit.problem, phone, access) if part)
