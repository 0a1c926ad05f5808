"""The visits of some days with what a list says about each, in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from fsmdesk.core.errors import NotAllowed
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import Priority
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.db.guards.bookings import LONGEST_DAYS
from fsmdesk.models import Contact, Customer, Site, Technician, Visit, WorkOrder
from fsmdesk.services.addresses import address_line
from fsmdesk.services.dispatch.board_rows import window_of
from fsmdesk.services.printing.letterheads import own_technician_id
from fsmdesk.services.the_company import the_company
from fsmdesk.services.visit_steps import NOT_PLACED


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A visit as a list shows it."""

    visit_id: int
    version: int
    starts_at: datetime
    ends_at: datetime
    technician_id: int
    technician: str
    number: int
    title: str
    customer: str
    site: str
    address: str
    phone: str
    state: VisitState
    priority: Priority
    problem: str
    access_notes: str


def planned_visits(
    work: Reading, first_day: date, day_count: int, technician_ids: Sequence[int] = ()
) -> list[PlannedVisit]:
    """Visits that touch these days, by start; of a technician's seat only the own ones.

    Raises:
        NotAllowed: a technician asks for somebody else's.
    """
    own = own_technician_id(work)
    if own is not None:
        if set(technician_ids) - {own}:
            raise NotAllowed(tr("This is somebody else's work."))
        technician_ids = (own,)
    window = window_of(first_day, day_count, the_company(work))
    chosen = (
        select(Visit, WorkOrder, Technician.name, Customer, Contact.phone, Site)
        .join(WorkOrder, WorkOrder.id == Visit.work_order_id)
        .join(Technician, Technician.id == Visit.technician_id)
        .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
        .outerjoin(Contact, Contact.id == WorkOrder.contact_id)
        .outerjoin(Site, Site.id == WorkOrder.site_id)
        .where(Visit.state.not_in(NOT_PLACED))
        .where(Visit.start_at > window.start - timedelta(days=LONGEST_DAYS))
        .where(Visit.start_at < window.end, Visit.end_at > window.start)
        .order_by(Visit.start_at, Technician.position, Technician.id, Visit.id)
    )
    if technician_ids:
        chosen = chosen.where(Visit.technician_id.in_(technician_ids))
    return [_planned(*row) for row in work.session.execute(chosen)]


def _planned(
    visit: Visit,
    order: WorkOrder,
    technician: str,
    customer: Customer | None,
    phone: str | None,
    site: Site | None,
) -> PlannedVisit:
    if visit.start_at is None or visit.end_at is None or visit.technician_id is None:
        raise AssertionError("the query asks for placed visits only")
    return PlannedVisit(
        visit_id=visit.id,
        version=visit.version,
        starts_at=visit.start_at,
        ends_at=visit.end_at,
        technician_id=visit.technician_id,
        technician=technician,
        number=order.number,
        title=order.title,
        customer=customer.name if customer else "",
        site=site.name if site else "",
        address=address_line(site) if site else "",
        phone=phone or (customer.phone if customer else ""),
        state=visit.state,
        priority=order.priority,
        problem=order.problem,
        access_notes=order.access_notes or (site.access_notes if site else ""),
    )
