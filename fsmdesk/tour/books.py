"""The books: invoice in two clicks, preview, payment, Excel, and the papers of the day."""

from io import BytesIO
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit, QPushButton

from fsmdesk.core.states import WorkOrderState
from fsmdesk.services.billing.messages import Invoice, InvoiceCard, InvoiceStanding
from fsmdesk.services.printing.messages import DaySheetPaper, InvoicePaper, JobTicketPaper
from fsmdesk.tour.hand import TourBroken, click, press, rest, the, wait_for
from fsmdesk.tour.morning import Job
from fsmdesk.tour.record import Record
from fsmdesk.tour.stage import Stage
from fsmdesk.views.invoices.list_screen import InvoicesScreen
from fsmdesk.views.invoices.screen import InvoiceScreen
from fsmdesk.views.printing.preview import PreviewWindow
from fsmdesk.views.review.to_invoice import ToInvoiceScreen
from fsmdesk.views.screen import Screen


def invoice(stage: Stage, record: Record, job: Job) -> None:
    """From the queue of reviewed jobs to an issued invoice: two clicks, nothing typed."""
    with record.step("invoice the reviewed job in two clicks"):
        queue = _to_invoice(stage, job)
        record.picture(stage.window, "to-invoice")
        click(the(QPushButton, queue, "Invoice…"))
        wait_for(queue.panel.is_ready, "the invoice as the customer will get it")
        job.invoice_id = queue.panel.invoice_id() or 0
        wait_for(lambda: queue.panel.paper.page_count, "its page")
        stage.settle()
        record.picture(stage.window, "issue")
        click(queue.panel.issue_button)
        wait_for(lambda: _invoice(stage, job).row.number, "the number")
        stage.settle()
        stage.window.open_record("invoice", job.invoice_id)
        stage.screen("InvoiceScreen")
        stage.settle()
        card = _invoice(stage, job)
        record.check(card.row.total_minor == card.row.net_minor + card.row.tax_minor, "the total adds up")
        record.check(
            sum(line.net_minor for line in card.lines) == card.row.net_minor, "the lines add up to the net"
        )
        record.check(job.card(stage).state is WorkOrderState.INVOICED, "the job is invoiced")
        record.picture(stage.window, "invoice")


def preview(stage: Stage, record: Record, job: Job) -> None:
    """Ctrl+P shows the document as it will be printed."""
    with record.step("preview the invoice"):
        stage.key(Qt.Key.Key_P)
        wait_for(lambda: stage.window.findChildren(PreviewWindow), "the preview")
        window = stage.window.findChildren(PreviewWindow)[0]
        wait_for(lambda: window.view.page_count, "its pages")
        stage.settle()
        record.check(window.paper is not None, "the document was read")
        record.picture(window, "preview")
        window.close()
        rest()


def pay(stage: Stage, record: Record, job: Job) -> None:
    """Ctrl+Enter begins the payment with the open amount, Enter records it."""
    with record.step("record the payment"):
        screen = stage.screen("InvoiceScreen")
        assert isinstance(screen, InvoiceScreen)
        stage.key(Qt.Key.Key_Return)
        wait_for(screen.payment.isVisible, "the payment")
        stage.settle()
        record.picture(stage.window, "payment")
        press(Qt.Key.Key_Return)
        wait_for(lambda: _invoice(stage, job).row.standing is InvoiceStanding.PAID, "the payment")
        stage.settle()
        record.check(_invoice(stage, job).row.open_minor == 0, "nothing is open any more")
        record.check(job.card(stage).state is WorkOrderState.CLOSED, "the job is closed")
        record.picture(stage.window, "paid")


def excel(stage: Stage, record: Record, job: Job) -> None:
    """The list of invoices as a workbook, read back."""
    with record.step("export the invoices to Excel"):
        stage.window.go("invoices")
        screen = stage.screen("InvoicesScreen")
        assert isinstance(screen, InvoicesScreen)
        stage.settle()
        screen.table.setFocus()
        record.picture(stage.window, "invoices")
        path = record.folder / "invoices.xlsx"
        stage.key(Qt.Key.Key_E)
        _answer_with(stage, path)
        wait_for(path.exists, "the workbook")
        stage.settle()
        number = _invoice(stage, job).row.number
        record.check(number in _first_column(path.read_bytes()), f"{number} is in the workbook")


def papers(stage: Stage, record: Record, job: Job) -> None:
    """Invoice, job ticket and day sheet as PDF, read back."""
    with record.step("print invoice, job ticket and day sheet"):
        card = job.card(stage)
        visit = card.visits[0]
        assert visit.technician_id is not None and visit.start_at is not None
        day = visit.start_at.astimezone(stage.desk.formats.zone).date()
        for name, query in (
            ("invoice.pdf", InvoicePaper(invoice_id=job.invoice_id)),
            ("job-ticket.pdf", JobTicketPaper(work_order_id=job.id)),
            ("day-sheet.pdf", DaySheetPaper(technician_id=visit.technician_id, day=day)),
        ):
            content = stage.ask(query).content
            record.write(name, content)
            words = _invoice(stage, job).row.number if name == "invoice.pdf" else card.title
            record.check(words.split()[0] in _text(content), f"{name} says {words.split()[0]}")


def _to_invoice(stage: Stage, job: Job) -> ToInvoiceScreen:
    stage.window.go("review")
    review = stage.screen("ReviewScreen")
    stage.settle()
    click(_button_that_begins(review, "To invoice"))
    screen = stage.screen("ToInvoiceScreen")
    assert isinstance(screen, ToInvoiceScreen)
    stage.settle()
    screen.table.make_current(job.id, scroll=True)
    stage.settle()
    current = screen.table.current_row()
    if current is None or current.id != job.id:
        raise TourBroken("the reviewed job is not in the queue")
    return screen


def _button_that_begins(screen: Screen, words: str) -> QPushButton:
    for button in screen.findChildren(QPushButton):
        if button.isVisible() and button.text().startswith(words):
            return button
    raise TourBroken(f"there is no button {words}")


def _answer_with(stage: Stage, path: Path) -> None:
    """Give the path where the file dialog asks for it."""
    wait_for(lambda: stage.window.findChildren(QFileDialog), "the file dialog")
    dialog = stage.window.findChildren(QFileDialog)[0]
    dialog.setDirectory(str(path.parent))  # where it began, a file of that name may be selected and would win
    the(QLineEdit, dialog).setText(str(path))  # pasted: while one types, the list of files that fit opens
    buttons = dialog.findChildren(QDialogButtonBox)[0]
    click(buttons.button(QDialogButtonBox.StandardButton.Save))


def _invoice(stage: Stage, job: Job) -> InvoiceCard:
    return stage.ask(Invoice(invoice_id=job.invoice_id))


def _first_column(content: bytes) -> set[str]:
    from openpyxl import load_workbook

    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    return {str(row[0]) for row in sheet.iter_rows(values_only=True)}


def _text(content: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        return " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
