"""A list with an editor of the current row beside it."""

from typing import Any, Generic

from PySide6.QtCore import Slot

from fsmdesk.core.words import tr
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.inline_editor import InlineEditor
from fsmdesk.views.widgets.record_list import RecordListScreen, RecordT
from fsmdesk.views.widgets.surfaces import Card, SidePanel

PANEL_WIDTH = 400


class PanelListScreen(RecordListScreen[RecordT], Generic[RecordT]):
    """Enter opens the row in the panel; while the panel is open it follows the current row."""

    def __init__(
        self, desk: Desk, title: str, placeholder: str, new_words: str, form: EditorForm[Any, Any]
    ) -> None:
        self._new_title = new_words
        super().__init__(desk, title, placeholder, new_words)
        refusal = why_not(desk, self.needs)
        self._card = Card(new_words, parent=self)
        leave = IconButton("x", tr("Close the panel"), "Esc", parent=self._card)
        self._card.heading.add_right(leave)
        self.editor = InlineEditor(form, self._card, has_line=False)
        self._card.body.addWidget(self.editor)
        leave.clicked.connect(self.editor.leave)
        limit(self.editor.save_button, refusal)
        if refusal:
            for field in form.fields.values():
                field.set_read_only(True)
        self.panel = SidePanel(self, PANEL_WIDTH)
        self.panel.body.setContentsMargins(0, 14, 20, 14)
        self.panel.body.addWidget(self._card)
        self.panel.body.addStretch(1)
        self.panel.hide()
        self.add_side(self.panel)
        self.editor.closed.connect(self._close_panel)
        self.table.current_changed.connect(self._follow)

    def first_values(self) -> dict[str, object]:
        """What a new record begins with."""
        return {}

    def arrive(self, record_id: int | None) -> None:
        """Show the list, with the record in the panel where one is asked for."""
        super().arrive(record_id)
        if record_id is not None:
            self._open(record_id, "")

    def begin_new(self) -> None:
        """Begin a new record in the panel."""
        self._card.heading.set_text(self._new_title)
        self.panel.show()
        self.editor.open_new(self.first_values())

    def open_row(self, row: RecordT) -> None:
        """Open the record in the panel."""
        self._open(row.id, row.name)

    def _open(self, record_id: int, name: str) -> None:
        self._card.heading.set_text(name)
        self.panel.show()
        self.editor.open(record_id)

    @Slot(object)
    def _follow(self, row: RecordT | None) -> None:
        is_editing = self.panel.isVisible() and self.editor.form.record_id is not None
        if row is not None and is_editing and row.id != self.editor.form.record_id:
            self._card.heading.set_text(row.name)
            self.editor.form.open(row.id)

    @Slot()
    def _close_panel(self) -> None:
        self.panel.hide()
        self.table.setFocus()
