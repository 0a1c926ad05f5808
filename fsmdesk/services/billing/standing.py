"""Where an invoice stands, as SQL: what is open of it, and whether that is overdue."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    select,
    union_all,
)

from fsmdesk.core.terms import InvoiceKind, InvoiceState
from fsmdesk.db.database import Reading
from fsmdesk.models import Allocation, Invoice
from fsmdesk.services.billing.messages import InvoiceStanding


@dataclass(frozen=True, slots=True)
class Standing:
    """Columns beside `Invoice`; the query joins `settled` on its id. Amounts of credit notes are negative."""

    settled: Subquery
    sign: ColumnElement[int]
    open_minor: ColumnElement[int]
    standing: ColumnElement[str]
    overdue_days: ColumnElement[int]


def standing_columns(work: Reading, today: date) -> Standing:
    """The columns as of that day."""
    settled = _settled()
    sign = case((Invoice.kind == InvoiceKind.CREDIT_NOTE, -1), else_=1)
    is_issued = Invoice.state == InvoiceState.ISSUED
    rest = Invoice.total_minor - func.coalesce(settled.c.minor, 0)
    is_overdue = and_(is_issued, Invoice.kind == InvoiceKind.INVOICE, rest > 0, Invoice.due_on < today)
    standing = case(
        (Invoice.kind == InvoiceKind.CREDIT_NOTE, InvoiceStanding.CREDIT_NOTE.value),
        (Invoice.state == InvoiceState.DRAFT, InvoiceStanding.DRAFT.value),
        (rest <= 0, InvoiceStanding.PAID.value),
        (Invoice.due_on < today, InvoiceStanding.OVERDUE.value),
        (settled.c.minor > 0, InvoiceStanding.PARTLY_PAID.value),
        else_=InvoiceStanding.OPEN.value,
    )
    return Standing(
        settled=settled,
        sign=sign,
        open_minor=case((is_issued, sign * rest), else_=0),
        standing=standing,
        overdue_days=case((is_overdue, _days_since(work, Invoice.due_on, today)), else_=0),
    )


def _settled() -> Subquery:
    """What allocations settle of each invoice, and use of each credit note."""
    each = union_all(
        select(Allocation.invoice_id.label("id"), Allocation.amount_minor),
        select(Allocation.credit_note_id, Allocation.amount_minor).where(
            Allocation.credit_note_id.is_not(None)
        ),
    ).subquery()
    return select(each.c.id, func.sum(each.c.amount_minor).label("minor")).group_by(each.c.id).subquery()


def _days_since(work: Reading, day: Any, today: date) -> ColumnElement[int]:
    if work.session.get_bind().dialect.name == "sqlite":
        return cast(func.julianday(literal(today, Date)) - func.julianday(day), Integer)
    difference: ColumnElement[int] = cast(literal(today, Date) - day, Integer)
    return difference
