"""The list of work orders."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, select

from fsmdesk.core.lists import FilterTest, ListFilter, ListPage
from fsmdesk.core.states import OPEN_STATES, VisitState
from fsmdesk.db.database import Reading
from fsmdesk.models import Customer, Site, Technician, Visit, WorkOrder, WorkOrderLine
from fsmdesk.services.listing import Expression, ListShape, read_page
from fsmdesk.services.listing_groups import GroupBy
from fsmdesk.services.listing_texts import contains
from fsmdesk.services.orders.amounts import PAID_BY_CUSTOMER, exact_amount, line_amount
from fsmdesk.services.orders.messages import WorkOrderList, WorkOrderRow
from fsmdesk.services.parties.debts import whole_sum
from fsmdesk.services.parties.job_history import technician_names
from fsmdesk.services.registry import answers

_LONGEST_NUMBER: Final = 18
_PLANNED = (
    select(func.min(Visit.start_at))
    .where(Visit.work_order_id == WorkOrder.id, Visit.state != VisitState.CANCELLED)
    .correlate(WorkOrder)
    .scalar_subquery()
)
_LEAD = (
    select(Visit.technician_id)
    .where(
        Visit.work_order_id == WorkOrder.id,
        Visit.state != VisitState.CANCELLED,
        Visit.technician_id.is_not(None),
    )
    .order_by(Visit.start_at, Visit.id)
    .limit(1)
    .correlate(WorkOrder)
    .scalar_subquery()
)
_LEAD_NAME = select(Technician.name).where(Technician.id == _LEAD).correlate(WorkOrder).scalar_subquery()
_NET = (
    select(whole_sum(exact_amount()))
    .where(WorkOrderLine.work_order_id == WorkOrder.id, *PAID_BY_CUSTOMER)
    .correlate(WorkOrder)
    .scalar_subquery()
)
_WAS_THERE = (
    select(Visit.id)
    .where(Visit.work_order_id == WorkOrder.id, Visit.arrived_at.is_not(None))
    .correlate(WorkOrder)
    .exists()
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
        WorkOrder.respond_by_at,
        WorkOrder.due_at,
        _WAS_THERE.label("was_there"),
        _PLANNED.label("planned_start_at"),
        WorkOrder.completed_at,
    )
    .outerjoin(Customer, Customer.id == WorkOrder.customer_id)
    .outerjoin(Site, Site.id == WorkOrder.site_id)
)

_SORTS: Final[Mapping[str, Expression]] = {
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
    "respond_by_at": WorkOrder.respond_by_at,
    "due_at": WorkOrder.due_at,
    "planned_start_at": _PLANNED,
    "completed_at": WorkOrder.completed_at,
    "technicians": _LEAD_NAME,
    "net_minor": func.coalesce(_NET, 0),
}
_GROUPS: Final = {
    "state": GroupBy(WorkOrder.state),
    "kind": GroupBy(WorkOrder.kind),
    "priority": GroupBy(WorkOrder.priority),
    "customer": GroupBy(WorkOrder.customer_id, Customer.id, Customer.name),
    "site": GroupBy(WorkOrder.site_id, Site.id, Site.name),
    "city": GroupBy(Site.city),
    "technicians": GroupBy(_LEAD, Technician.id, Technician.name, _LEAD_NAME),
    "requested_at": GroupBy(WorkOrder.requested_at, is_by_month=True),
    "due_at": GroupBy(WorkOrder.due_at, is_by_month=True),
    "planned_start_at": GroupBy(_PLANNED, is_by_month=True),
    "completed_at": GroupBy(WorkOrder.completed_at, is_by_month=True),
}


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
        key=WorkOrder.id,
        sorts=_SORTS,
        order=(WorkOrder.number.desc(),),
        kind="work_order",
        also=_numbered,
        spans=partial(_begun_with, work),
        conditions={
            "open": is_open,
            "overdue": overdue,
            "technician_id": technician,
            "technicians": _going,
        },
        totals={"net_minor": func.sum(_NET)},
        indexed=frozenset({"number"}),
        groups=_GROUPS,
    )


@answers(WorkOrderList)
def work_order_list(work: Reading, query: WorkOrderList) -> ListPage[WorkOrderRow]:
    """One page of work orders; names and amounts are added for the page alone, in two more queries.

    The total of the amounts is exact: each line is rounded as on the invoice, then all are added up.
    """
    page = read_page(work, order_shape(work), query.request, _to_row)
    ids = [row.id for row in page.rows]
    names, amounts = technician_names(work, ids), amounts_of(work, ids)
    rows = tuple(
        replace(row, technicians=names.get(row.id, ""), net_minor=amounts.get(row.id, 0)) for row in page.rows
    )
    return replace(page, rows=rows)


def _numbered(word: str) -> list[Any]:
    """With its sign, the number of a job finds exactly that one."""
    number = word.removeprefix("#")
    if number == word or not _is_number(number):
        return []
    return [select(WorkOrder.id).where(WorkOrder.number == int(number))]


def _begun_with(work: Reading, text: str) -> list[ColumnElement[bool]]:
    """The jobs whose number begins with the digit, where the text is that digit alone."""
    if len(text) != 1 or text == "0" or not _is_number(text):
        return []
    longest = len(str(work.session.scalar(select(func.max(WorkOrder.number))) or 0))
    first = int(text)
    return [WorkOrder.number.between(first * 10**n, (first + 1) * 10**n - 1) for n in range(longest)]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER


def _going(wanted: ListFilter) -> ColumnElement[bool]:
    """Jobs with a visit of a technician of this name; with nobody's visit where the test is for emptiness."""
    going = select(Visit.work_order_id).where(Visit.state != VisitState.CANCELLED)
    named = going.join(Technician, Technician.id == Visit.technician_id)
    match wanted.test:
        case FilterTest.EMPTY:
            return WorkOrder.id.not_in(named)
        case FilterTest.FILLED:
            return WorkOrder.id.in_(named)
        case FilterTest.CONTAINS:
            return WorkOrder.id.in_(named.where(contains(Technician.name, str(wanted.values[0]))))
    return WorkOrder.id.in_(named.where(Technician.name.in_(wanted.values)))


def _to_row(row: Any) -> WorkOrderRow:
    values = dict(row._mapping)
    for name in ("customer", "site", "city"):
        values[name] = values[name] or ""
    return WorkOrderRow(**values, technicians="", net_minor=0)


def amounts_of(work: Reading, ids: Sequence[int]) -> dict[int, int]:
    """What the customer is billed for each of these jobs before tax, as its lines stand."""
    rows = work.session.execute(
        select(
            WorkOrderLine.work_order_id,
            WorkOrderLine.planned_milli,
            WorkOrderLine.done_milli,
            WorkOrderLine.price_minor,
            WorkOrderLine.discount_ppm,
        ).where(WorkOrderLine.work_order_id.in_(ids), *PAID_BY_CUSTOMER)
    )
    found: dict[int, int] = {}
    for work_order_id, planned, done, price, discount in rows:
        found[work_order_id] = found.get(work_order_id, 0) + line_amount(planned, done, price, discount)
    return found
