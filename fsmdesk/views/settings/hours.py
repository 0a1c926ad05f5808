"""When the office is open: the week, and the days on which it is closed."""

from PySide6.QtCore import Slot

from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.settings.holidays_card import HolidaysCard
from fsmdesk.views.widgets.editor_screen import EditorScreen
from fsmdesk.views.widgets.hours_form import HoursForm
from fsmdesk.views.widgets.settings_nav import stand_beside_nav
from fsmdesk.views.widgets.surfaces import Card, paragraph

_THE_WEEK = 1


class HoursScreen(EditorScreen):
    """The week is saved as one piece; a holiday counts as soon as it is in the list."""

    def __init__(self, desk: Desk) -> None:
        self._refusal = why_not(desk, Permission.EDIT_OFFICE)
        form = HoursForm(desk)
        super().__init__(desk, tr("Hours and holidays"), form)
        week = Card(tr("Business hours"), parent=self)
        about = tr(
            "Promises of service levels are counted in these hours, in the office's time zone. "
            "A day without hours is closed."
        )
        week.body.addWidget(paragraph(about, "muted", week))
        self.main.body.removeWidget(form)
        week.body.addWidget(form)
        self.main.body.addWidget(week)
        stand_beside_nav(self, "hours")
        if self._refusal:
            form.lock()
        make(self._add_holidays())

    def _add_holidays(self) -> Pieces:
        self.holidays = HolidaysCard(self.desk, self._refusal, self)
        self.main.body.addWidget(self.holidays)
        self.desk.hub.saved.connect(self._hear)
        yield

    def arrive(self, record_id: int | None) -> None:
        """Show the one week there is, and this year's holidays."""
        super().arrive(_THE_WEEK)
        self.holidays.read()

    def read_again(self) -> None:
        """Read both again; what is typed stays."""
        super().read_again()
        self.holidays.read()

    def _show_state(self) -> None:
        super()._show_state()
        limit(self.save_action, self._refusal)

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, origin: object) -> None:
        if changes.touches("holiday", "company"):
            self.holidays.read()
        if changes.touches("business_hours") and origin is not self.form and self.form.card is not None:
            self.form.read_again()
