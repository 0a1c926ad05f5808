"""Issuing: the draft that was seen becomes a document that never changes, and its jobs are invoiced."""

from fsmdesk.core.errors import ConflictError, RuleBroken
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import InvoiceKind
from fsmdesk.core.words import tr
from fsmdesk.db.database import Writing
from fsmdesk.models import Company, Customer, Invoice, WorkOrder
from fsmdesk.services.billing.bill_lines import bill_lines
from fsmdesk.services.billing.drafting import customer_of, require_draft, same_arithmetic
from fsmdesk.services.billing.messages import IssueInvoice
from fsmdesk.services.billing.numbering import day_of_issue, due_on, issue
from fsmdesk.services.billing.papers import copy_papers, fill_in, fill_in_texts, link_of
from fsmdesk.services.billing.parts import lock_invoice, lock_orders, order_ids, read_lines
from fsmdesk.services.moves import change_state
from fsmdesk.services.records import find_seen
from fsmdesk.services.registry import handles
from fsmdesk.services.the_company import the_company


@handles(IssueInvoice)
def issue_invoice(work: Writing, command: IssueInvoice) -> int:
    """The draft is issued as it was seen, and its jobs are invoiced; closed, if there is nothing to pay.

    Raises:
        RuleBroken: it is issued already, its jobs have changed since it was filled, or the day is not right.
    """
    orders = lock_orders(work, order_ids(work, command.invoice_id))
    invoice = lock_invoice(work, command.invoice_id)
    require_draft(invoice)
    find_seen(work, Invoice, invoice.id, command.seen_version)
    if invoice.kind is not InvoiceKind.INVOICE:
        raise RuleBroken(tr("A credit note is issued when it is written."), "state")
    company = the_company(work)
    customer = _check_jobs(work, invoice, orders, company)
    day = day_of_issue(work, command.issued_on)
    copy_papers(work, invoice, company, customer, orders)
    issue(work, invoice, company, company.invoice_prefix, day)
    with work.session.no_autoflush:
        invoice.due_on = due_on(invoice, day)
        invoice.payment_text = fill_in(company.payment_text, invoice)
        invoice.payment_link = link_of(company.payment_link, invoice)
        fill_in_texts(invoice)
    work.session.flush()
    for order in orders:
        change_state(work, order, WorkOrderState.INVOICED)
        if invoice.total_minor == 0:
            change_state(work, order, WorkOrderState.CLOSED)
    return invoice.id


def _check_jobs(work: Writing, invoice: Invoice, orders: list[WorkOrder], company: Company) -> Customer:
    """The customer, if the jobs still are what the draft says: what was seen is what is issued."""
    if not orders:
        raise RuleBroken(tr("This draft bills no job."), "lines")
    customer = customer_of(work, orders)
    now = bill_lines(work, orders, customer, company)
    same = customer.id == invoice.customer_id and same_arithmetic(invoice, company)
    if not same or now != read_lines(work, invoice.id):
        raise ConflictError(
            tr("The jobs have changed since this draft was filled. Fill it again and look it over.")
        )
    return customer
