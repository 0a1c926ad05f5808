"""The table of lines as it is typed in: Enter begins and ends, Tab goes on, Delete removes."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QComboBox, QHeaderView, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.views.actions import shown_keys
from fsmdesk.views.theme.fonts import number_font
from fsmdesk.views.widgets.field import move_on
from fsmdesk.views.widgets.passing_menu import PassingMenu
from fsmdesk.views.widgets.table_columns import Column
from fsmdesk.views.widgets.table_delegate import PADDING, ROW_HEIGHT
from fsmdesk.views.widgets.table_view import RowTable
from fsmdesk.views.work_orders.lines.draft_line import DraftLine
from fsmdesk.views.work_orders.lines.line_columns import QUANTITY_COLUMNS
from fsmdesk.views.work_orders.lines.line_delegate import Choices, LineDelegate, OpenCell
from fsmdesk.views.work_orders.lines.lines_model import LinesModel

_MOST_FIGURES: Final = 170
_MOST_WORDS: Final = 130
_LEAST_DESCRIPTION: Final = 170
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Hint = QAbstractItemDelegate.EndEditHint


class LinesTable(RowTable[DraftLine]):
    """As high as its lines, and as wide as it may be: words give way before anything is pushed out of view.

    Signals:
        left_below(): the person went down from the last line, or is done with one that was added.
        removed(object, int): this DraftLine, which stood at that place, was removed.
        more_wanted(): what the line has no column for is asked for.
        typing_changed(): what stands in the cell that is typed in is another text, or nothing is typed now.
    """

    left_below = Signal()
    removed = Signal(object, int)
    more_wanted = Signal()
    typing_changed = Signal()

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
        self._cells = LineDelegate(formats, choices, self._is_hovered, self)
        self._cells.typing_changed.connect(self.typing_changed)
        self.setItemDelegate(self._cells)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.horizontalHeader()
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.menu_wanted.connect(self._open_menu)
        self._content: list[int] | None = None  # how wide each column would like to be
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit_width)
        for signal in (model.rowsInserted, model.rowsRemoved, model.dataChanged, model.modelReset):
            signal.connect(self._measure_again)
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

    def is_typing_in(self, line_id: int) -> bool:
        """True while something is typed in this line."""
        line = self.current_row()
        is_editing = self.state() is QAbstractItemView.State.EditingState
        return is_editing and line is not None and line.id == line_id

    def open_cell(self) -> OpenCell | None:
        """What is being typed and was not taken by its line yet; None while there is nothing."""
        return self._cells.open_cell()

    def take_typed(self) -> None:
        """The line takes what stands in the cell that is typed in; one can go on typing there."""
        editor = self.indexWidget(self.currentIndex())
        if self._cells.open_cell() is not None and editor is not None:
            self.commitData(editor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Without lines there is nothing to type in here: the keys go on to where one is added, or back before."""
        super().focusInEvent(event)
        if self.lines.rowCount():
            return
        if event.reason() is Qt.FocusReason.BacktabFocusReason:
            move_on(self, is_back=True)
        else:
            self.left_below.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter types in the cell, Delete removes the line, Alt and an arrow moves it."""
        line, index = self.current_row(), self.currentIndex()
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        is_moving = is_alt and not self.lines.is_read_only
        key = event.key()
        if self.state() is QAbstractItemView.State.EditingState:
            event.accept()  # an editor that has taken Enter hands it on as well
        elif key in _ENTER and is_plain and line is not None:
            self._begin(index)
        elif key in _ENTER and is_alt and line is not None:
            self.more_wanted.emit()
        elif key == Qt.Key.Key_D and is_control and line is not None and not self.lines.is_read_only:
            self._duplicate(line)
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
        """Tab goes on to the next cell that can be typed in; Enter in a new line goes back below.

        A kit whose quantity was typed gives way to its items.
        """
        super().closeEditor(editor, _Hint.NoHint)
        line = self.current_row()
        if line is not None and line.parts and hint is not _Hint.RevertModelCache:
            self.lines.expand(line.id, QUANTITY_COLUMNS)
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
            if self.lines.is_editable(at % width) and not self.isColumnHidden(at % width):
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
        for text, keys, run in (
            (tr("Note, technician, cost…"), "Alt+Return", self.more_wanted.emit),
            (tr("Duplicate"), "Ctrl+D", partial(self._duplicate, line)),
            (tr("Move up"), "Alt+Up", partial(self._shift, line, -1)),
            (tr("Move down"), "Alt+Down", partial(self._shift, line, 1)),
            (tr("Remove this line"), "Del", partial(self._remove, line)),
        ):
            menu.addAction(f"{text}\t{shown_keys(keys)}").triggered.connect(run)
        menu.show_at(where)

    def _remove(self, line: DraftLine) -> None:
        place = self.lines.place_of(line.id) or 0
        column = max(self.currentIndex().column(), 0)
        self.lines.remove(line.id)
        self.removed.emit(line, place)
        count = self.lines.rowCount()
        if count:
            self.setCurrentIndex(self.lines.index(min(place, count - 1), column))
        else:
            self.left_below.emit()

    def _duplicate(self, line: DraftLine) -> None:
        column = max(self.currentIndex().column(), 0)
        place = self.lines.place_of(self.lines.duplicate(line.id))
        if place is not None:
            self.setCurrentIndex(self.lines.index(place, column))

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
    def _measure_again(self) -> None:
        """Many lines change at once: they are measured when all have."""
        self._content = None
        self._fitting.start()

    @Slot()
    def _fit_width(self) -> None:
        """Figures are never cut, unless they are beyond belief; the item takes the room that is left.

        In a narrow window columns go that say little: the discount where there is none, then the kind.
        """
        columns = self.lines.columns()
        if self._content is None:
            self._content = [0 if column.stretch else self._content_width(column) for column in columns]
        widths = list(self._content)
        least = [
            width if column.is_right else column.width for width, column in zip(widths, columns, strict=True)
        ]
        lacking = _LEAST_DESCRIPTION + sum(least) - least[0] - self.viewport().width()
        for key in self._dispensable():
            at = next(at for at, column in enumerate(columns) if column.key == key)
            is_gone = lacking > 0
            if is_gone:
                lacking -= least[at]
                widths[at] = 0
            if self.isColumnHidden(at) != is_gone:
                self.setColumnHidden(at, is_gone)
        lacking = _LEAST_DESCRIPTION + sum(widths) - self.viewport().width()
        for at, column in enumerate(columns):
            if lacking > 0 and widths[at] and not column.is_right:
                given = min(lacking, max(widths[at] - column.width, 0))
                widths[at] -= given
                lacking -= given
        stretch = next(at for at, column in enumerate(columns) if column.stretch)
        widths[stretch] = max(self.viewport().width() - sum(widths), _LEAST_DESCRIPTION)
        for at, width in enumerate(widths):
            if width and self.columnWidth(at) != width:
                self.setColumnWidth(at, width)
        self._fit_height()

    def _dispensable(self) -> list[str]:
        """The columns that go first, in order; one that is typed in stays."""
        at = self.currentIndex().column() if self.state() is QAbstractItemView.State.EditingState else -1
        typed = self.lines.columns()[at].key if at >= 0 else ""
        has_discount = any(line.value.discount_ppm or line.typed for line in self.lines.lines())
        found = ["kind"] if has_discount else ["discount_ppm", "kind"]
        return [key for key in found if key != typed]

    def _content_width(self, column: Column) -> int:
        """As wide as what stands in the column, within reason."""
        title = self.horizontalHeader().fontMetrics().horizontalAdvance(column.title)
        metrics = QFontMetrics(number_font()) if column.is_right else self.fontMetrics()
        texts = (column.text(line, self._amounts) for line in self.lines.lines())
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        most = _MOST_FIGURES if column.is_right else _MOST_WORDS
        return min(max(widest, title, column.width - 2 * PADDING) + 2 * PADDING + 2, most)

    @Slot()
    def _fit_height(self) -> None:
        self.setFixedHeight(self._wanted_height())

    def _wanted_height(self) -> int:
        bar = self.horizontalScrollBar()
        is_wider = self.horizontalHeader().length() > self.viewport().width()
        below = bar.sizeHint().height() if is_wider else 0
        return self.horizontalHeader().height() + self.lines.rowCount() * ROW_HEIGHT + 2 + below
