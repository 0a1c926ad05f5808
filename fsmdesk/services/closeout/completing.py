"""Completing a job: what was wrong, what fixed it, and who is no longer there."""

from fsmdesk.core.states import WorkOrderState
from fsmdesk.db.database import Writing
from fsmdesk.models import WorkOrder
from fsmdesk.services.closeout.messages import CompleteWorkOrder
from fsmdesk.services.moves import change_state
from fsmdesk.services.records import assign, cleaned, find_seen
from fsmdesk.services.registry import handles


@handles(CompleteWorkOrder)
def complete_work_order(work: Writing, command: CompleteWorkOrder) -> None:
    """The job is complete with cause and fix. Visits and lines follow as `change_state` says."""
    work_order = find_seen(work, WorkOrder, command.work_order_id, command.seen_version)
    assign(work_order, **cleaned(command, texts=("cause", "fix")))
    change_state(work, work_order, WorkOrderState.COMPLETE)
