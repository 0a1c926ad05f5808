from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import InvoiceKind, PaperSize, TaxCategory
from fsmdesk.reports.documents import HouseTexts, Letterhead, PrintSettings, TaxRow
from fsmdesk.reports.invoice import invoice_pdf
from tests.reports.samples import everything, invoice, invoice_line, logo, pages

PRINTED = [
    "Hill & Sons Plumbing",
    "5 Kiln Lane, Ripon",
    "Tax ID 11-223344",
    "Invoice",
    "INV-0042",
    "Mar 9, 2026",
    "Due (net 30)",
    "Apr 8, 2026",
    "Work orders",
    "#771, #772",
    "Your PO",
    "PO-9",
    "Bill to",
    "Dr. A. Brown",
    "1 High Street",
    "Service at",
    "Practice, cellar",
    "Pump replaced.",
    "Covered by agreement BASIC",
    "1.5 h",
    "28.33",
    "42.50",
    "1,234.50",
    "Tax · 19%",
    "234.56",
    "100.00",
    "Amount due",
    "USD 1,369.06",
    "Dales Bank · 1234",
    "quoting INV-0042",
    "Signed on site by B. Brown",
    "Page 1 of 1",
]


@pytest.mark.parametrize("text", PRINTED)
def test_everything_a_bookkeeper_looks_for_is_on_the_page(text: str) -> None:
    (page,) = pages(invoice_pdf(invoice()))
    assert text in page


@pytest.mark.parametrize(
    ("paper", "size"), [(PaperSize.A4, (595.28, 841.89)), (PaperSize.LETTER, (612.0, 792.0))]
)
def test_pages_have_the_size_of_the_paper(paper: PaperSize, size: tuple[float, float]) -> None:
    pdf = invoice_pdf(invoice(settings=PrintSettings(paper=paper)))
    box = PdfReader(BytesIO(pdf)).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(size, abs=0.01)


@pytest.mark.parametrize("paper", list(PaperSize))
def test_many_lines_go_over_many_pages_with_the_head_on_each(paper: PaperSize) -> None:
    lines = [invoice_line(f"Part number {n:03d}.") for n in range(300)]
    found = pages(invoice_pdf(invoice(lines, settings=PrintSettings(paper=paper))))
    assert len(found) > 8
    for number, page in enumerate(found, start=1):
        assert "Description Qty Price Tax Amount" in page
        assert f"Page {number} of {len(found)}" in page
    order = "".join(found)
    places = [order.index(f"Part number {n:03d}.") for n in range(300)]
    assert places == sorted(places)
    assert "Amount due" in found[-1]


@pytest.mark.parametrize("count", range(14, 30))
def test_the_sums_never_stand_alone_on_a_page(count: int) -> None:
    last = pages(invoice_pdf(invoice([invoice_line(f"Part {n:02d}.") for n in range(count)])))[-1]
    assert f"Part {count - 1:02d}." in last
    assert "Subtotal" in last
    assert "Amount due" in last


def test_a_line_longer_than_a_page_is_printed_whole() -> None:
    text = " ".join(f"word{n}" for n in range(3000))
    assert text.replace(" ", "") in everything_without_frame(text)


def everything_without_frame(description: str) -> str:
    """Text of the description column alone, page by page."""
    found = pages(invoice_pdf(invoice([invoice_line(description)])))
    words = [word for page in found for word in page.split() if word.startswith("word")]
    return "".join(words)


def test_a_draft_says_so_and_has_no_number() -> None:
    drafts = pages(
        invoice_pdf(invoice([invoice_line("Pump")] * 40, is_draft=True, number="", payment_code=None))
    )
    assert "Draft invoice" in drafts[0]
    assert all(page.count("Draft") >= 2 for page in drafts)
    assert "INV" not in "".join(drafts)
    assert "Please transfer to" not in "".join(drafts)


def test_a_credit_note_names_what_it_corrects_and_asks_for_nothing() -> None:
    note = invoice(
        kind=InvoiceKind.CREDIT_NOTE, corrects="INV-0041", paid_minor=0, due_on=None, due_minor=500
    )
    (page,) = pages(invoice_pdf(note))
    assert "Credit note" in page
    assert "Corrects INV-0041" in page
    assert "Amount credited" in page
    assert "Scan to pay" not in page
    assert "Paid" not in page


def test_each_tax_tells_what_it_is_on_and_rounding_has_its_row() -> None:
    taxes = (
        TaxRow(category=TaxCategory.STANDARD, rate_ppm=190_000, base_minor=10000, tax_minor=1900),
        TaxRow(
            category=TaxCategory.EXEMPT, rate_ppm=0, base_minor=500, tax_minor=0, label="E exempt (cert. 5)"
        ),
    )
    settings = PrintSettings(locale="de_DE", currency="EUR")
    (page,) = pages(invoice_pdf(invoice(taxes=taxes, rounding_minor=-2, settings=settings)))
    assert "Tax · 19 % on 100,00" in page.replace("\xa0", " ")
    assert "Tax · E exempt (cert. 5) on 5,00" in page
    assert "Rounding" in page
    assert "-0,02" in page.replace("\u2212", "-")


def test_yen_have_no_decimals() -> None:
    (page,) = pages(invoice_pdf(invoice(settings=PrintSettings(locale="en_GB", currency="JPY"))))
    assert "JPY 136,906" in page


def test_all_fonts_are_embedded_as_subsets_with_their_text() -> None:
    names = []
    for font in _fonts(invoice_pdf(invoice([invoice_line("Pump مضخة ポンプ")]))):
        names.append(str(font["/BaseFont"]))
        (descendant,) = font["/DescendantFonts"]
        assert "/FontFile2" in descendant.get_object()["/FontDescriptor"]
        assert "/ToUnicode" in font
    assert all(name[7] == "+" for name in names)
    assert {name[8:] for name in names} >= {"Inter-Regular", "Inter-Bold", "NotoSansArabic-Regular"}


def _fonts(pdf: bytes) -> list[Any]:
    resources: Any = PdfReader(BytesIO(pdf)).pages[0]["/Resources"]
    return [font.get_object() for font in resources["/Font"].get_object().values()]


def test_the_same_document_gives_the_same_bytes() -> None:
    document = invoice([invoice_line("Pumpe für 60 °C, مضخة")], letterhead=Letterhead(name="N", logo=logo()))
    first = invoice_pdf(document)
    invoice_pdf(invoice([invoice_line("another مضخات one between")]))
    assert invoice_pdf(document) == first


def test_a_logo_is_a_picture_in_the_file() -> None:
    head = Letterhead(name="N", logo=logo())
    images = PdfReader(BytesIO(invoice_pdf(invoice(letterhead=head)))).pages[0].images
    assert [image.image.size for image in images if image.image] == [(40, 40)]


def test_a_logo_that_is_no_picture_is_refused_by_name() -> None:
    with pytest.raises(RuleBroken) as caught:
        invoice_pdf(invoice(letterhead=Letterhead(name="N", logo=b"no picture")))
    assert caught.value.field == "logo"


def test_a_payment_text_too_long_for_a_code_is_refused_by_name() -> None:
    with pytest.raises(RuleBroken) as caught:
        invoice_pdf(invoice(payment_code="x" * 5000))
    assert caught.value.field == "payment_code"


def test_a_closing_text_of_many_pages_is_printed_whole() -> None:
    text = " ".join(f"clause{n}" for n in range(1500))
    found = everything(invoice_pdf(invoice(texts=HouseTexts(closing=text))))
    assert all(f"clause{n}" in found for n in range(1500))


def test_a_signature_of_many_words_is_printed_whole_on_each_page() -> None:
    words = [f"word{n}" for n in range(150)]
    lines = [invoice_line("Pump")] * 40
    found = pages(invoice_pdf(invoice(lines, signed=" ".join(words))))
    assert len(found) > 1
    for page in found:
        assert " ".join(words) in page


def test_a_huge_amount_stands_below_its_words() -> None:
    (page,) = pages(invoice_pdf(invoice(due_minor=123_456_789_012_345_678)))
    assert "Amount due USD 1,234,567,890,123,456.78" in page
