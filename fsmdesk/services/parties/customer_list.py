"""The list of customers."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, ScalarSelect, Subquery, cast, func, select

from fsmdesk.core.lists import ListFilter, ListPage
from fsmdesk.core.states import OPEN_STATES
from fsmdesk.db.database import Reading
from fsmdesk.models import Customer, Site, WorkOrder
from fsmdesk.services.listing import ListShape, archived_condition, read_page
from fsmdesk.services.parties.debts import open_invoices, whole_sum
from fsmdesk.services.parties.messages import CustomerList, CustomerRow
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import today_of

_PLAIN = (Customer.id, Customer.version, Customer.name, Customer.city, Customer.phone, Customer.email)


def customer_shape(work: Reading) -> ListShape:
    """What the list of customers can do, as of today."""
    owed = _owed(work)
    sites = _count(Site, Site.archived_at.is_(None))
    jobs = _count(WorkOrder, WorkOrder.state.in_(OPEN_STATES))
    open_minor = func.coalesce(owed.c.open, 0)
    overdue_minor = func.coalesce(owed.c.overdue, 0)

    def owing(_filter: ListFilter) -> ColumnElement[bool]:
        return owed.c.overdue > 0

    return ListShape(
        query=select(
            *_PLAIN,
            sites.label("site_count"),
            jobs.label("open_jobs"),
            open_minor.label("open_minor"),
            overdue_minor.label("overdue_minor"),
            Customer.credit_hold,
            Customer.archived_at,
        ).outerjoin(owed, owed.c.customer_id == Customer.id),
        sorts={
            **{column.key: column for column in _PLAIN},
            "site_count": sites,
            "open_jobs": jobs,
            "open_minor": open_minor,
            "overdue_minor": overdue_minor,
            "credit_hold": Customer.credit_hold,
        },
        order=(Customer.name, Customer.id),
        texts=(*_PLAIN[2:], Customer.address, Customer.external_id),
        conditions={"archived": archived_condition(Customer.archived_at), "overdue": owing},
        totals={"open_minor": func.sum(open_minor), "overdue_minor": func.sum(overdue_minor)},
    )


def _owed(work: Reading) -> Subquery:
    """What each customer owes, and what of it is overdue today."""
    debts = open_invoices()
    late = func.sum(debts.c.open_minor).filter(debts.c.due_on < today_of(work))
    return (
        select(
            debts.c.customer_id,
            whole_sum(debts.c.open_minor).label("open"),
            cast(late, BigInteger).label("overdue"),
        )
        .group_by(debts.c.customer_id)
        .subquery()
    )


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
