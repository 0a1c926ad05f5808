"""Counts what waits, by the index on states."""

from sqlalchemy import func, select

from fsmdesk.core.states import WorkOrderState
from fsmdesk.db.database import Reading
from fsmdesk.models import WorkOrder
from fsmdesk.services.counts.messages import RailCounts, Waiting
from fsmdesk.services.registry import answers

_COUNTED = (WorkOrderState.REQUESTED, WorkOrderState.COMPLETE)


@answers(RailCounts)
def rail_counts(work: Reading, _query: RailCounts) -> Waiting:
    """What waits now."""
    query = (
        select(WorkOrder.state, func.count()).where(WorkOrder.state.in_(_COUNTED)).group_by(WorkOrder.state)
    )
    counts = dict(work.session.execute(query).all())
    return Waiting(*(counts.get(state, 0) for state in _COUNTED))
