"""Small marks beside a title: what state a visit is in, without telling it by colour alone."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

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


def draw_mark(painter: QPainter, name: str, left: float, top: float, colour: QColor) -> None:
    """The mark stands in a square of 14 pixels at (left, top)."""
    draw_icon(painter, name, colour.name(), QRectF(left, top, MARK_SIZE, MARK_SIZE))
