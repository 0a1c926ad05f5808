"""The one place for questions that must be answered now. Buttons say what will happen."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.surfaces import paragraph, words


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a title, what will happen, and the verb on the button that makes it happen."""

    title: str
    text: str
    verb: str
    is_dangerous: bool = False
    reason_label: str = ""  # with this label a reason is asked for, and needed


class ConfirmDialog(QDialog):
    """Shown over the window with `open`; calls `on_yes(reason)` if the person agrees, else nothing."""

    def __init__(self, question: Question, on_yes: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._on_yes = on_yes
        self.setWindowTitle(question.title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(words(question.title, "section", self))
        column.addWidget(paragraph(question.text, parent=self))
        self.reason = QLineEdit(self)
        self.reason.setPlaceholderText(question.reason_label)
        self.reason.setAccessibleName(question.reason_label)
        self.reason.setVisible(bool(question.reason_label))
        self.reason.textChanged.connect(self._look)
        column.addWidget(self.reason)
        column.addSpacing(6)
        row = QHBoxLayout()
        row.addStretch(1)
        self.no_button = KeyButton(tr("Keep it as it is"), keys="Esc", parent=self)
        self.no_button.clicked.connect(self.reject)
        kind = "danger" if question.is_dangerous else "primary"
        self.yes_button = KeyButton(question.verb, kind, keys="Ctrl+Return", parent=self)
        self.yes_button.clicked.connect(self._agree)
        row.addWidget(self.no_button)
        row.addWidget(self.yes_button)
        column.addLayout(row)
        self._needs_reason = bool(question.reason_label)
        self._look()
        (self.reason if self._needs_reason else self.yes_button).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter agrees, from the reason Enter does; Esc does not."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and (event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.reason.hasFocus()):
            self._agree()
            return
        super().keyPressEvent(event)

    @Slot()
    def _look(self) -> None:
        self.yes_button.setEnabled(not self._needs_reason or bool(self.reason.text().strip()))

    @Slot()
    def _agree(self) -> None:
        if self.yes_button.isEnabled():
            self.accept()
            self._on_yes(self.reason.text().strip())


def ask(question: Question, on_yes: Callable[[str], object], parent: QWidget) -> ConfirmDialog:
    """Ask over the parent's window; `on_yes` gets the reason, empty where none was asked for."""
    dialog = ConfirmDialog(question, on_yes, parent.window())
    dialog.open()
    return dialog
