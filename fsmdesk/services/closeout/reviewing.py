"""The office looks over what was done: it may be billed, or it goes back to the field."""

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import WorkOrder
from fsmdesk.services.closeout.messages import ReviewWorkOrder, SendBack
from fsmdesk.services.moves import change_state
from fsmdesk.services.records import find_seen
from fsmdesk.services.registry import handles


@handles(ReviewWorkOrder)
def review_work_order(work: Writing, command: ReviewWorkOrder) -> None:
    """The job is reviewed: it has a customer, and something was done on it."""
    work_order = find_seen(work, WorkOrder, command.work_order_id, command.seen_version)
    change_state(work, work_order, WorkOrderState.REVIEWED)


@handles(SendBack)
def send_back(work: Writing, command: SendBack) -> None:
    """The job is to be scheduled again, with one more visit, and the reason is kept."""
    work_order = find_seen(work, WorkOrder, command.work_order_id, command.seen_version)
    if work_order.state is not WorkOrderState.COMPLETE:
        words = tr("Job {number} is {state}: only a complete job can be sent back.")
        state = work_order.state.label.lower()
        raise RuleBroken(words.format(number=work_order.number, state=state), "state")
    change_state(work, work_order, WorkOrderState.APPROVED, command.reason)
