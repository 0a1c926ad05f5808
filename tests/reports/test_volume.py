"""Several documents in one file; links, properties and the shop's colour."""

from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import CheckKind, CheckOutcome, PaperSize
from fsmdesk.reports.binding import bound_pdf
from fsmdesk.reports.documents import HouseTexts, Letterhead, PrintSettings, Signed, TicketCheck
from fsmdesk.reports.invoice import invoice_pdf
from fsmdesk.reports.job_ticket import job_ticket_pdf
from fsmdesk.reports.style import Colour, readable_on_paper
from tests.reports.samples import (
    day_sheet,
    day_visit,
    everything,
    invoice,
    invoice_line,
    job_ticket,
    logo,
    pages,
)


def _reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def _links(page: Any) -> list[str]:
    return [note.get_object()["/A"]["/URI"] for note in page.get("/Annots", [])]


def _code(pdf: bytes) -> str:
    return str(_reader(pdf).pages[0].get_contents().get_data().decode("latin-1"))  # type: ignore[union-attr]


def test_each_openedhas_its_bookmark_and_its_own_page_numbers() -> None:
    long = invoice([invoice_line(f"Step {number}") for number in range(40)])
    bound = bound_pdf([long, job_ticket(), day_sheet(day_visit())], "Three")
    reader = _reader(bound)
    marks = [mark for mark in reader.outline if not isinstance(mark, list)]
    assert [mark.title for mark in marks] == [
        "Invoice INV-0042 · Dr. A. Brown",
        "Job ticket #771 · Pump hums",
        "Day sheet · Cem Yıldız · Monday, March 9, 2026",
    ]
    starts = [reader.get_destination_page_number(mark) or 0 for mark in marks]
    assert starts[0] == 0 and starts[1] >= 2
    shown = pages(bound)
    assert f"Page {starts[1]} of {starts[1]}" in shown[starts[1] - 1]
    assert "Page 1 of" in shown[starts[1]]
    assert reader.page_layout is None and reader.page_mode == "/UseOutlines"


def test_a_single_openedhas_no_bookmarks() -> None:
    reader = _reader(invoice_pdf(invoice()))
    assert reader.outline == [] and reader.page_mode in (None, "/UseNone")


def test_bound_documents_share_fonts_and_logo() -> None:
    document = invoice(letterhead=Letterhead(name="Hill", logo=logo()))
    one, ten = len(bound_pdf([document], "One")), len(bound_pdf([document] * 10, "Ten"))
    assert ten < 3 * one
    images = {str(page["/Resources"]["/XObject"]) for page in _reader(bound_pdf([document] * 3, "3")).pages}  # type: ignore[index]
    assert len(images) == 1


def test_nothing_can_not_be_bound() -> None:
    with pytest.raises(RuleBroken, match="nothing to print"):
        bound_pdf([], "None")


def test_the_file_says_what_it_is_and_in_which_language() -> None:
    reader = _reader(invoice_pdf(invoice(letterhead=Letterhead(name="شركة"))))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Invoice INV-0042", "شركة")
    assert reader.trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]
    assert bool(reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"])  # type: ignore[index]


def test_addresses_open_with_a_click() -> None:
    head = Letterhead(name="Hill", lines=("office@hill.example · +49 30 1234-567", "www.hill.example"))
    texts = HouseTexts(closing="Pay at https://hill.example/pay", footer="a@b.example")
    document = invoice(letterhead=head, texts=texts, payment_code="https://pay.example/1", signed="")
    assert _links(_reader(invoice_pdf(document)).pages[0]) == [
        "mailto:office@hill.example",
        "tel:+49301234567",
        "https://www.hill.example",
        "https://pay.example/1",
        "https://hill.example/pay",
        "mailto:a@b.example",
    ]


def test_a_payment_code_that_is_no_web_address_is_no_link() -> None:
    assert _links(_reader(invoice_pdf(invoice(payment_code="javascript:alert(1)"))).pages[0]) == []


def test_the_shops_colour_is_on_the_page_and_can_be_read() -> None:
    plain = invoice(letterhead=Letterhead(name="Hill"))
    coloured = invoice(letterhead=Letterhead(name="Hill", colour="#ffd400"))
    yellow, text = Colour.of("#ffd400").numbers, Colour.of(readable_on_paper("#ffd400")).numbers
    assert f"{yellow} rg" in _code(invoice_pdf(coloured))
    assert f"{text} rg" in _code(invoice_pdf(coloured))
    assert f"{yellow} rg" not in _code(invoice_pdf(plain))


@pytest.mark.parametrize("code", ["#ffffff", "#ffd400", "#2f6fed", "#000000", "#7fffd4"])
def test_text_in_any_colour_has_contrast_on_paper(code: str) -> None:
    darker = readable_on_paper(code)
    parts = [int(darker[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (luminance + 0.05) >= 4.49
    assert code not in ("#000000",) or darker == code


def test_the_shops_words_are_where_they_belong() -> None:
    texts = HouseTexts(intro="Dear all", closing="Thank you", footer="HRB 1\nIBAN 2")
    shown = pages(invoice_pdf(invoice(texts=texts)))[0]
    assert shown.index("Dear all") < shown.index("Pump replaced.") < shown.index("Thank you")
    assert "HRB 1" in shown and "IBAN 2" in shown and "Signed on site" in shown
    for pdf in (
        job_ticket_pdf(job_ticket(texts=texts)),
        bound_pdf([day_sheet(day_visit(), texts=texts)], "x"),
    ):
        found = everything(pdf)
        assert found.index("Dearall") < found.index("Thankyou")
        assert "HRB1" in found


def test_a_checklist_has_boxes_to_tick_and_answers_that_were_given() -> None:
    checks = (
        TicketCheck(label="Gas tight", is_required=True),
        TicketCheck(
            label="Pressure",
            kind=CheckKind.NUMBER,
            asks="1–2 bar",
            answer="3 bar",
            outcome=CheckOutcome.FAILED,
        ),
        TicketCheck(label="Colour", kind=CheckKind.CHOICE, choices=("red", "blue")),
    )
    [page, *_] = pages(job_ticket_pdf(job_ticket(checks=checks)))
    for words in (
        "Checklist",
        "Gas tight",
        "required",
        "OK",
        "Fault",
        "Not applicable",
        "1–2 bar",
        "3 bar",
        "red",
    ):
        assert words in page


def test_a_signature_takes_the_place_of_the_line_for_it() -> None:
    signed = Signed(picture=logo(), words="Signed by P. Doyle, 9 Mar 2026 11:24")
    shown = "".join(pages(job_ticket_pdf(job_ticket(signed=signed))))
    assert "Signed by P. Doyle" in shown and "Signature of the customer" not in shown


def test_dates_follow_the_locale_and_their_words_the_document() -> None:
    settings = PrintSettings(locale="de_DE", currency="EUR", paper=PaperSize.A4)
    shown = everything(bound_pdf([day_sheet(day_visit(), settings=settings)], "Sheet"))
    assert "Monday,09.03.2026" in shown and "Montag" not in shown
    assert "09.03.2026" in everything(invoice_pdf(invoice(settings=settings)))


def test_letters_that_share_a_shape_are_told_apart_when_they_are_copied() -> None:
    names = ("شركة نورثغيت للتكييف", "مخبز الياسمين للحلويات والمعجنات", "حج خح جخ", "תודה על הזמנתכם")
    document = invoice([invoice_line(name) for name in names], bill_to=names, summary="فحص المرجل")
    pdf = bound_pdf([document, invoice(bill_to=tuple(reversed(names)))], "Two")
    shown = " ".join(pages(pdf))
    for words in (*names, "فحص المرجل"):
        assert words in shown
    opened = pypdfium2.PdfDocument(pdf)
    try:
        seen = " ".join(opened[0].get_textpage().get_text_range().split())
    finally:
        opened.close()
    assert "شركة نورثغيت للتكييف" in seen and "حج خح جخ" in seen


def test_dots_of_letters_are_drawn_as_shapes() -> None:
    with_dots = _code(invoice_pdf(invoice(summary="ث" * 9)))
    without = _code(invoice_pdf(invoice(summary="ح" * 9)))
    assert with_dots.count(" f Q") - without.count(" f Q") == 9
