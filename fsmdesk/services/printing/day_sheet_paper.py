"""The day sheet: a technician's day on paper."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from fsmdesk.core.errors import NotAllowed
from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import DocumentKind, PaperSize
from fsmdesk.core.times import Span
from fsmdesk.core.words import tr
from fsmdesk.core.worktime import WeeklyShift, shift_spans
from fsmdesk.db.database import Reading
from fsmdesk.db.guards.bookings import LONGEST_DAYS
from fsmdesk.models import (
    Absence,
    Company,
    Contact,
    Customer,
    Equipment,
    Shift,
    Site,
    Technician,
    Visit,
    WorkOrder,
)
from fsmdesk.reports.documents import DaySheetDocument, DayVisit
from fsmdesk.reports.frame import formats_for
from fsmdesk.services.addresses import address_line, machine_words
from fsmdesk.services.dispatch.board_rows import Window, window_of
from fsmdesk.services.dispatch.job_skills import skills_column, skills_of
from fsmdesk.services.parties.places import path_of
from fsmdesk.services.printing.letterheads import (
    company_letterhead,
    company_settings,
    file_name,
    house_texts,
    own_technician_id,
)
from fsmdesk.services.printing.messages import DaySheetPaper, DaySheetsOfDay, Paper
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import the_company
from fsmdesk.services.visit_steps import NOT_PLACED


@answers(DaySheetPaper)
def day_sheet_paper(work: Reading, query: DaySheetPaper) -> Paper:
    """The sheet as PDF."""
    from fsmdesk.reports.day_sheet import day_sheet_pdf

    require_own_day(work, query.technician_id)
    technician = find(work, Technician, query.technician_id)
    document = day_sheet_document(work, technician, query.day, query.paper)
    return Paper(day_sheet_name(technician, query.day), day_sheet_pdf(document))


@answers(DaySheetsOfDay)
def day_sheets_of_day(work: Reading, query: DaySheetsOfDay) -> tuple[int, ...]:
    """Everybody who goes somewhere on that day; a technician sees no others."""
    window = window_of(query.day, 1, the_company(work))
    busy = (
        select(Visit.technician_id)
        .where(Visit.state.not_in(NOT_PLACED))
        .where(Visit.start_at > window.start - timedelta(days=LONGEST_DAYS))
        .where(Visit.start_at < window.end, Visit.end_at > window.start)
    )
    own = own_technician_id(work)
    rows = select(Technician.id).where(Technician.id.in_(busy)).order_by(Technician.position, Technician.id)
    return tuple(work.session.scalars(rows if own is None else rows.where(Technician.id == own)))


def day_sheet_name(technician: Technician, day: date) -> str:
    """The name of its file."""
    return file_name(tr("Day sheet"), day.isoformat(), technician.name)


def require_own_day(work: Reading, technician_id: int) -> None:
    """Nothing happens if the person who asks may print this technician's day.

    Raises:
        NotAllowed: a technician asks for somebody else's.
    """
    own = own_technician_id(work)
    if own is not None and own != technician_id:
        raise NotAllowed(tr("This is somebody else's work."))


def day_sheet_document(
    work: Reading, technician: Technician, day: date, paper: PaperSize | None = None
) -> DaySheetDocument:
    """Everything that the sheet says: the visits that touch that day, in the order of time."""
    company = the_company(work)
    settings = company_settings(company, paper)
    formats = formats_for(settings)
    return DaySheetDocument(
        technician=technician.name,
        day=day,
        letterhead=company_letterhead(work, company),
        shift=_shift_words(work, technician.id, day, formats),
        notes=_absence_words(work, technician.id, window_of(day, 1, company), formats),
        visits=_visits(work, technician.id, day, company),
        texts=house_texts(work, DocumentKind.DAY_SHEET),
        settings=settings,
    )


def _shift_words(work: Reading, technician_id: int, day: date, formats: Formats) -> str:
    rows = work.session.execute(
        select(
            Shift.weekday, Shift.start_minute, Shift.end_minute, Shift.valid_from, Shift.valid_until
        ).where(Shift.technician_id == technician_id, Shift.weekday == day.weekday())
    )
    shifts = [
        WeeklyShift(weekday, start, end, valid_from, valid_until)
        for weekday, start, end, valid_from, valid_until in rows
    ]
    return ", ".join(formats.span(span) for span in shift_spans(shifts, day, formats.zone))


def _absence_words(work: Reading, technician_id: int, window: Window, formats: Formats) -> str:
    rows = work.session.execute(
        select(Absence.start_at, Absence.end_at, Absence.reason)
        .where(Absence.technician_id == technician_id)
        .where(Absence.start_at < window.end, Absence.end_at > window.start)
        .order_by(Absence.start_at)
    )
    return "\n".join(
        tr("Away {span}").format(span=formats.span(Span(start, end))) + (f": {reason}" if reason else "")
        for start, end, reason in rows
    )


def _visits(work: Reading, technician_id: int, day: date, company: Company) -> tuple[DayVisit, ...]:
    window = window_of(day, 1, company)
    rows = work.session.execute(
        select(Visit, WorkOrder, Customer, Contact, Site, Equipment, skills_column())
        .join(WorkOrder, WorkOrder.id == Visit.work_order_id)
        .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
        .outerjoin(Contact, Contact.id == WorkOrder.contact_id)
        .outerjoin(Site, Site.id == WorkOrder.site_id)
        .outerjoin(Equipment, Equipment.id == WorkOrder.equipment_id)
        .where(Visit.technician_id == technician_id, Visit.state.not_in(NOT_PLACED))
        .where(Visit.start_at > window.start - timedelta(days=LONGEST_DAYS))
        .where(Visit.start_at < window.end, Visit.end_at > window.start)
        .order_by(Visit.start_at, Visit.id)
    )
    return tuple(_visit(work, *row) for row in rows)


def _visit(
    work: Reading,
    visit: Any,
    order: WorkOrder,
    customer: Customer | None,
    contact: Contact | None,
    site: Site | None,
    machine: Equipment | None,
    skills: str | None,
) -> DayVisit:
    place_id = order.place_id if order.place_id is not None else machine.place_id if machine else None
    address = (site.name, address_line(site)) if site else ()
    return DayVisit(
        starts_at=visit.start_at,
        ends_at=visit.end_at,
        number=f"#{order.number}",
        title=order.title,
        priority=order.priority,
        state=visit.state,
        customer=customer.name if customer else "",
        address=", ".join(part for part in address if part),
        place=path_of(work, place_id),
        contact=contact.name if contact else order.caller,
        phone=(contact.phone if contact else "") or (customer.phone if customer else ""),
        machine=machine_words(machine),
        problem=order.problem,
        access_notes=order.access_notes or (site.access_notes if site else ""),
        safety=order.safety_notes,
        protective_gear=order.protective_gear,
        skills=skills_of(skills),
    )
