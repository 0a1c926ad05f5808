"""How many jobs stayed done at the first time."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import aliased

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import Origin
from fsmdesk.core.times import instant_at
from fsmdesk.db.database import Reading
from fsmdesk.models import Technician, Visit, WorkOrder
from fsmdesk.services.callbacks.messages import FirstTimeFix, FirstTimeFixRow
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import the_company

_CALLED_OFF = (WorkOrderState.CANCELLED, WorkOrderState.DECLINED)


@answers(FirstTimeFix)
def first_time_fix(work: Reading, query: FirstTimeFix) -> tuple[FirstTimeFixRow, ...]:
    """Two queries, however many jobs."""
    company = the_company(work)
    zone, within = ZoneInfo(company.timezone), timedelta(days=company.callback_days)
    since = instant_at(query.first_on, 0, zone)
    until = instant_at(query.last_on + timedelta(days=1), 0, zone)
    back = aliased(WorkOrder)
    rows = work.session.execute(
        select(WorkOrder.id, WorkOrder.completed_at, back.requested_at)
        .outerjoin(
            back,
            (back.origin_id == WorkOrder.id)
            & (back.origin == Origin.CALL_BACK)
            & back.state.not_in(_CALLED_OFF),
        )
        .where(
            WorkOrder.completed_at >= since,
            WorkOrder.completed_at < until,
            WorkOrder.state.not_in(_CALLED_OFF),
        )
    )
    called_back: dict[int, bool] = {}
    for job_id, completed_at, again_at in rows:
        is_back = again_at is not None and completed_at is not None and again_at - completed_at <= within
        called_back[job_id] = called_back.get(job_id, False) or is_back
    return (_row(None, "", called_back.values()), *_by_technician(work, called_back, since, until))


def _by_technician(
    work: Reading, called_back: dict[int, bool], since: datetime, until: datetime
) -> list[FirstTimeFixRow]:
    """A job counts for each technician who did something there."""
    been_there = work.session.execute(
        select(Visit.work_order_id, Technician.id, Technician.name)
        .join(Technician, Technician.id == Visit.technician_id)
        .join(WorkOrder, WorkOrder.id == Visit.work_order_id)
        .where(
            WorkOrder.completed_at >= since,
            WorkOrder.completed_at < until,
            Visit.state.in_((VisitState.DONE, VisitState.PARTLY_DONE)),
        )
    )
    jobs: dict[tuple[str, int], set[int]] = defaultdict(set)
    for job_id, technician_id, name in been_there:
        if job_id in called_back:
            jobs[name, technician_id].add(job_id)
    return [
        _row(technician_id, name, [called_back[job_id] for job_id in there])
        for (name, technician_id), there in sorted(jobs.items())
    ]


def _row(technician_id: int | None, name: str, outcomes: Collection[bool]) -> FirstTimeFixRow:
    return FirstTimeFixRow(technician_id, name, len(outcomes), sum(outcomes))
