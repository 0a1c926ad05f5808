"""The parts of an invoice as they are stored: its lines with their rates, its taxes, its jobs."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import delete, select
from sqlalchemy.orm.attributes import flag_modified

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.tax import TaxRate, TaxTotals
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Invoice, InvoiceLine, InvoiceLineTax, InvoiceTax, WorkOrder
from fsmdesk.services.billing.bill_lines import BillLine

_SAME = [field.name for field in fields(BillLine) if field.name != "rates"]


def write_parts(work: Writing, invoice: Invoice, lines: Sequence[BillLine], totals: TaxTotals) -> None:
    """The draft has exactly these lines and taxes, the sums of them, and a new version."""
    for model in (InvoiceLine, InvoiceTax):
        work.session.execute(delete(model).where(model.invoice_id == invoice.id))
    stored = [
        InvoiceLine(invoice_id=invoice.id, position=at, **{name: getattr(line, name) for name in _SAME})
        for at, line in enumerate(lines)
    ]
    work.session.add_all(stored)
    work.session.flush()
    for record, line in zip(stored, lines, strict=True):
        work.session.add_all(
            InvoiceLineTax(line_id=record.id, name=rate.name, category=rate.category, rate_ppm=rate.rate_ppm)
            for rate in line.rates
        )
    work.session.add_all(
        InvoiceTax(
            invoice_id=invoice.id,
            name=row.name,
            category=row.category,
            rate_ppm=row.rate_ppm,
            base_minor=row.base_minor,
            tax_minor=row.tax_minor,
        )
        for row in totals.rows
    )
    invoice.net_minor, invoice.tax_minor = totals.net_minor, totals.tax_minor
    invoice.rounding_minor, invoice.total_minor = 0, totals.gross_minor
    # Other lines may come to the same sums; who has seen the old ones has not seen these.
    flag_modified(invoice, "net_minor")
    work.session.flush()


def read_lines(work: Reading, invoice_id: int) -> list[BillLine]:
    """The lines as they are stored, in order; two queries."""
    rates: dict[int, list[TaxRate]] = defaultdict(list)
    taxes = (
        select(InvoiceLineTax)
        .join(InvoiceLine, InvoiceLine.id == InvoiceLineTax.line_id)
        .where(InvoiceLine.invoice_id == invoice_id)
        .order_by(InvoiceLineTax.id)
    )
    for tax in work.session.scalars(taxes):
        rates[tax.line_id].append(TaxRate(tax.category, tax.rate_ppm, tax.name))
    lines = (
        select(InvoiceLine)
        .where(InvoiceLine.invoice_id == invoice_id)
        .order_by(InvoiceLine.position, InvoiceLine.id)
    )
    return [
        BillLine(**{name: getattr(line, name) for name in _SAME}, rates=tuple(rates[line.id]))
        for line in work.session.scalars(lines)
    ]


def order_ids(work: Reading, invoice_id: int) -> list[int]:
    """The jobs that the invoice bills."""
    query = select(InvoiceLine.work_order_id).where(InvoiceLine.invoice_id == invoice_id).distinct()
    return sorted(key for key in work.session.scalars(query) if key is not None)


def lock_orders(work: Writing, ids: Sequence[int]) -> list[WorkOrder]:
    """The jobs as they are now, by number; nobody else bills or changes them before this is committed.

    Raises:
        RuleBroken: one of them is gone.
    """
    # Always in the order of the ids, so that two seats never wait for each other.
    query = (
        select(WorkOrder)
        .where(WorkOrder.id.in_(list(ids)))
        .order_by(WorkOrder.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    orders = list(work.session.scalars(query))
    if len(orders) != len(set(ids)):
        raise RuleBroken(tr("This record is gone."))
    return sorted(orders, key=lambda order: order.number)


def lock_invoice(work: Writing, invoice_id: int) -> Invoice:
    """The invoice as it is now; nobody else issues, credits or settles it before this is committed.

    Raises:
        RuleBroken: it is gone.
    """
    query = (
        select(Invoice)
        .where(Invoice.id == invoice_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    invoice = work.session.scalar(query)
    if invoice is None:
        raise RuleBroken(tr("This record is gone."))
    return invoice
