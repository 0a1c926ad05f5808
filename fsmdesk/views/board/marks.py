"""Small marks beside a title: what state a visit is in, without telling it by colour alone."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from fsmdesk.core.states import VisitState
from fsmdesk.views.theme.icons import draw_icon

MARK_SIZE = 14

STATE_MARKS = {
    VisitState.DISPATCHED: "send",
    VisitState.EN_ROUTE: "truck",
    VisitState.ON_SITE: "circle-dot",
    VisitState.WAITING: "hourglass",
    VisitState.DONE: "check",
    VisitState.PARTLY_DONE: "circle-dashed",
    VisitState.CANCELLED: "ban",
}
HAZARD_MARK = "triangle-alert"
CREW_MARK = "users"
DOUBLE_MARK = "layers"


class MarkPainter:
    """Draws marks from pixmaps that are made once for each mark and colour."""

    def __init__(self, ratio: float) -> None:
        self._ratio = ratio
        self._pixmaps: dict[tuple[str, int], QPixmap] = {}

    def draw(self, painter: QPainter, name: str, left: float, top: float, colour: QColor) -> None:
        """The mark stands in a square of 14 pixels at (left, top)."""
        key = (name, colour.rgb())
        pixmap = self._pixmaps.get(key)
        if pixmap is None:
            pixmap = self._pixmaps[key] = self._made(name, colour)
        painter.drawPixmap(QPointF(left, top), pixmap)

    def _made(self, name: str, colour: QColor) -> QPixmap:
        side = round(MARK_SIZE * self._ratio)
        pixmap = QPixmap(side, side)
        pixmap.setDevicePixelRatio(self._ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw_icon(painter, name, colour.name(), QRectF(0, 0, MARK_SIZE, MARK_SIZE))
        painter.end()
        return pixmap
