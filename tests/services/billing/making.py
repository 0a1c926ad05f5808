"""Short ways to make drafts, invoices and payments."""

from datetime import date
from typing import Any

from fsmdesk.core.terms import PaymentMethod
from fsmdesk.models import Invoice
from fsmdesk.services.billing.messages import CreditInvoice, DraftInvoice, IssueInvoice, RecordPayment
from tests.services.shop import LIBRARY, LineOf, Shop


def draft(shop: Shop, *jobs: int) -> int:
    """A draft of these jobs, made by the bookkeeper."""
    return shop.bookkeeper.do(DraftInvoice(work_order_ids=jobs)).value


def issue(shop: Shop, invoice: int, issued_on: date | None = None) -> Invoice:
    """That draft, issued."""
    seen = shop.version(Invoice, invoice)
    shop.bookkeeper.do(IssueInvoice(invoice_id=invoice, seen_version=seen, issued_on=issued_on))
    return shop.get(Invoice, invoice)


def invoice_of(shop: Shop, minor: int = 10_000, **values: Any) -> Invoice:
    """An issued invoice of a job of its own, over that amount plus 6 % of tax."""
    return issue(shop, draft(shop, shop.reviewed_job(LineOf(price_minor=minor), **values)))


def payment(amount_minor: int, *invoices: Invoice, **values: Any) -> RecordPayment:
    """A transfer of the library for these invoices."""
    given: dict[str, Any] = {
        "customer_id": LIBRARY,
        "received_on": date(2026, 3, 2),
        "amount_minor": amount_minor,
        "method": PaymentMethod.TRANSFER,
        "invoice_ids": tuple(invoice.id for invoice in invoices),
    }
    return RecordPayment(**(given | values))


def pay(shop: Shop, amount_minor: int, *invoices: Invoice, **values: Any) -> int:
    """That payment, recorded; its id."""
    return shop.bookkeeper.do(payment(amount_minor, *invoices, **values)).value


def credit(shop: Shop, invoice: Invoice, reason: str = "Wrong machine", **values: Any) -> Invoice:
    """The credit note over that invoice."""
    command = CreditInvoice(invoice_id=invoice.id, reason=reason, **values)
    return shop.get(Invoice, shop.bookkeeper.do(command).value)
