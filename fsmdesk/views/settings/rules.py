"""The page of the rules of the office."""

from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.settings.rules_form import RulesForm
from fsmdesk.views.widgets.editor_screen import EditorScreen
from fsmdesk.views.widgets.settings_nav import stand_beside_nav

_THE_COMPANY = 1


class RulesScreen(EditorScreen):
    """Who may not change the rules can read them."""

    def __init__(self, desk: Desk) -> None:
        self._refusal = why_not(desk, Permission.EDIT_OFFICE)
        super().__init__(desk, tr("Rules of the office"), RulesForm(desk))
        stand_beside_nav(self, "rules")
        if self._refusal:
            for field in self.form.fields.values():
                field.set_read_only(True)

    def arrive(self, record_id: int | None) -> None:
        """Show the one set there is."""
        super().arrive(_THE_COMPANY)

    def _show_state(self) -> None:
        super()._show_state()
        limit(self.save_action, self._refusal)
