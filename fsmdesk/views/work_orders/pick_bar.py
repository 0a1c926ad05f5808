"""Asks for one record in a strip where it is needed, instead of in a dialog."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field_picker import FieldPicker
from fsmdesk.views.widgets.option_list import Option
from fsmdesk.views.widgets.surfaces import Surface, paragraph

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PickBar(Surface):
    """Hidden until it asks. Enter goes ahead with what was picked, Esc leaves everything as it is."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("banner", parent)
        self.setProperty("banner", "info")
        self._desk = desk
        self._option: Option | None = None
        self._on_picked: Callable[[Option], object] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        self._words = paragraph("", parent=self)
        column.addWidget(self._words)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self.picker: FieldPicker | None = None
        self.yes_button = KeyButton("", "primary", keys="Return", parent=self)
        self.yes_button.clicked.connect(self._accept)
        self.no_button = KeyButton(tr("Leave it"), keys="Esc", parent=self)
        self.no_button.clicked.connect(self.leave)
        self._row.addWidget(self.yes_button)
        self._row.addWidget(self.no_button)
        column.addLayout(self._row)
        self.hide()

    def ask(
        self,
        text: str,
        placeholder: str,
        verb: str,
        find: Callable[[str], Any],
        option: Callable[[Any], Option],
        on_picked: Callable[[Option], object],
    ) -> None:
        """Ask; `on_picked` gets what was chosen. What was asked before is forgotten."""
        self._on_picked, self._option = on_picked, None
        self._words.setText(text)
        self.setAccessibleName(text)
        if self.picker is not None:
            self._row.removeWidget(self.picker)
            self.picker.deleteLater()
        self.picker = FieldPicker(
            "picked", "", self._desk, find, option, placeholder=placeholder, parent=self
        )
        self.picker.edit.setAccessibleName(placeholder)
        self.picker.picked.connect(self._picked)
        self._row.insertWidget(0, self.picker, 1)
        self.yes_button.setText(verb)
        self.yes_button.setAccessibleName(verb)
        self.yes_button.updateGeometry()
        self.yes_button.setEnabled(False)
        self.show()
        self.picker.setFocus()

    @Slot()
    def leave(self) -> None:
        """Everything stays as it is."""
        self._on_picked = None
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Esc and Enter are for this strip, not for the screen around it."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Escape, *_ENTER):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes ahead, Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in _ENTER:
            self._accept()
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def _picked(self, option: Option | None) -> None:
        self._option = option
        self.yes_button.setEnabled(option is not None)
        if option is not None:
            self.yes_button.setFocus()

    @Slot()
    def _accept(self) -> None:
        option, on_picked = self._option, self._on_picked
        if option is not None and on_picked is not None:
            self.leave()
            on_picked(option)
