"""Which customers of the board owe money that is overdue."""

from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from fsmdesk.core.terms import InvoiceKind, InvoiceState
from fsmdesk.core.times import wall_minute
from fsmdesk.db.database import Reading
from fsmdesk.models import Allocation, Invoice
from fsmdesk.services.dispatch.messages import Debtors
from fsmdesk.services.registry import answers
from fsmdesk.services.the_company import the_company


@answers(Debtors)
def debtors(work: Reading, query: Debtors) -> frozenset[int]:
    """Those with an invoice that was due before the office's today and is not paid in full; one query."""
    today, _ = wall_minute(work.now, ZoneInfo(the_company(work).timezone))
    paid = (
        select(func.coalesce(func.sum(Allocation.amount_minor), 0))
        .where(Allocation.invoice_id == Invoice.id)
        .scalar_subquery()
    )
    owing = (
        select(Invoice.customer_id)
        .distinct()
        .where(Invoice.state == InvoiceState.ISSUED, Invoice.kind == InvoiceKind.INVOICE)
        .where(Invoice.due_on < today, Invoice.customer_id.in_(query.customer_ids))
        .where(Invoice.total_minor > paid)
    )
    return frozenset(work.session.scalars(owing))
