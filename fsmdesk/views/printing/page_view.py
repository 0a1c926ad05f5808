"""Shows the pages of a document one below the other on a grey ground."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.printing.pages import POINTS_PER_INCH, PagePicture
from fsmdesk.views.theme.theme import tokens

_GAP = 20
_SCREEN_DPI = 96
_ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)


def to_image(page: PagePicture) -> QImage:
    """The page as Qt draws it; the pixels are copied."""
    image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    return image.copy()


class PageView(QScrollArea):
    """Pages at a zoom, kept in the middle.

    Signals:
        page_changed(int): the page at the top of the view, from 1.
        zoom_changed(float): 1.0 is the size on paper.
    """

    page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = _Sheet(self)
        self._zoom = 1.0
        self.setWidget(self._sheet)
        self.setWidgetResizable(False)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAccessibleName(tr("Document"))
        self.verticalScrollBar().valueChanged.connect(self._tell_page)

    @property
    def zoom(self) -> float:
        """How large the pages are; 1.0 is their size on paper."""
        return self._zoom

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._sheet.pages)

    def show_pages(self, pages: Sequence[PagePicture]) -> None:
        """Show these pages, the same document sharper or another one; the place is kept."""
        self._sheet.pages = [(to_image(page), page.points) for page in pages]
        self._lay_out()

    def set_zoom(self, zoom: float) -> None:
        """Show the pages larger or smaller; the top of the view stays where it is."""
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        self._zoom = min(max(zoom, _ZOOMS[0]), _ZOOMS[-1])
        self._lay_out()
        bar.setValue(round(share * bar.maximum()))
        self.zoom_changed.emit(self._zoom)

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(next((step for step in _ZOOMS if step > self._zoom + 0.01), _ZOOMS[-1]))

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(next((step for step in reversed(_ZOOMS) if step < self._zoom - 0.01), _ZOOMS[0]))

    def fit_width(self) -> None:
        """As large as the width of the view allows."""
        widest = max((points[0] for _, points in self._sheet.pages), default=0.0)
        if widest:
            room = self.viewport().width() - 2 * _GAP
            self.set_zoom(room / (widest * _SCREEN_DPI / POINTS_PER_INCH))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom; the wheel alone scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.zoom_in()
            else:
                self.zoom_out()
            event.accept()
            return
        super().wheelEvent(event)

    def _lay_out(self) -> None:
        self._sheet.lay_out(self._zoom * _SCREEN_DPI / POINTS_PER_INCH, self.viewport().width())
        self._tell_page()

    def _tell_page(self) -> None:
        self.page_changed.emit(self._sheet.page_at(self.verticalScrollBar().value() + _GAP))


class _Sheet(QWidget):
    """The ground with the pages on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pages: list[tuple[QImage, tuple[float, float]]] = []
        self._boxes: list[QRect] = []

    def lay_out(self, pixels_per_point: float, room: int) -> None:
        """Give each page its place."""
        sizes = [
            QSize(round(points[0] * pixels_per_point), round(points[1] * pixels_per_point))
            for _, points in self.pages
        ]
        width = max([size.width() + 2 * _GAP for size in sizes] + [room])
        top = _GAP
        self._boxes = []
        for size in sizes:
            self._boxes.append(QRect((width - size.width()) // 2, top, size.width(), size.height()))
            top += size.height() + _GAP
        self.resize(width, max(top, 1))
        self.update()

    def page_at(self, top: int) -> int:
        """The page at this height, from 1; 0 without pages."""
        for number, box in enumerate(self._boxes, start=1):
            if top <= box.bottom():
                return number
        return len(self._boxes)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages that are in view, with a soft edge. Paper is white in every theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        edge = QColor(tokens().hairline)
        shadow = QColor(0, 0, 0, 18)
        for box, (image, _points) in zip(self._boxes, self.pages, strict=True):
            if not box.adjusted(-4, -4, 4, 8).intersects(event.rect()):
                continue
            for reach in (4, 2):
                painter.fillRect(box.adjusted(-reach // 2, 0, reach // 2, reach), shadow)
            painter.fillRect(box, Qt.GlobalColor.white)
            painter.drawImage(QRectF(box), image)
            painter.setPen(edge)
            painter.drawRect(box.adjusted(0, 0, -1, -1))
