"""What belongs to invoices when they are printed, read for many of them at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from fsmdesk.db.database import Reading
from fsmdesk.models import Allocation, Invoice, InvoiceLine, InvoiceTax, Picture, WorkOrder


@dataclass(frozen=True, slots=True)
class InvoiceParts:
    """By id of the invoice: lines with the numbers of their jobs, taxes, and what was paid of it.

    `corrected` has the numbers of invoices that are credited, `logos` the pictures, each by its own id.
    """

    lines: Mapping[int, Sequence[tuple[InvoiceLine, int | None]]]
    taxes: Mapping[int, Sequence[InvoiceTax]]
    paid: Mapping[int, int]
    corrected: Mapping[int | None, str]
    logos: Mapping[int | None, bytes]


def read_parts(work: Reading, invoices: Sequence[Invoice]) -> InvoiceParts:
    """The parts of these invoices, in five queries however many there are."""
    ids = [invoice.id for invoice in invoices]
    return InvoiceParts(
        _lines(work, ids),
        _taxes(work, ids),
        _paid(work, ids),
        _numbers(work, {invoice.credits_invoice_id for invoice in invoices} - {None}),
        _pictures(work, {invoice.logo_id for invoice in invoices} - {None}),
    )


def _lines(work: Reading, ids: Sequence[int]) -> dict[int, list[tuple[InvoiceLine, int | None]]]:
    rows = work.session.execute(
        select(InvoiceLine, WorkOrder.number)
        .outerjoin(WorkOrder, WorkOrder.id == InvoiceLine.work_order_id)
        .where(InvoiceLine.invoice_id.in_(ids))
        .order_by(InvoiceLine.position, InvoiceLine.id)
    )
    found: dict[int, list[tuple[InvoiceLine, int | None]]] = defaultdict(list)
    for line, number in rows:
        found[line.invoice_id].append((line, number))
    return found


def _taxes(work: Reading, ids: Sequence[int]) -> dict[int, list[InvoiceTax]]:
    query = select(InvoiceTax).where(InvoiceTax.invoice_id.in_(ids)).order_by(InvoiceTax.id)
    found: dict[int, list[InvoiceTax]] = defaultdict(list)
    for tax in work.session.scalars(query):
        found[tax.invoice_id].append(tax)
    return found


def _paid(work: Reading, ids: Sequence[int]) -> dict[int, int]:
    query = (
        select(Allocation.invoice_id, func.sum(Allocation.amount_minor))
        .where(Allocation.invoice_id.in_(ids))
        .group_by(Allocation.invoice_id)
    )
    return {invoice_id: int(paid) for invoice_id, paid in work.session.execute(query)}


def _numbers(work: Reading, ids: set[int | None]) -> dict[int | None, str]:
    if not ids:
        return {}
    query = select(Invoice.id, Invoice.number).where(Invoice.id.in_(ids))
    return {invoice_id: number or "" for invoice_id, number in work.session.execute(query)}


def _pictures(work: Reading, ids: set[int | None]) -> dict[int | None, bytes]:
    if not ids:
        return {}
    query = select(Picture.id, Picture.content).where(Picture.id.in_(ids))
    return {row.id: row.content for row in work.session.execute(query)}
