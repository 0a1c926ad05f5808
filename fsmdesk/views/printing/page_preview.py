"""The first page of a document beside its record: what the customer will get."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from fsmdesk.core.messages import Query
from fsmdesk.core.words import tr, trn
from fsmdesk.services.printing.messages import Paper
from fsmdesk.views.desk import Desk
from fsmdesk.views.printing.page_view import to_image
from fsmdesk.views.printing.pages import PagePicture, draw_first_page
from fsmdesk.views.tasks import Lane
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.theme.theme import tokens

_REST_MS = 150
_MARGIN = 16
_CAPTION = 24


class PagePreview(QAbstractButton):
    """Draws the page as large as its room allows, sharp on every screen. A click or Enter opens all of it.

    Signals:
        opened(): the person wants to see the whole document.
    """

    opened = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._content = b""
        self._image: QImage | None = None
        self._page_count = 0
        self._asked = 0
        self._drawn_for = QSize()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self._draw)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(tr("The document as the customer gets it"))
        self.setToolTip(tr("Open the preview"))
        self.clicked.connect(self.opened)

    @property
    def page_count(self) -> int:
        """How many pages the document has; 0 while none is shown."""
        return self._page_count

    def show_paper(self, query: Query[Paper]) -> None:
        """Read the document and show its first page; what was shown stays until then."""
        self._asked += 1
        asked = self._asked

        def take(paper: Paper) -> None:
            if asked == self._asked:
                self._content = paper.content
                self._draw()

        self._desk.ask(self, query, take)

    def clear(self) -> None:
        """Show an empty sheet: another document is on its way."""
        self._asked += 1
        self._content, self._image, self._page_count = b"", None, 0
        self.update()

    def _room(self) -> QSize:
        return QSize(max(self.width() - 2 * _MARGIN, 1), max(self.height() - 2 * _MARGIN - _CAPTION, 1))

    @Slot()
    def _draw(self) -> None:
        if not self._content or not self.isVisible():
            return
        self._drawn_for = self._room()
        size = self._drawn_for * self.devicePixelRatioF()
        job = partial(draw_first_page, self._content, size.width(), size.height())
        self._desk.tasks.run(self, job, self._take, self._failed, Lane.REST)

    def _take(self, drawn: tuple[PagePicture, int]) -> None:
        page, self._page_count = drawn
        self._image = to_image(page)
        self.update()

    def _failed(self, error: Exception) -> None:
        self._desk.errors.show(error, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page on the ground with a soft edge. Paper is white in every theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = self._page_box()
        for reach in (6, 4, 2):
            painter.fillRect(box.adjusted(-reach / 2, 0, reach / 2, reach), QColor(0, 0, 0, 16))
        painter.fillRect(box, Qt.GlobalColor.white)
        if self._image is not None:
            painter.drawImage(box, self._image)
        now = tokens()
        painter.setPen(
            QPen(QColor(now.accent if self.hasFocus() else now.hairline), 2 if self.hasFocus() else 1)
        )
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.setPen(QColor(now.muted))
        painter.setFont(text_font(12))
        below = QRectF(_MARGIN, box.bottom() + 6, self.width() - 2 * _MARGIN, _CAPTION)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._caption())

    def _page_box(self) -> QRectF:
        room = self._room()
        ratio = 1.414 if self._image is None else self._image.height() / self._image.width()
        width = min(room.width(), room.height() / ratio)
        return QRectF((self.width() - width) / 2, _MARGIN, width, width * ratio)

    def _caption(self) -> str:
        if not self._page_count:
            return tr("Reading…")
        if self._page_count == 1:
            return tr("What the customer gets")
        more = self._page_count - 1
        return trn("And {n} more page", "And {n} more pages", more).format(n=more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page is drawn anew once the size came to rest."""
        super().resizeEvent(event)
        if self._room() != self._drawn_for:
            self._timer.start()

    def showEvent(self, event: object) -> None:
        """What came while it was hidden is drawn now."""
        self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the preview as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)
