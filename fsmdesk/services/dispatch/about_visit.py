"""What the strip under the board says about one visit."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import (
    Agreement,
    Contact,
    Customer,
    Equipment,
    PlacementReason,
    Site,
    StateMove,
    Technician,
    Visit,
    WorkOrder,
)
from fsmdesk.services.addresses import machine_words
from fsmdesk.services.dispatch.messages import AboutVisit, VisitDetail
from fsmdesk.services.parties.places import path_of
from fsmdesk.services.registry import answers

_MOST_REASONS = 3
_DONE_STATES = (
    WorkOrderState.COMPLETE,
    WorkOrderState.REVIEWED,
    WorkOrderState.INVOICED,
    WorkOrderState.CLOSED,
)


@answers(AboutVisit)
def about_visit(work: Reading, query: AboutVisit) -> VisitDetail:
    """Details of one visit."""
    row = work.session.execute(
        select(Visit, WorkOrder, Customer, Contact, Site, Equipment, Agreement.name, Technician.name)
        .join(WorkOrder, WorkOrder.id == Visit.work_order_id)
        .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
        .outerjoin(Contact, Contact.id == WorkOrder.contact_id)
        .outerjoin(Site, Site.id == WorkOrder.site_id)
        .outerjoin(Equipment, Equipment.id == WorkOrder.equipment_id)
        .outerjoin(Agreement, Agreement.id == WorkOrder.agreement_id)
        .outerjoin(Technician, Technician.id == Visit.technician_id)
        .where(Visit.id == query.visit_id)
    ).first()
    if row is None:
        raise RuleBroken(tr("This record is gone."))
    visit, order, customer, contact, site, machine, agreement, technician = row
    place = path_of(work, order.place_id or (machine.place_id if machine else None))
    return VisitDetail(
        visit_id=visit.id,
        work_order_id=order.id,
        number=order.number,
        customer=customer.name if customer else "",
        title=order.title,
        kind=order.kind,
        priority=order.priority,
        equipment=machine_words(machine),
        place=", ".join(part for part in (site.name if site else "", place) if part),
        safety_notes=order.safety_notes,
        access_notes=order.access_notes or (site.access_notes if site else ""),
        state=visit.state,
        technician=technician or "",
        since_at=_since(work, visit),
        machine_history=_last_fix(work, order),
        agreement=agreement or "",
        reasons=_reasons(work, visit),
        phone=(contact.phone if contact else "") or (customer.phone if customer else ""),
    )


def _since(work: Reading, visit: Visit) -> datetime | None:
    """When the visit came into its state: what was reported, else what was written down."""
    stamped = {"en_route": visit.en_route_at, "on_site": visit.arrived_at}.get(visit.state.value)
    if visit.finished_at is not None:
        return visit.finished_at
    if stamped is not None:
        return stamped
    return work.session.scalar(
        select(StateMove.at)
        .where(StateMove.work_order_id == visit.work_order_id, StateMove.visit_id == visit.id)
        .where(StateMove.after == visit.state.value)
        .order_by(StateMove.at.desc(), StateMove.id.desc())
        .limit(1)
    )


def _reasons(work: Reading, visit: Visit) -> tuple[str, ...]:
    """Why somebody put it where rules spoke against, as far as it still stands there."""
    if visit.start_at is None:
        return ()
    kept = work.session.execute(
        select(PlacementReason.reason, PlacementReason.finding)
        .where(PlacementReason.work_order_id == visit.work_order_id, PlacementReason.visit_id == visit.id)
        .where(PlacementReason.reason != "")
        .order_by(PlacementReason.at.desc(), PlacementReason.id.desc())
        .limit(_MOST_REASONS)
    )
    return tuple(f"{reason} ({finding.rstrip('.')})" for reason, finding in kept)


def _last_fix(work: Reading, order: WorkOrder) -> str:
    """What fixed the machine the last time, empty if it is not known."""
    if order.equipment_id is None:
        return ""
    earlier = aliased(WorkOrder)
    found = work.session.execute(
        select(earlier.number, earlier.title, earlier.fix)
        .where(earlier.equipment_id == order.equipment_id, earlier.id != order.id)
        .where(earlier.state.in_(_DONE_STATES), earlier.completed_at < order.requested_at)
        .order_by(earlier.completed_at.desc(), earlier.id.desc())
        .limit(1)
    ).first()
    if found is None:
        return ""
    number, title, fix = found
    return f"{number} {title}: {fix}" if fix else f"{number} {title}"
