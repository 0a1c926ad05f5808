"""The schedule by mouse: choosing, holding, pulling edges, opening, and what the pointer looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from fsmdesk.views.board.geometry import Hit, Zone
from fsmdesk.views.board.gesture import Gesture, GestureKind
from fsmdesk.views.board.visit_words import tooltip_text
from fsmdesk.views.board.visits import Visit

if TYPE_CHECKING:
    from fsmdesk.views.board.grid import ScheduleGrid

_EDGE_KINDS = {Zone.START: GestureKind.RESIZE_START, Zone.END: GestureKind.RESIZE_END}


class GridPointer:
    """Forwards a press, its moves and its release to the drag session."""

    def __init__(self, grid: ScheduleGrid) -> None:
        self._grid = grid

    def press(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer, and hold it for a drag."""
        hit = self._hit(event.position().toPoint())
        self._grid.select(hit.visit.id if hit.visit else None)
        if hit.visit is not None and hit.visit.is_movable:
            self._grid.session.press(_gesture(hit.visit, hit), event.globalPosition().toPoint())

    def move(self, event: QMouseEvent) -> None:
        """Go on with a drag, or show what is under the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._grid.session.move(event.globalPosition().toPoint())
        else:
            self._point_at(self._hit(event.position().toPoint()))

    def release(self, event: QMouseEvent) -> None:
        """Let go of what is in the hand."""
        self._grid.session.release(event.globalPosition().toPoint())
        self._point_at(self._hit(event.position().toPoint()))

    def double_click(self, event: QMouseEvent) -> None:
        """Open the visit under the pointer."""
        hit = self._hit(event.position().toPoint())
        if hit.visit is not None:
            self._grid.session.cancel()
            self._grid.visit_opened.emit(hit.visit.id)

    def leave(self) -> None:
        """Nothing is under the pointer any more."""
        self._grid.show_hovered(None)

    def show_tooltip(self, event: QHelpEvent) -> None:
        """A few lines about the visit under the pointer."""
        hit = self._hit(event.pos())
        text = tooltip_text(hit.visit, self._grid.formats) if hit.visit else ""
        QToolTip.showText(event.globalPos(), text, self._grid.viewport())

    def _hit(self, at: QPoint) -> Hit:
        return self._grid.places.hit(self._grid.content_point(at))

    def _point_at(self, hit: Hit) -> None:
        self._grid.show_hovered(hit.visit.id if hit.visit else None)
        shape = Qt.CursorShape.ArrowCursor
        if hit.visit is not None and hit.visit.is_movable:
            is_edge = hit.zone is not Zone.BODY
            shape = Qt.CursorShape.SizeHorCursor if is_edge else Qt.CursorShape.OpenHandCursor
        if self._grid.viewport().cursor().shape() != shape:
            self._grid.viewport().setCursor(shape)


def _gesture(visit: Visit, hit: Hit) -> Gesture:
    """What a press at this spot begins."""
    kind = _EDGE_KINDS.get(hit.zone, GestureKind.MOVE)
    return Gesture(kind, visit, hit.minute - visit.start_minute)
