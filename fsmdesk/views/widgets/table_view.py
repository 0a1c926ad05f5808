"""The table itself: one current row, any number of ticked rows known by id, sorting asked of others."""

from collections.abc import Sequence
from typing import Generic

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.widgets.table_delegate import PADDING, ROW_HEIGHT, TICK_WIDTH, RowDelegate
from fsmdesk.views.widgets.table_header import TableHeader
from fsmdesk.views.widgets.table_model import RowT, RowTableModel

_SEEN_AFTER_MS = 40


class RowTable(QTableView, Generic[RowT]):
    """Shows a RowTableModel.

    A click makes a row current, a double click or Enter opens it. Ticks: a click on the box, Ctrl+click,
    Space; Shift+click ticks a range; Ctrl+A ticks all that match, read or not.

    Signals:
        opened(object): the row that the person opened.
        current_changed(object): the row that is current, or None.
        ticks_changed(): other rows are ticked.
        sort_wanted(str, bool): the key of the column to sort by, and whether descending.
        seen(int, int): first and last place in view, after scrolling came to rest or the table changed.
        menu_wanted(object, QPoint): right click on a row, with the global position.
        fold_wanted(int, bool): the group whose rows should be shown or hidden.
        all_wanted(): all that match should be ticked, but not all of it has been read.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    ticks_changed = Signal()
    sort_wanted = Signal(str, bool)
    seen = Signal(int, int)
    menu_wanted = Signal(object, QPoint)
    fold_wanted = Signal(int, bool)
    all_wanted = Signal()

    def __init__(self, model: RowTableModel[RowT], formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._hovered = -1
        self._keeps_least = False
        self._ticks: dict[int, RowT] = {}
        self._anchor = -1
        self._sort: tuple[str, bool] = ("", False)
        self._seen_timer = QTimer(self)
        self._seen_timer.setSingleShot(True)
        self._seen_timer.setInterval(_SEEN_AFTER_MS)
        self._seen_timer.timeout.connect(self._tell_seen)
        self._delegate = RowDelegate(formats, self.is_ticked, self._is_hovered, self)
        self._dress()
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        self.verticalScrollBar().valueChanged.connect(self._look_soon)
        self.horizontalScrollBar().valueChanged.connect(self._paint_titles)
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._look_soon)

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # It paints its own ground, so that scrolling moves what is painted and only paints what comes into view.
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(ROW_HEIGHT)
        down.setDefaultSectionSize(ROW_HEIGHT)
        across = TableHeader(self)
        across.sectionClicked.connect(self._sort_by)
        self.setHorizontalHeader(across)
        self._header = across

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground first, then the cells."""
        painter = QPainter(self.viewport())
        for box in list(event.region()):  # type: ignore[call-overload, unused-ignore]
            painter.fillRect(box, QColor(tokens().card))
        painter.end()
        super().paintEvent(event)

    def rows(self) -> RowTableModel[RowT]:
        """The model, by its own type."""
        return self._rows

    def current_row(self) -> RowT | None:
        """The row that is current."""
        index = self.currentIndex()
        return self._rows.row_at(index.row()) if index.isValid() else None

    def ticked(self) -> list[RowT]:
        """The ticked rows as last read."""
        return list(self._ticks.values())

    def is_ticked(self, row_id: int) -> bool:
        """True if the row with this id is ticked."""
        return row_id in self._ticks

    def chosen(self) -> list[RowT]:
        """What an action is about: the ticked rows, else the current one."""
        current = self.current_row()
        return self.ticked() or ([current] if current is not None else [])

    def without_ticks(self) -> None:
        """Rows can't be ticked here; for small tables inside editors."""
        self._delegate.can_tick = False
        self._header.indent = 0
        self.viewport().update()

    def show_sort(self, key: str, descending: bool) -> None:
        """Show by which column the rows are sorted."""
        self._sort = (key, descending)
        keys = [column.key for column in self._rows.columns()]
        self._header.show_sort(keys.index(key) if key in keys else -1, descending)

    def tick(self, row: RowT, is_ticked: bool = True) -> None:
        """Tick or untick one row."""
        if is_ticked:
            self._ticks[row.id] = row
        else:
            self._ticks.pop(row.id, None)
        self._show_ticks()

    def tick_none(self) -> None:
        """No row is ticked afterwards."""
        self._ticks.clear()
        self._show_ticks()

    def refresh_ticks(self) -> None:
        """Ticked rows hold what was read last."""
        for row in self._rows.rows_here():
            if row.id in self._ticks:
                self._ticks[row.id] = row
        self.ticks_changed.emit()

    def make_current(self, row_id: int, scroll: bool = False) -> None:
        """The row with this id is current, if it is here; the view moves only if asked."""
        place = self._rows.place_of(row_id)
        if place is None:
            return
        was = self.verticalScrollBar().value()
        self.setCurrentIndex(self._rows.index(place, max(self.currentIndex().column(), 0)))
        if not scroll:
            self.verticalScrollBar().setValue(was)

    def top_row(self) -> tuple[RowT | None, int]:
        """The first row in view that has been read, and where it stands in the viewport."""
        first = self.rowAt(0)
        for place in range(max(first, 0), first + 80):
            row = self._rows.row_at(place)
            if row is not None:
                return row, self.rowViewportPosition(place)
        return None, 0

    def keep_in_place(self, row_id: int, at: int) -> None:
        """Scroll so that this row stands where it stood."""
        place = self._rows.place_of(row_id)
        if place is not None:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.rowViewportPosition(place) - at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space ticks, Ctrl+A ticks all; on the title of a group they fold. The rest is the table's."""
        row = self.current_row()
        if self._fold_by(event.key()):
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if row is not None and event.modifiers() in (
                _NO_KEYS,
                Qt.KeyboardModifier.KeypadModifier,
            ):
                self.opened.emit(row)
            case Qt.Key.Key_Space if row is not None and self._delegate.can_tick:
                self.tick(row, not self.is_ticked(row.id))
            case Qt.Key.Key_A if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                self._tick_all()
            case _:
                super().keyPressEvent(event)

    def _fold_by(self, key: int) -> bool:
        """Fold or unfold with the keyboard; Left on a row goes to the title of its group."""
        outline, place = self._rows.outline(), self.currentIndex().row()
        if outline is None or place < 0:
            return False
        group, at = outline.spot(place)
        if at is not None:
            if key == Qt.Key.Key_Left:
                self.setCurrentIndex(self._rows.index(outline.start_of(group), 0))
            return key == Qt.Key.Key_Left
        is_open = outline.is_unfolded(group)
        match key:
            case Qt.Key.Key_Right | Qt.Key.Key_Plus:
                self.fold_wanted.emit(group, True)
            case Qt.Key.Key_Left | Qt.Key.Key_Minus:
                self.fold_wanted.emit(group, False)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.fold_wanted.emit(group, not is_open)
            case _:
                return False
        return True

    def _fold_at(self, place: int) -> bool:
        outline = self._rows.outline()
        if outline is None or self._rows.title_at(place) is None:
            return False
        group = outline.spot(place).group
        self.setCurrentIndex(self._rows.index(place, 0))
        self.fold_wanted.emit(group, not outline.is_unfolded(group))
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ticks by box, Ctrl and Shift; a title folds; else the row becomes current."""
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and self._fold_at(index.row()):
            return
        row = self._rows.row_at(index.row()) if index.isValid() else None
        if row is None or event.button() is not Qt.MouseButton.LeftButton or not self._delegate.can_tick:
            super().mousePressEvent(event)
            return
        keys = event.modifiers()
        anchor = self._anchor if self._anchor >= 0 else index.row()
        if keys & Qt.KeyboardModifier.ShiftModifier:
            places = range(min(anchor, index.row()), max(anchor, index.row()) + 1)
            self.tick_rows([found for at in places if (found := self._rows.row_at(at)) is not None])
        elif keys & Qt.KeyboardModifier.ControlModifier or self._is_on_tick(
            event.position().toPoint(), index
        ):
            self.tick(row, not self.is_ticked(row.id))
            self._anchor = index.row()
        else:
            self._anchor = index.row()
            super().mousePressEvent(event)
            return
        self.setCurrentIndex(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row, unless the box was meant."""
        index = self.indexAt(event.position().toPoint())
        row = self._rows.row_at(index.row()) if index.isValid() else None
        if row is not None and not self._is_on_tick(event.position().toPoint(), index):
            self.opened.emit(row)
        elif row is not None:
            self.tick(row, not self.is_ticked(row.id))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer is lit."""
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No row is lit."""
        self._hover(-1)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other rows may be in view; and a column that takes the room that is left may need to be scrolled to."""
        super().resizeEvent(event)
        self._stretch_or_scroll()
        self._look_soon()

    def keep_stretch_readable(self) -> None:
        """From now on columns that stretch keep at least their own width: rather a scroll bar than three letters."""
        self._keeps_least = True
        self._stretch_or_scroll()

    def _stretch_or_scroll(self) -> None:
        if not self._keeps_least:
            return
        for at, column in enumerate(self._rows.columns()):
            if column.stretch:
                others = self._header.length() - self._header.sectionSize(at)
                has_room = self.viewport().width() - others >= column.width
                mode = QHeaderView.ResizeMode.Stretch if has_room else QHeaderView.ResizeMode.Interactive
                self._header.setSectionResizeMode(at, mode)
                if not has_room:
                    self._header.resizeSection(at, column.width)

    def _is_on_tick(self, point: QPoint, index: QModelIndex) -> bool:
        if not self._delegate.can_tick or index.column() != 0:
            return False
        return point.x() - self.columnViewportPosition(0) < TICK_WIDTH - PADDING // 2

    def _tick_all(self) -> None:
        if not self._delegate.can_tick:
            return
        if self._rows.outline() is None and self._rows.is_read(0, self._rows.rowCount() - 1):
            self.tick_rows(self._rows.rows_here())
        else:
            self.all_wanted.emit()

    def tick_rows(self, rows: Sequence[RowT]) -> None:
        """Tick these rows too."""
        for row in rows:
            self._ticks[row.id] = row
        self._show_ticks()

    def _show_ticks(self) -> None:
        self.viewport().update()
        self.ticks_changed.emit()

    def _is_hovered(self, place: int) -> bool:
        return place == self._hovered

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self.viewport().update()

    @Slot()
    def _paint_titles(self) -> None:
        """The words over a group depend on what is in view."""
        if self._rows.outline() is not None:
            self.viewport().update()

    @Slot()
    def _tell_current(self) -> None:
        self.current_changed.emit(self.current_row())

    @Slot()
    def _look_soon(self) -> None:
        if not self._seen_timer.isActive():
            self._seen_timer.start()

    @Slot()
    def _tell_seen(self) -> None:
        first = self.rowAt(0)
        if first < 0:
            return
        last = self.rowAt(self.viewport().height() - 1)
        self.seen.emit(first, last if last >= 0 else self._rows.rowCount() - 1)

    @Slot(int)
    def _sort_by(self, at: int) -> None:
        column = self._rows.columns()[at]
        if not column.is_sortable:
            return
        descending = not self._sort[1] if self._sort[0] == column.key else column.is_right
        self.show_sort(column.key, descending)
        self.sort_wanted.emit(column.key, descending)

    @Slot(QPoint)
    def _ask_menu(self, point: QPoint) -> None:
        index = self.indexAt(point)
        row = self._rows.row_at(index.row()) if index.isValid() else None
        if row is not None:
            self.setCurrentIndex(index)
            self.menu_wanted.emit(row, self.viewport().mapToGlobal(point))


_NO_KEYS = Qt.KeyboardModifier.NoModifier
