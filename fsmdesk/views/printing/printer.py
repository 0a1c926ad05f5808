"""Brings a document to the system's printer, page by page."""

from functools import partial

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.words import tr, trn
from fsmdesk.services.printing.messages import Paper
from fsmdesk.views.desk import Desk
from fsmdesk.views.printing.page_view import to_image
from fsmdesk.views.printing.pages import POINTS_PER_INCH, PagePicture, draw_pages_slowly
from fsmdesk.views.tasks import Step

MOST_DPI = 300


class PrintRun(QObject):
    """Asks for a printer and prints. The pages are drawn off the GUI thread, then sent to the printer."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def ask_printer(self, paper: Paper) -> QPrintDialog:
        """The system's dialog is open; its answer starts the printing."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(paper.name)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(tr("Print {name}").format(name=paper.name))
        dialog.accepted.connect(partial(self.print_to, printer, paper))
        QDialog.open(dialog)  # QPrintDialog has an open() of its own that wants a slot
        return dialog

    def print_to(self, printer: QPrinter, paper: Paper) -> None:
        """The document goes to this printer."""
        dots = min(printer.resolution(), MOST_DPI)
        job = partial(draw_pages_slowly, paper.content, dots)
        done = partial(self._send, printer, paper)
        self._desk.tasks.run_long(self._window, job, done, self._failed, self._tell)

    def _send(self, printer: QPrinter, paper: Paper, pages: tuple[PagePicture, ...]) -> None:
        chosen = _chosen(printer, pages)
        try:
            _paint(printer, chosen)
        except EnvironmentProblem as error:
            self._failed(error)
            return
        words = trn(
            "{name}: {n} page sent to the printer.", "{name}: {n} pages sent to the printer.", len(chosen)
        )
        self._desk.shell.say(words.format(name=paper.name, n=len(chosen)))

    def _tell(self, step: Step) -> None:
        self._desk.shell.say(step.text)

    def _failed(self, error: Exception) -> None:
        self._desk.errors.show(error, self._window)


def _chosen(printer: QPrinter, pages: tuple[PagePicture, ...]) -> tuple[PagePicture, ...]:
    """The pages that the person asked for; 0 in the dialog means all."""
    first, last = printer.fromPage(), printer.toPage()
    return pages[first - 1 : last] if first else pages


def _paint(printer: QPrinter, pages: tuple[PagePicture, ...]) -> None:
    printer.setFullPage(True)
    _set_paper(printer, pages[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise EnvironmentProblem(tr("The printer does not answer. Check it and try again."))
    try:
        for number, page in enumerate(pages):
            if number and not printer.newPage():
                raise EnvironmentProblem(tr("The printer stopped at page {n}.").format(n=number + 1))
            box = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
            painter.drawImage(box, to_image(page))
    finally:
        painter.end()


def _set_paper(printer: QPrinter, page: PagePicture) -> None:
    """The sheet that the document was laid out for, without margins of the printer's own."""
    size = QSizeF(page.points[0] * 25.4 / POINTS_PER_INCH, page.points[1] * 25.4 / POINTS_PER_INCH)
    printer.setPageSize(QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
