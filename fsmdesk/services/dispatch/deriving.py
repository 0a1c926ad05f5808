"""The state of a job while its visits decide it, and holding both."""

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import DERIVED, WorkOrderState, derived_state
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Visit, WorkOrder
from fsmdesk.services.moves import record_move
from fsmdesk.services.records import find, find_seen, hold
from fsmdesk.services.visit_steps import visits_of


def hold_visit(work: Writing, visit_id: int, seen_version: int) -> tuple[Visit, WorkOrder]:
    """The visit and its job: no other visit of that job makes a step before this is committed.

    Without that, two technicians who finish at the same moment would each leave the job to the other.

    Raises:
        RuleBroken: the visit is gone.
        ConflictError: somebody changed the visit since it was seen.
    """
    work_order = hold(work, WorkOrder, find(work, Visit, visit_id).work_order_id)
    return find_seen(work, Visit, visit_id, seen_version), work_order


def follow_visits(work: Writing, work_order: WorkOrder) -> None:
    """An open job is in the state that its visits tell, and the step is written down if it made one."""
    if work_order.state not in DERIVED:
        return
    work.session.flush()
    before = work_order.state
    after = derived_state([visit.state for visit in visits_of(work, work_order)])
    if after is not before:
        work_order.state = after
        record_move(work, work_order, before, after)
    work.session.flush()


def require_open(work_order: WorkOrder) -> None:
    """Visits of this job may change.

    Raises:
        RuleBroken: it is not approved yet, or complete, billed or called off.
    """
    if work_order.state in DERIVED:
        return
    if work_order.state is WorkOrderState.REQUESTED:
        words = tr("Job {number} is a request. Approve it before it is scheduled.")
    else:
        words = tr("Job {number} is {state}: its visits don't change any more.")
    text = words.format(number=work_order.number, state=work_order.state.label.lower())
    raise RuleBroken(text, "state")
