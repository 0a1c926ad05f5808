"""The table of lines as it is typed in: Enter begins and ends, Tab goes on, Delete removes."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QComboBox, QHeaderView, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.views.theme.fonts import number_font
from fsmdesk.views.widgets.passing_menu import PassingMenu
from fsmdesk.views.widgets.table_delegate import PADDING, ROW_HEIGHT
from fsmdesk.views.widgets.table_view import RowTable
from fsmdesk.views.work_orders.lines.draft_line import DraftLine
from fsmdesk.views.work_orders.lines.line_delegate import Choices, LineDelegate
from fsmdesk.views.work_orders.lines.lines_model import LinesModel

_MOST_FIGURES: Final = 170
_LEAST_DESCRIPTION: Final = 190
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Hint = QAbstractItemDelegate.EndEditHint


class LinesTable(RowTable[DraftLine]):
    """As high as its lines.

    Signals:
        left_below(): the person went down from the last line, or is done with one that was added.
    """

    left_below = Signal()

    def __init__(
        self,
        model: LinesModel,
        formats: Formats,
        choices: Callable[[str], Choices],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model, formats, parent)
        model.setParent(self)
        self.lines = model
        self._amounts = formats
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._just_added = 0
        self.without_ticks()
        self.setItemDelegate(LineDelegate(formats, choices, self._is_hovered, self))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.horizontalHeader()
        header.setSectionsMovable(False)
        for at, column in enumerate(model.columns()):
            mode = QHeaderView.ResizeMode.Fixed if column.stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(at, mode)
            self.setColumnWidth(at, column.width)
        header.sectionResized.connect(self._fit_width)
        self.menu_wanted.connect(self._open_menu)
        for signal in (model.rowsInserted, model.dataChanged, model.modelReset):
            signal.connect(self._fit_figures)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._fit_height)
        self._fit_height()

    def sizeHint(self) -> QSize:
        """As high as the lines."""
        return QSize(600, self._wanted_height())

    def edit_cell(self, line_id: int, key: str, *, is_new: bool = False) -> None:
        """Begin typing in this cell; after Enter in a new line the keys go back below the table."""
        place = self.lines.place_of(line_id)
        if place is None:
            return
        at = next(at for at, column in enumerate(self.lines.columns()) if column.key == key)
        self._just_added = line_id if is_new else 0
        index = self.lines.index(place, at)
        self.setFocus()
        self.setCurrentIndex(index)
        self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter types in the cell, Delete removes the line, Alt and an arrow moves it."""
        line, index = self.current_row(), self.currentIndex()
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        is_moving = event.modifiers() == Qt.KeyboardModifier.AltModifier and not self.lines.is_read_only
        key = event.key()
        if self.state() is QAbstractItemView.State.EditingState:
            event.accept()  # an editor that has taken Enter hands it on as well
        elif key in _ENTER and is_plain and line is not None:
            self._begin(index)
        elif key == Qt.Key.Key_Delete and line is not None and not self.lines.is_read_only:
            self._remove(line)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and is_moving and line is not None:
            self._shift(line, -1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Down and is_plain and index.row() == self.lines.rowCount() - 1:
            self.left_below.emit()
        elif key in _ENTER:
            event.ignore()  # with Ctrl it is the screen's
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: _Hint) -> None:
        """Tab goes on to the next cell that can be typed in; Enter in a new line goes back below."""
        super().closeEditor(editor, _Hint.NoHint)
        match hint:
            case _Hint.EditNextItem:
                self._edit_beside(1)
            case _Hint.EditPreviousItem:
                self._edit_beside(-1)
            case _Hint.SubmitModelCache if self._just_added:
                self.left_below.emit()
        if hint is not _Hint.NoHint:
            self._just_added = 0

    def _edit_beside(self, by: int) -> None:
        index = self.currentIndex()
        width = self.lines.columnCount()
        at = index.row() * width + index.column() + by
        while 0 <= at < self.lines.rowCount() * width:
            if self.lines.is_editable(at % width):
                beside = self.lines.index(at // width, at % width)
                self.setCurrentIndex(beside)
                self.edit(beside)
                return
            at += by
        if by > 0:
            self.left_below.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click makes the cell current; one more begins typing."""
        index = self.indexAt(event.position().toPoint())
        was_current = index.isValid() and index == self.currentIndex() and self.hasFocus()
        super().mousePressEvent(event)
        if was_current and event.button() is Qt.MouseButton.LeftButton:
            self._edit_by_mouse(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Type in the cell."""
        self._edit_by_mouse(self.indexAt(event.position().toPoint()))

    def _begin(self, index: QModelIndex) -> None:
        if index.isValid() and self.lines.is_editable(index.column()):
            self.edit(index)

    def _edit_by_mouse(self, index: QModelIndex) -> None:
        self._begin(index)
        editor = self.indexWidget(index)
        if isinstance(editor, QComboBox):
            editor.showPopup()

    @Slot(object, QPoint)
    def _open_menu(self, line: DraftLine, where: QPoint) -> None:
        if self.lines.is_read_only:
            return
        menu = PassingMenu(self)
        menu.addAction(tr("Move up")).triggered.connect(partial(self._shift, line, -1))
        menu.addAction(tr("Move down")).triggered.connect(partial(self._shift, line, 1))
        menu.addSeparator()
        menu.addAction(tr("Remove this line")).triggered.connect(partial(self._remove, line))
        menu.show_at(where)

    def _remove(self, line: DraftLine) -> None:
        place = self.lines.place_of(line.id) or 0
        column = max(self.currentIndex().column(), 0)
        self.lines.remove(line.id)
        count = self.lines.rowCount()
        if count:
            self.setCurrentIndex(self.lines.index(min(place, count - 1), column))
        else:
            self.left_below.emit()

    def _shift(self, line: DraftLine, by: int) -> None:
        column = max(self.currentIndex().column(), 0)
        self.lines.shift(line.id, by)
        place = self.lines.place_of(line.id)
        if place is not None:
            self.setCurrentIndex(self.lines.index(place, column))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The description takes the room that the others leave."""
        super().resizeEvent(event)
        self._fit_width()

    @Slot()
    def _fit_figures(self) -> None:
        """Amounts are never cut, unless they are beyond belief."""
        metrics = QFontMetrics(number_font())
        for at, column in enumerate(self.lines.columns()):
            if column.is_right:
                texts = [column.text(line, self._amounts) for line in self.lines.lines()]
                widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
                width = min(max(widest + 2 * PADDING + 2, column.width), _MOST_FIGURES)
                if self.columnWidth(at) < width:
                    self.setColumnWidth(at, width)

    @Slot()
    def _fit_width(self) -> None:
        columns = self.lines.columns()
        others = sum(self.columnWidth(at) for at, column in enumerate(columns) if not column.stretch)
        wide = max(self.viewport().width() - others, _LEAST_DESCRIPTION)
        at = next(at for at, column in enumerate(columns) if column.stretch)
        if self.columnWidth(at) != wide:
            self.setColumnWidth(at, wide)
        self._fit_height()

    @Slot()
    def _fit_height(self) -> None:
        self.setFixedHeight(self._wanted_height())

    def _wanted_height(self) -> int:
        bar = self.horizontalScrollBar()
        is_wider = self.horizontalHeader().length() > self.viewport().width()
        below = bar.sizeHint().height() if is_wider else 0
        return self.horizontalHeader().height() + self.lines.rowCount() * ROW_HEIGHT + 2 + below
