"""Makes, names, orders and removes the lists beside the board."""

from typing import TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fsmdesk.core.messages import Command, Done
from fsmdesk.core.words import tr
from fsmdesk.services.waiting.messages import (
    OrderWaitingLists,
    RemoveWaitingList,
    SaveWaitingList,
    WaitingListRow,
    WaitingLists,
)
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import IconButton, KeyButton
from fsmdesk.views.widgets.surfaces import paragraph, words

R = TypeVar("R")
_LONGEST = 200


class _Line(QWidget):
    """One list: its name, whether its jobs keep their places, and buttons to move and remove it."""

    def __init__(self, row: WaitingListRow, dialog: "ListsDialog") -> None:
        super().__init__(dialog)
        self.row = row
        self._dialog = dialog
        self.name = QLineEdit(row.name, self)
        self.name.setMaxLength(_LONGEST)
        self.name.setAccessibleName(tr("Name of the list"))
        self.keeps = QCheckBox(tr("Keeps its place"), self)
        self.keeps.setToolTip(tr("Jobs in this list stay where they are on the board meanwhile."))
        self.keeps.setChecked(row.keeps_place)
        self.up_button = IconButton("chevron-up", tr("Further up"), parent=self)
        self.down_button = IconButton("chevron-down", tr("Further down"), parent=self)
        self.remove_button = IconButton("trash-2", tr("Remove the list"), parent=self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.name, 1)
        for part in (self.keeps, self.up_button, self.down_button, self.remove_button):
            line.addWidget(part)
        self.name.editingFinished.connect(self._save)
        self.keeps.clicked.connect(self._save)
        self.up_button.clicked.connect(self._go_up)
        self.down_button.clicked.connect(self._go_down)
        self.remove_button.clicked.connect(self._remove)

    @Slot()
    def _save(self) -> None:
        name, keeps = self.name.text().strip(), self.keeps.isChecked()
        if not name:
            self.name.setText(self.row.name)
        elif (name, keeps) != (self.row.name, self.row.keeps_place):
            self._dialog.save(self.row, name, keeps_place=keeps)

    @Slot()
    def _go_up(self) -> None:
        self._dialog.shift(self.row, -1)

    @Slot()
    def _go_down(self) -> None:
        self._dialog.shift(self.row, 1)

    @Slot()
    def _remove(self) -> None:
        self._dialog.remove(self.row)


class ListsDialog(QDialog):
    """Each change is made at once and can be taken back."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._desk = desk
        self.lines: list[_Line] = []
        self.setWindowTitle(tr("Lists beside the board"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(560, 360)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(words(self.windowTitle(), "section", self))
        remark = tr("“To schedule” is always there: it holds what is in no other list.")
        column.addWidget(paragraph(remark, "muted", self))
        column.addWidget(self._scrolled(), 1)
        column.addLayout(self._entry())
        self._error = paragraph("", "danger", self)
        self._error.hide()
        column.addWidget(self._error)
        self.close_button = KeyButton(tr("Close"), keys="Esc", parent=self)
        self.close_button.setAutoDefault(False)  # Enter adds a list, it does not close
        self.close_button.clicked.connect(self.accept)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        self._read()
        self.new_name.setFocus()

    def save(self, row: WaitingListRow, name: str, *, keeps_place: bool) -> None:
        """The list has this name."""
        command = SaveWaitingList(
            waiting_list_id=row.id, seen_version=row.version, name=name, keeps_place=keeps_place
        )
        self._do(command, tr("List “{name}” changed").format(name=name))

    def shift(self, row: WaitingListRow, step: int) -> None:
        """The list stands further up or down."""
        ids = [line.row.id for line in self.lines]
        at = ids.index(row.id)
        to = at + step
        if 0 <= to < len(ids):
            ids.insert(to, ids.pop(at))
            self._do(OrderWaitingLists(waiting_list_ids=tuple(ids)), tr("Lists ordered"))

    def remove(self, row: WaitingListRow) -> None:
        """The list is gone; its jobs are to be scheduled."""
        said = tr("List “{name}” removed; its jobs are to be scheduled").format(name=row.name)
        self._do(RemoveWaitingList(waiting_list_id=row.id, seen_version=row.version), said)

    def _scrolled(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        holder = QWidget(area)
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(6)
        self._column.addStretch(1)
        area.setWidget(holder)
        return area

    def _entry(self) -> QHBoxLayout:
        self.new_name = QLineEdit(self)
        self.new_name.setMaxLength(_LONGEST)
        self.new_name.setPlaceholderText(tr("Name of a new list"))
        self.new_name.setAccessibleName(tr("Name of a new list"))
        self.add_button = KeyButton(tr("Add list"), "primary", "plus", "Return", self)
        self.add_button.setAutoDefault(False)
        self.new_name.returnPressed.connect(self._add)
        self.add_button.clicked.connect(self._add)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.new_name, 1)
        row.addWidget(self.add_button)
        return row

    @Slot()
    def _add(self) -> None:
        name = self.new_name.text().strip()
        if name:
            self.new_name.clear()
            self._do(SaveWaitingList(name=name), tr("List “{name}” added").format(name=name))

    def _do(self, command: Command[R], said: str) -> None:
        def done(answer: Done[R]) -> None:
            self._say("")
            self._read()

        def failed(error: Exception) -> None:
            self._say(str(error))
            self._read()

        self._desk.do(self, command, done, failed, said)

    def _read(self) -> None:
        def fail(error: Exception) -> None:
            self._say(str(error))

        self._desk.ask(self, WaitingLists(), self._show, fail)

    def _show(self, lists: tuple[WaitingListRow, ...]) -> None:
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = [_Line(row, self) for row in lists]
        for at, line in enumerate(self.lines):
            line.up_button.setEnabled(at > 0)
            line.down_button.setEnabled(at < len(lists) - 1)
            self._column.insertWidget(at, line)

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))
