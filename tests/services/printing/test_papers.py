"""Documents made from records: what they say, whose they are, and that issued ones keep saying it."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from fsmdesk.core.errors import NotAllowed, RuleBroken
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import BillTo, InvoiceKind, PaperSize, PaymentMethod
from fsmdesk.models import (
    Absence,
    Company,
    Customer,
    Invoice,
    Picture,
    Shift,
    Site,
    Skill,
    Technician,
    WorkOrder,
    WorkOrderSkill,
)
from fsmdesk.reports.documents import DaySheetDocument, InvoiceDocument, JobTicketDocument
from fsmdesk.services.billing.messages import CreditInvoice, DraftInvoice, IssueInvoice, RecordPayment
from fsmdesk.services.printing.day_sheet_paper import day_sheet_document
from fsmdesk.services.printing.invoice_paper import invoice_document
from fsmdesk.services.printing.messages import DaySheetPaper, InvoicePaper, JobTicketPaper
from fsmdesk.services.printing.ticket_paper import ticket_document
from fsmdesk.services.records import find
from tests.services.shop import (
    BEN,
    COUNTY_TAX,
    FAY,
    LIBRARY,
    LIBRARY_SITE,
    SCHOOL,
    SCHOOL_SITE,
    LineOf,
    Shop,
    at,
)

_W, _S = WorkOrderState, VisitState


def _issue(shop: Shop, *jobs: int) -> int:
    invoice = shop.bookkeeper.do(DraftInvoice(work_order_ids=jobs)).value
    seen = shop.version(Invoice, invoice)
    return shop.bookkeeper.do(IssueInvoice(invoice_id=invoice, seen_version=seen)).value


def _document(shop: Shop, invoice: int) -> InvoiceDocument:
    with shop.reading() as work:
        return invoice_document(work, find(work, Invoice, invoice))


def _ticket(shop: Shop, job: int) -> JobTicketDocument:
    with shop.reading() as work:
        return ticket_document(work, find(work, WorkOrder, job))


def _sheet(shop: Shop, technician: int, day: date) -> DaySheetDocument:
    with shop.reading() as work:
        return day_sheet_document(work, find(work, Technician, technician), day)


def _text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages)


def test_an_invoice_prints_what_was_issued(shop: Shop) -> None:
    lines = (
        LineOf(price_minor=6_450, discount_ppm=100_000),
        LineOf(bill_to=BillTo.WARRANTY, note="claim 2291"),
    )
    invoice = _issue(shop, shop.reviewed_job(*lines, purchase_order="SM-1"))
    before = _document(shop, invoice)
    assert (before.number, before.work_orders, before.customer_po) == ("2026-0001", ("#1",), "SM-1")
    assert before.bill_to == ("City Library", "1 Main St", "Springfield")
    assert before.letterhead.lines == ("5 Works Lane, Springfield", "555 0199", "Lic. HV-331 · Tax ID US-77")
    assert [line.note for line in before.lines] == ["Less 10%", "Manufacturer's warranty, claim 2291"]
    assert (before.subtotal_minor, before.paid_minor, before.due_minor) == (5_805, 0, 6_153)
    assert (before.terms, before.due_on) == ("net 30", date(2026, 4, 1))
    assert before.payment_code == "https://pay.example/2026-0001?amount=61.53"
    shop.change(Company, 1, name="Other", locale="de_DE", payment_link="", paper=PaperSize.LETTER)
    shop.change(Customer, LIBRARY, name="Other")
    shop.change(Site, LIBRARY_SITE, name="Other")
    assert _document(shop, invoice) == before


def test_the_pdf_holds_it_on_the_paper_that_was_asked_for(shop: Shop) -> None:
    invoice = _issue(shop, shop.reviewed_job())
    paper = shop.bookkeeper.ask(InvoicePaper(invoice_id=invoice))
    assert paper.name == "Invoice 2026-0001"
    for words in ("2026-0001", "City Library", "USD 106.00", "Brooks Heating"):
        assert words in _text(paper.content)
    widths = {
        size: round(
            PdfReader(BytesIO(shop.owner.ask(InvoicePaper(invoice_id=invoice, paper=size)).content))
            .pages[0]
            .mediabox.width
        )
        for size in (PaperSize.A4, PaperSize.LETTER)
    }
    assert widths == {PaperSize.A4: 595, PaperSize.LETTER: 612}


def test_several_jobs_and_taxes_are_told_apart(shop: Shop) -> None:
    jobs = (shop.reviewed_job(LineOf(), LineOf()), shop.reviewed_job(LineOf(tax_id=COUNTY_TAX)))
    document = _document(shop, _issue(shop, *jobs))
    assert [line.note for line in document.lines] == ["Work order #1", "", "Work order #2"]
    assert [tax.label for tax in document.taxes] == ["Sales tax 6%", "State 6.25%", "County 1.25%"]
    assert document.service_at == (
        "Central Library, 1 Main St, Springfield",
        "Boiler 1 · Weil GV90 · SN W-17",
        "2 Mar 2026, Fay Brooks",
    )


def test_an_exemption_names_its_certificate(shop: Shop) -> None:
    job = shop.reviewed_job(customer_id=SCHOOL, site_id=SCHOOL_SITE, equipment_id=None)
    document = _document(shop, _issue(shop, job))
    assert [tax.label for tax in document.taxes] == ["E Exempt (cert. 5519)"]
    assert document.bill_to == ("Hill School",)


def test_what_was_paid_is_as_of_now(shop: Shop) -> None:
    invoice = _issue(shop, shop.reviewed_job())
    for amount, due in ((600, 10_000), (10_000, 0)):
        shop.bookkeeper.do(
            RecordPayment(
                customer_id=LIBRARY,
                received_on=date(2026, 3, 2),
                amount_minor=amount,
                method=PaymentMethod.CASH,
                invoice_ids=(invoice,),
            )
        )
        assert _document(shop, invoice).due_minor == due
    assert (_document(shop, invoice).payment_code, _document(shop, invoice).pay_to) == (None, "")


def test_a_credit_note_names_what_it_corrects_and_why(shop: Shop) -> None:
    invoice = _issue(shop, shop.reviewed_job())
    note = shop.bookkeeper.do(CreditInvoice(invoice_id=invoice, reason="Wrong customer")).value
    document = _document(shop, note)
    assert (document.kind, document.corrects, document.summary) == (
        InvoiceKind.CREDIT_NOTE,
        "2026-0001",
        "Wrong customer",
    )
    assert (document.due_minor, document.terms) == (10_600, "")
    assert shop.bookkeeper.ask(InvoicePaper(invoice_id=note)).name == "Credit note CN-0001"


def test_a_draft_says_so_and_has_a_name_for_its_file(shop: Shop) -> None:
    shop.change(Customer, LIBRARY, name='A/B: "C"')
    invoice = shop.bookkeeper.do(DraftInvoice(work_order_ids=(shop.reviewed_job(),))).value
    paper = shop.bookkeeper.ask(InvoicePaper(invoice_id=invoice))
    assert paper.name == "Draft invoice A-B- -C"
    assert "Draft" in _text(paper.content)
    with pytest.raises(RuleBroken, match="gone"):
        shop.bookkeeper.ask(InvoicePaper(invoice_id=999))


def test_the_logo_of_the_day_of_issue_stays(shop: Shop) -> None:
    [logo] = shop.add(Picture(sha256="0" * 64, media_type="image/png", content=b"old"))
    shop.change(Company, 1, logo_id=logo)
    invoice = _issue(shop, shop.reviewed_job())
    shop.change(Company, 1, logo_id=None)
    assert _document(shop, invoice).letterhead.logo == b"old"


def test_a_ticket_has_what_is_needed_on_site(shop: Shop) -> None:
    shop.reviewed_job(completed_at=at(7, day=1))
    job = shop.job(
        _W.DISPATCHED,
        (LineOf(planned_milli=1_500, done_milli=0),),
        problem="Locks out twice a day.",
        safety_notes="Asbestos",
        caller="P. Doyle",
        due_at=at(16),
    )
    [skill] = shop.add(Skill(name="Gas"))
    shop.add(WorkOrderSkill(work_order_id=job, skill_id=skill))
    shop.visit(job, at(9), state=_S.DISPATCHED)
    shop.visit(job, at(14), technician_id=BEN, state=_S.CANCELLED)
    ticket = _ticket(shop, job)
    assert (ticket.number, ticket.scope, ticket.safety) == ("#2", "Locks out twice a day.", "Asbestos")
    assert ticket.site == ("Central Library", "1 Main St", "Springfield")
    assert (ticket.contact, ticket.machine) == (("P. Doyle",), ("Boiler 1", "Weil GV90", "SN W-17"))
    assert [(visit.technician, visit.starts_at) for visit in ticket.visits] == [("Fay Brooks", at(9))]
    assert [(line.quantity_milli, line.bill_to) for line in ticket.lines] == [(1_500, "Customer")]
    assert [(past.number, past.summary) for past in ticket.history] == [("#1", "Replaced ignitor")]
    assert ticket.skills == ("Gas",)
    paper = shop.fays_phone.ask(JobTicketPaper(work_order_id=job))
    assert paper.name == "Job ticket 2"
    assert "Locks out twice a day." in _text(paper.content)


def test_a_ticket_without_customer_site_or_machine_still_prints(sqlite_shop: Shop) -> None:
    job = sqlite_shop.job(customer_id=None, site_id=None, equipment_id=None)
    assert sqlite_shop.owner.ask(JobTicketPaper(work_order_id=job)).content.startswith(b"%PDF")


def test_technicians_print_their_own_work_only(sqlite_shop: Shop) -> None:
    job = sqlite_shop.job(_W.SCHEDULED)
    sqlite_shop.visit(job, at(9), technician_id=BEN)
    with pytest.raises(NotAllowed, match="somebody else's"):
        sqlite_shop.fays_phone.ask(JobTicketPaper(work_order_id=job))
    sqlite_shop.visit(job, at(11), technician_id=FAY, state=VisitState.CANCELLED)
    with pytest.raises(NotAllowed, match="somebody else's"):
        sqlite_shop.fays_phone.ask(JobTicketPaper(work_order_id=job))
    with pytest.raises(NotAllowed, match="somebody else's"):
        sqlite_shop.fays_phone.ask(DaySheetPaper(technician_id=BEN, day=date(2026, 3, 2)))
    with pytest.raises(NotAllowed):
        sqlite_shop.fays_phone.ask(InvoicePaper(invoice_id=1))
    assert sqlite_shop.fays_phone.ask(DaySheetPaper(technician_id=FAY, day=date(2026, 3, 2))).content


def test_a_day_sheet_has_the_day_in_order(shop: Shop) -> None:
    shop.add(
        Shift(technician_id=FAY, weekday=0, start_minute=480, end_minute=1020),
        Shift(technician_id=FAY, weekday=1, start_minute=0, end_minute=60),
        Absence(technician_id=FAY, start_at=at(12), end_at=at(13), reason="Dentist"),
    )
    afternoon = shop.job(_W.SCHEDULED, title="Annual service", access_notes="Key at the desk")
    shop.visit(afternoon, at(14))
    shop.visit(shop.job(_W.SCHEDULED, title="Night watch"), at(22, day=1), at(6))
    shop.visit(shop.job(_W.SCHEDULED), at(9), technician_id=BEN)
    shop.visit(shop.job(_W.SCHEDULED), at(9, day=3))
    shop.visit(shop.job(_W.SCHEDULED), at(10), state=_S.CANCELLED)
    sheet = _sheet(shop, FAY, date(2026, 3, 2))
    assert [visit.title for visit in sheet.visits] == ["Night watch", "Annual service"]
    assert (sheet.shift, sheet.notes) == ("8:00–17:00", "Away 12:00–13:00: Dentist")
    visit = sheet.visits[1]
    assert (visit.customer, visit.address) == ("City Library", "Central Library, 1 Main St, Springfield")
    assert (visit.access_notes, visit.phone, visit.machine) == (
        "Key at the desk",
        "555 0100",
        "Boiler 1 · Weil GV90 · SN W-17",
    )
    paper = shop.dispatcher.ask(DaySheetPaper(technician_id=FAY, day=date(2026, 3, 2)))
    assert paper.name == "Day sheet 2026-03-02 Fay Brooks"
    assert "Annual service" in _text(paper.content)
