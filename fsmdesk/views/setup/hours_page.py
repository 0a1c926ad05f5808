"""The second step: the week in which the shop is open."""

from fsmdesk.services.technicians.messages import ShiftValue
from fsmdesk.views.setup.page import StepPage
from fsmdesk.views.widgets.hours_form import HoursForm, Week

_USUAL_WEEK = tuple(ShiftValue(weekday, 8 * 60, 17 * 60) for weekday in range(5))


class HoursPage(StepPage):
    """Where nobody said anything yet, the usual week is filled in, to be saved or changed."""

    form: HoursForm

    def begin(self) -> None:
        """Read the week."""
        self.form.shown.connect(self._propose)
        super().begin()

    def _propose(self, week: Week) -> None:
        self.form.shown.disconnect(self._propose)
        if not week and not self.form.is_dirty():
            self.form.hours.set_value(_USUAL_WEEK)
            self.form.hours.changed.emit()
