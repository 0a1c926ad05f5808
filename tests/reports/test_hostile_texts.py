"""Texts that have broken documents elsewhere: each prints, and as it is."""

import pytest

from fsmdesk.reports.day_sheet import day_sheet_pdf
from fsmdesk.reports.documents import HouseTexts, Letterhead
from fsmdesk.reports.invoice import invoice_pdf
from fsmdesk.reports.job_ticket import job_ticket_pdf
from tests.reports.samples import day_sheet, day_visit, everything, invoice, invoice_line, job_ticket

LITERAL = [
    "<b>bold</b> & <para>",
    "&lt;script&gt;",
    "<script>alert('hi')</script>",
    "</para></document>",
    "%s %d {0} {name} ${var} %(x)s",
    "(unbalanced ) paren ( \\ backslash",
    "BT /F1 12 Tf (x) Tj ET",
    "-> => 3x4 <-- ---",
    "=1+1",
    "' OR 1=1; --",
    "'\"`´",
    "\\n\\t\\0",
    "Ω≈ç√∫˜µ≤≥÷",
    "€ £ ¥ ₹ ₿ § ©",
    "Łódź Żółć Ğüşöç Ñandú Čeština Ørsted",
    "Съешь же ещё этих мягких булок",
    "Θέρμανση και ύδρευση",
    "暖房の修理 锅炉维修",
    "보일러 수리",
    "๏ เป็นมนุษย์",
    "𝕿𝖍𝖊 𝒒𝒖𝒊𝒄𝒌",
    "☃ ⚠ ✔ ★ ♨",
    "😀 👍 🔧",
    "ﾟ･✿ヾ╲(｡◕‿◕｡)╱",
    "00˙Ɩ$-",
    "NULL",
    "A" * 400,
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
]


def _squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("text", LITERAL)
def test_a_text_prints_as_it_is(text: str) -> None:
    document = invoice([invoice_line(text)], summary=text, letterhead=Letterhead(name="N"))
    assert everything(invoice_pdf(document)).count(_squeezed(text)) == 2


@pytest.mark.parametrize("text", LITERAL)
def test_every_field_of_every_document_takes_it(text: str) -> None:
    head = Letterhead(name=text, lines=(text, text))
    bill = invoice(
        [invoice_line(text, note=text)],
        letterhead=head,
        bill_to=(text, text),
        service_at=(text,),
        summary=text,
        terms=text[:40],
        texts=HouseTexts(closing=text),
        signed=text,
        pay_to=text,
        customer_po=text[:40],
    )
    ticket = job_ticket(
        letterhead=head,
        title=text,
        customer=(text,),
        site=(text,),
        contact=(text,),
        machine=(text,),
        scope=text,
        access_notes=text,
        safety=text,
        cause=text,
        fix=text,
    )
    visit = day_visit(title=text, customer=text, address=text, problem=text, access_notes=text, safety=text)
    wanted = _squeezed(text)[:20]
    assert everything(invoice_pdf(bill)).count(wanted) >= 8
    assert everything(job_ticket_pdf(ticket)).count(wanted) >= 10
    assert everything(day_sheet_pdf(day_sheet(visit, notes=text))).count(wanted) >= 7


@pytest.mark.parametrize(
    "text",
    ["محمد الأحمد", "شركة التكييف والتبريد", "שלום עולם"],
)
def test_text_from_the_right_can_be_copied_out(text: str) -> None:
    found = everything(invoice_pdf(invoice([invoice_line(text)]))).replace("\u2060", "")
    assert _squeezed(text) in found


@pytest.mark.parametrize("character", ["\ue123", "\x07", "\U0001fffe", "\u0378"])
def test_a_character_that_no_font_has_prints_as_a_visible_mark(character: str) -> None:
    assert "a\ufffdb" in everything(invoice_pdf(invoice([invoice_line(f"a{character}b")])))


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\n\n\n", "\u200b", "\u202e", "\u2066\u2069", "\ufeff", "\u0301"]
)
def test_what_shows_nothing_breaks_nothing(text: str) -> None:
    document = invoice(
        [invoice_line(text, note=text)], summary=text, bill_to=(text,), texts=HouseTexts(closing=text)
    )
    assert "USD1,369.06" in everything(invoice_pdf(document))


def test_lines_break_where_the_text_says_so() -> None:
    found = everything(invoice_pdf(invoice(summary="one\ntwo\r\nthree\u2028four")))
    assert "onetwothreefour" in found
