"""A failed item becomes a request for the work it calls for."""

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import CheckOutcome, Origin
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import WorkOrder, WorkOrderCheck
from fsmdesk.services.checklists.messages import FollowUpCheck
from fsmdesk.services.orders.follow_up import follow_up
from fsmdesk.services.permits import permit_own_job
from fsmdesk.services.records import find, find_seen
from fsmdesk.services.registry import handles


@handles(FollowUpCheck)
def follow_up_check(work: Writing, command: FollowUpCheck) -> int:
    """The request stands, and the item names it. A job that is billed by then can be followed up as well.

    Raises:
        RuleBroken: the item has not failed, or has its follow-up already.
    """
    check = find_seen(work, WorkOrderCheck, command.check_id, command.seen_version)
    permit_own_job(work, check.work_order_id)
    if check.outcome is not CheckOutcome.FAILED:
        raise RuleBroken(tr("Only an item that failed is followed up."))
    if check.follow_up_id is not None:
        number = find(work, WorkOrder, check.follow_up_id).number
        raise RuleBroken(tr("Job {number} follows up on this already.").format(number=number))
    title = clean_text(command.title, "title") or check.label
    problem = clean_text(command.problem, "problem", multiline=True) or check.note
    request = follow_up(work, find(work, WorkOrder, check.work_order_id), Origin.FOLLOW_UP, title, problem)
    check.follow_up_id = request.id
    work.session.flush()
    return request.id
