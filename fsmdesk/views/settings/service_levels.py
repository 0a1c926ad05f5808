"""Within which time the office answers and finishes jobs of each priority."""

from PySide6.QtCore import Slot

from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.editor_screen import EditorScreen
from fsmdesk.views.widgets.levels_form import LevelsForm
from fsmdesk.views.widgets.settings_nav import stand_beside_nav
from fsmdesk.views.widgets.surfaces import Card, paragraph

_THE_OFFICE = 1


class ServiceLevelsScreen(EditorScreen):
    """The levels that hold for every customer who has none of their own."""

    def __init__(self, desk: Desk) -> None:
        self._refusal = why_not(desk, Permission.EDIT_OFFICE)
        form = LevelsForm(desk)
        super().__init__(desk, tr("Service levels"), form)
        card = Card(tr("What is promised"), parent=self)
        about = tr(
            "From these every new job gets the times by which somebody is on site and by which it is done; they "
            "count down, warn in their last quarter and turn red. Jobs that have their times keep them until "
            "priority or customer change. An empty field promises nothing. A customer's own levels are on the "
            "customer's page."
        )
        card.body.addWidget(paragraph(about, "muted", card))
        self.main.body.removeWidget(form)
        card.body.addWidget(form)
        self.main.body.addWidget(card)
        stand_beside_nav(self, "service_levels")
        desk.hub.saved.connect(self._hear)
        if self._refusal:
            for field in form.fields.values():
                field.set_read_only(True)

    def arrive(self, record_id: int | None) -> None:
        """Show the one set there is."""
        super().arrive(_THE_OFFICE)

    def _show_state(self) -> None:
        super()._show_state()
        limit(self.save_action, self._refusal)

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, origin: object) -> None:
        if changes.touches("service_level") and origin is not self.form and self.form.card is not None:
            self.form.read_again()
