"""A short list of the settings with an editor of the current row beside it."""

from collections.abc import Sequence
from typing import Any, Generic

from PySide6.QtCore import Slot

from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.editor_panel import EditorPanel
from fsmdesk.views.widgets.record_list import RecordT
from fsmdesk.views.widgets.settings_list import SettingsListScreen
from fsmdesk.views.widgets.table_columns import Column


class SettingsPanelScreen(SettingsListScreen[RecordT], Generic[RecordT]):
    """Enter opens the row in the panel."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        columns: Sequence[Column],
        new_words: str,
        form: EditorForm[Any, Any],
    ) -> None:
        super().__init__(desk, title, columns, new_words)
        self._new_title = new_words
        self.panel = EditorPanel(form, self.refusal, self.inside)
        self.add_side(self.panel)
        self.panel.closed.connect(self.table.setFocus)
        self.table.current_changed.connect(self._follow)

    def first_values(self) -> dict[str, object]:
        """What a new record begins with."""
        return {}

    def open_row(self, row: RecordT) -> None:
        """Open the record in the panel."""
        self.panel.open(row.id, row.name)

    def begin_new(self) -> None:
        """Begin a new record in the panel."""
        self.panel.open_new(self._new_title, self.first_values())

    @Slot(object)
    def _follow(self, row: RecordT | None) -> None:
        if row is not None:
            self.panel.follow(row.id, row.name)
