"""What customers owe: issued invoices less what settles them."""

from sqlalchemy import BigInteger, ColumnElement, Select, Subquery, and_, cast, func, select
from sqlalchemy.orm import QueryableAttribute

from fsmdesk.core.terms import InvoiceKind, InvoiceState
from fsmdesk.models import Allocation, Invoice


def whole_sum(column: ColumnElement[int] | QueryableAttribute[int]) -> ColumnElement[int]:
    """The sum of whole numbers as a whole number; PostgreSQL makes a decimal of it otherwise."""
    return cast(func.sum(column), BigInteger)


def open_invoices() -> Subquery:
    """A subquery of issued invoices that are not settled: id, customer_id, due_on, open_minor."""
    settled = (
        select(Allocation.invoice_id, whole_sum(Allocation.amount_minor).label("minor"))
        .group_by(Allocation.invoice_id)
        .subquery()
    )
    rest = Invoice.total_minor - func.coalesce(settled.c.minor, 0)
    return (
        select(Invoice.id, Invoice.customer_id, Invoice.due_on, rest.label("open_minor"))
        .outerjoin(settled, settled.c.invoice_id == Invoice.id)
        .where(Invoice.state == InvoiceState.ISSUED, Invoice.kind == InvoiceKind.INVOICE, rest > 0)
        .subquery()
    )


def open_invoice() -> Select[int]:
    """Ids of issued invoices that are not settled, each looked up by itself: for the invoices of a few customers."""
    return select(Invoice.id).where(is_claim(), rest_of_invoice() > 0)


def is_claim() -> ColumnElement[bool]:
    """True for issued invoices, settled or not; neither for drafts nor for credit notes."""
    return and_(Invoice.state == InvoiceState.ISSUED, Invoice.kind == InvoiceKind.INVOICE)


def rest_of_invoice() -> ColumnElement[int]:
    """What is not settled of the row's invoice."""
    settled = (
        select(whole_sum(Allocation.amount_minor))
        .where(Allocation.invoice_id == Invoice.id)
        .correlate(Invoice)
        .scalar_subquery()
    )
    return Invoice.total_minor - func.coalesce(settled, 0)
