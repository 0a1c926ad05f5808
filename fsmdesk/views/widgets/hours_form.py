"""The form of the week in which the office is open."""

from collections.abc import Mapping
from typing import Any

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.words import tr
from fsmdesk.services.setup.messages import BusinessHours, HoursValue, SaveBusinessHours
from fsmdesk.services.technicians.messages import ShiftValue
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_shifts import FieldShifts

_DAY_MINUTES = 24 * 60

Week = tuple[HoursValue, ...]


class HoursForm(EditorForm[Week, None]):
    """A row for each weekday. The week is told from what was seen, so it needs no version."""

    kind = "business_hours"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.hours = self.add_field(FieldShifts("hours", desk.formats))
        self.hours.label = tr("Business hours")
        self.body.addWidget(self.hours)

    def draft_name(self) -> str:
        """There is one week."""
        return "setup-hours"

    def query(self, record_id: int) -> Query[Week]:
        """The week."""
        return BusinessHours()

    def values(self, card: Week) -> Mapping[str, object]:
        """Hours look like shifts."""
        return {"hours": tuple(ShiftValue(one.weekday, one.start_minute, one.end_minute) for one in card)}

    def version(self, card: Week) -> int:
        """None: the command names the whole week that was seen."""
        return 0

    def command(self, values: Mapping[str, Any]) -> Command[None]:
        """The whole week.

        Raises:
            RuleBroken: hours that go past midnight, which shifts may and an office does not.
        """
        week = tuple(HoursValue(one.weekday, one.start_minute, one.end_minute) for one in values["hours"])
        if any(one.end_minute > _DAY_MINUTES for one in week):
            raise RuleBroken(tr("Business hours end on the day on which they begin."), "hours")
        return SaveBusinessHours(seen=self.card or (), hours=week)
