"""Drafts: filled from reviewed jobs, edited in words and terms, discarded."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.payment_terms import PaymentTerms
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import InvoiceKind, InvoiceState
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading, Writing
from fsmdesk.models import Company, Customer, Invoice, InvoiceLine, WorkOrder
from fsmdesk.services.billing.bill_lines import bill_lines, totals_of
from fsmdesk.services.billing.messages import DiscardDraft, DraftInvoice, EditDraft
from fsmdesk.services.billing.papers import copy_papers, first_texts
from fsmdesk.services.billing.parts import lock_orders, order_ids, read_lines, write_parts
from fsmdesk.services.records import assign, cleaned, find, find_seen
from fsmdesk.services.registry import handles
from fsmdesk.services.the_company import the_company

MAX_JOBS: Final = 500


@handles(DraftInvoice)
def draft_invoice(work: Writing, command: DraftInvoice) -> int:
    """A draft of these jobs stands, filled from their lines as they are now."""
    ids = sorted(set(command.work_order_ids))
    if not 0 < len(ids) <= MAX_JOBS:
        words = tr("An invoice bills between 1 and {count} jobs.")
        raise RuleBroken(words.format(count=MAX_JOBS), "work_order_ids")
    orders = lock_orders(work, ids)
    customer = customer_of(work, orders)
    company = the_company(work)
    invoice = _draft_of(work, orders)
    if invoice is None:
        invoice = Invoice(
            customer_id=customer.id,
            currency=company.currency,
            tax_rounding=company.tax_rounding,
            **first_texts(orders, company, customer),
        )
        work.session.add(invoice)
        work.session.flush()
    invoice.customer_id = customer.id
    fill_draft(work, invoice, orders, customer, company)
    return invoice.id


def customer_of(work: Reading, orders: Sequence[WorkOrder]) -> Customer:
    """The one customer of these jobs, which are all reviewed.

    Raises:
        RuleBroken: one is not reviewed, or they have no customer or different ones.
    """
    for order in orders:
        if order.state is not WorkOrderState.REVIEWED:
            words = tr("Job {number} is {state}: only reviewed jobs are invoiced.")
            raise RuleBroken(words.format(number=order.number, state=order.state.label.lower()), "state")
        if order.customer_id is None:
            raise RuleBroken(tr("Job {number} has no customer.").format(number=order.number), "customer_id")
    customers = {order.customer_id for order in orders}
    if len(customers) > 1:
        raise RuleBroken(
            tr("These jobs are for different customers. Invoice each customer alone."), "customer_id"
        )
    return find(work, Customer, orders[0].customer_id or 0)


def fill_draft(
    work: Writing, invoice: Invoice, orders: Sequence[WorkOrder], customer: Customer, company: Company
) -> None:
    """The draft's lines, sums and papers are those of the jobs now; its texts and terms stay.

    Raises:
        RuleBroken: there is nothing to bill, or it comes to less than nothing.
    """
    lines = bill_lines(work, orders, customer, company)
    totals = totals_of(lines, company.tax_rounding)
    if totals.gross_minor < 0:
        raise RuleBroken(tr("This comes to less than nothing. Write a credit note instead."), "lines")
    same = same_arithmetic(invoice, company) and lines == read_lines(work, invoice.id)
    copy_papers(work, invoice, company, customer, orders)
    if not same:
        write_parts(work, invoice, lines, totals)


def same_arithmetic(invoice: Invoice, company: Company) -> bool:
    """True if the sums of the draft were made as the office makes them now."""
    return (invoice.currency, invoice.tax_rounding) == (company.currency, company.tax_rounding)


def require_draft(invoice: Invoice) -> None:
    """Nothing happens if the invoice is a draft.

    Raises:
        RuleBroken: it has been issued.
    """
    if invoice.state is not InvoiceState.DRAFT:
        words = tr("{number} has been issued and never changes. Write a credit note instead.")
        raise RuleBroken(words.format(number=invoice.number), "state")


def _draft_of(work: Reading, orders: Sequence[WorkOrder]) -> Invoice | None:
    """The draft that exists for exactly these jobs.

    Raises:
        RuleBroken: one of them is on a draft with others, or without some of them.
    """
    wanted = sorted(order.id for order in orders)
    query = (
        select(InvoiceLine.invoice_id, InvoiceLine.work_order_id)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .where(Invoice.state == InvoiceState.DRAFT, Invoice.kind == InvoiceKind.INVOICE)
        .where(InvoiceLine.work_order_id.in_(wanted))
    )
    for invoice_id, work_order_id in work.session.execute(query):
        if order_ids(work, invoice_id) == wanted:
            return find(work, Invoice, invoice_id)
        number = next(order.number for order in orders if order.id == work_order_id)
        words = tr("Job {number} is on another draft already. Issue or discard that one first.")
        raise RuleBroken(words.format(number=number), "work_order_ids")
    return None


@handles(EditDraft)
def edit_draft(work: Writing, command: EditDraft) -> None:
    """Texts and terms of the draft are those of the command."""
    invoice = find_seen(work, Invoice, command.invoice_id, command.seen_version)
    require_draft(invoice)
    texts = cleaned(command, lines=("purchase_order",), texts=("summary",))
    try:
        PaymentTerms(command.payment_days)
    except RuleBroken as broken:
        raise RuleBroken(str(broken), "payment_days") from broken
    assign(invoice, payment_days=command.payment_days, **texts)


@handles(DiscardDraft)
def discard_draft(work: Writing, command: DiscardDraft) -> None:
    """The draft is gone with its lines; its jobs are as they were."""
    invoice = find_seen(work, Invoice, command.invoice_id, command.seen_version)
    require_draft(invoice)
    work.session.delete(invoice)
