"""Choosing several visits of the board: one more or less, all up to another one, all inside of a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QRubberBand

if TYPE_CHECKING:
    from fsmdesk.views.board.grid import ScheduleGrid
    from fsmdesk.views.board.visits import Visit


def toggled(grid: ScheduleGrid, visit_id: int) -> None:
    """The visit is chosen if it was not, else it is not; then another one of those chosen has the keys."""
    chosen = grid.state.chosen_ids
    if visit_id not in chosen:
        grid.select(visit_id, chosen)
        return
    rest = chosen - {visit_id}
    current = grid.state.selected_id
    if current == visit_id or current is None:
        current = next(iter(sorted(rest)), None)
    grid.select(current, rest)


def range_between(grid: ScheduleGrid, first: Visit, last: Visit) -> frozenset[int]:
    """All visits between the two: in their rows and those between, from the earlier start to the later end."""
    rows = grid.layout_of_rows
    here, there = rows.row_of(first.technician_id), rows.row_of(last.technician_id)
    if here is None or there is None:
        return frozenset({first.id, last.id})
    start = min(first.start_minute, last.start_minute)
    end = max(first.end_minute, last.end_minute)
    found = {first.id, last.id}
    for technician_id in rows.technician_ids[min(here, there) : max(here, there) + 1]:
        found |= {visit.id for visit in grid.store.row(technician_id).between(start, end)}
    return frozenset(found)


def choose_all(grid: ScheduleGrid) -> None:
    """Every visit of the rows that are there is chosen; the one with the keys keeps them."""
    rows = (grid.store.row(technician_id).all() for technician_id in grid.layout_of_rows.technician_ids)
    ids = [visit.id for row in rows for visit in row]
    current = grid.state.selected_id
    grid.select(current if current in ids else next(iter(ids), None), ids)


class Rubber:
    """A frame that is pulled over the board; what it touches is chosen in addition to what was."""

    def __init__(self, grid: ScheduleGrid) -> None:
        self._grid = grid
        self._band: QRubberBand | None = None
        self._began = QPoint()
        self._before: frozenset[int] = frozenset()

    @property
    def is_active(self) -> bool:
        """True from the press to the release."""
        return self._band is not None

    def begin(self, at: QPoint) -> None:
        """The button went down here, in the viewport."""
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, self._grid.viewport())
        self._began, self._before = self._grid.content_point(at), self._grid.state.chosen_ids
        self._band.setGeometry(QRect(at, QSize()))
        self._band.show()

    def pull(self, at: QPoint) -> None:
        """The pointer is here now."""
        if self._band is None:
            return
        grid = self._grid
        frame = QRect(self._began, grid.content_point(at)).normalized()
        self._band.setGeometry(grid.viewed(frame))
        inside = self._inside(frame)
        current = grid.state.selected_id if grid.state.selected_id in self._before else None
        grid.select(current if current is not None else next(iter(inside), None), self._before | set(inside))

    def end(self) -> None:
        """The button went up: the frame is gone."""
        if self._band is not None:
            self._band.hide()
            self._band.deleteLater()
            self._band = None

    def _inside(self, frame: QRect) -> list[int]:
        grid = self._grid
        rows, scale = grid.layout_of_rows, grid.scale
        first, last = scale.minute_at(frame.left()), scale.minute_at(frame.right() + 1)
        return [
            visit.id
            for row in rows.rows_between(frame.top(), frame.bottom() + 1)
            for visit in grid.store.row(rows.technician_ids[row]).between(first, last)
            if grid.places.visit_rect(visit).intersects(frame)
        ]
