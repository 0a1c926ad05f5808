"""A list with an editor of the current row beside it."""

from typing import Any, Generic

from PySide6.QtCore import Slot

from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.editor_panel import EditorPanel
from fsmdesk.views.widgets.record_list import RecordListScreen, RecordT


class PanelListScreen(RecordListScreen[RecordT], Generic[RecordT]):
    """Enter opens the row in the panel; while the panel is open it follows the current row."""

    def __init__(
        self, desk: Desk, title: str, placeholder: str, new_words: str, form: EditorForm[Any, Any]
    ) -> None:
        super().__init__(desk, title, placeholder, new_words)
        self._new_title = new_words
        self.panel = EditorPanel(form, why_not(desk, self.needs), self.inside)
        self.add_side(self.panel)
        self.panel.closed.connect(self.table.setFocus)
        self.table.current_changed.connect(self._follow)

    def first_values(self) -> dict[str, object]:
        """What a new record begins with."""
        return {}

    def arrive(self, record_id: int | None) -> None:
        """Show the list, with the record in the panel where one is asked for."""
        super().arrive(record_id)
        if record_id is not None:
            self.panel.open(record_id, "")

    def begin_new(self) -> None:
        """Begin a new record in the panel."""
        self.panel.open_new(self._new_title, self.first_values())

    def open_row(self, row: RecordT) -> None:
        """Open the record in the panel."""
        self.panel.open(row.id, row.name)

    @Slot(object)
    def _follow(self, row: RecordT | None) -> None:
        if row is not None:
            self.panel.follow(row.id, row.name)
