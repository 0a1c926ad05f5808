"""The box of a card without its words: fill, frame and the stripe of the priority, copied from few pictures."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from fsmdesk.core.states import VisitState
from fsmdesk.views.board.marks import MARK_SIZE, STATE_MARKS, MarkPainter
from fsmdesk.views.board.palette import BoardPalette, Swatch, mixed

STRIPE_WIDTH = 4
RADIUS = 6.0
SMALL_MARK = 11
_MOST_BOXES = 2048
_TIGHT_HEIGHT = 32
_Key = tuple[int, int, int, int, int, str, int]


class BoxPainter:
    """Makes boxes once for each size and look, and keeps them: many visits are of one length and state."""

    def __init__(self, palette: BoardPalette, marks: MarkPainter, ratio: float) -> None:
        self._palette = palette
        self._marks = marks
        self._ratio = ratio
        self._boxes: dict[_Key, QPixmap] = {}

    def box(
        self,
        size: tuple[int, int],
        swatch: Swatch,
        priority: int,
        state: VisitState | None,
        travel: int = 0,
        is_dashed: bool = False,
    ) -> QPixmap:
        """The box with the mark of the state in it, and as many pixels of way before it."""
        look = state._value_ if state is not None else ""
        key = (size[0], size[1], swatch.number, priority, travel, look, is_dashed)
        found = self._boxes.get(key)
        if found is None:
            if len(self._boxes) >= _MOST_BOXES:
                self._boxes.clear()
            found = self._boxes[key] = self._made(size, swatch, priority, state, travel, is_dashed)
        return found

    def _made(
        self,
        size: tuple[int, int],
        swatch: Swatch,
        priority: int,
        state: VisitState | None,
        travel: int,
        is_dashed: bool,
    ) -> QPixmap:
        width, height = size
        pixmap = clear_pixmap(width + travel, height, self._ratio)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if travel > 3:
            pen = QPen(self._palette.travel, 2, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([1.6, 1.4])
            painter.setPen(pen)
            painter.drawLine(QPointF(2, height / 2), QPointF(travel - 3, height / 2))
        painter.translate(travel, 0)
        box = QRectF(0.5, 0.5, width - 1, height - 1)
        radius = min(RADIUS, box.width() / 2, box.height() / 2) * (0.6 if height < _TIGHT_HEIGHT else 1)
        style = Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(swatch.line, 1.2 if is_dashed else 1.0, style))
        painter.setBrush(swatch.fill)
        painter.drawRoundedRect(box, radius, radius)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(0, 0, width, height), radius, radius)
        painter.setClipRect(QRectF(0, 0, STRIPE_WIDTH, height))
        painter.fillPath(outline, QBrush(self._palette.priorities[priority]))
        painter.setClipping(False)
        if state is not None:
            self._draw_state(painter, size, swatch.text, state)
        painter.end()
        return pixmap

    def _draw_state(
        self, painter: QPainter, size: tuple[int, int], colour: QColor, state: VisitState
    ) -> None:
        name, spot = STATE_MARKS.get(state), mark_spot(*size)
        if name is not None and spot is not None:
            self._marks.draw(painter, name, spot[0], spot[1], colour, spot[2])


def mark_spot(width: int, height: int) -> tuple[float, float, int] | None:
    """Where in a box of this size the mark of the state stands, and how large; None where there is no room."""
    if width < 18 or height < 11:
        return None
    if width < 70 or height < _TIGHT_HEIGHT:
        size = SMALL_MARK
        left = STRIPE_WIDTH + (3 if width < 70 else 5)
        if width < 70 and height >= _TIGHT_HEIGHT:
            return left, 6, size
        return left, (height - size) / 2, size
    if height >= 54:
        return STRIPE_WIDTH + 7, (height - 52) / 2 + 4.5, MARK_SIZE
    return STRIPE_WIDTH + 7, (height - 31) / 2 + 1.5, MARK_SIZE


def clear_pixmap(width: int, height: int, ratio: float) -> QPixmap:
    """A transparent pixmap of this size on a screen of this ratio."""
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def soft_text(swatch: Swatch) -> QColor:
    """The text colour a little paler, for the least important line; it still passes AA on the fill."""
    return mixed(swatch.text, swatch.fill, 0.86)
