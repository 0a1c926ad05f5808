"""The jobs of a customer, site or machine, newest first."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import ColumnElement, select

from fsmdesk.core.states import VisitState
from fsmdesk.db.database import Reading
from fsmdesk.models import Technician, Visit, WorkOrder
from fsmdesk.services.parties.messages import JobSummary


def job_history(work: Reading, which: ColumnElement[bool], limit: int = 50) -> tuple[JobSummary, ...]:
    """The latest jobs that `which` selects, with the names of who was there; two queries."""
    rows = work.session.execute(
        select(
            WorkOrder.id,
            WorkOrder.number,
            WorkOrder.title,
            WorkOrder.state,
            WorkOrder.requested_at,
            WorkOrder.completed_at,
            WorkOrder.fix,
        )
        .where(which)
        .order_by(WorkOrder.requested_at.desc(), WorkOrder.id.desc())
        .limit(limit)
    ).all()
    names = technician_names(work, [row.id for row in rows])
    return tuple(JobSummary(**row._mapping, technicians=names.get(row.id, "")) for row in rows)


def technician_names(work: Reading, work_order_ids: Iterable[int]) -> dict[int, str]:
    """For each job the names of its technicians, in the order of their visits."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    rows = work.session.execute(
        select(Visit.work_order_id, Technician.name)
        .join(Technician, Technician.id == Visit.technician_id)
        .where(Visit.work_order_id.in_(list(work_order_ids)), Visit.state != VisitState.CANCELLED)
        .order_by(Visit.start_at, Visit.id)
    )
    for work_order_id, name in rows:
        found[work_order_id][name] = None
    return {key: ", ".join(names) for key, names in found.items()}
