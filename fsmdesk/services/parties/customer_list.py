"""The list of customers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, case, func, select

from fsmdesk.core.lists import ListFilter, ListPage
from fsmdesk.core.states import OPEN_STATES
from fsmdesk.db.database import Reading
from fsmdesk.models import Customer, Invoice, Site, WorkOrder
from fsmdesk.services.listing import ListShape, archived_condition, read_page
from fsmdesk.services.listing_groups import GroupBy
from fsmdesk.services.parties.debts import is_claim, open_invoice, rest_of_invoice, whole_sum
from fsmdesk.services.parties.messages import CustomerList, CustomerRow
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import today_of

_PLAIN = (Customer.id, Customer.version, Customer.name, Customer.city, Customer.phone, Customer.email)


def customer_shape(work: Reading) -> ListShape:
    """What the list of customers can do, as of today."""
    sites = _count(Site, Site.archived_at.is_(None))
    jobs = _count(WorkOrder, WorkOrder.state.in_(OPEN_STATES))
    late = open_invoice().where(Invoice.due_on < today_of(work))
    open_minor, overdue_minor = _sum(open_invoice()), _sum(late)

    def owing(_filter: ListFilter) -> ColumnElement[bool]:
        return Customer.id.in_(late.with_only_columns(Invoice.customer_id))

    return ListShape(
        query=select(
            *_PLAIN,
            sites.label("site_count"),
            jobs.label("open_jobs"),
            Customer.credit_hold,
            Customer.archived_at,
        ),
        key=Customer.id,
        sorts={
            **{column.key: column for column in _PLAIN},
            "site_count": sites,
            "open_jobs": jobs,
            "open_minor": open_minor,
            "overdue_minor": overdue_minor,
            "credit_hold": Customer.credit_hold,
        },
        order=(Customer.name, Customer.id),
        kind="customer",
        conditions={"archived": archived_condition(Customer.archived_at), "overdue": owing},
        totals={"open_minor": func.sum(open_minor), "overdue_minor": func.sum(overdue_minor)},
        indexed=frozenset({"name"}),
        groups={"city": GroupBy(Customer.city), "credit_hold": GroupBy(Customer.credit_hold)},
    )


def _sum(which: Select[Any]) -> ColumnElement[int]:
    """What is open of such invoices of the row's customer, to sort by."""
    own = which.where(Invoice.customer_id == Customer.id).correlate(Customer)
    return func.coalesce(own.with_only_columns(whole_sum(rest_of_invoice())).scalar_subquery(), 0)


def _count(model: type[Site] | type[WorkOrder], which: ColumnElement[bool]) -> ScalarSelect[int]:
    """How many such records the row's customer has."""
    return (
        select(func.count())
        .where(model.customer_id == Customer.id, which)
        .correlate(Customer)
        .scalar_subquery()
    )


@answers(CustomerList)
def customer_list(work: Reading, query: CustomerList) -> ListPage[CustomerRow]:
    """One page of customers; what they owe is added for the page alone, in one more query."""
    page = read_page(work, customer_shape(work), query.request, to_customer_row)
    owed = owed_by(work, [row.id for row in page.rows])
    rows = (
        replace(row, open_minor=owed[row.id][0], overdue_minor=owed[row.id][1]) if row.id in owed else row
        for row in page.rows
    )
    return replace(page, rows=tuple(rows))


def owed_by(work: Reading, customer_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """What each of these customers owes, and what of it is overdue today; who owes nothing is left out."""
    if not customer_ids:
        return {}
    issued = (
        select(Invoice.customer_id, Invoice.due_on, rest_of_invoice().label("rest"))
        .where(Invoice.customer_id.in_(customer_ids), is_claim())
        .subquery()
    )
    is_late = issued.c.due_on < today_of(work)
    found = work.session.execute(
        select(
            issued.c.customer_id, whole_sum(issued.c.rest), func.sum(case((is_late, issued.c.rest), else_=0))
        )
        .where(issued.c.rest > 0)
        .group_by(issued.c.customer_id)
    )
    return {customer_id: (int(owed), int(late)) for customer_id, owed, late in found}


def to_customer_row(row: Any) -> CustomerRow:
    """The row for the screen; what is owed comes later, for the whole page at once."""
    values = dict(row._mapping)
    archived_at = values.pop("archived_at")
    return CustomerRow(**values, open_minor=0, overdue_minor=0, is_archived=archived_at is not None)
