"""What is done and not billed yet, however old: the queue before the review, and the one after it."""

from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Subquery, func, select

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.permissions import Permission, may
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import InvoiceKind
from fsmdesk.core.times import wall_minute
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Customer, Invoice, InvoiceLine, Site, WorkOrder, WorkOrderLine
from fsmdesk.services.closeout.messages import Closeout, CloseoutQueues, QueueTotals, ReviewList, ReviewRow
from fsmdesk.services.closeout.worth import Worth, worth_of
from fsmdesk.services.listing import ListShape, read_page
from fsmdesk.services.listing_groups import GroupBy
from fsmdesk.services.orders.amounts import PAID_BY_CUSTOMER, exact_amount
from fsmdesk.services.parties.debts import whole_sum
from fsmdesk.services.parties.job_history import technician_names
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import the_company, today_of

MAX_ROWS: Final = 500
QUEUED: Final = (WorkOrderState.COMPLETE, WorkOrderState.REVIEWED)
SINCE: Final = func.coalesce(WorkOrder.completed_at, WorkOrder.requested_at)
"""Since when a job waits; imported ones may not say when they were completed."""


def billed_amount() -> ColumnElement[int]:
    """What the customer pays for what was done on the row's job, as SQL; each line rounded as on the invoice."""
    done = (
        select(whole_sum(exact_amount(WorkOrderLine.done_milli)))
        .where(WorkOrderLine.work_order_id == WorkOrder.id, *PAID_BY_CUSTOMER)
        .correlate(WorkOrder)
        .scalar_subquery()
    )
    return func.coalesce(done, 0)


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


def queue_shape(state: WorkOrderState) -> ListShape:
    """What the queue of the jobs in this state can do; the oldest come first."""
    drafts, net = _drafts(), billed_amount()
    return ListShape(
        query=select(
            WorkOrder.id,
            WorkOrder.version,
            WorkOrder.number,
            WorkOrder.title,
            Customer.name.label("customer"),
            Site.name.label("site"),
            WorkOrder.kind,
            WorkOrder.priority,
            SINCE.label("completed_at"),
            WorkOrder.customer_id,
            drafts.c.draft_id,
        )
        .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
        .outerjoin(Site, Site.id == WorkOrder.site_id)
        .outerjoin(drafts, drafts.c.work_order_id == WorkOrder.id)
        .where(WorkOrder.state == state),
        key=WorkOrder.id,
        sorts={
            "id": WorkOrder.id,
            "number": WorkOrder.number,
            "title": WorkOrder.title,
            "customer": Customer.name,
            "customer_id": WorkOrder.customer_id,
            "site": Site.name,
            "kind": WorkOrder.kind,
            "priority": WorkOrder.priority,
            "completed_at": SINCE,
            "net_minor": net,
        },
        order=(SINCE, WorkOrder.id),
        kind="work_order",
        totals={"net_minor": func.sum(net)},
        groups={
            "customer": GroupBy(WorkOrder.customer_id, Customer.id, Customer.name),
            "kind": GroupBy(WorkOrder.kind),
            "priority": GroupBy(WorkOrder.priority),
            "completed_at": GroupBy(SINCE, is_by_month=True),
        },
    )


@answers(ReviewList)
def review_list(work: Reading, query: ReviewList) -> ListPage[ReviewRow]:
    """One page of a queue; names and worth are read for the page alone."""
    return _page(work, query.state, query.request)


@answers(Closeout)
def closeout(work: Reading, _query: Closeout) -> CloseoutQueues:
    """The heads of both queues, and what all of each comes to."""
    request = ListRequest(limit=MAX_ROWS)
    before, after = (_page(work, state, request) for state in QUEUED)
    return CloseoutQueues(
        to_review=tuple(before.rows),
        to_review_count=before.total_count,
        to_review_minor=before.totals["net_minor"],
        to_invoice=tuple(after.rows),
        to_invoice_count=after.total_count,
        to_invoice_minor=after.totals["net_minor"],
    )


def queue_totals(work: Reading) -> dict[WorkOrderState, QueueTotals]:
    """How many jobs wait in each queue, what they come to, and since when the oldest waits."""
    rows = work.session.execute(
        select(WorkOrder.state, func.count(), func.sum(billed_amount()), func.min(SINCE))
        .where(WorkOrder.state.in_(QUEUED))
        .group_by(WorkOrder.state)
    )
    totals = dict.fromkeys(QUEUED, QueueTotals(0, 0, None))
    totals.update((state, QueueTotals(count, int(net or 0), since)) for state, count, net, since in rows)
    return totals


def _page(work: Reading, state: WorkOrderState, request: ListRequest) -> ListPage[ReviewRow]:
    page = read_page(work, queue_shape(state), request, lambda row: row)
    rows = review_rows(work, page.rows)
    return ListPage(rows, page.total_count, page.totals, page.groups, page.row_groups)


def review_rows(work: Reading, found: Any) -> tuple[ReviewRow, ...]:
    """These rows of a queue with who was there and what they come to."""
    ids = [row.id for row in found]
    if not ids:
        return ()
    names, worth = technician_names(work, ids), worth_of(work, ids)
    sees_costs = may(work.actor.role, Permission.SEE_COSTS)
    today, zone = today_of(work), ZoneInfo(the_company(work).timezone)
    return tuple(
        _row(
            row,
            worth[row.id],
            technicians=names.get(row.id, ""),
            cost_minor=worth[row.id].cost_minor if sees_costs else None,
            age_days=(today - wall_minute(row.completed_at, zone)[0]).days,
        )
        for row in found
    )


def _row(job: Any, worth: Worth, **more: Any) -> ReviewRow:
    values = {name: value for name, value in job._mapping.items() if name != "list_key"}
    has_customer = values["customer_id"] is not None
    return ReviewRow(
        **{**values, "customer": values["customer"] or "", "site": values["site"] or ""},
        **more,
        net_minor=worth.net_minor,
        problems=_problems(has_customer, worth),
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
