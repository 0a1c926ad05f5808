"""Invoices, credit notes, payments, and which payment paid what."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fsmdesk.core.terms import (
    BillTo,
    InvoiceKind,
    InvoiceState,
    LineKind,
    PaperSize,
    PaymentMethod,
    TaxCategory,
    TaxRounding,
)
from fsmdesk.models.base import Base, Editable, with_args
from fsmdesk.models.columns import BigId, Instant, Long, Milli, Minor, Name, Ppm, Short, term


class Invoice(Editable, Base):
    """An invoice or credit note. Once issued it never changes and holds its own copy of all that is printed.

    A credit note has positive amounts and names the invoice it takes back. Whether an invoice is open,
    overdue or paid is told from its allocations, never stored.
    """

    __tablename__ = "invoice"
    __table_args__ = with_args(
        CheckConstraint(
            "(state = 'draft' and number is null and series is null and serial is null and issued_on is null) or "
            "(state = 'issued' and number is not null and series is not null and serial is not null "
            "and issued_on is not null and issued_at is not null)",
            name="number_at_issue",
        ),
        CheckConstraint("total_minor = net_minor + tax_minor + rounding_minor", name="total"),
        CheckConstraint("due_on is null or issued_on is null or due_on >= issued_on", name="due"),
        CheckConstraint("(kind = 'credit_note') = (credits_invoice_id is not null)", name="credits"),
        UniqueConstraint("series", "serial"),
        Index(None, "customer_id"),
        Index(None, "issued_on"),
        Index(None, "due_on"),
        Index(None, "total_minor"),
        Index(None, "customer_id", "state", "kind", "due_on", "total_minor"),
    )

    kind: Mapped[InvoiceKind] = mapped_column(term(InvoiceKind), nullable=False, default=InvoiceKind.INVOICE)
    state: Mapped[InvoiceState] = mapped_column(
        term(InvoiceState), nullable=False, default=InvoiceState.DRAFT
    )
    number: Mapped[str | None] = mapped_column(String(60), unique=True)
    series: Mapped[str | None] = mapped_column(String(40))
    serial: Mapped[int | None] = mapped_column(BigId)
    customer_id: Mapped[int] = mapped_column(BigId, ForeignKey("customer.id"), nullable=False)
    credits_invoice_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("invoice.id"), index=True)
    issued_on: Mapped[date | None]
    issued_at: Mapped[datetime | None] = mapped_column(Instant)
    issued_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id"))
    due_on: Mapped[date | None]
    payment_days: Mapped[int] = mapped_column(Integer, nullable=False, default=0, server_default="0")
    currency: Mapped[str] = mapped_column(String(3), nullable=False)
    tax_rounding: Mapped[TaxRounding] = mapped_column(term(TaxRounding), nullable=False)
    net_minor: Mapped[Minor]
    tax_minor: Mapped[Minor]
    rounding_minor: Mapped[Minor]
    total_minor: Mapped[Minor]
    purchase_order: Mapped[Short]
    summary: Mapped[Long]
    reason: Mapped[Long]
    bill_to_name: Mapped[Short]
    bill_to_address: Mapped[Long]
    bill_to_tax_number: Mapped[Short]
    exempt_certificate: Mapped[Short]
    service_at: Mapped[Long]
    seller_name: Mapped[Short]
    seller_address: Mapped[Long]
    seller_contact: Mapped[Long]
    seller_registration: Mapped[Long]
    payment_text: Mapped[Long]
    payment_link: Mapped[Long]
    document_colour: Mapped[str] = mapped_column(String(7), nullable=False, default="", server_default="")
    intro_text: Mapped[Long]
    closing_text: Mapped[Long]
    footer_text: Mapped[Long]
    logo_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("picture.id"))
    locale: Mapped[str] = mapped_column(String(20), nullable=False, default="en_US")
    paper: Mapped[PaperSize] = mapped_column(term(PaperSize), nullable=False, default=PaperSize.A4)


class InvoiceLine(Editable, Base):
    """One line of an invoice: what it is, which work-order line it bills, and how much of it.

    `net_minor` is the amount that the customer is asked for; it is 0 where somebody else is billed
    (`bill_to`), and `note` then says who.
    """

    __tablename__ = "invoice_line"
    __table_args__ = with_args(
        Index(None, "invoice_id", "position"),
        Index(None, "invoice_id", "work_order_id"),
        CheckConstraint("abs(quantity_milli) <= 1000000000", name="quantity"),
        CheckConstraint("discount_ppm between 0 and 1000000", name="discount"),
        CheckConstraint("bill_to = 'customer' or net_minor = 0", name="others_pay"),
    )

    invoice_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("invoice.id", ondelete="CASCADE"), nullable=False
    )
    work_order_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("work_order.id"), index=True)
    work_order_line_id: Mapped[int | None] = mapped_column(
        BigId, ForeignKey("work_order_line.id"), index=True
    )
    position: Mapped[int] = mapped_column(Integer, nullable=False, default=0, server_default="0")
    kind: Mapped[LineKind] = mapped_column(term(LineKind), nullable=False)
    description: Mapped[Long]
    note: Mapped[Long]
    unit: Mapped[Short]
    quantity_milli: Mapped[Milli]
    price_minor: Mapped[Minor]
    discount_ppm: Mapped[Ppm]
    tax_code: Mapped[Short]
    bill_to: Mapped[BillTo] = mapped_column(term(BillTo), nullable=False, default=BillTo.CUSTOMER)
    net_minor: Mapped[Minor]


class InvoiceLineTax(Editable, Base):
    """A rate that applies to an invoice line."""

    __tablename__ = "invoice_line_tax"
    __table_args__ = with_args(CheckConstraint("category = 'S' or rate_ppm = 0", name="rate_fits_category"))

    line_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("invoice_line.id", ondelete="CASCADE"), nullable=False, index=True
    )
    name: Mapped[Name]
    category: Mapped[TaxCategory] = mapped_column(term(TaxCategory), nullable=False)
    rate_ppm: Mapped[Ppm]


class InvoiceTax(Editable, Base):
    """The tax of an invoice for one rate of one category: the base it is taken from and its amount."""

    __tablename__ = "invoice_tax"
    __table_args__ = with_args(
        UniqueConstraint("invoice_id", "category", "rate_ppm", "name"),
        CheckConstraint("category = 'S' or rate_ppm = 0", name="rate_fits_category"),
        CheckConstraint("rate_ppm <> 0 or tax_minor = 0", name="nothing_from_nothing"),
    )

    invoice_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("invoice.id", ondelete="CASCADE"), nullable=False
    )
    name: Mapped[Name]
    category: Mapped[TaxCategory] = mapped_column(term(TaxCategory), nullable=False)
    rate_ppm: Mapped[Ppm]
    base_minor: Mapped[Minor]
    tax_minor: Mapped[Minor]


class Payment(Editable, Base):
    """Money that came in from a customer."""

    __tablename__ = "payment"
    __table_args__ = with_args(
        CheckConstraint("amount_minor > 0 and amount_minor <= 1000000000000000", name="amount"),
        Index(None, "customer_id"),
        Index(None, "received_on"),
        Index(None, "amount_minor"),
    )

    customer_id: Mapped[int] = mapped_column(BigId, ForeignKey("customer.id"), nullable=False)
    received_on: Mapped[date] = mapped_column(nullable=False)
    amount_minor: Mapped[Minor]
    currency: Mapped[str] = mapped_column(String(3), nullable=False)
    method: Mapped[PaymentMethod] = mapped_column(term(PaymentMethod), nullable=False)
    reference: Mapped[Short]
    note: Mapped[Long]


class Allocation(Editable, Base):
    """Part of a payment, or of a credit note, that settles part of an invoice."""

    __tablename__ = "allocation"
    __table_args__ = with_args(
        CheckConstraint("amount_minor > 0", name="amount"),
        CheckConstraint("(payment_id is null) <> (credit_note_id is null)", name="one_source"),
        UniqueConstraint("payment_id", "invoice_id"),
        UniqueConstraint("credit_note_id", "invoice_id"),
        Index(None, "invoice_id", "amount_minor"),
        Index(None, "payment_id", "amount_minor"),
    )

    payment_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("payment.id"))
    credit_note_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("invoice.id"))
    invoice_id: Mapped[int] = mapped_column(BigId, ForeignKey("invoice.id"), nullable=False, index=True)
    amount_minor: Mapped[Minor]
