"""The pad that is signed on, with a mouse, a finger or a pen that tells how hard it presses."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QTabletEvent
from PySide6.QtWidgets import QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.theme.fonts import text_font
from fsmdesk.views.widgets.signature.ink import (
    INK,
    draw_strokes,
    picture_of,
    picture_of_words,
    typed_font,
)
from fsmdesk.views.widgets.signature.strokes import Dot, Strokes

_SMALLEST = QSize(640, 240)
_LINE = "#c3cbd8"
_HINT = "#5f6b80"
_REACH = 14  # beyond the newest points the smooth line may still change
_EDGE = 36


class SignaturePad(QWidget):
    """White paper in both themes. With `words` it shows them instead, and nothing is drawn.

    Signals:
        changed(): something was drawn or taken back.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strokes = Strokes()
        self._words: str | None = None
        self._is_down = False
        self.setMinimumSize(_SMALLEST)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Room for the signature"))
        self.setAccessibleDescription(tr("Drawn with a mouse or a pen. By keyboard, type the name instead."))

    def show_words(self, text: str | None) -> None:
        """Show this text on the paper; None is for drawing again."""
        if text == self._words:
            return  # a stroke that is being drawn goes on
        self._words = text
        self._is_down = False
        self.setCursor(Qt.CursorShape.CrossCursor if text is None else Qt.CursorShape.ArrowCursor)
        self.update()

    def is_empty(self) -> bool:
        """True if there is nothing to be kept."""
        return not self.strokes.done if self._words is None else not self._words.strip()

    def picture(self) -> bytes:
        """What is on the paper, as PNG."""
        return picture_of(self.strokes) if self._words is None else picture_of_words(self._words.strip())

    def take_back(self) -> None:
        """The last stroke is away."""
        self.strokes.take_back()
        self._tell()

    def bring_again(self) -> None:
        """The stroke that was taken back last is there again."""
        self.strokes.bring_again()
        self._tell()

    def clear(self) -> None:
        """The paper is empty."""
        self.strokes.clear()
        self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The pen touches."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(Dot(event.position().x(), event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pen moves."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_on(Dot(event.position().x(), event.position().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The pen is lifted."""
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """The same with a pen, which tells more often where it is, and how hard it presses."""
        dot = Dot(event.position().x(), event.position().y(), event.pressure())
        if event.type() == QTabletEvent.Type.TabletPress:
            self._begin(dot)
        elif event.type() == QTabletEvent.Type.TabletMove:
            self._go_on(dot)
        elif event.type() == QTabletEvent.Type.TabletRelease:
            self._end()
        event.accept()  # else Qt tells it once more as a mouse

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, the line to sign on, and the ink."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor("#ffffff"))
        base = self.height() * 0.76
        painter.setPen(QPen(QColor(_LINE), 1))
        painter.drawLine(QPointF(_EDGE, base), QPointF(self.width() - _EDGE, base))
        if self._words is not None:
            self._draw_words(painter, base)
        elif not self.strokes.done:
            painter.setFont(text_font(13))
            painter.setPen(QColor(_HINT))
            room = QRectF(_EDGE, base + 6, self.width() - 2 * _EDGE, 24)
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, tr("Please sign here"))
        else:
            draw_strokes(painter, self.strokes.done)

    def _draw_words(self, painter: QPainter, base: float) -> None:
        font = typed_font()
        text, room = self._words or "", self.width() - 2 * _EDGE
        wide = QFontMetricsF(font).horizontalAdvance(text)
        if wide > room:
            font.setPixelSize(max(round(font.pixelSize() * room / wide), 12))
        painter.setFont(font)
        painter.setPen(QColor(INK))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        place = QRectF(_EDGE, 0, room, base - 8)
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, shown)

    def _begin(self, dot: Dot) -> None:
        if self._words is None:
            self._is_down = True
            self.strokes.begin(dot)
            self._tell()

    def _go_on(self, dot: Dot) -> None:
        if self._is_down and self.strokes.go_on(dot):
            newest = self.strokes.done[-1][-4:]
            xs, ys = [each.x for each in newest], [each.y for each in newest]
            touched = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
            self.update(touched.adjusted(-_REACH, -_REACH, _REACH, _REACH).toAlignedRect())

    def _end(self) -> None:
        if self._is_down:
            self._is_down = False
            self._tell()

    def _tell(self) -> None:
        self.update()
        self.changed.emit()
