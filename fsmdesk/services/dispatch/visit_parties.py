"""Whom a visit concerns, and how they are reached."""

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Contact, Customer, Invoice, InvoiceLine, Technician, Visit, WorkOrder
from fsmdesk.services.dispatch.messages import PartiesOfVisit, Reached, VisitParties
from fsmdesk.services.registry import answers


@answers(PartiesOfVisit)
def parties_of_visit(work: Reading, query: PartiesOfVisit) -> VisitParties:
    """Customer, site and invoices of the visit's job, and everybody who can be called about it."""
    row = work.session.execute(
        select(WorkOrder, Customer, Contact, Technician)
        .join(Visit, Visit.work_order_id == WorkOrder.id)
        .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
        .outerjoin(Contact, Contact.id == WorkOrder.contact_id)
        .outerjoin(Technician, Technician.id == Visit.technician_id)
        .where(Visit.id == query.visit_id)
    ).first()
    if row is None:
        raise RuleBroken(tr("This record is gone."))
    order, customer, contact, technician = row
    people = (Reached(one.name, one.phone) for one in (contact, customer, technician) if one is not None)
    reached: dict[str, Reached] = {}
    for one in people:
        if one.phone.strip():
            reached.setdefault(one.phone.strip(), one)
    return VisitParties(
        visit_id=query.visit_id,
        customer_id=order.customer_id,
        site_id=order.site_id,
        email=(contact.email if contact else "") or (customer.email if customer else ""),
        reached=tuple(reached.values()),
        invoices=_invoices(work, order.id),
    )


def _invoices(work: Reading, work_order_id: int) -> tuple[tuple[int, str], ...]:
    """Those with lines of the job, the newest first; a draft has no number yet."""
    ids = select(InvoiceLine.invoice_id).where(InvoiceLine.work_order_id == work_order_id)
    rows = work.session.execute(
        select(Invoice.id, Invoice.number).where(Invoice.id.in_(ids)).order_by(Invoice.id.desc())
    )
    return tuple((invoice_id, number or "") for invoice_id, number in rows)
