"""The picture of the schedule: what is shown in which dress, how it is scrolled, and what must be painted again."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.views.board.board_state import BoardState
from fsmdesk.views.board.card_cache import CardCache
from fsmdesk.views.board.card_fields import CardWords
from fsmdesk.views.board.cards import CardPainter
from fsmdesk.views.board.colour_scheme import ColourScheme
from fsmdesk.views.board.filtering.board_filter import BoardFilter
from fsmdesk.views.board.filtering.sieve import Sieve
from fsmdesk.views.board.geometry import BoardGeometry
from fsmdesk.views.board.groups import only_with
from fsmdesk.views.board.header_place import ROW_HEADER_WIDTH, TIME_HEADER_HEIGHT, HeaderPlace
from fsmdesk.views.board.painting import BoardPainter, changed_rects, joined_parts
from fsmdesk.views.board.palette import board_palette
from fsmdesk.views.board.row_header import Corner, RowHeader
from fsmdesk.views.board.row_layout import COMPACT_HEIGHT, ROW_HEIGHT, Group, RowLayout
from fsmdesk.views.board.store import BoardStore, ChangedRows
from fsmdesk.views.board.time_header import TimeHeader
from fsmdesk.views.board.time_scale import TimeScale
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.theme.tokens import Tokens

_FEW_RECTS = 24
_FRAME_MS = 16
_SETTLE_MS = 60
Dress = tuple[Tokens, float, ColourScheme, CardWords]


class SchedulePicture(QAbstractScrollArea):
    """Technicians as rows, hours as columns; only the visits in sight are painted.

    Signals:
        repainted(): what changed in the store is on the screen.
    """

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
        self.row_header, self.time_header, self.corner = self._made_headers()
        self.scheme = ColourScheme.STATE
        self.words = CardWords(formats)
        self._row_height = ROW_HEIGHT
        self._groups: Callable[[], Sequence[Group]] | None = None
        self.sieve = Sieve(store)
        self._painter: BoardPainter | None = None
        self._dressed_for: Dress | None = None
        self._waiting = ChangedRows()
        self._coalescer = _single_shot(self, self._repaint_changed)
        self._settler = _single_shot(self, self._settle_rows)
        self._finisher = _single_shot(self, self.viewport().update)
        self._set_up()

    def _made_headers(self) -> tuple[RowHeader, TimeHeader, Corner]:
        return RowHeader(self.place, self), TimeHeader(self.place, self), Corner(self.place, self)

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
        """Show what the store has now, on another scale if one is given; the technician on top stays there."""
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

    def show_rows(self, is_compact: bool, groups: Callable[[], Sequence[Group]] | None = None) -> None:
        """Rows are low or high, and stand in these groups; None for one list."""
        self._row_height = COMPACT_HEIGHT if is_compact else ROW_HEIGHT
        self._groups = groups
        self.show_all()

    def show_filter(self, wanted: BoardFilter) -> None:
        """Only what this filter lets through shows as always."""
        self.sieve.use(wanted)
        self.show_all()

    def _look_through(self) -> None:
        """What changed in the store is looked at through the filter."""
        self.sieve.look()
        self.state.held_back = self.sieve.held_back
        self.state.hides = self.sieve.filter.hides
        self.places.hidden_ids = self.sieve.held_back if self.sieve.filter.hides else frozenset()

    def show_colours(self, scheme: ColourScheme, words: CardWords | None = None) -> None:
        """Cards are filled by this scheme, and say these words."""
        self.scheme, self.words = scheme, words or self.words
        self.viewport().update()

    def show_loads(self, are_shown: bool) -> None:
        """Cells of days are coloured by how full they are, or white."""
        if self.places.shows_load != are_shown:
            self.places.shows_load = are_shown
            self.viewport().update()

    # places

    def content_point(self, at: QPoint) -> QPoint:
        """A point of the viewport in content coordinates."""
        return at + QPoint(self.time_bar.value(), self.row_bar.value())

    @property
    def time_bar(self) -> QScrollBar:
        """Scrolls along time."""
        return self.horizontalScrollBar()

    @property
    def row_bar(self) -> QScrollBar:
        """Scrolls from technician to technician."""
        return self.verticalScrollBar()

    @property
    def room(self) -> QSize:
        """How much shows: as wide along time, as high across technicians."""
        return self.viewport().size()

    # events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dirty part of the viewport; cards that were not finished are in the next frames."""
        board = self.board_painter()
        painter = QPainter(self.viewport())
        shift = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        painter.translate(-shift)
        self.state.has_focus = self.hasFocus()
        dirty = event.region()
        rects = list(dirty) if dirty.rectCount() <= _FEW_RECTS else [dirty.boundingRect()]  # type: ignore[call-overload]
        unfinished = 0
        for rect in joined_parts(rects):
            painter.setClipRect(rect.translated(shift))
            board.paint(painter, rect.translated(shift), self.places, self.state)
            unfinished += board.cards.unfinished
        if unfinished:
            self._finisher.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Headers follow the viewport."""
        super().resizeEvent(event)
        self._place_headers()
        self._set_ranges()

    def _place_headers(self) -> None:
        view = self.viewport().geometry()
        self.corner.setGeometry(0, 0, ROW_HEADER_WIDTH, TIME_HEADER_HEIGHT)
        self.time_header.setGeometry(view.left(), 0, view.width(), TIME_HEADER_HEIGHT)
        self.row_header.setGeometry(0, view.top(), ROW_HEADER_WIDTH, view.height())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move the pixels; only the strip that comes into sight is painted."""
        self.place.x = self.time_bar.value()
        self.place.y = self.row_bar.value()
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
        """The painter for the theme, the screen, the colours and the words in force."""
        dress = (tokens(), self.viewport().devicePixelRatioF(), self.scheme, self.words)
        if self._painter is None or dress != self._dressed_for:
            palette = board_palette(dress[0])
            cards = CardCache(CardPainter(palette, self.words, dress[1], self.scheme))
            self.places.forget_pictures()
            self._painter, self._dressed_for = BoardPainter(palette, cards), dress
        return self._painter

    def _made_layout(self, now: Iterable[int] | None = None) -> RowLayout:
        """Rows as the store has them; only those in `now` are looked at again, if it is given."""
        self._look_through()
        groups = self._groups() if self._groups is not None else ()
        counts = self.store.lane_counts(now)
        shown = self.sieve.rows(self.store.technicians)
        if groups and len(shown) < len(self.store.technicians):
            groups = only_with(groups, frozenset(shown))
        return self._row_layout(shown, counts, groups)

    def layout_on_paper(self) -> RowLayout:
        """The same technicians in the same order as rows, however they stand on the screen."""
        return self.layout_of_rows

    def _row_layout(
        self, technician_ids: Sequence[int], counts: Mapping[int, int], groups: Sequence[Group]
    ) -> RowLayout:
        return RowLayout(technician_ids, counts, self._row_height, groups)

    def _ids_in_sight(self) -> list[int]:
        layout, shown = self.layout_of_rows, self.shown_rect()
        return [layout.technician_ids[row] for row in layout.rows_between(shown.top(), shown.bottom() + 1)]

    @Slot()
    def _settle_rows(self) -> None:
        """Rows out of sight that grew or shrank get their height once it is quiet; what shows stays there."""
        if not self.layout_of_rows.same_places(self._made_layout()):
            self.show_all()

    def _lay_rows(self) -> None:
        """Order and heights of the rows as the store has them; the technician on top stays on top."""
        before, y = self.places.layout, self.row_bar.value()
        top = before.row_at(y)
        anchor = before.technician_ids[top] if top is not None and y else None
        self.places.layout = self._made_layout()
        self._set_ranges()
        row = self.places.layout.row_of(anchor) if anchor is not None else None
        if row is not None and top is not None:
            self.row_bar.setValue(self.places.layout.top_of(row) + y - before.top_of(top))
        self.row_header.update()
        self.time_header.update()
        self.corner.update()

    def _set_ranges(self) -> None:
        view = self.room
        bar = self.time_bar
        bar.setPageStep(view.width())
        bar.setSingleStep(max(8, round(self.scale.hour_width / 2)))
        bar.setRange(0, max(0, round(self.scale.width) - view.width()))
        bar = self.row_bar
        bar.setPageStep(view.height())
        bar.setSingleStep(self.layout_of_rows.row_height // 2)
        bar.setRange(0, max(0, self.layout_of_rows.height - view.height()))

    @Slot()
    def _repaint_changed(self) -> None:
        """Paint the few places that changed, or everything if it is many or rows grew."""
        changed, self._waiting = self._waiting, ChangedRows()
        after = self._made_layout(None if changed.is_structural else self._ids_in_sight())
        if self.store.has_stale_lanes:
            self._settler.start(_SETTLE_MS)
        if changed.is_structural or not self.layout_of_rows.same_places(after):
            self.show_all()
            self.repainted.emit()
            return
        view = self.viewport().rect()
        seen = (self.viewed(rect) & view for rect in changed_rects(changed, self.places, self.shown_rect()))
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

    def _mark_technician(self) -> None:
        chosen = self.state.selected_id
        visit = self.store.visit(chosen) if chosen is not None else None
        technician_id = visit.technician_id if visit else None
        if technician_id != self.place.selected_technician_id:
            self.place.selected_technician_id = technician_id
            self.row_header.update()

    def _update(self, rect: QRect) -> None:
        if rect.isValid():
            self.viewport().update(self.viewed(rect))

    def viewed(self, rect: QRect) -> QRect:
        """Where a part of the content stands in the viewport now."""
        return rect.translated(-self.time_bar.value(), -self.row_bar.value())

    def shown_rect(self) -> QRect:
        """The part of the content that shows."""
        return QRect(self.content_point(QPoint(0, 0)), self.room)


def _single_shot(parent: QWidget, slot: Callable[[], object]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(_FRAME_MS)
    timer.timeout.connect(slot)
    return timer
