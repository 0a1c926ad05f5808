"""Asks for a reason in a strip where it is needed, instead of in a dialog."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.widgets.question_bar import QuestionBar

_MOST_LETTERS = 500


class ReasonBar(QuestionBar):
    """Hidden until it asks. Enter goes ahead, Esc leaves everything as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warn", parent)
        self._on_reason: Callable[[str], object] | None = None
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(_MOST_LETTERS)
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.textChanged.connect(self._look)
        self.row.insertWidget(0, self.reason, 1)

    def ask(self, text: str, placeholder: str, verb: str, on_reason: Callable[[str], object]) -> None:
        """Ask; `on_reason` gets the reason, which is never empty. What was asked before is forgotten."""
        self._on_reason = on_reason
        self.put(text, verb)
        self.reason.setPlaceholderText(placeholder)
        self.reason.clear()
        self._look()
        self.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def leave(self) -> None:
        """Everything stays as it is."""
        self._on_reason = None
        super().leave()

    @Slot()
    def _look(self) -> None:
        self.yes_button.setEnabled(bool(self.reason.text().strip()))

    def accept(self) -> None:
        """The reason is handed on, if there is one."""
        reason, on_reason = self.reason.text().strip(), self._on_reason
        if reason and on_reason is not None:
            self.leave()
            on_reason(reason)
