"""Credit notes: an invoice is taken back as a whole, and its jobs may be billed again."""

from typing import Final

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.states import BILLED_STATES, WorkOrderState
from fsmdesk.core.terms import DocumentKind, InvoiceKind, InvoiceState
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Allocation, Company, Invoice
from fsmdesk.services.billing.bill_lines import totals_of
from fsmdesk.services.billing.messages import CreditInvoice
from fsmdesk.services.billing.numbering import day_of_issue, issue
from fsmdesk.services.billing.papers import fill_in_texts, texts_of
from fsmdesk.services.billing.parts import lock_invoice, lock_orders, order_ids, read_lines, write_parts
from fsmdesk.services.billing.settling import open_amounts
from fsmdesk.services.moves import change_state
from fsmdesk.services.records import require
from fsmdesk.services.registry import handles
from fsmdesk.services.the_company import the_company

# What the credit note says is what its invoice said.
_SAME: Final = (
    *("customer_id", "currency", "tax_rounding", "purchase_order", "bill_to_name", "bill_to_address"),
    *("bill_to_tax_number", "exempt_certificate", "service_at", "seller_name", "seller_address"),
    *("seller_contact", "seller_registration", "logo_id", "document_colour", "locale", "paper"),
)


@handles(CreditInvoice)
def credit_invoice(work: Writing, command: CreditInvoice) -> int:
    """A credit note over all of the invoice is issued and settles what was still open of it.

    Raises:
        RuleBroken: it is no issued invoice, was credited before, or the reason or the day is not right.
    """
    reason = clean_text(command.reason, "reason", multiline=True, label=tr("Reason"))
    require(reason, "reason", tr("A reason"))
    orders = lock_orders(work, order_ids(work, command.invoice_id))
    invoice = lock_invoice(work, command.invoice_id)
    _require_creditable(work, invoice)
    company = the_company(work)
    day = day_of_issue(work, command.issued_on, not_before=invoice.issued_on)
    note = _copy(work, invoice, reason)
    with work.session.no_autoflush:
        issue(work, note, company, _pattern(company), day)
        fill_in_texts(note)
    work.session.flush()
    rest = open_amounts(work, [invoice.id])[invoice.id]
    if rest > 0:
        work.session.add(Allocation(credit_note_id=note.id, invoice_id=invoice.id, amount_minor=rest))
        work.session.flush()
    for order in orders:
        if order.state in BILLED_STATES:
            change_state(work, order, WorkOrderState.REVIEWED, reason)
    return note.id


def _pattern(company: Company) -> str:
    """The shop's prefix of credit notes. An empty one would mix their numbers with those of invoices."""
    return company.credit_note_prefix or f"CN-{company.invoice_prefix}"


def _require_creditable(work: Reading, invoice: Invoice) -> None:
    if invoice.kind is not InvoiceKind.INVOICE or invoice.state is not InvoiceState.ISSUED:
        raise RuleBroken(tr("Only an issued invoice can be credited."), "state")
    earlier = work.session.scalar(
        select(Invoice.number).where(
            Invoice.credits_invoice_id == invoice.id, Invoice.state == InvoiceState.ISSUED
        )
    )
    if earlier is not None:
        words = tr("{number} has been credited already, by {credit_note}.")
        raise RuleBroken(words.format(number=invoice.number, credit_note=earlier), "state")


def _copy(work: Writing, invoice: Invoice, reason: str) -> Invoice:
    """A draft of the credit note with all parts of the invoice."""
    note = Invoice(
        kind=InvoiceKind.CREDIT_NOTE,
        credits_invoice_id=invoice.id,
        reason=reason,
        **{name: getattr(invoice, name) for name in _SAME},
        **texts_of(work, DocumentKind.CREDIT_NOTE),
    )
    work.session.add(note)
    work.session.flush()
    lines = read_lines(work, invoice.id)
    write_parts(work, note, lines, totals_of(lines, invoice.tax_rounding))
    return note
