"""Small tickets pass review by themselves: below the office's amount nobody needs to look them over."""

from sqlalchemy import select

from fsmdesk.core.money import line_net_minor
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import CheckOutcome, LineApproval
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import StateMove, WorkOrder, WorkOrderCheck, WorkOrderLine
from fsmdesk.services.orders.amounts import PAID_BY_CUSTOMER
from fsmdesk.services.the_company import formats_of, the_company


def reason_to_pass(work: Reading, order: WorkOrder) -> str:
    """Why a job that was just completed needs no review, for its history; empty where it does need one.

    Somebody looks at a job that has no customer, bills nothing or less, was sent back before, has a change
    of the scope that nobody decided on, or a failed item on its checklist, however small it is.
    """
    company = the_company(work)
    below = company.review_free_below_minor
    if below <= 0 or order.customer_id is None or not 0 < _billed_minor(work, order.id) < below:
        return ""
    if _was_sent_back(work, order.id) or _is_doubtful(work, order.id):
        return ""
    words = tr("Below {amount}: passes the review by itself")
    return words.format(amount=formats_of(company).money_with_code(below))


def _billed_minor(work: Reading, work_order_id: int) -> int:
    """What the customer pays for what was done, each line rounded as on the invoice."""
    lines = work.session.execute(
        select(WorkOrderLine.done_milli, WorkOrderLine.price_minor, WorkOrderLine.discount_ppm).where(
            WorkOrderLine.work_order_id == work_order_id, *PAID_BY_CUSTOMER
        )
    )
    return sum(line_net_minor(done, price, discount) for done, price, discount in lines)


def _was_sent_back(work: Reading, work_order_id: int) -> bool:
    query = select(StateMove.id).where(
        StateMove.work_order_id == work_order_id,
        StateMove.visit_id.is_(None),
        StateMove.before == WorkOrderState.COMPLETE.value,
        StateMove.after == WorkOrderState.APPROVED.value,
    )
    return work.session.scalar(query.limit(1)) is not None


def _is_doubtful(work: Reading, work_order_id: int) -> bool:
    undecided = select(WorkOrderLine.id).where(
        WorkOrderLine.work_order_id == work_order_id, WorkOrderLine.approval == LineApproval.WAITING
    )
    failed = select(WorkOrderCheck.id).where(
        WorkOrderCheck.work_order_id == work_order_id, WorkOrderCheck.outcome == CheckOutcome.FAILED
    )
    return any(work.session.scalar(query.limit(1)) is not None for query in (undecided, failed))
