"""The agenda as a spreadsheet."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from fsmdesk.core.times import Span
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.reports.columns import ColumnKind, ExportColumn, ExportValue
from fsmdesk.services.agenda.messages import ExportAgenda
from fsmdesk.services.agenda.reading import PlannedVisit, planned_visits
from fsmdesk.services.agenda.whole_files import written_whole
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import the_company


@answers(ExportAgenda)
def export_agenda(work: Reading, query: ExportAgenda) -> int:
    """The file holds one row for each visit; it appears whole or not at all."""
    from fsmdesk.reports.workbook import write_workbook

    columns = _columns(ZoneInfo(the_company(work).timezone))
    visits = planned_visits(work, query.first_day, query.day_count, query.technician_ids)
    with written_whole(Path(query.path)) as part:
        return write_workbook(part, tr("Agenda"), columns, _rows(visits))


def _columns(zone: ZoneInfo) -> list[ExportColumn]:
    return [
        ExportColumn(tr("Start"), ColumnKind.INSTANT, zone=zone),
        ExportColumn(tr("End"), ColumnKind.INSTANT, zone=zone),
        ExportColumn(tr("Duration"), ColumnKind.DURATION, has_total=True),
        ExportColumn(tr("Technician")),
        ExportColumn(tr("Number"), ColumnKind.INTEGER),
        ExportColumn(tr("Job")),
        ExportColumn(tr("Customer")),
        ExportColumn(tr("Site")),
        ExportColumn(tr("Address")),
        ExportColumn(tr("Phone")),
        ExportColumn(tr("State")),
        ExportColumn(tr("Priority")),
    ]


def _rows(visits: Sequence[PlannedVisit]) -> Iterator[Sequence[ExportValue]]:
    for visit in visits:
        yield (
            visit.starts_at,
            visit.ends_at,
            Span(visit.starts_at, visit.ends_at).minutes,
            visit.technician,
            visit.number,
            visit.title,
            visit.customer,
            visit.site,
            visit.address,
            visit.phone,
            visit.state.label,
            visit.priority.label,
        )
