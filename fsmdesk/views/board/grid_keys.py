"""The schedule by keyboard: all that the mouse can do there, in the same session with the same rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence

from fsmdesk.core.words import tr
from fsmdesk.views.board.choosing import choose_all
from fsmdesk.views.board.drag_session import Phase
from fsmdesk.views.board.geometry import Hit
from fsmdesk.views.board.gesture import Gesture, GestureKind, Landing, nudged
from fsmdesk.views.board.visits import Job, Visit

if TYPE_CHECKING:
    from fsmdesk.views.board.grid import ScheduleGrid

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_LET_GO_AFTER_MS = 600
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NOTHING = Qt.KeyboardModifier.NoModifier


class GridKeys(QObject):
    """Arrows walk, with Shift they choose; Alt+arrows move; Shift+Alt+Left and Right change the length; Space lifts.

    While Alt is held the visit hangs over the board like a dragged one, and lands when Alt is let go
    (or after a moment, for systems that keep the release of Alt to themselves).
    """

    def __init__(self, grid: ScheduleGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._landing: Landing | None = None
        self._hangs_on_alt = False
        self._let_go = QTimer(self)
        self._let_go.setSingleShot(True)
        self._let_go.setInterval(_LET_GO_AFTER_MS)
        self._let_go.timeout.connect(self._land)

    def press(self, event: QKeyEvent) -> bool:
        """True if the key meant something here."""
        key, modifiers = event.key(), event.modifiers()
        arrow = _ARROWS.get(Qt.Key(key)) if key in _ARROWS else None
        if self._grid.session.phase is Phase.DRAGGING:
            return arrow is not None
        if arrow is not None:
            return self._arrow(arrow, modifiers)
        is_lifted = self._grid.session.phase is Phase.LIFTED
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._land() if is_lifted else self._open()
            return True
        if key == Qt.Key.Key_Space:
            self._land() if is_lifted else self._lift(GestureKind.MOVE)
            return True
        if event.matches(QKeySequence.StandardKey.SelectAll):
            choose_all(self._grid)
            return True
        return False

    def offer_menu(self) -> None:
        """What can be done with the chosen visit is offered below it; without one, what can be done at its row."""
        grid = self._grid
        visit = grid.selected_visit
        if visit is not None:
            grid.reveal(grid.places.visit_rect(visit))
            box = grid.visit_box(visit.id)
            hit = Hit(visit.technician_id, visit.start_minute, visit)
            grid.menu_wanted.emit(hit, grid.viewport().mapToGlobal(box.bottomLeft()))
            return
        technician_id = grid.place.selected_technician_id or next(
            iter(grid.layout_of_rows.technician_ids), None
        )
        if technician_id is not None:
            start = self._first_start(technician_id)
            box = grid.places.landing_rect(Landing(technician_id, start, start + 60))
            at = grid.viewport().mapToGlobal(grid.viewed(box).bottomLeft())
            grid.menu_wanted.emit(Hit(technician_id, start), at)

    def release(self, event: QKeyEvent) -> bool:
        """Alt that is let go drops what hangs on it."""
        if event.key() == Qt.Key.Key_Alt and self._hangs_on_alt:
            self._land()
            return True
        return False

    def leave(self) -> None:
        """The focus went elsewhere: what was lifted falls back to its place."""
        self._forget()
        if self._grid.session.phase is Phase.LIFTED:
            self._grid.session.cancel()

    def lift_job(self, job: Job) -> None:
        """A job from the list hangs over the board; arrows and Enter place it."""
        grid = self._grid
        technician_id = grid.place.selected_technician_id or next(iter(grid.store.technicians), None)
        if technician_id is None or grid.session.phase is not Phase.IDLE:
            return
        grid.setFocus(Qt.FocusReason.OtherFocusReason)
        start = self._first_start(technician_id)
        self._landing = Landing(technician_id, start, start + job.duration_minutes)
        self._begin(Gesture(GestureKind.PLACE, job))

    # inside

    def _arrow(self, arrow: tuple[int, int], modifiers: Qt.KeyboardModifier) -> bool:
        held = modifiers & (_ALT | _SHIFT | Qt.KeyboardModifier.ControlModifier)
        if self._grid.session.phase is Phase.LIFTED:
            self._nudge(arrow)
            return True
        if held == _ALT or (held == (_ALT | _SHIFT) and arrow[0]):
            kind = GestureKind.MOVE if held == _ALT else GestureKind.RESIZE_END
            if self._lift(kind):
                self._hangs_on_alt = True
                self._nudge(arrow)
            return True
        if held in (_SHIFT, _NOTHING):
            self._walk(arrow, extends=held == _SHIFT)
            return True
        return False

    def _lift(self, kind: GestureKind) -> bool:
        visit = self._grid.selected_visit
        if visit is None or self._grid.session.phase is not Phase.IDLE:
            return False
        if not visit.is_movable:
            text = tr("{customer} is {state} and can't be moved")
            self._grid.refused.emit(text.format(customer=visit.customer, state=visit.state.label.lower()))
            return False
        others: tuple[Visit, ...] = ()
        if kind is GestureKind.MOVE:
            chosen = self._grid.chosen_visits
            others = tuple(one for one in chosen if one.id != visit.id and one.is_movable)
        gesture = Gesture(kind, visit, companions=others)
        self._landing = gesture.origin
        return self._begin(gesture)

    def _begin(self, gesture: Gesture) -> bool:
        offer = self._grid.target.judge(gesture, self._landing) if self._landing else None
        if offer is None:
            return False
        self._grid.session.lift(gesture, self._grid.target, offer)
        self._reveal()
        return True

    def _nudge(self, arrow: tuple[int, int]) -> None:
        """Move what is lifted one snap along time, or one technician up or down."""
        gesture = self._grid.session.gesture
        if gesture is None or self._landing is None:
            return
        across, down = arrow
        landing = self._landing
        if across:
            landing = nudged(gesture.kind, landing, across, self._grid.scale, self._grid.snap_minutes)
        elif gesture.kind is not GestureKind.RESIZE_END:
            landing = Landing(
                self._neighbour(landing.technician_id, down), landing.start_minute, landing.end_minute
            )
        offer = self._grid.target.judge(gesture, landing)
        if offer is not None:
            self._landing = landing
            self._grid.session.reoffer(self._grid.target, offer)
            self._reveal()
        if self._hangs_on_alt:
            self._let_go.start()

    def _reveal(self) -> None:
        if self._landing is not None:
            self._grid.reveal(self._grid.places.landing_rect(self._landing))

    def _neighbour(self, technician_id: int, step: int) -> int:
        rows = self._grid.layout_of_rows
        at = (rows.row_of(technician_id) or 0) + step
        return rows.technician_ids[min(max(at, 0), len(rows) - 1)]

    @Slot()
    def _land(self) -> None:
        self._forget()
        if self._grid.session.phase is Phase.LIFTED:
            self._grid.session.drop()

    def _forget(self) -> None:
        self._let_go.stop()
        self._landing, self._hangs_on_alt = None, False

    def _open(self) -> None:
        visit = self._grid.selected_visit
        if visit is not None:
            self._grid.visit_opened.emit(visit.id)

    def _first_start(self, technician_id: int) -> int:
        """Now, or the start of the shift if that is later, on a line of the grid."""
        grid = self._grid
        shifts = grid.store.technicians[technician_id].shifts
        start = shifts[0][0] if shifts else grid.scale.start_minute
        if shifts and start < grid.state.now_minute < shifts[-1][1]:
            start = grid.scale.stepped(grid.state.now_minute, 1, grid.snap_minutes)
        return start

    def _walk(self, arrow: tuple[int, int], *, extends: bool) -> None:
        """Choose the neighbour in that direction, with `extends` in addition; at the ends nothing happens."""
        grid, chosen = self._grid, self._grid.selected_visit
        found = self._first_visit() if chosen is None else self._next_visit(chosen, arrow)
        if found is not None:
            grid.select(found.id, grid.state.chosen_ids if extends else ())
            grid.reveal(grid.places.visit_rect(found))

    def _first_visit(self) -> Visit | None:
        rows = (self._grid.store.row(technician_id).all() for technician_id in self._grid.store.technicians)
        return next((row[0] for row in rows if row), None)

    def _next_visit(self, chosen: Visit, arrow: tuple[int, int]) -> Visit | None:
        across, down = arrow
        store, rows = self._grid.store, self._grid.layout_of_rows
        if across:
            row = store.row(chosen.technician_id).all()
            at = next((at for at, visit in enumerate(row) if visit.id == chosen.id), -across) + across
            return row[at] if 0 <= at < len(row) else None
        here = rows.row_of(chosen.technician_id)
        if here is None:
            return None
        ahead = rows.technician_ids[here + 1 :] if down > 0 else rows.technician_ids[:here][::-1]
        filled = (row for row in (store.row(technician_id).all() for technician_id in ahead) if row)
        return min(next(filled, []), key=lambda visit: _apart(visit, chosen), default=None)


def _apart(visit: Visit, other: Visit) -> tuple[int, int]:
    """How far two visits are from each other in time; overlapping ones are compared by their starts."""
    gap = max(visit.start_minute - other.end_minute, other.start_minute - visit.end_minute, 0)
    return (gap, abs(visit.start_minute - other.start_minute))
