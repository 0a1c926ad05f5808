"""Asks for one record in a strip where it is needed, instead of in a dialog."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.field_picker import FieldPicker
from fsmdesk.views.widgets.option_list import Option
from fsmdesk.views.widgets.question_bar import QuestionBar


class PickBar(QuestionBar):
    """Hidden until it asks. Enter goes ahead with what was picked, Esc leaves everything as it is."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("info", parent)
        self._desk = desk
        self._option: Option | None = None
        self._on_picked: Callable[[Option], object] | None = None
        self.picker: FieldPicker | None = None

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
        self.put(text, verb)
        if self.picker is not None:
            self.row.removeWidget(self.picker)
            self.picker.deleteLater()
        self.picker = FieldPicker(
            "picked", "", self._desk, find, option, placeholder=placeholder, parent=self
        )
        self.picker.edit.setAccessibleName(placeholder)
        self.picker.picked.connect(self._picked)
        self.row.insertWidget(0, self.picker, 1)
        self.yes_button.setEnabled(False)
        self.show()
        self.picker.setFocus()

    @Slot()
    def leave(self) -> None:
        """Everything stays as it is."""
        self._on_picked = None
        super().leave()

    @Slot(object)
    def _picked(self, option: Option | None) -> None:
        self._option = option
        self.yes_button.setEnabled(option is not None)
        if option is not None:
            self.yes_button.setFocus()

    def accept(self) -> None:
        """What was picked is handed on, if anything was."""
        option, on_picked = self._option, self._on_picked
        if option is not None and on_picked is not None:
            self.leave()
            on_picked(option)
