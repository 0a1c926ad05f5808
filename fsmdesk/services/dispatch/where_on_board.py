"""Finds the place of a job on the board."""

from collections.abc import Sequence

from sqlalchemy import select

from fsmdesk.core.states import DERIVED, VisitState, WorkOrderState
from fsmdesk.db.database import Reading
from fsmdesk.models import Visit, WorkOrder
from fsmdesk.services.dispatch.messages import BoardSpot, WhereOnBoard
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers

_OVER = (VisitState.DONE, VisitState.PARTLY_DONE)
_NOT_THERE = (VisitState.UNPLACED, VisitState.CANCELLED)


@answers(WhereOnBoard)
def where_on_board(work: Reading, query: WhereOnBoard) -> BoardSpot | None:
    """The visit that comes next, else the waiting entry, else the visit that was there last."""
    order = find(work, WorkOrder, query.work_order_id)
    visits = work.session.scalars(
        select(Visit).where(Visit.work_order_id == order.id).order_by(Visit.start_at, Visit.id)
    ).all()
    placed = [visit for visit in visits if visit.state not in _NOT_THERE]
    ahead = [visit for visit in placed if visit.state not in _OVER]
    if ahead:
        return BoardSpot(order.id, ahead[0].id, ahead[0].start_at)
    waiting = _waiting(order, visits)
    if waiting is not None:
        return waiting
    return BoardSpot(order.id, placed[-1].id, placed[-1].start_at) if placed else None


def _waiting(order: WorkOrder, visits: Sequence[Visit]) -> BoardSpot | None:
    """The first entry of the job in the list beside the board."""
    unplaced = [visit.id for visit in visits if visit.state is VisitState.UNPLACED]
    if unplaced and order.state in DERIVED:
        return BoardSpot(order.id, unplaced[0], None)
    return BoardSpot(order.id, None, None) if order.state is WorkOrderState.APPROVED else None
