"""A small form that opens inside a card: Enter goes on, Ctrl+Enter saves, Esc closes it and keeps a draft."""

from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.surfaces import hairline

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier


class InlineEditor(QWidget):
    """Holds one form and its buttons; hidden until `open` or `open_new`.

    Signals:
        closed(bool): the form was saved or left; whether the focus was in it.
    """

    closed = Signal(bool)

    def __init__(
        self, form: EditorForm[Any, Any], parent: QWidget | None = None, has_line: bool = True
    ) -> None:
        super().__init__(parent)
        self.form = form
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(12)
        if has_line:
            column.addWidget(hairline(self))
        column.addWidget(form)
        row = QHBoxLayout()
        row.addStretch(1)
        self.close_button = KeyButton(tr("Close"), "quiet", keys="Esc", parent=self)
        self.close_button.clicked.connect(self.leave)
        self.save_button = KeyButton(tr("Save"), "primary", keys="Ctrl+Return", parent=self)
        self.save_button.clicked.connect(self._save)
        row.addWidget(self.close_button)
        row.addWidget(self.save_button)
        column.addLayout(row)
        form.saved.connect(self._saved)
        self.hide()

    def open(self, record_id: int) -> None:
        """Show the form with this record."""
        self.form.open(record_id)
        self._begin()

    def open_new(self, values: dict[str, object] | None = None) -> None:
        """Show the form for a new record."""
        self.form.open_new(values)
        self._begin()

    def leave(self) -> None:
        """The form is hidden; what is typed is kept as a draft."""
        focus = self.window().focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self.hide()
        self.closed.emit(had_focus)

    def _begin(self) -> None:
        self.show()
        first = next(iter(self.form.fields.values()), None)
        if first is not None:
            first.setFocus()
        QTimer.singleShot(0, self, self._come_into_view)

    def _come_into_view(self) -> None:
        at = self.parentWidget()
        while at is not None and not isinstance(at, QScrollArea):
            at = at.parentWidget()
        if at is not None:
            at.ensureWidgetVisible(self)

    def event(self, event: QEvent) -> bool:
        """Esc and the keys that save are for this form, not for the screen around it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save or leave."""
        if not _is_own(event):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            self._save()

    @Slot()
    def _save(self) -> None:
        self.form.save()

    @Slot(object)
    def _saved(self, _value: object) -> None:
        self.leave()


def _is_own(event: QKeyEvent) -> bool:
    if event.key() == Qt.Key.Key_Escape:
        return True
    return event.modifiers() == _CONTROL and event.key() in (*_ENTER, Qt.Key.Key_S)
