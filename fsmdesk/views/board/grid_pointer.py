"""The schedule by mouse: choosing, holding, pulling edges, opening, and what the pointer looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from fsmdesk.views.board.choosing import Rubber, range_between, toggled
from fsmdesk.views.board.geometry import Hit, Zone
from fsmdesk.views.board.gesture import Gesture, GestureKind
from fsmdesk.views.board.span_pull import SpanPull
from fsmdesk.views.board.visits import Visit

if TYPE_CHECKING:
    from fsmdesk.views.board.grid import ScheduleGrid

_EDGE_KINDS = {Zone.START: GestureKind.RESIZE_START, Zone.END: GestureKind.RESIZE_END}
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class GridPointer:
    """Forwards a press, its moves and its release to the drag session.

    A click chooses one visit; with Ctrl it adds or removes one, with Shift all up to it. A frame pulled over
    empty time with Ctrl or Shift chooses what it touches; without them a span of time is pulled open. `last_hit`
    is where the button went down last.
    """

    def __init__(self, grid: ScheduleGrid) -> None:
        self._grid = grid
        self._rubber = Rubber(grid)
        self.span = SpanPull(grid)
        self._on_click: tuple[int, bool] | None = None
        self.last_hit: Hit | None = None

    def press(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer, and hold it for a drag."""
        hit = self._hit(event.position().toPoint())
        self.last_hit, self._on_click = hit, None
        held = event.modifiers() & (_CTRL | _SHIFT)
        if hit.visit is None:
            self._press_empty(hit, event.position().toPoint(), bool(held))
            return
        self._choose(hit.visit, held)
        if hit.visit.is_movable:
            gesture = self._gesture(hit.visit, hit)
            self._grid.session.press(gesture, event.globalPosition().toPoint())

    def move(self, event: QMouseEvent) -> None:
        """Go on with a drag or a frame, or show what is under the pointer."""
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._point_at(self._hit(event.position().toPoint()))
        elif self._rubber.is_active:
            self._rubber.pull(event.position().toPoint())
        elif self._grid.session.gesture is None:
            is_exact = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self.span.pull(event.position().toPoint(), is_exact=is_exact)
        else:
            self._grid.session.move(event.globalPosition().toPoint(), event.modifiers())

    def release(self, event: QMouseEvent) -> None:
        """Let go of what is in the hand; a click that was no drag now chooses."""
        if self._rubber.is_active:
            self._rubber.end()
            return
        pulled = self.span.release()
        if pulled is not None:
            self._grid.span_pulled.emit(pulled, event.globalPosition().toPoint())
            return
        was_drag = self._grid.session.is_active
        self._grid.session.release(event.globalPosition().toPoint(), event.modifiers())
        if not was_drag and self._on_click is not None:
            self._click(*self._on_click)
        self._on_click = None
        self._point_at(self._hit(event.position().toPoint()))

    def _press_empty(self, hit: Hit, at: QPoint, is_held: bool) -> None:
        """Begin a frame, or a span of time where something can be put."""
        if is_held:
            self._rubber.begin(at)
            return
        self._grid.select(None)
        if hit.technician_id is not None and self._grid.offers_spans:
            self.span.press(hit.technician_id, hit.minute, at)

    def double_click(self, event: QMouseEvent) -> None:
        """Open the visit under the pointer; on empty time offer what can be made there."""
        hit = self._hit(event.position().toPoint())
        self._grid.session.cancel()
        if hit.visit is not None:
            self._grid.visit_opened.emit(hit.visit.id)
        elif hit.technician_id is not None:
            self._grid.menu_wanted.emit(hit, event.globalPosition().toPoint())

    def menu(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with what is under the pointer; by key, with the chosen visit."""
        grid = self._grid
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            grid.keys.offer_menu()
            return
        hit = self._hit(grid.viewport().mapFromGlobal(event.globalPos()))
        if hit.visit is not None and hit.visit.id not in grid.state.chosen_ids:
            grid.select(hit.visit.id)
        elif hit.visit is not None:
            grid.select(hit.visit.id, grid.state.chosen_ids)
        grid.menu_wanted.emit(hit, event.globalPos())

    def leave(self) -> None:
        """Nothing is under the pointer any more."""
        self._grid.show_hovered(None)

    def show_tooltip(self, event: QHelpEvent) -> None:
        """A few lines about the visit under the pointer."""
        hit = self._hit(event.pos())
        grid, text = self._grid, ""
        if hit.visit is not None:
            text = grid.words.tip_text(hit.visit, grid.state.alarms.get(hit.visit.id))
        QToolTip.showText(event.globalPos(), text, self._grid.viewport())

    def _choose(self, visit: Visit, held: Qt.KeyboardModifier) -> None:
        """At the press as far as a drag needs it; what a click alone means waits for the release."""
        grid, chosen = self._grid, self._grid.state.chosen_ids
        if held & _SHIFT:
            anchor = grid.selected_visit or visit
            grid.select(visit.id, chosen | range_between(grid, anchor, visit))
        elif held & _CTRL and visit.id not in chosen:
            grid.select(visit.id, chosen)
        elif visit.id in chosen and (held & _CTRL or len(chosen) > 1):
            self._on_click = (visit.id, bool(held & _CTRL))
            grid.select(visit.id, chosen)
        else:
            grid.select(visit.id)

    def _click(self, visit_id: int, is_toggled: bool) -> None:
        """Of several, the one that was clicked stays chosen; with Ctrl it does not."""
        if is_toggled:
            toggled(self._grid, visit_id)
        else:
            self._grid.select(visit_id)

    def _gesture(self, visit: Visit, hit: Hit) -> Gesture:
        """What a press at this spot begins; what else is chosen and can be moved goes with it."""
        kind = _EDGE_KINDS.get(hit.zone, GestureKind.MOVE)
        others: tuple[Visit, ...] = ()
        if kind is GestureKind.MOVE:
            others = tuple(one for one in self._grid.chosen_visits if one.id != visit.id and one.is_movable)
        return Gesture(kind, visit, hit.minute - visit.start_minute, others, runs_down=self._grid.is_turned)

    def _hit(self, at: QPoint) -> Hit:
        return self._grid.places.hit(self._grid.content_point(at))

    def _point_at(self, hit: Hit) -> None:
        self._grid.show_hovered(hit.visit.id if hit.visit else None)
        shape = Qt.CursorShape.ArrowCursor
        if hit.visit is not None and hit.visit.is_movable:
            is_edge = hit.zone is not Zone.BODY
            shape = self._grid.edge_shape if is_edge else Qt.CursorShape.OpenHandCursor
        if self._grid.viewport().cursor().shape() != shape:
            self._grid.viewport().setCursor(shape)
