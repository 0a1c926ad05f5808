"""The list of customers."""

from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from fsmdesk.core.lists import ListFilter, ListPage
from fsmdesk.core.states import OPEN_STATES
from fsmdesk.db.database import Reading
from fsmdesk.models import Customer, Site, WorkOrder
from fsmdesk.services.listing import ListShape, archived_condition, read_page
from fsmdesk.services.parties.debts import open_invoices, today_of
from fsmdesk.services.parties.messages import CustomerList, CustomerRow
from fsmdesk.services.registry import answers


def customer_shape(work: Reading) -> ListShape:
    """What the list of customers can do, as of today."""
    debts = open_invoices()
    overdue = func.sum(debts.c.open_minor).filter(debts.c.due_on < today_of(work))
    owed = (
        select(debts.c.customer_id, func.sum(debts.c.open_minor).label("open"), overdue.label("overdue"))
        .group_by(debts.c.customer_id)
        .subquery()
    )
    sites = (
        select(func.count())
        .where(Site.customer_id == Customer.id, Site.archived_at.is_(None))
        .correlate(Customer)
        .scalar_subquery()
    )
    jobs = (
        select(func.count())
        .where(WorkOrder.customer_id == Customer.id, WorkOrder.state.in_(OPEN_STATES))
        .correlate(Customer)
        .scalar_subquery()
    )
    open_minor = func.coalesce(owed.c.open, 0)
    overdue_minor = func.coalesce(owed.c.overdue, 0)
    query = select(
        Customer.id,
        Customer.version,
        Customer.name,
        Customer.city,
        Customer.phone,
        Customer.email,
        sites.label("site_count"),
        jobs.label("open_jobs"),
        open_minor.label("open_minor"),
        overdue_minor.label("overdue_minor"),
        Customer.credit_hold,
        Customer.archived_at,
    ).outerjoin(owed, owed.c.customer_id == Customer.id)

    def owing(_filter: ListFilter) -> ColumnElement[bool]:
        return and_(owed.c.overdue > 0)

    return ListShape(
        query=query,
        sorts={
            "name": Customer.name,
            "city": Customer.city,
            "phone": Customer.phone,
            "email": Customer.email,
            "site_count": sites,
            "open_jobs": jobs,
            "open_minor": open_minor,
            "overdue_minor": overdue_minor,
            "credit_hold": Customer.credit_hold,
        },
        order=(Customer.name, Customer.id),
        texts=(
            Customer.name,
            Customer.city,
            Customer.phone,
            Customer.email,
            Customer.address,
            Customer.external_id,
        ),
        conditions={"archived": archived_condition(Customer.archived_at), "overdue": owing},
        totals={"open_minor": func.sum(open_minor), "overdue_minor": func.sum(overdue_minor)},
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
