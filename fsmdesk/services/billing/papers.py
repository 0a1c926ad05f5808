"""The copy of everything that is printed which an invoice keeps: who writes, who pays, where the work was."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from sqlalchemy import select

from fsmdesk.core.formats import Formats, currency_digits
from fsmdesk.core.terms import DocumentKind
from fsmdesk.core.texts import MAX_LINE
from fsmdesk.core.words import language, tr
from fsmdesk.db.database import Reading
from fsmdesk.models import Company, Customer, DocumentText, Equipment, Invoice, Signature, Site, WorkOrder
from fsmdesk.services.addresses import address_line, address_lines, machine_words
from fsmdesk.services.billing.bill_lines import service_day
from fsmdesk.services.parties.job_history import technician_names
from fsmdesk.services.parties.places import path_of
from fsmdesk.services.records import assign
from fsmdesk.services.the_company import formats_of

# More jobs than these are listed by their sites alone.
_JOBS_IN_FULL: Final = 3
_MOST_SITES: Final = 12


def copy_papers(
    work: Reading, invoice: Invoice, company: Company, customer: Customer, orders: Sequence[WorkOrder]
) -> None:
    """The invoice holds what its document says about the shop, the customer, and where the work was done."""
    assign(
        invoice,
        bill_to_name=customer.name,
        bill_to_address="\n".join(address_lines(customer)),
        bill_to_tax_number=customer.tax_number,
        exempt_certificate=customer.exempt_certificate if customer.tax_exempt else "",
        service_at=service_words(work, orders, company),
        seller_name=company.name,
        seller_address="\n".join(address_lines(company)),
        seller_contact=" · ".join(part for part in (company.phone, company.email) if part),
        seller_registration=_registration(company),
        payment_text=company.payment_text,
        payment_link=company.payment_link,
        document_colour=company.document_colour,
        **texts_of(work, DocumentKind.INVOICE, _signed(work, orders, company)),
        logo_id=company.logo_id,
        locale=company.locale,
        paper=company.paper,
        currency=company.currency,
        tax_rounding=company.tax_rounding,
    )


def texts_of(work: Reading, kind: DocumentKind, signed: str = "") -> dict[str, str]:
    """The shop's own words on this kind of document as they are now; who signed stands at its foot."""
    query = select(DocumentText).where(DocumentText.document == kind)
    found = work.session.scalar(query)
    intro, closing, footer = (found.intro, found.closing, found.footer) if found else ("", "", "")
    foot = "\n".join(part for part in (signed, footer) if part)
    return {"intro_text": intro, "closing_text": closing, "footer_text": foot}


def first_texts(orders: Sequence[WorkOrder], company: Company, customer: Customer) -> dict[str, object]:
    """Order numbers, summary and terms that a new draft begins with; they may be edited afterwards."""
    numbers = dict.fromkeys(order.purchase_order for order in orders if order.purchase_order)
    return {
        "purchase_order": ", ".join(numbers)[:MAX_LINE],
        "summary": "\n".join(_summary(order, len(orders) > 1) for order in orders),
        "payment_days": company.payment_days if customer.payment_days is None else customer.payment_days,
    }


def service_words(work: Reading, orders: Sequence[WorkOrder], company: Company) -> str:
    """Where and when the work was done, which machine it was, and who was there."""
    if len(orders) > _JOBS_IN_FULL:
        names = dict.fromkeys(_site_words(work, order) for order in orders)
        return "\n".join([name for name in names if name][:_MOST_SITES])
    who = technician_names(work, [order.id for order in orders])
    lines = (line for order in orders for line in _job_words(work, order, company, who))
    # Jobs at one site, or on one machine, say so once.
    return "\n".join(dict.fromkeys(lines))


def fill_in(text: str, invoice: Invoice) -> str:
    """The shop's payment text with the number and the amount of this invoice."""
    formats = Formats(invoice.locale, invoice.currency, ZoneInfo("UTC"))
    amount = formats.money_with_code(invoice.total_minor)
    return text.replace("{number}", invoice.number or "").replace("{amount}", amount)


def fill_in_texts(invoice: Invoice) -> None:
    """The shop's own words on the document name its number and its amount where they ask for them."""
    invoice.intro_text = fill_in(invoice.intro_text, invoice)
    invoice.closing_text = fill_in(invoice.closing_text, invoice)


def link_of(link: str, invoice: Invoice) -> str:
    """The shop's payment link for this invoice: its number escaped, its amount as programs read it."""
    digits = currency_digits(invoice.currency)
    whole, fraction = divmod(invoice.total_minor, 10**digits)
    amount = f"{whole}.{fraction:0{digits}d}" if digits else str(whole)
    return link.replace("{number}", quote(invoice.number or "", safe="")).replace("{amount}", amount)


def _signed(work: Reading, orders: Sequence[WorkOrder], company: Company) -> str:
    """Who signed on the spot, where one job is billed: `Signed on site by P. Doyle, 20 Nov 2026 11:24`."""
    if len(orders) != 1:
        return ""
    query = select(Signature.signer, Signature.signed_at).where(Signature.work_order_id == orders[0].id)
    found = work.session.execute(query).first()
    if found is None:
        return ""
    words = tr("Signed on site by {who}, {when}")
    return words.format(who=found.signer, when=_formats(company).instant(found.signed_at))


def _formats(company: Company) -> Formats:
    """How the shop writes values among the words of its documents."""
    return formats_of(company).for_text_in(language())


def _registration(company: Company) -> str:
    licence = tr("Lic. {number}").format(number=company.licence) if company.licence else ""
    tax = tr("Tax ID {number}").format(number=company.tax_number) if company.tax_number else ""
    return " · ".join(part for part in (licence, tax) if part)


def _summary(order: WorkOrder, is_one_of_many: bool) -> str:
    """What was wrong and what was done, in the words of the job."""
    said = " ".join(_sentence(text) for text in (order.cause, order.fix) if text.strip())
    text = said or order.title
    return f"#{order.number} {text}" if is_one_of_many else text


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _site_words(work: Reading, order: WorkOrder) -> str:
    site = work.session.get(Site, order.site_id) if order.site_id is not None else None
    return ", ".join(part for part in (site.name, address_line(site)) if part) if site else ""


def _job_words(work: Reading, order: WorkOrder, company: Company, who: dict[int, str]) -> list[str]:
    machine = work.session.get(Equipment, order.equipment_id) if order.equipment_id is not None else None
    formats = _formats(company)
    place_id = order.place_id if order.place_id is not None else machine.place_id if machine else None
    day = formats.date(service_day(order, work, company))
    lines = [
        _site_words(work, order),
        path_of(work, place_id),
        machine_words(machine),
        ", ".join(part for part in (day, who.get(order.id, "")) if part),
    ]
    return [line for line in lines if line]
