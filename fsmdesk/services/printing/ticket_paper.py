"""The job ticket: one work order on paper, to take along."""

from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select

from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import DocumentKind, PaperSize
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import (
    Agreement,
    Contact,
    Customer,
    Equipment,
    Site,
    Skill,
    Technician,
    Visit,
    WorkOrder,
    WorkOrderLine,
    WorkOrderSkill,
)
from fsmdesk.models.base import Base
from fsmdesk.reports.documents import JobTicketDocument, PastJob, TicketLine, TicketVisit
from fsmdesk.reports.frame import formats_for
from fsmdesk.services.addresses import address_lines
from fsmdesk.services.parties.places import path_of
from fsmdesk.services.permits import permit_own_job
from fsmdesk.services.printing.letterheads import (
    company_letterhead,
    company_settings,
    file_name,
    house_texts,
)
from fsmdesk.services.printing.messages import JobTicketPaper, Paper
from fsmdesk.services.printing.ticket_parts import signature, ticket_checks
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import the_company

RecordT = TypeVar("RecordT", bound=Base)
_MOST_PAST_JOBS: Final = 5


@answers(JobTicketPaper)
def job_ticket_paper(work: Reading, query: JobTicketPaper) -> Paper:
    """The ticket as PDF."""
    from fsmdesk.reports.job_ticket import job_ticket_pdf

    order = find(work, WorkOrder, query.work_order_id)
    permit_own_job(work, order.id)
    return Paper(ticket_name(order), job_ticket_pdf(ticket_document(work, order, query.paper)))


def ticket_name(order: WorkOrder) -> str:
    """The name of its file."""
    return file_name(tr("Job ticket"), str(order.number))


def ticket_document(work: Reading, order: WorkOrder, paper: PaperSize | None = None) -> JobTicketDocument:
    """Everything that the ticket says."""
    company = the_company(work)
    settings = company_settings(company, paper)
    formats = formats_for(settings)
    customer = _linked(work, Customer, order.customer_id)
    site = _linked(work, Site, order.site_id)
    machine = _linked(work, Equipment, order.equipment_id)
    agreement = _linked(work, Agreement, order.agreement_id)
    return JobTicketDocument(
        number=f"#{order.number}",
        title=order.title,
        state=order.state,
        priority=order.priority,
        kind=order.kind,
        letterhead=company_letterhead(work, company),
        due_at=order.due_at,
        customer=(customer.name, *_present(customer.phone)) if customer else (),
        site=_site_lines(work, order, site),
        contact=_contact_lines(work, order),
        machine=_machine_lines(machine),
        agreement=agreement.name if agreement else "",
        customer_po=order.purchase_order,
        scope=order.problem,
        access_notes=order.access_notes or (site.access_notes if site else ""),
        safety=order.safety_notes,
        protective_gear=order.protective_gear,
        skills=skill_names(work, order.id),
        visits=_visits(work, order),
        checks=ticket_checks(work, order.id, formats),
        lines=_lines(work, order),
        history=_history(work, order, ZoneInfo(company.timezone)),
        cause=order.cause,
        fix=order.fix,
        notes=order.customer_notes,
        signed=signature(work, order.id, formats),
        texts=house_texts(work, DocumentKind.JOB_TICKET),
        settings=settings,
    )


def skill_names(work: Reading, work_order_id: int) -> tuple[str, ...]:
    """The skills that the job needs, by name."""
    query = (
        select(Skill.name)
        .join(WorkOrderSkill, WorkOrderSkill.skill_id == Skill.id)
        .where(WorkOrderSkill.work_order_id == work_order_id)
        .order_by(Skill.name)
    )
    return tuple(work.session.scalars(query))


def _linked(work: Reading, model: type[RecordT], record_id: int | None) -> RecordT | None:
    return work.session.get(model, record_id) if record_id is not None else None


def _present(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text.strip())


def _site_lines(work: Reading, order: WorkOrder, site: Site | None) -> tuple[str, ...]:
    if site is None:
        return ()
    return _present(site.name, *address_lines(site), path_of(work, order.place_id))


def _contact_lines(work: Reading, order: WorkOrder) -> tuple[str, ...]:
    contact = _linked(work, Contact, order.contact_id)
    if contact is None:
        return _present(order.caller)
    return _present(contact.name, contact.phone)


def _machine_lines(machine: Equipment | None) -> tuple[str, ...]:
    if machine is None:
        return ()
    kind = " ".join(_present(machine.make, machine.model))
    serial = tr("SN {number}").format(number=machine.serial) if machine.serial else ""
    return _present(machine.name, kind, serial)


def _visits(work: Reading, order: WorkOrder) -> tuple[TicketVisit, ...]:
    rows = work.session.execute(
        select(Technician.name, Visit.state, Visit.start_at, Visit.end_at)
        .select_from(Visit)
        .outerjoin(Technician, Technician.id == Visit.technician_id)
        .where(Visit.work_order_id == order.id, Visit.state != VisitState.CANCELLED)
        .order_by(Visit.start_at.nulls_last(), Visit.id)
    )
    return tuple(
        TicketVisit(technician=name or "", state=state, starts_at=start, ends_at=end)
        for name, state, start, end in rows
    )


def _lines(work: Reading, order: WorkOrder) -> tuple[TicketLine, ...]:
    lines = work.session.scalars(
        select(WorkOrderLine)
        .where(WorkOrderLine.work_order_id == order.id)
        .order_by(WorkOrderLine.position, WorkOrderLine.id)
    )
    return tuple(
        TicketLine(
            description=line.description,
            quantity_milli=line.done_milli or line.planned_milli,
            unit=line.unit,
            kind=line.kind.label,
            bill_to=line.bill_to.label,
        )
        for line in lines
    )


def _history(work: Reading, order: WorkOrder, zone: ZoneInfo) -> tuple[PastJob, ...]:
    """What was done on this machine before, newest first."""
    if order.equipment_id is None:
        return ()
    rows = work.session.execute(
        select(WorkOrder.number, WorkOrder.completed_at, WorkOrder.title, WorkOrder.fix)
        .where(WorkOrder.equipment_id == order.equipment_id, WorkOrder.id != order.id)
        .where(WorkOrder.completed_at.is_not(None))
        .order_by(WorkOrder.completed_at.desc())
        .limit(_MOST_PAST_JOBS)
    )
    return tuple(
        PastJob(number=f"#{number}", done_on=wall_minute(completed_at, zone)[0], summary=fix or title)
        for number, completed_at, title, fix in rows
        if completed_at is not None
    )
