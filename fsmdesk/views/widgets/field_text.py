"""Fields for text: one line, and several."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from fsmdesk.core.texts import clean_text
from fsmdesk.views.widgets.field import Field, move_on

CHECK_AFTER_MS = 700


class LineEdit(QLineEdit):
    """A line in which Enter goes on to the next field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; Ctrl+Enter is the form's."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.editingFinished.emit()
            move_on(self)
            return
        super().keyPressEvent(event)


class FieldText(Field[str]):
    """One line of text. It gives back exactly what it was given until the person changes it."""

    def __init__(
        self,
        key: str,
        label: str,
        *,
        is_required: bool = False,
        placeholder: str = "",
        max_length: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(key, label, is_required=is_required, parent=parent)
        self._max_length = max_length
        self._given = ""
        self.edit = LineEdit(self)
        self.edit.setPlaceholderText(placeholder)
        self.hold(self.edit)
        self._check_timer = QTimer(self)
        self._check_timer.setSingleShot(True)
        self._check_timer.setInterval(CHECK_AFTER_MS)
        self._check_timer.timeout.connect(self.check)
        self.edit.textEdited.connect(self._edited)
        self.edit.editingFinished.connect(self.check)

    def read(self) -> str:
        """The text, without blanks around it where the person typed it."""
        if not self.edit.isModified():
            return clean_text(self._given, self.key, label=self.label, max_length=self._max_length)
        return clean_text(self.edit.text().strip(), self.key, label=self.label, max_length=self._max_length)

    def set_value(self, value: str | None) -> None:
        """Show this text from its beginning."""
        self._given = value or ""
        self.edit.setText(self._given)
        self.edit.setCursorPosition(0)
        self.clear_error()

    def same(self, one: str | None, other: str | None) -> bool:
        """No text and an empty one mean the same."""
        return (one or "") == (other or "")

    def raw(self) -> object:
        """What was typed."""
        return self.edit.text() if self.edit.isModified() else self._given

    def set_raw(self, raw: object) -> None:
        """Show what was typed."""
        self.edit.setText(str(raw))
        self.edit.setModified(True)

    def set_read_only(self, is_read_only: bool) -> None:
        """The text can still be selected and copied."""
        self.edit.setReadOnly(is_read_only)

    @Slot()
    def _edited(self) -> None:
        self._check_timer.start()
        self._tell_changed()


class _TextBox(QPlainTextEdit):
    """Several lines in which Tab goes on to the next field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        # No word is so long that it is cut.
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class FieldMultiline(Field[str]):
    """Several lines of text, `lines` of them in view."""

    def __init__(
        self,
        key: str,
        label: str,
        *,
        lines: int = 3,
        is_required: bool = False,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(key, label, is_required=is_required, parent=parent)
        self._given = ""
        self._is_setting = False
        self.edit = _TextBox(self)
        self.edit.setPlaceholderText(placeholder)
        self.edit.document().setDocumentMargin(2)  # as far from the edge as in a line
        self.edit.setFixedHeight(lines * self.edit.fontMetrics().lineSpacing() + 22)
        self.hold(self.edit)
        self._check_timer = QTimer(self)
        self._check_timer.setSingleShot(True)
        self._check_timer.setInterval(CHECK_AFTER_MS)
        self._check_timer.timeout.connect(self.check)
        self.edit.textChanged.connect(self._edited)

    def read(self) -> str:
        """The text; line ends are LF."""
        return clean_text(str(self.raw()), self.key, multiline=True, label=self.label)

    def set_value(self, value: str | None) -> None:
        """Show this text."""
        document = self.edit.document()
        # Setting a text lays the whole box out anew; most boxes of a form are empty and stay so.
        if value or not document.isEmpty() or document.isUndoAvailable():
            self._show(value or "")
        self._given = value or ""
        self.edit.document().setModified(False)
        self.clear_error()

    def same(self, one: str | None, other: str | None) -> bool:
        """No text and an empty one mean the same."""
        return (one or "") == (other or "")

    def raw(self) -> object:
        """What was typed."""
        if not self.edit.document().isModified():
            return self._given
        # toPlainText() would turn no-break spaces into plain ones.
        return self.edit.document().toRawText().replace("\u2029", "\n")

    def set_raw(self, raw: object) -> None:
        """Show what was typed."""
        self._show(str(raw))
        self.edit.document().setModified(True)

    def set_read_only(self, is_read_only: bool) -> None:
        """The text can still be selected and copied."""
        self.edit.setReadOnly(is_read_only)

    def _show(self, text: str) -> None:
        self._is_setting = True
        self.edit.setPlainText(text)
        self._is_setting = False

    @Slot()
    def _edited(self) -> None:
        if not self._is_setting:
            self._check_timer.start()
            self._tell_changed()
