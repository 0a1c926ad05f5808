"""Draws the lines, and gives each cell its way of typing: a line of text, or one of a few."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyle, QStyleOptionViewItem, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.views.theme.fonts import number_font
from fsmdesk.views.theme.theme import tokens
from fsmdesk.views.whole_errors import whole_errors
from fsmdesk.views.widgets.table_delegate import RowDelegate
from fsmdesk.views.work_orders.lines.line_columns import CHOICE_COLUMNS, edited_text
from fsmdesk.views.work_orders.lines.lines_model import LinesModel

_Index = QModelIndex | QPersistentModelIndex
Choices = Sequence[tuple[object, str]]


@dataclass(frozen=True, slots=True)
class OpenCell:
    """What is being typed into a cell and was not taken by its line yet."""

    line_id: int
    key: str
    text: str


class LineDelegate(RowDelegate):
    """`choices` answers what can be chosen in a column.

    Signals:
        typing_changed(): a letter more or less stands in the cell that is typed in, or its editor is gone.
    """

    typing_changed = Signal()

    def __init__(
        self,
        formats: Formats,
        choices: Callable[[str], Choices],
        is_hovered: Callable[[int], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(formats, _never, is_hovered, parent)
        self.can_tick = False
        self._amounts = formats
        self._choices = choices
        self._open: tuple[int, str, QLineEdit] | None = None

    def open_cell(self) -> OpenCell | None:
        """The cell that is typed in, once something was typed there; None while there is none."""
        if self._open is None or not self._open[2].isModified():
            return None
        line_id, key, edit = self._open
        return OpenCell(line_id, key, edit.text())

    @whole_errors
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the cell, with a frame around the one that the keys are in."""
        super().paint(painter, option, index)
        state = option.state  # type: ignore[attr-defined, unused-ignore]
        if not state & QStyle.StateFlag.State_HasFocus:
            return
        box: QRect = option.rect  # type: ignore[attr-defined, unused-ignore]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -2), 5, 5)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A line of text, or a drop-down."""
        model = index.model()
        assert isinstance(model, LinesModel)
        column = model.columns()[index.column()]
        if column.key in CHOICE_COLUMNS:
            box = QComboBox(parent)
            box.setAccessibleName(column.title)
            for value, text in self._choices(column.key):
                box.addItem(text, value)
            box.activated.connect(self._take_choice)
            return box
        edit = QLineEdit(parent)
        edit.setAccessibleName(column.title)
        if column.is_right:
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
            edit.setFont(number_font())
        line = model.row_at(index.row())
        if line is not None:
            self._open = (line.id, column.key, edit)
            edit.textEdited.connect(self.typing_changed)
        return edit

    def destroyEditor(self, editor: QWidget, index: _Index) -> None:
        """Nothing is typed in the cell any more; what its line did not take is given up."""
        if self._open is not None and self._open[2] is editor:
            self._open = None
            self.typing_changed.emit()
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Begin with what stands in the cell, all of it selected."""
        model = index.model()
        line = model.row_at(index.row()) if isinstance(model, LinesModel) else None
        if not isinstance(model, LinesModel) or line is None:
            return
        key = model.columns()[index.column()].key
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(getattr(line.value, key)), 0))
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(edited_text(line, key, self._amounts).replace("\n", " "))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """The line takes what was typed or chosen."""
        if not isinstance(model, LinesModel):
            return
        if isinstance(editor, QComboBox):
            model.choose(index, editor.currentData())
        elif isinstance(editor, QLineEdit) and editor.isModified():
            model.type_text(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        """Fill the cell; a drop-down may be wider than its column."""
        box: QRect = option.rect  # type: ignore[attr-defined, unused-ignore]
        room = box.adjusted(1, 0, -1, -1)
        if isinstance(editor, QComboBox):
            edge = editor.parentWidget()
            room.setWidth(max(room.width(), editor.sizeHint().width()))
            room.moveRight(min(room.right(), edge.width() - 1 if edge is not None else room.right()))
        editor.setGeometry(room)

    @Slot()
    def _take_choice(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self.commitData.emit(box)
            self.closeEditor.emit(box, self.EndEditHint.SubmitModelCache)


def _never(_row_id: int) -> bool:
    return False
