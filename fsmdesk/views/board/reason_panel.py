"""Asks why a technician is booked twice, in a strip below the board instead of a dialog."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.theme.icons import icon
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.surfaces import Surface, paragraph

_MOST_LETTERS = 200


class ReasonPanel(Surface):
    """Hidden until it asks.

    Signals:
        given(str): the reason, never empty.
        declined(): it shall not be booked twice.
    """

    given = Signal(str)
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("foot", parent)
        self.setProperty("banner", "warn")
        self._sign = QLabel(self)
        self._words = paragraph("", parent=self)
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(_MOST_LETTERS)
        self.reason.setPlaceholderText(tr("Why is that all right? Both visits will be marked."))
        self.reason.setAccessibleName(tr("Reason for booking twice"))
        self.accept_button = KeyButton(tr("Book twice"), "primary", "layers", "Return", self)
        self.decline_button = KeyButton(tr("Put it back"), "", "undo-2", "Esc", self)
        self._lay_out()
        self.reason.textChanged.connect(self._check)
        self.reason.returnPressed.connect(self._accept)
        self.accept_button.clicked.connect(self._accept)
        self.decline_button.clicked.connect(self._decline)
        self.hide()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._words, 1)
        entry = QHBoxLayout()
        entry.setSpacing(8)
        entry.addWidget(self.reason, 1)
        entry.addWidget(self.accept_button)
        entry.addWidget(self.decline_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        column.addLayout(line)
        column.addLayout(entry)

    def ask(self, text: str) -> None:
        """Show what stands against it, and wait for the reason."""
        self._sign.setPixmap(icon("layers", "warn_text").pixmap(18, 18))
        self._words.setText(text)
        self.reason.clear()
        self._check()
        self.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc declines."""
        if event.key() == Qt.Key.Key_Escape:
            self._decline()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _check(self) -> None:
        self.accept_button.setEnabled(bool(self.reason.text().strip()))

    @Slot()
    def _accept(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.hide()
            self.given.emit(reason)

    @Slot()
    def _decline(self) -> None:
        self.hide()
        self.declined.emit()
