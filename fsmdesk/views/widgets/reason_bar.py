"""Asks for a reason in a strip where it is needed, instead of in a dialog."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.surfaces import Surface, paragraph

_MOST_LETTERS = 500
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReasonBar(Surface):
    """Hidden until it asks. Enter goes ahead, Esc leaves everything as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("banner", parent)
        self.setProperty("banner", "warn")
        self._on_reason: Callable[[str], object] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        self._words = paragraph("", parent=self)
        column.addWidget(self._words)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(_MOST_LETTERS)
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.textChanged.connect(self._look)
        self.yes_button = KeyButton("", "primary", keys="Return", parent=self)
        self.yes_button.clicked.connect(self._accept)
        self.no_button = KeyButton(tr("Leave it"), keys="Esc", parent=self)
        self.no_button.clicked.connect(self.leave)
        row.addWidget(self.reason, 1)
        row.addWidget(self.yes_button)
        row.addWidget(self.no_button)
        column.addLayout(row)
        self.hide()

    def ask(self, text: str, placeholder: str, verb: str, on_reason: Callable[[str], object]) -> None:
        """Ask; `on_reason` gets the reason, which is never empty. What was asked before is forgotten."""
        self._on_reason = on_reason
        self._words.setText(text)
        self.setAccessibleName(text)
        self.reason.setPlaceholderText(placeholder)
        self.reason.clear()
        self.yes_button.setText(verb)
        self.yes_button.setAccessibleName(verb)
        self.yes_button.updateGeometry()
        self._look()
        self.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def leave(self) -> None:
        """Everything stays as it is."""
        self._on_reason = None
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Esc is for this strip, not for the screen around it."""
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

    @Slot()
    def _look(self) -> None:
        self.yes_button.setEnabled(bool(self.reason.text().strip()))

    @Slot()
    def _accept(self) -> None:
        reason, on_reason = self.reason.text().strip(), self._on_reason
        if reason and on_reason is not None:
            self.leave()
            on_reason(reason)
