"""The agenda on paper."""

from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.reports.agenda import AgendaDocument, AgendaLine, agenda_pdf
from fsmdesk.reports.frame import formats_for
from fsmdesk.services.agenda.messages import AgendaPaper
from fsmdesk.services.agenda.reading import PlannedVisit, planned_visits
from fsmdesk.services.printing.letterheads import company_letterhead, company_settings, file_name
from fsmdesk.services.printing.messages import Paper
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import the_company


@answers(AgendaPaper)
def agenda_paper(work: Reading, query: AgendaPaper) -> Paper:
    """The table as PDF: a heading for each day, below it the visits of each technician in the order of time."""
    company = the_company(work)
    settings = company_settings(company, query.paper)
    zone = formats_for(settings).zone
    place = {technician_id: at for at, technician_id in enumerate(query.technician_ids)}

    def order(visit: PlannedVisit) -> tuple[object, ...]:
        day = max(wall_minute(visit.starts_at, zone)[0], query.first_day)
        return (day, place.get(visit.technician_id, 0), visit.technician, visit.starts_at, visit.visit_id)

    visits = sorted(planned_visits(work, query.first_day, query.day_count, query.technician_ids), key=order)
    document = AgendaDocument(
        letterhead=company_letterhead(work, company),
        settings=settings,
        first_day=query.first_day,
        day_count=query.day_count,
        lines=tuple(_line(visit) for visit in visits),
    )
    return Paper(file_name(tr("Agenda"), query.first_day.isoformat()), agenda_pdf(document))


def _line(visit: PlannedVisit) -> AgendaLine:
    return AgendaLine(
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        technician=visit.technician,
        number=f"#{visit.number}",
        title=visit.title,
        customer=visit.customer,
        place=", ".join(part for part in (visit.site, visit.address) if part),
        phone=visit.phone,
        state=visit.state,
        priority=visit.priority,
    )
