"""What is still open of an invoice, and what happens to its jobs when nothing is."""

from collections.abc import Collection

from sqlalchemy import func, select

from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import InvoiceKind, InvoiceState
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Allocation, Invoice, InvoiceLine, WorkOrder
from fsmdesk.services.moves import change_state


def open_amounts(work: Reading, invoice_ids: Collection[int]) -> dict[int, int]:
    """What payments and credit notes have not settled of each of these invoices."""
    settled = func.coalesce(func.sum(Allocation.amount_minor), 0)
    query = (
        select(Invoice.id, Invoice.total_minor, settled)
        .outerjoin(Allocation, Allocation.invoice_id == Invoice.id)
        .where(Invoice.id.in_(list(invoice_ids)))
        .group_by(Invoice.id, Invoice.total_minor)
    )
    return {key: total - int(paid) for key, total, paid in work.session.execute(query)}


def close_paid_jobs(work: Writing, invoice_id: int) -> None:
    """Invoiced jobs of this invoice are closed, if nothing that bills them is open any more."""
    orders = (
        select(WorkOrder)
        .join(InvoiceLine, InvoiceLine.work_order_id == WorkOrder.id)
        .where(InvoiceLine.invoice_id == invoice_id, WorkOrder.state == WorkOrderState.INVOICED)
        .distinct()
        .order_by(WorkOrder.id)
    )
    for order in list(work.session.scalars(orders)):
        if not any(rest > 0 for rest in open_amounts(work, _invoices_of(work, order.id)).values()):
            change_state(work, order, WorkOrderState.CLOSED)


def _invoices_of(work: Reading, work_order_id: int) -> list[int]:
    query = (
        select(Invoice.id)
        .join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
        .where(InvoiceLine.work_order_id == work_order_id)
        .where(Invoice.kind == InvoiceKind.INVOICE, Invoice.state == InvoiceState.ISSUED)
        .distinct()
    )
    return list(work.session.scalars(query))
