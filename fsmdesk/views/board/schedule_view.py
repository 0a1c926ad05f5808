"""The picture of the schedule: what is shown, how it is scrolled and zoomed, and what must be painted again."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.views.board.card_cache import CardCache
from fsmdesk.views.board.cards import CardPainter
from fsmdesk.views.board.geometry import BoardGeometry
from fsmdesk.views.board.headers import (
    ROW_HEADER_WIDTH,
    TIME_HEADER_HEIGHT,
    Corner,
    HeaderPlace,
    RowHeader,
    TimeHeader,
)
from fsmdesk.views.board.painting import (
    BoardPainter,
    BoardState,
    Ghost,
    changed_rects,
    ghost_rect,
    now_line_rect,
    ringed_rect,
)
from fsmdesk.views.board.palette import board_palette
from fsmdesk.views.board.row_layout import RowLayout
from fsmdesk.views.board.store import BoardStore, ChangedRows
from fsmdesk.views.board.time_scale import TimeScale
from fsmdesk.views.board.visits import Visit
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.theme.tokens import Tokens

LEAST_HOUR_WIDTH = 24.0
MOST_HOUR_WIDTH = 480.0
ZOOM_STEP = 1.25
_LEAST_FIT, _MOST_FIT = 56.0, 140.0
_FEW_RECTS = 24
_FRAME_MS = 16


class ScheduleView(QAbstractScrollArea):
    """Technicians as rows, hours as columns; only the visits in sight are painted.

    Signals:
        zoomed(float): a person made an hour as wide as this.
        repainted(): what changed in the store is on the screen.
    """

    zoomed = Signal(float)
    repainted = Signal()

    def __init__(
        self, store: BoardStore, scale: TimeScale, formats: Formats, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.store = store
        self.formats = formats
        self.state = BoardState()
        self.places = BoardGeometry(store, scale, RowLayout(()))
        self.place = HeaderPlace(self.places, formats)
        self.row_header = RowHeader(self.place, self)
        self.time_header = TimeHeader(self.place, self)
        self.corner = Corner(self.place, self)
        self._painter: BoardPainter | None = None
        self._dressed_for: tuple[Tokens, float] | None = None
        self._waiting = ChangedRows()
        self._coalescer = QTimer(self)
        self._coalescer.setSingleShot(True)
        self._coalescer.setInterval(_FRAME_MS)
        self._coalescer.timeout.connect(self._repaint_changed)
        self._set_up()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(ROW_HEADER_WIDTH, TIME_HEADER_HEIGHT, 0, 0)
        self.setAccessibleName(tr("Schedule"))
        self.setCornerWidget(QWidget(self))
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(ROW_HEADER_WIDTH + 200, TIME_HEADER_HEIGHT + 120)

    # what is shown

    @property
    def scale(self) -> TimeScale:
        """The time scale in use."""
        return self.places.scale

    @property
    def layout_of_rows(self) -> RowLayout:
        """The rows in use."""
        return self.places.layout

    def show_all(self, scale: TimeScale | None = None) -> None:
        """Show what the store has now, on another scale if one is given; the place is kept."""
        if scale is not None:
            self.places.scale = scale
        self._lay_rows()
        self.viewport().update()

    def show_changes(self, changed: ChangedRows) -> None:
        """Show what changed in the store, within the next frame; at once where rows came or went."""
        self._waiting.merge(changed)
        if changed.is_structural:
            self._repaint_changed()
        elif not self._coalescer.isActive():
            self._coalescer.start()

    def show_now(self, minute: int) -> None:
        """The now line stands there."""
        if minute == self.state.now_minute:
            return
        for at in (self.state.now_minute, minute):
            self._update(now_line_rect(self.places, at))
        self.state.now_minute = self.place.now_minute = minute
        self.time_header.update()

    def show_ghost(self, ghost: Ghost | None, companions: tuple[Ghost, ...] = ()) -> None:
        """Mark where something would land, and what goes with it; only the old and the new places are painted."""
        state = self.state
        for shown in (state.ghost, *state.companions, ghost, *companions):
            if shown is not None:
                self._update(ghost_rect(self.places, shown))
        state.ghost, state.companions = ghost, companions

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
        self._mark_technician()

    def show_hovered(self, visit_id: int | None) -> None:
        """A thin ring around the visit under the pointer."""
        before, self.state.hovered_id = self.state.hovered_id, visit_id
        if before != visit_id:
            for changed in (before, visit_id):
                self.update_visit(changed)

    def reveal(self, rect: QRect) -> None:
        """Scroll as little as possible so that this part shows."""
        shown = self._shown_rect()
        bar, margin = self.horizontalScrollBar(), 24
        if rect.left() < shown.left() or rect.width() > shown.width():
            bar.setValue(rect.left() - margin)
        elif rect.right() > shown.right():
            bar.setValue(rect.right() + margin - shown.width())
        bar = self.verticalScrollBar()
        if rect.top() < shown.top():
            bar.setValue(rect.top() - margin)
        elif rect.bottom() > shown.bottom():
            bar.setValue(rect.bottom() + margin - shown.height())

    def visits_in_sight(self) -> list[Visit]:
        """The visits that show now, row by row."""
        shown = self._shown_rect()
        first, last = self.scale.minute_at(shown.left()), self.scale.minute_at(shown.right())
        rows = self.layout_of_rows.rows_between(shown.top(), shown.bottom())
        ids = (self.layout_of_rows.technician_ids[row] for row in rows)
        return [
            visit for technician_id in ids for visit in self.store.row(technician_id).between(first, last)
        ]

    # zoom

    def zoom(self, factor: float, around_x: int | None = None) -> None:
        """Hours become wider or narrower; what is at `around_x` of the viewport stays there."""
        x = self.viewport().width() // 2 if around_x is None else around_x
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
        width = self.viewport().width() * 60 / minutes
        self.zoom_to(min(max(width, _LEAST_FIT), _MOST_FIT), 0)

    def zoom_to(self, hour_width: float, around_x: int) -> None:
        """An hour is this wide now, within what can be read."""
        width = min(max(hour_width, LEAST_HOUR_WIDTH), MOST_HOUR_WIDTH)
        if width == self.scale.hour_width:
            return
        minute = self.scale.minute_at(around_x + self.horizontalScrollBar().value())
        self.places.scale = self.scale.zoomed(width)
        self._set_ranges()
        self.horizontalScrollBar().setValue(round(self.scale.x_of(minute)) - around_x)
        self.viewport().update()
        self.time_header.update()

    # places

    def content_point(self, at: QPoint) -> QPoint:
        """A point of the viewport in content coordinates."""
        return at + QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def visit_box(self, visit_id: int) -> QRect:
        """Where a visit is painted in the viewport; empty if it is not on the board."""
        visit = self.store.visit(visit_id)
        if visit is None:
            return QRect()
        return self._viewed(self.places.visit_rect(visit))

    def ghost_corner(self) -> QPoint:
        """The lower left corner of what hangs over the board, global."""
        ghost = self.state.ghost
        if ghost is None:
            return self.viewport().mapToGlobal(self.viewport().rect().center())
        return self.viewport().mapToGlobal(self._viewed(ghost_rect(self.places, ghost)).bottomLeft())

    # events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dirty part of the viewport."""
        board = self.board_painter()
        painter = QPainter(self.viewport())
        shift = self.content_point(QPoint(0, 0))
        painter.translate(-shift)
        self.state.has_focus = self.hasFocus()
        dirty = event.region()
        rects = list(dirty) if dirty.rectCount() <= _FEW_RECTS else [dirty.boundingRect()]  # type: ignore[call-overload]
        for rect in rects:
            painter.setClipRect(rect.translated(shift))
            board.paint(painter, rect.translated(shift), self.places, self.state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Headers follow the viewport."""
        super().resizeEvent(event)
        view = self.viewport().geometry()
        self.corner.setGeometry(0, 0, ROW_HEADER_WIDTH, TIME_HEADER_HEIGHT)
        self.time_header.setGeometry(view.left(), 0, view.width(), TIME_HEADER_HEIGHT)
        self.row_header.setGeometry(0, view.top(), ROW_HEADER_WIDTH, view.height())
        self._set_ranges()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move the pixels; only the strip that comes into sight is painted."""
        self.place.x = self.horizontalScrollBar().value()
        self.place.y = self.verticalScrollBar().value()
        self.viewport().scroll(dx, dy)
        if dx:
            self.time_header.update()
        if dy:
            self.row_header.scroll(0, dy)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme needs other colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._dressed_for = None

    def sizeHint(self) -> QSize:
        """A working day of ten technicians."""
        return QSize(1200, 800)

    # inside

    def board_painter(self) -> BoardPainter:
        """The painter for the theme and the screen in force."""
        dress = (tokens(), self.viewport().devicePixelRatioF())
        if self._painter is None or dress != self._dressed_for:
            palette = board_palette(dress[0])
            cards = CardCache(CardPainter(palette, self.formats, dress[1]))
            self._painter, self._dressed_for = BoardPainter(palette, cards), dress
        return self._painter

    def _lay_rows(self) -> None:
        """Order and heights of the rows as the store has them; the technician on top stays on top."""
        self.places.layout = RowLayout(tuple(self.store.technicians), self.store.lane_counts())
        self._set_ranges()
        self.row_header.update()
        self.time_header.update()
        self.corner.update()

    def _set_ranges(self) -> None:
        view = self.viewport().size()
        bar = self.horizontalScrollBar()
        bar.setPageStep(view.width())
        bar.setSingleStep(round(self.scale.hour_width / 2))
        bar.setRange(0, max(0, round(self.scale.width) - view.width()))
        bar = self.verticalScrollBar()
        bar.setPageStep(view.height())
        bar.setSingleStep(self.layout_of_rows.row_height // 2)
        bar.setRange(0, max(0, self.layout_of_rows.height - view.height()))

    @Slot()
    def _repaint_changed(self) -> None:
        """Paint the few places that changed, or everything if it is many or rows grew."""
        changed, self._waiting = self._waiting, ChangedRows()
        before = self.layout_of_rows
        after = RowLayout(tuple(self.store.technicians), self.store.lane_counts())
        if changed.is_structural or not before.same_places(after):
            self.show_all()
            self.repainted.emit()
            return
        view = self.viewport().rect()
        seen = (self._viewed(rect) & view for rect in changed_rects(changed, self.places))
        rects = [rect for rect in seen if not rect.isEmpty()]
        if len(rects) > _FEW_RECTS:
            self.viewport().update()
        else:
            for rect in rects:
                self.viewport().update(rect)
        for technician_id in changed.spans:
            self.row_header.update(self.row_header.row_rect(technician_id))
        self._mark_technician()
        self.repainted.emit()

    def update_visit(self, visit_id: int | None) -> None:
        """Paint a visit with its ring again."""
        visit = self.store.visit(visit_id) if visit_id is not None else None
        if visit is not None:
            self._update(ringed_rect(self.places.visit_rect(visit)))

    def _mark_technician(self) -> None:
        visit = self.selected_visit
        technician_id = visit.technician_id if visit else None
        if technician_id != self.place.selected_technician_id:
            self.place.selected_technician_id = technician_id
            self.row_header.update()

    def _update(self, rect: QRect) -> None:
        if rect.isValid():
            self.viewport().update(self._viewed(rect))

    def _viewed(self, rect: QRect) -> QRect:
        """Content coordinates as they are scrolled now."""
        return rect.translated(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def _shown_rect(self) -> QRect:
        return QRect(self.content_point(QPoint(0, 0)), self.viewport().size())
