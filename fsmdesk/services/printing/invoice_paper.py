"""Invoices, credit notes and drafts on paper. What was issued prints from its own copy, whatever changed since."""

from collections.abc import Iterable, Sequence

from fsmdesk.core.formats import Formats
from fsmdesk.core.payment_terms import PaymentTerms
from fsmdesk.core.terms import InvoiceKind, InvoiceState, PaperSize, TaxCategory
from fsmdesk.core.words import tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Invoice, InvoiceLine, InvoiceTax
from fsmdesk.reports import documents
from fsmdesk.reports.frame import formats_for
from fsmdesk.services.printing.invoice_parts import InvoiceParts, read_parts
from fsmdesk.services.printing.letterheads import file_name
from fsmdesk.services.printing.messages import InvoicePaper, Paper
from fsmdesk.services.records import find
from fsmdesk.services.registry import answers


@answers(InvoicePaper)
def invoice_paper(work: Reading, query: InvoicePaper) -> Paper:
    """The document as PDF."""
    from fsmdesk.reports.invoice import invoice_pdf

    invoice = find(work, Invoice, query.invoice_id)
    return Paper(invoice_name(invoice), invoice_pdf(invoice_document(work, invoice, query.paper)))


def invoice_document(
    work: Reading, invoice: Invoice, paper: PaperSize | None = None
) -> documents.InvoiceDocument:
    """Everything that the paper says. Only what was paid is as of now."""
    return document_of(invoice, read_parts(work, [invoice]), paper)


def document_of(invoice: Invoice, parts: InvoiceParts, paper: PaperSize | None) -> documents.InvoiceDocument:
    """The same from parts that were read already."""
    is_credit = invoice.kind is InvoiceKind.CREDIT_NOTE
    settings = documents.PrintSettings(
        locale=invoice.locale, currency=invoice.currency, paper=paper or invoice.paper
    )
    rows = parts.lines[invoice.id]
    paid = 0 if is_credit else parts.paid.get(invoice.id, 0)
    is_open = invoice.total_minor > paid
    numbers = list(dict.fromkeys(number for _, number in rows if number is not None))
    return documents.InvoiceDocument(
        kind=invoice.kind,
        is_draft=invoice.state is InvoiceState.DRAFT,
        number=invoice.number or "",
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        terms="" if is_credit else PaymentTerms(invoice.payment_days).words,
        work_orders=tuple(f"#{number}" for number in numbers),
        customer_po=invoice.purchase_order,
        corrects=parts.corrected.get(invoice.credits_invoice_id, ""),
        letterhead=_letterhead(invoice, parts),
        bill_to=_bill_to(invoice),
        service_at=tuple(line for line in invoice.service_at.split("\n") if line),
        summary=invoice.reason if is_credit else invoice.summary,
        lines=tuple(_lines(rows, len(numbers) > 1, formats_for(settings))),
        subtotal_minor=invoice.net_minor,
        taxes=tuple(_tax(tax, invoice, formats_for(settings)) for tax in parts.taxes[invoice.id]),
        rounding_minor=invoice.rounding_minor,
        paid_minor=paid,
        due_minor=invoice.total_minor - paid,
        pay_to=invoice.payment_text if is_open else "",
        payment_code=invoice.payment_link or None if is_open else None,
        texts=documents.HouseTexts(
            intro=invoice.intro_text, closing=invoice.closing_text, footer=invoice.footer_text
        ),
        settings=settings,
    )


def invoice_name(invoice: Invoice) -> str:
    """The name of its file."""
    if invoice.state is InvoiceState.DRAFT:
        return file_name(tr("Draft invoice"), invoice.bill_to_name)
    is_credit = invoice.kind is InvoiceKind.CREDIT_NOTE
    return file_name(tr("Credit note") if is_credit else tr("Invoice"), invoice.number or "")


def _letterhead(invoice: Invoice, parts: InvoiceParts) -> documents.Letterhead:
    address = ", ".join(invoice.seller_address.split("\n"))
    lines = (address, invoice.seller_contact, invoice.seller_registration)
    return documents.Letterhead(
        name=invoice.seller_name,
        lines=tuple(line for line in lines if line),
        logo=parts.logos.get(invoice.logo_id),
        colour=invoice.document_colour,
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
    rows: Sequence[tuple[InvoiceLine, int | None]], names_jobs: bool, formats: Formats
) -> Iterable[documents.InvoiceLine]:
    last = None
    for line, number in rows:
        is_first = names_jobs and number != last
        yield _line(line, tr("Work order #{number}").format(number=number) if is_first else "", formats)
        last = number


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


def _tax(tax: InvoiceTax, invoice: Invoice, formats: Formats) -> documents.TaxRow:
    return documents.TaxRow(
        category=tax.category,
        rate_ppm=tax.rate_ppm,
        base_minor=tax.base_minor,
        tax_minor=tax.tax_minor,
        label=_tax_label(tax, invoice, formats),
    )


def _tax_label(tax: InvoiceTax, invoice: Invoice, formats: Formats) -> str:
    """The name of the tax with its rate; or, where there is none, why."""
    if tax.category is not TaxCategory.STANDARD:
        words = f"{tax.category.value} {tax.name}"
        if tax.category is TaxCategory.EXEMPT and invoice.exempt_certificate:
            words += " " + tr("(cert. {number})").format(number=invoice.exempt_certificate)
        return words
    rate = formats.percent(tax.rate_ppm)
    says_rate = "".join(rate.split()) in "".join(tax.name.split())
    return tax.name if says_rate else f"{tax.name} {rate}"
