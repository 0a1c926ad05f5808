"""Money that comes in, and the invoices that it settles."""

from collections.abc import Sequence

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.money import check_amount
from fsmdesk.core.terms import InvoiceKind, InvoiceState
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Allocation, Customer, Invoice, Payment
from fsmdesk.services.billing.messages import RecordPayment
from fsmdesk.services.billing.parts import lock_orders, order_ids
from fsmdesk.services.billing.settling import close_paid_jobs, open_amounts
from fsmdesk.services.records import cleaned, find
from fsmdesk.services.registry import handles
from fsmdesk.services.the_company import the_company, today_of


@handles(RecordPayment)
def record_payment(work: Writing, command: RecordPayment) -> int:
    """The payment stands, spread over the named invoices in their order; what is settled closes its jobs.

    Raises:
        RuleBroken: the amount, the day or one of the invoices is not right.
    """
    texts = cleaned(command, lines=("reference",), texts=("note",))
    if check_amount(command.amount_minor, "amount_minor") <= 0:
        raise RuleBroken(tr("A payment is more than nothing."), "amount_minor")
    if command.received_on > today_of(work):
        raise RuleBroken(tr("This day is still to come."), "received_on")
    find(work, Customer, command.customer_id)
    payment = Payment(
        customer_id=command.customer_id,
        received_on=command.received_on,
        amount_minor=command.amount_minor,
        currency=the_company(work).currency,
        method=command.method,
        **texts,
    )
    invoices = _lock_invoices(work, tuple(dict.fromkeys(command.invoice_ids)), payment)
    work.session.add(payment)
    work.session.flush()
    _spread(work, payment, invoices)
    return payment.id


def _lock_invoices(work: Writing, ids: Sequence[int], payment: Payment) -> list[Invoice]:
    """The invoices in the order named; nobody else settles them before this is committed."""
    # Jobs before invoices, as everywhere: two seats never wait for each other.
    lock_orders(work, [key for invoice_id in ids for key in order_ids(work, invoice_id)])
    query = select(Invoice).where(Invoice.id.in_(ids)).order_by(Invoice.id).with_for_update()
    found = {
        invoice.id: invoice
        for invoice in work.session.scalars(query.execution_options(populate_existing=True))
    }
    for invoice_id in ids:
        if invoice_id not in found:
            raise RuleBroken(tr("This record is gone."), "invoice_ids")
        _check_payable(found[invoice_id], payment)
    return [found[invoice_id] for invoice_id in ids]


def _check_payable(invoice: Invoice, payment: Payment) -> None:
    if invoice.kind is not InvoiceKind.INVOICE or invoice.state is not InvoiceState.ISSUED:
        raise RuleBroken(tr("Only issued invoices are paid."), "invoice_ids")
    if invoice.customer_id != payment.customer_id:
        words = tr("{number} belongs to another customer.")
        raise RuleBroken(words.format(number=invoice.number), "invoice_ids")
    if invoice.currency != payment.currency:
        words = tr("{number} is in {currency}.")
        raise RuleBroken(words.format(number=invoice.number, currency=invoice.currency), "invoice_ids")


def _spread(work: Writing, payment: Payment, invoices: Sequence[Invoice]) -> None:
    rests = open_amounts(work, [invoice.id for invoice in invoices])
    left = payment.amount_minor
    settled = []
    for invoice in invoices:
        rest = rests[invoice.id]
        if rest <= 0:
            raise RuleBroken(tr("{number} is settled already.").format(number=invoice.number), "invoice_ids")
        part = min(left, rest)
        if part > 0:
            work.session.add(Allocation(payment_id=payment.id, invoice_id=invoice.id, amount_minor=part))
        if part == rest:
            settled.append(invoice)
        left -= part
    work.session.flush()
    for invoice in settled:
        close_paid_jobs(work, invoice.id)
