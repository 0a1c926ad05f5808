"""The schedule that can be turned: technicians as rows, or as columns with time running down.

Turned or not, it is the same schedule with the same choice, filter, hand and rules. All places are told as if time
ran to the right; this class turns what goes to the screen and what comes from the pointer and the arrow keys.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from fsmdesk.core.words import tr
from fsmdesk.views.board.columns.column_headers import (
    COLUMN_HEADER_HEIGHT,
    TurnableCorner,
    TurnableRowHeader,
)
from fsmdesk.views.board.columns.column_hours import HOURS_WIDTH, TurnableTimeHeader
from fsmdesk.views.board.columns.column_layout import ColumnLayout, column_width
from fsmdesk.views.board.columns.columns_painter import ColumnsPainter
from fsmdesk.views.board.columns.tall_cards import ColumnCards, TallCardPainter
from fsmdesk.views.board.columns.turning import turned_key, turned_rect
from fsmdesk.views.board.grid import ScheduleGrid
from fsmdesk.views.board.hands import tag_rect
from fsmdesk.views.board.header_place import ROW_HEADER_WIDTH, TIME_HEADER_HEIGHT
from fsmdesk.views.board.painting import BoardPainter
from fsmdesk.views.board.palette import board_palette
from fsmdesk.views.board.row_header import Corner, RowHeader
from fsmdesk.views.board.row_layout import COMPACT_HEIGHT, Group, RowLayout
from fsmdesk.views.board.schedule_view import ZOOM_STEP
from fsmdesk.views.board.time_header import TimeHeader
from fsmdesk.views.theme.theme import tokens

_WHEEL_NOTCH = 120


class TurnableGrid(ScheduleGrid):
    """A `ScheduleGrid` for both ways of reading."""

    _is_turned = False
    _headers: tuple[TurnableRowHeader, TurnableTimeHeader, TurnableCorner]

    @property
    def is_turned(self) -> bool:
        """True while technicians stand side by side and time runs down."""
        return self._is_turned

    def turn(self, is_turned: bool) -> None:
        """Technicians stand side by side, or one above the other; what is in the hand goes back.

        The first technician and the first minute in sight stay the first.
        """
        if is_turned == self._is_turned:
            return
        self.session.cancel()
        minute, row = (
            self.scale.minute_at(self.time_bar.value()),
            self.layout_of_rows.row_at(self.row_bar.value()),
        )
        for bar in (self.time_bar, self.row_bar):
            bar.setValue(0)
        self._is_turned = is_turned
        for header in self._headers:
            header.is_turned = is_turned
        self._dressed_for = None
        self.places.forget_pictures()
        self.places.shows_load = self.places.shows_load and not is_turned
        left, top = (
            (HOURS_WIDTH, COLUMN_HEADER_HEIGHT) if is_turned else (ROW_HEADER_WIDTH, TIME_HEADER_HEIGHT)
        )
        self.setViewportMargins(left, top, 0, 0)
        self.setAccessibleName(tr("Schedule, technicians as columns") if is_turned else tr("Schedule"))
        self._place_headers()
        self.show_all()
        self.time_bar.setValue(round(self.scale.x_of(minute)))
        self.row_bar.setValue(self.layout_of_rows.top_of(row) if row is not None else 0)

    # axes

    @property
    def time_bar(self) -> QScrollBar:
        """Scrolls along time."""
        return self.verticalScrollBar() if self._is_turned else self.horizontalScrollBar()

    @property
    def row_bar(self) -> QScrollBar:
        """Scrolls from technician to technician."""
        return self.horizontalScrollBar() if self._is_turned else self.verticalScrollBar()

    @property
    def room(self) -> QSize:
        """How much shows: as wide along time, as high across technicians."""
        size = self.viewport().size()
        return size.transposed() if self._is_turned else size

    @property
    def edge_shape(self) -> Qt.CursorShape:
        """The pointer over an end of a visit that can be pulled."""
        return Qt.CursorShape.SizeVerCursor if self._is_turned else Qt.CursorShape.SizeHorCursor

    def content_point(self, at: QPoint) -> QPoint:
        """A point of the viewport in content coordinates."""
        return super().content_point(at.transposed() if self._is_turned else at)

    def viewed(self, rect: QRect) -> QRect:
        """Where a part of the content stands in the viewport now."""
        shown = super().viewed(rect)
        return turned_rect(shown) if self._is_turned else shown

    # what is shown

    def show_loads(self, are_shown: bool) -> None:
        """Cells of days are coloured by how full they are; not in columns, whose cards need the room."""
        super().show_loads(are_shown and not self._is_turned)

    def update_visit(self, visit_id: int | None) -> None:
        """Paint a visit with its ring again; the tag of a hand stands elsewhere on a turned board."""
        super().update_visit(visit_id)
        if self._is_turned and visit_id is not None:
            box = self.visit_box(visit_id)
            if box.isValid():
                self.viewport().update(tag_rect(box))

    def board_painter(self) -> BoardPainter:
        """The painter for the way it is turned and all else that is in force."""
        if not self._is_turned:
            return super().board_painter()
        dress = (tokens(), self.viewport().devicePixelRatioF(), self.scheme, self.words)
        if self._painter is None or dress != self._dressed_for:
            palette = board_palette(dress[0])
            cards = ColumnCards(TallCardPainter(palette, self.words, dress[1], self.scheme))
            self.places.forget_pictures()
            self._painter, self._dressed_for = ColumnsPainter(palette, cards), dress
        return self._painter

    # events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dirty part of the viewport; the names of groups begin where it does."""
        board = self.board_painter()
        if isinstance(board, ColumnsPainter):
            board.ground.shown = turned_rect(self.shown_rect())
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share another width."""
        super().resizeEvent(event)
        if self._is_turned and event.size().width() != event.oldSize().width():
            self.show_all()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move the pixels; only the strip that comes into sight is painted."""
        if not self._is_turned:
            super().scrollContentsBy(dx, dy)
            return
        self.place.x, self.place.y = self.time_bar.value(), self.row_bar.value()
        self.viewport().scroll(dx, dy)
        if dy:
            self.time_header.update()
        if dx:
            self.row_header.scroll(dx, 0)
        if dy and self.layout_of_rows.heads:
            self.viewport().update()  # the names of groups stay at the upper edge

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms around the pointer; who scrolls on at the end of the loaded days wants more of them."""
        if not self._is_turned:
            super().wheelEvent(event)
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            notches = event.angleDelta().y() / _WHEEL_NOTCH
            self.zoom(ZOOM_STEP**notches, round(event.position().y()))
            event.accept()
            return
        before = self.time_bar.value()
        # The wheel of the schedule looks for the end of time at the right; here it is below.
        QAbstractScrollArea.wheelEvent(self, event)
        along = event.angleDelta().y() or event.pixelDelta().y()
        if along and self.time_bar.value() == before and not event.modifiers():
            self.edge_passed.emit(along < 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows mean what they point at."""
        if not self._is_turned or not self.keys.press(turned_key(event)):
            super().keyPressEvent(event)

    # inside

    def _made_headers(self) -> tuple[RowHeader, TimeHeader, Corner]:
        self._headers = (
            TurnableRowHeader(self.place, self),
            TurnableTimeHeader(self.place, self),
            TurnableCorner(self.place, self),
        )
        return self._headers

    def _place_headers(self) -> None:
        if not self._is_turned:
            super()._place_headers()
            return
        view = self.viewport().geometry()
        self.corner.setGeometry(0, 0, HOURS_WIDTH, COLUMN_HEADER_HEIGHT)
        self.row_header.setGeometry(view.left(), 0, view.width(), COLUMN_HEADER_HEIGHT)
        self.time_header.setGeometry(0, view.top(), HOURS_WIDTH, view.height())

    def layout_on_paper(self) -> RowLayout:
        """The same technicians in the same order as rows, however they stand on the screen."""
        if not self._is_turned:
            return super().layout_on_paper()
        groups = [head.group for head in self.layout_of_rows.heads]
        return super()._row_layout(self.layout_of_rows.technician_ids, self.store.lane_counts(), groups)

    def _row_layout(
        self, technician_ids: Sequence[int], counts: Mapping[int, int], groups: Sequence[Group]
    ) -> RowLayout:
        if not self._is_turned:
            return super()._row_layout(technician_ids, counts, groups)
        is_narrow = self._row_height <= COMPACT_HEIGHT
        width = column_width(technician_ids, groups, self.room.height(), is_narrow=is_narrow)
        return ColumnLayout(technician_ids, counts, width, groups)
