"""What the customer was promised, as a band in the row of the visit that is chosen or in the hand."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from fsmdesk.views.board.geometry import BoardGeometry
from fsmdesk.views.board.palette import BoardPalette
from fsmdesk.views.board.visits import Visit

_EDGE = 9  # the flag stands out to the right


def promise_rect(geometry: BoardGeometry, visit: Visit) -> QRect:
    """Everything that `paint_promise` covers; empty where nothing was promised or its row does not show."""
    row = geometry.layout.row_of(visit.technician_id)
    known = [
        minute
        for minute in (visit.window_start_minute, visit.window_end_minute, visit.due_minute)
        if minute is not None
    ]
    if row is None or not known:
        return QRect()
    scale = geometry.scale
    left = scale.x_at(max(min(known), scale.start_minute))
    right = scale.x_at(min(max(known), scale.end_minute))
    return QRect(
        left - _EDGE, geometry.layout.top_of(row), right - left + 2 * _EDGE, geometry.layout.height_of(row)
    )


def paint_promise(
    painter: QPainter, band: QRect, geometry: BoardGeometry, visit: Visit, palette: BoardPalette
) -> None:
    """A bracket around the window that suits the customer, and a flag where the job is due."""
    scale, opens, closes = geometry.scale, visit.window_start_minute, visit.window_end_minute
    top, bottom = band.top() + 1, band.bottom() - 1
    if opens is not None and closes is not None and opens < scale.end_minute and closes > scale.start_minute:
        left = scale.x_at(max(opens, scale.start_minute))
        right = scale.x_at(min(closes, scale.end_minute))
        ground = QColor(palette.promise)
        ground.setAlpha(28)
        painter.fillRect(left, top, right - left, bottom - top, ground)
        for y in (top, bottom - 2):
            painter.fillRect(left, y, right - left, 2, palette.promise)
        if opens >= scale.start_minute:
            painter.fillRect(left, top, 2, bottom - top, palette.promise)
        if closes <= scale.end_minute:
            painter.fillRect(right - 2, top, 2, bottom - top, palette.promise)
    due = visit.due_minute
    if due is not None and scale.start_minute <= due < scale.end_minute:
        x = scale.x_at(due)
        painter.fillRect(x - 1, top, 2, bottom - top, palette.late)
        painter.fillRect(x - 1, top, 9, 6, palette.late)
