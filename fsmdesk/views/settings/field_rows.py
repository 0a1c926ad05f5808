"""A list of small rows as one field: added, removed and put in order by mouse and keyboard."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.making import Pieces
from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.surfaces import Surface

ValueT = TypeVar("ValueT")


class RowWidget(Surface, Generic[ValueT]):
    """One row. A subclass puts its controls into `inside` and overrides the reading and showing.

    Signals:
        edited(): something was typed.
        removed(): it should go.
        moved(int): it should go so many places down; up, if less than nothing.
        next_wanted(): the person is through with it and goes on to the next.
    """

    edited = Signal()
    removed = Signal()
    moved = Signal(int)
    next_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("inset", parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 6, 8)
        row.setSpacing(6)
        self.inside = QVBoxLayout()
        self.inside.setSpacing(6)
        row.addLayout(self.inside, 1)
        self.up_button = IconButton("chevron-up", tr("Move up"), "Alt+Up", parent=self)
        self.down_button = IconButton("chevron-down", tr("Move down"), "Alt+Down", parent=self)
        self.remove_button = IconButton("trash-2", tr("Remove"), "Ctrl+Del", parent=self)
        for button in (self.up_button, self.down_button, self.remove_button):
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.up_button.clicked.connect(self._go_up)
        self.down_button.clicked.connect(self._go_down)
        self.remove_button.clicked.connect(self.removed)

    def value(self) -> ValueT:
        """The row as it stands.

        Raises:
            RuleBroken: something is missing or can't be read.
        """
        raise NotImplementedError

    def set_value(self, value: ValueT) -> None:
        """Show this."""
        raise NotImplementedError

    def raw(self) -> object:
        """What was typed, as a draft keeps it."""
        raise NotImplementedError

    def set_raw(self, raw: Sequence[Any]) -> None:
        """Show what was typed."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """The keys are in its first control."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with the arrows moves the row, Ctrl+Del removes it."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if alt and event.key() == Qt.Key.Key_Up:
            self._go_up()
        elif alt and event.key() == Qt.Key.Key_Down:
            self._go_down()
        elif control and event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _go_up(self) -> None:
        self.moved.emit(-1)

    @Slot()
    def _go_down(self) -> None:
        self.moved.emit(1)


class FieldRows(Field[tuple[ValueT, ...]], Generic[ValueT]):
    """A subclass makes rows, puts what adds one into `foot`, and calls `hold` with it."""

    def __init__(self, key: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(key, label, parent=parent)
        self.rows: list[RowWidget[ValueT]] = []
        self.box = QWidget(self)
        self._stack = QVBoxLayout(self.box)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(6)
        self.foot = QHBoxLayout()
        self._stack.addLayout(self.foot)
        self._is_locked = False

    def make_row(self) -> RowWidget[ValueT]:
        """One more row with nothing in it."""
        raise NotImplementedError

    def read(self) -> tuple[ValueT, ...]:
        """All rows in order."""
        return tuple(row.value() for row in self.rows)

    def set_value(self, value: tuple[ValueT, ...] | None) -> None:
        """Show exactly these."""
        wanted = value or ()
        self._fit(len(wanted))
        for row, one in zip(self.rows, wanted, strict=True):
            row.set_value(one)
        self.clear_error()

    def raw(self) -> object:
        """What was typed in each."""
        return [row.raw() for row in self.rows]

    def set_raw(self, raw: object) -> None:
        """Show what was typed in each."""
        typed = [one for one in raw if isinstance(one, list)] if isinstance(raw, list) else []
        self._fit(len(typed))
        for row, one in zip(self.rows, typed, strict=True):
            row.set_raw(one)

    def same(self, one: tuple[ValueT, ...] | None, other: tuple[ValueT, ...] | None) -> bool:
        """The same rows in the same order."""
        return tuple(one or ()) == tuple(other or ())

    def set_read_only(self, is_read_only: bool) -> None:
        """The rows can be read."""
        self._is_locked = is_read_only
        for at in range(self.foot.count()):
            item = self.foot.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setVisible(not is_read_only)
        for row in self.rows:
            row.setEnabled(not is_read_only)

    def insert(self, at: int) -> RowWidget[ValueT]:
        """A row stands at this place."""
        row = self.make_row()
        row.edited.connect(self._edited)
        row.removed.connect(self._remove)
        row.moved.connect(self._move)
        row.next_wanted.connect(self._go_on)
        row.setEnabled(not self._is_locked)
        self.rows.insert(at, row)
        self._stack.insertWidget(at, row)
        return row

    def add_by_hand(self, at: int) -> None:
        """The person wants a row here, to type in."""
        self.insert(at).take_focus()
        self._tell_changed()

    def after_last(self, row: RowWidget[ValueT]) -> None:
        """The person is through with the last row."""

    def room_for(self, count: int) -> Pieces:
        """There are at least so many rows, made one by one."""
        while len(self.rows) < count:
            self.insert(len(self.rows))
            yield

    def _fit(self, count: int) -> None:
        while len(self.rows) > count:
            self._drop(self.rows[-1])
        while len(self.rows) < count:
            self.insert(len(self.rows))

    def _drop(self, row: RowWidget[ValueT]) -> None:
        self.rows.remove(row)
        self._stack.removeWidget(row)
        row.hide()
        row.deleteLater()

    @Slot()
    def _remove(self) -> None:
        row = self.sender()
        if isinstance(row, RowWidget):
            at = self.rows.index(row)
            self._drop(row)
            if self.rows:
                self.rows[min(at, len(self.rows) - 1)].take_focus()
            else:
                self.setFocus()
            self._tell_changed()

    @Slot(int)
    def _move(self, places: int) -> None:
        row = self.sender()
        if not isinstance(row, RowWidget):
            return
        at = self.rows.index(row)
        to = at + places
        if 0 <= to < len(self.rows):
            self.rows.insert(to, self.rows.pop(at))
            self._stack.removeWidget(row)
            self._stack.insertWidget(to, row)
            row.take_focus()
            self._tell_changed()

    @Slot()
    def _go_on(self) -> None:
        row = self.sender()
        if isinstance(row, RowWidget):
            at = self.rows.index(row)
            if at + 1 < len(self.rows):
                self.rows[at + 1].take_focus()
            else:
                self.after_last(row)

    @Slot()
    def _edited(self) -> None:
        self._tell_changed()
