"""What is known about a job for the words of its messages, and whom they go to."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from fsmdesk.core.formats import Formats
from fsmdesk.core.states import VisitState
from fsmdesk.db.database import Reading
from fsmdesk.models import Contact, Customer, Invoice, Site, Technician, Visit, WorkOrder
from fsmdesk.services.the_company import formats_of, the_company


@dataclass(frozen=True, slots=True)
class JobFacts:
    """The fields that every message about a job may name, and its recipient (empty where no address is known)."""

    recipient: str
    customer_id: int | None
    wants_none: bool
    fields: dict[str, str]
    formats: Formats


def facts_of_job(work: Reading, work_order: WorkOrder, visit: Visit | None = None) -> JobFacts:
    """The facts of the job, and the technician of the visit or of those that are not cancelled."""
    company = the_company(work)
    customer = work.session.get(Customer, work_order.customer_id) if work_order.customer_id else None
    contact = work.session.get(Contact, work_order.contact_id) if work_order.contact_id else None
    site = work.session.get(Site, work_order.site_id) if work_order.site_id else None
    name = customer.name if customer else work_order.caller
    where = ""
    if site is not None:
        where = ", ".join(part for part in (site.name, site.address.replace("\n", ", ")) if part)
    fields = {
        "customer": name,
        "contact": contact.name if contact else (work_order.caller or name),
        "number": str(work_order.number),
        "title": work_order.title,
        "site": where,
        "company": company.name,
        "phone": company.phone,
        "technician": ", ".join(_technicians(work, work_order, visit)) or company.name,
    }
    recipient = (contact.email if contact else "") or (customer.email if customer else "")
    wants_none = customer is not None and customer.no_messages
    return JobFacts(recipient.strip(), work_order.customer_id, wants_none, fields, formats_of(company))


def summary_of(work_order: WorkOrder) -> str:
    """What the customer is told was done: the notes for the customer, else what fixed it."""
    return work_order.customer_notes.strip() or work_order.fix.strip()


def spoken_day(formats: Formats, instant: datetime) -> str:
    """The day of an instant on the office's wall, as it is written there."""
    return formats.date(instant.astimezone(formats.zone).date())


def fields_of_invoice(work: Reading, invoice: Invoice) -> tuple[str, dict[str, str]]:
    """Whom an invoice goes to, and the fields of its message."""
    company = the_company(work)
    formats = Formats(company.locale, invoice.currency, formats_of(company).zone)
    customer = work.session.get(Customer, invoice.customer_id)
    fields = {
        "customer": invoice.bill_to_name or (customer.name if customer else ""),
        "invoice": invoice.number or "",
        "total": formats.money_with_code(invoice.total_minor),
        "due": _day(formats, invoice.due_on),
        "company": company.name,
        "phone": company.phone,
    }
    return (customer.email.strip() if customer else ""), fields


def _day(formats: Formats, day: date | None) -> str:
    return formats.date(day) if day else ""


def _technicians(work: Reading, work_order: WorkOrder, visit: Visit | None) -> list[str]:
    query = select(Technician.name).join(Visit, Visit.technician_id == Technician.id).distinct()
    of_job = (Visit.work_order_id == work_order.id, Visit.state != VisitState.CANCELLED)
    query = query.where(Visit.id == visit.id) if visit else query.where(*of_job)
    return list(work.session.scalars(query.order_by(Technician.name)))
