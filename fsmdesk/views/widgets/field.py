"""The base of every field of a form: a small label above, the control, and a message below when needed."""

from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.views.widgets.surfaces import paragraph, words

V = TypeVar("V")


class Field(QWidget, Generic[V]):
    """One value of a form. `key` names it in commands and errors.

    A subclass sets `control` with `hold` and overrides `read`, `set_value`, `raw` and `set_raw`.

    Signals:
        changed(): the person changed it.
    """

    changed = Signal()

    def __init__(
        self, key: str, label: str, *, is_required: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.key = key
        self.label = label
        self.is_required = is_required
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._label = words(label, "label", self)
        if not label:
            self._label.hide()
        self._column.addWidget(self._label)
        self._message: QLabel = paragraph("", "danger", self)
        self._message.hide()
        self._column.addWidget(self._message)
        self._marked: list[QWidget] = []
        self._is_unreadable = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def hold(self, control: QWidget, *further: QWidget) -> None:
        """Put the control under the label; the marks of changes and errors are drawn on it and on `further`."""
        self._column.insertWidget(1, control)
        self._marked = list(further) or [control]
        for widget in self._marked:
            widget.setAccessibleName(self.label)
        self._label.setBuddy(self._marked[0])
        self.setFocusProxy(self._marked[0])

    def stops(self) -> tuple[QWidget, ...]:
        """What of it takes the keys, in the order in which Tab goes."""
        return tuple(self._marked)

    def read(self) -> V | None:
        """The value as it stands; None if the field is empty.

        Raises:
            RuleBroken: what was typed can't be read.
        """
        raise NotImplementedError

    def set_value(self, value: V | None) -> None:
        """Show this value; nobody is told."""
        raise NotImplementedError

    def raw(self) -> object:
        """What was typed, as it is kept in a draft."""
        raise NotImplementedError

    def set_raw(self, raw: object) -> None:
        """Show what `raw` gave earlier."""
        raise NotImplementedError

    def shown(self, value: V | None) -> str:
        """The value in words, for a comparison."""
        return "" if value is None else str(value)

    def same(self, one: V | None, other: V | None) -> bool:
        """True if the two values mean the same."""
        return one == other

    def merged(self, before: V | None, mine: V | None, theirs: V | None) -> V | None:
        """What two seats that changed different parts of the value made of it together.

        None where that can't be told, as with a value that has no parts.
        """
        return None

    def set_read_only(self, is_read_only: bool) -> None:
        """The value is shown but can't be changed."""
        for widget in self._marked:
            widget.setEnabled(not is_read_only)

    def value(self) -> V | None:
        """The value, checked.

        Raises:
            RuleBroken: it can't be read, or is needed and not there; `field` is this field's key.
        """
        found = self.read()
        if self.is_required and found in (None, ""):
            raise RuleBroken(tr("{label} is needed.").format(label=self.label), self.key)
        return found

    def show_error(self, text: str) -> None:
        """Say below the field what is wrong with it, until it is changed."""
        self._is_unreadable = False
        self._message.setText(text)
        self._message.show()
        self._mark("error")

    def clear_error(self) -> None:
        """Nothing is wrong any more."""
        if self._message.isVisibleTo(self):
            self._message.hide()
            self._mark("changed" if self._is_changed else "")

    def error(self) -> str:
        """What is said to be wrong; empty if nothing is."""
        return self._message.text() if self._message.isVisibleTo(self) else ""

    _is_changed = False

    def set_changed(self, is_changed: bool) -> None:
        """Mark the field as changed since it was read."""
        self._is_changed = is_changed
        if not self.error():
            self._mark("changed" if is_changed else "")

    @Slot()
    def check(self) -> None:
        """Say what is wrong with what was typed, if anything; an empty field is not scolded here."""
        try:
            self.read()
        except RuleBroken as broken:
            self._call_unreadable(str(broken))
        else:
            self._call_readable()

    def _call_unreadable(self, text: str) -> None:
        self.show_error(text)
        self._is_unreadable = True

    def _call_readable(self) -> None:
        if self._is_unreadable:  # what a form or the office said of it stands until the person mends it
            self.clear_error()

    def _mark(self, mark: str) -> None:
        for widget in self._marked:
            if widget.property("mark") != mark:
                widget.setProperty("mark", mark)
                widget.style().unpolish(widget)
                widget.style().polish(widget)
                widget.update()

    def _tell_changed(self) -> None:
        self.clear_error()
        self.changed.emit()


def move_on(widget: QWidget, *, is_back: bool = False) -> bool:
    """Give the focus to what comes next, or came before, as Tab would; False if there is nothing."""
    following = next_stop(widget, is_back=is_back)
    if following is None:
        return False
    following.setFocus(Qt.FocusReason.BacktabFocusReason if is_back else Qt.FocusReason.TabFocusReason)
    return True


def next_stop(widget: QWidget, *, is_back: bool = False) -> QWidget | None:
    """What Tab would go to from here."""

    def step(at: QWidget) -> QWidget | None:
        return at.previousInFocusChain() if is_back else at.nextInFocusChain()

    following = step(widget)
    while following is not None and following is not widget:
        takes_tab = bool(following.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_tab and following.isVisible() and following.isEnabled():
            return following
        following = step(following)
    return None
