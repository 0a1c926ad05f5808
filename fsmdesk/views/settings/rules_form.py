"""The rules of the office: amounts, days and steps that all jobs go by."""

from collections.abc import Mapping
from typing import Any

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.terms import TimeRounding
from fsmdesk.core.words import tr
from fsmdesk.services.setup.messages import EditOfficeRules, OfficeRules, OfficeRulesCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_choice import FieldChoice, FieldSelect
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_typed import FieldMoney, FieldNumber, FieldPercent
from fsmdesk.views.widgets.surfaces import Card, paragraph

_LONGEST_DAYS = 3650


class RulesForm(EditorForm[OfficeRulesCard, None]):
    """Each rule says what follows from it."""

    kind = "company"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        for card in (self._approvals(), self._warnings(), self._time()):
            self.body.addWidget(card)

    def draft_name(self) -> str:
        """Apart from what is typed about the shop itself."""
        return "office-rules"

    def _approvals(self) -> Card:
        card = Card(tr("Who looks at what"), parent=self)
        grid, formats = FieldGrid(card, columns=2), self.desk.formats
        free = FieldMoney("review_free_below_minor", tr("Jobs below this need no review"), formats)
        scope = FieldMoney("scope_approval_minor", tr("Changes of the scope need approval from"), formats)
        about_free = tr(
            "A smaller job goes to the queue for invoices as soon as it is complete, and its history says why. "
            "Empty: every job is looked over."
        )
        about_scope = tr(
            "What comes up during a job and costs the customer as much waits for a yes before it counts. "
            "Empty: nothing has to be approved; 0: everything."
        )
        for widget in (self.add_field(free), self.add_field(scope)):
            grid.add(widget)
        for text in (about_free, about_scope):
            grid.add(paragraph(text, "small", card))
        card.body.addWidget(grid)
        return card

    def _warnings(self) -> Card:
        card = Card(tr("Days"), parent=self)
        grid, formats = FieldGrid(card, columns=3), self.desk.formats
        fields = (
            FieldNumber(
                "callback_days", tr("A call-back within"), formats, most=_LONGEST_DAYS, is_required=True
            ),
            FieldNumber("warn_days", tr("Warn ahead by"), formats, most=_LONGEST_DAYS, is_required=True),
            FieldNumber(
                "stuck_days", tr("Stuck after"), formats, least=1, most=_LONGEST_DAYS, is_required=True
            ),
        )
        texts = (
            tr("A new job at the same machine within so many days may be a call-back to the job before."),
            tr("Warranties, certificates and agreements that end are told so many days before."),
            tr("A job that has made no step for so many days is among the warnings."),
        )
        for field in fields:
            grid.add(self.add_field(field))
        for text in texts:
            grid.add(paragraph(text, "small", card))
        card.body.addWidget(grid)
        return card

    def _time(self) -> Card:
        card = Card(tr("Worked time"), parent=self)
        grid, formats = FieldGrid(card, columns=4), self.desk.formats
        roundings = [
            (TimeRounding.UP.value, tr("up to the next step")),
            (TimeRounding.NEAREST.value, tr("to the nearest step")),
        ]
        grid.add(
            self.add_field(FieldChoice("time_rounding", tr("Billed time is rounded"), roundings)), span=2
        )
        step = FieldNumber(
            "time_rounding_minutes", tr("Step in minutes"), formats, least=1, most=480, is_required=True
        )
        least = FieldNumber(
            "minimum_minutes", tr("At least, in minutes"), formats, most=1440, is_required=True
        )
        grid.add(self.add_field(step))
        grid.add(self.add_field(least))
        markup = FieldPercent("overtime_markup_ppm", tr("Overtime costs more by"), formats, is_required=True)
        grid.add(self.add_field(markup))
        about = tr(
            "Times are kept as they were worked; only what is billed is rounded, for each technician, job and day. "
            "Overtime is what lies outside the technician's shifts."
        )
        grid.add(paragraph(about, "small", card), span=3)
        self.labour = FieldSelect(
            "labour_item_id", tr("Labour from time is sold as"), empty=tr("the first in the price book")
        )
        grid.add(self.add_field(self.labour), span=2)
        card.body.addWidget(grid)
        return card

    def query(self, record_id: int) -> Query[OfficeRulesCard]:
        """There is one set of rules."""
        return OfficeRules()

    def values(self, card: OfficeRulesCard) -> Mapping[str, object]:
        """No amount below which nobody looks is an empty field."""
        self.labour.set_choices(card.labour_items)
        return {key: getattr(card, key) for key in self.fields} | {
            "review_free_below_minor": card.review_free_below_minor or None,
            "time_rounding": card.time_rounding.value,
        }

    def version(self, card: OfficeRulesCard) -> int:
        """The version of the shop's data."""
        return card.version

    def command(self, values: Mapping[str, Any]) -> Command[None]:
        """Everything at once."""
        changed = {
            "review_free_below_minor": values["review_free_below_minor"] or 0,
            "time_rounding": TimeRounding(values["time_rounding"]),
        }
        return EditOfficeRules(seen_version=self.seen_version, **{**values, **changed})
