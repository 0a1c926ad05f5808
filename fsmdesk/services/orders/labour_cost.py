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


def technician_on(work: Reading, work_order_id: int) -> int | None:
    """The technician whose labour a new line is: who is there now, else the only one who goes there."""
    rows = work.session.execute(
        select(Visit.technician_id, Visit.state)
        .where(Visit.work_order_id == work_order_id, Visit.state != VisitState.CANCELLED)
        .where(Visit.technician_id.is_not(None))
        .order_by(Visit.id)
    ).all()
    there = [technician for technician, state in rows if state in (VisitState.ON_SITE, VisitState.WAITING)]
    found = set(there or [technician for technician, _state in rows])
    return found.pop() if len(found) == 1 else None
