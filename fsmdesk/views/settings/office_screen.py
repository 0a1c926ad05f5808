"""A page about the office itself: there is one of it, and not everybody may change it."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.permissions import Permission
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.editor_screen import EditorScreen
from fsmdesk.views.widgets.settings_nav import stand_beside_nav

_THE_COMPANY = 1


class OfficeScreen(EditorScreen):
    """Who may not change it can read and copy it."""

    def __init__(self, desk: Desk, title: str, form: EditorForm[Any, Any]) -> None:
        self._refusal = why_not(desk, Permission.EDIT_OFFICE)
        super().__init__(desk, title, form)

    def put_beside(self, widget: QWidget, stretch: int = 0) -> None:
        """The widget stands at the right of the form."""
        beside = self.body.itemAt(0)
        if beside is not None and isinstance(row := beside.layout(), QHBoxLayout):
            row.addWidget(widget, stretch)

    def stand_at(self, place: str) -> None:
        """The settings' own list stands at the left with this place marked; call it when all else is in place."""
        stand_beside_nav(self, place)
        if self._refusal:
            self.form.lock()

    def arrive(self, record_id: int | None) -> None:
        """Show the one office there is."""
        super().arrive(_THE_COMPANY)

    def _show_state(self) -> None:
        super()._show_state()
        limit(self.save_action, self._refusal)
