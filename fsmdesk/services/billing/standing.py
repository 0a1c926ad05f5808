"""Where an invoice stands, as SQL: what is open of it, and whether that is overdue."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    and_,
    case,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute

from fsmdesk.core.terms import InvoiceKind, InvoiceState
from fsmdesk.db.database import Reading
from fsmdesk.models import Allocation, Invoice
from fsmdesk.services.billing.messages import InvoiceStanding
from fsmdesk.services.parties.debts import whole_sum


@dataclass(frozen=True, slots=True)
class Standing:
    """Columns beside `Invoice`. Amounts of credit notes are negative."""

    sign: ColumnElement[int]
    open_minor: ColumnElement[int]
    standing: ColumnElement[str]
    overdue_days: ColumnElement[int]


def standing_columns(work: Reading, today: date) -> Standing:
    """The columns as of that day."""
    settled = _settled()
    sign = case((Invoice.kind == InvoiceKind.CREDIT_NOTE, -1), else_=1)
    is_issued = Invoice.state == InvoiceState.ISSUED
    rest = Invoice.total_minor - settled
    is_late = and_(is_issued, Invoice.kind == InvoiceKind.INVOICE, Invoice.due_on < today)
    standing = case(
        (Invoice.kind == InvoiceKind.CREDIT_NOTE, InvoiceStanding.CREDIT_NOTE.value),
        (Invoice.state == InvoiceState.DRAFT, InvoiceStanding.DRAFT.value),
        (rest <= 0, InvoiceStanding.PAID.value),
        (Invoice.due_on < today, InvoiceStanding.OVERDUE.value),
        (settled > 0, InvoiceStanding.PARTLY_PAID.value),
        else_=InvoiceStanding.OPEN.value,
    )
    return Standing(
        sign=sign,
        open_minor=case((is_issued, sign * rest), else_=0),
        standing=standing,
        overdue_days=case((and_(is_late, rest > 0), _days_since(work, Invoice.due_on, today)), else_=0),
    )


def _settled() -> ColumnElement[int]:
    """What allocations settle of the row's invoice, or use of its credit note.

    Looked up for each row, so that a page costs what its rows cost; adding up all allocations first would
    cost the same for one row as for all.
    """

    def of(key: ColumnElement[int] | InstrumentedAttribute[Any]) -> ColumnElement[int]:
        return func.coalesce(
            select(whole_sum(Allocation.amount_minor))
            .where(key == Invoice.id)
            .correlate(Invoice)
            .scalar_subquery(),
            0,
        )

    is_credit = Invoice.kind == InvoiceKind.CREDIT_NOTE
    return case((is_credit, of(Allocation.credit_note_id)), else_=of(Allocation.invoice_id))


def _days_since(work: Reading, day: Any, today: date) -> ColumnElement[int]:
    if work.session.get_bind().dialect.name == "sqlite":
        return cast(func.julianday(literal(today, Date)) - func.julianday(day), Integer)
    difference: ColumnElement[int] = cast(literal(today, Date) - day, Integer)
    return difference
