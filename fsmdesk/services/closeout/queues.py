"""What is done and not billed yet, however old: the queue before the review, and the one after it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Subquery, func, select

from fsmdesk.core.money import half_up, line_net_minor
from fsmdesk.core.permissions import Permission, may
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import HELD_BACK, BillTo, InvoiceKind
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Customer, Invoice, InvoiceLine, LineCost, WorkOrder, WorkOrderLine
from fsmdesk.services.closeout.messages import Closeout, CloseoutQueues, ReviewRow
from fsmdesk.services.parties.job_history import technician_names
from fsmdesk.services.registry import answers

MAX_ROWS: Final = 500
QUEUED: Final = (WorkOrderState.COMPLETE, WorkOrderState.REVIEWED)


@dataclass(slots=True)
class Worth:
    """What the lines of a job come to: for the customer, for the shop, and whether anything was done."""

    net_minor: int = 0
    cost_minor: int | None = None
    has_work: bool = False


@answers(Closeout)
def closeout(work: Reading, _query: Closeout) -> CloseoutQueues:
    """Both queues; seven queries however long they are."""
    worth = worth_of_queued(work)
    rows: dict[WorkOrderState, tuple[ReviewRow, ...]] = {}
    for state in QUEUED:
        rows[state] = _rows(work, state, worth[state])
    to_review, to_invoice = QUEUED
    counts = queue_counts(work)
    return CloseoutQueues(
        to_review=rows[to_review],
        to_review_count=counts[to_review],
        to_review_minor=sum(each.net_minor for each in worth[to_review].values()),
        to_invoice=rows[to_invoice],
        to_invoice_count=counts[to_invoice],
        to_invoice_minor=sum(each.net_minor for each in worth[to_invoice].values()),
    )


def queue_counts(work: Reading) -> dict[WorkOrderState, int]:
    """How many jobs wait in each queue."""
    query = select(WorkOrder.state, func.count()).where(WorkOrder.state.in_(QUEUED)).group_by(WorkOrder.state)
    counts = dict.fromkeys(QUEUED, 0)
    counts.update((state, count) for state, count in work.session.execute(query))
    return counts


def worth_of_queued(work: Reading) -> dict[WorkOrderState, dict[int, Worth]]:
    """What each queued job comes to, by state and id; each line rounded as the invoice rounds it."""
    query = (
        select(
            WorkOrder.state,
            WorkOrder.id,
            WorkOrderLine.bill_to,
            WorkOrderLine.done_milli,
            WorkOrderLine.price_minor,
            WorkOrderLine.discount_ppm,
            LineCost.cost_minor,
        )
        .join(WorkOrderLine, WorkOrderLine.work_order_id == WorkOrder.id)
        .outerjoin(LineCost, LineCost.line_id == WorkOrderLine.id)
        .where(WorkOrder.state.in_(QUEUED), WorkOrderLine.approval.not_in(HELD_BACK))
    )
    worth: dict[WorkOrderState, dict[int, Worth]] = {state: defaultdict(Worth) for state in QUEUED}
    for state, work_order_id, bill_to, done, price, discount, cost in work.session.execute(query):
        job = worth[state][work_order_id]
        job.has_work = job.has_work or done > 0
        if bill_to is BillTo.CUSTOMER:
            job.net_minor += line_net_minor(done, price, discount)
        if cost is not None:
            job.cost_minor = (job.cost_minor or 0) + half_up(done * cost, 1000)
    return worth


def _rows(work: Reading, state: WorkOrderState, worth: dict[int, Worth]) -> tuple[ReviewRow, ...]:
    since = func.coalesce(WorkOrder.completed_at, WorkOrder.requested_at)
    drafts = _drafts()
    jobs = work.session.execute(
        select(
            WorkOrder.id,
            WorkOrder.version,
            WorkOrder.number,
            WorkOrder.title,
            Customer.name.label("customer"),
            WorkOrder.priority,
            since.label("completed_at"),
            WorkOrder.customer_id,
            drafts.c.draft_id,
        )
        .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
        .outerjoin(drafts, drafts.c.work_order_id == WorkOrder.id)
        .where(WorkOrder.state == state)
        .order_by(since, WorkOrder.id)
        .limit(MAX_ROWS)
    ).all()
    names = technician_names(work, [job.id for job in jobs])
    sees_costs = may(work.actor.role, Permission.SEE_COSTS)
    return tuple(_row(job, worth[job.id], names.get(job.id, ""), sees_costs) for job in jobs)


def _drafts() -> Subquery:
    """Which jobs are on a draft already, and on which."""
    return (
        select(InvoiceLine.work_order_id, func.min(InvoiceLine.invoice_id).label("draft_id"))
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        # Exactly the drafts have no number, and the index on numbers finds them.
        .where(Invoice.number.is_(None), Invoice.kind == InvoiceKind.INVOICE)
        .group_by(InvoiceLine.work_order_id)
        .subquery()
    )


def _row(job: Any, worth: Worth, technicians: str, sees_costs: bool) -> ReviewRow:
    values = dict(job._mapping)
    customer = values.pop("customer")
    return ReviewRow(
        **values,
        customer=customer or "",
        technicians=technicians,
        net_minor=worth.net_minor,
        cost_minor=worth.cost_minor if sees_costs else None,
        problems=_problems(customer is not None, worth),
    )


def _problems(has_customer: bool, worth: Worth) -> tuple[str, ...]:
    """What keeps the job from its next step, or should make the office look twice."""
    problems = []
    if not has_customer:
        problems.append(tr("No customer"))
    if not worth.has_work:
        problems.append(tr("No line is done"))
    elif worth.net_minor == 0:
        problems.append(tr("Nothing is billed to the customer"))
    elif worth.net_minor < 0:
        problems.append(tr("The customer would get money back"))
    return tuple(problems)
