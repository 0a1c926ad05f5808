"""What the customer, or whoever answers for the money, says to a change of the scope."""

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import BILLED_STATES
from fsmdesk.core.terms import LineApproval
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import WorkOrder, WorkOrderLine
from fsmdesk.services.orders.editing import touch
from fsmdesk.services.orders.messages import DecideChange
from fsmdesk.services.records import assign, find, find_seen, require
from fsmdesk.services.registry import handles


@handles(DecideChange)
def decide_change(work: Writing, command: DecideChange) -> None:
    """The line is approved or declined, with who said so and when.

    Raises:
        RuleBroken: the job is billed, or the line is no change that somebody is asked about.
    """
    order = find_seen(work, WorkOrder, command.work_order_id, command.seen_version)
    line = find(work, WorkOrderLine, command.line_id)
    if line.work_order_id != order.id:
        raise RuleBroken(tr("This line belongs to another job."), "lines")
    if order.state in BILLED_STATES:
        raise RuleBroken(tr("This work has been billed and can't be changed any more."), "lines")
    if line.approval is LineApproval.NOT_NEEDED:
        raise RuleBroken(tr("This line needs no approval."), "lines")
    who = clean_text(command.decided_by, "decided_by", max_length=200, label=tr("Who decided"))
    require(who, "decided_by", tr("Who decided"))
    after = LineApproval.APPROVED if command.is_approved else LineApproval.DECLINED
    assign(line, approval=after, approved_by=who, approved_at=work.now)
    if after is LineApproval.DECLINED:
        # What was not wanted was not done; what was asked for stays to be seen.
        assign(line, planned_milli=line.planned_milli or line.done_milli, done_milli=0)
    touch(order)
    work.session.flush()
