"""What the customer was promised, as a band in the row of the visit that is chosen or in the hand."""

from functools import lru_cache

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from fsmdesk.views.board.geometry import BoardGeometry
from fsmdesk.views.board.palette import BoardPalette
from fsmdesk.views.board.time_scale import TimeScale
from fsmdesk.views.board.visits import Visit

_EDGE = 9  # the flag stands out to the right


def promise_rect(geometry: BoardGeometry, visit: Visit) -> QRect:
    """Everything that `paint_promise` covers; empty where nothing was promised or its row does not show."""
    layout, scale = geometry.layout, geometry.scale
    row = layout.row_of(visit.technician_id)
    reach = _reach(scale, visit.window_start_minute, visit.window_end_minute, visit.due_minute)
    if row is None or reach is None:
        return QRect()
    return QRect(reach[0], layout.top_of(row), reach[1], layout.height_of(row))


@lru_cache(maxsize=16)
def _reach(scale: TimeScale, *minutes: int | None) -> tuple[int, int] | None:
    """Where a band begins and how wide it is; the same at each step of a drag."""
    known = [minute for minute in minutes if minute is not None]
    if not known:
        return None
    left = scale.x_at(max(min(known), scale.start_minute))
    right = scale.x_at(min(max(known), scale.end_minute))
    return left - _EDGE, right - left + 2 * _EDGE


def paint_promise(
    painter: QPainter, dirty: QRect, band: QRect, geometry: BoardGeometry, visit: Visit, palette: BoardPalette
) -> None:
    """A bracket around the window that suits the customer, and a flag where the job is due."""
    scale, opens, closes = geometry.scale, visit.window_start_minute, visit.window_end_minute
    top, bottom = band.top() + 1, band.bottom() - 1
    if opens is not None and closes is not None and opens < scale.end_minute and closes > scale.start_minute:
        left = scale.x_at(max(opens, scale.start_minute))
        right = scale.x_at(min(closes, scale.end_minute))
        painter.fillRect(left, top, right - left, bottom - top, palette.promise_ground)
        for y in (top, bottom - 2):
            painter.fillRect(left, y, right - left, 2, palette.promise)
        if opens >= scale.start_minute and left + 2 > dirty.left():
            painter.fillRect(left, top, 2, bottom - top, palette.promise)
        if closes <= scale.end_minute and right - 2 <= dirty.right():
            painter.fillRect(right - 2, top, 2, bottom - top, palette.promise)
    due = visit.due_minute
    if due is not None and scale.start_minute <= due < scale.end_minute:
        x = scale.x_at(due)
        if x - 1 <= dirty.right() and x + _EDGE > dirty.left():
            painter.fillRect(x - 1, top, 2, bottom - top, palette.late)
            painter.fillRect(x - 1, top, 9, 6, palette.late)
