"""The list of work orders."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, select

from fsmdesk.core.lists import ListFilter, ListPage
from fsmdesk.core.states import OPEN_STATES, VisitState
from fsmdesk.core.terms import BillTo
from fsmdesk.db.database import Reading
from fsmdesk.models import Customer, Site, Visit, WorkOrder, WorkOrderLine
from fsmdesk.services.listing import ListShape, narrowed, read_page
from fsmdesk.services.orders.amounts import line_amount
from fsmdesk.services.orders.messages import WorkOrderList, WorkOrderRow
from fsmdesk.services.parties.job_history import technician_names
from fsmdesk.services.registry import answers

MOST_TOTALLED: Final = 5_000
_PLANNED = (
    select(func.min(Visit.start_at))
    .where(Visit.work_order_id == WorkOrder.id, Visit.state != VisitState.CANCELLED)
    .correlate(WorkOrder)
    .scalar_subquery()
)
_QUERY = (
    select(
        WorkOrder.id,
        WorkOrder.version,
        WorkOrder.number,
        WorkOrder.title,
        WorkOrder.state,
        WorkOrder.kind,
        WorkOrder.priority,
        Customer.name.label("customer"),
        Site.name.label("site"),
        Site.city.label("city"),
        WorkOrder.requested_at,
        WorkOrder.due_at,
        _PLANNED.label("planned_start_at"),
        WorkOrder.completed_at,
    )
    .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
    .outerjoin(Site, Site.id == WorkOrder.site_id)
)


def order_shape(work: Reading) -> ListShape:
    """What the list of work orders can do, as of now."""

    def is_open(wanted: ListFilter) -> ColumnElement[bool]:
        return (
            WorkOrder.state.in_(OPEN_STATES) if True in wanted.values else WorkOrder.state.not_in(OPEN_STATES)
        )

    def overdue(_filter: ListFilter) -> ColumnElement[bool]:
        return and_(WorkOrder.state.in_(OPEN_STATES), WorkOrder.due_at < work.now)

    def technician(wanted: ListFilter) -> ColumnElement[bool]:
        return WorkOrder.id.in_(
            select(Visit.work_order_id).where(
                Visit.technician_id.in_(wanted.values), Visit.state != VisitState.CANCELLED
            )
        )

    return ListShape(
        query=_QUERY,
        sorts={
            "number": WorkOrder.number,
            "title": WorkOrder.title,
            "state": WorkOrder.state,
            "kind": WorkOrder.kind,
            "priority": WorkOrder.priority,
            "customer": Customer.name,
            "customer_id": WorkOrder.customer_id,
            "site": Site.name,
            "site_id": WorkOrder.site_id,
            "equipment_id": WorkOrder.equipment_id,
            "city": Site.city,
            "requested_at": WorkOrder.requested_at,
            "due_at": WorkOrder.due_at,
            "planned_start_at": _PLANNED,
            "completed_at": WorkOrder.completed_at,
        },
        order=(WorkOrder.number.desc(),),
        texts=(
            cast(WorkOrder.number, String),
            WorkOrder.title,
            Customer.name,
            Site.name,
            WorkOrder.purchase_order,
        ),
        conditions={"open": is_open, "overdue": overdue, "technician_id": technician},
    )


@answers(WorkOrderList)
def work_order_list(work: Reading, query: WorkOrderList) -> ListPage[WorkOrderRow]:
    """One page of work orders; names and amounts are added for the page alone, in two more queries.

    The total of the amounts is exact: each line is rounded as on the invoice, then all are added up. That takes
    reading every line, so it is there for a list narrowed to `MOST_TOTALLED` jobs, and left out of a longer one.
    """
    shape = order_shape(work)
    page = read_page(work, shape, query.request, _to_row)
    ids = [row.id for row in page.rows]
    names, amounts = technician_names(work, ids), amounts_of(work, ids)
    totals = dict(page.totals)
    if page.total_count == len(ids):
        totals["net_minor"] = sum(amounts.values())
    elif page.total_count <= MOST_TOTALLED:
        every = narrowed(shape, query.request).with_only_columns(WorkOrder.id, maintain_column_froms=True)
        totals["net_minor"] = sum(amounts_of(work, every.order_by(None)).values())
    rows = tuple(
        replace(row, technicians=names.get(row.id, ""), net_minor=amounts.get(row.id, 0)) for row in page.rows
    )
    return ListPage(rows, page.total_count, totals)


def _to_row(row: Any) -> WorkOrderRow:
    values = dict(row._mapping)
    for name in ("customer", "site", "city"):
        values[name] = values[name] or ""
    return WorkOrderRow(**values, technicians="", net_minor=0)


def amounts_of(work: Reading, ids: "Sequence[int] | Select[int]") -> dict[int, int]:
    """What the customer is billed for each of these jobs before tax, as its lines stand."""
    rows = work.session.execute(
        select(
            WorkOrderLine.work_order_id,
            WorkOrderLine.planned_milli,
            WorkOrderLine.done_milli,
            WorkOrderLine.price_minor,
            WorkOrderLine.discount_ppm,
        ).where(WorkOrderLine.work_order_id.in_(ids), WorkOrderLine.bill_to == BillTo.CUSTOMER)
    )
    found: dict[int, int] = {}
    for work_order_id, planned, done, price, discount in rows:
        found[work_order_id] = found.get(work_order_id, 0) + line_amount(planned, done, price, discount)
    return found
