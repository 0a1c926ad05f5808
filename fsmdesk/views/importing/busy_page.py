"""What is shown while a file is read or its rows go in."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.surfaces import Card, paragraph, words

_WIDTH = 460


class BusyPage(QWidget):
    """A card with a bar that moves. Signals:

    cancelled(): the person does not want to wait for it.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.addStretch(2)
        card = Card(parent=self)
        card.setFixedWidth(_WIDTH)
        card.body.setContentsMargins(20, 18, 20, 18)
        card.body.setSpacing(10)
        self._title = words("", "section", card)
        self._bar = QProgressBar(card)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._about = paragraph("", "muted", card)
        self.cancel_button = KeyButton(tr("Cancel"), keys="Esc", parent=card)
        self.cancel_button.clicked.connect(self._cancel)
        for widget in (self._title, self._bar, self._about):
            card.body.addWidget(widget)
        card.body.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignRight)
        middle = QHBoxLayout()  # aligning the card itself would squeeze its words
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(3)

    def begin(self, title: str, about: str, can_cancel: bool) -> None:
        """Say what is done now."""
        self._title.setText(title)
        self._bar.setAccessibleName(title)
        self._about.setText(about)
        self.cancel_button.setVisible(can_cancel)
        if can_cancel:
            self.cancel_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops it where that is possible."""
        if event.key() == Qt.Key.Key_Escape and self.cancel_button.isVisible():
            self._cancel()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _cancel(self) -> None:
        self.cancelled.emit()
