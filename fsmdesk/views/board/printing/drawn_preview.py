"""The preview of the board: its pages are drawn one by one, between which the window answers."""

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF, QTimer, Slot
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

from fsmdesk.core.terms import PaperSize
from fsmdesk.core.words import tr
from fsmdesk.services.printing.messages import Paper
from fsmdesk.views.board.printing.board_pages import BoardPages, Heading, Printed
from fsmdesk.views.board.schedule_picture import SchedulePicture
from fsmdesk.views.desk import Desk
from fsmdesk.views.printing.preview import PreviewWindow
from fsmdesk.views.tasks import Step

_MARGIN_MM = 9.0
_DOTS_PER_INCH = 300
_PAPERS = {PaperSize.A4: QPageSize.PageSizeId.A4, PaperSize.LETTER: QPageSize.PageSizeId.Letter}


class DrawnPreview(PreviewWindow):
    """Shows the board as it is when the window opens; what changes later is not on it."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        source: SchedulePicture,
        printed: Printed,
        paper_size: PaperSize,
        heading: Heading,
        name: str,
    ) -> None:
        self._name = name
        self._at = 0
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setResolution(_DOTS_PER_INCH)
        self._writer.setTitle(f"{heading.title} · {heading.shop}")
        self._writer.setCreator("fsmdesk")
        margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        size, unit = QPageSize(_PAPERS[paper_size]), QPageLayout.Unit.Millimeter
        self._writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Landscape, margins, unit))
        self._page = QSizeF(self._writer.width(), self._writer.height())
        self._pages = BoardPages(source, printed, self._page, heading, desk.formats)
        self._painter: QPainter | None = None
        super().__init__(desk, parent, None, (), heading.title)

    def _read(self) -> None:
        """The first page is drawn once the window stands."""
        self._rooms.setCurrentWidget(self.waiting)
        if self._pages.parts:
            self._painter = QPainter(self._writer)
            QTimer.singleShot(0, self, self._draw_next)

    @Slot()
    def _draw_next(self) -> None:
        painter, total = self._painter, len(self._pages.parts)
        if painter is None:
            return
        if self._at:
            self._writer.newPage()
        self._pages.draw(painter, self._at, self._page)
        self._at += 1
        if self._at < total:
            words = tr("Page {number} of {count}").format(number=self._at, count=total)
            self._show_step(Step(self._at, total, words))
            QTimer.singleShot(0, self, self._draw_next)
            return
        self._end_drawing()
        self._show_paper(None, False, Paper(self._name, bytes(self._buffer.data().data())))

    @Slot()
    def _stop(self) -> None:
        """No further page is drawn."""
        self._end_drawing()
        super()._stop()

    def _end_drawing(self) -> None:
        if self._painter is not None:
            self._painter.end()
            self._painter = None
        self._buffer.close()
