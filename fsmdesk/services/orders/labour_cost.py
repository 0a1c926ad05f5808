"""What an hour of labour on a job costs the shop: whoever does it, told from the pay of technicians."""

from typing import Final

from sqlalchemy import select

from fsmdesk.core.money import half_up
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import LineKind
from fsmdesk.db.database import Reading
from fsmdesk.models import TechnicianPay, Visit

_HOURS: Final = frozenset({"h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden"})


def is_hours(kind: LineKind, unit: str) -> bool:
    """True for labour that is sold by the hour."""
    return kind is LineKind.LABOUR and unit.strip().rstrip(".").lower() in _HOURS


def hourly_cost(work: Reading, work_order_id: int, technician_id: int | None) -> int | None:
    """What an hour costs: of this technician, else on the average of those who go there; None if unknown."""
    query = select(TechnicianPay.hourly_cost_minor)
    if technician_id is not None:
        return work.session.scalar(query.where(TechnicianPay.technician_id == technician_id))
    there = select(Visit.technician_id).where(
        Visit.work_order_id == work_order_id, Visit.state != VisitState.CANCELLED
    )
    costs = list(work.session.scalars(query.where(TechnicianPay.technician_id.in_(there))))
    return half_up(sum(costs), len(costs)) if costs else None
