"""A card with a table of records that belong to a bigger one, and a short form for a new one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Slot

from fsmdesk.views.allowance import limit
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.fitting_table import TableCard
from fsmdesk.views.widgets.inline_editor import InlineEditor
from fsmdesk.views.widgets.table_columns import Column
from fsmdesk.views.widgets.table_model import RowT


class TablePart(TableCard[RowT]):
    """The short form asks for what a new one can't be without; its own screen has the rest.

    `record_kind` names what the rows are; they open in the place for it.
    """

    def __init__(
        self,
        desk: Desk,
        record_kind: str,
        title: str,
        empty_words: str,
        columns: Sequence[Column],
        form: EditorForm[Any, Any],
        add_words: str,
        refusal: str = "",
    ) -> None:
        super().__init__(title, empty_words, columns, desk.formats)
        self._desk = desk
        self._record_kind = record_kind
        self._refusal = refusal
        self.add_button = KeyButton(add_words, "link", "plus", parent=self)
        self.add_button.clicked.connect(self.begin_new)
        limit(self.add_button, refusal)
        self.heading.add_right(self.add_button)
        self.editor = InlineEditor(form, self)
        self.editor.closed.connect(self._closed)
        self.body.addWidget(self.editor)
        self.opened.connect(self._open)

    @Slot()
    def begin_new(self) -> None:
        """Open the short form."""
        self.add_button.setEnabled(False)
        self.editor.open_new()

    @Slot(bool)
    def _closed(self, had_focus: bool) -> None:
        self.add_button.setEnabled(not self._refusal)
        if had_focus and not self._refusal:
            self.add_button.setFocus()

    @Slot(object)
    def _open(self, row: RowT) -> None:
        self._desk.shell.open_record(self._record_kind, row.id)
