"""A panel beside a list in which one record is edited."""

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.allowance import limit
from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.inline_editor import InlineEditor
from fsmdesk.views.widgets.surfaces import Card, SidePanel

PANEL_WIDTH = 400


class EditorPanel(SidePanel):
    """Hidden until a record is opened. With a refusal the fields can be read, and Save says why it is off.

    Signals:
        closed(): the record was saved or left; the panel is hidden.
    """

    closed = Signal()

    def __init__(self, form: EditorForm[Any, Any], refusal: str, parent: QWidget) -> None:
        super().__init__(parent, PANEL_WIDTH)
        self.form = form
        self._card = Card(" ", parent=self)
        self.body.addWidget(self._card)
        leave = IconButton("x", tr("Close the panel"), "Esc", parent=self._card)
        self._card.heading.add_right(leave)
        self.editor = InlineEditor(form, self._card, has_line=False)
        self._card.body.addWidget(self.editor)
        leave.clicked.connect(self.editor.leave)
        limit(self.editor.save_button, refusal)
        if refusal:
            form.lock()
        self.hide()
        self.editor.closed.connect(self._close)

    def open(self, record_id: int, name: str) -> None:
        """Show this record, with the focus in its first field."""
        self._card.heading.set_text(name)
        self.show()
        self.editor.open(record_id)

    def open_new(self, title: str, values: dict[str, object] | None = None) -> None:
        """Begin a new record."""
        self._card.heading.set_text(title)
        self.show()
        self.editor.open_new(values)

    def follow(self, record_id: int, name: str) -> None:
        """While a record is shown, show this one instead; the focus stays where it is."""
        is_shown = self.isVisible() and self.form.record_id is not None
        if is_shown and record_id != self.form.record_id:
            self._card.heading.set_text(name)
            self.form.open(record_id)

    @Slot()
    def _close(self) -> None:
        self.hide()
        self.closed.emit()
