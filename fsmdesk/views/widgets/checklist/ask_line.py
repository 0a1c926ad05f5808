"""One line that opens below an item: a remark, a reason, or the title of a follow-up job."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.widgets.buttons import KeyButton

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AskLine(QWidget):
    """Enter agrees, Esc leaves it.

    Signals:
        agreed(str): the text, with the focus still in the line.
        edited(str): the person typed.
        left(): the person wants none of it.
    """

    agreed = Signal(str)
    edited = Signal(str)
    left = Signal()

    def __init__(self, question: str, verb: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(36, 0, 0, 8)
        row.setSpacing(8)
        self.edit = QLineEdit(text, self)
        self.edit.setPlaceholderText(question)
        self.edit.setAccessibleName(question)
        self.edit.textEdited.connect(self.edited)
        self.yes_button = KeyButton(verb, "primary", keys="Return", parent=self)
        self.yes_button.clicked.connect(self._agree)
        self.no_button = KeyButton(tr("Close"), "quiet", keys="Esc", parent=self)
        self.no_button.clicked.connect(self.left)
        row.addWidget(self.edit, 1)
        row.addWidget(self.yes_button)
        row.addWidget(self.no_button)
        self.setFocusProxy(self.edit)

    def event(self, event: QEvent) -> bool:
        """Esc is for this line, not for the screen around it."""
        is_override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_override and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Agree, or leave."""
        if event.key() in _ENTER:
            self._agree()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _agree(self) -> None:
        self.agreed.emit(self.edit.text().strip())
