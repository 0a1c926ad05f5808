"""Visits as dialogs of the board show them."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Select, select

from fsmdesk.core.states import MOVABLE
from fsmdesk.core.words import tr
from fsmdesk.models import Customer, Site, Technician, Visit, WorkOrder
from fsmdesk.services.shaping.messages import ShapedVisit
from fsmdesk.services.visit_steps import NOT_PLACED


def select_shaped() -> Select[Any]:
    """The placed visits with all that `shaped` needs."""
    return cast(
        "Select[Any]",
        select(Visit, WorkOrder.number, WorkOrder.title, Customer.name, Site.name, Technician.name)
        .join(WorkOrder, WorkOrder.id == Visit.work_order_id)
        .join(Technician, Technician.id == Visit.technician_id)
        .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
        .outerjoin(Site, Site.id == WorkOrder.site_id)
        .where(Visit.state.not_in(NOT_PLACED)),
    )


def shaped(row: Sequence[Any]) -> ShapedVisit:
    """One row of `select_shaped`."""
    visit, number, title, customer, site, technician = row
    return ShapedVisit(
        visit_id=visit.id,
        version=visit.version,
        number=number,
        customer=customer or site or title,
        technician_id=visit.technician_id,
        technician=technician,
        start_at=visit.start_at,
        end_at=visit.end_at,
        state=visit.state,
        is_helper=visit.is_helper,
        kept_by=kept_by(visit),
    )


def kept_by(visit: Visit) -> str:
    """Why the visit stays at its time, empty if it can be moved."""
    if visit.state not in MOVABLE:
        return visit.state.label
    return tr("Time pinned") if visit.is_time_pinned else ""
