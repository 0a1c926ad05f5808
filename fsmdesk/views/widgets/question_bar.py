"""The base of strips that ask for one thing where it is needed, instead of in a dialog."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.surfaces import Surface, paragraph

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuestionBar(Surface):
    """Hidden until it asks. Enter calls `accept`, Esc leaves everything as it is.

    A subclass puts its field at the beginning of `row`, and says in `accept` what happens with the answer.
    """

    def __init__(self, tone: str, parent: QWidget | None = None) -> None:
        super().__init__("banner", parent)
        self.setProperty("banner", tone)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        self._words = paragraph("", parent=self)
        column.addWidget(self._words)
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.yes_button = KeyButton("", "primary", keys="Return", parent=self)
        self.yes_button.clicked.connect(self._agree)
        self.no_button = KeyButton(tr("Leave it"), keys="Esc", parent=self)
        self.no_button.clicked.connect(self.leave)
        self.row.addWidget(self.yes_button)
        self.row.addWidget(self.no_button)
        column.addLayout(self.row)
        self.hide()

    def accept(self) -> None:
        """The person agrees; without an answer nothing happens."""

    @Slot()
    def leave(self) -> None:
        """Everything stays as it is."""
        self.hide()

    def put(self, text: str, verb: str) -> None:
        """Show the question, and the verb on the button."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self.yes_button.setText(verb)
        self.yes_button.setAccessibleName(verb)
        self.yes_button.updateGeometry()

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
            self.accept()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _agree(self) -> None:
        self.accept()
