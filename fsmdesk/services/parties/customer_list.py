"""The list of customers."""

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select

from fsmdesk.core.lists import ListFilter, ListPage
from fsmdesk.core.states import OPEN_STATES
from fsmdesk.db.database import Reading
from fsmdesk.models import Customer, Invoice, Site, WorkOrder
from fsmdesk.services.listing import ListShape, archived_condition, read_page
from fsmdesk.services.listing_groups import GroupBy
from fsmdesk.services.parties.debts import open_invoice, rest_of_invoice, whole_sum
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
            open_minor.label("open_minor"),
            overdue_minor.label("overdue_minor"),
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
    """What is open of such invoices of the row's customer; looked up for each row: a page costs what its rows cost."""
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
    """One page of customers."""
    return read_page(work, customer_shape(work), query.request, to_customer_row)


def to_customer_row(row: Any) -> CustomerRow:
    """The row for the screen."""
    values = dict(row._mapping)
    archived_at = values.pop("archived_at")
    return CustomerRow(**values, is_archived=archived_at is not None)
