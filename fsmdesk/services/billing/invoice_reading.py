"""One invoice or credit note with everything on its screen."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import InvoiceKind, InvoiceState
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Allocation, InvoiceLine, InvoiceTax, Payment, WorkOrder
from fsmdesk.models import Invoice as InvoiceRecord
from fsmdesk.services.billing.invoice_list import invoice_shape, job_numbers, to_row
from fsmdesk.services.billing.messages import (
    Invoice,
    InvoiceCard,
    InvoiceLineRow,
    InvoiceRow,
    InvoiceTaxRow,
    SettledBy,
)
from fsmdesk.services.registry import answers

_LINE_SAME = (
    *("description", "note", "kind", "quantity_milli", "unit", "price_minor", "discount_ppm"),
    *("tax_code", "bill_to", "net_minor", "work_order_id"),
)


@answers(Invoice)
def invoice(work: Reading, query: Invoice) -> InvoiceCard:
    """The invoice; a draft as it was filled last."""
    record = work.session.get(InvoiceRecord, query.invoice_id)
    if record is None:
        raise RuleBroken(tr("This record is gone."))
    return InvoiceCard(
        row=_row(work, record.id),
        bill_to_name=record.bill_to_name,
        bill_to_address=record.bill_to_address,
        service_at=record.service_at,
        purchase_order=record.purchase_order,
        summary=record.summary or record.reason,
        payment_days=record.payment_days,
        currency=record.currency,
        lines=_lines(work, record.id),
        taxes=_taxes(work, record.id),
        rounding_minor=record.rounding_minor,
        settled_by=_settled_by(work, record.id),
        credits_number=_number_of(work, record.credits_invoice_id),
        credit_note_ids=_credit_notes(work, record.id),
    )


def _row(work: Reading, invoice_id: int) -> InvoiceRow:
    found = work.session.execute(invoice_shape(work).query.where(InvoiceRecord.id == invoice_id)).one()
    return replace(to_row(found), work_orders=job_numbers(work, [invoice_id]).get(invoice_id, ""))


def _lines(work: Reading, invoice_id: int) -> tuple[InvoiceLineRow, ...]:
    rows = work.session.execute(
        select(InvoiceLine, WorkOrder.number)
        .outerjoin(WorkOrder, WorkOrder.id == InvoiceLine.work_order_id)
        .where(InvoiceLine.invoice_id == invoice_id)
        .order_by(InvoiceLine.position, InvoiceLine.id)
    )
    return tuple(
        InvoiceLineRow(**{name: getattr(line, name) for name in _LINE_SAME}, work_order_number=number)
        for line, number in rows
    )


def _taxes(work: Reading, invoice_id: int) -> tuple[InvoiceTaxRow, ...]:
    rows = work.session.scalars(
        select(InvoiceTax).where(InvoiceTax.invoice_id == invoice_id).order_by(InvoiceTax.id)
    )
    return tuple(
        InvoiceTaxRow(tax.name, tax.category, tax.rate_ppm, tax.base_minor, tax.tax_minor) for tax in rows
    )


def _settled_by(work: Reading, invoice_id: int) -> tuple[SettledBy, ...]:
    """Payments and credit notes that settle the invoice, oldest first."""
    rows = work.session.execute(
        select(Allocation, Payment, InvoiceRecord.number, InvoiceRecord.issued_on)
        .outerjoin(Payment, Payment.id == Allocation.payment_id)
        .outerjoin(InvoiceRecord, InvoiceRecord.id == Allocation.credit_note_id)
        .where(Allocation.invoice_id == invoice_id)
    )
    found = [
        SettledBy(
            payment_id=allocation.payment_id,
            credit_note_id=allocation.credit_note_id,
            on=payment.received_on if payment else issued_on or date.min,
            words=_payment_words(payment) if payment else tr("Credit note {number}").format(number=number),
            amount_minor=allocation.amount_minor,
        )
        for allocation, payment, number, issued_on in rows
    ]
    return tuple(sorted(found, key=lambda each: each.on))


def _payment_words(payment: Payment) -> str:
    return ", ".join(part for part in (payment.method.label, payment.reference) if part)


def _number_of(work: Reading, invoice_id: int | None) -> str:
    if invoice_id is None:
        return ""
    return work.session.scalar(select(InvoiceRecord.number).where(InvoiceRecord.id == invoice_id)) or ""


def _credit_notes(work: Reading, invoice_id: int) -> tuple[int, ...]:
    query = (
        select(InvoiceRecord.id)
        .where(InvoiceRecord.credits_invoice_id == invoice_id)
        .where(InvoiceRecord.kind == InvoiceKind.CREDIT_NOTE, InvoiceRecord.state == InvoiceState.ISSUED)
        .order_by(InvoiceRecord.id)
    )
    return tuple(work.session.scalars(query))
