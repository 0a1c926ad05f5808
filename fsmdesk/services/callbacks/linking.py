"""Which job a call comes from."""

from datetime import datetime, timedelta

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.likeness import are_alike
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import Origin
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Company, WorkOrder
from fsmdesk.services.callbacks.messages import EarlierJob, MayCallBack
from fsmdesk.services.parties.job_history import technician_names
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers

_DONE = (
    WorkOrderState.COMPLETE,
    WorkOrderState.REVIEWED,
    WorkOrderState.INVOICED,
    WorkOrderState.CLOSED,
)
_LOOKED_AT = 50


def callback_since(work: Reading) -> datetime:
    """From when on a job that was completed may be called back about."""
    days = work.session.scalar(select(Company.callback_days)) or 0
    return work.now - timedelta(days=days)


@answers(MayCallBack)
def may_call_back(work: Reading, query: MayCallBack) -> EarlierJob | None:
    """A job of the same machine before one of the same site, the latest first."""
    if query.site_id is None and query.equipment_id is None:
        return None
    where = (
        WorkOrder.site_id == query.site_id
        if query.site_id is not None
        else WorkOrder.equipment_id == query.equipment_id
    )
    jobs = work.session.scalars(
        select(WorkOrder)
        .where(where, WorkOrder.state.in_(_DONE), WorkOrder.completed_at >= callback_since(work))
        .order_by(WorkOrder.completed_at.desc(), WorkOrder.id.desc())
        .limit(_LOOKED_AT)
    ).all()
    same = [job for job in jobs if query.equipment_id is not None and job.equipment_id == query.equipment_id]
    alike = [job for job in jobs if are_alike(f"{job.title} {job.problem}", query.words)]
    found = next(iter(same or alike), None)
    if found is None or found.completed_at is None:
        return None
    return EarlierJob(
        id=found.id,
        number=found.number,
        title=found.title,
        fix=found.fix,
        technicians=technician_names(work, [found.id]).get(found.id, ""),
        completed_at=found.completed_at,
        same_machine=bool(same),
    )


def link_call_back(work: Writing, request: WorkOrder, earlier_id: int) -> None:
    """The request comes from the earlier job.

    Raises:
        RuleBroken: that job is not done, or is somebody else's.
    """
    earlier = find(work, WorkOrder, earlier_id)
    if earlier.completed_at is None or earlier.state not in _DONE:
        words = tr("Job {number} was never completed, so nobody can call back about it.")
        raise RuleBroken(words.format(number=earlier.number), "calls_back_id")
    if earlier.customer_id != request.customer_id and earlier.site_id != request.site_id:
        words = tr("Job {number} was for somebody else.")
        raise RuleBroken(words.format(number=earlier.number), "calls_back_id")
    request.origin_id, request.origin = earlier.id, Origin.CALL_BACK
