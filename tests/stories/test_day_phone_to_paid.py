"""One job through the whole day: a call, a visit, the review, the invoice, the money, the sheet for the books."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader

from fsmdesk.core.lists import ListRequest
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import JobKind, PaymentMethod, Priority
from fsmdesk.services.billing.messages import (
    BillingFigures,
    DraftInvoice,
    Invoice,
    InvoiceList,
    InvoiceStanding,
    IssueInvoice,
    RecordPayment,
)
from fsmdesk.services.closeout.messages import Closeout, CompleteWorkOrder, ReviewWorkOrder
from fsmdesk.services.dispatch.messages import PlaceVisit
from fsmdesk.services.exports.messages import ExportList
from fsmdesk.services.intake.messages import ApproveRequest, Inbox, NewCustomer, NewMachine, NewSite, TakeCall
from fsmdesk.services.printing.messages import DaySheetPaper, InvoicePaper, JobTicketPaper
from tests.stories.day_office import DayOffice, next_hour

_S, _W = VisitState, WorkOrderState


def _text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_a_call_becomes_a_paid_invoice(office: DayOffice, tmp_path: Path) -> None:
    job = _take_the_call(office)
    visit = _schedule(office, job)
    _work(office, job, visit)
    _review(office, job)
    invoice = _bill(office, job)
    _get_paid(office, job, invoice)
    _keep_the_books(office, tmp_path)


def _take_the_call(office: DayOffice) -> int:
    """St. Mary's has no heat: the dispatcher writes it down while they talk, and approves it."""
    job = office.dispatcher.do(
        TakeCall(
            title="No heat in the main building",
            problem="Boiler locks out on ignition.",
            kind=JobKind.EMERGENCY,
            priority=Priority.CRITICAL,
            new_customer=NewCustomer(name="St. Mary's School", phone="555 0142", address="14 Abbey Road"),
            new_site=NewSite(name="Main building", address="14 Abbey Road", city="Dover"),
            new_machine=NewMachine(name="Boiler 1", make="Weil", model="GV90", serial="W-17"),
            caller="P. Doyle",
            purchase_order="SM-8841",
            skills=("Gas",),
            duration_minutes=90,
        )
    ).value
    [request] = office.dispatcher.ask(Inbox())
    assert (request.id, request.customer, request.number) == (job, "St. Mary's School", 1)
    office.dispatcher.do(ApproveRequest(work_order_id=job, seen_version=request.version))
    assert office.dispatcher.ask(Inbox()) == ()
    return job


def _schedule(office: DayOffice, job: int) -> int:
    """It waits beside the board and is dragged to Fay, who has the skill; her papers say so."""
    waiting = office.waiting(job)
    assert (waiting.duration_minutes, waiting.skills) == (90, ("Gas",))
    start = next_hour()
    visit = office.dispatcher.do(
        PlaceVisit(
            work_order_id=job,
            visit_id=waiting.visit_id,
            seen_version=waiting.visit_version or waiting.work_order_version,
            technician_id=office.fay,
            start_at=start,
            end_at=start.replace(minute=45),
        )
    ).value
    assert [each.work_order_id for each in office.board().jobs] == []
    assert (office.card(visit).state, office.job(job).state) == (_S.PLANNED, _W.SCHEDULED)
    ticket = office.fays_phone.ask(JobTicketPaper(work_order_id=job))
    assert "No heat in the main building" in _text(ticket.content)
    sheet = office.fays_phone.ask(DaySheetPaper(technician_id=office.fay, day=start.date()))
    assert "St. Mary's School" in _text(sheet.content)
    return visit


def _work(office: DayOffice, job: int, visit: int) -> None:
    """Fay goes, works, and leaves; the office writes down what was done."""
    office.report(visit, _S.DISPATCHED, office.dispatcher)
    for after, follows in ((_S.EN_ROUTE, _W.EN_ROUTE), (_S.ON_SITE, _W.ON_SITE), (_S.DONE, _W.ON_SITE)):
        office.report(visit, after)
        assert office.job(job).state is follows
    lines = (office.line(job, office.labour, 1_750), office.line(job, office.ignitor, 1_000))
    office.save(job, lines=lines)
    seen = office.job(job).version
    command = CompleteWorkOrder(
        work_order_id=job, seen_version=seen, cause="Ignitor worn out", fix="Ignitor replaced, heat is back"
    )
    office.dispatcher.do(command)
    assert office.job(job).state is _W.COMPLETE


def _review(office: DayOffice, job: int) -> None:
    """The bookkeeper looks it over."""
    [row] = office.bookkeeper.ask(Closeout()).to_review
    assert (row.id, row.net_minor, row.technicians, row.problems) == (job, 23_075, "Fay Brooks", ())
    office.bookkeeper.do(ReviewWorkOrder(work_order_id=job, seen_version=row.version))
    queues = office.bookkeeper.ask(Closeout())
    assert (queues.to_review, [each.id for each in queues.to_invoice]) == ((), [job])


def _bill(office: DayOffice, job: int) -> int:
    """Two clicks: the draft is filled from the job, and issued."""
    invoice = office.bookkeeper.do(DraftInvoice(work_order_ids=(job,))).value
    draft = office.bookkeeper.ask(Invoice(invoice_id=invoice))
    assert (draft.row.total_minor, draft.purchase_order) == (24_460, "SM-8841")
    office.bookkeeper.do(IssueInvoice(invoice_id=invoice, seen_version=draft.row.version))
    issued = office.bookkeeper.ask(Invoice(invoice_id=invoice))
    assert (issued.row.standing, issued.row.work_orders) == (InvoiceStanding.OPEN, "1")
    assert issued.row.number == f"{office.today.year}-000001"
    assert office.job(job).invoice_numbers == (issued.row.number,)
    paper = _text(office.bookkeeper.ask(InvoicePaper(invoice_id=invoice)).content)
    for words in (issued.row.number, "St. Mary's School", "Ignitor worn out.", "1.75 h", "USD 244.60"):
        assert words in paper
    return invoice


def _get_paid(office: DayOffice, job: int, invoice: int) -> None:
    """The school pays, and the job is closed."""
    row = office.bookkeeper.ask(Invoice(invoice_id=invoice)).row
    office.bookkeeper.do(
        RecordPayment(
            customer_id=row.customer_id,
            received_on=office.today,
            amount_minor=row.open_minor,
            method=PaymentMethod.TRANSFER,
            reference="Statement 7",
            invoice_ids=(invoice,),
        )
    )
    assert office.bookkeeper.ask(Invoice(invoice_id=invoice)).row.standing is InvoiceStanding.PAID
    card = office.job(job)
    assert card.state is _W.CLOSED
    steps = [move.after for move in card.moves if move.visit_id is None]
    assert steps == [
        *("requested", "approved", "scheduled", "dispatched", "en_route", "on_site"),
        *("complete", "reviewed", "invoiced", "closed"),
    ]
    people = {move.person for move in card.moves}
    assert people == {"Dan Desk", "Fay Brooks", "Bea Books"}


def _keep_the_books(office: DayOffice, tmp_path: Path) -> None:
    """What came in stands in the figures, in the list, and in the sheet for the accountant."""
    figures = office.bookkeeper.ask(BillingFigures())
    assert (figures.paid_this_month.amount_minor, figures.open.count) == (24_460, 0)
    page = office.bookkeeper.ask(InvoiceList(request=ListRequest()))
    assert page.totals == {"net_minor": 23_075, "tax_minor": 1_385, "total_minor": 24_460, "open_minor": 0}
    path = tmp_path / "invoices.xlsx"
    assert office.bookkeeper.ask(ExportList(kind="invoices", path=str(path))) == 1
    book = load_workbook(path)
    try:
        values = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    finally:
        book.close()
    assert page.rows[0].number in values
    assert "St. Mary's School" in values
