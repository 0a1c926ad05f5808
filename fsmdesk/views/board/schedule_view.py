"""The schedule as it is looked at: what is marked on it, what of it shows, and how wide an hour is."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, Signal, Slot
from PySide6.QtGui import QWheelEvent

from fsmdesk.views.board.alarms import Alarm
from fsmdesk.views.board.board_state import BoardState, Ghost
from fsmdesk.views.board.gesture import SNAP_MINUTES
from fsmdesk.views.board.hands import tag_rect
from fsmdesk.views.board.painting import ghost_rect, now_line_rect, ringed_rect
from fsmdesk.views.board.promises import promise_rect
from fsmdesk.views.board.schedule_picture import SchedulePicture
from fsmdesk.views.board.visits import Visit

LEAST_HOUR_WIDTH = 24.0
MOST_HOUR_WIDTH = 480.0
ZOOM_STEP = 1.25
_NEAR_PIXELS = 64
_LEAST_FIT, _MOST_FIT = 56.0, 140.0

__all__ = ["ZOOM_STEP", "BoardState", "Ghost", "ScheduleView"]


class ScheduleView(SchedulePicture):
    """The picture with what is chosen, pointed at and in the hand.

    What is moved by hand stands on steps of `snap_minutes`.

    Signals:
        zoomed(float): a person made an hour as wide as this.
        edge_passed(bool): a person scrolls on where the loaded days end; True if later ones are wanted.
    """

    zoomed = Signal(float)
    edge_passed = Signal(bool)
    snap_minutes = SNAP_MINUTES

    def show_now(self, minute: int) -> None:
        """The now line stands there."""
        if minute == self.state.now_minute:
            return
        before, after = (now_line_rect(self.places, at) for at in (self.state.now_minute, minute))
        near = before.isValid() and abs(after.left() - before.left()) < _NEAR_PIXELS
        for rect in (before.united(after),) if near else (before, after):
            self._update(rect)
        self.state.now_minute = self.place.now_minute = minute
        self.time_header.update()

    def show_alarms(self, fresh: dict[int, Alarm]) -> None:
        """Visits that ask for attention, or do not any more, are drawn anew."""
        before, self.state.alarms = self.state.alarms, fresh
        for visit_id in before.keys() | fresh.keys():
            if before.get(visit_id) is not fresh.get(visit_id):
                self.places.forget_picture(visit_id)
                self.update_visit(visit_id)

    def show_ghost(self, ghost: Ghost | None, companions: tuple[Ghost, ...] = ()) -> None:
        """Mark where something would land, and what goes with it; only the old and the new places are painted."""
        state = self.state
        if ghost == state.ghost and companions == state.companions:
            return
        ghosts = (state.ghost, *state.companions, ghost, *companions)
        rects = [ghost_rect(self.places, shown) for shown in ghosts if shown is not None]
        rects += self._moved_promises(state.ghost, ghost)
        state.ghost, state.companions = ghost, companions
        view, shift = self.viewport(), self.viewed(QRect(0, 0, 1, 1)).topLeft()
        for rect in rects:
            if rect.isValid():
                view.update(rect.translated(shift))

    def _moved_promises(self, before: Ghost | None, after: Ghost | None) -> list[QRect]:
        """The window moves along with the hand from row to row."""
        rows = [one.landing.technician_id if one is not None else None for one in (before, after)]
        if rows[0] == rows[1]:
            return []
        stood, stands = (one.stand_in if one is not None else self.selected_visit for one in (before, after))
        return [promise_rect(self.places, visit) for visit in (stood, stands) if visit is not None]

    def show_lifted(self, visit_ids: Iterable[int] = ()) -> None:
        """Pale the visits that are in the hand."""
        before, self.state.lifted_ids = self.state.lifted_ids, frozenset(visit_ids)
        for changed in before ^ self.state.lifted_ids:
            self.update_visit(changed)

    @property
    def selected_visit(self) -> Visit | None:
        """The chosen visit as it is shown now."""
        chosen = self.state.selected_id
        return self.store.visit(chosen) if chosen is not None else None

    @property
    def chosen_visits(self) -> list[Visit]:
        """All chosen visits as they are shown now, by start."""
        found = (self.store.visit(visit_id) for visit_id in self.state.chosen_ids)
        visits = [visit for visit in found if visit is not None]
        return sorted(visits, key=lambda visit: (visit.start_minute, visit.technician_id, visit.id))

    def show_selected(self, visit_id: int | None, also: Iterable[int] = ()) -> None:
        """A ring around this visit, which has the keys, and around the others; its technician is marked."""
        state = self.state
        before = state.chosen_ids | {state.selected_id}
        state.selected_id = visit_id
        state.chosen_ids = frozenset(also) | ({visit_id} if visit_id is not None else frozenset())
        for changed in before | state.chosen_ids:
            self.update_visit(changed)
            visit = self.store.visit(changed) if changed is not None else None
            if visit is not None:
                self._update(promise_rect(self.places, visit))
        self._mark_technician()

    def show_hovered(self, visit_id: int | None) -> None:
        """A thin ring around the visit under the pointer."""
        before, self.state.hovered_id = self.state.hovered_id, visit_id
        if before != visit_id:
            for changed in (before, visit_id):
                self.update_visit(changed)

    def reveal(self, rect: QRect) -> None:
        """Scroll as little as possible so that this part shows."""
        shown = self.shown_rect()
        bar, margin = self.time_bar, 24
        if rect.left() < shown.left() or rect.width() > shown.width():
            bar.setValue(rect.left() - margin)
        elif rect.right() > shown.right():
            bar.setValue(rect.right() + margin - shown.width())
        bar = self.row_bar
        if rect.top() < shown.top():
            bar.setValue(rect.top() - margin)
        elif rect.bottom() > shown.bottom():
            bar.setValue(rect.bottom() + margin - shown.height())

    def visits_in_sight(self) -> list[Visit]:
        """The visits that show now, row by row."""
        shown = self.shown_rect()
        first, last = self.scale.minute_at(shown.left()), self.scale.minute_at(shown.right())
        rows = self.layout_of_rows.rows_between(shown.top(), shown.bottom())
        ids = (self.layout_of_rows.technician_ids[row] for row in rows)
        return [
            visit for technician_id in ids for visit in self.store.row(technician_id).between(first, last)
        ]

    # zoom

    def zoom(self, factor: float, around_x: int | None = None) -> None:
        """Hours become wider or narrower; what is `around_x` pixels from the first hour in sight stays there."""
        x = self.room.width() // 2 if around_x is None else around_x
        self.zoom_to(self.scale.hour_width * factor, x)
        self.zoomed.emit(self.scale.hour_width)

    @Slot()
    def zoom_in(self) -> None:
        """Hours become wider."""
        self.zoom(ZOOM_STEP)

    @Slot()
    def zoom_out(self) -> None:
        """Hours become narrower."""
        self.zoom(1 / ZOOM_STEP)

    def fit(self, minutes: int) -> None:
        """So much time shows at once, as far as it can be read."""
        width = self.room.width() * 60 / minutes
        self.zoom_to(min(max(width, _LEAST_FIT), _MOST_FIT), 0)

    @Slot()
    def fit_all(self) -> None:
        """Everything that is loaded shows at once."""
        self.zoom_to(self.scale.hour_width * self.room.width() / self.scale.width, 0)
        self.zoomed.emit(self.scale.hour_width)

    @property
    def least_hour_width(self) -> float:
        """Narrower than this an hour is only where even then not everything shows."""
        whole = self.scale.hour_width * self.room.width() / self.scale.width
        return min(LEAST_HOUR_WIDTH, whole)

    def fit_span(self, start_minute: int, end_minute: int) -> None:
        """These minutes are as wide as the window, and nobody is said to have chosen it."""
        scale = self.scale
        start, end = max(start_minute, scale.start_minute), min(end_minute, scale.end_minute)
        width = max(1.0, scale.x_of(end) - scale.x_of(start))
        self.zoom_to(scale.hour_width * self.room.width() / width, 0)
        self.time_bar.setValue(self.scale.x_at(start))

    def zoom_to(self, hour_width: float, around_x: int) -> None:
        """An hour is this wide now, within what can be read."""
        width = min(max(hour_width, self.least_hour_width), MOST_HOUR_WIDTH)
        if width == self.scale.hour_width:
            return
        minute = self.scale.minute_at(around_x + self.time_bar.value())
        self.places.scale = self.scale.zoomed(width)
        self._set_ranges()
        self.time_bar.setValue(round(self.scale.x_of(minute)) - around_x)
        self.viewport().update()
        self.time_header.update()

    # places

    def visit_box(self, visit_id: int) -> QRect:
        """Where a visit is painted in the viewport; empty if it is not on the board."""
        visit = self.store.visit(visit_id)
        if visit is None:
            return QRect()
        return self.viewed(self.places.visit_rect(visit))

    def ghost_corner(self) -> QPoint:
        """The lower left corner of what hangs over the board, global."""
        ghost = self.state.ghost
        if ghost is None:
            return self.viewport().mapToGlobal(self.viewport().rect().center())
        return self.viewport().mapToGlobal(self.viewed(ghost_rect(self.places, ghost)).bottomLeft())

    def update_visit(self, visit_id: int | None) -> None:
        """Paint a visit with its ring again."""
        visit = self.store.visit(visit_id) if visit_id is not None else None
        if visit is not None:
            rect = self.places.painted_rect(visit)
            self._update(ringed_rect(rect))
            if rect.isValid():
                self._update(tag_rect(self.places.visit_rect(visit)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; who scrolls on at the end of the loaded days wants more of them."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().wheelEvent(event)
        across = event.angleDelta().x() or event.pixelDelta().x()
        if across and bar.value() == before:
            self.edge_passed.emit(across < 0)
