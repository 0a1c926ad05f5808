"""Small marks on cards: what state a visit is in and what is special about it, never by colour alone."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from fsmdesk.core.states import VisitState
from fsmdesk.core.words import tr, trn
from fsmdesk.views.board.alarms import Alarm
from fsmdesk.views.board.visits import Visit
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


class Mark(NamedTuple):
    """An icon, what it means in words, and the tone of the palette that it is drawn in; empty is the card's."""

    icon: str
    words: str
    tone: str = ""


def marks_of(visit: Visit, alarm: Alarm | None = None) -> Iterator[Mark]:
    """What is special about a visit, the most important first."""
    if alarm is not None:
        yield Mark("clock", alarm.label, "late")
    if visit.is_double_booked:
        yield Mark("layers", tr("Double booked"), "late")
    if visit.has_hazard:
        yield Mark("triangle-alert", tr("Hazard on site"), "hazard")
    if visit.is_missing_parts:
        yield Mark("package", tr("Parts are missing"), "hazard")
    if visit.is_on_credit_hold:
        yield Mark("ban", tr("Customer is on credit hold"), "late")
    if visit.is_unpaid:
        yield Mark("credit-card", tr("Customer has overdue invoices"), "hazard")
    if visit.is_time_pinned or visit.is_technician_pinned:
        yield Mark("lock", _pin_words(visit))
    if visit.crew_size > 1:
        yield Mark("users", trn("Crew of {n}", "Crew of {n}", visit.crew_size).format(n=visit.crew_size))
    if visit.is_helper:
        yield Mark("user", tr("Goes along as a helper"))
    if visit.is_confirmed:
        yield Mark("circle-check", tr("Confirmed by the customer"))


def legend_marks() -> list[Mark]:
    """Every mark once, for the legend; those of states stand beside their fills."""
    everything = Visit(
        0, 0, 0, 0, 0, is_double_booked=True, has_hazard=True, is_missing_parts=True, is_on_credit_hold=True,
        is_unpaid=True, is_time_pinned=True, is_technician_pinned=True, is_helper=True, is_confirmed=True,
    )  # fmt: skip
    crew = Mark("users", tr("Crew"))
    late = Mark("clock", tr("Late, running over, or a promise at risk"), "late")
    lock = Mark("lock", tr("Time or technician pinned"))
    return [late, *(lock if mark.icon == "lock" else mark for mark in marks_of(everything)), crew]


def _pin_words(visit: Visit) -> str:
    if visit.is_time_pinned and visit.is_technician_pinned:
        return tr("Time and technician pinned")
    return tr("Time pinned") if visit.is_time_pinned else tr("Technician pinned")


class MarkPainter:
    """Draws marks from pixmaps that are made once for each mark, colour and size."""

    def __init__(self, ratio: float) -> None:
        self._ratio = ratio
        self._pixmaps: dict[tuple[str, int, int], QPixmap] = {}

    def draw(
        self, painter: QPainter, name: str, left: float, top: float, colour: QColor, size: int = MARK_SIZE
    ) -> None:
        """The mark stands in a square of so many pixels at (left, top)."""
        key = (name, colour.rgb(), size)
        pixmap = self._pixmaps.get(key)
        if pixmap is None:
            pixmap = self._pixmaps[key] = self._made(name, colour, size)
        painter.drawPixmap(QPointF(left, top), pixmap)

    def _made(self, name: str, colour: QColor, size: int) -> QPixmap:
        side = round(size * self._ratio)
        pixmap = QPixmap(side, side)
        pixmap.setDevicePixelRatio(self._ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw_icon(painter, name, colour.name(), QRectF(0, 0, size, size))
        painter.end()
        return pixmap
