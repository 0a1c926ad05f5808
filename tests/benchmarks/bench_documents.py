"""Invoices as PDF, against a bare reportlab canvas that draws the same strings in the same fonts.

One invoice: the canvas draws logo and code too. Five hundred in one file: it draws the strings alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO

import segno
from PIL import Image
from pypdf import PdfReader
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from fsmdesk.bootstrap import open_office
from fsmdesk.core.lists import ListRequest
from fsmdesk.core.terms import InvoiceState, TaxCategory
from fsmdesk.reports.documents import InvoiceDocument, InvoiceLine, Letterhead, TaxRow
from fsmdesk.reports.invoice import invoice_pdf
from fsmdesk.reports.paragraphs import _lines_and_keep
from fsmdesk.reports.shaping import _shape_and_keep
from fsmdesk.resources import resource
from fsmdesk.services.billing.messages import InvoiceList
from fsmdesk.services.printing.messages import BoundPapers, InvoicePaper
from tests.benchmarks.harness import paired
from tests.benchmarks.offices import demo_office
from tests.benchmarks.registry import bench
from tests.benchmarks.rows import Row

_CODE = "https://pay.example/2026-001283?amount=184.50"
_FONTS = ("Inter-Regular", "Inter-Bold", "Inter-Light")


@dataclass(frozen=True)
class _Floor:
    """What the bare canvas draws: each string with its font, the logo, and the modules of the code."""

    strings: tuple[tuple[str, str], ...]
    logo: bytes
    code: str

    def draw(self) -> bytes:
        """The page as a PDF; the code is made anew each time, as an invoice makes its own."""
        target = BytesIO()
        canvas = Canvas(target, pagesize=(595.0, 842.0), invariant=1)
        for number, (font, text) in enumerate(self.strings):
            canvas.setFont(font, 9)
            canvas.drawString(50 + (number % 3) * 170, 800 - (number // 3) * 14, text)
        canvas.drawImage(ImageReader(BytesIO(self.logo)), 50, 780, 32, 32, mask="auto")
        for y, line in enumerate(segno.make(self.code, error="m").matrix):
            for x, is_dark in enumerate(line):
                if is_dark:
                    canvas.rect(50 + x * 2, 100 + y * 2, 2, 2, stroke=0, fill=1)
        canvas.showPage()
        canvas.save()
        return target.getvalue()


def _logo() -> bytes:
    image = Image.new("RGBA", (120, 120), (22, 32, 46, 255))
    for at in range(20, 100):
        image.putpixel((at, at), (255, 255, 255, 255))
    target = BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def _invoice(logo: bytes) -> InvoiceDocument:
    lines = tuple(
        InvoiceLine(
            description=text,
            quantity_milli=quantity,
            price_minor=price,
            amount_minor=amount,
            tax_code="S",
            note=note,
        )
        for text, quantity, price, amount, note in (
            ("Emergency call-out", 1_000, 12_000, 12_000, ""),
            ("Labour, HVAC technician", 1_750, 9_500, 0, "Covered by agreement GOLD"),
            ("Flame sensor 88-FS2", 1_000, 6_450, 6_450, ""),
            ("Hot-surface igniter 88-HSI", 1_000, 8_800, 0, "Manufacturer's warranty, claim 2291"),
        )
    )
    return InvoiceDocument(
        number="2026-001283",
        issued_on=date(2026, 11, 20),
        due_on=date(2026, 12, 20),
        terms="net 30",
        work_orders=("#4427",),
        customer_po="SM-8841",
        letterhead=Letterhead(
            name="Harbour Mechanical",
            lines=("210 Foundry Street, Dover", "555-0100 · office@harbour.example"),
            logo=logo,
        ),
        bill_to=("Hill School", "Accounts, 14 Abbey Road", "Dover"),
        service_at=("Main building, plant room", "Boiler 1 · SN CP6694412", "20 Nov 2026, Ana Ruiz"),
        summary="Boiler locked out on ignition. Flame sensor and igniter replaced, heat restored 11:20.",
        lines=lines,
        subtotal_minor=18_450,
        taxes=(
            TaxRow(
                category=TaxCategory.STANDARD,
                rate_ppm=60_000,
                base_minor=18_450,
                tax_minor=1_107,
                label="Sales tax 6 %",
            ),
        ),
        due_minor=19_557,
        pay_to="First Dover · 0210 · 44187720",
        payment_code=_CODE,
    )


def _floor_of(pdf: bytes, logo: bytes) -> _Floor:
    """The strings that the invoice really shows, each in one of three cuts of the same fonts."""
    shown = PdfReader(BytesIO(pdf)).pages[0].extract_text().splitlines()
    strings = tuple((_FONTS[at % len(_FONTS)], text) for at, text in enumerate(shown) if text.strip())
    return _Floor(strings, logo, _CODE)


@bench("documents.invoice")
def invoice() -> Row:
    """One page with logo and QR code, warm."""
    for font in _FONTS:
        registerFont(TTFont(font, str(resource(f"fonts/{font}.ttf"))))
    logo = _logo()
    document = _invoice(logo)
    floor = _floor_of(invoice_pdf(document), logo)
    return paired(partial(invoice_pdf, document), floor.draw, pairs=60, warm_up=5).row(
        "invoice PDF, one page", 2.5
    )


_BATCH = 500


@dataclass(frozen=True)
class _BatchFloor:
    """Bare pages in one document: of each its strings and nothing else."""

    pages: tuple[tuple[str, ...], ...]

    def draw(self) -> bytes:
        """The pages as one PDF."""
        target = BytesIO()
        canvas = Canvas(target, pagesize=(595.0, 842.0), invariant=1)
        for strings in self.pages:
            for number, text in enumerate(strings):
                canvas.setFont(_FONTS[number % len(_FONTS)], 9)
                canvas.drawString(50 + (number % 3) * 170, 800 - (number // 3) * 14, text)
            canvas.showPage()
        canvas.save()
        return target.getvalue()


@bench("documents.batch")
def batch() -> Iterator[Row]:
    """500 different invoices of the demo shop, from the office's records to one file."""
    for font in _FONTS:
        registerFont(TTFont(font, str(resource(f"fonts/{font}.ttf"))))
    opened = open_office(str(demo_office("shop")))
    try:
        office = opened.as_program()
        request = ListRequest(sort="number", descending=True, limit=2 * _BATCH)
        rows = [
            row for row in office.ask(InvoiceList(request=request)).rows if row.state is InvoiceState.ISSUED
        ]
        papers = tuple(InvoicePaper(invoice_id=row.id) for row in rows[:_BATCH])
        if len(papers) < _BATCH:
            raise ValueError(f"the shop has only {len(papers)} invoices")
        query = BoundPapers(papers=papers, title="All")
        floor = _BatchFloor(tuple(_strings(office.ask(query).content)))

        def subject() -> object:
            # As in a window that has printed nothing yet: no text is shaped already.
            _shape_and_keep.cache_clear()
            _lines_and_keep.cache_clear()
            return office.ask(query)

        found = paired(subject, floor.draw, pairs=7, warm_up=1)
        yield found.row("500 invoices to one PDF, reading included", 4.0, "s")
    finally:
        opened.database.close()


def _strings(pdf: bytes) -> Iterator[tuple[str, ...]]:
    """What each page says, string by string."""
    for page in PdfReader(BytesIO(pdf)).pages:
        yield tuple(text for text in page.extract_text().splitlines() if text.strip())
