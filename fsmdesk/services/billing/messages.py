"""Commands and queries about invoices, credit notes and payments."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import BillTo, InvoiceKind, InvoiceState, LineKind, PaymentMethod, TaxCategory
from fsmdesk.core.words import tr


class InvoiceStanding(StrEnum):
    """Where an invoice stands, told from its state, its due date and its allocations."""

    DRAFT = "draft"
    OPEN = "open"
    PARTLY_PAID = "partly_paid"
    OVERDUE = "overdue"
    PAID = "paid"
    CREDIT_NOTE = "credit_note"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return tr(self.value.replace("_", " ").capitalize())


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """An invoice in a list. Amounts of credit notes are negative; `overdue_days` is 0 if not overdue."""

    id: int
    version: int
    kind: InvoiceKind
    state: InvoiceState
    standing: InvoiceStanding
    number: str
    customer_id: int
    customer: str
    work_orders: str
    issued_on: date | None
    due_on: date | None
    net_minor: int
    tax_minor: int
    total_minor: int
    open_minor: int
    overdue_days: int


@dataclass(frozen=True, kw_only=True)
class InvoiceList(Query[ListPage[InvoiceRow]]):
    """One page of invoices.

    Known filters: `standing`, `customer_id`, `issued_on`, `due_on` (both from, until). Totals: `net_minor`,
    `tax_minor`, `total_minor`, `open_minor`.
    """

    request: ListRequest


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the figures above the list of invoices."""

    count: int
    amount_minor: int
    oldest_days: int


@dataclass(frozen=True, slots=True)
class BillingTiles:
    """The five figures above the list of invoices."""

    to_review: Tile
    to_invoice: Tile
    open: Tile
    overdue: Tile
    paid_this_month: Tile


@dataclass(frozen=True, kw_only=True)
class BillingFigures(Query[BillingTiles]):
    """The figures above the list of invoices, as of today."""


@dataclass(frozen=True, slots=True)
class InvoiceLineRow:
    """One line of an invoice."""

    description: str
    note: str
    kind: LineKind
    quantity_milli: int
    unit: str
    price_minor: int
    discount_ppm: int
    tax_code: str
    bill_to: BillTo
    net_minor: int
    work_order_id: int | None
    work_order_number: int | None


@dataclass(frozen=True, slots=True)
class InvoiceTaxRow:
    """The tax of one rate of one category."""

    name: str
    category: TaxCategory
    rate_ppm: int
    base_minor: int
    tax_minor: int


@dataclass(frozen=True, slots=True)
class SettledBy:
    """A payment or credit note that settles part of the invoice."""

    payment_id: int | None
    credit_note_id: int | None
    on: date
    words: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class InvoiceCard:
    """An invoice with everything on its screen."""

    row: InvoiceRow
    bill_to_name: str
    bill_to_address: str
    service_at: str
    purchase_order: str
    summary: str
    payment_days: int
    currency: str
    lines: tuple[InvoiceLineRow, ...]
    taxes: tuple[InvoiceTaxRow, ...]
    rounding_minor: int
    settled_by: tuple[SettledBy, ...]
    credits_number: str
    credit_note_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Invoice(Query[InvoiceCard]):
    """One invoice or credit note."""

    invoice_id: int


@dataclass(frozen=True, kw_only=True)
class DraftInvoice(Command[int]):
    """A draft for reviewed jobs of one customer stands, filled from their lines. Answers with its id.

    Nothing is typed again: who is billed for which line, tax, terms and texts come from the jobs.
    A draft that already exists for exactly these jobs is filled anew and answered with.
    """

    needs: ClassVar[Permission] = Permission.ISSUE_INVOICES
    work_order_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class EditDraft(Command[None]):
    """Texts and terms of a draft become these; its lines follow the jobs."""

    needs: ClassVar[Permission] = Permission.ISSUE_INVOICES
    invoice_id: int
    seen_version: int
    purchase_order: str
    summary: str
    payment_days: int


@dataclass(frozen=True, kw_only=True)
class DiscardDraft(Command[None]):
    """The draft is gone; its jobs wait for their invoice again."""

    needs: ClassVar[Permission] = Permission.ISSUE_INVOICES
    invoice_id: int
    seen_version: int


@dataclass(frozen=True, kw_only=True)
class IssueInvoice(Command[int]):
    """The draft is issued: numbered, dated, frozen; its jobs are invoiced. Answers with the invoice's id.

    `issued_on` None is today in the office's zone.
    """

    needs: ClassVar[Permission] = Permission.ISSUE_INVOICES
    invoice_id: int
    seen_version: int
    issued_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class CreditInvoice(Command[int]):
    """A credit note over all of an invoice is issued, and settles what is still open of it. Answers with its id.

    The jobs may be billed again.
    """

    needs: ClassVar[Permission] = Permission.ISSUE_INVOICES
    invoice_id: int
    reason: str
    issued_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class RecordPayment(Command[int]):
    """Money came in. It settles the named invoices in that order; the rest stays on account. Answers with its id.

    An invoice that is paid in full closes its jobs.
    """

    needs: ClassVar[Permission] = Permission.RECORD_PAYMENTS
    customer_id: int
    received_on: date
    amount_minor: int
    method: PaymentMethod
    reference: str = ""
    note: str = ""
    invoice_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A payment in a list."""

    id: int
    version: int
    customer_id: int
    customer: str
    received_on: date
    amount_minor: int
    unallocated_minor: int
    method: PaymentMethod
    reference: str
    invoices: str


@dataclass(frozen=True, kw_only=True)
class PaymentList(Query[ListPage[PaymentRow]]):
    """One page of payments. Totals: `amount_minor`, `unallocated_minor`."""

    request: ListRequest
