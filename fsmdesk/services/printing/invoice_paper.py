"""Invoices, credit notes and drafts on paper. What was issued prints from its own copy, whatever changed since."""

from collections.abc import Sequence

from sqlalchemy import func, select

from fsmdesk.core.formats import Formats
from fsmdesk.core.payment_terms import PaymentTerms
from fsmdesk.core.terms import InvoiceKind, InvoiceState, PaperSize, TaxCategory
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Allocation, Invoice, InvoiceLine, InvoiceTax, WorkOrder
from fsmdesk.reports import documents
from fsmdesk.reports.frame import formats_for
from fsmdesk.services.printing.letterheads import file_name, picture
from fsmdesk.services.printing.messages import InvoicePaper, Paper
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers


@answers(InvoicePaper)
def invoice_paper(work: Reading, query: InvoicePaper) -> Paper:
    """The document as PDF."""
    from fsmdesk.reports.invoice import invoice_pdf

    invoice = find(work, Invoice, query.invoice_id)
    return Paper(_name(invoice), invoice_pdf(invoice_document(work, invoice, query.paper)))


def invoice_document(
    work: Reading, invoice: Invoice, paper: PaperSize | None = None
) -> documents.InvoiceDocument:
    """Everything that the paper says. Only what was paid is as of now."""
    is_credit = invoice.kind is InvoiceKind.CREDIT_NOTE
    settings = documents.PrintSettings(
        locale=invoice.locale, currency=invoice.currency, paper=paper or invoice.paper
    )
    lines, numbers = _lines(work, invoice, settings)
    paid = 0 if is_credit else _paid(work, invoice)
    is_open = invoice.total_minor > paid
    return documents.InvoiceDocument(
        kind=invoice.kind,
        is_draft=invoice.state is InvoiceState.DRAFT,
        number=invoice.number or "",
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        terms="" if is_credit else PaymentTerms(invoice.payment_days).words,
        work_orders=tuple(f"#{number}" for number in numbers),
        customer_po=invoice.purchase_order,
        corrects=_corrected_number(work, invoice),
        letterhead=_letterhead(work, invoice),
        bill_to=_bill_to(invoice),
        service_at=tuple(line for line in invoice.service_at.split("\n") if line),
        summary=invoice.reason if is_credit else invoice.summary,
        lines=lines,
        subtotal_minor=invoice.net_minor,
        taxes=_taxes(work, invoice, settings),
        rounding_minor=invoice.rounding_minor,
        paid_minor=paid,
        due_minor=invoice.total_minor - paid,
        pay_to=invoice.payment_text if is_open else "",
        payment_code=invoice.payment_link or None if is_open else None,
        settings=settings,
    )


def _name(invoice: Invoice) -> str:
    if invoice.state is InvoiceState.DRAFT:
        return file_name(tr("Draft invoice"), invoice.bill_to_name)
    is_credit = invoice.kind is InvoiceKind.CREDIT_NOTE
    return file_name(tr("Credit note") if is_credit else tr("Invoice"), invoice.number or "")


def _letterhead(work: Reading, invoice: Invoice) -> documents.Letterhead:
    address = ", ".join(invoice.seller_address.split("\n"))
    lines = (address, invoice.seller_contact, invoice.seller_registration)
    return documents.Letterhead(
        name=invoice.seller_name,
        lines=tuple(line for line in lines if line),
        logo=picture(work, invoice.logo_id),
    )


def _bill_to(invoice: Invoice) -> tuple[str, ...]:
    tax_number = invoice.bill_to_tax_number
    lines = (
        invoice.bill_to_name,
        *invoice.bill_to_address.split("\n"),
        tr("Tax ID {number}").format(number=tax_number) if tax_number else "",
    )
    return tuple(line for line in lines if line)


def _lines(
    work: Reading, invoice: Invoice, settings: documents.PrintSettings
) -> tuple[tuple[documents.InvoiceLine, ...], list[int]]:
    """The lines, and the numbers of the jobs that they bill, in their order."""
    rows = work.session.execute(
        select(InvoiceLine, WorkOrder.number)
        .outerjoin(WorkOrder, WorkOrder.id == InvoiceLine.work_order_id)
        .where(InvoiceLine.invoice_id == invoice.id)
        .order_by(InvoiceLine.position, InvoiceLine.id)
    ).all()
    numbers = list(dict.fromkeys(number for _, number in rows if number is not None))
    formats = formats_for(settings)
    lines, last = [], None
    for line, number in rows:
        is_first = len(numbers) > 1 and number != last
        job = tr("Work order #{number}").format(number=number) if is_first else ""
        lines.append(_line(line, job, formats))
        last = number
    return tuple(lines), numbers


def _line(line: InvoiceLine, job: str, formats: Formats) -> documents.InvoiceLine:
    share = formats.percent(line.discount_ppm)
    discount = tr("Less {percent}").format(percent=share) if line.discount_ppm else ""
    return documents.InvoiceLine(
        description=line.description,
        note="\n".join(part for part in (job, discount, line.note) if part),
        quantity_milli=line.quantity_milli,
        unit=line.unit,
        price_minor=line.price_minor,
        tax_code=line.tax_code,
        amount_minor=line.net_minor,
    )


def _taxes(
    work: Reading, invoice: Invoice, settings: documents.PrintSettings
) -> tuple[documents.TaxRow, ...]:
    taxes = work.session.scalars(
        select(InvoiceTax).where(InvoiceTax.invoice_id == invoice.id).order_by(InvoiceTax.id)
    ).all()
    formats = formats_for(settings)
    return tuple(
        documents.TaxRow(
            category=tax.category,
            rate_ppm=tax.rate_ppm,
            base_minor=tax.base_minor,
            tax_minor=tax.tax_minor,
            label=_tax_label(tax, taxes, invoice, formats),
        )
        for tax in taxes
    )


def _tax_label(tax: InvoiceTax, taxes: Sequence[InvoiceTax], invoice: Invoice, formats: Formats) -> str:
    """The rate speaks for itself where there is one; else the name of the tax, or why there is none."""
    if tax.category is not TaxCategory.STANDARD:
        words = f"{tax.category.value} {tax.name}"
        if tax.category is TaxCategory.EXEMPT and invoice.exempt_certificate:
            words += " " + tr("(cert. {number})").format(number=invoice.exempt_certificate)
        return words
    return f"{tax.name} {formats.percent(tax.rate_ppm)}" if len(taxes) > 1 else ""


def _paid(work: Reading, invoice: Invoice) -> int:
    query = select(func.coalesce(func.sum(Allocation.amount_minor), 0))
    return int(work.session.scalar(query.where(Allocation.invoice_id == invoice.id)) or 0)


def _corrected_number(work: Reading, invoice: Invoice) -> str:
    if invoice.credits_invoice_id is None:
        return ""
    query = select(Invoice.number).where(Invoice.id == invoice.credits_invoice_id)
    return work.session.scalar(query) or ""
