"""An answer that is typed: a number with its unit, or words. What is typed stays until it is saved."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.views.theme.fonts import number_font
from fsmdesk.views.widgets.growing import Growing
from fsmdesk.views.widgets.surfaces import words

_NUMBER_WIDTH = 110
_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class NumberAnswer(QWidget):
    """Signals:
    edited(): the person typed.
    left(): the keys go elsewhere in this window.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, label: str, unit: str, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.edit = _Line(self)
        self.edit.setFixedWidth(_NUMBER_WIDTH)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setFont(number_font())
        self.edit.setAccessibleName(f"{label} ({unit})" if unit else label)
        self.edit.textEdited.connect(self.edited)
        self.edit.gone.connect(self.left)
        row.addWidget(self.edit)
        row.addWidget(words(unit, "muted", self))
        row.addStretch(1)
        self.setFocusProxy(self.edit)

    def show_answer(self, answer_milli: int | None) -> None:
        """Show this number."""
        self.edit.setText("" if answer_milli is None else self._formats.quantity(answer_milli))

    def raw(self) -> str:
        """What was typed."""
        return self.edit.text()

    def set_raw(self, raw: str) -> None:
        """Show what was typed earlier."""
        self.edit.setText(raw)
        self.edit.setModified(True)

    def read(self) -> int | None:
        """The number in thousandths, None if nothing is typed.

        Raises:
            RuleBroken: it is no number.
        """
        text = self.edit.text().strip()
        return self._formats.parse_quantity(text, "answer") if text else None


class WordsAnswer(QWidget):
    """Signals:
    edited(): the person typed.
    left(): the keys go elsewhere in this window.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._is_setting = False
        self.edit = _Box(self)
        self.edit.setAccessibleName(label)
        self.edit.setTabChangesFocus(True)
        self.edit.document().setDocumentMargin(2)
        Growing(self.edit, 1, 6)
        self.edit.textChanged.connect(self._typed)
        self.edit.gone.connect(self.left)
        row.addWidget(self.edit)
        self.setFocusProxy(self.edit)

    def show_answer(self, text: str) -> None:
        """Show this text."""
        self._is_setting = True
        self.edit.setPlainText(text)
        self._is_setting = False

    def raw(self) -> str:
        """What was typed."""
        # toPlainText() would turn no-break spaces into plain ones.
        return self.edit.document().toRawText().replace("\u2029", "\n")

    def set_raw(self, raw: str) -> None:
        """Show what was typed earlier."""
        self.show_answer(raw)
        self.edit.document().setModified(True)

    @Slot()
    def _typed(self) -> None:
        if not self._is_setting:
            self.edited.emit()


class _Line(QLineEdit):
    """Tells when the keys go elsewhere; looking something up in another window is no end of typing."""

    gone = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.gone.emit()


class _Box(QPlainTextEdit):
    """The same for several lines; Shift+Enter begins a new one, Enter is for the row."""

    gone = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.gone.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
            return
        super().keyPressEvent(event)
