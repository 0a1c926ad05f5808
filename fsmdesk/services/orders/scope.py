"""Lines that come up during a job: marked, and above an amount held back until somebody approved them."""

from dataclasses import dataclass

from sqlalchemy import select

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import BillTo, LineApproval, LineKind
from fsmdesk.db.database import Reading
from fsmdesk.models import Visit, WorkOrder, WorkOrderLine
from fsmdesk.services.orders.amounts import line_amount
from fsmdesk.services.records import assign
from fsmdesk.services.the_company import the_company

_BEGUN = frozenset(
    {WorkOrderState.ON_SITE, WorkOrderState.WAITING, WorkOrderState.COMPLETE, WorkOrderState.REVIEWED}
)


@dataclass(frozen=True, slots=True)
class Scope:
    """How a job stands to its scope: whether work has begun, and from which amount a change is asked about."""

    has_begun: bool
    limit_minor: int | None


def scope_of(work: Reading, order: WorkOrder) -> Scope:
    """The scope of the job as of now."""
    has_begun = order.state in _BEGUN
    if not has_begun:
        been = select(Visit.id).where(Visit.work_order_id == order.id, Visit.arrived_at.is_not(None)).limit(1)
        has_begun = work.session.scalar(been) is not None
    return Scope(has_begun, the_company(work).scope_approval_minor)


def asked_of_customer(line: WorkOrderLine) -> int:
    """What the customer would pay for the line, approved or not."""
    if line.bill_to is not BillTo.CUSTOMER:
        return 0
    # A line that is not stored yet has no numbers where nothing was said.
    return line_amount(
        line.planned_milli or 0, line.done_milli or 0, line.price_minor or 0, line.discount_ppm or 0
    )


def judge_line(scope: Scope, line: WorkOrderLine, is_new: bool, before_minor: int) -> None:
    """The line is marked as a change if it is one, and waits for approval if it is a large one.

    `before_minor` is what the customer would have paid for it before it was edited. Labour that follows a
    technician's time is no change: it is what the scope takes. A line that becomes dearer waits again.
    """
    asked = asked_of_customer(line)
    is_dear = scope.limit_minor is not None and asked >= scope.limit_minor and asked > 0
    if not line.is_change:
        is_added = is_new and not line.follows_time
        limit = scope.limit_minor
        has_grown = (
            limit is not None and line.kind is not LineKind.LABOUR and asked - before_minor >= limit > 0
        )
        if not scope.has_begun or not (is_added or (has_grown and not is_new)):
            return
        line.is_change = True
    is_decided = line.approval in (LineApproval.APPROVED, LineApproval.DECLINED)
    if is_decided and asked <= before_minor and not is_new:
        return
    approval = LineApproval.WAITING if is_dear else LineApproval.NOT_NEEDED
    assign(line, approval=approval, approved_by="", approved_at=None)


def undecided_count(work: Reading, work_order_id: int) -> int:
    """How many lines of the job wait for approval."""
    query = select(WorkOrderLine.id).where(
        WorkOrderLine.work_order_id == work_order_id, WorkOrderLine.approval == LineApproval.WAITING
    )
    return len(work.session.scalars(query).all())
