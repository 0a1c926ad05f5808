"""Brings a document to the system's printer, page by page, off the GUI thread."""

from functools import partial

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Signal
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.core.words import tr, trn
from fsmdesk.services.printing.messages import Paper
from fsmdesk.views.desk import Desk
from fsmdesk.views.printing.page_view import to_image
from fsmdesk.views.printing.pages import POINTS_PER_INCH, PageSize, draw_page, page_sizes
from fsmdesk.views.tasks import Cancelled, Lane, Progress

MOST_DPI = 300


class PrintRun(QObject):
    """Asks for a printer and prints. Each page is drawn and sent before the next one is thought of, so that
    a batch of hundreds takes no more memory than one page.

    Signals:
        stepped(object): a Step of what is being printed.
        ended(): it is printed, stopped or failed.
    """

    stepped = Signal(object)
    ended = Signal()

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._ticket = 0

    def ask_printer(self, paper: Paper) -> QPrintDialog:
        """The system's dialog is open; its answer starts the printing."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(paper.name)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(tr("Print {name}").format(name=paper.name))
        dialog.accepted.connect(partial(self._accepted, printer, paper))
        QDialog.open(dialog)  # QPrintDialog has an open() of its own that wants a slot
        return dialog

    def _accepted(self, printer: QPrinter, paper: Paper, _same: QPrinter | None = None) -> None:
        # Qt tells of the printer once more where it was chosen in its own dialog.
        self.print_to(printer, paper)

    def print_to(self, printer: QPrinter, paper: Paper) -> None:
        """The document goes to this printer."""
        job = partial(_print, printer, paper.content)
        done = partial(self._say_done, paper)
        self._ticket = self._desk.tasks.run_long(
            self._window, job, done, self._failed, self.stepped.emit, Lane.REST
        )

    def stop(self) -> None:
        """Print no further page."""
        self._desk.tasks.cancel(self._ticket)
        self.ended.emit()

    def _say_done(self, paper: Paper, count: int) -> None:
        words = trn("{name}: {n} page sent to the printer.", "{name}: {n} pages sent to the printer.", count)
        self._desk.shell.say(words.format(name=paper.name, n=self._desk.formats.count(count)))
        self.ended.emit()

    def _failed(self, error: Exception) -> None:
        self.ended.emit()
        self._desk.errors.show(error, self._window)


def _print(printer: QPrinter, content: bytes, progress: Progress) -> int:
    """The pages that the person asked for are at the printer; how many."""
    sizes = page_sizes(content)
    chosen = _chosen(printer, len(sizes))
    dots = min(printer.resolution(), MOST_DPI)
    printer.setFullPage(True)
    _set_paper(printer, sizes[chosen[0]])
    painter = QPainter()
    if not painter.begin(printer):
        raise EnvironmentProblem(tr("The printer does not answer. Check it and try again."))
    try:
        for done, number in enumerate(chosen):
            _tell(progress, done, len(chosen))
            if done:
                _set_paper(printer, sizes[number])
                if not printer.newPage():
                    raise EnvironmentProblem(tr("The printer stopped at page {n}.").format(n=done + 1))
            box = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
            painter.drawImage(box, to_image(draw_page(content, number, dots)))
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(chosen)


def _tell(progress: Progress, done: int, total: int) -> None:
    words = tr("Printing page {n} of {total}").format(n=done + 1, total=total)
    progress.report(done, total, words)


def _chosen(printer: QPrinter, count: int) -> range:
    """The pages that the person asked for, the first is 0; nothing chosen in the dialog means all."""
    first, last = printer.fromPage(), printer.toPage()
    asked = range(max(first, 1) - 1, min(last or count, count))
    return asked if len(asked) else range(count)


def _set_paper(printer: QPrinter, points: PageSize) -> None:
    """The sheet that the document was laid out for, without margins of the printer's own."""
    size = QSizeF(points[0] * 25.4 / POINTS_PER_INCH, points[1] * 25.4 / POINTS_PER_INCH)
    printer.setPageSize(QPageSize(size, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
