"""How much waits after the work is done."""

from sqlalchemy import func, select

from fsmdesk.core.states import WorkOrderState
from fsmdesk.db.database import Reading
from fsmdesk.models import Feedback, WorkOrder
from fsmdesk.services.closeout.messages import LOW_SCORE, ReviewCounts, ReviewTally
from fsmdesk.services.closeout.queues import QUEUED
from fsmdesk.services.registry import answers


@answers(ReviewCounts)
def review_counts(work: Reading, _query: ReviewCounts) -> ReviewTally:
    """Both queues, and low feedback without an answer."""
    states = work.session.execute(
        select(WorkOrder.state, func.count()).where(WorkOrder.state.in_(QUEUED)).group_by(WorkOrder.state)
    )
    counts: dict[WorkOrderState, int] = dict(states.all())
    low = select(func.count()).where(Feedback.score <= LOW_SCORE, Feedback.followed_up_at.is_(None))
    return ReviewTally(
        to_review=counts.get(WorkOrderState.COMPLETE, 0),
        to_invoice=counts.get(WorkOrderState.REVIEWED, 0),
        to_follow_up=work.session.scalar(low) or 0,
    )
