"""How documents look: set by the owner, kept by what was issued."""

import base64
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.terms import CheckKind, CheckOutcome, DocumentKind, PaperSize
from fsmdesk.models import Company, FileContent, Invoice, Signature, WorkOrderCheck
from fsmdesk.services.billing.messages import CreditInvoice, DraftInvoice, IssueInvoice
from fsmdesk.services.printing.messages import InvoicePaper, JobTicketPaper, SamplePaper
from fsmdesk.services.setup.messages import Documents, DocumentWords, EditDocuments
from tests.services.shop import Shop

_INVOICE, _NOTE = DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE


def _logo() -> bytes:
    target = BytesIO()
    Image.new("RGB", (30, 10), (10, 90, 200)).save(target, "PNG")
    return target.getvalue()


def _edit(shop: Shop, colour: str = "#0f766e", *texts: DocumentWords, logo: bytes | None = None) -> None:
    seen = shop.owner.ask(Documents()).version
    shop.owner.do(EditDocuments(seen_version=seen, colour=colour, texts=texts, logo=logo))


def _issue(shop: Shop, job: int) -> int:
    draft = shop.bookkeeper.do(DraftInvoice(work_order_ids=(job,))).value
    return shop.bookkeeper.do(IssueInvoice(invoice_id=draft, seen_version=shop.version(Invoice, draft))).value


def _text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages)


def test_looks_are_stored_and_read_back(shop: Shop) -> None:
    assert {words.document for words in shop.owner.ask(Documents()).texts} == set(DocumentKind)
    _edit(shop, " #0F766E ", DocumentWords(_INVOICE, "Dear all", "Bye", "HRB 1"), logo=_logo())
    card = shop.bookkeeper.ask(Documents())
    assert (card.colour, card.logo) == ("#0f766e", _logo())
    assert card.texts[0] == DocumentWords(_INVOICE, "Dear all", "Bye", "HRB 1")
    _edit(shop, "", DocumentWords(_NOTE, "Sorry"), logo=b"")
    card = shop.owner.ask(Documents())
    assert (card.colour, card.logo, card.texts[0].intro, card.texts[1].intro) == (
        "",
        None,
        "Dear all",
        "Sorry",
    )


def test_what_somebody_else_changed_is_not_overwritten(shop: Shop) -> None:
    seen = shop.owner.ask(Documents()).version
    _edit(shop, "#111111")
    with pytest.raises(ConflictError):
        shop.owner.do(EditDocuments(seen_version=seen, colour="#222222", texts=()))
    seen = shop.owner.ask(Documents()).version
    _edit(shop, "#111111", DocumentWords(_INVOICE, "Text alone"))
    with pytest.raises(ConflictError):
        shop.owner.do(EditDocuments(seen_version=seen, colour="#222222", texts=()))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"texts": (DocumentWords(_INVOICE, "a\x00b"),)}, "invoice_intro"),
        ({"texts": (DocumentWords(_INVOICE, footer="\n".join("123456789")),)}, "invoice_footer"),
        ({"logo": b"not a picture"}, "logo"),
    ],
)
def test_what_can_not_be_printed_is_refused_at_its_field(
    sqlite_shop: Shop, changes: dict[str, object], field: str
) -> None:
    values: dict[str, object] = {"seen_version": 1, "colour": "", "texts": ()}
    with pytest.raises(RuleBroken) as broken:
        sqlite_shop.owner.do(EditDocuments(**(values | changes)))  # type: ignore[arg-type]
    assert broken.value.field == field


def test_only_the_owner_sets_the_looks(sqlite_shop: Shop) -> None:
    with pytest.raises(NotAllowed):
        sqlite_shop.bookkeeper.do(EditDocuments(seen_version=1, colour="#111111", texts=()))


def test_an_issued_invoice_keeps_the_looks_of_its_day(shop: Shop) -> None:
    _edit(shop, "#0f766e", DocumentWords(_INVOICE, "For {number}: {amount}", "Bye", "HRB 1"), logo=_logo())
    invoice = _issue(shop, shop.reviewed_job())
    before = shop.bookkeeper.ask(InvoicePaper(invoice_id=invoice)).content
    for words in ("For 2026-0001: USD 106.00", "Bye", "HRB 1"):
        assert words in _text(before)
    _edit(shop, "#c00000", DocumentWords(_INVOICE, "New"), logo=b"")
    assert shop.bookkeeper.ask(InvoicePaper(invoice_id=invoice)).content == before
    assert "New" in _text(
        shop.bookkeeper.ask(InvoicePaper(invoice_id=_issue(shop, shop.reviewed_job()))).content
    )


def test_a_credit_note_has_its_own_words_in_the_colour_of_its_invoice(shop: Shop) -> None:
    _edit(shop, "#0f766e", DocumentWords(_INVOICE, "Dear all"), DocumentWords(_NOTE, "Sorry about {number}"))
    invoice = _issue(shop, shop.reviewed_job())
    _edit(shop, "#c00000")
    note = shop.bookkeeper.do(CreditInvoice(invoice_id=invoice, reason="Wrong")).value
    shown = _text(shop.bookkeeper.ask(InvoicePaper(invoice_id=note)).content)
    assert "Sorry about CN-0001" in shown and "Dear all" not in shown
    with shop.reading() as work:
        issued = work.session.get(Invoice, note)
        assert issued is not None and issued.document_colour == "#0f766e"


def test_who_signed_stands_on_the_invoice_and_under_the_ticket(shop: Shop) -> None:
    job = shop.reviewed_job()
    [content] = shop.add(
        FileContent(sha256="0" * 64, media_type="image/png", size_bytes=len(_logo()), content=_logo())
    )
    signed_at = datetime(2026, 3, 2, 11, 24, tzinfo=UTC)
    shop.add(Signature(work_order_id=job, content_id=content, signer="P. Doyle", signed_at=signed_at))
    invoice = _issue(shop, job)
    shown = _text(shop.bookkeeper.ask(InvoicePaper(invoice_id=invoice)).content)
    assert "Signed on site by P. Doyle, 2 Mar 2026 11:24" in shown
    ticket = _text(shop.dispatcher.ask(JobTicketPaper(work_order_id=job)).content)
    assert "Signed by P. Doyle, 2 Mar 2026 11:24" in ticket


def test_a_ticket_has_gear_and_checklist(shop: Shop) -> None:
    job = shop.job(protective_gear="Gloves", safety_notes="Asbestos")
    answered = {"outcome": CheckOutcome.FAILED, "answered_at": datetime(2026, 3, 2, 9, tzinfo=UTC)}
    shop.add(
        WorkOrderCheck(
            work_order_id=job, position=1, kind=CheckKind.TICK, label="Gas tight", is_required=True
        ),
        WorkOrderCheck(
            work_order_id=job,
            position=2,
            kind=CheckKind.NUMBER,
            label="Pressure",
            unit="bar",
            low_milli=1_200,
            high_milli=1_800,
            answer_milli=2_500,
            note="leaks",
            **answered,
        ),
        WorkOrderCheck(
            work_order_id=job, position=3, kind=CheckKind.CHOICE, label="State", choices="Good\n!Worn out"
        ),
    )
    shown = _text(shop.dispatcher.ask(JobTicketPaper(work_order_id=job)).content)
    for words in (
        *("Protective gear Gloves", "Asbestos", "Gas tight required", "1.2–1.8 bar"),
        *("2.5 bar · Failed · leaks", "Good", "Worn out"),
    ):
        assert words in shown
    assert "!Worn" not in shown


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_a_sample_of_each_kind_looks_as_it_would(shop: Shop, kind: DocumentKind) -> None:
    shop.change(Company, 1, locale="de_DE", currency="EUR")
    paper = shop.owner.ask(
        SamplePaper(
            document=kind, paper=PaperSize.LETTER, colour="#c0", logo=_logo(), intro="Hello", footer="HRB 1"
        )
    )
    reader = PdfReader(BytesIO(paper.content))
    assert round(reader.pages[0].mediabox.width) == 612
    shown = _text(paper.content)
    assert "Hello" in shown and "HRB 1" in shown and "Brooks Heating" in shown
    with pytest.raises(RuleBroken, match="picture"):
        shop.owner.ask(SamplePaper(document=kind, logo=base64.b64decode("bm9wZQ==")))
